"""A file of any kind comes in, piece by piece: one way in for the page and for the command line.

What a file is, is seen from its content, because names lie: a workbook, an auditfile, or text with columns. What can
not be read is refused with a sentence that says what to do. A file that is too large is refused before it is read
(``limits_for``), and while it is read when it turns out to be larger or of another kind than its name said.

Errors stand at ``text``, as those of ``import.csv`` and ``import.xaf``, and have their codes. A file of a kind that
nobody can read here (PDF, .xls, a picture, a web page) is ``wrong_type``: something of another shape is due.
``not_an_auditfile`` is for XML alone.

    intake = Intake(name)
    for piece in pieces:
        intake.feed(piece)
    reading = intake.finish()
"""

from __future__ import annotations

import re
from typing import Protocol

from calculators.imports._files import well_formed
from calculators.imports.auditfile import AuditfileReader
from calculators.imports.csv_list import decoded, empty_file
from calculators.imports.reading import AuditfileContent, Kind, Reading, SheetContent, TextContent, read_table
from calculators.imports.tables import MOST_CUSTOMERS, check_row_count
from calculators.imports.xlsx_list import MEGABYTE, read_workbook
from calculators.model.dutch_numbers import format_number
from calculators.model.errors import InputError

MOST_BYTES: dict[Kind, int] = {"csv": 30 * MEGABYTE, "xlsx": 15 * MEGABYTE, "xaf": 150 * MEGABYTE}
LONGEST_LINE = 1_000_000
LONGEST_NAME = 60

_KIND_OF_ENDING: dict[str, Kind] = {
    "xaf": "xaf", "xml": "xaf", "xlsx": "xlsx", "xlsm": "xlsx", "xlsb": "xlsx", "xls": "xlsx"
}  # fmt: skip
_A_FILE: dict[Kind, str] = {"csv": "een CSV- of tekstbestand", "xlsx": "een Excel-bestand", "xaf": "een auditfile"}

_HEAD = 4096  # so many bytes tell what a file is
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PDF = b"%PDF"
_PACKED = (b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_OPEN_AND_SAVE = "Open het in Excel en bewaar het als .xlsx of CSV."
_WEB_PAGE = (b"<html", b"<!doctype html", b"<table", b"<head", b"<body", b"<meta", b"<div")
_JSON = re.compile(rb"[\[{]\s*[\[{\"\]}]")
_BANK = (b":20:", b"{1:F01", b"0000 ", b"940S")  # MT940, as banks write it


def limits_for(name: str, size: int) -> int:
    """Return how many bytes a file with this name may have, before anything of it is read.

    Args:
        name: the name of the file; what stands behind its last dot tells what it seems to be.
        size: how many bytes it has.

    Raises:
        InputError: ``file_too_large`` at ``text`` when it has more.

    >>> limits_for("klanten.csv", 1000) == 30 * MEGABYTE
    True
    """
    kind = _KIND_OF_ENDING.get(name.rpartition(".")[2].lower(), "csv")
    if size > MOST_BYTES[kind]:
        raise _too_large(name, kind)
    return MOST_BYTES[kind]


class Intake:
    r"""Takes in a file of any kind while its pieces come.

    A text or a workbook is held until it is complete; of an auditfile only what its customers add up to.

    Args:
        name: the name of the file, for what is said about it.

    >>> intake = Intake("klanten.csv")
    >>> for piece in (b"Klant;Om", b"zet\nSmit;1,50"):
    ...     intake.feed(piece)
    >>> intake.finish().customers
    [{'name': 'Smit', 'revenue': 1.5}]
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._size = 0
        self._head = b""
        self._reader: _Reader | None = None

    def feed(self, piece: bytes) -> None:
        """Read on.

        Raises:
            InputError: at ``text``, as soon as the file turns out to be one that cannot be read; see ``finish``.
        """
        self._size += len(piece)
        if self._reader is None:
            self._head += piece
            if len(self._head) >= _HEAD:
                self._start()
        else:
            self._pass_on(self._reader, piece)

    def finish(self) -> Reading:
        """Return what the file says, now that all pieces were given.

        Raises:
            InputError: at ``text``: ``empty_file``; ``file_too_large``; ``wrong_type`` for a kind of file that cannot
                be read, or a workbook that is damaged; ``no_revenue_column`` without anything like a table;
                ``not_an_auditfile`` and ``doctype_forbidden`` for XML.
        """
        reader = self._reader or self._start()
        return reader.finish()

    def _start(self) -> _Reader:
        head, self._head = self._head, b""
        self._reader = _reader_for(head[:_HEAD])
        self._pass_on(self._reader, head)
        return self._reader

    def _pass_on(self, reader: _Reader, piece: bytes) -> None:
        if self._size > MOST_BYTES[reader.kind]:
            raise _too_large(self._name, reader.kind)
        reader.feed(piece)


def read_pasted(text: str) -> Reading:
    r"""Return what pasted rows say.

    Raises:
        InputError: as ``Intake.finish``.

    >>> read_pasted("Klant\tOmzet\nSmit\t1,50").customers
    [{'name': 'Smit', 'revenue': 1.5}]
    """
    intake = Intake("de geplakte tekst")
    intake.feed(well_formed(text).encode())
    return intake.finish()


class _Reader(Protocol):
    """Reads a file of one kind while its pieces come."""

    kind: Kind

    def feed(self, piece: bytes) -> None: ...

    def finish(self) -> Reading: ...


class _TextReader:
    kind: Kind = "csv"

    def __init__(self, wide: str = "") -> None:
        self._pieces: list[bytes] = []
        self._wide = wide

    def feed(self, piece: bytes) -> None:
        self._pieces.append(piece)

    def finish(self) -> Reading:
        content = self._content()
        if not content.text.strip():
            raise empty_file()
        _check_lines(content.text)
        return read_table(content)

    def _content(self) -> TextContent:
        """Return the text; the bytes are let go. A Ctrl-Z at the end is how old programs end a file."""
        data = b"".join(self._pieces)
        self._pieces.clear()
        if self._wide:
            text = data.decode(self._wide, "replace").removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}")
            return TextContent(text, "utf-16")
        text, encoding = decoded(data)
        return TextContent(text.rstrip("\x1a"), encoding)


class _WorkbookReader:
    kind: Kind = "xlsx"

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def feed(self, piece: bytes) -> None:
        self._pieces.append(piece)

    def finish(self) -> Reading:
        data = b"".join(self._pieces)
        self._pieces.clear()
        sheets = tuple(read_workbook(data))
        if not any(sheet.rows for sheet in sheets):
            raise empty_file()
        return read_table(SheetContent(sheets))


class _AuditfileReader:
    kind: Kind = "xaf"

    def __init__(self) -> None:
        self._auditfile = AuditfileReader(most_customers=MOST_CUSTOMERS)

    def feed(self, piece: bytes) -> None:
        self._auditfile.feed(piece)

    def finish(self) -> Reading:
        return read_table(AuditfileContent(self._auditfile.finish()))


def _reader_for(head: bytes) -> _Reader:
    """Return the reader for a file that begins like this.

    Raises:
        InputError: ``wrong_type`` at ``text`` when there is none.
    """
    if head.startswith(_ZIP):
        return _WorkbookReader()
    # Without byte order mark, white space and the zeros of UTF-16.
    plain = head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe").replace(b"\0", b"").lstrip()
    if head.startswith(_OLD_OFFICE):
        raise _unreadable(
            "Dit is een oud Excel-bestand (.xls), of een bestand met een wachtwoord.",
            "Open het in Excel en bewaar het als .xlsx of CSV, zonder wachtwoord.",
        )
    if plain.startswith(_PDF):
        raise _unreadable("Dit is een pdf.", "Exporteer de lijst uit je pakket als Excel (.xlsx) of CSV.")
    if plain.lower().startswith(_WEB_PAGE):
        raise _unreadable("Dit is een webpagina, ook als de naam anders zegt.", _OPEN_AND_SAVE)
    if _begins_as_markup(plain):
        return _AuditfileReader()
    if head.startswith(_PACKED):
        raise _unreadable("Dit is een ingepakt bestand.", "Pak het eerst uit, en kies dan het bestand dat erin zit.")
    return _text_reader(head, plain)


def _text_reader(head: bytes, plain: bytes) -> _TextReader:
    if _JSON.match(plain):
        raise _unreadable("Dit is een bestand met JSON.", "Exporteer de lijst uit je pakket als CSV of Excel (.xlsx).")
    if plain.startswith(_BANK) and b":60F:" in plain:
        raise _unreadable("Dit is een bankafschrift (MT940).", "Kies een lijst met je omzet per klant of je facturen.")
    if plain.startswith(b"{\\rtf"):
        raise _unreadable("Dit is een tekst met opmaak (RTF).", "Bewaar de lijst als Excel (.xlsx) of CSV.")
    if b"\0" in head:
        return _TextReader(_wide_text(head))
    return _TextReader()


def _wide_text(head: bytes) -> str:
    """Return the encoding of a text of which each letter takes two bytes, with or without a mark.

    Raises:
        InputError: ``wrong_type`` at ``text`` when the zeros are those of something else than text.
    """
    if head.startswith(_UTF_16):
        return "utf-16"
    even, odd = head[::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    for zeros, others, encoding in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        if zeros > 0.8 * half and others < 0.05 * half:
            return encoding
    raise _unreadable("Dit bestand is geen lijst die we kunnen lezen.", _OPEN_AND_SAVE)


def _begins_as_markup(plain: bytes) -> bool:
    return plain[:1] == b"<" and (plain[1:2].isalpha() or plain[1:2] in {b"?", b"!"})


def _check_lines(text: str) -> None:
    """Refuse a text with too many lines, or with one that is too long, before it is split: no list is like that."""
    check_row_count(text.count("\n") + text.count("\r") - text.count("\r\n"))
    start = 0
    while len(text) - start > LONGEST_LINE:
        end = max(text.rfind(mark, start, start + LONGEST_LINE + 1) for mark in "\r\n")
        if end < 0:
            message = (
                f"Dit bestand heeft een regel van meer dan {format_number(LONGEST_LINE, 0)} tekens. "
                "Kies een lijst met een regel per klant of factuur."
            )
            raise InputError("file_too_large", "text", message)
        start = end + 1


def _too_large(name: str, kind: Kind) -> InputError:
    message = (
        f"'{name[-LONGEST_NAME:]}' is te groot: {_A_FILE[kind]} mag hoogstens {MOST_BYTES[kind] // MEGABYTE} MB zijn. "
        "Exporteer een kortere periode."
    )
    return InputError("file_too_large", "text", message)


def _unreadable(what: str, way_out: str) -> InputError:
    return InputError("wrong_type", "text", f"{what} {way_out}")
