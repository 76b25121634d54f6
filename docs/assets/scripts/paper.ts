// On paper what is folded is open: the style sheet leaves out what does not belong there.

import { all } from "./dom.ts";

let unfolded: HTMLDetailsElement[] = [];
addEventListener("beforeprint", () => {
  unfolded = all(document, ".md-content details:not([open])");
  for (const fold of unfolded) fold.open = true;
});
addEventListener("afterprint", () => {
  for (const fold of unfolded) fold.open = false;
});
