// Python is fetched ahead, politely: while somebody looks at a calculator, on a good line, with low priority. It is not
// started: it waits in the browser's cache for the first sign that the visitor is going to use the form.

import { fetchAhead } from "#launch";
import { all, onEachPage } from "./dom.ts";

const GOOD_LINE = 5; // megabits a second, as the browser estimates; all of Python comes within ten seconds then

/** Only where the browser tells that the line is good, and that the visitor does not save data. */
function isWelcome() {
  const { connection } = navigator as { connection?: { saveData: boolean; downlink: number } };
  return Boolean(connection && !connection.saveData && connection.downlink >= GOOD_LINE);
}

const watcher = new IntersectionObserver((entries) => {
  if (!isWelcome() || !entries.some((entry) => entry.isIntersecting)) return;
  watcher.disconnect();
  requestIdleCallback(fetchAhead);
});
const begin = () => onEachPage(() => all(document, "form[data-calculator]").forEach((form) => watcher.observe(form)));
if (document.readyState === "complete") begin();
else addEventListener("load", begin); // what the page itself needs comes first
