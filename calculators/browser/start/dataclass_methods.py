"""Methods of dataclasses, compiled when the core is packed instead of at each start.

A dataclass writes its methods as text and compiles that, which is half the work of starting the core. What was compiled
in packing goes along, by its text. ``dataclasses`` calls the built-in ``exec`` by name, so a name of that module in its
place sees every text. Stands at the top of the packed core, as nothing of ours may be imported before ``replay``.
"""

import builtins
import dataclasses
from types import CodeType


def record() -> dict[str, CodeType]:
    """From now on keep what dataclasses compile, by its text, in the dictionary that is returned; see ``stop``."""
    written: dict[str, CodeType] = {}

    def compile_and_keep(text: str, *names: dict[str, object]) -> None:
        written[text] = code = compile(text, "<dataclass>", "exec", dont_inherit=True, optimize=2)
        builtins.exec(code, *names)

    vars(dataclasses)["exec"] = compile_and_keep
    return written


def replay(written: dict[str, CodeType]) -> None:
    """From now on use what was compiled before; a text that was not is compiled as ever."""

    def use_compiled(text: str, *names: dict[str, object]) -> None:
        builtins.exec(written.get(text, text), *names)

    vars(dataclasses)["exec"] = use_compiled


def stop() -> None:
    """Compile as ever from now on."""
    vars(dataclasses).pop("exec", None)
