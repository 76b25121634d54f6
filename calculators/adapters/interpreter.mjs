// The interpreter module that PyScript's kernel loads in its worker, beside Pyodide's own files: the same
// `loadPyodide`, with the lean standard library, no package index, and word of every byte that comes in.

// @ts-expect-error -- stands beside this file once the site is built
import { lock } from "./lock.mjs";
// @ts-expect-error -- idem
import { loadPyodide as load, version } from "./pyodide.mjs";

const plainFetch = globalThis.fetch;
let received = 0;

/** Tell the page how much came in, so that it can show progress. */
async function count(/** @type {ReadableStream<Uint8Array>} */ body) {
  const reader = body.getReader();
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      received += part.value.byteLength;
      postMessage({ received });
    }
  } catch {
    // the response that is used breaks off as well, and Pyodide says so
  }
}

/**
 * Fetch, and count on a copy: a browser keeps the machine code that it made of WebAssembly only with a response of its
 * own, and without that every visit compiles it anew.
 */
async function countingFetch(/** @type {Parameters<typeof fetch>} */ ...request) {
  const response = await plainFetch(...request);
  const copy = response.clone();
  if (copy.body) count(copy.body);
  // The zips of the standard library and the core are sent compressed as a whole.
  if (!response.ok || !response.body || !new URL(response.url).pathname.endsWith(".bin")) return response;
  return new Response(response.body.pipeThrough(new DecompressionStream("gzip")));
}

globalThis.fetch = countingFetch;

export const loadPyodide = (/** @type {object} */ options) =>
  load({ ...options, lockFileContents: lock, stdLibURL: new URL("./stdlib.bin", import.meta.url).href });

export { version };
