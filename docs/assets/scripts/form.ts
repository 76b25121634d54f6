// The page's side of every calculator. It moves what stands in the fields to Python and puts back what Python says;
// rules, sentences, numbers and charts are Python's. Everything that is set as HTML here was escaped by Python.

import { keepForm, onPage } from "./deployment.ts";
import { all, attempt, copyText, inPlace, listen, replace, run, saveFile } from "./dom.ts";
import { entryOf, fieldsOf, isTold, linesOf, putBack, setText, showFaults, textsOf, unfold, wayBack } from "./fields.ts";
import { askPython, whenPythonEnds } from "./python.ts";
import { changeReport, date, offerReport, today } from "./reports.ts";
import { blankRows, rowActions, rowsOf } from "./rows.ts";
import { follow } from "./sliders.ts";
import { hasSaved, readStored, savedInput, saveInput } from "./storage.ts";
import { Talk } from "./talk.ts";
import { exploredIn, openFilled, originOf, originsOf, setOrigin, showRules, startOwn } from "./whose.ts";

const QUIET_MS = 500; // a screen reader hears the result once, this long after the last change
/** How each kind of address fills the form: a deel-link, what is taken along from another calculator, the report. */
const OPENINGS: Record<string, string> = { "=": "open_link", "+": "take_along", "@": "report_edit" };

const bare = () => location.href.split("#")[0];
const setAddress = (address: string) => history.replaceState(history.state, "", address);

/** The calculators of this visit. */
export const calculators = new Map<Form, Calculator>();

const followers: ((own: Calculator) => void)[] = [];
/** Be told when an answer is shown, or a form has none any more. */
export const whenAnswered = (tell: (own: Calculator) => void) => void followers.push(tell);

export class Calculator extends Talk implements Held {
  readonly slug = this.form.dataset.calculator ?? "";
  readonly example = this.one("[data-fields]").innerHTML;
  readonly business = this.one("[data-example] strong").textContent ?? "";
  /** The example that is shown, or was shown last. */
  private shown = { html: this.example, business: this.business };
  /** The field in which somebody types: it is judged once it is left. */
  private typing = "";
  /** The field that made the form the visitor's own, as long as that is being told. */
  private first: Field | null = null;
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
  get isExample() { return this.form.dataset.whose === "example"; }
  /** What Python is told of the form. */
  get state() {
    const { slug, texts, base, imported, list, isExample } = this;
    const business = isExample ? (this.one("[data-example] strong").textContent ?? "") : "";
    return { slug, texts, base, imported, list, origins: originsOf(this.form), business };
  }
  ask(task: string, more = {}) { return askPython({ task, ...this.state, ...more }); }

  /** Start Python at the first sign that the visitor is going to use the form. */
  wake() { if (!this.isAwake) this.calculate(); }

  /** Ask for a new result. Only the newest question counts; `submitted` moves the focus to what is wrong. */
  async calculate(submitted = false) {
    if (submitted && this.isExample) await this.openLink(); // that of an address that could not be opened before
    this.isAwake = true;
    const turn = ++this.turn;
    if (turn > 1) this.one("[data-result]").dataset.stale = "pending";
    if (!(await this.ready(submitted)) || turn !== this.turn || "opening" in this.form.dataset) return;
    const fresh = fieldsOf(this.form).filter(({ dataset }) => "fresh" in dataset);
    const quiet = submitted ? [] : [this.typing, ...fresh.map(({ name }) => name)];
    try {
      const reply = await this.ask("calculate", { quiet, judged: submitted });
      if (turn === this.turn) this.show(reply, submitted);
    } catch (problem) { if (turn === this.turn) this.fail(problem); }
  }

  private show({ result: html, more, paper, next, peek, gists = [], notes = {}, texts = {}, errors = {}, summary: wrong = "" }: Reply, submitted: boolean) {
    const result = this.one("[data-result]");
    const summary = this.one("[data-error-summary]");
    const { activeElement } = document;
    // What is said at the field that was left must not push away the next one, in which somebody types.
    inPlace(this.one("[data-fields]").contains(activeElement) ? activeElement : null, () => {
      showFaults(this.form, errors, wrong, submitted);
      this.note(notes);
      for (const field of fieldsOf(this.form)) if (originOf(field) === "rule" && field.name in texts) setText(field, texts[field.name]);
      for (const [place, gist] of this.all("[data-gist]").entries()) gist.textContent = gists[place] ?? "";
    });
    if (typeof html !== "string") result.dataset.stale = "invalid";
    else {
      delete result.dataset.stale;
      if (result.innerHTML !== html) replace(result, html);
      for (const [place, html] of Object.entries({ more, paper, next })) {
        for (const each of this.all(`[data-${place}]`)) replace(each, html);
      }
      this.form.toggleAttribute("data-lacking", !more);
    }
    if (peek) for (const line of this.all("[data-peek] span")) line.textContent = peek;
    if (submitted) (wrong ? summary : result).scrollIntoView({ block: "nearest" });
    if (submitted && wrong) summary.focus({ preventScroll: true });
    for (const tell of followers) tell(this);
  }

  /** Say at fields how they are read, where that may not be what was meant. */
  private note(notes: Record<string, string>) {
    for (const old of this.all("[data-note]")) if (old.dataset.said !== notes[old.dataset.note!]) old.remove();
    for (const [id, html] of Object.entries(notes)) {
      const place = this.one(`#${CSS.escape(id)}-error`);
      if (!place || this.one(`[data-note="${CSS.escape(id)}"]`)) continue;
      const note = Object.assign(document.createElement("p"), { className: "kk-asked", innerHTML: html });
      Object.assign(note.dataset, { note: id, said: html });
      place.before(note);
    }
  }

  /** Somebody types, taps or slides. A slider explores the example; anything else makes the form the visitor's own. */
  typed(input: Field) {
    const { sliderFor } = input.dataset;
    const field = sliderFor ? (document.getElementById(sliderFor) as Field) : input;
    this.typing = sliderFor || input.type === "radio" ? "" : field.name;
    inPlace(input, () => {
      if (this.isExample && !sliderFor) this.begin(field);
      else if (field !== this.first) this.told("");
      setOrigin(field, field.value.trim() ? "own" : "");
      this.showExplored(this.isExample);
    });
    this.changed();
  }

  /** Make the form the visitor's own, and say so; the example can come back. */
  begin(field: Field | null, kept = field ? [field] : []) {
    startOwn(this.form, kept);
    this.wait();
    this.near = null;
    const { done = "" } = this.one("[data-action=clear]").dataset;
    this.told(done, () => this.showExample());
    this.first = field;
    this.one("[data-telling]").dataset.over = ""; // nothing moves under a finger that types
    this.one("[data-action=try]").hidden = !field;
  }

  /** Ask whether an example in which something was changed is the visitor's, or say beforehand what typing does. */
  showExplored(isExplored: boolean) {
    this.one("[data-explored]").hidden = !isExplored;
    this.one("[data-before]").hidden = isExplored || !this.isExample;
    this.one("[data-example]").hidden = !this.isExample;
  }

  /** There is no answer yet: that of the example is not the visitor's. */
  private wait() {
    const result = this.one("[data-result]");
    const { waiting = "" } = result.dataset;
    result.replaceChildren(Object.assign(document.createElement("p"), { className: "kk-headline", textContent: waiting }));
    for (const place of this.all("[data-more], [data-next], [data-paper]")) place.replaceChildren();
    for (const line of this.all("[data-peek] span")) line.textContent = waiting;
    this.form.dataset.lacking = "";
    this.showExplored(false);
    for (const tell of followers) tell(this);
  }

  /** The example, with what was just typed in it. */
  tryInExample(message = "") {
    const { name = "", value = "" } = this.first ?? {};
    this.showExample(this.shown, name, value);
    this.told(message);
    this.showExplored(true);
    const field = fieldsOf(this.form).find((each) => each.name === name && isTold(each));
    if (field) unfold(field).focus(); // the button that was pressed is gone
  }

  /** An empty form; what was typed can come back. */
  clear() {
    if (this.isExample) return this.begin(null);
    const goBack = this.wayBack();
    this.one("[data-fields]").innerHTML = this.example;
    startOwn(this.form, []);
    this.hold();
    this.wait();
    this.told(this.one("[data-action=clear]").dataset.done ?? "", goBack);
  }

  /** Say what was done beside what did it, until somebody goes on. */
  told(message = "", undo: Talk["undo"] = null) {
    this.first = null;
    this.one("[data-action=try]").hidden = true;
    delete this.one("[data-telling]").dataset.over;
    this.say(message, undo);
  }

  /** Show the example again, with one number of the visitor in it if they want. */
  showExample({ html, business } = this.shown, name = "", text = "") {
    this.shown = { html, business };
    this.one("[data-fields]").innerHTML = html;
    this.form.dataset.whose = "example";
    this.one("[data-example] strong").textContent = business;
    this.hold();
    for (const field of fieldsOf(this.form).filter((each) => each.name === name)) {
      setText(field, text);
      setOrigin(field, "own");
    }
    this.showExplored(false);
    this.changed();
  }

  /** A field is left: now it is judged. */
  left() {
    if (!this.typing) return;
    this.typing = "";
    this.calculate();
  }

  /** A change by the visitor: hold the announcement until it is quiet, and calculate. */
  changed() {
    const result = this.one("[data-result]");
    result.dataset.stale = "pending"; // of other fields, also where nothing was asked before
    result.setAttribute("aria-busy", "true");
    clearTimeout(this.quiet);
    this.quiet = setTimeout(() => result.removeAttribute("aria-busy"), QUIET_MS);
    this.calculate();
  }

  /** What is said of files that were read: with them, and above the answer. */
  private get reports() { return this.all("[data-report], [data-read-told]"); }

  /** Take what goes with the fields from now on. Without files there is no report of them either. */
  hold({ imported, list }: Held = { imported: "", list: "" }) {
    Object.assign(this, { imported, list });
    if (!list) for (const each of this.reports) each.replaceChildren();
  }

  /** The way back to what stands in the fields, and the lists that go with it. */
  private wayBack() {
    const { imported, list } = this;
    const [goBack, read] = [wayBack(this.one("[data-fields]")), this.reports.map((each) => each.innerHTML)];
    return () => {
      goBack();
      this.hold({ imported, list });
      for (const [place, each] of this.reports.entries()) each.innerHTML = read[place];
    };
  }

  /** Fill an own form with HTML of our own making, and take what goes with it; offer the way back. */
  refill(html = "", message?: string, held?: Held) {
    const { isExample } = this;
    const goBack = this.wayBack();
    this.one("[data-fields]").innerHTML = html;
    if (isExample) this.wait();
    this.form.dataset.whose = "own";
    this.showExplored(false);
    this.hold(held);
    this.told(message ?? "", () => (isExample ? this.showExample() : goBack()));
  }

  /** Fill in the example of a kind of business; what was typed can come back. */
  refillExample(html = "", business = "", message = "") {
    const { isExample, shown } = this;
    const goBack = this.wayBack();
    this.showExample({ html, business });
    this.told(message, () => {
      if (isExample) return this.showExample(shown);
      goBack();
      this.form.dataset.whose = "own";
      this.wait();
    });
  }

  /** Take texts as the base case that results are shown beside; null is none. */
  compare(base: Texts | null, message?: string) {
    this.base = base;
    const release = this.one("[data-action=release]");
    if (!base && release === document.activeElement) this.one("[data-action=compare]").focus(); // before it hides
    release.hidden = !base;
    this.say(message);
    this.changed();
  }

  /** What goes along to the newer build. */
  typedIn(): TypedForm | null {
    const { base, imported } = this;
    const pasted = this.one<HTMLTextAreaElement>("[data-paste]")?.value ?? "";
    const rows = Object.fromEntries(this.all("[data-rows]").map((list) => [list.dataset.rows, rowsOf(list).length]));
    const { origins, business } = this.state;
    const isTouched = !this.isExample || base || pasted || Object.values(origins).includes("own");
    return isTouched ? { fields: linesOf(fieldsOf(this.form)), rows, base, imported, pasted, origins, business } : null;
  }

  putBack({ fields, rows, base, imported, pasted, origins = {}, business = "" }: TypedForm) {
    const { back = "", left: some = "", none = "" } = this.one("[data-back]").dataset;
    this.link = location.hash; // what was typed came after it
    try {
      for (const list of this.all("[data-rows]")) {
        blankRows(list, Math.min(rows[list.dataset.rows!] ?? 0, Number(list.dataset.most || Infinity)));
      }
      const left = putBack(fieldsOf(this.form), fields);
      this.form.dataset.whose = business ? "example" : "own";
      for (const field of fieldsOf(this.form)) setOrigin(field, origins[field.name] ?? "");
      if (business) this.one("[data-example] strong").textContent = business;
      if (business !== this.business) this.wait(); // the answer that the page came with is of another form
      this.showExplored(Boolean(business) && Object.values(origins).includes("own"));
      openFilled(this.form);
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
  report(isDone: boolean, { done, failed }: DOMStringMap) { this.told((isDone ? done : failed) ?? ""); }
  showRestore() { for (const offer of this.all("[data-restore]")) offer.hidden = !hasSaved(this.slug); }
  store(saved: Saved | null, sayings: DOMStringMap) {
    const kept = saved && { texts: saved.texts, origins: saved.origins };
    this.report(saveInput(this.slug, kept), sayings);
    this.showRestore();
  }

  /** Fill the form from the address, once: who comes back to the page finds what was typed since. */
  async openLink() {
    const hash = attempt(() => decodeURIComponent(location.hash), location.hash); // some programs write % and digits
    const [, sign, fragment] = hash.match(`^#${this.slug}([^\\w-])([^]*)`) ?? [];
    if (!sign || location.hash === this.link) return;
    this.link = location.hash;
    scrollTo({ top: 0, behavior: "instant" }); // a page that the theme puts in place stays as far down as the one before
    if (this.isExample) this.wait(); // the example never stands where somebody's own numbers are on their way
    this.form.dataset.opening = "";
    try { await this.fillFrom(sign, fragment); } finally { delete this.form.dataset.opening; }
    if (this.form.dataset.state === "ready") this.changed();
    else this.link = ""; // Bereken tries again
  }

  private async fillFrom(sign: string, fragment: string) {
    if (!(await this.ready())) return;
    const { fields, message, imported = "" } = await this.ask(OPENINGS[sign] ?? "open_link", { fragment, stored: readStored() });
    this.near = null;
    if (fields) this.refill(fields, message, { imported, list: "" });
    else this.told(message ?? "");
    // The report may change: the next time its link fills the form again.
    if (sign === "@") this.link = (setAddress(bare()), "");
  }
}

const actions: Actions<Calculator> = {
  ...rowActions,
  undo(own, { dataset }) {
    own.undo?.();
    own.told(dataset.done);
    entryOf(own.form)?.focus();
    own.changed();
  },
  try: (own, { dataset }) => own.tryInExample(dataset.done),
  own(own) {
    own.begin(null, exploredIn(own.form));
    entryOf(own.form)?.focus();
    own.changed();
  },
  async preset(own, { dataset }) {
    if (!(await own.ready())) return;
    const { fields, business } = await own.ask("preset", { preset: Number(dataset.preset) });
    own.refillExample(fields, business, dataset.done);
  },
  clear(own) {
    own.clear();
    setAddress(bare());
    entryOf(own.form)?.focus();
    own.changed();
  },
  correct(own, { dataset: { value = "" }, parentElement }) {
    const field = document.getElementById(parentElement!.dataset.note!) as Field;
    setText(field, value);
    own.typed(field);
    own.left();
    field.focus();
  },
  "show-rules": (own) => showRules(own.form)?.focus(),
  compare: (own, { dataset }) => own.compare(own.texts, dataset.done),
  release: (own, { dataset }) => own.compare(null, dataset.done),
  "compare-saved": (own, { dataset }) => {
    const saved = savedInput(own.slug);
    return saved ? own.compare(saved.texts, dataset.done) : own.told(dataset.failed);
  },
  async restore(own, { dataset }) {
    const saved = savedInput(own.slug);
    if (!saved) return own.told(dataset.failed);
    own.refill((await own.ask("restore", { texts: saved.texts, origins: saved.origins })).fields, dataset.done);
    own.changed();
  },
  save(own, { dataset }) {
    if (own.imported) own.say(own.one("[data-intake]").dataset.unsaved);
    else own.store(own.state, dataset);
  },
  wipe: (own, { dataset }) => own.store(null, dataset),
  async share(own, { dataset }) {
    const { fragment, message } = await own.ask("share");
    if (message) return own.say(message);
    setAddress(`#${fragment}`);
    own.link = location.hash;
    const { title } = document;
    // The device's own way to share, where it has one; who changes their mind there is not told that it failed.
    if (navigator.share) return void attempt(() => navigator.share({ title, url: location.href }).catch(() => {}), null);
    own.report(await copyText(location.href), dataset);
  },
  async copy(own, { dataset }) {
    const address = location.protocol === "file:" ? "" : bare(); // a path is of this machine alone
    const { text = "", message } = await own.ask("copy", { date: date(), address });
    return message ? own.say(message) : own.report(await copyText(text), dataset);
  },
  async download(own, { dataset }) {
    const reply = await own.ask("download");
    if (!reply.message) saveFile(reply);
    own.say(reply.message || dataset.done);
  },
  async remind(own, { dataset }) {
    const { fragment = "" } = await own.ask("share");
    saveFile(await own.ask("remind", { today: today(), address: fragment && `${bare()}#${fragment}` }), "text/calendar");
    own.report(true, dataset);
  },
  async report(own) {
    if (!(await own.ready())) return;
    const { said, kept, message } = await changeReport("report_put", own.state).finally(offerReport);
    own.say(said?.[kept] ?? message);
  },
  print: () => window.print(),
  peek: (own) => own.one(".kk-outcome").scrollIntoView(),
};

const wake = (own: Calculator) => own.wake();

/** What was in a field when it was last heard of. */
const heard = new WeakMap<Element, string>();
const textIn = ({ type, checked, value }: Input) => (/^(checkbox|radio)$/.test(type) ? `${checked}` : value);

function hear(own: Calculator, field: Input) {
  if (!field.name && !field.dataset.sliderFor) return; // of a list that is being read
  heard.set(field, textIn(field));
  follow(field);
  delete field.dataset.fresh;
  own.typed(field);
}

listen((form) => calculators.get(form), actions, {
  pointerover: wake, pointerdown: wake, touchstart: wake,
  focusin(own, stop) {
    own.wake();
    heard.set(stop, textIn(stop));
    // A browser leaves in a strip what is partly in sight, and that can be a hair of it.
    if (stop.matches(".kk-presets :focus-visible")) stop.scrollIntoView({ block: "nearest", inline: "nearest" });
  },
  input: hear,
  change(own, field) {
    if (heard.get(field) !== textIn(field)) hear(own, field); // a password manager or a voice may tell no more than this
    if (field.name) own.left();
  },
  // The same may tell of no change. A field that keeps the focus is not left: somebody looks at another window.
  focusout: (own, field) => field !== document.activeElement && own.left(),
  // The answer that the example gives already is an answer too, once it is tapped; no other event tells that.
  click: (own, field) => field.type === "radio" && own.isExample && own.typed(field),
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
