// A form that talks with Python: it starts it, and says how that goes.

import { Part } from "./dom.ts";
import { startPython } from "./python.ts";

const SLOW_MS = 10_000;
const MEGABYTES = new Intl.NumberFormat("nl-NL", { minimumFractionDigits: 1, maximumFractionDigits: 1 });

export class Talk extends Part {
  constructor(form: Form) {
    super(form);
    form.dataset.begun = ""; // the style sheet no longer waits to say that no script came
  }

  /** Whether only loading the page anew will help. */
  get isOld() { return ["newer", "lost"].includes(this.form.dataset.failed ?? ""); }

  /** Whether Python is there. It is started when it is not. */
  async ready(asked = false) {
    const { dataset } = this.form;
    if (dataset.state === "ready") return true;
    if (this.isOld && !asked) return false; // what it says stays there while somebody types
    dataset.state = "loading";
    if (!this.isOld) delete dataset.failed;
    this.showProgress(0);
    const slow = this.one("[data-slow]");
    const timer = setTimeout(() => (slow.hidden = false), SLOW_MS);
    try {
      await startPython((fraction) => this.showProgress(fraction));
      dataset.state = "ready";
      delete dataset.failed;
    } catch (problem) { this.fail(problem); }
    clearTimeout(timer);
    slow.hidden = true;
    return dataset.state === "ready";
  }

  private showProgress(fraction: number) {
    const [so, all] = [fraction, 1].map((part) => MEGABYTES.format((part * BUILD.transferBytes) / 1e6));
    this.one("[data-progress]").textContent = `${so} van ${all} MB`;
    this.one<HTMLProgressElement>("progress").value = fraction;
  }

  /** Say that Python is not there, and why. What was typed and the last result stay; the next press of a button tries again. */
  override fail(problem: unknown) {
    this.form.dataset.failed = (problem as Problem).why ?? "browser";
    this.form.dataset.state = "failed";
    const field = document.activeElement;
    if (this.isOld && this.form.contains(field)) field?.scrollIntoView({ block: "nearest" }); // from under what is said
  }
}
