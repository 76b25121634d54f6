/// <reference types="node" />
// Run in Node at build time: compiles the core and the part of the standard library that it uses, with Pyodide's own
// Python, so that the visitor's browser has nothing left to compile. Docstrings and asserts stay behind. Also writes
// the lock data that Pyodide wants to see, without its index of packages: none is ever installed.
//
//   node pack_python.mjs <folder of the npm package pyodide> <folder that holds calculators/> <folder for what is packed>

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { argv } from "node:process";
import { pathToFileURL } from "node:url";

const [pyodideFolder, sourceFolder, outFolder] = argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(join(pyodideFolder, "pyodide.mjs")).href);
const python = await loadPyodide({ indexURL: pyodideFolder });

const sources = readdirSync(join(sourceFolder, "calculators"), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith(".py"))
  .map((entry) => join(entry.parentPath, entry.name))
  // Of the adapters only those for the browser go along: the others need MkDocs or a disk.
  .filter((path) => !path.includes(join("calculators", "adapters")) || /(__init__|browser|desk|lists|list_words|report)\.py$/.test(path))
  .filter((path) => !path.endsWith("__main__.py"))
  // What only the build writes: the ways to get in touch.
  .filter((path) => !/(contact|lead|lead_form)\.py$/.test(path))
  .sort();

python.FS.mkdirTree("/core");
for (const path of sources) {
  const target = `/core/${relative(sourceFolder, path).replaceAll("\\", "/")}`;
  python.FS.mkdirTree(target.slice(0, target.lastIndexOf("/")));
  python.FS.writeFile(target, readFileSync(path));
}

python.runPython(`
import ast, builtins, dataclasses, importlib, importlib.util, io, marshal, os, sys, types, zipfile

STDLIB = "/lib/python%d%d.zip" % sys.version_info[:2]
ENCODINGS = {"encodings/%s.py" % name for name in ("ascii", "latin_1", "cp1252", "cp437", "iso8859_15", "utf_8_sig", "utf_16", "utf_16_le", "utf_16_be")}


def bare(code):
    """Return the code with one line number a function, that of its first line: a third of the bytes less.

    An entry says for at most eight units of code: no columns (kind 13), as many lines further as before (none). See
    "Location Information" in InternalDocs/code_objects.md of CPython.
    """
    units = len(code.co_code) // 2
    lines = b"".join(bytes([0x80 | 13 << 3 | min(8, units - start) - 1, 0]) for start in range(0, units, 8))
    inner = tuple(bare(each) if isinstance(each, types.CodeType) else each for each in code.co_consts)
    return code.replace(co_linetable=lines, co_consts=inner)


def without_docstrings(source):
    """Return the syntax tree. A dataclass keeps one of a single sign, or it is given its signature at every start."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and ast.get_docstring(node):
            kept = isinstance(node, ast.ClassDef) and any("dataclass" in ast.unparse(each) for each in node.decorator_list)
            node.body[:1] = [ast.Expr(ast.Constant("."))] if kept else [] if node.body[1:] else [ast.Pass()]
    return ast.fix_missing_locations(tree)


def pack(files, place, own):
    """Return a zip with each source compiled; the same sources give the same bytes.

    Nothing in it is compressed: the whole is, once, when it is sent, which takes fewer bytes and less time.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, source in sorted(files.items()):
            if name.endswith(".py"):
                tree = without_docstrings(source) if own else source
                code = bare(compile(tree, place + name, "exec", dont_inherit=True, optimize=1 if own else 2))
                # A header that says "do not compare with the source", which is not there.
                source = importlib.util.MAGIC_NUMBER + b"\\x01\\0\\0\\0" + bytes(8) + marshal.dumps(code)
                name += "c"
            archive.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), source)
    return buffer.getvalue()


core = {}
for folder, _, names in os.walk("/core"):
    for name in names:
        path = os.path.join(folder, name)
        core[os.path.relpath(path, "/core")] = open(path, "rb").read()

# A dataclass writes its methods as text and compiles that, which is half the work of starting the core. What was
# compiled here goes along, by its text; see worker.py.
written = {}


def remember(text, *names):
    written[text] = code = compile(text, "<dataclass>", "exec", dont_inherit=True, optimize=2)
    builtins.exec(code, *names)


dataclasses.exec = remember
sys.path.insert(0, "/core")
for name in sorted(core):
    module = name.removesuffix(".py").replace("/", ".").removesuffix(".__init__")
    importlib.import_module(module)
used = {module.replace(".", "/") + ending for module in sys.modules for ending in (".py", "/__init__.py")}

with zipfile.ZipFile(STDLIB) as library:
    names = [name for name in library.namelist() if name in used | ENCODINGS]
    stdlib = {name: library.read(name) for name in names}

del dataclasses.exec
core["written.marshal"] = marshal.dumps({text: bare(code) for text, code in sorted(written.items())})
open("/core.zip", "wb").write(pack(core, "/core.zip/", own=True))
open("/stdlib.zip", "wb").write(pack(stdlib, STDLIB + "/", own=False))
`);

for (const name of ["core.zip", "stdlib.zip"]) {
  writeFileSync(join(outFolder, name), python.FS.readFile(`/${name}`));
}

const { info } = JSON.parse(readFileSync(join(pyodideFolder, "pyodide-lock.json"), "utf8"));
const lock = JSON.stringify(JSON.stringify({ info, packages: {} }));
writeFileSync(join(outFolder, "lock.mjs"), `export const lock = ${lock};\n`);
