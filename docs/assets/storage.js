// The visitor's report as it is kept on this device, and only there. What it holds is text that Python wrote.

const KEY = "klantkompas.rapport";
const OURS = /^klantkompas\./;

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

/** Forget all that this site keeps here on request; gives the way back. */
export function forgetAll() {
  const before = readStored();
  /** @type {[string, string][]} */
  const kept = [];
  try {
    for (const key of Object.keys(localStorage).filter((each) => OURS.test(each))) {
      kept.push([key, localStorage.getItem(key) ?? ""]);
      localStorage.removeItem(key);
    }
  } catch {
    // nothing is kept where storage is refused
  }
  forNow = "";
  return () => {
    for (const [key, text] of kept) localStorage.setItem(key, text);
    if (!kept.some(([key]) => key === KEY)) forNow = before;
  };
}

/** Do something with the report while no other tab does. */
export const alone = (/** @type {() => Promise<any>} */ work) => (navigator.locks ? navigator.locks.request(KEY, work) : work());

/** Tell when another tab changed the report. */
export function whenChangedElsewhere(/** @type {() => void} */ tell) {
  addEventListener("storage", ({ key }) => {
    if (key === KEY || key === null) tell();
  });
}
