// Lists that a visitor gives to a calculator: chosen, dropped, pasted or a sample. Files go to Python piece by piece, so
// that there is progress and a way to stop; what they are and what stands in them is for Python to find out.

import { all, ask, changed, fail, follow, formOf, hold, kept, one, ready, refill, replaceKeepingFolds, saveFile, say, stateOf } from "./calculators.js";
import { feedPython, stopPython, whenPythonEnds } from "./python.js";

const PIECE = 1 << 20;

/** @typedef {{problem?: string, message?: string, report?: string, fields?: string, imported?: string, list?: string}} Reply */
/** @typedef {{undo: (() => void) | null}} Batch files that were given together, and the way back to before the first */

/**
 * Something that is asked about a list.
 *
 * @typedef {object} Job
 * @property {HTMLFormElement} form
 * @property {string} name what it is about, as a sentence starts with it
 * @property {string} inside the same, further on in a sentence
 * @property {(own: Job) => Promise<Reply | null>} work
 * @property {Batch} batch
 * @property {string} about the file that was read before and that this is about, by its place: the visitor stays there
 * @property {boolean} inPieces whether it can be broken off until all pieces were read
 * @property {boolean} sorting whether Python is at a long question, which cannot be broken off
 * @property {boolean} stopped
 * @property {() => void} stop
 * @property {Promise<void>} halt comes when it is stopped
 */

/** @type {Job[]} What is done now, and what waits for it: one thing at a time, in the order in which it was asked. */
const jobs = [];

// Requests of the page are counted while a list is read: the proof that nothing is sent.
let requests = 0;
new PerformanceObserver((list) => (requests += list.getEntries().length)).observe({ type: "resource" });

/** A sentence of the page, with names filled in. */
function words(/** @type {HTMLFormElement} */ form, /** @type {string} */ key, /** @type {Record<string, string>} */ names = {}) {
  const written = one(form, "[data-intake]").dataset[key] ?? "";
  return written.replace(/\{(\w+)\}/g, (_, name) => names[name] ?? "");
}

/** Say something to who hears the page. */
const tell = (/** @type {HTMLFormElement} */ form, /** @type {string} */ told) => (one(form, "[data-told]").textContent = told);

/** Add to what went wrong, each once; without words all is well again. */
function problem(/** @type {HTMLFormElement} */ form, /** @type {string} */ told) {
  const place = one(form, "[data-intake-error]");
  const lines = new Set(told ? (place.textContent ?? "").split("\n").filter(Boolean) : []);
  place.textContent = [...(told ? lines.add(told) : lines)].join("\n");
  place.hidden = !told;
}

function progress(/** @type {HTMLFormElement} */ form, /** @type {string} */ told, /** @type {number} */ fraction) {
  const place = one(form, "[data-reading-words]");
  if (told && place.textContent !== told) tell(form, told);
  place.textContent = told;
  one(form, "[data-reading]").hidden = !told;
  /** @type {HTMLProgressElement} */ (one(form, "[data-reading] progress")).value = fraction;
}

/** Show what waits, and whether anything is done at all. */
function showQueue(/** @type {HTMLFormElement} */ form) {
  const [first, second, ...others] = jobs;
  const lines = second ? [words(form, "wordsWait", { name: second.name, before: first.inside })] : [];
  if (others.length) lines.push(words(form, "wordsThen", { names: namesOf(others) }));
  one(form, "[data-queue]").textContent = lines.join(" ");
  one(form, "[data-intake]").toggleAttribute("data-busy", jobs.length > 0);
  if (jobs.length) one(form, "[data-report]").setAttribute("aria-busy", "true");
  else one(form, "[data-report]").removeAttribute("aria-busy");
}

/** Do this once all that was asked before is done. @type {(form: HTMLFormElement, name: string, work: Job["work"], more?: Partial<Job>) => Promise<void>} */
async function inTurn(form, name, work, more = {}) {
  let stop = () => {};
  const halt = /** @type {Promise<void>} */ (new Promise((resolve) => (stop = resolve)));
  const inside = name.charAt(0).toLowerCase() + name.slice(1);
  const state = { sorting: false, stopped: false, stop, halt };
  const job = { form, name, inside, work, batch: { undo: null }, about: "", inPieces: false, ...state, ...more };
  jobs.push(job);
  if (jobs.length > 1) {
    tell(form, words(form, "wordsWait", { name, before: jobs[jobs.length - 2].inside }));
    return showQueue(form);
  }
  problem(form, "");
  const shown = readsOf(form).length;
  const from = document.activeElement;
  const counts = [];
  let about = job.about;
  for (; jobs.length; jobs.shift()) {
    about &&= jobs[0].about;
    showQueue(form);
    counts.push(await perform(jobs[0]));
  }
  progress(form, "", 0);
  showQueue(form);
  const count = counts.reduce((sum, each) => (each === null ? sum : (sum ?? 0) + each), null);
  const proof = one(form, "[data-proof]");
  if (count !== null) proof.textContent = (proof.dataset.words ?? "").replace("{count}", `${count}`);
  arrive(form, about ? form.querySelector(`[data-read="${about}"]`) : readsOf(form)[shown], about ? null : from);
}

/** @returns {Promise<number | null>} how many requests the page made meanwhile; null when it came to nothing */
async function perform(/** @type {Job} */ job) {
  const { form } = job;
  progress(form, words(form, "wordsStart"), 0);
  const started = await Promise.race([ready(form), job.halt]);
  if (job.stopped) return null;
  if (!started) {
    problem(form, words(form, form.dataset.failed === "newer" ? "newer" : "notStarted", { names: namesOf(jobs) }));
    jobs.splice(1);
    return null;
  }
  const before = requests;
  try {
    if (!job.inPieces) sorting(job);
    const reply = await job.work(job);
    if (reply && !job.stopped) take(job, reply);
  } catch (failure) {
    const isNewer = /** @type {import("./python.js").Problem} */ (failure).why === "newer"; // and a part of Python is gone
    if (!job.stopped) problem(form, words(form, isNewer ? "newer" : "broken", { names: job.inside }));
    if (!job.stopped && isNewer) fail(form, failure);
  }
  return requests - before;
}

const namesOf = (/** @type {Job[]} */ each) => each.map(({ inside }) => inside).join(", ");

function sorting(/** @type {Job} */ job) {
  job.sorting = true;
  progress(job.form, words(job.form, "wordsSort", { name: job.name }), 1);
}

/** Show the list that Python has now: how it was read, the rows to fill in, and the new result. */
function take(/** @type {Job} */ { form, batch }, /** @type {Reply} */ reply) {
  if (reply.problem) problem(form, reply.problem);
  const state = stateOf(form);
  const focused = document.activeElement?.id;
  if (reply.fields !== undefined) {
    const typed = aloneIn(form);
    refill(form, reply.fields, reply.message ?? "", { imported: reply.imported ?? "", list: reply.list ?? "" });
    if (reply.list) for (const [name, field] of aloneIn(form)) retype(field, typed.get(name) ?? field);
    batch.undo ??= state.undo;
    state.undo = batch.undo;
  } else if (reply.list !== undefined) state.list = reply.list;
  if (reply.report !== undefined) replaceKeepingFolds(one(form, "[data-report]"), reply.report);
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  if (reply.fields !== undefined) changed(form);
}

/** The fields that are in no row: a list does not change them. @returns {Map<string, HTMLInputElement>} */
const aloneIn = (/** @type {HTMLFormElement} */ form) =>
  new Map(/** @type {HTMLInputElement[]} */ (all(form, "[name]")).filter((each) => !each.closest("[data-row]")).map((each) => [each.name, each]));

/** Put back what was typed while the list was read. */
function retype(/** @type {HTMLInputElement} */ field, /** @type {HTMLInputElement} */ typed) {
  if (field.value === typed.value && field.checked === typed.checked) return;
  [field.value, field.checked] = [typed.value, typed.checked];
  follow(field);
}

const readsOf = (/** @type {HTMLFormElement} */ form) => all(form, '[data-read]:not([data-read="-1"])');

/**
 * All is done. Bring the visitor to what was read or went wrong, unless elsewhere by now.
 *
 * @param {HTMLFormElement} form
 * @param {HTMLElement | null | undefined} read
 * @param {Element | null} from where the visitor was at the beginning, or null for who must stay there
 */
function arrive(form, read, from) {
  // A choice that shows is one that counts: what was chosen but not done goes back to what Python wrote.
  for (const each of /** @type {HTMLOptionElement[]} */ (all(form, "[data-report] option"))) each.selected = each.defaultSelected;
  for (const each of /** @type {HTMLInputElement[]} */ (all(form, "[data-account]"))) each.checked = each.defaultChecked;
  const wrong = one(form, "[data-intake-error]");
  const summary = read && `${one(read, "h3").textContent}. ${one(read, "[data-read-summary]").textContent}`;
  tell(form, [summary, wrong.textContent].filter(Boolean).join(" "));
  const active = document.activeElement ?? document.body;
  const elsewhere = active !== document.body && active.id !== from?.id && !active.closest("[data-intake]");
  if (!from || elsewhere) return;
  if (!wrong.hidden && !read) one(form, "[data-drop]").scrollIntoView({ block: "nearest" });
  if (!read) return one(form, "[data-file]").focus({ preventScroll: true });
  const heading = one(read, "h3");
  for (const each of [read, read.querySelector("details[open] select"), heading]) each?.scrollIntoView({ block: "nearest" });
  heading.focus({ preventScroll: true });
}

/** @type {(form: HTMLFormElement, task: string, more?: object) => Promise<any>} */
const askList = (form, task, more = {}) => ask(form, task, { list: stateOf(form).list, ...more });

function readFiles(/** @type {HTMLFormElement} */ form, /** @type {File[]} */ files) {
  const batch = { undo: null };
  for (const file of files) inTurn(form, file.name, (own) => readFile(own, file), { inside: file.name, batch, inPieces: true });
}

/** @returns {Promise<Reply | null>} */
async function readFile(/** @type {Job} */ own, /** @type {File} */ file) {
  const { form, name } = own;
  const told = (/** @type {Reply} */ reply) => (reply.problem && !reply.report ? { problem: `${name}: ${reply.problem}` } : reply);
  const begun = await askList(form, "begin_file", { name, size: file.size });
  if (begun.problem) return told(begun);
  const { number } = begun;
  for (let from = 0; from < file.size && !own.stopped; from += PIECE) {
    progress(form, words(form, "wordsRead", { name }), from / file.size);
    const problem = await feedPython(new Uint8Array(await file.slice(from, from + PIECE).arrayBuffer()), number);
    if (problem) return told({ problem });
  }
  if (own.stopped) return askList(form, "stop_file", { number });
  sorting(own);
  return told(await askList(form, "end_file", { number }));
}

/** @type {Record<string, (form: HTMLFormElement, button: HTMLElement) => void | Promise<void>>} */
const actions = {
  "read-paste": (form) => {
    const pasted = /** @type {HTMLTextAreaElement} */ (one(form, "[data-paste]")).value;
    return inTurn(form, words(form, "namePaste"), () => askList(form, "read_text", { text: pasted }));
  },
  sample: (form, button) => inTurn(form, words(form, "nameSample"), () => askList(form, "sample", { kind: button.dataset.kind })),
  forget: (form) => inTurn(form, words(form, "nameList"), () => askList(form, "forget")),
  "answer-question": (form, button) => {
    const { question, value, ofFile } = button.dataset;
    one(/** @type {Element} */ (button.closest("[data-read]")), "h3").focus({ preventScroll: true }); // the button goes away
    return inTurn(form, words(form, "nameList"), () => askList(form, "answer_question", { file: Number(ofFile), question, value }), { about: ofFile });
  },
  "stop-reading": (form) => {
    const [own] = jobs;
    if (!own) return;
    say(form, words(form, "stopped", { names: namesOf(jobs) }));
    jobs.splice(1);
    own.stopped = true;
    own.stop();
    progress(form, words(form, "wordsStop"), 0);
    showQueue(form);
    one(form, "[data-file]").focus({ preventScroll: true });
    // A long question cannot be broken off; Python can, unless a list of before would be gone with it.
    if (own.sorting && !stateOf(form).list && !stateOf(form).imported) stopPython();
  },
  "left-out": async (form, button) => {
    const reply = await askList(form, "left_out", { file: Number(button.dataset.ofFile) });
    if (reply.problem) problem(form, reply.problem);
    else saveFile(reply);
  },
};

document.addEventListener("click", (event) => {
  const form = formOf(event);
  const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("[data-action]"));
  if (form) actions[button?.dataset.action ?? ""]?.(form, /** @type {HTMLElement} */ (button));
});

document.addEventListener("change", (event) => {
  const form = formOf(event);
  const field = /** @type {HTMLInputElement & HTMLSelectElement} */ (event.target);
  if (!form) return;
  const { column, ofFile } = field.dataset;
  const choose = (/** @type {string} */ task, /** @type {object} */ choice) =>
    inTurn(form, words(form, "nameList"), () => askList(form, task, { file: Number(ofFile), ...choice }), { about: ofFile });
  if ("file" in field.dataset && field.files) {
    const files = [...field.files];
    field.value = ""; // so that the same file can be chosen again
    readFiles(form, files);
  } else if (column) choose("choose_column", { column, header: field.value });
  else if ("account" in field.dataset) {
    const boxes = /** @type {HTMLInputElement[]} */ (all(form, `[data-account][data-of-file="${ofFile}"]`));
    choose("choose_accounts", { accounts: boxes.filter((each) => each.checked).map((each) => each.value) });
  }
});

// A file that is dropped beside a form would take the place of the page. Anywhere on the form it is a list.
for (const kind of ["dragover", "dragleave", "drop"]) {
  document.addEventListener(kind, (event) => {
    const { dataTransfer, relatedTarget } = /** @type {DragEvent} */ (event);
    const zone = /** @type {HTMLElement | null} */ (document.querySelector("[data-drop]"));
    if (!zone || !dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    const form = formOf(event);
    const over = Boolean(form?.contains(zone)) && (kind === "dragover" || (kind === "dragleave" && form?.contains(/** @type {Node | null} */ (relatedTarget))));
    zone.toggleAttribute("data-over", Boolean(over));
    if (kind === "dragover" && !over) dataTransfer.dropEffect = "none";
    if (kind === "drop" && form?.contains(zone)) readFiles(form, [...dataTransfer.files]);
  });
}

// What stands in the fields stays. The rest of its list is gone, and with it the way back; its token means nothing to the
// next Python, which says so.
whenPythonEnds(() => {
  for (const form of kept.values()) {
    const { imported, list } = stateOf(form);
    if (!imported && !list) continue;
    hold(form, { imported, list: "" });
    say(form, "");
    problem(form, words(form, "gone"));
  }
});
