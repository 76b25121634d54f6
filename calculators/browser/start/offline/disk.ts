// What is different when the pages come from a disk. In the offline copy this runs before the page's own scripts, and
// what it exports is in their scope: their `localStorage` is the one below.

const script = (document.currentScript as HTMLScriptElement).src;

/** The address of a file beside this script. */
export const here = (path: string) => new URL(path, script).href;

// A link to a page names its folder. A web server then gives the page; a disk gives a list of files.
for (const kind of ["click", "auxclick", "contextmenu"]) {
  addEventListener(kind, ({ target }) => {
    const link = (target as Element).closest?.<HTMLAnchorElement>("a[href]");
    if (link?.protocol === "file:" && link.pathname.endsWith("/")) link.pathname += "index.html";
  }, { capture: true });
}

// Firefox keeps what one file on a disk stores apart from all other files. So every page leaves it with the same file:
// kept.html, in a frame, of which kept.ts is the other side.

const PATIENCE_MS = 2000;
const frame = Object.assign(document.createElement("iframe"), { hidden: true, src: here("kept.html") });
let isRefused = true; // until the frame tells what is kept

function send(key: string, text: string | null) {
  if (isRefused) throw new Error("this browser keeps nothing here");
  frame.contentWindow?.postMessage({ key, text }, "*"); // files have no origin to name
}

/** What is kept on this device: the texts by key, with the methods that the page's scripts use. */
export const localStorage: Record<string, any> = Object.create({
  get length() { return Object.keys(localStorage).length; },
  getItem: (key: string) => localStorage[key] ?? null,
  setItem(key: string, text: string) {
    send(key, text);
    localStorage[key] = text;
  },
  removeItem(key: string) {
    send(key, null);
    delete localStorage[key];
  },
});

await new Promise((resolve) => {
  addEventListener("message", ({ source, data }) => {
    if (source !== frame.contentWindow) return;
    isRefused = data === null;
    for (const key of Object.keys(localStorage)) delete localStorage[key];
    Object.assign(localStorage, data);
    dispatchEvent(new StorageEvent("storage")); // another page changed it
    resolve(data);
  });
  setTimeout(resolve, PATIENCE_MS);
  document.body.append(frame);
});
