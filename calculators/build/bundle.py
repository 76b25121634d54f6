"""Writes the page's modules as one classic script: from a disk a browser loads no modules.

Our modules use few forms of import and export, each on a line of its own, with nothing renamed. This knows those and
stops at any other.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

_IMPORT = re.compile(r'^import \{ (\w+(?:, \w+)*) \} from "\./([\w.]+)";$', re.MULTILINE)
_EXPORTED_LIST = re.compile(r"^export \{ (\w+(?:, \w+)*) \};$", re.MULTILINE)
_EXPORTED = re.compile(r"^export ((?:async )?(?:function|const) (\w+))", re.MULTILINE)
_UNKNOWN = re.compile(r"^\s*(?:import|export)\b(?!\().*|\bimport\.meta\b.*", re.MULTILINE)


class BundleError(RuntimeError):
    """A module uses a form of import or export that is not known here."""


def bundle(first: str, entries: Sequence[str], modules: Mapping[str, str]) -> str:
    """Return one script that does what the modules do.

    Args:
        first: the module that is run before all others, and whose exports all others see as if they were the browser's.
        entries: the modules that a page starts.
        modules: the text of each module by name, also of those that are imported.

    Raises:
        BundleError: for an import or export that is not known here.
        KeyError: for a module that is not there.

    >>> print(bundle("a.js", ["b.js"], {"a.js": "export const x = 1;", "b.js": 'import { x } from "./a.js";'}))
    (async () => {
    "use strict";
    const a_js = await (async () => {
    const x = 1;
    return { x };
    })();
    const { x } = a_js;
    const b_js = await (async () => {
    const { x } = a_js;
    return {  };
    })();
    })();
    """
    order = in_order([first, *entries], modules)
    parts = [_as_function(name, modules[name]) for name in order]
    parts.insert(order.index(first) + 1, f"const {{ {', '.join(_exports(modules[first]))} }} = {_variable(first)};")
    return "\n".join(["(async () => {", '"use strict";', *parts, "})();"])


def in_order(names: Sequence[str], modules: Mapping[str, str]) -> list[str]:
    """Return the names with those of all that they import, each after what it imports itself."""
    order: dict[str, None] = {}
    for name in names:
        imported = [each for _, each in _IMPORT.findall(modules[name])]
        order |= dict.fromkeys([*in_order(imported, modules), name])
    return list(order)


def _as_function(name: str, text: str) -> str:
    body = _IMPORT.sub(lambda match: f"const {{ {match[1]} }} = {_variable(match[2])};", text)
    body = _EXPORTED.sub(r"\1", _EXPORTED_LIST.sub("", body))
    if unknown := _UNKNOWN.search(body):
        message = f"{name} holds {unknown[0]!r}, which the offline copy cannot bundle"
        raise BundleError(message)
    names = ", ".join(_exports(text))
    return f"const {_variable(name)} = await (async () => {{\n{body.strip()}\nreturn {{ {names} }};\n}})();"


def _exports(text: str) -> list[str]:
    listed = [name for names in _EXPORTED_LIST.findall(text) for name in names.split(", ")]
    return [*(name for _, name in _EXPORTED.findall(text)), *listed]


def _variable(name: str) -> str:
    return name.replace(".", "_")
