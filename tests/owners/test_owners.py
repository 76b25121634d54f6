"""Owners of all kinds: each edits a fork of their own, builds it, may publish it, and stays green.

The tests that tell whether a fork is well run in the fork itself, in a process of their own. Where an edit asks for
`make keep`, that is said, and is all that it takes.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.owners.fork import Fork
from tests.site.cards import SIGNATURE

# Where settings and the address of the site come out.
TELLING = (
    "tests/core/build/test_lead.py",
    "tests/site/test_addresses.py",
    "tests/site/test_nginx.py::test_headers_are_those_that_other_hosts_send",
    "tests/site/test_pages.py",
    "tests/site/test_policy.py",
    "tests/site/test_spelling.py",
    "tests/browser/test_policy.py::test_a_visit_breaks_no_rule[chromium]",
    "tests/browser/test_lead.py::test_without_a_service_the_form_makes_a_message",
)
# Where colours, texts and new pages come out, beside those.
TELLING_OF_TEXTS = (
    *TELLING,
    "tests/site/test_cards.py",
    "tests/site/test_headings_and_pictures.py",
    "tests/site/test_manuscript.py",
    "tests/site/test_texts.py",
)
ARTICLE = """---
title: Wanneer verhoog je je prijs?
description: Je prijs verhogen is de snelste manier om meer te verdienen. Zo kies je het moment en het bedrag.
changed: 2026-11-29
---
# Wanneer verhoog je je prijs?

Een hogere prijs kost je een middag. Bij Bakkerij Zwiepkwork deden ze het in één keer: van het voorbeeld blijft er
[kerncijfer: klantwaarde, Netto per uur] per uur over.
"""
ADDRESS = "docs/kennis/prijs-verhogen.md"

Edit = Callable[[Fork], None]


def none(fork: Fork) -> None:
    """A name and an address, and nothing else."""
    fork.set_lead(name="Jansen Advies", email="info@jansenadvies.nl")


def formspree(fork: Fork) -> None:
    """A form service of the list, and a telephone."""
    service = "https://formspree.io/f/abcdwxyz"
    fork.set_lead(
        name="Jansen Advies", email="info@jansenadvies.nl", phone="06 12345670", kind="formspree", endpoint=service
    )


def netlify(fork: Fork) -> None:
    """A service that is the host itself: it has no address."""
    fork.set_lead(name="Jansen Advies", email="", phone="085 123 45 67", kind="netlify")


def own_handler(fork: Fork) -> None:
    """A form handler of their own, an agenda, WhatsApp, and a name with accents and signs."""
    fork.set_lead(
        name="Café Zoë & René's",
        email="zoe@cafezoe.nl",
        whatsapp="+31 6 12 34 56 78",
        appointment="https://agenda.cafezoe.nl/kennismaken?duur=30",
        kind="eigen",
        endpoint="https://formulier.cafezoe.nl/f/1",
    )


def firm(fork: Fork) -> None:
    """Everything at once: a colour, a name for the site, a new article, and another word in a calculator."""
    none(fork)
    fork.edit("mkdocs.yml", r"(?m)^site_name: .*$", "site_name: Jansens Kompas")
    fork.edit("docs/assets/styles/colours.css", r"(--kk-primary: var\(--kk-light), #0f5c56", r"\1, #7a1f5c")
    (fork.folder / ADDRESS).write_text(ARTICLE, "utf-8")
    fork.edit(
        "mkdocs.yml", r"( +)(- Begrippen: kennis/begrippen.md)", r"\1- Prijs verhogen: kennis/prijs-verhogen.md\n\1\2"
    )
    fork.edit(
        "calculators/catalogue/klantenlijst/headline.py",
        r'"Geen enkele klant kost je geld: ',
        '"Geen klant kost je geld: ',
    )


OWNERS: dict[str, tuple[Edit, str]] = {
    "none": (none, "https://jansen.github.io/klantkompas/"),
    "formspree": (formspree, "https://www.jansenadvies.nl/"),
    "netlify": (netlify, "https://jansenadvies.netlify.app/"),
    "own handler": (own_handler, "https://cafezoe.nl/"),
}


@pytest.mark.parametrize("owner", OWNERS)
def test_an_owner_builds_publishes_and_stays_green(owner: str, tmp_path: Path) -> None:
    """With settings of their own the site is built, nothing keeps it from going online, and its tests pass."""
    edit, url = OWNERS[owner]
    fork = Fork(tmp_path / "fork", url)
    edit(fork)
    for step in (fork.build, fork.publishable, lambda: fork.test(*TELLING)):
        done = step()
        assert done.returncode == 0, done.stdout[-3000:] + done.stderr


def test_the_project_as_it_comes_is_built_but_not_published(tmp_path: Path) -> None:
    """Made-up settings do not go online: each is named, with the file to fill it in."""
    fork = Fork(tmp_path / "fork")
    fork.set_lead(name="Voorbeeldnaam", email="gesprek@example.nl")
    assert fork.build().returncode == 0
    said = fork.publishable()
    assert said.returncode
    assert "extra.lead.name is nog een voorbeeld: 'Voorbeeldnaam'." in said.stderr
    assert "mkdocs.yml" in said.stderr


def test_a_firm_with_texts_of_its_own_hears_which_command_and_is_green_after_it(tmp_path: Path) -> None:
    """A new article asks for its card; new words and a changed sentence say `make keep`, and are green after it."""
    fork = Fork(tmp_path / "fork", "https://jansen.github.io/advies/")
    firm(fork)
    stopped = fork.build()
    assert stopped.returncode
    assert stopped.stderr.startswith(f"{ADDRESS}: ")
    assert "`make keep`" in stopped.stderr
    assert stopped.stderr.count("\n") == 1
    _put_card(fork.folder / "docs" / "assets" / "cards" / "kennis-prijs-verhogen.png", "Wanneer verhoog je je prijs?")
    assert fork.build().returncode == 0
    assert fork.publishable().returncode == 0
    quoting = "tests/core/catalogue/test_klantenlijst.py"
    red = fork.test(*TELLING_OF_TEXTS, quoting)
    assert "zwiepkwork" in red.stdout.casefold()
    assert "Geen klant kost je geld" in red.stdout
    assert "`make keep` vernieuwt wat daaruit volgt" in red.stdout
    renewed = fork.run("tests.keep", "words", "quotes")
    assert renewed.returncode == 0, renewed.stderr
    assert "+Zwiepkwork" in renewed.stdout
    assert "Geen klant kost je geld" in renewed.stdout
    green = fork.test(*TELLING_OF_TEXTS, quoting)
    assert green.returncode == 0, green.stdout[-3000:]


@pytest.mark.full
def test_after_make_keep_looks_and_keyboard_are_green_too(tmp_path: Path) -> None:
    """All of `make keep` in the fork of a firm: the real card, the walk by keyboard and the screenshots."""
    fork = Fork(tmp_path / "fork", "https://jansen.github.io/advies/")
    firm(fork)
    kept = fork.run("tests.keep")
    if "Install cairo" in kept.stderr:
        pytest.skip("the libraries that draw cards are not here")
    assert kept.returncode == 0, kept.stdout[-2000:] + kept.stderr
    done = fork.test(*TELLING_OF_TEXTS, "tests/browser/screenshots", "tests/browser/test_keyboard.py")
    assert done.returncode == 0, done.stdout[-3000:]


def _put_card(file: Path, title: str) -> None:
    """Put a plain card where `make keep` would draw one; that needs libraries of the system."""
    rows = zlib.compress(b"".join(b"\0" + bytes(150) for _ in range(630)), 9)
    header = struct.pack(">IIBBBBB", 1200, 630, 1, 0, 0, 0, 0)
    note = b"Title\0\0\0\0\0" + title.encode()
    parts = ((b"IHDR", header), (b"iTXt", note), (b"IDAT", rows), (b"IEND", b""))
    file.write_bytes(
        SIGNATURE
        + b"".join(
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
            for kind, content in parts
        )
    )
