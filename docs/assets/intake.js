// Lists that a visitor gives to a calculator: chosen, dropped, pasted or a sample. Files go to Python piece by piece, so
// that there is progress and a way to stop; what they are and what stands in them is for Python to find out.

import { ask, changed, formOf, one, ready, refill, replaceKeepingFolds, saveFile, say, stateOf } from "./calculators.js";
import { feedPython, stopPython } from "./python.js";

const PIECE = 1 << 20;

/** @typedef {{problem?: string, message?: string, report?: string, fields?: string, imported?: string}} Reply */

/** @type {WeakMap<HTMLFormElement, {stopped: boolean}>} the reading that is under way in a form */
const readings = new WeakMap();

// Requests of the page are counted while a list is read: the proof that nothing is sent.
let requests = 0;
new PerformanceObserver((list) => (requests += list.getEntries().length)).observe({ type: "resource" });

function problem(/** @type {HTMLFormElement} */ form, /** @type {string} */ words) {
  const place = one(form, "[data-intake-error]");
  place.textContent = words;
  place.hidden = !words;
}

function progress(/** @type {HTMLFormElement} */ form, /** @type {string} */ words, /** @type {number} */ fraction) {
  one(form, "[data-reading]").hidden = !words;
  one(form, "[data-reading-words]").textContent = words;
  /** @type {HTMLProgressElement} */ (one(form, "[data-reading] progress")).value = fraction;
}

/** Do something with a list while the reading is shown, and show what came of it. */
async function reading(/** @type {HTMLFormElement} */ form, /** @type {(own: {stopped: boolean}) => Promise<Reply | null>} */ work) {
  const own = { stopped: false };
  readings.set(form, own);
  problem(form, "");
  progress(form, "De rekenhulp wordt klaargezet.", 0);
  if (!(await ready(form))) return progress(form, "", 0);
  const before = requests;
  try {
    const reply = await work(own);
    if (reply) await take(form, reply);
    const place = one(form, "[data-proof]");
    place.textContent = (place.dataset.words ?? "").replace("{count}", `${requests - before}`);
  } catch {
    if (!own.stopped) problem(form, one(form, "[data-intake]").dataset.broken ?? "");
  } finally {
    progress(form, "", 0);
    readings.delete(form);
  }
}

/** Show the list that Python has now: how it was read, the rows to fill in, and the new result. */
async function take(/** @type {HTMLFormElement} */ form, /** @type {Reply} */ reply) {
  problem(form, reply.problem ?? "");
  const report = one(form, "[data-report]");
  const shown = report.innerHTML;
  if (reply.report !== undefined) replaceKeepingFolds(report, reply.report);
  if (reply.fields === undefined) return;
  refill(form, reply.fields, reply.message ?? "", reply.imported);
  const state = stateOf(form);
  const back = state.undo;
  state.undo = () => {
    back?.();
    report.innerHTML = shown;
  };
  changed(form);
}

const readFiles = (/** @type {HTMLFormElement} */ form, /** @type {File[]} */ files) =>
  reading(form, async (own) => {
    let reply = null;
    for (const file of files) {
      const begun = await ask(form, "begin_file", { name: file.name, size: file.size });
      if (begun.problem) return { ...(reply ?? {}), problem: begun.problem };
      for (let from = 0; from < file.size; from += PIECE) {
        if (own.stopped) return ask(form, "stop_file");
        progress(form, `${file.name} wordt gelezen.`, from / file.size);
        const refused = await feedPython(new Uint8Array(await file.slice(from, from + PIECE).arrayBuffer()));
        if (refused) return { ...(reply ?? {}), problem: refused };
      }
      progress(form, `${file.name} wordt uitgezocht.`, 1);
      reply = await ask(form, "end_file");
      if (reply.problem) break;
    }
    return reply;
  });

/** @type {Record<string, (form: HTMLFormElement, button: HTMLElement) => void | Promise<void>>} */
const actions = {
  "read-paste": (form) => {
    const pasted = /** @type {HTMLTextAreaElement} */ (one(form, "[data-paste]")).value;
    return reading(form, () => ask(form, "read_text", { text: pasted }));
  },
  sample: (form, button) => reading(form, () => ask(form, "sample", { kind: button.dataset.kind })),
  forget: (form) => reading(form, () => ask(form, "forget")),
  "stop-reading": (form) => {
    const own = readings.get(form);
    if (!own) return;
    own.stopped = true;
    // A file that is being sorted out cannot be asked to stop; Python can.
    if (/** @type {HTMLProgressElement} */ (one(form, "[data-reading] progress")).value === 1) {
      stopPython();
      form.dataset.state = "static";
      Object.assign(stateOf(form), { imported: "" });
      one(form, "[data-report]").replaceChildren();
    }
    say(form, one(form, "[data-intake]").dataset.stopped ?? "");
  },
  "left-out": async (form, button) => saveFile(await ask(form, "left_out", { file: Number(button.dataset.ofFile) })),
};

document.addEventListener("click", (event) => {
  const form = formOf(event);
  const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("[data-action]"));
  if (form) actions[button?.dataset.action ?? ""]?.(form, /** @type {HTMLElement} */ (button));
});

document.addEventListener("change", (event) => {
  const form = formOf(event);
  const field = /** @type {HTMLInputElement & HTMLSelectElement} */ (event.target);
  if (form && "file" in field.dataset && field.files) {
    const files = [...field.files];
    field.value = ""; // so that the same file can be chosen again
    readFiles(form, files);
  } else if (form && field.dataset.column) {
    const { column, ofFile } = field.dataset;
    reading(form, () => ask(form, "choose_column", { file: Number(ofFile), column, header: field.value }));
  }
});

for (const kind of ["dragover", "dragleave", "drop"]) {
  document.addEventListener(kind, (event) => {
    const form = formOf(event);
    const place = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest?.("[data-drop]"));
    if (!form || !place) return;
    event.preventDefault();
    place.toggleAttribute("data-over", kind === "dragover");
    const files = [...(/** @type {DragEvent} */ (event).dataTransfer?.files ?? [])];
    if (kind === "drop" && files.length) readFiles(form, files);
  });
}
