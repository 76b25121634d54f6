// How Python gets its worker in the offline copy: a page from a disk may fetch nothing and make no worker of a file, but
// it may add a script to itself. That script, packed.js, holds all files of Python as text.

import { here } from "./disk.js";

/** Add the script, and return the files in it: gzip as base64, by name. @returns {Promise<Record<string, string>>} */
const unpack = () =>
  new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = here("packed.js");
    script.onload = () => {
      script.remove();
      resolve(/** @type {any} */ (globalThis).packedPython);
      delete (/** @type {any} */ (globalThis).packedPython);
    };
    script.onerror = reject;
    document.head.append(script);
  });

/** Make the worker; it is `ready` once Python is there. @returns {Promise<any>} what the kernel makes on a website */
export async function launch() {
  const { program, ...files } = await unpack();
  const worker = new Worker(URL.createObjectURL(new Blob([program], { type: "text/javascript" })));
  const call = (/** @type {string} */ task, /** @type {unknown} */ given) =>
    new Promise((resolve, reject) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => ("problem" in data ? reject(new Error(data.problem)) : resolve(data.answer));
      worker.postMessage({ task, given, port: port2 }, [port2]);
    });
  return Object.assign(worker, {
    ready: call("start", files),
    sync: {
      respond: (/** @type {string} */ request) => call("respond", request),
      feed: (/** @type {Uint8Array} */ piece, /** @type {string} */ number) => call("feed", [piece, number]),
    },
  });
}

/** On a disk nothing takes the place of anything, and nothing can be fetched to see. */
export const whyNot = async () => "browser";

/** On a disk there is nothing to fetch ahead. */
export function fetchAhead() {}
