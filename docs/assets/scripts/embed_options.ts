// What the owner of another site may ask of a calculator there: a colour, light or dark, where a talk is asked for.

import { colourOf, hexOf, onLight } from "./colour.ts";

const MAIL = /^[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/; // as lead.py has it

/** Where a talk is asked for: the address of a link, and what a visitor sees of it. Nothing for what is no such place. */
function talkOf(text: string) {
  if (MAIL.test(text)) return { href: `mailto:${text}`, shown: text };
  if (!/^https:\/\/[^\s'"<>\\]+$/.test(text)) return undefined;
  try {
    const { href, host, username, password } = new URL(text);
    return username || password || !host.includes(".") ? undefined : { href, shown: host };
  } catch { return undefined; }
}

/** What can be read of each option; nothing for what cannot be used. */
export const OPTIONS = {
  kleur(text: string) {
    const colour = colourOf(text);
    return colour && hexOf(onLight(colour)) === hexOf(colour) ? colour : undefined;
  },
  weergave: (text: string) => (["licht", "donker"].includes(text) ? text : undefined),
  gesprek: talkOf,
};
