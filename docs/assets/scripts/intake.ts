// Lists that a visitor gives to a calculator: chosen, dropped, pasted or a sample. Files go to Python piece by piece, so
// that there is progress and a way to stop; what they are and what stands in them is for Python to find out.

import { listen, one, Part, replace, saveFile } from "./dom.ts";
import { fieldsOf, linesOf, putBack } from "./fields.ts";
import { calculators, type Calculator } from "./form.ts";
import { feedPython, stopPython, whenPythonEnds } from "./python.ts";
import { originsOf, setOrigin } from "./whose.ts";

const PIECE = 1 << 20;

/** What is done now, and what waits for it: one thing at a time, in the order in which it was asked. */
const jobs: Job[] = [];
const names = (some: Job[]) => some.map(({ inside }) => inside).join(", ");

// Requests of the page are counted while a list is read: the proof that nothing is sent.
let requests = 0;

/** The files that were read and are not shown yet, as others wait: their token. */
let unshown = "";
new PerformanceObserver((list) => (requests += list.getEntries().length)).observe({ type: "resource" });

class Intake extends Part {
  constructor(readonly own: Calculator) { super(own.form); }
  override fail(problem: unknown) { this.own.fail(problem); }
  ask(task: string, more = {}) { return this.own.ask(task, { list: unshown || this.own.list, ...more }); }
  private get reads() { return this.all('[data-read]:not([data-read="-1"])'); }

  /** A sentence of the page, with names filled in. */
  words(key: string, filling: Texts = {}) {
    return (this.one("[data-intake]").dataset[key] ?? "").replace(/\{(\w+)\}/g, (_, name) => filling[name] ?? "");
  }

  /** Say something to who hears the page. */
  private tell(told: string) { this.one("[data-told]").textContent = told; }

  /** Add to what went wrong, each once; without words all is well again. */
  problem(told: string) {
    const place = this.one("[data-intake-error]");
    const lines = new Set(told ? [...place.textContent.split("\n").filter(Boolean), told] : []);
    Object.assign(place, { textContent: [...lines].join("\n"), hidden: !told });
  }

  private progress(told: string, fraction: number) {
    const place = this.one("[data-reading-words]");
    if (told && place.textContent !== told) this.tell(told);
    place.textContent = told;
    this.one("[data-reading]").hidden = !told;
    this.one<HTMLProgressElement>("[data-reading] progress").value = fraction;
  }

  /** Show what waits, and whether anything is done at all. */
  private showQueue() {
    const [first, second, ...others] = jobs;
    const wait = second && this.words("wordsWait", { name: second.name, before: first.inside });
    const then = others.length && this.words("wordsThen", { names: names(others) });
    this.one("[data-queue]").textContent = [wait, then].filter(Boolean).join(" ");
    this.one("[data-intake]").toggleAttribute("data-busy", Boolean(first));
    if (first) this.one("[data-report]").setAttribute("aria-busy", "true");
    else this.one("[data-report]").removeAttribute("aria-busy");
  }

  /** Do this once all that was asked before is done. */
  private async inTurn(name: string, work: Job["work"], more: Partial<Job> = {}) {
    let stop = () => {};
    const halt = new Promise<void>((resolve) => (stop = resolve));
    const inside = name.charAt(0).toLowerCase() + name.slice(1);
    const state = { batch: { undo: null }, about: "", inPieces: false, sorting: false, stopped: false, stop, halt };
    const job: Job = { name, inside, work, perform: (own) => this.perform(own), ...state, ...more };
    if (jobs.push(job) > 1) {
      this.tell(this.words("wordsWait", { name, before: jobs[jobs.length - 2].inside }));
      return this.showQueue();
    }
    this.problem("");
    const [shown, from] = [this.reads.length, document.activeElement];
    let { about } = job;
    let count: number | null = null;
    for (; jobs.length; jobs.shift()) {
      about &&= jobs[0].about;
      this.showQueue();
      const asked = await jobs[0].perform(jobs[0]);
      if (asked !== null) count = (count ?? 0) + asked;
      if (unshown && !jobs[1]?.inPieces) await this.showFiles(jobs[0]); // what was to come after them did not
    }
    this.progress("", 0);
    this.showQueue();
    const proof = this.one("[data-proof]");
    if (count !== null) proof.textContent = (proof.dataset.words ?? "").replace("{count}", `${count}`);
    this.arrive(about ? this.one(`[data-read="${about}"]`) : this.reads[shown], about ? null : from);
  }

  private async perform(job: Job) {
    this.progress(this.words("wordsStart"), 0);
    const isStarted = await Promise.race([this.own.ready(), job.halt]);
    if (job.stopped) return null;
    if (!isStarted) {
      this.problem(this.words(this.form.dataset.failed === "newer" ? "newer" : "notStarted", { names: names(jobs) }));
      jobs.splice(1);
      return null;
    }
    const before = requests;
    try {
      if (!job.inPieces) this.sort(job);
      const reply = await job.work(job);
      if (!job.stopped) this.take(job, reply);
    } catch (failure) {
      const isNewer = (failure as Problem).why === "newer"; // and a part of Python is gone
      if (!job.stopped) this.problem(this.words(isNewer ? "newer" : "broken", { names: job.inside }));
      if (!job.stopped && isNewer) this.fail(failure);
    }
    return requests - before;
  }

  private async showFiles(job: Job) {
    await this.ask("show_files").then((reply) => this.take(job, reply), (problem) => this.fail(problem));
    unshown = "";
  }

  private sort(job: Job) {
    job.sorting = true;
    this.progress(this.words("wordsSort", { name: job.name }), 1);
  }

  /** Show the list that Python has now: how it was read, the rows to fill in, and the new result. */
  private take({ batch }: Job, { problem, fields, message, imported = "", list, report, told: read }: Reply) {
    const { own } = this;
    if (problem) this.problem(problem);
    const focused = document.activeElement?.id;
    if (fields !== undefined) {
      const [typed, told] = [own.isExample ? null : linesOf(this.outside), originsOf(own.form)];
      own.refill(fields, message, { imported, list: list ?? "" });
      if (list && typed) {
        putBack(this.outside, typed); // with what was typed while the list was read
        for (const each of this.outside) setOrigin(each, told[each.name] ?? "");
      }
      own.undo = batch.undo ??= own.undo;
    } else if (list !== undefined && report !== undefined) own.list = list;
    if (list !== undefined) unshown = report === undefined ? list : "";
    if (report !== undefined) {
      replace(this.one("[data-report]"), report);
      replace(this.one("[data-read-told]"), read);
    }
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
    if (fields !== undefined) own.changed();
  }

  /** The fields that are in no row: a list does not change them. */
  private get outside() { return fieldsOf(this.form).filter((each) => !each.closest("[data-row]")); }

  /** All is done. Bring the visitor to what was read or went wrong, unless elsewhere by now; `from` is where that began. */
  private arrive(read: HTMLElement | undefined, from: Element | null) {
    // A choice that shows is one that counts: what was chosen but not done goes back to what Python wrote.
    for (const each of this.all<HTMLOptionElement>("[data-report] option")) each.selected = each.defaultSelected;
    for (const each of this.all<Input>("[data-account]")) each.checked = each.defaultChecked;
    const [wrong, heading] = [this.one("[data-intake-error]"), read && one(read, "h3")];
    const summary = read && `${heading!.textContent}. ${one(read, "[data-read-summary]").textContent}`;
    this.tell([summary, wrong.textContent].filter(Boolean).join(" "));
    const active = document.activeElement ?? document.body;
    if (!from || (active !== document.body && active.id !== from.id && !active.closest("[data-intake]"))) return;
    const made = this.one("[data-read-told]");
    if (wrong.hidden && made.textContent) { // all was read: on to the answer, below what it was made from
      made.parentElement!.scrollIntoView();
      return made.focus({ preventScroll: true });
    }
    const told = wrong.hidden ? [] : [this.one("[data-drop]")];
    const seen = read ? [read, one(read, "details[open] select"), heading] : told;
    for (const each of seen) each?.scrollIntoView({ block: "nearest" });
    (heading ?? this.one("[data-file]")).focus({ preventScroll: true });
  }

  readFiles(files: File[]) {
    const more = { batch: { undo: null }, inPieces: true };
    for (const file of files) this.inTurn(file.name, (own) => this.readFile(own, file), { inside: file.name, ...more });
  }

  private async readFile(own: Job, file: File): Promise<Reply> {
    const { name, size } = file;
    const told = (reply: Reply) => (!reply.problem || reply.report ? reply : { problem: `${name}: ${reply.problem}` });
    const begun = await this.ask("begin_file", { name, size });
    if (begun.problem) return told(begun);
    const { number = "" } = begun;
    for (let from = 0; from < size && !own.stopped; from += PIECE) {
      this.progress(this.words("wordsRead", { name }), from / size);
      const piece = await file.slice(from, from + PIECE).arrayBuffer();
      const problem = await feedPython(new Uint8Array(piece), number);
      if (problem) return told({ problem });
    }
    if (own.stopped) return this.ask("stop_file", { number });
    this.sort(own);
    return told(await this.ask("end_file", { number, more: Boolean(jobs[1]?.inPieces) }));
  }

  /** Ask something in turn; `about` is the place of a file that it is about. */
  askInTurn(task: string, more = {}, name = "nameList", about = "") {
    return this.inTurn(this.words(name), () => this.ask(task, more), { about });
  }

  stop() {
    const [job] = jobs;
    if (!job) return;
    this.own.say(this.words("stopped", { names: names(jobs) }));
    jobs.splice(1);
    job.stopped = true;
    job.stop();
    this.progress(this.words("wordsStop"), 0);
    this.showQueue();
    this.one("[data-file]").focus({ preventScroll: true });
    // A long question cannot be broken off; Python can, unless a list of before would be gone with it.
    if (job.sorting && !this.own.list && !this.own.imported && !unshown) stopPython();
  }
}

function intakeOf(form: Form) {
  const own = calculators.get(form);
  return own?.one("[data-intake]") ? new Intake(own) : undefined;
}

const actions: Actions<Intake> = {
  "read-paste": (own) => own.askInTurn("read_text", { text: own.one<Input>("[data-paste]").value }, "namePaste"),
  sample: (own, { dataset: { kind } }) => own.askInTurn("sample", { kind }, "nameSample"),
  forget: (own) => own.askInTurn("forget"),
  "answer-question"(own, button) {
    const { question, value, ofFile } = button.dataset;
    one(button.closest("[data-read]")!, "h3").focus({ preventScroll: true }); // the button goes away
    return own.askInTurn("answer_question", { file: Number(ofFile), question, value }, "nameList", ofFile);
  },
  "show-read"(own) {
    const read = own.one("[data-read]");
    read.scrollIntoView({ block: "nearest" });
    one(read, "h3").focus({ preventScroll: true });
  },
  "stop-reading": (own) => own.stop(),
  async "left-out"(own, { dataset }) {
    const reply = await own.ask("left_out", { file: Number(dataset.ofFile) });
    if (reply.problem) own.problem(reply.problem);
    else saveFile(reply);
  },
};

listen(intakeOf, actions, {
  change(own, field) {
    const { column, ofFile, file, account, other } = field.dataset;
    const about = { file: Number(ofFile) };
    if (file !== undefined) {
      own.readFiles([...field.files!]);
      field.value = ""; // so that the same file can be chosen again
    } else if (other !== undefined) {
      if (field.value) own.askInTurn("add_customer", { place: Number(field.value) }, "nameList", "0");
    } else if (column) own.askInTurn("choose_column", { ...about, column, header: field.value }, "nameList", ofFile);
    else if (account !== undefined) {
      const accounts = own.all<Input>(`[data-account][data-of-file="${ofFile}"]:checked`).map(({ value }) => value);
      own.askInTurn("choose_accounts", { ...about, accounts }, "nameList", ofFile);
    }
  },
});

// A file that is dropped beside a form would take the place of the page. Anywhere on the form it is a list.
for (const kind of ["dragover", "dragleave", "drop"] as const) {
  document.addEventListener(kind, (event) => {
    const { target, dataTransfer, relatedTarget } = event;
    const zone = document.querySelector("[data-drop]");
    if (!zone || !dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    const form = (target as Element).closest?.("form");
    const intake = form?.contains(zone) ? intakeOf(form) : undefined;
    const stays = kind === "dragleave" && intake?.form.contains(relatedTarget as Node | null);
    zone.toggleAttribute("data-over", Boolean(intake && (kind === "dragover" || stays)));
    if (kind === "dragover" && !intake) dataTransfer.dropEffect = "none";
    if (kind === "drop") intake?.readFiles([...dataTransfer.files]);
  });
}

// What stands in the fields stays. The rest of its list is gone, and with it the way back; its token means nothing to the
// next Python, which says so.
whenPythonEnds(() => {
  unshown = "";
  for (const [form, own] of calculators) {
    if (!own.imported && !own.list) continue;
    own.hold({ imported: own.imported, list: "" });
    own.say();
    const intake = intakeOf(form);
    intake?.problem(intake.words("gone"));
  }
});
