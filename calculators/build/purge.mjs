/// <reference types="node" />
// Run in Node at build time: leaves out of the theme's style sheets what no page and nothing that a script or Python makes
// can need. Ours stays as it is: what is not used there is deleted by hand.
//
//   node purge.mjs <the theme's style sheets> <ours> <the theme's script> < paths of pages and sources, one on a line

import { readFileSync } from "node:fs";
import { argv, stdin, stdout } from "node:process";

import { PurgeCSS } from "purgecss";

const [theirs, ours, theme] = argv.slice(2).map((path) => readFileSync(path, "utf-8"));
const paths = readFileSync(stdin.fd, "utf-8").split("\n").filter(Boolean);

/** What a selector may be made of: names of classes, elements and attributes are words with dashes and underscores. */
const words = (/** @type {string} */ text) => text.match(/[\w-]+/g) ?? [];
// The theme's script names many elements that it never makes here; of its own classes it is taken at its word.
const own = words(theme ?? "").filter((word) => /^(md|js|no-js|__)/.test(word));

const css = theirs ?? "";
// A value of an attribute may be anything; of the theme's many colours the pages name theirs.
const attributes = [...css.matchAll(/\[([\w-]+)/g)].map(([, name]) => name ?? "");
const dynamicAttributes = [...new Set(attributes)].filter((name) => !/^data-md-color-(primary|accent)$/.test(name));

const [purged] = await new PurgeCSS().purge({
  content: [...paths, { raw: own.join(" "), extension: "words" }],
  css: [{ raw: css }],
  dynamicAttributes,
  defaultExtractor: words,
  variables: true,
  safelist: { variables: (ours ?? "").match(/--[\w-]+/g) ?? [] },
  keyframes: true,
  // Every page is read from left to right.
  blocklist: [/\[dir=rtl\]/],
});
stdout.write(purged.css);
