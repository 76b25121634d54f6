// Stands in for the theme's search in its worker until somebody searches: only then the words of all pages and what looks
// in them are fetched. The theme asks whether the search is ready, and sends what is typed.

declare const SEARCH: { engine: string; index: string };
declare const importScripts: (script: string) => void;
const [SETUP, READY, QUERY, RESULT] = [0, 1, 2, 3]; // the theme's own

type Message = { type: number; data: any };
const at = (path: string) => new URL(path, location.href).href;
const say = (data: Message) => void dispatchEvent(new MessageEvent("message", { data }));

let options: unknown;
let last = ""; // what was typed last: an older question needs no answer
let isThere = false;
let coming: Promise<void> | undefined;

/** Fetch the index and the engine, and let the engine set itself up. */
async function come() {
  const response = await fetch(at(SEARCH.index));
  if (!response.ok) throw new Error(`${response.status}`);
  const index = await response.json();
  const tell = postMessage;
  const ready = new Promise<void>((done) => {
    self.postMessage = ((message: Message) => (message.type === READY ? done() : tell(message))) as typeof postMessage;
  });
  importScripts(at(SEARCH.engine));
  isThere = true; // for this one
  say({ type: SETUP, data: { ...index, options } });
  isThere = false;
  await ready;
  self.postMessage = tell;
  isThere = true;
}

addEventListener("message", (event: MessageEvent<Message>) => {
  const { type, data } = event.data;
  if (isThere) return; // the engine answers
  event.stopImmediatePropagation();
  if (type === SETUP) {
    ({ options } = data);
    return postMessage({ type: READY });
  }
  last = data;
  if (!coming && !data.trim()) return postMessage({ type: RESULT, data: { items: [] } });
  coming ??= come().then(
    () => ((coming = undefined), say({ type: QUERY, data: last })),
    () => void (coming = undefined), // without a line there is no answer; the next letter tries again
  );
});
