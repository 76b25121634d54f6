// The interpreter module that PyScript's kernel loads in its worker, beside Pyodide's own files: the same
// `loadPyodide`, with the lean standard library, no package index, and word of every byte that comes in.

// @ts-expect-error -- stands beside this file once the site is built
import { lock } from "./lock.mjs";
// @ts-expect-error -- idem
import { loadPyodide as load, version } from "./pyodide.mjs";

const plainFetch = globalThis.fetch;
let received = 0;

/** Fetch, and tell the page how much came in, so that it can show progress. */
async function countingFetch(/** @type {Parameters<typeof fetch>} */ ...request) {
  const response = await plainFetch(...request);
  if (!response.body) return response;
  const count = new TransformStream({
    transform(chunk, controller) {
      received += chunk.byteLength;
      postMessage({ received });
      controller.enqueue(chunk);
    },
  });
  return new Response(response.body.pipeThrough(count), response);
}

globalThis.fetch = countingFetch;

export const loadPyodide = (/** @type {object} */ options) =>
  load({ ...options, lockFileContents: lock, stdLibURL: new URL("./stdlib.zip", import.meta.url).href });

export { version };
