// How Python gets its worker on a website: through PyScript's kernel, which fetches what it needs. The offline copy has
// another file of this name.

import { runtime } from "./runtime.js";

const here = (/** @type {string} */ path) => new URL(path, import.meta.url).href;

/** Make the worker; it is `ready` once Python is there. @returns {Promise<import("./python.js").Python>} */
export async function launch() {
  const { XWorker } = await import(here(runtime.kernel));
  return XWorker(here(runtime.worker), {
    type: "pyodide",
    version: here(runtime.interpreter),
    config: { files: { [here(runtime.core)]: "/core.zip" } },
  });
}
