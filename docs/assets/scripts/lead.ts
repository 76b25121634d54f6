// The form that asks for a talk. It is sent without leaving the page, so that on a fault nothing that was typed is lost
// and there is another way. Limits and sentences stand in the attributes of the form.

import { keepForm, onPage } from "./deployment.ts";
import { attempt, copyText, hex, listen, one, Part } from "./dom.ts";
import { labelOf, linesOf, putBack, showFaults } from "./fields.ts";
import { askPython } from "./python.ts";
import { readStored } from "./storage.ts";

const SOURCE = /^#bron=([a-z0-9/-]{1,60})$/;
/** Codes with which services refuse a field, and which of our sentences says so. */
const REFUSALS: Texts = { TYPE_EMAIL: "wrong", REQUIRED_FIELD_EMPTY: "missing", REQUIRED_FIELD_MISSING: "missing" };

/** Tells other tabs what was sent, so that nobody sends it twice; Firefox refuses it where it refuses storage. */
const channel = attempt(() => new BroadcastChannel("klantkompas.aanvraag"), null);

/** A mark of chance, also where the page is not secure. */
const mark = () => hex(crypto.getRandomValues(new Uint8Array(16)));
// Half a pair of surrogates cannot stand in an address.
const encoded = (text: string) => encodeURIComponent(text.toWellFormed?.() ?? text.replace(/[\ud800-\udfff]/g, "?"));

/** What was asked, with an answer to come behind it. */
const asked = (label: string) => (label.endsWith("?") ? label : `${label}:`);

/** The sentence about what is wrong with a field, or nothing. */
function fault({ dataset, value: typed, validity }: Field) {
  const { missing = "", wrong = "", long = "", most = "", links = "", mostLinks = "" } = dataset;
  const value = typed.trim();
  if (!value) return missing;
  if (most && value.length > Number(most)) return long;
  if (mostLinks && (value.match(/https?:|www\./gi) ?? []).length > Number(mostLinks)) return links;
  return validity.typeMismatch ? wrong : "";
}

class Lead extends Part {
  private shownAt = 0;
  /** The last message, and the mark with which a receiver recognises it when it comes twice. */
  private last = { message: "", mark: "" };

  private get fields() { return this.all<Field>(".kk-field [name]:not(:disabled)"); }
  private get filled() { return this.fields.filter((field) => field.value.trim()); }
  private get box() { return this.one<Input>("[data-attach]"); }
  private hidden(name: string) { return this.one<Input>(`[name="${name}"]`); }
  /** What the visitor wrote, to compare with what was sent before. */
  get message() { return JSON.stringify(this.fields.map(({ name, value }) => [name, value])); }
  tell(words: string) { this.one("[data-status]").textContent = words; }
  private get faults(): Faults {
    return Object.fromEntries(this.fields.map((field) => [field.id, fault(field)]).filter(([, words]) => words));
  }

  /** The visitor comes to it. */
  open() {
    this.form.noValidate = true; // the browser's own messages are in the language of the browser
    this.shownAt = performance.now();
    const source = location.hash.match(SOURCE)?.[1];
    if (source) this.hidden("bron").value = source;
    this.one("[data-report-offer]").hidden = !readStored();
  }

  /** Something was changed: what was said to be wrong may be right now. */
  changed() { if (!this.one("[data-error-summary]").hidden) this.show(this.faults); }

  /** Say what is wrong, at the fields and all together below a title. */
  private show(faults: Faults) {
    const summary = showFaults(this.form, faults, null, true);
    const count = Object.keys(faults).length;
    const textContent = this.sentence(count === 1 ? "fault" : "faults").replace("{count}", `${count}`);
    summary.prepend(Object.assign(document.createElement("p"), { className: "kk-summary__title", textContent }));
    return summary;
  }

  /** Say what is wrong, and bring the visitor there; returns whether anything is. */
  private refuse(faults: Faults) {
    const summary = this.show(faults);
    if (!summary.hidden) summary.focus();
    return !summary.hidden;
  }

  async submit() {
    const { form, faults, message } = this;
    const { dataset } = form;
    if (dataset.state === "sending") return;
    if (this.refuse(faults)) return;
    if (!dataset.kind) return this.offer("ways");
    if (this.one<Input>("[data-trap]").value) return this.offer("trap");
    if (performance.now() - this.shownAt < Number(dataset.fastest)) return this.tell(this.sentence("fast"));
    if (message !== this.last.message) this.last = { message, mark: mark() };
    this.hidden("kenmerk").value = this.last.mark;
    dataset.state = "sending";
    this.one("[data-ways]").hidden = true;
    this.tell(this.sentence("sending"));
    const outcome = await this.send();
    dataset.state = outcome === "" ? "sent" : "ready";
    this.tell("");
    if (typeof outcome === "object") return void this.refuse(outcome);
    if (outcome) return this.offer(outcome);
    // It arrived: nothing of it stays behind, and the visitor reads what happens next.
    channel?.postMessage(message);
    form.reset();
    location.assign(new URL(dataset.thanks ?? "", location.href));
  }

  /** Send it; nothing is said when it went well, otherwise a name of a sentence or the faults that the service named. */
  private async send() {
    try {
      const response = await fetch(this.form.action, {
        method: "POST",
        // Fields of a form need no question beforehand whether this site may send (CORS).
        body: new URLSearchParams(new FormData(this.form) as any),
        headers: { Accept: "application/json" },
        credentials: "omit",
        redirect: "manual", // a service that sends the visitor on to a page of thanks has taken the message
        signal: AbortSignal.timeout(Number(this.form.dataset.timeout)),
      });
      if (response.type === "opaqueredirect") return "";
      if (response.status === 429) return "busy";
      if (response.status === 413) return "large";
      if (response.status >= 500) return "server";
      const { errors, error, ok, success } = await response.json().catch(() => ({}));
      const isRefused = !response.ok || errors?.length || error || ok === false || success === false;
      return isRefused ? this.refusals(errors) : "";
    } catch (problem) {
      return problem instanceof DOMException && problem.name === "TimeoutError" ? "silent" : "offline";
    }
  }

  /** The faults at fields that a service named, in our own words, or that it refused without saying why. */
  private refusals(errors: unknown) {
    const faults: Faults = {};
    for (const { field: name, code } of Array.isArray(errors) ? errors : []) {
      const field = this.fields.find((each) => each.name === name);
      const words = field?.dataset[REFUSALS[code] ?? ""];
      if (field && words) faults[field.id] = words;
    }
    return Object.keys(faults).length ? faults : "refused";
  }

  /** Show the other ways, with the message in them. */
  private offer(why: string) {
    const text = this.filled.map((field) => `${asked(labelOf(field))} ${field.value.trim()}`).join("\n");
    this.one<HTMLTextAreaElement>("[data-text]").value = text;
    for (const link of this.all<HTMLAnchorElement>("[data-ways] [data-way]")) {
      const [sign, key] = link.dataset.way === "mail" ? ["&", "body"] : ["?", "text"];
      const [start] = link.href.split(sign);
      link.href = `${start}${start.includes("?") ? "&" : "?"}${key}=${this.fitting(text, start.length)}`;
    }
    const problem = this.one("[data-problem]");
    problem.textContent = this.sentence(why);
    this.one("[data-ways]").hidden = false;
    problem.focus();
  }

  /** The text for an address, cut off where programs would cut off the address. */
  private fitting(text: string, used: number) {
    const room = Number(this.form.dataset.longestAddress) - used - 10;
    if (encoded(text).length <= room) return encoded(text);
    const more = `\n${this.sentence("more")}`;
    let { length } = text;
    while (encoded(text.slice(0, length) + more).length > room) length = Math.floor(length * 0.9);
    return encoded(text.slice(0, length) + more);
  }

  async copy() {
    const place = this.one<HTMLTextAreaElement>("[data-text]");
    const isCopied = await copyText(place.value);
    if (!isCopied) place.select();
    this.tell(this.sentence(isCopied ? "copied" : "uncopied"));
  }

  /** Show exactly what of the report goes along; what is not shown is not sent. */
  async attach() {
    const { box, form } = this;
    const [preview, place] = [this.one("[data-preview]"), this.one<HTMLTextAreaElement>("[data-preview] textarea")];
    place.disabled = preview.hidden = true;
    if (!box.checked) return;
    this.tell(this.sentence("report-loading"));
    try {
      const { text = "" } = await askPython({ task: "report_text", stored: readStored() });
      if (!text) throw new Error("no report");
      place.value = text;
      this.tell("");
      if (box.checked) place.disabled = preview.hidden = false;
    } catch (problem) {
      box.checked = false;
      form.dataset.failed = (problem as Problem).why;
      this.tell(form.dataset.failed === "newer" ? "" : this.sentence("report-failed")); // the notice says it
    }
  }

  typedIn(): TypedLead | null {
    const texts = linesOf(this.filled.filter((field) => !field.hasAttribute("readonly")));
    const [source, attached] = [this.hidden("bron").value, this.box.checked];
    return texts.length || attached ? { texts, source, attached } : null;
  }

  async putBack({ texts, source, attached }: TypedLead) {
    const left = putBack(this.fields, texts);
    this.hidden("bron").value = source;
    this.box.checked = attached;
    if (attached) await this.attach();
    const told = this.sentence(left ? "back-without" : "back").replace("{texts}", () => left);
    this.tell([this.one("[data-status]").textContent, told].filter(Boolean).join(" "));
  }
}

let lead: Lead | undefined;

listen((form) => (form === lead?.form ? lead : undefined), { copy: (own) => own.copy() }, {
  submit: (own) => own.submit(),
  input: (own) => own.changed(),
  change: (own, field) => "attach" in field.dataset && own.attach(),
});

channel?.addEventListener("message", ({ data }) => {
  if (lead?.message !== data) return;
  lead?.form.reset();
  lead?.tell(lead.sentence("elsewhere"));
});

onPage(() => {
  const found = one<Form>(document, "form[data-lead]");
  lead = (found && keepForm(found, "aanvraag", () => new Lead(found))) ?? lead;
  if (found && lead) lead.open();
});
