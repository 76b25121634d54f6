// Runs in kept.html: it keeps texts for all pages of the offline copy, see disk.ts.

const OURS = /^klantkompas\./;

/** Tell the page what is kept, or null where the browser refuses. */
function tell() {
  try {
    parent.postMessage(Object.fromEntries(Object.entries(localStorage).filter(([key]) => OURS.test(key))), "*");
  } catch {
    parent.postMessage(null, "*");
  }
}

addEventListener("message", ({ source, data: { key, text } }) => {
  if (source !== parent || !OURS.test(key)) return;
  if (text === null) localStorage.removeItem(key);
  else localStorage.setItem(key, text);
});
addEventListener("storage", tell); // a page in another tab changed it
tell();
