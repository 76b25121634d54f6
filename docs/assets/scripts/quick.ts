// The question of the home page: three numbers in a sentence. What was typed goes to Python, and what it says is shown.

import { keepForm, onPage } from "./deployment.ts";
import { listen, one, replace, run } from "./dom.ts";
import { fieldsOf, linesOf, putBack, showFaults, textsOf } from "./fields.ts";
import { askPython, whenPythonEnds } from "./python.ts";
import { Talk } from "./talk.ts";

const QUIET_MS = 500; // a screen reader hears the answer once, this long after the last change

class Quick extends Talk {
  /** Names of the fields that the visitor typed in. */
  private readonly own = new Set<string>();
  private turn = 0;
  private quiet?: ReturnType<typeof setTimeout>;

  /** The visitor comes to a field: have Python there before something is typed. */
  wake() { if (this.form.dataset.state === "static") return this.ready(); }

  changed(field: Field) {
    const result = this.one("[data-result]");
    this.own.add(field.name);
    result.dataset.stale = "pending"; // of other numbers, and not seen until Python is there
    result.setAttribute("aria-busy", "true");
    clearTimeout(this.quiet);
    this.quiet = setTimeout(() => result.removeAttribute("aria-busy"), QUIET_MS);
    return this.calculate();
  }

  /** Only the newest question counts; `submitted` moves the focus to what is wrong. */
  async calculate(submitted = false) {
    const turn = ++this.turn;
    if (!(await this.ready(submitted)) || turn !== this.turn) return;
    const { result: html = "", next, message = "", errors = {} } =
      await askPython({ task: "hour", texts: textsOf(this.form), own: [...this.own] });
    if (turn !== this.turn) return;
    const result = this.one("[data-result]");
    showFaults(this.form, errors, "", submitted);
    if (html !== null && result.innerHTML !== html) replace(result, html);
    delete result.dataset.stale;
    replace(this.one("[data-next]"), next);
    this.one("[data-origin]").textContent = message;
    if (submitted) fieldsOf(this.form).find(({ id }) => errors[id])?.focus();
  }

  typedIn() { return this.own.size ? { fields: linesOf(fieldsOf(this.form)), own: [...this.own] } : null; }
  putBack({ fields, own }: { fields: Line[]; own: string[] }) {
    putBack(fieldsOf(this.form), fields);
    for (const name of own) this.own.add(name);
    this.one("[data-result]").dataset.stale = "pending";
    run(this, () => this.calculate());
  }
}

let quick: Quick | undefined;

listen((form) => (form === quick?.form ? quick : undefined), {}, {
  focusin: (own, target) => target.name && own.wake(),
  input: (own, field) => own.changed(field),
  submit: (own) => own.calculate(true),
});

/** Python ended: the next question starts it anew. */
whenPythonEnds(() => { if (quick?.form.dataset.state === "ready") quick.form.dataset.state = "static"; });

onPage(() => {
  const found = one<Form>(document, "form[data-quick]");
  quick = (found && keepForm(found, "quick", () => new Quick(found))) ?? quick;
  const field = document.activeElement;
  if (quick?.form.contains(field) && (field as Field).name) run(quick, () => quick!.wake()); // there before this script
});
