// Runs in kept.html: it keeps texts for all pages of the offline copy, see disk.ts.

const OURS = /^klantkompas\./;
const REPORT = "klantkompas.rapport";
const KIND = "klantkompas-rapport"; // as calculators/model/report.py writes it

/** Whether a page of this copy asks, as far as a browser tells: to most of them every file on a disk is a stranger. */
function isOfThisCopy() {
  try { return parent.location.href.startsWith(new URL("..", location.href).href); } catch { return true; }
}

/** Nothing else takes the place of a report. */
function isReport(text: string) {
  try { return JSON.parse(text).kind === KIND; } catch { return false; }
}

/** Tell the page what is kept, or null where the browser refuses. */
function tell() {
  try {
    parent.postMessage(Object.fromEntries(Object.entries(localStorage).filter(([key]) => OURS.test(key))), "*");
  } catch {
    parent.postMessage(null, "*");
  }
}

if (isOfThisCopy()) {
  addEventListener("message", ({ source, data: { key, text } }) => {
    if (source !== parent || !OURS.test(key)) return;
    if (text === null) localStorage.removeItem(key);
    else if (key !== REPORT || isReport(text)) localStorage.setItem(key, text);
  });
  addEventListener("storage", tell); // a page in another tab changed it
  tell();
}
