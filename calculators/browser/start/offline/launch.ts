// How Python gets its worker in the offline copy: a page from a disk may fetch nothing and make no worker of a file, but
// it may add a script to itself. That script, packed.js, holds all files of Python as text.

import { here } from "./disk.ts";

export { here };

const packed = globalThis as { packedPython?: Texts };

/** Add the script, and return the files in it: gzip as base64, by name. */
const unpack = () =>
  new Promise<Texts>((resolve, reject) => {
    const script = Object.assign(document.createElement("script"), { src: here("packed.js"), onerror: reject });
    script.onload = () => {
      script.remove();
      resolve(packed.packedPython!);
      delete packed.packedPython;
    };
    document.head.append(script);
  });

/** Make the worker, as the kernel does on a website; it is `ready` once Python is there. */
export async function launch(): Promise<Python> {
  const { program, ...files } = await unpack();
  const worker = new Worker(URL.createObjectURL(new Blob([program], { type: "text/javascript" })));
  const call = (task: string, given: unknown) =>
    new Promise<string>((resolve, reject) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => ("problem" in data ? reject(new Error(data.problem)) : resolve(data.answer));
      worker.postMessage({ task, given, port: port2 }, [port2]);
    });
  const sync: Sync = { respond: (request) => call("respond", request), feed: (...given) => call("feed", given) };
  return Object.assign(worker, { ready: call("start", files), sync });
}

/** On a disk nothing takes the place of anything, and nothing can be fetched: not to see, and not ahead. */
export const whyNot = async (): Promise<Why> => "browser";
export function fetchAhead() {}

/** A page from a disk may keep nothing but texts. */
export async function keepMemory() {}
export async function forgetMemory() {}

/** The search is on the disk as well. */
export const fetchSearch = async () => {};
