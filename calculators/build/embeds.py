"""Makes the pages with one calculator each for frames on sites of others, and what goes with them.

In ``insluiten/`` come a page for each example of each calculator, one for a calculator that there is not, and the
script of the element ``<klant-kompas>``; in ``oembed/`` what a site asks that finds out by itself how to embed an
address. What others wrote into their sites must work for ever: addresses, attributes and messages are a contract, in
``handbook/embedding.md``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from calculators.build.bundle import SCRIPTS, script_of
from calculators.build.embed_page import (
    ELEMENT,
    FOLDER,
    HEIGHT,
    NAME,
    UNKNOWN,
    WIDTH,
    frame,
    pages_of,
    render_embed,
    render_unknown,
    title_of,
)
from calculators.build.policy import CHARSET
from calculators.catalogue import find, slugs
from calculators.model.calculator import Calculator
from calculators.presentation.html import Html, element, join

OEMBED = "oembed"


def write_embeds(site: Path, url: str) -> None:
    """Write all of it into a site whose other pages are there.

    Args:
        site: the folder of the site.
        url: where it will stand, with a slash at the end.

    Raises:
        BundleError: when a script cannot be read.
        SetupError: when the npm packages are missing.
    """
    for calculator in map(find, slugs()):
        for name, example in pages_of(calculator):
            _write(site / FOLDER / name, _page(name, url, calculator, render_embed(calculator, example)))
            card = site / OEMBED / f"{name}.json"
            card.parent.mkdir(exist_ok=True)
            card.write_text(json.dumps(_oembed(name, url, calculator), ensure_ascii=False), encoding="utf-8")
    _write(site / FOLDER / UNKNOWN, _page(UNKNOWN, url, None, render_unknown()))
    (site / FOLDER / ELEMENT).write_text(script_of(SCRIPTS / "klant_kompas.ts"), encoding="utf-8")


def _write(folder: Path, page: str) -> None:
    folder.mkdir(parents=True)
    (folder / "index.html").write_text(page, encoding="utf-8")


def _page(name: str, url: str, calculator: Calculator | None, body: Html) -> str:
    """Write a page; its sheet and its script get their hashed names with those of all other pages."""
    head = element(
        "head",
        None,
        Html(f"\n{CHARSET}\n"),
        element("title", None, title_of(calculator) if calculator else NAME),
        element("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        element("meta", {"name": "color-scheme", "content": "light dark"}),  # as the page around it has it
        element("meta", {"name": "robots", "content": "noindex"}),
        element("meta", {"name": "referrer", "content": "strict-origin-when-cross-origin"}),
        element("base", {"target": "_blank"}),  # links lead out of the frame
        element("link", {"rel": "icon", "href": "../../assets/images/favicon.svg"}),
        element("link", {"rel": "stylesheet", "href": "../../assets/embed.css"}),
        element("script", {"src": "../../assets/embed.js", "type": "module"}),
        join(*_of_calculator(name, url, calculator)) if calculator else None,
    )
    scheme = {"class": "kk-embed", "data-md-color-scheme": "default"}
    page = element("html", {"lang": "nl", "class": "no-js"}, head, element("body", scheme, body))
    return f"<!doctype html>\n{page}\n"


def _of_calculator(name: str, url: str, calculator: Calculator) -> Iterator[Html]:
    yield element("link", {"rel": "canonical", "href": f"{url}rekenmachines/{calculator.slug}/"})
    yield element(
        "link",
        {
            "rel": "alternate",
            "type": "application/json+oembed",
            "href": f"{url}{OEMBED}/{name}.json",
            "title": calculator.name,
        },
    )


def _oembed(name: str, url: str, calculator: Calculator) -> dict[str, object]:
    """Return what stands in a file for oEmbed (https://oembed.com, 2.3.4.4)."""
    return {
        "version": "1.0",
        "type": "rich",
        "provider_name": "Klantkompas",
        "provider_url": url,
        "title": calculator.question,
        "html": frame(name, url, title_of(calculator)),
        "width": WIDTH,
        "height": HEIGHT,
    }
