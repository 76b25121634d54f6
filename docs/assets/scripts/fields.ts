// What stands in the fields of a form, and what is wrong with it.

import { all, one } from "./dom.ts";
import { follow } from "./sliders.ts";

export const fieldsOf = (root: ParentNode) => all<Field>(root, "[name]");
export const labelOf = (field: Field) => (field.closest(".kk-field")?.querySelector(".kk-label") ?? field.labels?.[0])?.textContent ?? "";
const isBox = (field: Field) => field.type === "checkbox" || field.type === "radio";
const isOn = (field: Field) => (field as Input).checked;
const isOne = (field: Field) => field.type === "radio"; // of a row of buttons, of which one is on
const textOf = (field: Field) => (isOne(field) ? (isOn(field) ? field.value : "") : isBox(field) ? `${isOn(field)}` : field.value);

const isBlankBeside = (field: Field) => "beside" in field.dataset && !field.value; // a button may tell

/** Whether what stands in a field is told: a box that is not ticked is not, nor an empty field beside buttons. */
export const isTold = (field: Field) => (isBox(field) ? isOn(field) : !isBlankBeside(field));

/** The way back to what stands in a place now. Of a row of buttons that left the page none is on any more. */
export function wayBack(place: HTMLElement) {
  const before = [...place.childNodes];
  const on = all<Input>(place, "[type=radio]").filter(isOn);
  return () => {
    place.replaceChildren(...before);
    for (const button of on) button.checked = true;
  };
}

/** Open the folds around something. */
export function unfold<E extends HTMLElement>(inside: E) {
  for (let fold = inside.closest("details"); fold; fold = fold.parentElement!.closest("details")) fold.open = true;
  return inside;
}

/** Where the keys go on in a form: at its first field, or at the fold that it is in. */
export function entryOf(form: Form) {
  const isInSight = (each: HTMLElement) => !(each.closest("summary")?.parentElement!.parentElement ?? each).closest("details:not([open])");
  return all(form, "[data-fields] :is([name], summary)").find(isInSight);
}

export function textsOf(form: Form): Texts {
  const filled = fieldsOf(form).filter(isTold);
  return Object.fromEntries(filled.map(({ name, value }) => [name, value]));
}

/** Put a text in a field: "true" ticks a box. */
export function setText(field: Field, text: string) {
  if (isBox(field)) (field as Input).checked = text === (isOne(field) ? field.value : "true");
  else field.value = text;
  follow(field);
}

/** What goes along to a newer build. */
export const linesOf = (fields: Field[]): Line[] =>
  fields.filter((field) => (isOne(field) ? isOn(field) : !isBlankBeside(field))).map((field) => [field.name, textOf(field), labelOf(field)]);

/** Put back what was typed before the page was loaded anew, by scripts of another build; gives what has no place any more. */
export function putBack(fields: Field[], lines: Line[]) {
  const told = new Map(lines.map(([name, text, label]) => [name, { text, label }]));
  const left = new Map(told);
  for (const field of fields) {
    delete field.dataset.fresh;
    const [before, isChoice] = [textOf(field), field instanceof HTMLSelectElement];
    // A field that was not there is left empty, and of its buttons none is on: the example is not the visitor's.
    const text = (isOne(field) ? told : left).get(field.name)?.text ?? (isChoice ? before : "");
    setText(field, text);
    if (isOne(field) && !told.has(field.name)) (field as Input).checked = false; // also the one for no answer
    if (isOne(field) ? isOn(field) : textOf(field) === text) left.delete(field.name);
    else if (isChoice) field.value = before;
  }
  return [...left.values()].filter(({ text }) => text).map(({ text, label }) => `${label}: ${text}`).join("; ");
}

/** Say what is wrong: at the fields, all together (in HTML of Python, or as links), and in the title of the page if `told`. */
export function showFaults(form: Form, faults: Faults, html: string | null, told: boolean) {
  for (const place of all(form, "[data-error]")) {
    const field = document.getElementById(place.id.slice(0, -"-error".length));
    const words = faults[place.id.slice(0, -"-error".length)] ?? "";
    Object.assign(place, { textContent: words, hidden: !words });
    field?.removeAttribute("aria-invalid");
    if (!words || !field) continue;
    if (field.hasAttribute("name")) field.setAttribute("aria-invalid", "true");
    unfold(field);
  }
  const summary = one(form, "[data-error-summary]");
  if (html === null) summary.replaceChildren(linksTo(faults));
  else if (summary.innerHTML !== html) summary.innerHTML = html;
  summary.hidden = html === null ? !Object.keys(faults).length : !html;
  const prefix = form.dataset.errorTitle ?? "";
  const title = document.title.startsWith(prefix) ? document.title.slice(prefix.length) : document.title;
  document.title = told && !summary.hidden ? prefix + title : title;
  return summary;
}

function linksTo(faults: Faults) {
  const list = document.createElement("ul");
  for (const [id, textContent] of Object.entries(faults)) {
    const link = Object.assign(document.createElement("a"), { href: `#${id}`, textContent });
    list.appendChild(document.createElement("li")).append(link);
  }
  return list;
}

// A line of the summary leads to its field. Caught on the way down, before the theme takes it for a link to a page.
document.addEventListener("click", (event) => {
  const link = (event.target as Element).closest?.<HTMLAnchorElement>("[data-error-summary] a");
  if (!link) return;
  event.preventDefault();
  event.stopPropagation();
  const field = document.getElementById(link.hash.slice(1));
  field?.closest(".kk-field")?.scrollIntoView({ block: "nearest" });
  (field?.hasAttribute("name") ? field : field && fieldsOf(field)[0])?.focus({ preventScroll: true });
}, { capture: true });
