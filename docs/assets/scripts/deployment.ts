// A deployment puts another build in the place of the one that an open page is of. Then the page must be loaded anew: at
// the visitor's word where a file is gone, at once where the theme brings in a page of the other build, which scripts of
// this one do not know. What was typed goes along, once; also where a link leads nowhere, as there is no network.

import { listen, onEachPage, Part } from "./dom.ts";
import { carry, takeCarried } from "./storage.ts";

/** What came along from before the page was loaded, and what gives what must go along, by the name of a form. */
const carried = takeCarried();
const carriers = new Map<string, () => unknown>();

/** Take part with what gives the visitor's own, or nothing. Returns what came along, once. */
export function carryAlong(name: string, typed: () => unknown) {
  const came = carried[name];
  carriers.set(name, typed);
  delete carried[name];
  return came;
}

/** A form of which what was typed is still there when a visitor comes back to the page, and in a newer build of it. */
interface Keeper extends Part { typedIn(): unknown; putBack(came: any): unknown; }
/** Forms of this visit, by name. */
const kept = new Map<string, Keeper>();

/** Put the form of this visit in the place of one that came in. Nothing is made of a form that is for other scripts. */
export function keepForm<T extends Keeper>(found: Form, name: string, make: () => T) {
  const known = kept.get(name) as T | undefined;
  if (known && known.form !== found) found.replaceWith(known.form);
  if (known || isOther) return known;
  const made = make();
  kept.set(name, made);
  const came = carryAlong(name, () => made.typedIn());
  if (came) made.putBack(came);
  return made;
}

/** Have what was typed go along to the page that is loaded next; returns whether none of it would be lost. */
function takeAlong() {
  const mine = [...carriers].map(([name, typed]) => [name, typed()]).filter(([, each]) => each);
  const typed = { ...carried, ...Object.fromEntries(mine) };
  return !Object.keys(typed).length || carry(JSON.stringify(typed));
}

/** Load the page anew, unless this browser cannot keep what was typed for so long. */
function renew() {
  const isSafe = takeAlong();
  if (isSafe) location.reload();
  return isSafe;
}

// The theme brings in the page that a link names. Where that does not come in, it has the browser go there, which shows a
// page of its own, or what is kept for when there is no network. Who goes back from there finds what was typed.
let isAway = false;
let shown = location.pathname; // back and forward change the address before the page is there
addEventListener("click", ({ target, button, ctrlKey, metaKey, shiftKey }) => {
  const link = (target as Element).closest?.<HTMLAnchorElement>("a[href]");
  const isHere = button === 0 && !ctrlKey && !metaKey && !shiftKey; // not in another tab or window
  isAway ||= isHere && !link?.target && link?.origin === location.origin && link.pathname !== location.pathname;
}, { capture: true }); // before the theme, which changes the address at once
addEventListener("pagehide", () => {
  if (isAway || location.pathname !== shown || Object.keys(carried).length) takeAlong();
});
addEventListener("pageshow", ({ persisted }) => void (persisted && takeCarried())); // it is all here still

listen((form) => new Part(form), {
  "renew-anyway": () => location.reload(),
  renew(own) {
    if (renew()) return;
    own.form.dataset.failed = "lost";
    own.one("[data-action=renew-anyway]").focus();
  },
});

const [loaded] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
/** A page that was just loaded anew is not loaded anew again, whatever it is called. */
let isFresh = loaded?.type === "reload";
let isLeaving = false;
let isOther = false;
/** Whether the page is of another build and stays, as what was typed would be lost: its forms are not for these scripts. */
export const isOfOtherBuild = () => isOther;

onEachPage(() => {
  isAway = false;
  shown = location.pathname;
  const named = document.querySelector<HTMLMetaElement>('meta[name="kk-build"]')?.content;
  isOther = Boolean(BUILD.build && named && named !== BUILD.build && !isFresh);
  isFresh = false;
  isLeaving = isOther && renew(); // again, where another page came in before the browser did so
  if (isOther) for (const form of document.forms) form.dataset.failed = "lost";
});

/** Do this for every page that comes in, and stays. */
export const onPage = (begin: () => void) => onEachPage(() => isLeaving || begin());
