// The page's side of every calculator. It moves what stands in the fields to Python and puts back what Python says;
// rules, sentences, numbers and charts are Python's. Everything that is set as HTML here was escaped by Python.

import { carryAlong, isOfOtherBuild, onPage } from "./deployment.js";
import { askPython, startPython, transferBytes, whenPythonEnds } from "./python.js";
import { readStored } from "./storage.js";

const FORM = "form[data-calculator]";
const STOPS = "a, button, select, summary, [tabindex]"; // where the focus can be in what Python writes
const QUIET_MS = 500; // a screen reader hears the result once, this long after the last change
const SLOW_MS = 10_000;

/** @typedef {HTMLInputElement | HTMLSelectElement} Field */
/** @typedef {Record<string, string>} Texts */
/** @typedef {{turn: number, example: string, business: string, base: Texts | null, undo: (() => void) | null, woken: boolean, link: string, imported: string, list: string, quiet?: ReturnType<typeof setTimeout>}} State */

/** @type {WeakMap<HTMLFormElement, State>} */
const states = new WeakMap();
/** Forms of this visit by slug, so that what was typed is still there when a visitor comes back to the page. */
const kept = new Map();

/** @type {(root: ParentNode, selector: string) => HTMLElement} */
const one = (root, selector) => /** @type {HTMLElement} */ (root.querySelector(selector));
/** @type {(root: ParentNode, selector: string) => HTMLElement[]} */
const all = (root, selector) => [...root.querySelectorAll(selector)].map((each) => /** @type {HTMLElement} */ (each));
/** @returns {Field[]} */
const fieldsOf = (/** @type {ParentNode} */ root) => /** @type {any} */ (all(root, "[name]"));
/** @returns {State} */
const stateOf = (/** @type {HTMLFormElement} */ form) => /** @type {State} */ (states.get(form));
/** Remember a form, with what its fields hold as its example. */
function adopt(/** @type {HTMLFormElement} */ form, example = "", business = "") {
  form.dataset.begun = "";
  states.set(form, { turn: 0, example, business, base: null, undo: null, woken: false, link: "", imported: "", list: "" });
}

/** Python ended: the next question starts it anew, and that takes a while again. */
whenPythonEnds(() => {
  for (const form of kept.values()) if (form.dataset.state === "ready") form.dataset.state = "static";
});

const slugOf = (/** @type {HTMLFormElement} */ form) => form.dataset.calculator ?? "";
const storageKey = (/** @type {HTMLFormElement} */ form) => `klantkompas.${slugOf(form)}`;
const isBox = (/** @type {Field} */ field) => field instanceof HTMLInputElement && field.type === "checkbox";

/** What stands in the fields: name to text; an unticked box is left out. */
function textsOf(/** @type {HTMLFormElement} */ form) {
  const filled = fieldsOf(form).filter((field) => !isBox(field) || /** @type {HTMLInputElement} */ (field).checked);
  return Object.fromEntries(filled.map((field) => [field.name, field.value]));
}

/** @type {(form: HTMLFormElement, task: string, more?: object) => Promise<any>} */
const ask = (form, task, more = {}) => {
  const { base, imported } = stateOf(form);
  return askPython({ task, slug: slugOf(form), texts: textsOf(form), base, imported, ...more });
};

/** Start Python at the first sign that the visitor is going to use the form. */
async function wake(/** @type {HTMLFormElement} */ form) {
  const state = stateOf(form);
  if (state.woken) return;
  state.woken = true;
  await calculate(form);
}

/** Whether only loading the page anew will help. */
const isOld = (/** @type {HTMLFormElement} */ form) => ["newer", "lost"].includes(form.dataset.failed ?? "");

/** @returns {Promise<boolean>} whether Python is there */
async function ready(/** @type {HTMLFormElement} */ form, asked = false) {
  if (form.dataset.state === "ready") return true;
  if (isOld(form) && !asked) return false; // what it says stays there while somebody types
  form.dataset.state = "loading";
  if (!isOld(form)) delete form.dataset.failed;
  showProgress(form, 0);
  const slow = one(form, "[data-slow]");
  const timer = setTimeout(() => (slow.hidden = false), SLOW_MS);
  try {
    await startPython((fraction) => showProgress(form, fraction));
    form.dataset.state = "ready";
    delete form.dataset.failed;
  } catch (problem) {
    fail(form, problem);
  } finally {
    clearTimeout(timer);
    slow.hidden = true;
  }
  return form.dataset.state === "ready";
}

function showProgress(/** @type {HTMLFormElement} */ form, /** @type {number} */ fraction) {
  const megabytes = (/** @type {number} */ bytes) =>
    (bytes / 1e6).toLocaleString("nl-NL", { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  one(form, "[data-progress]").textContent = `${megabytes(fraction * transferBytes)} van ${megabytes(transferBytes)} MB`;
  /** @type {HTMLProgressElement} */ (one(form, "progress")).value = fraction;
}

/** Say that Python is not there, and why. What was typed and the last result stay; the next press of a button tries again. */
function fail(/** @type {HTMLFormElement} */ form, /** @type {any} */ problem) {
  form.dataset.failed = problem.why ?? "browser";
  form.dataset.state = "failed";
  const field = document.activeElement;
  if (isOld(form) && form.contains(field)) field?.scrollIntoView({ block: "nearest" }); // from under what is said
}

/** Ask for a new result. Only the newest question counts; `submitted` moves the focus to what is wrong. */
async function calculate(/** @type {HTMLFormElement} */ form, submitted = false) {
  const state = stateOf(form);
  const turn = ++state.turn;
  const result = one(form, "[data-result]");
  if (turn > 1) result.dataset.stale = "pending";
  if (!(await ready(form, submitted)) || turn !== state.turn) return;
  const quiet = submitted ? [] : fieldsOf(form).filter((field) => "fresh" in field.dataset).map((field) => field.name);
  try {
    const reply = await ask(form, "calculate", { quiet });
    if (turn === state.turn) show(form, reply, submitted);
  } catch (problem) {
    if (turn === state.turn) fail(form, problem);
  }
}

/** @param {{result: string | null, next: string, errors: Record<string, string>, summary: string}} reply */
function show(/** @type {HTMLFormElement} */ form, reply, /** @type {boolean} */ submitted) {
  const result = one(form, "[data-result]");
  showErrors(form, reply.errors);
  const summary = one(form, "[data-error-summary]");
  if (summary.innerHTML !== reply.summary) summary.innerHTML = reply.summary;
  summary.hidden = !reply.summary;
  if (reply.result === null) {
    result.dataset.stale = "invalid";
  } else {
    delete result.dataset.stale;
    if (result.innerHTML !== reply.result) replaceKeepingFolds(result, reply.result);
    replaceKeepingFolds(one(form, "[data-next]"), reply.next);
    one(form, "[data-peek] span").textContent = one(result, ".kk-headline").textContent;
  }
  const prefix = form.dataset.errorTitle ?? "";
  const title = document.title.startsWith(prefix) ? document.title.slice(prefix.length) : document.title;
  document.title = submitted && reply.summary ? prefix + title : title;
  if (submitted) (reply.summary ? summary : result).scrollIntoView({ block: "nearest" });
  if (submitted && reply.summary) summary.focus({ preventScroll: true });
}

function showErrors(/** @type {HTMLFormElement} */ form, /** @type {Record<string, string>} */ errors) {
  for (const place of all(form, "[data-error]")) {
    const message = errors[place.id.slice(0, -"-error".length)] ?? "";
    place.textContent = message;
    place.hidden = !message;
    const field = document.getElementById(place.id.slice(0, -"-error".length));
    if (field?.hasAttribute("name")) field.toggleAttribute("aria-invalid", false);
    if (message && field?.hasAttribute("name")) field.setAttribute("aria-invalid", "true");
  }
}

/** Replace HTML while what the visitor folded open stays open, and the keyboard's focus stays where it was. */
function replaceKeepingFolds(/** @type {HTMLElement} */ target, /** @type {string} */ html) {
  const open = all(target, "details[open]").map((each) => each.dataset.keepOpen);
  const stops = all(target, STOPS);
  const place = stops.findIndex((each) => each === document.activeElement);
  target.innerHTML = html;
  for (const each of all(target, "details")) if (open.includes(each.dataset.keepOpen)) each.setAttribute("open", "");
  const next = all(target, STOPS)[place];
  // Not on to the button of what follows, when its own went away: pressed once more it would do that one too.
  if (next && next.nodeName === stops[place].nodeName && next.dataset.slug === stops[place].dataset.slug) {
    next.focus({ preventScroll: true });
  }
}

/** A change by the visitor: hold the announcement until it is quiet, and calculate. */
function changed(/** @type {HTMLFormElement} */ form, own = true) {
  const state = stateOf(form);
  form.toggleAttribute("data-own", own); // what stands there is no longer the example
  const result = one(form, "[data-result]");
  state.woken = true;
  result.setAttribute("aria-busy", "true");
  clearTimeout(state.quiet);
  state.quiet = setTimeout(() => result.removeAttribute("aria-busy"), QUIET_MS);
  calculate(form);
}

function say(/** @type {HTMLFormElement} */ form, /** @type {string} */ message, /** @type {(() => void) | null} */ undo = null) {
  stateOf(form).undo = undo;
  one(form, "[data-message]").textContent = message;
  one(form, "[data-action=undo]").hidden = !undo;
}

// --- lists -----------------------------------------------------------------------------------------------------

const rowsOf = (/** @type {HTMLElement} */ list) => all(list, ":scope > [data-row]");

/** Make row `index` of a list from its template; index and number are the only things filled in. */
function makeRow(/** @type {HTMLElement} */ list, /** @type {number} */ index) {
  const blank = one(list, ":scope > template").innerHTML;
  const template = document.createElement("template");
  template.innerHTML = blank.replaceAll("{index}", `${index}`).replaceAll("{number}", `${index + 1}`);
  for (const field of fieldsOf(template.content)) field.dataset.fresh = "";
  return /** @type {HTMLElement} */ (template.content.firstElementChild);
}

/** Put these rows in the list, each made anew for its place with what stood in it. */
function arrange(/** @type {HTMLElement} */ list, /** @type {HTMLElement[]} */ rows) {
  const fresh = rows.map((row, index) => {
    const made = makeRow(list, index);
    const from = /** @type {HTMLInputElement[]} */ (all(row, "input, select"));
    for (const [place, field] of /** @type {HTMLInputElement[]} */ (all(made, "input, select")).entries()) {
      field.value = from[place].value;
      field.checked = from[place].checked;
      field.toggleAttribute("data-empty", from[place].hasAttribute("data-empty"));
      if (!("fresh" in from[place].dataset)) delete field.dataset.fresh;
    }
    return made;
  });
  list.replaceChildren(...fresh, one(list, ":scope > template"));
  return fresh;
}

/** Say that a list has its limit: at the list and in the summary, until the next calculation. */
function refuse(/** @type {HTMLFormElement} */ form, /** @type {HTMLElement} */ list, /** @type {string} */ message) {
  const place = /** @type {HTMLElement} */ (document.getElementById(`${list.id}-error`));
  const line = document.createElement("p");
  place.textContent = line.textContent = message;
  place.hidden = false;
  const summary = one(form, "[data-error-summary]");
  summary.replaceChildren(line);
  summary.hidden = false;
}

/** The list, the row and the row's place for a button inside a row. */
function around(/** @type {HTMLElement} */ button) {
  const row = /** @type {HTMLElement} */ (button.closest("[data-row]"));
  const list = /** @type {HTMLElement} */ (button.closest("[data-rows]"));
  const rows = rowsOf(list);
  return { list, rows, index: rows.indexOf(row) };
}

function move(/** @type {HTMLFormElement} */ form, /** @type {HTMLElement} */ button, /** @type {number} */ step) {
  const { list, rows, index } = around(button);
  if (!rows[index + step]) return;
  [rows[index], rows[index + step]] = [rows[index + step], rows[index]];
  const moved = arrange(list, rows)[index + step];
  const other = moved.querySelector(step < 0 ? "[data-action=down]" : "[data-action=up]");
  const same = one(moved, `[data-action=${button.dataset.action}]`);
  (getComputedStyle(same).visibility === "hidden" ? /** @type {HTMLElement} */ (other) : same).focus();
  changed(form);
}

// --- what the buttons do ----------------------------------------------------------------------------------------

/** @typedef {{imported: string, list: string}} Held what Python keeps: customers without a row here, and the files that were read */

/** Take what goes with the fields from now on. Without files there is no report of them either. */
function hold(/** @type {HTMLFormElement} */ form, /** @type {Held} */ { imported, list } = { imported: "", list: "" }) {
  Object.assign(stateOf(form), { imported, list });
  if (!list) form.querySelector("[data-report]")?.replaceChildren();
}

/** Replace all fields by HTML of our own making, and what goes with them; offer the way back. */
function refill(/** @type {HTMLFormElement} */ form, /** @type {string} */ html, /** @type {string} */ message, /** @type {Held | undefined} */ held = undefined) {
  const { imported, list } = stateOf(form);
  const fields = one(form, "[data-fields]");
  const report = form.querySelector("[data-report]");
  const [before, read] = [[...fields.childNodes], report?.innerHTML ?? ""];
  fields.innerHTML = html;
  hold(form, held);
  say(form, message, () => {
    fields.replaceChildren(...before);
    hold(form, { imported, list });
    if (report) report.innerHTML = read;
  });
}

/** Give the visitor a file that Python made. */
function saveFile(/** @type {{text: string, file: string}} */ { text, file }, type = "text/csv") {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  link.download = file;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** @type {Record<string, (form: HTMLFormElement, button: HTMLElement) => void | Promise<void>>} */
const actions = {
  add(form, button) {
    const list = one(form, `[data-rows="${button.dataset.list}"]`);
    const count = rowsOf(list).length;
    if (count >= Number(list.dataset.most || Infinity)) return refuse(form, list, button.dataset.full ?? "");
    const row = makeRow(list, count);
    one(list, ":scope > template").before(row);
    fieldsOf(row)[0].focus();
    changed(form);
  },
  remove(form, button) {
    const { list, rows, index } = around(button);
    if (rows.length <= Number(list.dataset.fewest)) return refuse(form, list, list.dataset.few ?? "");
    const before = [...list.children];
    const left = arrange(list, rows.filter((_, place) => place !== index));
    say(form, button.dataset.done ?? "", () => list.replaceChildren(...before));
    const near = left[Math.min(index, left.length - 1)];
    (near ? fieldsOf(near)[0] : one(form, `[data-action=add][data-list="${list.dataset.rows}"]`)).focus();
    changed(form);
  },
  up: (form, button) => move(form, button, -1),
  down: (form, button) => move(form, button, 1),
  undo(form, button) {
    stateOf(form).undo?.();
    say(form, button.dataset.done ?? "");
    fieldsOf(form)[0].focus();
    changed(form);
  },
  example(form, button) {
    refill(form, stateOf(form).example, button.dataset.done ?? "");
    one(form, "[data-example] strong").textContent = stateOf(form).business;
    changed(form, false);
  },
  async preset(form, button) {
    if (!(await ready(form))) return;
    const { fields, business } = await ask(form, "preset", { preset: Number(button.dataset.preset) });
    refill(form, fields, button.dataset.done ?? "");
    one(form, "[data-example] strong").textContent = business;
    changed(form, false);
  },
  compare: (form, button) => compare(form, textsOf(form), button),
  "compare-saved": (form, button) => {
    const saved = savedTexts(form);
    return saved ? compare(form, saved, button) : say(form, button.dataset.failed ?? "");
  },
  release: (form, button) => compare(form, null, button),
  clear(form, button) {
    refill(form, stateOf(form).example, button.dataset.done ?? "");
    for (const list of all(form, "[data-rows]")) {
      const blank = Array.from({ length: Number(list.dataset.whenEmpty) }, (_, index) => makeRow(list, index));
      list.replaceChildren(...blank, one(list, ":scope > template"));
    }
    for (const field of fieldsOf(form)) {
      if (isBox(field)) /** @type {HTMLInputElement} */ (field).checked = false;
      else field.value = "";
      field.dataset.fresh = "";
      follow(/** @type {HTMLInputElement} */ (field));
    }
    history.replaceState(history.state, "", location.href.split("#")[0]);
    fieldsOf(form)[0].focus();
    changed(form);
  },
  async share(form, button) {
    const { fragment, message } = await ask(form, "share");
    if (message) return say(form, message);
    history.replaceState(history.state, "", `#${fragment}`);
    stateOf(form).link = location.hash;
    await copy(form, location.href, button);
  },
  async copy(form, button) {
    const date = new Date().toLocaleDateString("nl-NL", { dateStyle: "long" });
    const address = location.protocol === "file:" ? "" : location.href.split("#")[0]; // a path is of this machine alone
    const reply = await ask(form, "copy", { date, address });
    if (reply.message) return say(form, reply.message);
    await copy(form, reply.text, button);
  },
  async download(form, button) {
    const reply = await ask(form, "download");
    if (reply.message) return say(form, reply.message);
    saveFile(reply);
    say(form, button.dataset.done ?? "");
  },
  print: () => window.print(),
  peek: (form) => one(form, ".kk-outcome").scrollIntoView(),
  save: (form, button) =>
    stateOf(form).imported ? say(form, one(form, "[data-intake]").dataset.unsaved ?? "") : store(form, button, () => localStorage.setItem(storageKey(form), JSON.stringify(textsOf(form)))),
  wipe: (form, button) => store(form, button, () => localStorage.removeItem(storageKey(form))),
  async restore(form, button) {
    const texts = savedTexts(form);
    if (!texts) return say(form, button.dataset.failed ?? "");
    const { fields } = await ask(form, "restore", { texts });
    refill(form, fields, button.dataset.done ?? "");
    changed(form);
  },
};

async function copy(/** @type {HTMLFormElement} */ form, /** @type {string} */ text, /** @type {HTMLElement} */ button) {
  try {
    await navigator.clipboard.writeText(text);
    say(form, button.dataset.done ?? "");
  } catch {
    say(form, button.dataset.failed ?? "");
  }
}

/** Change what is kept on this device; a browser may refuse storage. */
function store(/** @type {HTMLFormElement} */ form, /** @type {HTMLElement} */ button, /** @type {() => void} */ change) {
  try {
    change();
    say(form, button.dataset.done ?? "");
  } catch {
    say(form, button.dataset.failed ?? "");
  }
  showRestore(form);
}

/** What was kept on this device, or null when it cannot be read. @returns {Texts | null} */
function savedTexts(/** @type {HTMLFormElement} */ form) {
  try {
    return JSON.parse(localStorage.getItem(storageKey(form)) ?? "");
  } catch {
    return null;
  }
}

/** Take texts as the base case that results are shown beside; null is none. */
function compare(/** @type {HTMLFormElement} */ form, /** @type {Texts | null} */ base, /** @type {HTMLElement} */ button) {
  stateOf(form).base = base;
  const release = one(form, "[data-action=release]");
  if (!base && release === document.activeElement) one(form, "[data-action=compare]").focus(); // before it hides
  release.hidden = !base;
  say(form, button.dataset.done ?? "");
  changed(form, form.hasAttribute("data-own"));
}

function showRestore(/** @type {HTMLFormElement} */ form) {
  let saved = null;
  try {
    saved = localStorage.getItem(storageKey(form));
  } catch {
    // storage is switched off: there is nothing to put back
  }
  one(form, "[data-restore]").hidden = saved === null;
}

// --- sliders ---------------------------------------------------------------------------------------------------

/** Keep a slider and its field the same; the field is the one that counts. */
function follow(/** @type {HTMLInputElement} */ input) {
  const owner = input.dataset.sliderFor;
  if (owner) {
    const field = /** @type {HTMLInputElement} */ (document.getElementById(owner));
    field.value = input.value.replace(".", ",");
    delete field.dataset.fresh;
    input.removeAttribute("data-empty");
    return;
  }
  const slider = /** @type {HTMLInputElement | null} */ (document.querySelector(`[data-slider-for="${CSS.escape(input.id)}"]`));
  slider?.toggleAttribute("data-empty", !input.value.trim());
  // Only what can be read in one way moves the slider; reading numbers is Python's.
  if (slider && /^\d+(,\d+)?%?$/.test(input.value)) slider.value = `${Number.parseFloat(input.value.replace(",", "."))}`;
}

// --- events ----------------------------------------------------------------------------------------------------

/** The calculator in which something happens, once `begin` knows it. @returns {HTMLFormElement | null} */
function formOf(/** @type {Event} */ event) {
  const form = /** @type {HTMLFormElement | null} */ (event.target instanceof Element ? event.target.closest(FORM) : null);
  return form && states.has(form) ? form : null;
}

for (const intent of ["pointerover", "pointerdown", "touchstart", "focusin"]) {
  document.addEventListener(intent, (event) => {
    const form = formOf(event);
    if (form) wake(form);
  }, { passive: true });
}

document.addEventListener("input", (event) => {
  const form = formOf(event);
  if (!form) return;
  follow(/** @type {HTMLInputElement} */ (event.target));
  if (event.target instanceof HTMLElement) delete event.target.dataset.fresh;
  say(form, "");
  changed(form);
});

addEventListener("beforeprint", () => {
  const today = new Date().toLocaleDateString("nl-NL", { dateStyle: "long" });
  for (const place of all(document, "[data-printed]")) place.textContent = today;
});

document.addEventListener("submit", (event) => {
  const form = formOf(event);
  if (!form) return;
  event.preventDefault();
  for (const field of fieldsOf(form)) delete field.dataset.fresh;
  calculate(form, true);
});

document.addEventListener("click", async (event) => {
  const form = formOf(event);
  const target = /** @type {Element} */ (event.target);
  if (!form) return;
  const button = /** @type {HTMLElement | null} */ (target.closest("[data-action]"));
  try {
    await actions[button?.dataset.action ?? ""]?.(form, /** @type {HTMLElement} */ (button));
  } catch (problem) {
    fail(form, problem);
  }
});

// A line of the summary leads to its field. Caught on the way down, before the theme takes it for a link to a page.
document.addEventListener("click", (event) => {
  const link = /** @type {Element} */ (event.target).closest?.("[data-error-summary] a");
  if (!link) return;
  event.preventDefault();
  event.stopPropagation();
  const field = document.getElementById(/** @type {HTMLAnchorElement} */ (link).hash.slice(1));
  field?.closest(".kk-field")?.scrollIntoView({ block: "nearest" });
  (field?.hasAttribute("name") ? field : field && fieldsOf(field)[0])?.focus({ preventScroll: true });
}, { capture: true });

/** Get the forms of a page ready: typed text comes back, a deel-link is opened, the rest waits for the visitor. */
function begin() {
  document.documentElement.classList.add("kk-scripted");
  for (const found of /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll(FORM))) {
    const form = /** @type {HTMLFormElement} */ (kept.get(slugOf(found)) ?? found);
    if (form !== found) found.replaceWith(form);
    if (!kept.has(slugOf(form))) {
      if (isOfOtherBuild()) continue;
      kept.set(slugOf(form), form);
      const example = one(form, "[data-fields]").innerHTML;
      const business = one(form, "[data-example] strong").textContent ?? "";
      adopt(form, example, business);
      const came = carryAlong(slugOf(form), () => typedIn(form));
      if (came) putBack(form, came, example);
    }
    showRestore(form);
    openLink(form);
    if (form.contains(document.activeElement)) wake(form); // the visitor was there before this script
  }
}

// --- a newer build ----------------------------------------------------------------------------------------------

/** @typedef {{fields: [string, string, string][], rows: Record<string, number>, base: Texts | null, imported: string, pasted: string}} Typed */

const pasteOf = (/** @type {HTMLFormElement} */ form) => /** @type {HTMLTextAreaElement | null} */ (form.querySelector("[data-paste]"));
const textOf = (/** @type {Field} */ field) => (isBox(field) ? `${/** @type {HTMLInputElement} */ (field).checked}` : field.value);

/** What goes along to the newer build: name, text and label of each field, and what goes with them. @returns {Typed | null} */
function typedIn(/** @type {HTMLFormElement} */ form) {
  const { base, imported } = stateOf(form);
  const pasted = pasteOf(form)?.value ?? "";
  if (!form.hasAttribute("data-own") && !base && !pasted) return null;
  return {
    fields: fieldsOf(form).map((field) => [field.name, textOf(field), field.labels?.[0]?.textContent ?? ""]),
    rows: Object.fromEntries(all(form, "[data-rows]").map((list) => [list.dataset.rows, rowsOf(list).length])),
    base,
    imported,
    pasted,
  };
}

/** Put back what was typed before the page was loaded anew, by scripts of another build, and say what came of it. */
function putBack(/** @type {HTMLFormElement} */ form, /** @type {Typed} */ typed, /** @type {string} */ example) {
  const { back = "", left: some = "", none = "" } = one(form, "[data-back]").dataset;
  const state = stateOf(form);
  state.link = location.hash; // what was typed came after it
  try {
    const left = fill(form, typed);
    Object.assign(state, { base: typed.base, imported: typed.imported, turn: 1 });
    one(form, "[data-action=release]").hidden = !typed.base;
    changed(form);
    const gone = typed.imported && form.querySelector("[data-intake]") ? one(form, "[data-intake]").dataset.gone : "";
    say(form, [left ? some.replace("{texts}", () => left) : back, gone].filter(Boolean).join(" "));
  } catch {
    refill(form, example, none);
  }
}

/** Fill the fields; gives what has no place any more. */
function fill(/** @type {HTMLFormElement} */ form, /** @type {Typed} */ { fields, rows, pasted }) {
  for (const list of all(form, "[data-rows]")) {
    const count = Math.min(rows[list.dataset.rows ?? ""] ?? 0, Number(list.dataset.most || Infinity));
    list.replaceChildren(...Array.from({ length: count }, (_, index) => makeRow(list, index)), one(list, ":scope > template"));
  }
  const left = new Map(fields.map(([name, text, label]) => [name, [text, label]]));
  for (const field of fieldsOf(form)) {
    const before = textOf(field);
    const isChoice = field instanceof HTMLSelectElement || isBox(field);
    // A field that was not there is left empty: the number of the example is not the visitor's.
    const [text] = left.get(field.name) ?? [isChoice ? before : ""];
    if (isBox(field)) /** @type {HTMLInputElement} */ (field).checked = text === "true";
    else field.value = text;
    if (textOf(field) === text) left.delete(field.name);
    else if (isChoice && !isBox(field)) field.value = before;
    delete field.dataset.fresh;
    follow(/** @type {HTMLInputElement} */ (field));
  }
  const paste = pasteOf(form);
  if (paste && pasted) /** @type {HTMLDetailsElement} */ (paste.closest("details")).open = Boolean((paste.value = pasted));
  return [...left.values()].filter(([text]) => text).map(([text, label]) => `${label}: ${text}`).join("; ");
}

/** How each kind of address fills the form: a deel-link, what is taken along from another calculator, the report. */
const OPENINGS = /** @type {Record<string, string>} */ ({ "=": "open_link", "+": "take_along", "@": "report_edit" });

/** Fill the form from the address, once: who comes back to the page finds what was typed since. */
async function openLink(/** @type {HTMLFormElement} */ form) {
  const [, sign, fragment] = location.hash.match(`^#${slugOf(form)}([=+@])(.*)`) ?? [];
  const state = stateOf(form);
  if (!sign || location.hash === state.link) return;
  state.link = location.hash;
  if (!(await ready(form))) return;
  try {
    const reply = await ask(form, OPENINGS[sign], { fragment, stored: readStored() });
    const held = sign === "+" ? state : { imported: reply.imported, list: "" };
    if (reply.fields && sign !== "=") refill(form, reply.fields, reply.message, held);
    else if (reply.fields) {
      one(form, "[data-fields]").innerHTML = reply.fields;
      hold(form);
    }
    if (!reply.fields || sign === "=") say(form, reply.message ?? "");
    if (sign === "@") {
      // The report may change: the next time its link fills the form again.
      history.replaceState(history.state, "", location.href.split("#")[0]);
      state.link = "";
    }
    changed(form);
  } catch (problem) {
    fail(form, problem);
  }
}

export { adopt, all, ask, changed, fail, follow, formOf, hold, kept, one, ready, refill, replaceKeepingFolds, saveFile, say, slugOf, stateOf, textsOf };

onPage(begin);
addEventListener("hashchange", begin);
