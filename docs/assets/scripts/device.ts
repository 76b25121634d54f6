// The site on the visitor's device, for where there is no network: a service worker keeps what was seen, and all of it
// when asked. See service_worker.ts.

import { here } from "#launch";
import { listen, one, onEachPage, Part } from "./dom.ts";
import { whenPythonAnswered } from "./python.ts";
import { date } from "./reports.ts";
import { siteCache } from "./site_cache.ts";

const REST_MS = 3_000; // so long after the page itself came in, and after the first answer
const MEGABYTE = 1e6;

/** Since when all is there, and how much that is. */
type Device = { day?: string; bytes: number; transferBytes: number };

/** None where the site has none, or a page does not come over a safe line. */
const workers = BUILD.device ? (navigator.serviceWorker as ServiceWorkerContainer | undefined) : undefined;
let begun: Promise<ServiceWorker> | undefined;
let isTakenAway = false;

/** Have a service worker from now on. Rejects where a browser refuses, as in a private window. */
const begin = () =>
  (begun ??= workers!
    .register(here(BUILD.device!), { updateViaCache: "none" })
    .then(() => workers!.ready.then(({ active }) => active!)));

/** Put a question to it; `hear` gets how many bytes are there. */
async function ask(question: object, hear = (_: number) => {}) {
  const worker = await begin();
  const { port1, port2 } = new MessageChannel();
  return new Promise<Device>((resolve, reject) => {
    port1.onmessage = ({ data: { part, state, problem } }) => {
      if (part) hear(part);
      else port1.close();
      if (state) resolve(state);
      if (problem) reject(new Error(problem));
    };
    worker.postMessage(question, [port2]);
  });
}

/** Have what this visit fetched kept: the first page came in before there was a service worker. */
function keepSeen(more: string[] = []) {
  const { saveData } = (navigator as { connection?: { saveData: boolean } }).connection ?? {};
  if (!workers || saveData || isTakenAway) return;
  const fetched = performance.getEntriesByType("resource").map(({ name }) => name);
  ask({ wish: "keep", paths: [location.href, ...fetched, ...more] }).catch(() => {});
}

/** Take the site away from this device. What the visitor had kept by a button is another thing, and stays. */
export async function leaveDevice() {
  isTakenAway = true;
  begun = undefined;
  try {
    const registration = await workers?.getRegistration(here("../"));
    await registration?.unregister();
    await caches.delete(siteCache(here("../")));
  } catch {} // where a browser refuses storage there is nothing
}

/** The part of a page where a visitor says so. */
class Panel extends Part {
  /** Show what is true now; the sentences stand in the page. */
  private show(state: string) {
    for (const each of this.all("[data-when]")) each.hidden = !each.dataset.when!.split(",").includes(state);
  }

  private write({ day = "", bytes, transferBytes }: Device) {
    const megabytes = (size: number) => `${Math.ceil(size / MEGABYTE)}`;
    const values = { day, bytes: megabytes(bytes), "transfer-bytes": megabytes(transferBytes) };
    for (const [name, text] of Object.entries(values)) {
      for (const each of this.all(`[data-${name}]`)) each.textContent = text;
    }
    this.one<HTMLProgressElement>("progress").max = bytes;
    this.show(day ? "all" : "seen");
  }

  async open() {
    if (isTakenAway) return this.show("gone");
    if (!workers) return this.show("none");
    this.show("asking"); // the buttons are there at once
    try { this.write(await ask({ wish: "state" })); } catch { this.show("none"); }
  }

  async fetchAll() {
    isTakenAway = false;
    const bar = this.one<HTMLProgressElement>("progress");
    bar.value = 0;
    this.show("busy");
    try {
      this.write(await ask({ wish: "keep-all", day: date() }, (bytes) => (bar.value = bytes)));
    } catch (problem) {
      this.show((problem as Error).message === "QuotaExceededError" ? "full" : "failed");
    }
    this.keepFocus();
  }

  async takeAway() {
    await leaveDevice();
    this.show("gone");
    this.keepFocus();
  }

  /** The button that was pressed went away. */
  private keepFocus() { this.all("button").find((each) => each.offsetParent)?.focus(); }
}

let panel: Panel | undefined;
listen((form) => (form === panel?.form ? panel : undefined), {
  "fetch-all": (own) => own.fetchAll(),
  "take-away": (own) => own.takeAway(),
});

addEventListener("load", () => setTimeout(keepSeen, REST_MS));
if (workers) whenPythonAnswered(() => setTimeout(() => keepSeen(BUILD.files.map(here)), REST_MS));
onEachPage(() => {
  if (begun) keepSeen();
  const form = one<Form>(document, "form[data-device]");
  if (form && panel?.form !== form) (panel = new Panel(form)).open();
});
