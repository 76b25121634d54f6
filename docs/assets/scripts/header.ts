// Mends what the theme leaves out of the header, the search and the drawer for who uses a keyboard or a screen reader. The
// header is there once, for all pages; everything can be read without this.

import { all, onEachPage, one } from "./dom.ts";

const narrow = matchMedia("(max-width: 76.234375em)"); // where the theme turns the list of pages into a drawer
const [drawer, search] = ["drawer", "search"].map((name): Input | null => one(document, `[data-md-toggle=${name}]`));
const AROUND = ".md-skip, .md-header, .md-tabs, .md-content, .md-sidebar--secondary, .md-footer, .md-top"; // the drawer

/** A button; `name` is what it is called aloud, empty when its content says so. */
function button(className: string, name: string, press: () => void) {
  const made = Object.assign(document.createElement("button"), { type: "button", className, onclick: press });
  if (name) made.setAttribute("aria-label", name);
  return made;
}

/** A label that works a hidden check box cannot be reached by keyboard: put a real button in its place. */
function replace(label: HTMLElement | null, made: HTMLElement, ...pictures: HTMLElement[]) {
  for (const each of pictures.length ? pictures : label ? [label] : []) made.append(...each.cloneNode(true).childNodes);
  label?.before(made);
  if (label) label.hidden = true;
}

/** Tell of a button whether what it works is open. */
const tellOpen = (made: HTMLElement, open = false) => made.setAttribute("aria-expanded", `${open}`);

const menu = button("md-header__button md-icon kk-menu", "Menu", () => drawer?.click());
const find = button("md-header__button md-icon kk-find", "Zoeken", () => {
  if (!search?.checked) search?.click();
  one(document, ".md-search__input")?.focus();
});

function mendHeader() {
  const logo = one(document, ".md-header__button.md-logo");
  replace(one(document, "header label[for=__drawer]"), menu);
  logo?.before(menu); // in the order in which they are seen
  logo?.removeAttribute("title"); // its tooltip said once more what stands beside it, over the tabs
  replace(one(document, "header label.md-header__button[for=__search]"), find);
  mendPalette();
  mendSearch();
  // All have words beside them.
  for (const icon of all(document, "header svg, .md-top svg")) icon.setAttribute("aria-hidden", "true");
  drawer?.addEventListener("change", showDrawer);
  narrow.addEventListener("change", showDrawer);
}

/** One button that says whether it is dark, in place of radio buttons of no size. */
function mendPalette() {
  const form = one(document, "form[data-md-component=palette]");
  const inputs = form ? all<Input>(form, "input") : [];
  if (inputs.length !== 2) return;
  const made = button("md-header__button md-icon kk-scheme", "Donkere weergave", () => inputs.find(({ checked }) => !checked)?.click());
  const show = () => made.setAttribute("aria-pressed", `${document.body.dataset.mdColorScheme === "slate"}`);
  replace(form, made, ...all(form, "label"));
  new MutationObserver(show).observe(document.body, { attributeFilter: ["data-md-color-scheme"] });
  show();
}

function mendSearch() {
  const dialog = one(document, ".md-search[role=dialog]");
  const label = one(document, "label.md-search__icon[for=__search]");
  dialog?.setAttribute("aria-label", "Zoeken");
  one(document, ".md-search-result__meta")?.setAttribute("role", "status");
  replace(label, button("md-icon kk-search-close", "Zoeken sluiten", () => search?.click()));
  if (label) label.hidden = false; // on a wide screen it is only the picture in the field
  find.setAttribute("aria-haspopup", "dialog");
  tellOpen(find);
  search?.addEventListener("change", () => {
    tellOpen(find, search.checked);
    if (!search.checked && dialog?.contains(document.activeElement) && find.offsetParent) find.focus();
  });
}

function showDrawer() {
  const open = Boolean(drawer?.checked) && narrow.matches;
  const isInside = one(document, ".md-sidebar--primary")?.contains(document.activeElement);
  for (const rest of all(document, AROUND)) rest.inert = open;
  tellOpen(menu, open);
  if (open) one(document, ".kk-close")?.focus();
  else if (isInside) menu.focus();
}

/** The list of pages is one of the page. */
function mendLists() {
  const list = one(document, ".md-nav--primary");
  if (!list || one(list, ".kk-close")) return;
  list.prepend(button("kk-close", "Menu sluiten", () => drawer?.click()));
  for (const label of all<HTMLLabelElement>(list, "label.md-nav__link[for^=__nav]")) unfold(label);
}

/** A section with a page of its own has a link and an arrow; one without is a single button. */
function unfold(label: HTMLLabelElement) {
  const [box, item] = [label.control as Input | null, label.closest("li")];
  const section = item && one(item, ":scope > nav");
  if (!box || !section) return;
  const own = label.textContent.trim();
  const name = own || (one(item, "a.md-nav__link")?.textContent.trim() ?? "");
  const made = button(own ? "md-nav__link kk-unfold kk-unfold-row" : "kk-unfold", own ? "" : `Pagina's onder ${name}`, () => box.click());
  made.textContent = own;
  label.before(made);
  label.hidden = true;
  box.addEventListener("change", () => tellOpen(made, box.checked));
  tellOpen(made, box.checked);
  section.removeAttribute("aria-labelledby");
  section.removeAttribute("aria-expanded");
  section.setAttribute("aria-label", name);
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && drawer?.checked && narrow.matches) drawer.click();
  // The theme jumps at single letters (WCAG 2.1.4), which whoever talks to the computer sets off by accident.
  if (/^[fsnp/,.]$/i.test(event.key) && !search?.checked) event.stopPropagation();
});

let isFirst = true;
mendHeader();
onEachPage(() => {
  if (!isFirst && drawer?.checked) drawer.click(); // before the new page is made inert and its heading takes focus
  isFirst = false;
  mendLists();
  showDrawer();
});
