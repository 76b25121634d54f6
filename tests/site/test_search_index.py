"""What the theme's search knows of the pages: their texts, and no words that run together."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

# Names that are written so.
NAMES = {
    *("DasGupta", "McGivena", "localStorage", "sessionStorage", "WhatsApp", "JavaScript", "SnelStart", "WebAssembly"),
    *("PowerShell", "FileHash", "WordPress"),
}


def _docs(site: Path) -> list[dict[str, str]]:
    docs: list[dict[str, str]] = json.loads((site / "search" / "pages.json").read_text("utf-8"))["docs"]
    return docs


def test_no_words_run_together(site: Path) -> None:
    """Between a term and its meaning, and between two cells, stands a space, or they are not in the index."""
    for each in _docs(site):
        text = re.sub(r"<[^>]+>", " ", html.unescape(each["text"]))
        joined = set(re.findall(r"\w*[a-zë€%)][A-Z][a-z]+", text))
        assert joined <= NAMES, each["location"]


def test_charts_and_tables_are_not_searched(site: Path) -> None:
    """What is drawn or listed stands on the page; the index has the sentences around it."""
    texts = " ".join(each["text"] for each in _docs(site))
    assert "Wat je invult Grenzen" not in texts
    assert "Tabel tonen" not in texts


def test_all_cards_are_found_once(site: Path) -> None:
    """The home page repeats the cards of the overview; the search knows them from there."""
    text = "Kies je klantenlijst uit Excel of je boekhouding."
    assert [each["location"].partition("#")[0] for each in _docs(site) if text in each["text"]] == ["rekenmachines/"]
