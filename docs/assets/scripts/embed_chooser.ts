// The page for owners of other sites: what they choose is written as code, and shown by that very code.

import { colourOf, hexOf, onLight } from "./colour.ts";
import { onPage } from "./deployment.ts";
import { all, copyText, listen, one, Part } from "./dom.ts";
import { OPTIONS } from "./embed_options.ts";

class Chooser extends Part {
  private readonly script = this.form.dataset.embedChooser!;
  private text(name: string) { return this.one<HTMLInputElement>(`[name=${name}]`).value.trim(); }

  /** The options that were filled in; what cannot be used is said at its field, and left out. */
  private options() {
    const given = Object.entries(OPTIONS).map(([name, read]) => {
      const text = this.text(name);
      const isWrong = Boolean(text && !read(text));
      const [field, place] = [this.one(`[name=${name}]`), this.one(`#embed-${name}-error`)];
      const { says = "", nearest = "" } = place.dataset;
      const colour = nearest && colourOf(text);
      const advice = colour ? nearest.replace("{kleur}", hexOf(onLight(colour))) : "";
      place.textContent = isWrong ? `${says} ${advice}`.trim() : "";
      if (isWrong) field.setAttribute("aria-invalid", "true");
      else field.removeAttribute("aria-invalid");
      return [name, isWrong ? "" : text] as const;
    });
    return given.filter(([, text]) => text);
  }

  show() {
    const { value: slug, dataset: { page = "", example = "", question = "", title = "" } } = this.one<HTMLSelectElement>("[name=calculator]").selectedOptions[0]!;
    const options = this.options();
    const made = document.createElement("klant-kompas");
    const attributes = [["naam", slug], ["voorbeeld", example], ...options] as [string, string][];
    for (const [name, text] of attributes) if (text) made.setAttribute(name, text);
    const link = Object.assign(document.createElement("a"), { textContent: question });
    link.setAttribute("href", new URL(`../rekenmachines/${slug}/`, this.script).href);
    made.append(link);
    const address = new URL(`${page}/`, this.script);
    for (const [name, text] of options) address.searchParams.set(name, text);
    const frame = Object.assign(document.createElement("iframe"), { src: address.href, title });
    const opening = frame.outerHTML.replace("></iframe>", "");
    const framed = this.one("[data-code=frame]").textContent.replace(/^<iframe src="[^"]*" title="[^"]*"/, () => opening);
    const [script] = this.one("[data-code=line]").textContent.split(/(?<=<\/script>)/);
    const codes: Record<string, string> = { line: `${script}${made.outerHTML}`, frame: framed, address: address.href };
    for (const [name, code] of Object.entries(codes)) this.one(`[data-code=${name}]`).textContent = code;
    for (const place of all(this.form, "[data-copied]")) place.textContent = "";
    this.one("[data-embedded]").replaceChildren(made);
  }
}

let chooser: Chooser | undefined;

listen((form) => (form === chooser?.form ? chooser : undefined), {
  async "copy-code"(own, { dataset: { of: name = "", done = "", failed = "" } }) {
    const isCopied = await copyText(own.one(`[data-code=${name}]`).textContent);
    own.one(`[data-copied=${name}]`).textContent = isCopied ? done : failed;
  },
}, { change: (own) => own.show() });

onPage(() => {
  const form = one<Form>(document, "form[data-embed-chooser]");
  if (!form) return;
  // A copy on a disk has the code alone: what is shown in the frame comes from a website.
  if (location.protocol === "file:") return void all(form, ".kk-live").forEach((each) => each.remove());
  document.documentElement.classList.add("kk-scripted");
  chooser = new Chooser(form);
  chooser.show();
  // From here, wherever this site stands: the code names its address.
  const src = new URL(form.dataset.embedChooser!.split("/").pop()!, location.href).href;
  if (!customElements.get("klant-kompas")) document.head.append(Object.assign(document.createElement("script"), { src }));
});
