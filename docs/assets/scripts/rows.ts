// The rows of a list in a calculator: added, removed, moved. Each is made of the list's template.

import { all, one } from "./dom.ts";
import { fieldsOf, wayBack } from "./fields.ts";
import type { Calculator } from "./form.ts";

const BLANK = ":scope > template";
const controlsOf = (row: ParentNode) => all<Input>(row, "input:is([name], [data-slider-for]), select[name]");
/** What a control is in any row: an extension of the browser may have put others between them. */
const kindOf = ({ name, type, value, dataset }: Input) =>
  `${(name || dataset.sliderFor!).replace(/\d+/, "")} ${type} ${type === "radio" ? value : ""}`;
const originsIn = (row: ParentNode) => all(row, "[data-origin]");
export const rowsOf = (list: HTMLElement) => all(list, ":scope > [data-row]");

/** Make row `index` of a list from its template; index and number are the only things filled in. */
function makeRow(list: HTMLElement, index: number) {
  const blank = one(list, BLANK).innerHTML;
  const template = document.createElement("template");
  template.innerHTML = blank.replaceAll("{index}", `${index}`).replaceAll("{number}", `${index + 1}`);
  for (const field of fieldsOf(template.content)) field.dataset.fresh = "";
  return template.content.firstElementChild as HTMLElement;
}

/** Give a list so many new rows and no others. */
export function blankRows(list: HTMLElement, count: number) {
  const rows = Array.from({ length: count }, (_, index) => makeRow(list, index));
  list.replaceChildren(...rows, one(list, BLANK));
  return rows;
}

/** Put these rows in the list, each made anew for its place with what stood in it. */
function arrange(list: HTMLElement, rows: HTMLElement[]) {
  const made = blankRows(list, rows.length);
  const told = rows.flatMap(originsIn);
  for (const [place, origin] of made.flatMap(originsIn).entries()) {
    origin.dataset.origin = told[place].dataset.origin;
    origin.textContent = told[place].textContent;
  }
  for (const [place, row] of made.entries()) {
    const before = new Map(controlsOf(rows[place]).map((field) => [kindOf(field), field]));
    for (const field of controlsOf(row)) {
      const old = before.get(kindOf(field));
      if (!old) continue;
      Object.assign(field, { value: old.value, checked: old.checked });
      field.toggleAttribute("data-empty", "empty" in old.dataset);
      if (!("fresh" in old.dataset)) delete field.dataset.fresh;
    }
  }
  return made;
}

/** Say that a list has its limit: at the list and in the summary, until the next calculation. */
function refuse(own: Calculator, list: HTMLElement, words = "") {
  Object.assign(document.getElementById(`${list.id}-error`)!, { textContent: words, hidden: false });
  const summary = own.one("[data-error-summary]");
  summary.replaceChildren(Object.assign(document.createElement("p"), { textContent: words }));
  summary.hidden = false;
}

/** The list, its rows and the row's place for a button inside a row. */
function around(button: HTMLElement) {
  const list = button.closest<HTMLElement>("[data-rows]")!;
  const rows = rowsOf(list);
  return { list, rows, index: rows.indexOf(button.closest<HTMLElement>("[data-row]")!) };
}

const move = (step: number) => (own: Calculator, button: HTMLElement) => {
  const { list, rows, index } = around(button);
  if (!rows[index + step]) return;
  [rows[index], rows[index + step]] = [rows[index + step], rows[index]];
  const moved = arrange(list, rows)[index + step];
  const [same, other] = [step, -step].map((each) => one(moved, `[data-action=${each < 0 ? "up" : "down"}]`));
  (getComputedStyle(same).visibility === "hidden" ? other : same).focus();
  own.changed();
};

export const rowActions: Actions<Calculator> = {
  up: move(-1),
  down: move(1),
  add(own, { dataset }) {
    if (own.isExample) own.begin(null);
    const list = own.one(`[data-rows="${dataset.list}"]`);
    const count = rowsOf(list).length;
    if (count >= Number(list.dataset.most || Infinity)) return refuse(own, list, dataset.full);
    const row = makeRow(list, count);
    one(list, BLANK).before(row);
    fieldsOf(row)[0].focus();
    own.changed();
  },
  remove(own, button) {
    const { list, rows, index } = around(button);
    if (rows.length <= Number(list.dataset.fewest)) return refuse(own, list, list.dataset.few);
    const goBack = wayBack(list);
    const left = arrange(list, rows.toSpliced(index, 1));
    own.say(button.dataset.done, goBack);
    const near = left[Math.min(index, left.length - 1)];
    (near ? fieldsOf(near)[0] : own.one(`[data-action=add][data-list="${list.dataset.rows}"]`)).focus();
    own.changed();
  },
};
