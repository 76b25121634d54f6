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

/** Tabs that wait for the report tell in this channel that they have seen what another one wrote. */
const channel = (() => {
  try {
    return new BroadcastChannel(KEY);
  } catch {
    return null; // Firefox refuses it where it refuses storage
  }
})();
const PATIENCE_MS = 500;
let waiting = 0;

addEventListener("storage", ({ key }) => {
  if (key === KEY && waiting) channel?.postMessage("seen");
});

/** Do something with the report while no other tab does; a browser that refuses storage refuses locks too. */
export async function alone(/** @type {() => Promise<any>} */ work) {
  let begun = false;
  waiting += 1;
  try {
    return await navigator.locks.request(KEY, () => {
      begun = true;
      waiting -= 1;
      return untilSeen(work);
    });
  } catch (problem) {
    if (begun) throw problem;
    waiting -= 1;
    return work();
  }
}

/** What is written reaches other tabs a little late, also under a lock: the lock stays until those that wait have it. */
async function untilSeen(/** @type {() => Promise<any>} */ work) {
  const before = readStored();
  let seen = 0;
  const count = () => {
    seen += 1;
  };
  channel?.addEventListener("message", count);
  try {
    return await work();
  } finally {
    if (channel && readStored() !== before) {
      const end = performance.now() + PATIENCE_MS;
      while (seen < (await waitingTabs()) && performance.now() < end) await new Promise((resolve) => setTimeout(resolve, 5));
    }
    channel?.removeEventListener("message", count);
  }
}

async function waitingTabs() {
  const { held = [], pending = [] } = await navigator.locks.query();
  const ours = held.find(({ name }) => name === KEY)?.clientId;
  return new Set(pending.filter(({ name }) => name === KEY).map(({ clientId }) => clientId).filter((id) => id !== ours)).size;
}

/** Tell when another tab changed the report. */
export function whenChangedElsewhere(/** @type {() => void} */ tell) {
  addEventListener("storage", ({ key }) => {
    if (key === KEY || key === null) tell();
  });
}
