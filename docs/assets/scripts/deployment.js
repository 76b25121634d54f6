// A deployment puts another build in the place of the one that an open page is of. Then the page must be loaded anew: at
// the visitor's word where a file is gone, at once where the theme brings in a page of the other build, which scripts of
// this one do not know. What was typed goes along, once.

import { carry, takeCarried } from "./storage.js";

/** What came along from before the page was loaded, by the name of a form. */
const carried = takeCarried();
/** What must go along, by the name of a form. @type {Map<string, () => unknown>} */
const carriers = new Map();

/** Take part: `typed` gives what is the visitor's, or nothing. Returns what came along, once. @returns {any} */
export function carryAlong(/** @type {string} */ name, /** @type {() => unknown} */ typed) {
  carriers.set(name, typed);
  const came = carried[name];
  delete carried[name];
  return came;
}

/** Load the page anew, unless this browser cannot keep what was typed for so long. */
function renew() {
  const mine = [...carriers].map(([name, typed]) => [name, typed()]).filter(([, each]) => each);
  const all = { ...carried, ...Object.fromEntries(mine) };
  if (Object.keys(all).length && !carry(JSON.stringify(all))) return false;
  location.reload();
  return true;
}

document.addEventListener("click", ({ target }) => {
  const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (target).closest("[data-action^=renew]"));
  const form = button?.closest("form");
  if (!form) return;
  if (button?.dataset.action === "renew-anyway") location.reload();
  else if (!renew()) {
    form.dataset.failed = "lost";
    /** @type {HTMLElement} */ (form.querySelector("[data-action=renew-anyway]")).focus();
  }
});

// Material announces every page here, also those that it fetches itself (instant navigation).
const pages = /** @type {{subscribe: (next: () => void) => void} | undefined} */ (/** @type {any} */ (globalThis).document$);
let other = false;
let leaving = false;
/** A page that was just loaded anew is not loaded anew again, whatever it is called. */
let isFresh = /** @type {PerformanceNavigationTiming} */ (performance.getEntriesByType("navigation")[0])?.type === "reload";

/** Whether the page is of another build and stays, as what was typed would be lost: its forms are not for these scripts. */
export const isOfOtherBuild = () => other;

pages?.subscribe(() => {
  const named = /** @type {HTMLMetaElement | null} */ (document.querySelector('meta[name="kk-build"]'))?.content;
  other = Boolean(BUILD.build && named && named !== BUILD.build && !isFresh);
  isFresh = false;
  leaving ||= other && renew();
  if (other) for (const form of document.forms) form.dataset.failed = "lost";
});

/** Do this for every page that comes in. */
export function onPage(/** @type {() => void} */ begin) {
  if (pages) pages.subscribe(() => leaving || begin());
  else begin();
}
