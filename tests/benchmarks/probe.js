// Injected into every page before its own scripts: does what a visitor does, and takes the time inside the page, so that
// the driver of the browser is not measured along.

const PATIENCE_MS = 120_000;

const probe = (globalThis.probe = {
  /** Every task of the main thread that took longer than 50 ms. */
  tasks: [],

  texts: () => Object.fromEntries(probe.fields().map((field) => [field.name, field.value])),

  fields: () => [...document.querySelectorAll("form[data-calculator] [name]")],

  /** Change one field and resolve, with the time, when the page shows the result that Python gives for it. */
  change({ field: name, text, result: expected }) {
    const result = document.querySelector("[data-result]");
    const field = probe.fields().find((each) => each.name === name);
    return new Promise((resolve, reject) => {
      const giveUp = () => reject(new Error(`no new result: ${expected}\n\nbut: ${result.outerHTML}`));
      const timer = setTimeout(giveUp, PATIENCE_MS);
      const observer = new MutationObserver(() => {
        const now = performance.now();
        if ("stale" in result.dataset || result.innerHTML !== expected) return;
        clearTimeout(timer);
        observer.disconnect();
        resolve(now);
      });
      observer.observe(result, { attributes: true, childList: true });
      field.focus();
      field.value = text;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
  },

  /** Make the first change as soon as `moment` (an event of the page) has come. */
  begin(moment, change) {
    probe.first = new Promise((resolve, reject) => {
      addEventListener(moment, async () => {
        const intent = performance.now();
        probe.change(change).then((shown) => resolve({ intent, shown }), reject);
      });
    });
  },

  /** Make changes one after the other, each when the page has painted the last, and return how long each took. */
  async times(changes) {
    const times = [];
    for (const change of changes) {
      await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)));
      const start = performance.now();
      times.push((await probe.change(change)) - start);
    }
    return times;
  },

  /** The long tasks that ended after a moment; the last of them is reported when it has ended. */
  async tasksSince(start) {
    await new Promise((ended) => requestAnimationFrame(() => setTimeout(ended)));
    note(observer.takeRecords());
    return probe.tasks.filter((task) => task.startTime + task.duration > start).map((task) => task.duration);
  },
});

const note = (entries) => probe.tasks.push(...entries);
const observer = new PerformanceObserver((list) => note(list.getEntries()));
observer.observe({ type: "longtask", buffered: true });
