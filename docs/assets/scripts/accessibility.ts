// Mends what the theme leaves out for who uses a keyboard or a screen reader, or prints. Everything can be read without.
// The header is there once; the container below it is exchanged by instant navigation.

import { all, onEachPage, one } from "./dom.ts";

const narrow = matchMedia("(max-width: 76.234375em)"); // where the theme turns the list of pages into a drawer
const [drawer, search] = ["drawer", "search"].map((name): Input | null => one(document, `[data-md-toggle=${name}]`));
const AROUND = ".md-skip, .md-header, .md-tabs, .md-content, .md-sidebar--secondary, .md-footer"; // the drawer

/** A button; `name` is what it is called aloud, empty when its content says so. */
function button(className: string, name: string, press: () => void) {
  const made = Object.assign(document.createElement("button"), { type: "button", className, onclick: press });
  if (name) made.setAttribute("aria-label", name);
  return made;
}

/** A label that works a hidden check box cannot be reached by keyboard: put a real button in its place. */
function replace(label: HTMLElement | null, made: HTMLElement, pictures = label ? [label] : []) {
  for (const each of pictures) made.append(...each.cloneNode(true).childNodes);
  label?.before(made);
  if (label) label.hidden = true;
}

/** Tell of a button whether what it works is open. */
const tellOpen = (made: HTMLElement, isOpen = false) => made.setAttribute("aria-expanded", `${isOpen}`);

// The header -----------------------------------------------------------------------------------------------------------

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
  const icons = all(document, "header svg"); // all have words beside them
  for (const icon of icons) icon.setAttribute("aria-hidden", "true");
  for (const each of [drawer, narrow]) each?.addEventListener("change", showDrawer);
}

/** One button that says whether it is dark, in place of radio buttons of no size. */
function mendPalette() {
  const form = one(document, "form[data-md-component=palette]");
  const inputs = form ? all<Input>(form, "input") : [];
  if (inputs.length !== 2) return;
  const turn = () => inputs.find(({ checked }) => !checked)?.click();
  const made = button("md-header__button md-icon kk-scheme", "Donkere weergave", turn);
  const show = () => made.setAttribute("aria-pressed", `${document.body.dataset.mdColorScheme === "slate"}`);
  replace(form, made, all(form, "label"));
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
  const isOpen = Boolean(drawer?.checked) && narrow.matches;
  const isInside = one(document, ".md-sidebar--primary")?.contains(document.activeElement);
  for (const rest of all(document, AROUND)) rest.inert = isOpen;
  tellOpen(menu, isOpen);
  if (isOpen) one(document, ".kk-close")?.focus();
  else if (isInside) menu.focus();
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && drawer?.checked && narrow.matches) drawer.click();
  // The theme jumps at single letters (WCAG 2.1.4), which whoever talks to the computer sets off by accident.
  if (/^[fsnp/,.]$/i.test(event.key) && !search?.checked) event.stopPropagation();
});

// Every page -----------------------------------------------------------------------------------------------------------

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
  const kind = own ? "md-nav__link kk-unfold kk-unfold-row" : "kk-unfold";
  const made = button(kind, own ? "" : `Pagina's onder ${name}`, () => box.click());
  made.textContent = own;
  replace(label, made, []);
  box.addEventListener("change", () => tellOpen(made, box.checked));
  tellOpen(made, box.checked);
  for (const each of ["aria-labelledby", "aria-expanded"]) section.removeAttribute(each);
  section.setAttribute("aria-label", name);
}

/** The link behind a heading is called ¶, and so the heading would be. Aloud it says where it leads, the heading itself. */
function nameHeadingLinks() {
  for (const link of all(document, ".headerlink")) {
    const heading = link.parentElement;
    const words = (heading?.textContent ?? "").replace(link.textContent, "").trim();
    heading?.setAttribute("aria-label", words);
    link.setAttribute("aria-label", `Link naar dit kopje: ${words}`);
  }
}

/** A table that is wider than its frame must be scrollable by keyboard, so the frame needs focus and a name. */
function frameWideTables() {
  for (const frame of all(document, ".md-typeset__scrollwrap")) {
    const heads = all(frame, "th").map((head) => head.textContent.trim()).filter(Boolean);
    const named = { tabindex: "0", role: "region", "aria-label": `Tabel: ${heads.join(", ")}` };
    const isWide = frame.scrollWidth > frame.clientWidth;
    for (const [name, value] of Object.entries(named)) {
      if (isWide) frame.setAttribute(name, value);
      else frame.removeAttribute(name);
    }
  }
}

let isFirst = true;
mendHeader();
onEachPage(() => {
  if (!isFirst && drawer?.checked) drawer.click(); // before the new page is made inert and its heading takes focus
  mendLists();
  one(document, ".md-progress")?.setAttribute("aria-hidden", "true");
  const current = all(document, ".md-tabs__item--active > a, .md-nav--primary a.md-nav__link--active");
  for (const link of current) link.setAttribute("aria-current", "page");
  for (const link of all<HTMLAnchorElement>(document, ".md-content a[href^=http]")) {
    if (link.host !== location.host) link.dataset.elsewhere = ""; // on paper its address stands behind it
  }
  nameHeadingLinks();
  frameWideTables();
  showDrawer();
  // After instant navigation the focus would hang at the end of the old page, and nothing would be said.
  const heading = !isFirst && !location.hash && one(document, ".md-content h1"); // the search has some of its own
  isFirst = false;
  if (!heading) return;
  heading.setAttribute("tabindex", "-1");
  heading.focus({ preventScroll: true });
});
addEventListener("resize", frameWideTables);
