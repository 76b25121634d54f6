/// <reference types="node" />
// Run in Node at build time: leaves out of Pyodide what only packages of others need, of which none is ever loaded here.
// It exports some thousands of names for those, each with a line in its script and code that nothing else uses.
//
//   node trim_pyodide.mjs <folder of the npm package pyodide> <folder for what is left>

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { argv, execPath } from "node:process";

const [pyodideFolder, outFolder] = argv.slice(2);
const METADCE = join(dirname(createRequire(import.meta.url).resolve("binaryen/package.json")), "bin", "wasm-metadce");
// What Pyodide is compiled with, and no more: what a tool may write beyond that not every browser can read.
const FEATURES = [
  ..."bulk-memory bulk-memory-opt reference-types exception-handling sign-ext".split(" "),
  ..."nontrapping-float-to-int mutable-globals multivalue extended-const".split(" "),
].map((name) => `--enable-${name}`);

const WORD = /[A-Za-z_$][\w$]*/g;
const ASSIGN = "function assignWasmExports(wasmExports){";
const DECLARED = /var _[\w$]+(?:,_[\w$]+){50,}/; // all of those names
const LINE = /^([\w$]+)=(?:Module\["([^"]+)"\]=)?wasmExports\["[^"]+"\]$/;

const glue = readFileSync(join(pyodideFolder, "pyodide.asm.mjs"), "utf8");
const program = join(pyodideFolder, "pyodide.asm.wasm");

const start = glue.indexOf(ASSIGN) + ASSIGN.length;
const end = glue.indexOf("}", start);
const declared = glue.match(DECLARED)?.[0] ?? "";
if (start < ASSIGN.length || !declared) throw new Error("Pyodide's script is written otherwise than it was");

/** Names that the script mentions anywhere but where all of them are declared and filled in. */
const mentioned = new Set((glue.slice(0, start) + glue.slice(end)).replace(declared, "").match(WORD));
const lines = glue.slice(start, end).split(";");
const isNeeded = (/** @type {string} */ line) => {
  const [, name, published] = line.match(LINE) ?? [];
  return !name || mentioned.has(name) || mentioned.has(published); // a line of another kind stays
};
const unneeded = new Set(lines.filter((line) => !isNeeded(line)).map((line) => line.match(LINE)?.[1]));
const names = declared.slice("var ".length).split(",").filter((name) => !unneeded.has(name));
const left = (glue.slice(0, start) + lines.filter(isNeeded).join(";") + glue.slice(end)).replace(declared, `var ${names}`);
writeFileSync(join(outFolder, "pyodide.asm.mjs"), left);

const module = await WebAssembly.compile(readFileSync(program));
const asked = new Set(left.match(WORD));
// By these names it finds addresses of its own.
for (const { module: from, name } of WebAssembly.Module.imports(module)) if (from.startsWith("GOT")) asked.add(name);
const kept = WebAssembly.Module.exports(module).filter(({ name }) => asked.has(name));
const workshop = mkdtempSync(join(tmpdir(), "pyodide-"));
try {
  const graph = join(workshop, "graph.json");
  writeFileSync(graph, JSON.stringify(kept.map(({ name }) => ({ name: `kept ${name}`, root: true, export: name }))));
  const command = [METADCE, program, "--graph-file", graph, "-o", join(outFolder, "pyodide.asm.wasm"), ...FEATURES];
  execFileSync(execPath, command, { stdio: ["ignore", "ignore", "inherit"] });
} finally {
  rmSync(workshop, { recursive: true });
}
