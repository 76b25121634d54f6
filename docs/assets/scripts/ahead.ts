// Python is made ready before anybody asks for it, politely. While somebody looks at a calculator it is fetched, on a good
// line and with low priority. Once they have looked for a while it is started too, on a device that has cores and memory
// to spare, so that the first thing they type has its answer at once. Who leaves without a question gets the memory back.
// And who had an answer finds Python half started at a next visit.

import { fetchAhead, keepMemory } from "#launch";
import { all, onEachPage } from "./dom.ts";
import { calculators } from "./form.ts";
import { coolPython, warmPython, whenPythonAnswered } from "./python.ts";

const GOOD_LINE = 5; // megabits a second, as the browser estimates; all of Python comes within ten seconds then
const LOOKED_MS = 2_000; // so long somebody has looked at a form before Python starts
const CORES = 4; // from which a start takes nothing from the page
const GIGABYTES = 4; // of memory, as the browser tells it: it says no more than 8
const REST_MS = 3_000; // so long after the first answer something is done for a next visit

/** What some browsers tell. */
interface Telling {
  connection?: { saveData: boolean; downlink: number };
  deviceMemory?: number;
}

/** Only where the browser tells that the line is good, and that the visitor does not save data. */
function isWelcome() {
  const { connection } = navigator as Navigator & Telling;
  return Boolean(connection && !connection.saveData && connection.downlink >= GOOD_LINE);
}

/** Only where the browser tells that there is enough of all, and while the page is looked at. */
function mayStart() {
  const { hardwareConcurrency, deviceMemory = 0 } = navigator as Navigator & Telling;
  return isWelcome() && !document.hidden && hardwareConcurrency >= CORES && deviceMemory >= GIGABYTES;
}

/** Only where nothing that the browser tells speaks against it: Firefox and Safari tell little. */
function mayKeep() {
  const { connection, hardwareConcurrency, deviceMemory = GIGABYTES } = navigator as Navigator & Telling;
  return !connection?.saveData && !document.hidden && hardwareConcurrency >= CORES && deviceMemory >= GIGABYTES;
}

let looking: ReturnType<typeof setTimeout> | undefined;
let isFetched = false;
const inSight = new Set<Element>();

/** Count anew how long a form is being looked at. */
function look() {
  clearTimeout(looking);
  if (inSight.size && mayStart()) looking = setTimeout(() => requestIdleCallback(start), LOOKED_MS);
}

function start() {
  const own = [...inSight].map((form) => calculators.get(form as Form)).find(Boolean);
  if (own && mayStart()) warmPython({ task: "calculate", ...own.state });
}

const watcher = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (isIntersecting) inSight.add(target);
    else inSight.delete(target);
  }
  look();
  if (isFetched || !inSight.size || !isWelcome()) return;
  isFetched = true;
  requestIdleCallback(fetchAhead);
});

const begin = () =>
  onEachPage(() => {
    watcher.disconnect();
    inSight.clear();
    look();
    const forms = all(document, "form[data-calculator]");
    forms.forEach((form) => watcher.observe(form));
    if (!forms.length) coolPython(); // an article: nobody is going to ask something here
  });
if (document.readyState === "complete") begin();
else addEventListener("load", begin); // what the page itself needs comes first
document.addEventListener("visibilitychange", () => (document.hidden ? coolPython() : look()));
whenPythonAnswered(() => setTimeout(() => { if (mayKeep()) keepMemory().catch(() => {}); }, REST_MS));
