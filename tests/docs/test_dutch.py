"""The Dutch of the handbook: spelled as the dictionary has it, and as easy to read as the articles."""

from __future__ import annotations

import re

from tests.docs.written import HANDBOOK, prose
from tests.site.spelling import unknown_words
from tests.site.texts import readability

# Names of others, what stands on their buttons, and words of the trade that an owner meets there.
KNOWN = {
    *("Basin", "certbot", "GitHub-account", "Markdown", "nginx"),
    *("Actions", "Changes", "Codespaces", "Control", "Create", "Custom", "Enable", "Enforce", "Fork", "Forms", "Ports"),
    *("ahead", "allowed", "and", "detection", "domain", "enable", "main", "my", "origins", "them", "understand"),
    *(
        "Re-run",
        "Sync",
        "Variables",
        "variables",
        "WebAIM",
        "TLS",
        "PNG",
        "WSL",
        "macOS",
        "KVK-nummer",
        "WhatsApp-nummer",
    ),
    *("branch", "codespace", "Commit", "commits", "contrastchecker", "fork", "Ctrl-"),
    "WhatsApp-nummer",
    *("CHANGELOG.md", "publishing.md", "texts.md"),
}
EASIEST = 60  # plain Dutch; an article must have 50


def _sentences() -> str:
    """The text without code and addresses; of a link only its words, and every cell of a table apart."""
    text = re.sub(r"`[^`]*`|<[^>]*>", "x", prose(HANDBOOK))
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    return re.sub(r"[*#>]", "", text).replace("|", "\n")


def test_the_handbook_is_spelled_well() -> None:
    """Every Dutch word of the handbook is in the dictionary or in the lists, and no word is in the list for nothing."""
    unknown = unknown_words({"handbook": _sentences()})
    assert sorted(unknown.keys() - KNOWN) == []
    assert sorted(KNOWN - unknown.keys()) == []


def test_the_handbook_reads_easily() -> None:
    """An owner who is no programmer gets through it."""
    sentences = re.sub(r"(?<![.:?\s])\n\s*\n", ".\n\n", _sentences())
    assert readability(sentences).score >= EASIEST
