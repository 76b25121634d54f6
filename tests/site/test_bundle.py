"""The page's modules as one script, for the offline copy."""

from __future__ import annotations

import pytest

from calculators.build.bundle import BundleError, bundle, in_order
from calculators.build.offline import open_from_disk
from calculators.build.site import BuildError


def test_a_module_comes_after_what_it_imports_and_once() -> None:
    """Whatever the order in which a page starts them."""
    modules = {
        "page.js": 'import { ask } from "./python.js";\nimport { keep } from "./storage.js";',
        "other.js": 'import { ask } from "./python.js";',
        "python.js": 'import { keep } from "./storage.js";\nexport const ask = keep;',
        "storage.js": "export function keep() {}",
    }
    assert in_order(["page.js", "other.js"], modules) == ["storage.js", "python.js", "page.js", "other.js"]


def test_names_of_one_module_do_not_meet_those_of_another() -> None:
    """Each stands in a function of its own, which gives out what the module exports."""
    script = bundle("a.js", ["b.js"], {"a.js": "const own = 1;\nexport { own };", "b.js": "const own = 2;"})
    assert script.count("const own = ") == 2
    assert "return { own };" in script


@pytest.mark.parametrize(
    "line",
    [
        'import * as python from "./python.js";',
        'import python from "./python.js";',
        'import { ask as question } from "./python.js";',
        'import "./python.js";',
        "export default 1;",
        "export let count = 1;",
        "export const { one, two } = both;",
        'export * from "./python.js";',
        "export { ask as question };",
        'const here = new URL("x", import.meta.url);',
    ],
)
def test_a_form_that_is_not_known_stops_the_build(line: str) -> None:
    """Rather no copy than one that breaks on a visitor's disk."""
    with pytest.raises(BundleError, match="cannot bundle"):
        bundle("a.js", ["b.js"], {"a.js": "", "b.js": f"const one = 1;\n{line}", "python.js": ""})


def test_a_theme_without_its_script_stops_the_build() -> None:
    """The search of the copy goes before the theme's script; when that has moved, somebody must look."""
    with pytest.raises(BuildError, match="search"):
        open_from_disk("<body></body>")
