// What is kept on this device, and only there: the visitor's report, as text that Python wrote; what was saved at the
// calculators; and what was typed, for the time that it takes to load a page anew. A browser may refuse all of it.

import { attempt, hex } from "./dom.ts";

const KEY = "klantkompas.rapport";
const OURS = /^klantkompas\./;
const CARRIED = "klantkompas.verversen"; // in this tab, and no longer than the page takes to come back
const TOLD_MS = 2000; // so long a tab tells what it wrote
const PATIENCE_MS = 500; // so long at most another one waits until it sees that

const read = (key: string) => attempt(() => localStorage.getItem(key), null);
const write = (key: string, text: string | null) =>
  attempt(() => (text ? localStorage.setItem(key, text) : localStorage.removeItem(key), true), false);

/** The report of this visit, where the browser keeps nothing. */
let forNow = "";
export const heldForNow = () => forNow;
/** The report, or nothing. */
export const readStored = () => read(KEY) ?? forNow;

/** Keep the report; empty is none. A browser may refuse, or be full: then what was kept stays. */
export function keep(text: string): Outcome {
  const isPut = write(KEY, text);
  if (!isPut && attempt(() => localStorage.length > 0, false)) return "full";
  forNow = isPut ? "" : text;
  return isPut ? "put" : "put-for-now";
}

/** Forget the report, or all that this site keeps here on request; gives the way back, if anything was there. */
export function forget(everything: boolean) {
  const isMeant = (key: string) => (everything ? OURS.test(key) : key === KEY);
  const kept = attempt(() => Object.entries<string>(localStorage).filter(([key]) => isMeant(key)), []);
  const before = forNow;
  for (const [key] of kept) write(key, null);
  forNow = "";
  const putBack = () => ((forNow = before), kept.every(([key, text]) => write(key, text)) ? "put" : "full");
  return before || kept.length ? putBack : null;
}

const ofForm = (slug: string) => `klantkompas.${slug}`;
/** What was saved at a calculator, and where it came from; null when it cannot be read. At first only texts were saved. */
export function savedInput(slug: string): Saved | null {
  const kept = attempt(() => JSON.parse(read(ofForm(slug)) ?? ""), null);
  return kept?.texts ? kept : kept && { texts: kept };
}
export const hasSaved = (slug: string) => read(ofForm(slug)) !== null;
/** Save what stands in the fields of a calculator, or no longer; returns whether the browser let it. */
export const saveInput = (slug: string, saved: Saved | null) => write(ofForm(slug), saved && JSON.stringify(saved));

/** Keep what was typed; returns whether it is kept. */
export const carry = (text: string) => attempt(() => (sessionStorage.setItem(CARRIED, text), true), false);
/** Take out what was kept, and leave nothing. */
export function takeCarried(): Record<string, any> {
  const text = attempt(() => sessionStorage.getItem(CARRIED), null);
  attempt(() => sessionStorage.removeItem(CARRIED), null);
  return attempt(() => ({ ...JSON.parse(text ?? "{}") }), {});
}

/** Tell when another tab changed the report. */
export const whenChangedElsewhere = (tell: () => void) =>
  addEventListener("storage", ({ key }) => void ((key === KEY || key === null) && tell()));

/** Do something with the report while no other tab does; a browser that refuses storage refuses locks too. */
export async function alone<T>(work: () => Promise<T>): Promise<T> {
  let isBegun = false;
  try {
    return await navigator.locks.request(KEY, async () => {
      await untilSeen();
      const before = readStored();
      isBegun = true;
      return work().finally(() => (readStored() !== before && !forNow ? tellWhatIsWritten() : undefined));
    });
  } catch (problem) {
    if (isBegun) throw problem;
    return work();
  }
}

// What is written reaches other tabs a little late, also under a lock. Locks themselves do not: the name of one that is
// held for a while tells all tabs what the newest report is.

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const fingerprint = async () =>
  hex(new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(readStored()))));

async function newest() {
  const { held = [] } = await navigator.locks.query();
  const told = held.map(({ name = "" }) => name.split("#")).filter(([key, serial]) => key === KEY && serial);
  return told.map(([, serial, print]) => ({ serial: Number(serial), print })).sort((a, b) => b.serial - a.serial)[0];
}

async function untilSeen() {
  const [wanted, end] = [await newest(), performance.now() + PATIENCE_MS];
  while (wanted && (await fingerprint()) !== wanted.print && performance.now() < end) await sleep(5);
}

async function tellWhatIsWritten() {
  const name = `${KEY}#${((await newest())?.serial ?? 0) + 1}#${await fingerprint()}`;
  await new Promise((told) => void navigator.locks.request(name, () => (told(null), sleep(TOLD_MS))).catch(told));
}
