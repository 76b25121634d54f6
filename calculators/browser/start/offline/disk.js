// What is different when the pages come from a disk. In the offline copy this runs before the page's own scripts, and
// what it exports is in their scope: their `localStorage` is the one below.

const script = /** @type {HTMLScriptElement} */ (document.currentScript).src;

/** The address of a file beside this script. */
export const here = (/** @type {string} */ path) => new URL(path, script).href;

// A link to a page names its folder. A web server then gives the page; a disk gives a list of files.
for (const kind of ["click", "auxclick", "contextmenu"]) {
  addEventListener(kind, (event) => {
    const link = /** @type {HTMLAnchorElement | null} */ (/** @type {Element} */ (event.target).closest?.("a[href]"));
    if (link?.protocol === "file:" && link.pathname.endsWith("/")) link.pathname += "index.html";
  }, { capture: true });
}

// Firefox keeps what one file on a disk stores apart from all other files. So every page leaves it with the same file:
// kept.html, in a frame, of which kept.js is the other side.

const PATIENCE_MS = 2000;
const frame = document.createElement("iframe");
frame.hidden = true;
frame.src = here("kept.html");

let refused = true; // until the frame tells what is kept

const send = (/** @type {string} */ key, /** @type {string | null} */ text) => {
  if (refused) throw new Error("this browser keeps nothing here");
  frame.contentWindow?.postMessage({ key, text }, "*"); // files have no origin to name
};

/** What is kept on this device: the texts by key, with the methods that the page's scripts use. */
export const localStorage = Object.create({
  get length() {
    return Object.keys(localStorage).length;
  },
  getItem: (/** @type {string} */ key) => localStorage[key] ?? null,
  setItem(/** @type {string} */ key, /** @type {string} */ text) {
    send(key, text);
    localStorage[key] = text;
  },
  removeItem(/** @type {string} */ key) {
    send(key, null);
    delete localStorage[key];
  },
});

await new Promise((resolve) => {
  addEventListener("message", ({ source, data }) => {
    if (source !== frame.contentWindow) return;
    refused = data === null;
    for (const key of Object.keys(localStorage)) delete localStorage[key];
    Object.assign(localStorage, data);
    dispatchEvent(new StorageEvent("storage")); // another page changed it
    resolve(data);
  });
  setTimeout(resolve, PATIENCE_MS);
  document.body.append(frame);
});
