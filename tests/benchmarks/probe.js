// Injected into every page before its own scripts: it does what a visitor does and takes the time inside the page, so
// that the driver of the browser is not measured along.

const PATIENCE_MS = 120_000;

/** Every task of the main thread that took longer than 50 ms. */
const tasks = [];
const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries()));
observer.observe({ type: "longtask", buffered: true });

/** When there was something to read. */
const readable = new Promise((come) => {
  new PerformanceObserver((list) => {
    for (const entry of list.getEntriesByName("first-contentful-paint")) come(entry.startTime);
  }).observe({ type: "paint", buffered: true });
});

/** When a result was there to read: with the first paint, or at the frame after the one that painted it. */
const visible = new Promise((come) => {
  let hasPaint = false;
  readable.then(() => (hasPaint = true));
  (function look() {
    if (!document.querySelector("[data-result]")?.textContent.trim()) requestAnimationFrame(look);
    else if (hasPaint) requestAnimationFrame(() => come(performance.now()));
    else come(readable);
  })();
});

/** Until the page has been painted, and the task that did it is over. */
const painted = () => new Promise((over) => requestAnimationFrame(() => setTimeout(over)));

const fields = () => [...document.querySelectorAll("form[data-calculator] [name]")];
const fieldOf = (change) => fields().find((field) => field.name === change.field);

/** Change one field, and resolve with the time at which the page shows the result that Python gives for it. */
function make(change) {
  const result = document.querySelector("[data-result]");
  const field = fieldOf(change);
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`not the result of ${change.field} = ${change.text}`)), PATIENCE_MS);
    const watcher = new MutationObserver(() => {
      const now = performance.now();
      if ("stale" in result.dataset || (change.result !== null && result.innerHTML !== change.result)) return;
      clearTimeout(timer);
      watcher.disconnect();
      resolve(now);
    });
    watcher.observe(result, { attributes: true, childList: true });
    // On our page who types gets a form of one's own, with questions; a slider explores the example, which has an answer.
    const moved = document.querySelector(`[data-slider-for="${field.id}"]`) ?? field;
    moved.value = change.text;
    moved.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

const probe = (globalThis.probe = {
  visible,
  texts: () =>
    Object.fromEntries(
      fields()
        .filter((field) => field.type !== "checkbox" || field.checked)
        .map((field) => [field.name, field.value]),
    ),

  /** Make the first change: eagerly, as soon as the form is there, or once the page has loaded and is idle and read. */
  begin(first, eager, reading) {
    const moment = new Promise((come) => {
      if (eager) addEventListener("DOMContentLoaded", come);
      else addEventListener("load", () => requestIdleCallback(() => setTimeout(come, reading)));
    });
    probe.first = moment.then(async () => {
      const intent = performance.now();
      fieldOf(first).focus();
      const shown = await make(first);
      return { readable: await readable, visible: await visible, intent, shown };
    });
  },

  /** Make changes one after the other, each in a field that has the focus, and return how long each took. */
  async times(changes) {
    const times = [];
    for (const change of changes) {
      fieldOf(change).focus();
      await painted();
      const start = performance.now();
      times.push((await make(change)) - start);
    }
    return times;
  },

  /** How long the long tasks took that ended after a moment. */
  async tasksSince(start) {
    await painted(); // a task is only reported when it is over
    tasks.push(...observer.takeRecords());
    return tasks.filter((task) => task.startTime + task.duration > start).map((task) => task.duration);
  },
});
