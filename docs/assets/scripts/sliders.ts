/** Keep a slider and its field the same; the field is the one that counts. */
export function follow(input: Field) {
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
