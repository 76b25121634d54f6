"""Renews all that follows from an edit, and shows what changed: ``make keep``.

Some files hold what the site was like: social cards with the title of a page, words that are no fault of spelling,
sentences that tests quote, the walk by keyboard, screenshots. They are committed, so that a change that nobody meant is
seen. After an edit that was meant this renews them. Read what it shows, and commit it with the edit.
"""

from __future__ import annotations

import difflib
import hashlib
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from calculators.build.cards import CARDS
from calculators.build.owner import OwnerError
from calculators.build.runtime import ROOT
from calculators.build.site import SITE, BuildError, build
from calculators.catalogue import slugs
from tests import quotes
from tests.browser import keyboard
from tests.browser.screenshots.pictures import KEPT
from tests.site import spelling, words
from tests.site.cards import stale_cards

SAID = Path(__file__).with_name("said.json")  # of every module with sentences a hash of those, as they were kept
# Tests that quote whatever calculator, beside those that are named after one.
QUOTING_ANY = (
    "core/browser/test_report.py",
    "core/browser/test_desk.py",
    "core/model/test_handover.py",
    "browser/test_report.py",
)


def main(steps: list[str]) -> int:
    """Renew all of it, or the steps that are named; return 1 when a test quotes what could not be put right."""
    try:
        build(preview=True)  # a new page has no card yet
    except (BuildError, OwnerError) as problem:
        sys.exit(str(problem))
    before, left = _kept(), list[str]()
    _format()
    for name, renew in STEPS.items():
        if not steps or name in steps:
            left += renew() or []
    _format()
    changes = [*_changes(before, _kept())]
    print("\n".join(changes or ["Er is niets veranderd."]))
    if changes:
        print("\nKlopt dit met wat je veranderde? Leg het dan vast, samen met je wijziging.")
    for test in left:
        print(f"Deze test is nog rood, en niet door een zin die hij aanhaalt: {test}", file=sys.stderr)
    return 1 if left else 0


def _format() -> None:
    """Lay out the lines of code again: a longer word can make one too long."""
    subprocess.run([sys.executable, "-m", "ruff", "format", "--quiet"], cwd=ROOT, check=True)


def _renew_cards() -> None:
    if stale := stale_cards(SITE):
        print(f"Kaarten: {', '.join(stale)}", flush=True)
        subprocess.run(["make", "--no-print-directory", "cards"], cwd=ROOT, check=True)
        build()


def _renew_in_browser(module: str) -> None:
    """Run a module in a process of its own: what it looks at is the site that was just built."""
    subprocess.run([sys.executable, "-m", module], cwd=ROOT, check=True)


def _renew_walk() -> None:
    print("Wandeling met het toetsenbord (enkele minuten)", flush=True)
    _renew_in_browser("tests.browser.keyboard")


def _renew_quotes() -> list[str]:
    """Renew the quotes of modules that say something else than was kept; return the tests that stay red."""
    said = {name: hashlib.sha256(text.encode()).hexdigest()[:16] for name, text in sorted(words.modules().items())}
    known = json.loads(SAID.read_text("utf-8")) if SAID.is_file() else {}
    changed = [Path(name) for name in said if said[name] != known.get(name)]
    if not changed:
        return []
    print(f"Zinnen die tests aanhalen: {', '.join(map(str, changed))}", flush=True)
    names = {path.parent.name for path in changed}
    if not names <= {slug.replace("-", "_") for slug in slugs()}:  # words of all calculators
        names = {slug.replace("-", "_") for slug in slugs()}
    tests = {file for name in names for file in (ROOT / "tests").rglob(f"test_{name}.py")}
    tests |= {ROOT / "tests" / name for name in QUOTING_ANY}
    left = quotes.renew(sorted(file.relative_to(ROOT).as_posix() for file in tests))
    SAID.write_text(json.dumps(said, indent=2) + "\n", "utf-8")
    return left


def _kept() -> dict[Path, bytes]:
    """Return all that may be renewed."""
    files = [
        *CARDS.glob("*.png"),
        *KEPT.iterdir(),
        keyboard.KEPT,
        spelling.WORD_LIST,
        *(ROOT / "tests").rglob("test_*.py"),
    ]
    return {file: file.read_bytes() for file in files if file.is_file()}


def _changes(before: dict[Path, bytes], after: dict[Path, bytes]) -> Iterator[str]:
    """Tell of every file what changed: lines of a text, the name of a picture."""
    for file in sorted({*before, *after}):
        old, new = before.get(file, b""), after.get(file, b"")
        name = file.relative_to(ROOT).as_posix()
        if old == new:
            continue
        if file.suffix == ".png":
            yield f"{name}: {'nieuw' if not old else 'weg' if not new else 'veranderd'}"
        else:
            lines, now = (text.decode("utf-8").splitlines() for text in (old, new))
            yield from difflib.unified_diff(lines, now, name, name, n=0, lineterm="")


STEPS: dict[str, Callable[[], list[str] | None]] = {
    "cards": _renew_cards,
    "words": lambda: words.renew(SITE),
    "quotes": _renew_quotes,
    "keyboard": _renew_walk,
    "screenshots": lambda: _renew_in_browser("tests.browser.screenshots"),
}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
