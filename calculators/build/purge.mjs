/// <reference types="node" />
// Run in Node at build time: leaves out of style sheets what no page and nothing that a script or Python makes can need.
// The sheet of the site itself stays as it is: what is not used there is deleted by hand.
//
//   node purge.mjs < { "styles", "kept": what else may use what they declare, "script": the theme's, "paths": of pages and sources }

import { readFileSync } from "node:fs";
import { stdin, stdout } from "node:process";
import { text } from "node:stream/consumers";

import { PurgeCSS } from "purgecss";

/** @type {{ styles: string, kept: string, script: string, paths: string[] }} */
const { styles: css, kept, script, paths } = JSON.parse(await text(stdin));

/** What a selector may be made of: names of classes, elements and attributes are words with dashes and underscores. */
const words = (/** @type {string} */ text) => text.match(/[\w-]+/g) ?? [];
// The theme's script names many elements that it never makes here; of its own classes it is taken at its word.
const own = words(script).filter((word) => /^(md|js|no-js|__)/.test(word));

/** What a page is made of: its elements, and their classes and names. Its text is no selector, whatever words are in it. */
const inPage = (/** @type {string} */ html) =>
  words([...html.matchAll(/<([\w-]+)|\s(?:class|id|role|data-md-[\w-]+)=("[^"]*"|[^\s>]+)/g)].map(([, tag, value]) => tag ?? value).join(" "));
/** What a source may write into a page stands in its texts. */
const inSource = (/** @type {string} */ source) => words((source.match(/"[^"\n]*"|'[^'\n]*'|`[^`]*`|<[^>]*>/g) ?? []).join(" "));

// What the theme's script makes where a site switches it on, and what is in a page of such a site.
const PARTS = { annotation: "content.code.annotate", clipboard: "content.code", code: "content.code", version: '"provider"' };
const OTHERS = ["author", "banner", "consent", "feedback", "pagination", "post", "select", "social", "source", "status", "tag"];
const signs = Object.entries({ ...PARTS, ...Object.fromEntries(OTHERS.map((part) => [part, `md-${part}`])) });
const pages = paths.filter((path) => path.endsWith(".html")).map((path) => readFileSync(path, "utf-8"));
const off = signs.filter(([, sign]) => !pages.some((page) => page.includes(sign))).map(([part]) => part);

// A value of an attribute may be anything; of the theme's many colours the pages name theirs.
const attributes = [...css.matchAll(/\[([\w-]+)/g)].map(([, name]) => name ?? "");
const dynamicAttributes = [...new Set(attributes)].filter((name) => !/^(data-md-color-(primary|accent)|dir|role)$/.test(name));

const [purged] = await new PurgeCSS().purge({
  // Every page is read from left to right.
  content: [...paths, { raw: [...own, "dir", "ltr", "role", "tooltip"].join(" "), extension: "words" }],
  css: [{ raw: css }],
  dynamicAttributes,
  defaultExtractor: words,
  extractors: [{ extensions: ["html"], extractor: inPage }, { extensions: ["ts", "mjs", "py"], extractor: inSource }],
  variables: true,
  safelist: { variables: kept.match(/--[\w-]+/g) ?? [] },
  keyframes: true,
  blocklist: off.map((part) => new RegExp(`md-${part}`)),
});
stdout.write(purged.css);
