// Whose a form is: the example's until somebody types, the visitor's own after that. What stands in a field says where it
// comes from; the words for it and what an own form starts with are Python's, in the attributes of the page.

import { all, one } from "./dom.ts";
import { fieldsOf, setText } from "./fields.ts";
import { blankRows, rowsOf } from "./rows.ts";

const placeOf = (field: Field) => field.closest(".kk-field")?.querySelector<HTMLElement>("[data-origin]");

/** Say at a field where its text comes from; nothing for an empty field. */
export function setOrigin(field: Field, code: string) {
  const place = placeOf(field);
  if (!place) return;
  place.dataset.origin = code;
  place.textContent = code && field.form!.getAttribute(`data-word-${code}`);
}

/** Where the text in a field comes from. */
export const originOf = (field: Field) => placeOf(field)?.dataset.origin;

/** Where the texts in a form come from, by name of a field. */
export function originsOf(form: Form): Texts {
  const told = fieldsOf(form).map((field) => [field.name, originOf(field)]);
  return Object.fromEntries(told.filter(([, code]) => code));
}

/** The fields of an example in which the visitor put something: with a slider, or to try it. */
export const exploredIn = (form: Form) => fieldsOf(form).filter((field) => originOf(field) === "own");

/** Make a form the visitor's own: what is theirs stays, rules of thumb stand in the folds, all else is empty. */
export function startOwn(form: Form, kept: Field[]) {
  form.dataset.whose = "own";
  for (const list of all(form, "[data-rows]")) keepRows(list, kept);
  for (const field of fieldsOf(form)) {
    if (kept.some(({ name }) => name === field.name)) continue;
    const { start = "" } = field.dataset;
    setText(field, start);
    setOrigin(field, start && field instanceof HTMLInputElement && field.type !== "radio" ? "rule" : "");
    field.dataset.fresh = "";
  }
  for (const fold of all(form, "[data-precise]")) fold.toggleAttribute("open", kept.some((field) => fold.contains(field)));
}

/** A list keeps as many rows as an own form starts with, with their hints, and those in which something of the visitor stands. */
function keepRows(list: HTMLElement, kept: Field[]) {
  const rows = rowsOf(list);
  const place = rows.findLastIndex((row) => kept.some((field) => row.contains(field)));
  const count = Number(list.dataset.whenEmpty);
  if (place < 0 && rows.length < count) return void blankRows(list, count);
  for (const row of rows.slice(Math.max(count, place + 1))) row.remove();
}

/** Open the folds in which something stands that is no rule of thumb and not of an example. */
export function openFilled(form: Form) {
  const filled = all(form, '[data-origin]:not([data-origin=""], [data-origin="example"], [data-origin="rule"])');
  for (const place of filled) place.closest("details")?.setAttribute("open", "");
}

/** Open the folds in which rules of thumb stand; gives the first of their fields. */
export function showRules(form: Form) {
  const places = all(form, '[data-origin="rule"]').map((place) => place.closest<HTMLElement>(".kk-field")!);
  for (const place of places) place.closest("details")?.setAttribute("open", "");
  return places[0] && one<Input>(places[0], "[name]");
}
