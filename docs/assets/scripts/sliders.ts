import { all } from "./dom.ts";

/** Of a row of buttons with a field beside it one tells: the others are off, or empty. */
function silenceOthers(input: Field) {
  const row = input.closest(".kk-choice__row:has([data-beside])");
  if (!row || !(input.type === "radio" ? (input as Input).checked : input.value)) return;
  for (const other of all<Input>(row, "[name]").filter((each) => each !== input)) {
    if (other.type === "radio") other.checked = false;
    else other.value = "";
  }
}

/** Keep a slider and its field the same, and buttons and the field beside them; the field is the one that counts. */
export function follow(input: Field) {
  silenceOthers(input);
  const owner = input.dataset.sliderFor;
  if (owner) {
    const field = document.getElementById(owner) as Input;
    field.value = input.value.replace(".", ",");
    delete field.dataset.fresh;
    return input.removeAttribute("data-empty");
  }
  const slider = document.querySelector<Input>(`[data-slider-for="${CSS.escape(input.id)}"]`);
  slider?.toggleAttribute("data-empty", !input.value.trim());
  // Only what can be read in one way moves the slider; reading numbers is Python's.
  if (slider && /^\d+(,\d+)?%?$/.test(input.value)) slider.value = `${Number.parseFloat(input.value.replace(",", "."))}`;
}
