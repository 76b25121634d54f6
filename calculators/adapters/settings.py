"""Checks what the owner of the site has set: ``python -m calculators.adapters.settings``.

With ``--publish`` the examples that the project comes with are faults too: nobody should go online with them.
"""

from __future__ import annotations

import sys

from mkdocs.utils.yaml import yaml_load

from calculators.adapters.runtime import ROOT
from calculators.model.lead import Lead, SettingError, placeholders, read_lead


def settings() -> Lead:
    """Return the settings of ``extra.lead`` in mkdocs.yml.

    Raises:
        SettingError: for one that cannot be used.
    """
    with (ROOT / "mkdocs.yml").open("rb") as file:
        return read_lead(yaml_load(file)["extra"]["lead"])


def main(arguments: list[str]) -> int:
    """Say in sentences what is wrong; return how many things are."""
    try:
        lead = settings()
    except SettingError as problem:
        print(problem, file=sys.stderr)
        return 1
    unfinished = placeholders(lead) if "--publish" in arguments else []
    for sentence in unfinished:
        print(sentence, file=sys.stderr)
    if unfinished:
        print("Vul dit in mkdocs.yml in: met voorbeelden gaat de site niet online.", file=sys.stderr)
    return len(unfinished)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
