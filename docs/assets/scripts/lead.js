// The form that asks for a talk. It is sent without leaving the page, so that on a fault nothing that was typed is lost
// and there is another way. Limits and sentences stand in the attributes of the form.

import { all, one } from "./calculators.js";
import { carryAlong, isOfOtherBuild, onPage } from "./deployment.js";
import { askPython } from "./python.js";
import { readStored } from "./storage.js";

/** @typedef {HTMLInputElement | HTMLTextAreaElement} Line */

const FORM = "form[data-lead]";
const SOURCE = /^#bron=([a-z0-9/-]{1,60})$/;
/** Codes with which services refuse a field, and which of our sentences says so. */
const REFUSALS = /** @type {Record<string, "missing" | "wrong">} */ ({ TYPE_EMAIL: "wrong", REQUIRED_FIELD_EMPTY: "missing", REQUIRED_FIELD_MISSING: "missing" });

/** The form of this visit, so that what was typed is still there when a visitor comes back to the page. */
let kept = /** @type {HTMLFormElement | null} */ (null);
let shownAt = 0;
/** The last message, and the mark with which a receiver recognises it when it comes twice. */
let last = { message: "", mark: "" };

/** Tells other tabs what was sent, so that nobody sends it twice; Firefox refuses it where it refuses storage. */
const channel = (() => {
  try {
    return new BroadcastChannel("klantkompas.aanvraag");
  } catch {
    return null;
  }
})();

const sentence = (/** @type {HTMLFormElement} */ form, /** @type {string} */ name) => form.getAttribute(`data-say-${name}`) ?? "";
const linesOf = (/** @type {HTMLFormElement} */ form) => /** @type {Line[]} */ (all(form, ".kk-field [name]:not(:disabled)"));
const hidden = (/** @type {HTMLFormElement} */ form, /** @type {string} */ name) => /** @type {HTMLInputElement} */ (one(form, `[name="${name}"]`));
const labelOf = (/** @type {Line} */ line) => line.labels?.[0].textContent ?? "";

// --- what is wrong with a field -------------------------------------------------------------------------------------

/** The sentence about what is wrong with a line, or nothing. */
function fault(/** @type {Line} */ line) {
  const { missing = "", wrong = "", long = "", most = "", links = "", mostLinks = "" } = line.dataset;
  const value = line.value.trim();
  if (!value) return missing;
  if (most && value.length > Number(most)) return long;
  if (mostLinks && (value.match(/https?:|www\./gi) ?? []).length > Number(mostLinks)) return links;
  return line.validity.typeMismatch ? wrong : "";
}

/** Say what is wrong at the fields and together; without faults nothing is said any more. */
function showFaults(/** @type {HTMLFormElement} */ form, /** @type {Map<Line, string>} */ faults) {
  for (const line of linesOf(form)) {
    const words = faults.get(line) ?? "";
    const place = document.getElementById(`${line.id}-error`);
    if (!place) continue;
    place.textContent = words;
    place.hidden = !words;
    if (words) line.setAttribute("aria-invalid", "true");
    else line.removeAttribute("aria-invalid");
  }
  const list = document.createElement("ul");
  for (const [line, words] of faults) {
    const link = Object.assign(document.createElement("a"), { href: `#${line.id}`, textContent: words });
    const item = document.createElement("li");
    item.append(link);
    list.append(item);
  }
  const summary = one(form, "[data-error-summary]");
  summary.replaceChildren(list);
  summary.hidden = !faults.size;
  const prefix = form.dataset.errorTitle ?? "";
  const title = document.title.startsWith(prefix) ? document.title.slice(prefix.length) : document.title;
  document.title = faults.size ? prefix + title : title;
}

const faultsOf = (/** @type {HTMLFormElement} */ form) =>
  new Map(linesOf(form).map((line) => /** @type {[Line, string]} */ ([line, fault(line)])).filter(([, words]) => words));

// --- sending --------------------------------------------------------------------------------------------------------

/** What the visitor wrote, to compare with what was sent before. */
const messageOf = (/** @type {HTMLFormElement} */ form) => JSON.stringify(linesOf(form).map((line) => [line.name, line.value]));

async function submit(/** @type {HTMLFormElement} */ form) {
  if (form.dataset.state === "sending") return;
  const faults = faultsOf(form);
  showFaults(form, faults);
  if (faults.size) return one(form, "[data-error-summary]").focus();
  if (!form.dataset.kind) return other(form, "ways");
  if (/** @type {HTMLInputElement} */ (one(form, "[data-trap]")).value) return other(form, "trap");
  if (performance.now() - shownAt < Number(form.dataset.fastest)) return tell(form, "fast");
  const message = messageOf(form);
  if (message !== last.message) last = { message, mark: mark() };
  hidden(form, "kenmerk").value = last.mark;
  form.dataset.state = "sending";
  one(form, "[data-ways]").hidden = true;
  tell(form, "sending");
  const outcome = await send(form);
  form.dataset.state = outcome === "" ? "sent" : "ready";
  tell(form, "");
  if (outcome === "") sent(form, message);
  else if (outcome instanceof Map) (showFaults(form, outcome), one(form, "[data-error-summary]").focus());
  else other(form, outcome);
}

/** A mark of chance, also where the page is not secure. */
const mark = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

/** Send it; nothing is said when it went well, otherwise a name of a sentence or the faults that the service named. */
async function send(/** @type {HTMLFormElement} */ form) {
  try {
    const response = await fetch(form.action, {
      method: "POST",
      // Fields of a form need no question beforehand whether this site may send (CORS).
      body: new URLSearchParams(/** @type {any} */ (new FormData(form))),
      headers: { Accept: "application/json" },
      credentials: "omit",
      redirect: "manual", // a service that sends the visitor on to a page of thanks has taken the message
      signal: AbortSignal.timeout(Number(form.dataset.timeout)),
    });
    if (response.type === "opaqueredirect") return "";
    if (response.status === 429) return "busy";
    if (response.status === 413) return "large";
    if (response.status >= 500) return "server";
    const answer = await response.json().catch(() => ({}));
    const refused = !response.ok || answer.errors?.length || answer.error || answer.ok === false || answer.success === false;
    return refused ? refusals(form, answer) : "";
  } catch (problem) {
    return problem instanceof DOMException && problem.name === "TimeoutError" ? "silent" : "offline";
  }
}

/** The faults at fields that a service named, in our own words, or that it refused without saying why. */
function refusals(/** @type {HTMLFormElement} */ form, /** @type {any} */ answer) {
  /** @type {Map<Line, string>} */
  const faults = new Map();
  for (const { field, code } of Array.isArray(answer.errors) ? answer.errors : []) {
    const line = linesOf(form).find((each) => each.name === field);
    const words = line?.dataset[REFUSALS[code] ?? ""];
    if (line && words) faults.set(line, words);
  }
  return faults.size ? faults : "refused";
}

/** It arrived: nothing of it stays behind, and the visitor reads what happens next. */
function sent(/** @type {HTMLFormElement} */ form, /** @type {string} */ message) {
  channel?.postMessage(message);
  form.reset();
  kept = null;
  location.assign(new URL(form.dataset.thanks ?? "", location.href));
}

function tell(/** @type {HTMLFormElement} */ form, /** @type {string} */ name) {
  one(form, "[data-status]").textContent = name && sentence(form, name);
}

// --- another way ----------------------------------------------------------------------------------------------------

/** Show the ways out, with the message in them. */
function other(/** @type {HTMLFormElement} */ form, /** @type {string} */ why) {
  const text = asText(form);
  /** @type {HTMLTextAreaElement} */ (one(form, "[data-text]")).value = text;
  for (const link of /** @type {HTMLAnchorElement[]} */ (all(form, "[data-ways] [data-way]"))) {
    const [key, start] = link.dataset.way === "mail" ? ["body", link.href.split("&")[0]] : ["text", link.href.split("?")[0]];
    link.href = `${start}${start.includes("?") ? "&" : "?"}${key}=${fitting(form, text, start.length)}`;
  }
  const ways = one(form, "[data-ways]");
  const problem = one(form, "[data-problem]");
  problem.textContent = sentence(form, why);
  ways.hidden = false;
  problem.focus();
}

const asText = (/** @type {HTMLFormElement} */ form) =>
  linesOf(form)
    .filter((line) => line.value.trim())
    .map((line) => `${labelOf(line)}: ${line.value.trim()}`)
    .join("\n");

/** The text for an address, cut off where programs would cut off the address. */
function fitting(/** @type {HTMLFormElement} */ form, /** @type {string} */ text, /** @type {number} */ used) {
  const room = Number(form.dataset.longestAddress) - used - 10;
  // Half a pair of surrogates cannot stand in an address.
  const encoded = (/** @type {string} */ part) => encodeURIComponent(part.toWellFormed?.() ?? part.replace(/[\ud800-\udfff]/g, "?"));
  if (encoded(text).length <= room) return encoded(text);
  const more = `\n${sentence(form, "more")}`;
  let length = text.length;
  while (encoded(text.slice(0, length) + more).length > room) length = Math.floor(length * 0.9);
  return encoded(text.slice(0, length) + more);
}

async function copy(/** @type {HTMLFormElement} */ form) {
  const place = /** @type {HTMLTextAreaElement} */ (one(form, "[data-text]"));
  try {
    await navigator.clipboard.writeText(place.value);
    tell(form, "copied");
  } catch {
    place.select();
    tell(form, "uncopied");
  }
}

// --- the report -----------------------------------------------------------------------------------------------------

/** Show exactly what of the report goes along; what is not shown is not sent. */
async function attach(/** @type {HTMLFormElement} */ form, /** @type {HTMLInputElement} */ box) {
  const preview = one(form, "[data-preview]");
  const place = /** @type {HTMLTextAreaElement} */ (one(form, "[data-preview] textarea"));
  place.disabled = preview.hidden = true;
  if (!box.checked) return;
  tell(form, "report-loading");
  try {
    const { text = "" } = await askPython({ task: "report_text", stored: readStored() });
    if (!text) throw new Error("no report");
    place.value = text;
    tell(form, "");
    if (box.checked) place.disabled = preview.hidden = false;
  } catch (problem) {
    box.checked = false;
    form.dataset.failed = /** @type {import("./python.js").Problem} */ (problem).why;
    tell(form, form.dataset.failed === "newer" ? "" : "report-failed"); // the notice says it
  }
}

// --- a newer build --------------------------------------------------------------------------------------------------

const boxOf = (/** @type {HTMLFormElement} */ form) => /** @type {HTMLInputElement} */ (one(form, "[data-attach]"));

/** What goes along to the newer build: name, text and label of each line. */
function typedIn(/** @type {HTMLFormElement} */ form) {
  const lines = linesOf(form).filter((line) => line.value.trim() && !line.readOnly);
  const texts = lines.map((line) => [line.name, line.value, labelOf(line)]);
  const [source, attached] = [hidden(form, "bron").value, boxOf(form).checked];
  return texts.length || attached ? { texts, source, attached } : null;
}

/** Put back what was typed before the page was loaded anew, by scripts of another build, and say what came of it. */
async function putBack(/** @type {HTMLFormElement} */ form, /** @type {NonNullable<ReturnType<typeof typedIn>>} */ { texts, source, attached }) {
  /** @type {string[]} */
  const left = [];
  for (const [name, text, label] of texts) {
    const line = linesOf(form).find((each) => each.name === name);
    if (line) line.value = text;
    else left.push(`${label}: ${text}`);
  }
  hidden(form, "bron").value = source;
  boxOf(form).checked = attached;
  if (attached) await attach(form, boxOf(form));
  const told = sentence(form, left.length ? "back-without" : "back").replace("{texts}", () => left.join("; "));
  const place = one(form, "[data-status]");
  place.textContent = [place.textContent, told].filter(Boolean).join(" ");
}

// --- events ---------------------------------------------------------------------------------------------------------

const formOf = (/** @type {Event} */ event) => /** @type {HTMLFormElement | null} */ (/** @type {Element} */ (event.target).closest?.(FORM));

document.addEventListener("submit", (event) => {
  const form = formOf(event);
  if (!form) return;
  event.preventDefault();
  submit(form);
});

document.addEventListener("input", (event) => {
  const form = formOf(event);
  if (form && !one(form, "[data-error-summary]").hidden) showFaults(form, faultsOf(form));
});

document.addEventListener("change", (event) => {
  const form = formOf(event);
  const field = /** @type {HTMLInputElement} */ (event.target);
  if (form && "attach" in field.dataset) attach(form, field);
});

document.addEventListener("click", (event) => {
  const form = formOf(event);
  if (form && /** @type {Element} */ (event.target).closest("[data-action=copy]")) copy(form);
});

channel?.addEventListener("message", ({ data }) => {
  if (!kept || messageOf(kept) !== data) return;
  kept.reset();
  tell(kept, "elsewhere");
});

function begin() {
  const found = /** @type {HTMLFormElement | null} */ (document.querySelector(FORM));
  if (!found || (!kept && isOfOtherBuild())) return;
  if (kept && kept !== found) found.replaceWith(kept);
  const form = kept ?? found;
  const came = kept ? null : carryAlong("aanvraag", () => typedIn(form));
  kept = form;
  form.noValidate = true; // the browser's own messages are in the language of the browser
  shownAt = performance.now();
  const source = location.hash.match(SOURCE)?.[1];
  if (source) hidden(form, "bron").value = source;
  one(form, "[data-report-offer]").hidden = !readStored();
  if (came) putBack(form, came);
}

onPage(begin);
