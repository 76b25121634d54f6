"""Compiles the core, and the part of the standard library that it uses, for the browser.

Runs in Pyodide's own Python, in Node: ``pack_python.mjs`` puts the sources in ``/core`` and starts this. The zips that
it writes hold compiled modules: the visitor's browser has nothing left to compile. Docstrings and asserts stay behind.
"""

import ast
import importlib
import importlib.util
import io
import marshal
import sys
import types
import zipfile
from pathlib import Path

CORE = Path("/core")
STDLIB = Path(f"/lib/python{sys.version_info[0]}{sys.version_info[1]}.zip")
CODECS = ("ascii", "latin_1", "cp1252", "cp437", "iso8859_15", "utf_8_sig", "utf_16", "utf_16_le", "utf_16_be")
ENCODINGS = {f"encodings/{name}.py" for name in CODECS}
# Where typed dictionaries are for the checker of types alone; elsewhere they declare what an operation asks.
UNREAD = "calculators/browser/"
# A header that says "do not compare with the source", which is not there.
HEADER = importlib.util.MAGIC_NUMBER + b"\x01\0\0\0" + bytes(8)
MOMENT = (2020, 1, 1, 0, 0, 0)  # the same sources give the same bytes


def bare(code: types.CodeType) -> types.CodeType:
    """Return the code with one line number a function, that of its first line: a third of the bytes less.

    An entry says for at most eight units of code: no columns (kind 13), as many lines further as before (none). See
    "Location Information" in InternalDocs/code_objects.md of CPython.
    """
    units = len(code.co_code) // 2
    lines = b"".join(bytes([0x80 | 13 << 3 | min(8, units - start) - 1, 0]) for start in range(0, units, 8))
    inner = tuple(bare(each) if isinstance(each, types.CodeType) else each for each in code.co_consts)
    return code.replace(co_linetable=lines, co_consts=inner)


def lean(source: bytes, *, declares: bool, typed: bool) -> ast.Module:
    """Return the syntax tree without docstrings, and without what only a checker of types reads.

    That is the types of functions, and what a typed dictionary holds: an empty class is left of it, as others may build
    on it. A dataclass keeps a docstring of a single sign, or it is given its signature at every start.

    Args:
        source: of a module.
        declares: whether the types of its functions declare what is asked; then they stay.
        typed: whether its typed dictionaries declare anything; then they stay.
    """
    tree = ast.parse(source)
    unread = set() if typed else _typed_dictionaries(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and not declares:
            node.returns = None
            arguments = node.args
            for each in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs):
                each.annotation = None
            for one in (arguments.vararg, arguments.kwarg):
                if one:
                    one.annotation = None
        if isinstance(node, ast.ClassDef) and node.name in unread:
            node.bases = [base for base in node.bases if ast.unparse(base) != "TypedDict"]
            node.keywords, node.body = [], [ast.Pass()]
        documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
        if isinstance(node, documented) and ast.get_docstring(node):
            decorators = node.decorator_list if isinstance(node, ast.ClassDef) else []
            kept = any("dataclass" in ast.unparse(each) for each in decorators)
            sign: list[ast.stmt] = [ast.Expr(ast.Constant("."))]
            nothing: list[ast.stmt] = [] if node.body[1:] else [ast.Pass()]
            node.body[:1] = sign if kept else nothing
    return ast.fix_missing_locations(tree)


def _typed_dictionaries(tree: ast.Module) -> set[str]:
    """Return the names of a module's typed dictionaries, those that build on another of them included."""
    typed = {"TypedDict"}
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and typed & {ast.unparse(base) for base in node.bases}:
            typed.add(node.name)
    return typed


def pack(files: dict[str, bytes], place: str, *, own: bool) -> bytes:
    """Return a zip with each source compiled; the same sources give the same bytes.

    Nothing in it is compressed: the whole is, once, when it is sent, which takes fewer bytes and less time.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, source in sorted(files.items()):
            content, target = source, name
            if name.endswith(".py"):
                typed = not name.startswith(UNREAD)
                tree = lean(source, declares=_declares(name, source), typed=typed) if own else source
                code = compile(tree, place + name, "exec", dont_inherit=True, optimize=1 if own else 2)
                content, target = HEADER + marshal.dumps(bare(code)), name + "c"
            archive.writestr(zipfile.ZipInfo(target, MOMENT), content)
    return buffer.getvalue()


def _declares(name: str, source: bytes) -> bool:
    """Tell whether functions of a module declare what is asked: operations, calculators, quick questions."""
    return b"@operation" in source or b"QuickQuestion(" in source or name.endswith("/__init__.py")


def main() -> None:
    """Import all modules of the core, and pack them with what they needed: as one, and in parts."""
    core = {path.relative_to(CORE).as_posix(): path.read_bytes() for path in CORE.rglob("*.py")}
    sys.path.insert(0, str(CORE))
    methods = importlib.import_module("dataclass_methods")
    written = methods.record()
    for name in sorted(core):
        importlib.import_module(name.removesuffix(".py").replace("/", ".").removesuffix(".__init__"))
    methods.stop()
    used = {module.replace(".", "/") + ending for module in sys.modules for ending in (".py", "/__init__.py")}
    with zipfile.ZipFile(STDLIB) as library:
        stdlib = {name: library.read(name) for name in library.namelist() if name in used | ENCODINGS}
    core["written.marshal"] = marshal.dumps({text: bare(code) for text, code in sorted(written.items())})
    Path("/core.zip").write_bytes(pack(core, "/core.zip/", own=True))
    # Rooms that the website sends apart: most edits are a sentence in one of them, and leave the rest as it was kept.
    for target in map(Path, importlib.import_module("core_start").PARTS):
        part = {name: core.pop(name) for name in sorted(core) if name.startswith(f"calculators/{target.stem}/")}
        target.write_bytes(pack(part, f"{target}/", own=True))
    Path("/base.zip").write_bytes(pack(core, "/base.zip/", own=True))
    Path("/stdlib.zip").write_bytes(pack(stdlib, f"{STDLIB}/", own=False))


if __name__ == "__main__":
    main()
