// The visitor's report as it is kept on this device, and only there. What it holds is text that Python wrote.

const KEY = "klantkompas.rapport";
const OURS = /^klantkompas\./; // with what was saved at the calculators

/** The report of this visit, where the browser keeps nothing. */
let forNow = "";

/** The report, or nothing. */
export function readStored() {
  try {
    return localStorage.getItem(KEY) ?? forNow;
  } catch {
    return forNow;
  }
}

/**
 * Keep the report; empty is none. A browser may refuse, or be full: then what was kept stays.
 *
 * @returns {"put" | "put-for-now" | "full"}
 */
export function keep(/** @type {string} */ text) {
  try {
    if (text) localStorage.setItem(KEY, text);
    else localStorage.removeItem(KEY);
    forNow = "";
  } catch {
    if (holdsSomething()) return "full";
    forNow = text;
    return "put-for-now";
  }
  return "put";
}

function holdsSomething() {
  try {
    return localStorage.length > 0;
  } catch {
    return false;
  }
}

/** Forget the report, or all that this site keeps here on request; gives the way back, if anything was there. */
export function forget(/** @type {boolean} */ all) {
  const before = forNow;
  /** @type {[string, string][]} */
  const kept = [];
  try {
    for (const key of Object.keys(localStorage).filter((each) => (all ? OURS.test(each) : each === KEY))) {
      kept.push([key, localStorage.getItem(key) ?? ""]);
      localStorage.removeItem(key);
    }
  } catch {
    // nothing is kept where storage is refused
  }
  forNow = "";
  if (!before && !kept.length) return null;
  return () => {
    forNow = before;
    try {
      for (const [key, text] of kept) localStorage.setItem(key, text);
    } catch {
      return "full";
    }
  };
}

/** The report that only this visit holds, if any. */
export const heldForNow = () => forNow;

/** What was typed, for the time that it takes to load the page anew in this tab, and no longer. */
const CARRIED = "klantkompas.verversen";

/** Keep what was typed; a browser may refuse, or be full. @returns {boolean} whether it is kept */
export function carry(/** @type {string} */ text) {
  try {
    sessionStorage.setItem(CARRIED, text);
    return true;
  } catch {
    return false;
  }
}

/** Take out what was kept, and leave nothing. @returns {Record<string, any>} */
export function takeCarried() {
  try {
    const text = sessionStorage.getItem(CARRIED);
    sessionStorage.removeItem(CARRIED);
    return { ...JSON.parse(text ?? "{}") };
  } catch {
    return {};
  }
}

/** So long a tab tells what it wrote, and so long at most another one waits until it sees that. */
const TOLD_MS = 2000;
const PATIENCE_MS = 500;
const sleep = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Do something with the report while no other tab does; a browser that refuses storage refuses locks too. */
export async function alone(/** @type {() => Promise<any>} */ work) {
  let begun = false;
  try {
    return await navigator.locks.request(KEY, async () => {
      await untilSeen();
      const before = readStored();
      begun = true;
      try {
        return await work();
      } finally {
        if (readStored() !== before && !forNow) await tellWhatIsWritten();
      }
    });
  } catch (problem) {
    if (begun) throw problem;
    return work();
  }
}

// What is written reaches other tabs a little late, also under a lock. Locks themselves do not: the name of one that is
// held for a while tells all tabs what the newest report is.

async function newest() {
  const { held = [] } = await navigator.locks.query();
  const told = held.map(({ name = "" }) => name.split("#")).filter(([key, serial]) => key === KEY && serial);
  return told.map(([, serial, print]) => ({ serial: Number(serial), print })).sort((a, b) => b.serial - a.serial)[0];
}

async function untilSeen() {
  const wanted = await newest();
  const end = performance.now() + PATIENCE_MS;
  while (wanted && (await fingerprint()) !== wanted.print && performance.now() < end) await sleep(5);
}

async function tellWhatIsWritten() {
  const name = `${KEY}#${((await newest())?.serial ?? 0) + 1}#${await fingerprint()}`;
  await new Promise((told) => {
    const telling = navigator.locks.request(name, () => {
      told(null);
      return sleep(TOLD_MS);
    });
    telling.catch(told);
  });
}

async function fingerprint() {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(readStored())));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Tell when another tab changed the report. */
export function whenChangedElsewhere(/** @type {() => void} */ tell) {
  addEventListener("storage", ({ key }) => {
    if (key === KEY || key === null) tell();
  });
}
