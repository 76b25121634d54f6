// How Python gets its worker on a website: through PyScript's kernel, which fetches what it needs. The offline copy has
// another file of this name.

const PATIENCE_MS = 10_000; // so long a host may take to say why

/** The address of a file, from where this script stands. */
export const here = (path: string) => new URL(path, import.meta.url).href;

/** PyScript's kernel, which runs once a page. */
let kernel: { XWorker(url: string, options: object): Python } | undefined;

/** Firefox refuses channels where it refuses storage, and the kernel makes one, for which it has no use here. */
function allowForChannels() {
  try { new BroadcastChannel("klantkompas").close(); } catch { globalThis.BroadcastChannel = class {} as any; }
}

/** Under which name what Python had in memory may be kept: of this build, and of this browser. */
const memory = () =>
  `${here(BUILD.interpreter)}?${new URLSearchParams({ build: BUILD.build!, browser: navigator.userAgent })}`;

/** What the interpreter is told, behind its address. */
const told = () => encodeURIComponent(JSON.stringify({ core: core(), memory: memory() }));

/** Where the parts of the core stand, and where Python finds them. */
const core = () => Object.fromEntries(Object.entries(BUILD.core).map(([path, place]) => [here(path), place]));

/** Have what Python has in memory after its start kept in the browser, once a build: the next visit starts from that. */
export async function keepMemory() {
  if (await globalThis.caches?.match(memory())) return;
  new Worker(`${here(BUILD.keeper)}#${told()}`, { type: "module" });
}

/** Take that away; interpreter.mjs knows the name. Where a browser refuses storage there is nothing. */
export async function forgetMemory() {
  try { await globalThis.caches?.delete("klantkompas-python"); } catch {}
}

/** Have the browser fetch all of Python when it has nothing else to do. Where it cannot, nothing happens. */
export function fetchAhead() {
  for (const path of BUILD.files) {
    document.head.append(Object.assign(document.createElement("link"), { rel: "prefetch", href: here(path) }));
  }
}

/** Fetch what the search needs: its worker finds that in the browser's cache. */
export const fetchSearch = () => Promise.all((BUILD.search ?? []).map((path) => fetch(here(path))));

/**
 * Why Python did not start: the page is of a build that a newer one took the place of, the host cannot be reached, a file
 * is not there (yet), or all is there and it must be the browser.
 */
export function whyNot(): Promise<Why> {
  const late = new Promise<Why>((resolve) => setTimeout(resolve, PATIENCE_MS, "offline"));
  return Promise.race([look(), late]).catch(() => "offline");
}

async function look(): Promise<Why> {
  // The address alone: what stands behind it may be the visitor's.
  const page = await fetch(location.pathname, { cache: "no-store" });
  const [, named] = (await page.text()).match(/<meta name="kk-build" content="(\w+)">/) ?? [];
  if (named && named !== BUILD.build) return "newer";
  const found = await Promise.all(BUILD.files.map((path) => fetch(here(path), { method: "HEAD", cache: "no-store" })));
  // A page in the place of a file is how some hosts say that it is not there.
  return found.every(({ ok, headers }) => ok && !headers.get("Content-Type")?.includes("html")) ? "browser" : "missing";
}

/** Make the worker, after so many failures; it is `ready` once Python is there. */
export async function launch(failures: number) {
  allowForChannels();
  // What came in wrong may have been kept: in the cache, and by the browser, which imports an address only once.
  const again = failures ? `?${failures}` : "";
  const refresh = async (path: string) => (await fetch(here(path), { cache: "reload" })).arrayBuffer();
  if (again) await Promise.all(BUILD.scripts.map(refresh));
  // The kernel would wait for ever for a worker's code that is not there.
  const code = fetch(here(BUILD.worker), { integrity: BUILD.workerIntegrity });
  code.catch(() => {}); // is told below, also when the kernel is not there either
  kernel ??= (await import(here(BUILD.kernel) + again)) as NonNullable<typeof kernel>;
  await code;
  const version = `${here(BUILD.interpreter)}${again}#${told()}`;
  return kernel.XWorker(here(BUILD.worker), { type: "pyodide", version, config: { files: core() } });
}
