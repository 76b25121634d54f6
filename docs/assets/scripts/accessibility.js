/**
 * Mends what the theme leaves out for who uses a keyboard or a screen reader. Everything can be read without it.
 *
 * The header is there once; the container below it is exchanged by instant navigation, after which `document$` fires.
 */
(() => {
  "use strict";

  const narrow = matchMedia("(max-width: 76.234375em)"); // where the theme turns the list of pages into a drawer
  const drawer = toggle("drawer");
  const search = toggle("search");

  /** @param {string} name */
  function toggle(name) {
    return /** @type {HTMLInputElement | null} */ (document.querySelector(`[data-md-toggle=${name}]`));
  }

  /**
   * @param {string} selector
   * @param {ParentNode} [root]
   * @returns {HTMLElement[]}
   */
  function all(selector, root = document) {
    return [...root.querySelectorAll(selector)].filter((found) => found instanceof HTMLElement);
  }

  /**
   * @param {string} className
   * @param {string} name what it is called aloud; empty when its content says so
   * @param {() => void} press
   */
  function button(className, name, press) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = className;
    if (name) made.setAttribute("aria-label", name);
    made.addEventListener("click", press);
    return made;
  }

  /**
   * A label that works a hidden check box cannot be reached by keyboard: put a real button in its place.
   * @param {HTMLElement | undefined} label
   * @param {HTMLButtonElement} made
   */
  function replace(label, made) {
    if (!label) return;
    made.append(...[...label.childNodes].map((node) => node.cloneNode(true)));
    label.before(made);
    label.hidden = true;
  }

  // The header -------------------------------------------------------------------------------------------------------

  const menu = button("md-header__button md-icon kk-menu", "Menu", () => drawer?.click());
  const find = button("md-header__button md-icon kk-find", "Zoeken", () => {
    if (!search?.checked) search?.click();
    all(".md-search__input")[0]?.focus();
  });
  find.setAttribute("aria-haspopup", "dialog");

  function mendHeader() {
    const logo = all(".md-header__button.md-logo")[0];
    replace(all("header label[for=__drawer]")[0], menu);
    logo?.before(menu); // in the order in which they are seen
    logo?.removeAttribute("title"); // its tooltip said once more what stands beside it, over the tabs
    replace(all("header label.md-header__button[for=__search]")[0], find);
    mendPalette();
    mendSearch();
    for (const icon of document.querySelectorAll("header svg, .md-top svg")) icon.setAttribute("aria-hidden", "true"); // all have words beside them
    drawer?.addEventListener("change", showDrawer);
    narrow.addEventListener("change", showDrawer);
    showDrawer();
  }

  /** One button that says whether it is dark, in place of radio buttons of no size. */
  function mendPalette() {
    const form = all("form[data-md-component=palette]")[0];
    const inputs = form ? /** @type {HTMLInputElement[]} */ (all("input", form)) : [];
    if (!form || inputs.length !== 2) return;
    const made = button("md-header__button md-icon kk-scheme", "Donkere weergave", () => {
      inputs.find((input) => !input.checked)?.click();
      show();
    });
    const show = () => made.setAttribute("aria-pressed", String(document.body.dataset.mdColorScheme === "slate"));
    for (const label of all("label", form)) made.append(...[...label.childNodes].map((node) => node.cloneNode(true)));
    form.before(made);
    form.hidden = true;
    new MutationObserver(show).observe(document.body, { attributeFilter: ["data-md-color-scheme"] });
    show();
  }

  function mendSearch() {
    const dialog = all(".md-search[role=dialog]")[0];
    dialog?.setAttribute("aria-label", "Zoeken");
    all(".md-search-result__meta")[0]?.setAttribute("role", "status");
    const label = all("label.md-search__icon[for=__search]")[0];
    const close = button("md-icon kk-search-close", "Zoeken sluiten", () => search?.click());
    replace(label, close);
    if (label) label.hidden = false; // on a wide screen it is only the picture in the field
    search?.addEventListener("change", () => {
      find.setAttribute("aria-expanded", String(search.checked));
      if (!search.checked && dialog?.contains(document.activeElement) && find.offsetParent) find.focus();
    });
    find.setAttribute("aria-expanded", "false");
  }

  // The drawer -------------------------------------------------------------------------------------------------------

  function showDrawer() {
    const open = Boolean(drawer?.checked) && narrow.matches;
    const side = all(".md-sidebar--primary")[0];
    const inside = side?.contains(document.activeElement);
    for (const rest of all(".md-skip, .md-header, .md-tabs, .md-content, .md-sidebar--secondary, .md-footer, .md-top")) rest.inert = open;
    menu.setAttribute("aria-expanded", String(open));
    if (open) all(".kk-close")[0]?.focus();
    else if (inside) menu.focus();
  }

  // Every page -------------------------------------------------------------------------------------------------------

  let first = true;

  function mendPage() {
    if (!first && drawer?.checked) drawer.click(); // before the new page is made inert and its heading takes focus
    mendLists();
    all(".md-progress")[0]?.setAttribute("aria-hidden", "true");
    for (const link of all(".md-tabs__item--active > a, .md-nav--primary a.md-nav__link--active")) link.setAttribute("aria-current", "page");
    for (const link of /** @type {HTMLAnchorElement[]} */ (all(".md-content a[href^=http]"))) {
      if (link.host !== location.host) link.dataset.elsewhere = ""; // on paper its address stands behind it
    }
    nameHeadingLinks();
    frameWideTables();
    showDrawer();
    if (!first && !location.hash) readFromHeading();
    first = false;
  }

  /** After instant navigation the focus would hang at the end of the old page, and nothing would be said. */
  function readFromHeading() {
    const heading = all(".md-content h1")[0]; // results of the search have some of their own
    heading?.setAttribute("tabindex", "-1");
    heading?.focus({ preventScroll: true });
  }

  function mendLists() {
    const list = all(".md-nav--primary")[0];
    if (!list || all(".kk-close", list)[0]) return;
    list.prepend(button("kk-close", "Menu sluiten", () => drawer?.click()));
    for (const label of /** @type {HTMLLabelElement[]} */ (all("label.md-nav__link[for^=__nav]", list))) unfold(label);
  }

  /**
   * A section with a page of its own has a link and an arrow; one without is a single button.
   * @param {HTMLLabelElement} label
   */
  function unfold(label) {
    const box = /** @type {HTMLInputElement | null} */ (label.control);
    const item = label.closest("li");
    const section = item && all(":scope > nav", item)[0];
    if (!box || !item || !section) return;
    const own = label.textContent?.trim() ?? "";
    const name = own || (all("a.md-nav__link", item)[0]?.textContent?.trim() ?? "");
    const made = button(own ? "md-nav__link kk-unfold kk-unfold-row" : "kk-unfold", own ? "" : `Pagina's onder ${name}`, () => box.click());
    const show = () => made.setAttribute("aria-expanded", String(box.checked));
    if (own) made.textContent = own;
    label.before(made);
    label.hidden = true;
    box.addEventListener("change", show);
    section.removeAttribute("aria-labelledby");
    section.removeAttribute("aria-expanded");
    section.setAttribute("aria-label", name);
    show();
  }

  /** The link behind a heading is called ¶, and so the heading would be. Aloud it says where it leads, and the heading is itself. */
  function nameHeadingLinks() {
    for (const link of all(".headerlink")) {
      const heading = link.parentElement;
      const words = (heading?.textContent ?? "").replace(link.textContent ?? "", "").trim();
      heading?.setAttribute("aria-label", words);
      link.setAttribute("aria-label", `Link naar dit kopje: ${words}`);
    }
  }

  /** A table that is wider than its frame must be scrollable by keyboard, so the frame needs focus and a name. */
  function frameWideTables() {
    for (const frame of all(".md-typeset__scrollwrap")) {
      const wide = frame.scrollWidth > frame.clientWidth;
      frame.removeAttribute("tabindex");
      frame.removeAttribute("role");
      frame.removeAttribute("aria-label");
      if (!wide) continue;
      const heads = all("th", frame).map((head) => head.textContent?.trim()).filter(Boolean);
      frame.setAttribute("tabindex", "0");
      frame.setAttribute("role", "region");
      frame.setAttribute("aria-label", `Tabel: ${heads.join(", ")}`);
    }
  }

  // Keys -------------------------------------------------------------------------------------------------------------

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && drawer?.checked && narrow.matches) drawer.click();
    // The theme jumps at single letters (WCAG 2.1.4), which whoever talks to the computer sets off by accident.
    if (/^[fsnp/,.]$/i.test(event.key) && !search?.checked) event.stopPropagation();
  });

  // Print ------------------------------------------------------------------------------------------------------------

  /** @type {HTMLDetailsElement[]} */
  let unfolded = [];
  addEventListener("beforeprint", () => {
    unfolded = /** @type {HTMLDetailsElement[]} */ (all(".md-content details:not([open])"));
    for (const fold of unfolded) fold.open = true;
  });
  addEventListener("afterprint", () => {
    for (const fold of unfolded) fold.open = false;
  });

  mendHeader();
  const changes = /** @type {{ document$?: { subscribe(next: () => void): void } }} */ (/** @type {unknown} */ (window)).document$;
  if (changes) changes.subscribe(mendPage);
  else mendPage();
  addEventListener("resize", frameWideTables);
})();
