// The page's side of every calculator. It moves what stands in the fields to Python and puts back what Python says;
// rules, sentences, numbers and charts are Python's. Everything that is set as HTML here was escaped by Python.

import { keepForm, onPage } from "./deployment.ts";
import { all, copyText, listen, one, replace, run, saveFile } from "./dom.ts";
import { fieldsOf, linesOf, putBack, setText, showFaults, textsOf } from "./fields.ts";
import { askPython, whenPythonEnds } from "./python.ts";
import { changeReport, offerReport } from "./reports.ts";
import { blankRows, rowActions, rowsOf } from "./rows.ts";
import { follow } from "./sliders.ts";
import { hasSaved, readStored, savedInput, saveInput } from "./storage.ts";
import { Talk } from "./talk.ts";

const QUIET_MS = 500; // a screen reader hears the result once, this long after the last change
/** How each kind of address fills the form: a deel-link, what is taken along from another calculator, the report. */
const OPENINGS: Record<string, string> = { "=": "open_link", "+": "take_along", "@": "report_edit" };

const date = () => new Date().toLocaleDateString("nl-NL", { dateStyle: "long" });
const bare = () => location.href.split("#")[0];
const setAddress = (address: string) => history.replaceState(history.state, "", address);

/** The calculators of this visit. */
export const calculators = new Map<Form, Calculator>();

export class Calculator extends Talk implements Held {
  readonly slug = this.form.dataset.calculator ?? "";
  readonly example = this.one("[data-fields]").innerHTML;
  readonly business = this.one("[data-example] strong").textContent ?? "";
  /** The texts that results are shown beside. */
  base: Texts | null = null;
  imported = "";
  list = "";
  /** The address that filled the form. */
  link = "";
  private turn = 0;
  private isAwake = false;
  private quiet?: ReturnType<typeof setTimeout>;

  get texts() { return textsOf(this.form); }
  ask(task: string, more = {}) {
    const { slug, texts, base, imported } = this;
    return askPython({ task, slug, texts, base, imported, ...more });
  }

  /** Start Python at the first sign that the visitor is going to use the form. */
  wake() { if (!this.isAwake) this.calculate(); }

  /** Ask for a new result. Only the newest question counts; `submitted` moves the focus to what is wrong. */
  async calculate(submitted = false) {
    this.isAwake = true;
    const turn = ++this.turn;
    if (turn > 1) this.one("[data-result]").dataset.stale = "pending";
    if (!(await this.ready(submitted)) || turn !== this.turn) return;
    const fresh = submitted ? [] : fieldsOf(this.form).filter(({ dataset }) => "fresh" in dataset);
    try {
      const reply = await this.ask("calculate", { quiet: fresh.map(({ name }) => name) });
      if (turn === this.turn) this.show(reply, submitted);
    } catch (problem) { if (turn === this.turn) this.fail(problem); }
  }

  private show({ result: html, next, errors = {}, summary: wrong = "" }: Reply, submitted: boolean) {
    const result = this.one("[data-result]");
    const summary = showFaults(this.form, errors, wrong, submitted);
    if (typeof html !== "string") result.dataset.stale = "invalid";
    else {
      delete result.dataset.stale;
      if (result.innerHTML !== html) replace(result, html);
      replace(this.one("[data-next]"), next);
      this.one("[data-peek] span").textContent = one(result, ".kk-headline").textContent;
    }
    if (submitted) (wrong ? summary : result).scrollIntoView({ block: "nearest" });
    if (submitted && wrong) summary.focus({ preventScroll: true });
  }

  /** A change by the visitor: hold the announcement until it is quiet, and calculate. */
  changed(own = true) {
    const result = this.one("[data-result]");
    this.form.toggleAttribute("data-own", own); // what stands there is no longer the example
    result.setAttribute("aria-busy", "true");
    clearTimeout(this.quiet);
    this.quiet = setTimeout(() => result.removeAttribute("aria-busy"), QUIET_MS);
    this.calculate();
  }

  /** Take what goes with the fields from now on. Without files there is no report of them either. */
  hold({ imported, list }: Held = { imported: "", list: "" }) {
    Object.assign(this, { imported, list });
    if (!list) this.one("[data-report]")?.replaceChildren();
  }

  /** Replace all fields by HTML of our own making, and what goes with them; offer the way back. */
  refill(html = "", message?: string, held?: Held) {
    const { imported, list } = this;
    const [fields, report] = [this.one("[data-fields]"), this.one("[data-report]")];
    const [before, read] = [[...fields.childNodes], report?.innerHTML];
    fields.innerHTML = html;
    this.hold(held);
    this.say(message, () => {
      fields.replaceChildren(...before);
      this.hold({ imported, list });
      if (report) report.innerHTML = read;
    });
  }

  /** Fill in the example of a kind of business. */
  refillExample(html = "", business = "", message?: string) {
    this.refill(html, message);
    this.one("[data-example] strong").textContent = business;
    this.changed(false);
  }

  /** Take texts as the base case that results are shown beside; null is none. */
  compare(base: Texts | null, message?: string) {
    this.base = base;
    const release = this.one("[data-action=release]");
    if (!base && release === document.activeElement) this.one("[data-action=compare]").focus(); // before it hides
    release.hidden = !base;
    this.say(message);
    this.changed("own" in this.form.dataset);
  }

  /** What goes along to the newer build. */
  typedIn(): TypedForm | null {
    const { base, imported } = this;
    const pasted = this.one<HTMLTextAreaElement>("[data-paste]")?.value ?? "";
    const rows = Object.fromEntries(this.all("[data-rows]").map((list) => [list.dataset.rows, rowsOf(list).length]));
    const isOwn = "own" in this.form.dataset || base || pasted;
    return isOwn ? { fields: linesOf(fieldsOf(this.form)), rows, base, imported, pasted } : null;
  }

  putBack({ fields, rows, base, imported, pasted }: TypedForm) {
    const { back = "", left: some = "", none = "" } = this.one("[data-back]").dataset;
    this.link = location.hash; // what was typed came after it
    try {
      for (const list of this.all("[data-rows]")) {
        blankRows(list, Math.min(rows[list.dataset.rows!] ?? 0, Number(list.dataset.most || Infinity)));
      }
      const left = putBack(fieldsOf(this.form), fields);
      const paste = this.one<HTMLTextAreaElement>("[data-paste]");
      if (paste && pasted) paste.closest("details")!.open = Boolean((paste.value = pasted));
      Object.assign(this, { base, imported, turn: 1 });
      this.one("[data-action=release]").hidden = !base;
      this.changed();
      const gone = imported && this.one("[data-intake]")?.dataset.gone;
      this.say([left ? some.replace("{texts}", () => left) : back, gone].filter(Boolean).join(" "));
    } catch { this.refill(this.example, none); }
  }

  /** What a button has to say, done or not. */
  told(isDone: boolean, { done, failed }: DOMStringMap) { this.say(isDone ? done : failed); }
  showRestore() { this.one("[data-restore]").hidden = !hasSaved(this.slug); }
  store(texts: Texts | null, sayings: DOMStringMap) {
    this.told(saveInput(this.slug, texts), sayings);
    this.showRestore();
  }

  /** Fill the form from the address, once: who comes back to the page finds what was typed since. */
  async openLink() {
    const [, sign, fragment] = location.hash.match(`^#${this.slug}([=+@])(.*)`) ?? [];
    if (!sign || location.hash === this.link) return;
    this.link = location.hash;
    if (!(await this.ready())) return;
    const { fields, message, imported = "" } = await this.ask(OPENINGS[sign], { fragment, stored: readStored() });
    if (fields && sign !== "=") this.refill(fields, message, sign === "+" ? this : { imported, list: "" });
    else this.say(message);
    if (fields && sign === "=") {
      this.one("[data-fields]").innerHTML = fields;
      this.hold();
    }
    // The report may change: the next time its link fills the form again.
    if (sign === "@") this.link = (setAddress(bare()), "");
    this.changed();
  }
}

const actions: Actions<Calculator> = {
  ...rowActions,
  undo(own, { dataset }) {
    own.undo?.();
    own.say(dataset.done);
    fieldsOf(own.form)[0].focus();
    own.changed();
  },
  example: (own, { dataset }) => own.refillExample(own.example, own.business, dataset.done),
  async preset(own, { dataset }) {
    if (!(await own.ready())) return;
    const { fields, business } = await own.ask("preset", { preset: Number(dataset.preset) });
    own.refillExample(fields, business, dataset.done);
  },
  clear(own, { dataset }) {
    own.refill(own.example, dataset.done);
    for (const list of own.all("[data-rows]")) blankRows(list, Number(list.dataset.whenEmpty));
    const fields = fieldsOf(own.form);
    for (const field of fields) field.dataset.fresh = (setText(field, ""), "");
    setAddress(bare());
    fields[0].focus();
    own.changed();
  },
  compare: (own, { dataset }) => own.compare(own.texts, dataset.done),
  release: (own, { dataset }) => own.compare(null, dataset.done),
  "compare-saved": (own, { dataset }) => {
    const saved = savedInput(own.slug);
    return saved ? own.compare(saved, dataset.done) : own.say(dataset.failed);
  },
  async restore(own, { dataset }) {
    const texts = savedInput(own.slug);
    if (!texts) return own.say(dataset.failed);
    own.refill((await own.ask("restore", { texts })).fields, dataset.done);
    own.changed();
  },
  save(own, { dataset }) {
    if (own.imported) own.say(own.one("[data-intake]").dataset.unsaved);
    else own.store(own.texts, dataset);
  },
  wipe: (own, { dataset }) => own.store(null, dataset),
  async share(own, { dataset }) {
    const { fragment, message } = await own.ask("share");
    if (message) return own.say(message);
    setAddress(`#${fragment}`);
    own.link = location.hash;
    own.told(await copyText(location.href), dataset);
  },
  async copy(own, { dataset }) {
    const address = location.protocol === "file:" ? "" : bare(); // a path is of this machine alone
    const { text = "", message } = await own.ask("copy", { date: date(), address });
    return message ? own.say(message) : own.told(await copyText(text), dataset);
  },
  async download(own, { dataset }) {
    const reply = await own.ask("download");
    if (!reply.message) saveFile(reply);
    own.say(reply.message || dataset.done);
  },
  async report(own) {
    if (!(await own.ready())) return;
    const { slug, texts, imported } = own;
    const { said, kept, message } = await changeReport("report_put", { slug, texts, imported }).finally(offerReport);
    own.say(said?.[kept] ?? message);
  },
  print: () => window.print(),
  peek: (own) => own.one(".kk-outcome").scrollIntoView(),
};

const wake = (own: Calculator) => own.wake();

listen((form) => calculators.get(form), actions, {
  pointerover: wake, pointerdown: wake, touchstart: wake, focusin: wake,
  input(own, field) {
    follow(field);
    delete field.dataset.fresh;
    own.say();
    own.changed();
  },
  submit(own) {
    for (const field of fieldsOf(own.form)) delete field.dataset.fresh;
    own.calculate(true);
  },
});

addEventListener("beforeprint", () => all(document, "[data-printed]").forEach((place) => (place.textContent = date())));

/** Python ended: the next question starts it anew, and that takes a while again. */
whenPythonEnds(() => {
  for (const { dataset } of calculators.keys()) if (dataset.state === "ready") dataset.state = "static";
});

/** Get the forms of a page ready: typed text comes back, a deel-link is opened, the rest waits for the visitor. */
function begin() {
  document.documentElement.classList.add("kk-scripted");
  for (const found of all<Form>(document, "form[data-calculator]")) {
    const own = keepForm(found, found.dataset.calculator!, () => new Calculator(found));
    if (!own) continue;
    calculators.set(own.form, own);
    own.showRestore();
    run(own, () => own.openLink());
    if (own.form.contains(document.activeElement)) own.wake(); // the visitor was there before this script
  }
}

onPage(begin);
addEventListener("hashchange", begin);
