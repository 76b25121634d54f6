// Mijn rapport: what the visitor puts together from the calculators. Kept on this device, written and read by Python.

import { adopt, all, fail, formOf, one, ready, replaceKeepingFolds, saveFile, say, slugOf, stateOf, textsOf } from "./calculators.js";
import { carryAlong, isOfOtherBuild, onPage } from "./deployment.js";
import { askPython } from "./python.js";
import { alone, forget, heldForNow, keep, readStored, whenChangedElsewhere } from "./storage.js";

const PAGE = "form[data-report-page]";

const today = () => new Date().toLocaleDateString("sv-SE"); // writes 2026-11-26
const pageOf = (/** @type {Event} */ event) => /** @type {HTMLFormElement | null} */ (/** @type {Element} */ (event.target).closest?.(PAGE));
const sentence = (/** @type {HTMLFormElement} */ page, /** @type {string} */ name) => page.getAttribute(`data-say-${name}`) ?? "";

/** A name of the company that is not in the report yet. @type {string | null} */
let unnamed = null;

/** The made-up report, for when there is no own one any more. */
let example = "";

/** Ask Python about the report as it is kept now, and keep what comes of it. */
const change = (/** @type {string} */ task, /** @type {object} */ more = {}) =>
  alone(async () => {
    const reply = await askPython({ task, stored: readStored(), today: today(), ...more });
    return { ...reply, kept: reply.stored === undefined ? "put" : keep(reply.stored) };
  });

/** Show what Python makes of the report, or what is wrong with it. */
function show(/** @type {HTMLFormElement} */ page, /** @type {any} */ reply) {
  const own = Boolean(reply.report || reply.broken);
  page.toggleAttribute("data-own", own);
  page.toggleAttribute("data-broken", Boolean(reply.broken));
  if (!own && page.dataset.state === "failed") page.dataset.state = "static"; // there is nothing left to fail at
  const body = one(page, "[data-report]");
  const html = own ? (reply.report ?? "") : example;
  if (body.innerHTML !== html) replaceKeepingFolds(body, html);
  replaceKeepingFolds(one(page, "[data-report-next]"), reply.next ?? "");
  unnamed = null;
  const company = /** @type {HTMLInputElement} */ (one(page, "[data-company]"));
  if (document.activeElement !== company) company.value = reply.company ?? "";
}

/** Offer the way back; who pressed a button that went away goes on there. */
function offer(/** @type {HTMLFormElement} */ page, /** @type {string} */ words, /** @type {(() => unknown) | null} */ back) {
  say(page, words, back);
  keepFocus(page);
}

function keepFocus(/** @type {HTMLFormElement} */ page) {
  const isSeen = (/** @type {Element | null} */ each) => Boolean(/** @type {HTMLElement | null} */ (each)?.offsetParent);
  if (isSeen(document.activeElement)) return;
  [one(page, "[data-action=undo]"), ...all(page, ".kk-actions :is(button, input)")].find(isSeen)?.focus();
}

/** Change the report of the page; `done` names what is said then, with a way back to what was kept before. */
async function work(/** @type {HTMLFormElement} */ page, /** @type {string} */ task, /** @type {object} */ more = {}, done = "") {
  const before = readStored();
  if (!(await ready(page))) return;
  try {
    const reply = await change(task, more);
    if (reply.kept === "full") return say(page, sentence(page, "full"));
    if (reply.stored === undefined && !reply.broken) return say(page, reply.message);
    show(page, reply);
    const names = reply.broken ? [] : [done, reply.kept === "put-for-now" ? "for-now" : ""];
    const words = [...names.map((name) => sentence(page, name)), reply.message].filter(Boolean).join(" ");
    if (names[0]) offer(page, words, before === reply.stored ? null : () => keep(before));
    else if (words) say(page, words);
  } catch (problem) {
    fail(page, problem);
  }
}

/** Show the report that is kept, without starting Python where there is none. */
function open(/** @type {HTMLFormElement} */ page) {
  if (!readStored()) return show(page, {});
  if (!page.hasAttribute("data-own")) {
    page.toggleAttribute("data-own", true);
    one(page, "[data-report]").replaceChildren(); // the example is not the visitor's
  }
  if (unnamed === null) work(page, "report_show");
  else work(page, "report_name", { company: unnamed }, "named");
}

/** Take away what is kept, which needs no Python. */
async function wipe(/** @type {HTMLFormElement} */ page, /** @type {boolean} */ everything, /** @type {string} */ done) {
  const back = await alone(async () => forget(everything));
  show(page, {});
  offer(page, sentence(page, done), back ?? stateOf(page).undo); // pressed twice, the first way back is the one
}

/** @type {Record<string, (page: HTMLFormElement, button: HTMLElement) => void>} */
const actions = {
  print: () => window.print(),
  download: () => saveFile({ text: readStored(), file: `klantkompas-rapport-${today()}.json` }, "application/json"),
  calculate: open,
  remove: (page, button) => work(page, "report_drop", { slug: button.dataset.slug }, "removed"),
  wipe: (page) => wipe(page, false, "wiped"),
  "wipe-all": (page) => wipe(page, true, "wiped-all"),
  async undo(page, button) {
    const back = stateOf(page).undo;
    if ((await alone(async () => back?.())) === "full") return say(page, sentence(page, "full"), back);
    say(page, button.dataset.done ?? "");
    open(page);
    keepFocus(page);
  },
};

document.addEventListener("click", async (event) => {
  const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("[data-action]"));
  const page = pageOf(event);
  if (page && button) return actions[button.dataset.action ?? ""]?.(page, button);
  const form = formOf(event);
  if (form && button?.dataset.action === "report") put(form);
});

/** Put what stands in a calculator in the report. */
async function put(/** @type {HTMLFormElement} */ form) {
  if (!(await ready(form))) return;
  try {
    const more = { slug: slugOf(form), texts: textsOf(form), imported: stateOf(form).imported };
    const reply = await change("report_put", more);
    say(form, reply.said?.[reply.kept] ?? reply.message);
  } catch (problem) {
    fail(form, problem);
  }
  begin();
}

document.addEventListener("change", async (event) => {
  const page = pageOf(event);
  const field = /** @type {HTMLInputElement} */ (event.target);
  if (!page) return;
  if ("company" in field.dataset) work(page, "report_name", { company: (unnamed = field.value) }, "named");
  const file = field.files?.[0];
  if (!file) return;
  field.value = ""; // so that the same file can be chosen again
  const text = file.size > Number(page.dataset.mostBytes) ? "" : await file.text().catch(() => "");
  work(page, "report_load", { text }, "loaded");
});

document.addEventListener("submit", (event) => {
  if (pageOf(event)) event.preventDefault(); // Enter in the name of the company
});

function begin() {
  for (const place of all(document, "[data-has-report]")) place.hidden = !readStored();
  const page = /** @type {HTMLFormElement | null} */ (document.querySelector(PAGE));
  if (!page || isOfOtherBuild()) return;
  if (!page.dataset.begun) {
    page.dataset.begun = "";
    example ||= one(page, "[data-report]").innerHTML;
    adopt(page);
  }
  open(page);
}

const came = carryAlong("rapport", () => (unnamed !== null || heldForNow() ? { unnamed, report: heldForNow() } : null));
if (came) unnamed = came.unnamed;
if (came?.report) keep(came.report);

whenChangedElsewhere(() => {
  const page = /** @type {HTMLFormElement | null} */ (document.querySelector(`${PAGE}[data-begun]`));
  if (page) say(page, sentence(page, "elsewhere")); // a way back would take away what the other tab did
  begin();
});
onPage(begin);
