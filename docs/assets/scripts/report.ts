// Mijn rapport: what the visitor puts together from the calculators. Kept on this device, written and read by Python.

import { forgetMemory } from "#launch";
import { leaveDevice } from "./device.ts";
import { carryAlong, isOfOtherBuild, onPage } from "./deployment.ts";
import { listen, one, replace, saveFile } from "./dom.ts";
import { changeReport, offerReport, today } from "./reports.ts";
import { alone, forget, heldForNow, keep, readStored, whenChangedElsewhere } from "./storage.ts";
import { Talk } from "./talk.ts";

const isSeen = (each: Element | null) => Boolean((each as HTMLElement | null)?.offsetParent);

/** A name of the company that is not in the report yet. */
let unnamed: string | null = null;
/** The made-up report, for when there is no own one any more. */
let example = "";
/** The page that is open. */
let open: ReportPage | undefined;

class ReportPage extends Talk {
  private get body() { return this.one("[data-report]"); }

  constructor(form: Form) {
    super(form);
    example ||= this.body.innerHTML;
  }

  /** Show what Python makes of the report, or what is wrong with it. */
  private show({ report = "", broken = false, next, company = "" }: Reply) {
    const { form } = this;
    const own = Boolean(report || broken);
    form.toggleAttribute("data-own", own);
    form.toggleAttribute("data-broken", broken);
    if (!own && form.dataset.state === "failed") form.dataset.state = "static"; // there is nothing left to fail at
    const html = own ? report : example;
    if (this.body.innerHTML !== html) replace(this.body, html);
    replace(this.one("[data-report-next]"), next);
    unnamed = null;
    const field = this.one<Input>("[data-company]");
    if (document.activeElement !== field) field.value = company;
  }

  /** Who pressed a button that went away goes on at the way back, or near it. */
  private keepFocus() {
    if (isSeen(document.activeElement)) return;
    [this.one("[data-action=undo]"), ...this.all(".kk-actions :is(button, input)")].find(isSeen)?.focus();
  }

  /** Change the report; `done` names what is said then, with a way back to what was kept before. */
  async work(task: string, more = {}, done = "") {
    const before = readStored();
    if (!(await this.ready())) return;
    try {
      const reply = await changeReport(task, more);
      if (reply.kept === "full") return this.say(this.sentence("full"));
      if (reply.stored === undefined && !reply.broken) return this.say(reply.message);
      this.show(reply);
      const named = reply.broken ? [] : [done, reply.kept === "put-for-now" ? "for-now" : ""];
      const words = [...named.map((name) => this.sentence(name)), reply.message].filter(Boolean).join(" ");
      const isDone = Boolean(named[0]);
      if (words || isDone) this.say(words, isDone && before !== reply.stored ? () => keep(before) : null);
      if (isDone) this.keepFocus();
    } catch (problem) {
      this.fail(problem);
    }
  }

  /** Show the report that is kept, without starting Python where there is none. */
  open() {
    if (!readStored()) return this.show({});
    if (!("own" in this.form.dataset)) this.body.replaceChildren(); // the example is not the visitor's
    this.form.dataset.own = "";
    if (unnamed === null) this.work("report_show");
    else this.work("report_name", { company: unnamed }, "named");
  }

  /** Take away what is kept, which needs no Python. */
  async wipe(everything: boolean, done: string) {
    const back = await alone(async () => forget(everything));
    if (everything) await Promise.all([forgetMemory(), leaveDevice()]);
    this.show({});
    this.say(this.sentence(done), back ?? this.undo); // pressed twice, the first way back is the one
    this.keepFocus();
  }

  async goBack(done?: string) {
    const back = this.undo;
    if ((await alone(async () => back?.())) === "full") return this.say(this.sentence("full"), back);
    this.say(done);
    this.open();
    this.keepFocus();
  }
}

listen((form) => (form === open?.form ? open : undefined), {
  print: () => window.print(),
  download: () => saveFile({ text: readStored(), file: `klantkompas-rapport-${today()}.json` }, "application/json"),
  calculate: (page) => page.open(),
  remove: (page, { dataset: { slug } }) => page.work("report_drop", { slug }, "removed"),
  wipe: (page) => page.wipe(false, "wiped"),
  "wipe-all": (page) => page.wipe(true, "wiped-all"),
  undo: (page, { dataset }) => page.goBack(dataset.done),
}, {
  async change(page, field) {
    const { done, slug } = field.dataset;
    if (done !== undefined) page.work("report_done", { slug, step: done, done: (field as Input).checked });
    if ("company" in field.dataset) page.work("report_name", { company: (unnamed = field.value) }, "named");
    const file = field.files?.[0];
    if (!file) return;
    field.value = ""; // so that the same file can be chosen again
    const text = file.size > Number(page.form.dataset.mostBytes) ? "" : await file.text().catch(() => "");
    page.work("report_load", { text }, "loaded");
  },
  submit: () => {}, // Enter in the name of the company
});

function begin() {
  offerReport();
  const form = one<Form>(document, "form[data-report-page]");
  if (!form || isOfOtherBuild()) return;
  if (open?.form !== form) open = new ReportPage(form);
  open.open();
}

const came = carryAlong("rapport", () => (unnamed !== null || heldForNow() ? { unnamed, report: heldForNow() } : null));
if (came) unnamed = came.unnamed;
if (came?.report) keep(came.report);

// On paper all is open; what was folded is so again afterwards.
let opened: Element[] = [];
addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll("[data-report] details:not([open])")];
  for (const each of opened) each.setAttribute("open", "");
});
addEventListener("afterprint", () => opened.forEach((each) => each.removeAttribute("open")));

whenChangedElsewhere(() => {
  if (open?.form.isConnected) open.say(open.sentence("elsewhere")); // a way back would take away what the other tab did
  begin();
});
onPage(begin);
