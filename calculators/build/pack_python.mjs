/// <reference types="node" />
// Run in Node at build time: has pack_core.py compile the core and the part of the standard library that it uses, with
// Pyodide's own Python. Also writes the lock data that Pyodide wants to see, without its index of packages: none is ever
// installed.
//
//   node pack_python.mjs <folder of the npm package pyodide> <folder that holds calculators/> <folder for what is packed>

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { argv } from "node:process";
import { pathToFileURL } from "node:url";

const [pyodideFolder, sourceFolder, outFolder] = argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(join(pyodideFolder, "pyodide.mjs")).href);
const python = await loadPyodide({ indexURL: pyodideFolder });

const ROOMS = ["model", "operations", "imports", "catalogue", "presentation", "browser"];
const sources = [join(sourceFolder, "calculators", "__init__.py")];
for (const room of ROOMS) {
  const files = readdirSync(join(sourceFolder, "calculators", room), { recursive: true, withFileTypes: true });
  const modules = files.filter((entry) => entry.isFile() && entry.name.endsWith(".py"));
  sources.push(...modules.map((entry) => join(entry.parentPath, entry.name)));
}
const START = join("browser", "start"); // is no part of the core: it starts it
const core = sources.filter((path) => !path.includes(START)).sort();

python.FS.mkdirTree("/core");
for (const path of core) {
  const target = `/core/${relative(sourceFolder, path).replaceAll("\\", "/")}`;
  python.FS.mkdirTree(target.slice(0, target.lastIndexOf("/")));
  python.FS.writeFile(target, readFileSync(path));
}

for (const name of ["core_start.py", "dataclass_methods.py"]) {
  python.FS.writeFile(`/core/${name}`, readFileSync(join(sourceFolder, "calculators", "browser", "start", name)));
}
python.runPython(readFileSync(join(sourceFolder, "calculators", "build", "pack_core.py"), "utf8"));

for (const name of python.FS.readdir("/").filter((/** @type {string} */ each) => each.endsWith(".zip"))) {
  writeFileSync(join(outFolder, name), python.FS.readFile(`/${name}`));
}

const { info } = JSON.parse(readFileSync(join(pyodideFolder, "pyodide-lock.json"), "utf8"));
const lock = JSON.stringify(JSON.stringify({ info, packages: {} }));
writeFileSync(join(outFolder, "lock.mjs"), `export const lock = ${lock};\n`);
