// All that runs on a calculator in a frame on somebody else's page. Nothing is kept on the device here. The messages between
// frame and page are a contract: see handbook/embedding.md.

import "./embed_setup.ts"; // first: where what is asked cannot be used, nothing else runs
import "./intake.ts";
import "./paper.ts";

import { attempt, copyText, listen, one } from "./dom.ts";
import { calculators, whenAnswered, type Calculator } from "./form.ts";

const VERSION = 1;

// Links lead out of the frame (see `base` in the page); within the page they do not.
document.addEventListener("click", ({ target }) => {
  const link = (target as Element).closest?.<HTMLAnchorElement>("a[href^='#']");
  if (link) link.target = "_self";
}, { capture: true });

// The page around this one ---------------------------------------------------------------------------------------------

/** The page that this one is in, once it told its address: without what stands behind its #. */
let host: { address: string; tell(message: object): void } | undefined;

const showHeight = () => {
  const hoogte = Math.ceil(document.body.getBoundingClientRect().height);
  host?.tell({ klantkompas: VERSION, hoogte, titel: document.title });
};
const watcher = new ResizeObserver(showHeight);

addEventListener("message", ({ source, origin, data }) => {
  if (self === top || source !== parent || data?.klantkompas !== VERSION) return;
  const told = attempt(() => new URL(data.pagina), null);
  if (!told || told.origin !== origin) return; // a page tells of itself alone
  // A page on a disk has no origin that can be named; how high the frame is may be known to it.
  const at = origin === "null" ? "*" : origin;
  host = { address: told.href.split("#")[0]!, tell: (message) => parent.postMessage(message, at) };
  document.documentElement.classList.add("kk-fitted"); // as high as it must be: nothing to scroll
  watcher.observe(document.body);
  showHeight();
});

// What goes along ------------------------------------------------------------------------------------------------------

let turn = 0;

/** Keep the way to our own page up to date: with the numbers that stand here, where a link can hold them. */
whenAnswered(async (own) => {
  const mine = ++turn;
  const link = one<HTMLAnchorElement>(own.form, "[data-take]");
  const first = (link.dataset.take ||= link.href);
  const isAsItCame = own.isExample && own.state.business === own.business && own.one("[data-explored]").hidden;
  const { fragment = "" }: Reply = isAsItCame ? {} : await own.ask("share").catch(() => ({}));
  if (mine !== turn) return; // something was typed since
  link.href = isAsItCame ? first : [first.split("#")[0], fragment].filter(Boolean).join("#");
  link.textContent = link.dataset[isAsItCame || fragment ? "with" : "without"]!;
});

listen((form) => calculators.get(form), {
  async "share-here"(own: Calculator, { dataset }) {
    const { fragment = "", message } = await own.ask("share");
    if (message) return own.say(message);
    const address = `${host?.address ?? one<HTMLAnchorElement>(own.form, "[data-take]").href.split("#")[0]}#${fragment}`;
    own.told((await copyText(address)) ? dataset.done : `${dataset.failed} ${address}`);
  },
});
