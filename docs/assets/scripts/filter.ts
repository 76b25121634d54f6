// A page of short entries, each below a heading of level three, narrowed to those with the typed words in them.

import { all, listen, one, onEachPage, Part } from "./dom.ts";

/** Without accents and capitals, so that "cohort", "Cohort" and "cohört" are one word. */
const plain = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** What stands below a heading, up to the next one. */
function below(heading: Element) {
  const found: HTMLElement[] = [];
  for (let next = heading.nextElementSibling; next && !/^H[123]$/.test(next.nodeName); next = next.nextElementSibling) {
    found.push(next as HTMLElement);
  }
  return found;
}

/** The words of a paragraph up to its first line break: behind it stands where the word is used. */
function firstLine(paragraph?: HTMLElement) {
  const nodes = [...(paragraph?.childNodes ?? [])];
  const end = nodes.findIndex(({ nodeName }) => nodeName === "BR");
  return nodes.slice(0, end < 0 ? nodes.length : end).map(({ textContent }) => textContent).join("");
}

class Filter extends Part {
  private get field() { return this.one<Input>("input"); }

  narrow() {
    const words = plain(this.field.value).split(/\s+/).filter(Boolean);
    let [count, section]: [number, HTMLElement | null] = [0, null];
    for (const heading of all(this.form.parentElement!, "h2, h3")) {
      if (heading.nodeName === "H2") {
        heading.hidden = words.length > 0; // until one of its entries is found
        section = heading;
        continue;
      }
      const parts = below(heading);
      const text = plain(`${heading.firstChild?.textContent} ${firstLine(parts[0])}`);
      const isFound = words.every((word) => text.includes(word));
      for (const part of [heading, ...parts]) part.hidden = !isFound;
      if (isFound && section) section.hidden = false;
      count += Number(isFound);
    }
    // The list of sections leads to what may not be there now.
    const jumps = this.form.nextElementSibling as HTMLElement | null;
    if (jumps?.nodeName === "P") jumps.hidden = words.length > 0;
    const told = this.sentence(count === 1 ? "one" : count ? "many" : "none").replace("{count}", `${count}`);
    this.one("[data-told]").textContent = words.length ? told : "";
  }

  clear() {
    this.field.value = "";
    this.narrow();
  }
}

const find = (form: Form) => ("filter" in form.dataset ? new Filter(form) : undefined);
listen(find, {}, { input: (own) => own.narrow(), submit: (own) => own.narrow() });

/** Who goes to an entry by a link sees it, whatever was typed before. */
function show() {
  const form = one<Form>(document, "form[data-filter]");
  const target = form && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target?.hidden) return;
  find(form!)?.clear();
  target.scrollIntoView();
}

addEventListener("hashchange", show);
onEachPage(() => {
  const form = one<Form>(document, "form[data-filter]");
  if (form) find(form)?.narrow(); // a browser may put back what was typed before
});
