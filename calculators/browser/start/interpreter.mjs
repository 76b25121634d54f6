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
const plainInstantiate = WebAssembly.instantiateStreaming;
let received = 0;

/** @type {Promise<void>[]} of each file that was asked for: whether it came in whole and unchanged */
const checks = [];

/** Tell the page that this will not work, mostly as a file did not come in well. It ends this worker; until then nothing more happens. */
function fail(/** @type {unknown} */ problem, why = "missing") {
  postMessage({ failed: `${problem}`, why });
  return /** @type {Promise<never>} */ (new Promise(() => {}));
}

/** The SHA-256 that a file must have. Of what does not stand in this folder it goes along behind the address. */
function wanted(/** @type {string} */ address) {
  const { pathname, hash } = new URL(address);
  return hashes[pathname.split("/").at(-1) ?? ""] ?? hash.slice(1);
}

/** Read a whole file, tell the page how much has come in, and see whether it is the right one. */
async function check(/** @type {Response} */ copy, /** @type {string} */ hash) {
  const parts = [];
  const reader = /** @type {ReadableStream<Uint8Array>} */ (copy.body).getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    parts.push(part.value);
    received += part.value.byteLength;
    postMessage({ received });
  }
  if (!globalThis.crypto?.subtle) return; // on plain http; there anyone on the line may change the page as well
  const digest = await crypto.subtle.digest("SHA-256", joined(parts));
  const found = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  if (found !== hash) throw new Error(`${copy.url} is not what was built`);
}

function joined(/** @type {Uint8Array[]} */ parts) {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let end = 0;
  for (const part of parts) whole.set(part, (end += part.length) - part.length);
  return whole;
}

/**
 * Fetch, and check on a copy: a browser keeps the machine code that it made of WebAssembly only with a response of its
 * own, and without that every visit compiles it anew. For the same reason `fetch` is not asked to check itself: it
 * would hold back the whole file, and with it the compiling and the progress.
 */
async function checkingFetch(/** @type {URL | string} */ address) {
  const response = await plainFetch(address, { cache }).catch((problem) => fail(problem));
  if (!response.ok) return fail(`${response.status} ${response.url}`);
  const checked = check(response.clone(), wanted(`${address}`)).catch((problem) => fail(problem));
  checks.push(checked);
  if (response.url.endsWith(".wasm")) return response;
  await checked;
  // The zips of the standard library and the core are sent compressed as a whole.
  return new Response(response.body?.pipeThrough(new DecompressionStream("gzip")));
}

/** WebAssembly is compiled while it comes in, but goes on to where it would run only once everything is right. */
async function checkingInstantiate(/** @type {Parameters<typeof WebAssembly.instantiateStreaming>} */ ...given) {
  try {
    const made = plainInstantiate(...given);
    made.catch(() => {}); // is told below
    await given[0]; // until there is an answer, its check is not among these
    await Promise.all(checks);
    return await made;
  } catch (problem) {
    return fail(problem, "browser"); // Pyodide itself would try another way, and wait for ever where that does not work either
  }
}

globalThis.fetch = /** @type {typeof fetch} */ (checkingFetch);
WebAssembly.instantiateStreaming = checkingInstantiate;

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

export const loadPyodide = (/** @type {object} */ options) =>
  load({ ...options, lockFileContents: lock, stdLibURL: new URL("./stdlib.bin", import.meta.url).href });

export { version };
