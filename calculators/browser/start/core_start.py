"""Starts the packed core: in the worker of a visit, and in the one that keeps what Python then has in memory.

Stands at the top of the packed core, beside ``dataclass_methods``.
"""

import marshal
import sys
import zipimport
from importlib import import_module

from dataclass_methods import replay  # type: ignore[import-not-found]  # beside this one, once packed

CORE = "/core.zip"
# Rooms that a website sends apart (pack_core.py packs them). The offline copy has the core as one, and not these.
PARTS = ("/catalogue.zip", "/imports.zip")


def begin() -> None:
    """Import what nearly every visit asks for first; nothing to do in a memory in which that was done."""
    if "calculators" in sys.modules:
        return
    replay(marshal.loads(zipimport.zipimporter(CORE).get_data("written.marshal")))
    import_module("calculators").__path__.extend(f"{part}/calculators" for part in PARTS)
    import_module("calculators.browser.calculator_tasks")
