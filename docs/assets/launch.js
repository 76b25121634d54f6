// How Python gets its worker on a website: through PyScript's kernel, which fetches what it needs. The offline copy has
// another file of this name.

import { runtime } from "./runtime.js";

const here = (/** @type {string} */ path) => new URL(path, import.meta.url).href;

/** @type {{XWorker: (url: string, options: object) => any} | undefined} PyScript's kernel, which runs once a page */
let kernel;

/** Firefox refuses channels where it refuses storage, and the kernel makes one, for which it has no use here. */
function allowForChannels() {
  try {
    new BroadcastChannel("klantkompas").close();
  } catch {
    globalThis.BroadcastChannel = /** @type {any} */ (class {});
  }
}

/** Have the browser fetch all of Python when it has nothing else to do. Where it cannot, nothing happens. */
export function fetchAhead() {
  for (const path of runtime.files) {
    const link = document.createElement("link");
    link.rel = "prefetch";
    link.href = here(path);
    document.head.append(link);
  }
}

/** Put a file in the cache anew. */
const refresh = async (/** @type {string} */ path) => (await fetch(here(path), { cache: "reload" })).arrayBuffer();

/**
 * Make the worker; it is `ready` once Python is there.
 *
 * @param {number} failures how often it was tried before
 * @returns {Promise<import("./python.js").Python>}
 */
export async function launch(failures) {
  allowForChannels();
  // What came in wrong may have been kept: in the cache, and by the browser, which imports an address only once.
  const again = failures ? `?${failures}` : "";
  if (again) await Promise.all(runtime.scripts.map(refresh));
  // The kernel would wait for ever for a worker's code that is not there.
  const code = fetch(here(runtime.worker), { integrity: runtime.workerIntegrity });
  code.catch(() => {}); // is told below, also when the kernel is not there either
  kernel ??= await import(here(runtime.kernel) + again);
  await code;
  return /** @type {NonNullable<typeof kernel>} */ (kernel).XWorker(here(runtime.worker), {
    type: "pyodide",
    version: here(runtime.interpreter) + again,
    config: { files: { [here(runtime.core)]: "/core.zip" } },
  });
}
