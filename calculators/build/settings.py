"""Checks what the owner of the site has set: ``python -m calculators.build.settings``.

With ``--publish`` the examples that the project comes with are faults too: nobody should go online with them.
"""

from __future__ import annotations

import sys

from calculators.build.lead import placeholders
from calculators.build.manuscript import lead_of
from calculators.build.owner import OwnerError


def main(arguments: list[str]) -> int:
    """Say in sentences what is wrong; return how many things are."""
    try:
        lead = lead_of()
    except OwnerError as problem:
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
