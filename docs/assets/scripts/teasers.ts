// What the theme's search shows of a place is all of its text, more than a screen of it. Here that becomes the piece
// with the first word that was looked for.

import { all, onEachPage, one } from "./dom.ts";

const LONGEST = 240; // characters of a place that are shown
const BEFORE = 60; // of those, before the first word that was found

/** The pieces of text of a place, but for its heading and what the theme says about it. */
function textsOf(place: HTMLElement) {
  const found: Text[] = [];
  const walk = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const text = walk.currentNode as Text;
    if (!text.parentElement?.closest("h1, h2, .md-search-result__terms")) found.push(text);
  }
  return found;
}

function shorten(place: HTMLElement) {
  const texts = textsOf(place);
  const whole = texts.map(({ data }) => data).join("");
  if (whole.length <= LONGEST) return;
  const first = texts.findIndex(({ parentElement }) => parentElement?.nodeName === "MARK");
  const found = texts.slice(0, Math.max(first, 0)).reduce((length, { data }) => length + data.length, 0);
  const from = found > BEFORE ? whole.indexOf(" ", found - BEFORE) + 1 : 0;
  const to = whole.lastIndexOf(" ", from + LONGEST);
  let at = 0;
  for (const text of texts) {
    const [start, end] = [at, (at += text.length)];
    const kept = text.data.slice(Math.max(0, from - start), Math.max(0, to - start));
    const isCut = [from > 0 && start <= from && from < end, start < to && to < end];
    text.data = `${isCut[0] ? "… " : ""}${kept}${isCut[1] ? " …" : ""}`;
  }
  // What became empty takes no room: an item of a list, and then the list.
  for (const each of all(place, "p, li, ol, ul, code, pre").reverse()) if (!each.textContent.trim()) each.remove();
}

const watcher = new MutationObserver((changes) => {
  for (const node of changes.flatMap(({ addedNodes }) => [...addedNodes])) {
    if (node instanceof HTMLElement) all(node, "article").forEach(shorten);
  }
});

let isWatching = false;
onEachPage(() => {
  const list = one(document, ".md-search-result__list"); // of the header, which stays
  if (list && !isWatching) watcher.observe(list, { childList: true, subtree: true });
  isWatching ||= Boolean(list);
});
