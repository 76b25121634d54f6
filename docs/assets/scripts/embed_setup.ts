// Does what the owner of the page around this one asks in the address of the frame. What cannot be used is said, and then
// nothing runs.

import { hexOf, onDark } from "./colour.ts";
import { OPTIONS } from "./embed_options.ts";

type Options = { [Name in keyof typeof OPTIONS]?: NonNullable<ReturnType<(typeof OPTIONS)[Name]>> };

/** What is asked of this page, and the names of what cannot be used. */
function read() {
  const asked = new URLSearchParams(location.search);
  const found: Options = {};
  const wrong: string[] = [];
  for (const [name, take] of Object.entries(OPTIONS)) {
    const text = asked.get(name);
    const value = text && take(text.trim());
    if (value) Object.assign(found, { [name]: value });
    else if (text) wrong.push(name);
  }
  return { found, wrong };
}

const { found, wrong } = read();
const told = wrong.map((name) => document.querySelector<HTMLElement>(`[data-wrong=${name}]`)).filter((each) => each !== null);
for (const each of told) each.hidden = false;
if (told.length) document.querySelector("main")!.remove(); // where there is no calculator, that is what is said

const { style } = document.documentElement;
if (found.kleur) {
  document.body.dataset.colour = "";
  style.setProperty("--kk-own-on-light", hexOf(found.kleur));
  style.setProperty("--kk-own-on-dark", hexOf(onDark(found.kleur)));
}
if (found.weergave) {
  style.colorScheme = found.weergave === "donker" ? "dark" : "light";
  document.body.dataset.mdColorMedia = ""; // the style sheet no longer goes by what the browser prefers
  document.body.dataset.mdColorScheme = found.weergave === "donker" ? "slate" : "default";
}

// Who opens this page by itself gets no link that somebody else put into its address.
const talk = self === top ? undefined : found.gesprek;
const place = document.querySelector<HTMLElement>("[data-talk]");
if (place && talk) {
  place.hidden = false;
  place.querySelector("a")!.href = talk.href;
  place.querySelector("[data-with]")!.textContent = talk.shown;
}
