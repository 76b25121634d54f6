// The interpreter module that PyScript's kernel loads in its worker, beside Pyodide's own files: the same
// `loadPyodide`, with the lean standard library, no package index, word of every byte that comes in, and nothing that is
// run before its content is known to be what was built.

// @ts-expect-error -- written by the build
import { hashes } from "./hashes.mjs";
// @ts-expect-error -- stands beside this file once the site is built
import { lock } from "./lock.mjs";
// @ts-expect-error -- idem
import { loadPyodide as load, version } from "./pyodide.mjs";

const plainFetch = globalThis.fetch;
// At a second attempt the address says so: what came in wrong may have been kept.
const cache = new URL(import.meta.url).search ? "reload" : "default";
// The page tells where the core stands, so that nothing waits for the kernel to ask, and under which name the memory of
// an earlier start may be kept.
/** @type {{ core: Record<string, string>, memory: string }} */
const { core, memory } = JSON.parse(decodeURIComponent(new URL(import.meta.url).hash.slice(1)));
const MEMORIES = "klantkompas-python";
let received = 0;

/** @type {Promise<unknown>[]} of each file that was asked for: whether it came in whole and unchanged */
const checks = [];

/** Tell the page that this will not work, mostly as a file did not come in well. It ends this worker; until then nothing more happens. */
function fail(/** @type {unknown} */ problem, why = "missing") {
  forget();
  postMessage({ failed: `${problem}`, why });
  return /** @type {Promise<never>} */ (new Promise(() => {}));
}

/** The SHA-256 that a file must have. Of what does not stand in this folder it goes along behind the address. */
function wanted(/** @type {string} */ address) {
  const { pathname, hash } = new URL(address);
  return hashes[pathname.split("/").at(-1) ?? ""] ?? hash.slice(1);
}

/** Read a whole file, tell the page how much has come in, and see whether it is the right one. */
async function check(/** @type {Response} */ response, /** @type {string} */ hash) {
  const parts = [];
  const reader = /** @type {ReadableStream<Uint8Array<ArrayBuffer>>} */ (response.body).getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    parts.push(part.value);
    received += part.value.byteLength;
    postMessage({ received });
  }
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let end = 0;
  for (const part of parts) whole.set(part, (end += part.length) - part.length);
  // On plain http there is no such thing; there anyone on the line may change the page as well.
  const isRight = !globalThis.crypto?.subtle || (await sha256(whole)) === hash;
  if (!isRight) throw new Error(`${response.url} is not what was built`);
  return whole;
}

async function sha256(/** @type {Uint8Array<ArrayBuffer>} */ bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Give memory back at once, where the browser can: by itself it would wait until it is short of it. */
const release = (/** @type {Uint8Array<ArrayBuffer>} */ bytes) => void bytes.buffer.transfer?.(0);

/**
 * Fetch and check. WebAssembly is checked on a copy: a browser keeps the machine code that it made of it only with a
 * response of its own, and without that every visit compiles it anew. For the same reason `fetch` is not asked to check
 * itself: it would hold back the whole file, and with it the compiling and the progress.
 */
async function checkingFetch(/** @type {string} */ address) {
  const response = await plainFetch(address, { cache }).catch((problem) => fail(problem));
  if (!response.ok) return fail(`${response.status} ${response.url}`);
  const isProgram = response.url.endsWith(".wasm");
  const checked = check(isProgram ? response.clone() : response, wanted(address)).catch((problem) => fail(problem));
  checks.push(checked);
  if (isProgram) {
    checked.then(release);
    return response;
  }
  // The zips of the standard library and the core are sent compressed as a whole.
  return new Response(new Blob([await checked]).stream().pipeThrough(new DecompressionStream("gzip")));
}

const beside = (/** @type {string} */ name) => new URL(`./${name}`, import.meta.url).href.split("#")[0];
const [wasm, stdlib] = [beside("pyodide.asm.wasm"), beside("stdlib.bin")];
// All at once, before anybody asks for it: Pyodide and the kernel would ask for one after the other.
const program = checkingFetch(wasm);
const ahead = new Map([[wasm, program]]);
for (const address of [stdlib, ...Object.keys(core)]) ahead.set(address, checkingFetch(address));
const compiled = (async () => WebAssembly.compileStreaming(program))(); // where there is no such thing, too
compiled.catch(() => {}); // is told where it is waited for

globalThis.fetch = /** @type {typeof fetch} */ (async (/** @type {URL | string} */ address) => {
  const fetched = ahead.get(`${address}`) ?? checkingFetch(`${address}`);
  ahead.delete(`${address}`);
  return fetched;
});

/** WebAssembly is compiled while it comes in, but goes on to where it would run only once everything is right. */
WebAssembly.instantiateStreaming = async (_, imports) => {
  try {
    await program; // until there is an answer, its check is not among these
    await Promise.all(checks);
    const module = await compiled; // after the checks: what came in half is no fault of the browser
    return { module, instance: await WebAssembly.instantiate(module, imports) };
  } catch (problem) {
    return fail(problem, "browser"); // Pyodide itself would try another way, and wait for ever where that does not work either
  }
};

/** A request to a database that is granted, with this result. */
function granted(/** @type {unknown} */ result) {
  const request = { result, onsuccess: (/** @type {object} */ _) => {} };
  queueMicrotask(() => request.onsuccess({ target: request }));
  return request;
}

// The kernel opens a database for packages that it downloaded. There are none here, nothing is kept on a device that was
// not asked for, and a browser that refuses storage would refuse Python with it: so it gets one that is always empty.
const store = { getAllKeys: () => granted([]) };
const database = { objectStoreNames: ["entries"], transaction: () => ({ objectStore: () => store }), close() {} };
Object.defineProperty(globalThis, "indexedDB", { value: { open: () => granted(database) } });

const kept = recall().catch(() => undefined);

/** The memory that an earlier start left, if it is still what was kept. */
async function recall() {
  const found = cache === "default" && memory && (await caches.match(memory, { cacheName: MEMORIES }));
  if (!found) return undefined;
  const bytes = new Uint8Array(await found.arrayBuffer());
  if ((await sha256(bytes)) === found.headers.get("X-SHA-256")) return bytes;
  await forget();
  return undefined;
}

/** Take what is kept away; where a browser refuses storage there is nothing. */
async function forget() {
  try { await globalThis.caches?.delete(MEMORIES); } catch {}
}

/** Keep a memory for the next start, in the place of all older ones. */
export async function keep(/** @type {Uint8Array<ArrayBuffer>} */ bytes) {
  const response = new Response(bytes, { headers: { "X-SHA-256": await sha256(bytes) } });
  await forget();
  await (await caches.open(MEMORIES)).put(memory, response);
}

/** Put the core where Python finds it; the keeper has no kernel that does. */
export async function placeCore(/** @type {{ FS: { writeFile(path: string, bytes: Uint8Array): void } }} */ { FS }) {
  for (const [address, path] of Object.entries(core)) {
    FS.writeFile(path, new Uint8Array(await (await fetch(address)).arrayBuffer()));
  }
}

export async function loadPyodide(/** @type {{ _makeSnapshot?: boolean }} */ options) {
  const settings = { ...options, lockFileContents: lock, stdLibURL: stdlib };
  const taken = options._makeSnapshot ? undefined : await kept;
  try {
    const python = taken && (await load({ ...settings, _loadSnapshot: taken }));
    if (python) {
      release(taken);
      return python;
    }
  } catch {
    await forget();
  }
  return load(settings);
}

export { version };
