// What every part of the page needs: finding, saying, replacing, handing over; and all that happens, heard at one place.

const STOPS = "a, button, select, summary, [tabindex]"; // where the focus can be in what Python writes
const KINDS = ["click", "input", "change", "submit", "pointerover", "pointerdown", "touchstart", "focusin", "focusout"];

export const one = <E extends HTMLElement>(root: ParentNode, selector: string) => root.querySelector<E>(selector)!;
export const all = <E extends HTMLElement>(root: ParentNode, selector: string) => [...root.querySelectorAll<E>(selector)];
/** Do this for every page that comes in. */
export const onEachPage = (begin: () => void) => (globalThis.document$ ? void document$!.subscribe(begin) : begin());
export const hex = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
/** What comes of it, or something else where a browser refuses. */
export function attempt<T, R>(work: () => T, refused: R) { try { return work(); } catch { return refused; } }

/** A form of the page, with what it can say. */
export class Part {
  /** The way back from what was said last. */
  undo: (() => unknown) | null = null;
  /** What was pressed last: what it did is told beside it. */
  near: Element | null = null;
  constructor(readonly form: Form) {}
  one<E extends HTMLElement>(selector: string) { return one<E>(this.form, selector); }
  all<E extends HTMLElement>(selector: string) { return all<E>(this.form, selector); }
  /** A sentence of the page. */
  sentence(name: string) { return this.form.getAttribute(`data-say-${name}`) ?? ""; }
  say(message = "", undo: Part["undo"] = null) {
    this.undo = undo;
    this.one("[data-message]").textContent = message;
    this.one("[data-action=undo]").hidden = !undo;
    const telling = this.one("[data-telling]");
    if (!telling) return;
    telling.hidden = !message;
    if (message) (this.near?.closest("[data-tells]") ?? this.one("[data-tells]")).append(telling);
    this.one("[data-announced]").textContent = message;
  }
  /** Only a part that talks with Python knows better. */
  fail(problem: unknown) { throw problem; }
}

/** Change the page while what somebody is at stays where it is on the screen; who scrolled on from there is left alone. */
export function inPlace(at: Element | null, work: () => void) {
  const { top = 0, bottom = 0 } = at?.getBoundingClientRect() ?? {};
  work();
  if (at && bottom > 0 && top < innerHeight) scrollBy({ top: at.getBoundingClientRect().top - top, behavior: "instant" });
}

/** Replace HTML while what the visitor folded open stays open, and the keyboard's focus stays where it was. */
export function replace(target: HTMLElement, html = "") {
  const open = all(target, "details[open]").map((each) => each.dataset.keepOpen);
  const stops = all(target, STOPS);
  const place = stops.findIndex((each) => each === document.activeElement);
  target.innerHTML = html;
  for (const each of all(target, "details")) if (open.includes(each.dataset.keepOpen)) each.setAttribute("open", "");
  const [last, next] = [stops[place], all(target, STOPS)[place]];
  // Not on to the button of what follows, when its own went away: pressed once more it would do that one too.
  const isSame = next?.nodeName === last?.nodeName && next?.dataset.slug === last?.dataset.slug;
  if (isSame) next?.focus({ preventScroll: true });
}

/** Give the visitor a file that Python made. */
export function saveFile({ text = "", file = "" }: Reply, type = "text/csv") {
  const href = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  Object.assign(document.createElement("a"), { href, download: file }).click();
  URL.revokeObjectURL(href);
}

/** Whether the browser let it be copied. */
export async function copyText(text: string) {
  return attempt(() => navigator.clipboard.writeText(text).then(() => true, () => false), false);
}

const listeners: { find(form: Form): Part | undefined; actions: Actions<any>; events: Events<any> }[] = [];

/** Hear what happens in forms of one kind; `find` gives the part of the page that a form is. */
export function listen<T extends Part>(find: (form: Form) => T | undefined, actions: Actions<T>, events: Events<T> = {}) {
  listeners.push({ find, actions, events });
}

/** Bring it to the parts that the form is, by what was pressed there. */
function hear(event: Event) {
  const target = event.target instanceof Element ? (event.target as Input) : null;
  const [form, button] = [target?.closest("form"), target?.closest<HTMLElement>("[data-action]")];
  for (const { find, actions, events } of form ? listeners : []) {
    const part = find(form!);
    const press = event.type === "click" && button && actions[button.dataset.action!];
    if (part && press) run(part, () => press(Object.assign(part, { near: button }), button));
    else if (part && events[event.type]) run(part, () => events[event.type]!(part, target!, event));
    if (part && event.type === "submit" && events.submit) event.preventDefault();
  }
}

/** Do something at a part of the page, which tells what goes wrong with it. */
export async function run(part: Part, work: () => unknown) {
  try { await work(); } catch (problem) { part.fail(problem); }
}

for (const kind of KINDS) document.addEventListener(kind, hear, { passive: kind === "touchstart" });
