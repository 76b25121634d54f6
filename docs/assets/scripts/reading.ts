// Mends what the theme leaves out of a page for who uses a keyboard or a screen reader, or prints it.

import { all, onEachPage, one } from "./dom.ts";

/** The link behind a heading is called ¶, and so the heading would be. Aloud it says where it leads, and the heading is itself. */
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
    for (const [name, value] of Object.entries(named)) isWide ? frame.setAttribute(name, value) : frame.removeAttribute(name);
  }
}

let isFirst = true;
onEachPage(() => {
  one(document, ".md-progress")?.setAttribute("aria-hidden", "true");
  const current = all(document, ".md-tabs__item--active > a, .md-nav--primary a.md-nav__link--active");
  for (const link of current) link.setAttribute("aria-current", "page");
  for (const link of all<HTMLAnchorElement>(document, ".md-content a[href^=http]")) {
    if (link.host !== location.host) link.dataset.elsewhere = ""; // on paper its address stands behind it
  }
  nameHeadingLinks();
  frameWideTables();
  // After instant navigation the focus would hang at the end of the old page, and nothing would be said.
  const heading = !isFirst && !location.hash && one(document, ".md-content h1"); // the search has some of its own
  isFirst = false;
  if (!heading) return;
  heading.setAttribute("tabindex", "-1");
  heading.focus({ preventScroll: true });
});
addEventListener("resize", frameWideTables);

let unfolded: HTMLDetailsElement[] = [];
addEventListener("beforeprint", () => {
  unfolded = all(document, ".md-content details:not([open])");
  for (const fold of unfolded) fold.open = true;
});
addEventListener("afterprint", () => {
  for (const fold of unfolded) fold.open = false;
});
