"""Bytes that are not quite XML: read as they were meant, however they are cut; anything else stays refused."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.imports._auditfile_bytes import Transcoder
from calculators.imports._markup import BrokenMarkupError, MarkupReader
from calculators.imports.samples import sample
from calculators.model.errors import InputError
from tests.core.imports.auditfiles import EUROS, SALES, amounts, auditfile, read, turnover_of

PLAIN = auditfile(SALES, customers=(("D1", "Café €", "C"), ("D2", "B", "C"))).removeprefix(EUROS)
ROOT = EUROS.partition("?>")[2]
FOUND = {"Café €": 100, "B": 200}


def _repaired(data: bytes, size: int = 1 << 20, encoding: str | None = None) -> bytes:
    transcoder = Transcoder(encoding)
    pieces = [transcoder.feed(data[at : at + size]) for at in range(0, len(data), size)]
    return b"".join([*pieces, transcoder.finish()])


def _declared(encoding: str | None, text: str = PLAIN) -> str:
    return f"<?xml version='1.0' encoding='{encoding}' ?>{ROOT}{text}" if encoding is not None else ROOT + text


@pytest.mark.parametrize("size", [1, 2, 7, 4095, 1 << 20])
@pytest.mark.parametrize(
    ("declared", "written"),
    [
        ("UTF-8", "utf-8"), ("utf8", "utf-8"), (None, "utf-8"), ("UTF-8", "utf-8-sig"), (None, "utf-8-sig"),
        ("utf-16", "utf-8"), ("UTF-16LE", "utf-8"), ("Unicode", "utf-8"), ("ucs-2", "utf-8"), ("utf-16", "utf-8-sig"),
        ("UTF-8", "cp1252"), (None, "cp1252"), ("Unicode", "cp1252"), ("utf-16", "cp1252"),
        ("ISO-8859-1", "cp1252"), ("iso8859-1", "cp1252"), ("latin1", "cp1252"), ("ANSI", "cp1252"),
        ("windows-1252 ", "cp1252"), ("Windows1252", "cp1252"), ("us-ascii", "cp1252"), ("ISO-8859-1", "utf-8"),
        ("windows-1252", "utf-8"), ("ISO-8859-15", "iso-8859-15"), ("cp858", "cp858"),
        ("utf-16", "utf-16"), ("utf-16", "utf-16-le"), ("utf-16", "utf-16-be"), (None, "utf-16-le"), (None, "utf-16"),
        ("UTF-8", "utf-16"), ("UTF-8", "utf-16-le"), ("windows-1252", "utf-16-le"),
    ],
)  # fmt: skip
def test_encodings(declared: str | None, written: str, size: int) -> None:
    """The bytes decide where the declaration is wrong, unknown or absent."""
    data = _declared(declared).encode(written)
    assert amounts(read(data, size).revenue()) == FOUND


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le"])
@pytest.mark.parametrize("before", ["\n", "\r\n\r\n  ", "\ufeff", "\n\ufeff", "\ufeff\n\t"])
def test_what_stands_before_the_declaration(before: str, encoding: str) -> None:
    """White space, blank lines and a byte order mark in the wrong place do no harm; lines are still counted."""
    assert amounts(turnover_of((before + _declared("UTF-8")).encode(encoding))) == FOUND
    with pytest.raises(InputError, match=f"regel {before.count(chr(10)) + 2}\\."):
        read((before + "<?xml version='1.0'?>\n<auditfile></b>").encode(encoding))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Jansen & Zn", "Jansen & Zn"), ("A&B", "A&B"), ("A&", "A&"), ("&&amp;&", "&&&"), ("R&D; x", "R&D; x"),
        ("a &amp; b &lt; &#38; &#x26;", "a & b < & &"), ("x&nbsp;y&eacute;", "x yé"), ("&foo;", "&foo;"),
        ("a\x02b", "ab"), ("a\x0bb", "a b"), ("a\x00b", "ab"), ("a&#2;b", "ab"), ("a&#x1F;b", "ab"), ("a&#0;b", "ab"),
        ("a&#xFFFE;b", "ab"), ("a\ufffeb\uffff", "ab"), ("a&#99999999;b", "ab"), ("&#8364;", "€"), ("\x7f", "\x7f"),
        ("<![CDATA[A & B &amp; <x>]]>", "A & B &amp; <x>"), ("<![CDATA[A]]> & <![CDATA[&]]>", "A & &"),
        ("<!-- & &x; -->A & B", "A & B"), ("&lt", "&lt"), ("& amp;", "& amp;"), ("AT&T &amp;amp; co", "AT&T &amp; co"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("size", [1, 2, 3, 7, 4095])
def test_texts(written: str, meant: str, size: int) -> None:
    """A name is read as it was meant, and cut anywhere it says the same."""
    data = auditfile(SALES).replace("Jansen BV", written).encode()
    assert amounts(read(data, size).revenue()) == {meant: 100, "Bakker": 200}


@pytest.mark.parametrize("behind", ["\0\0\0", "\x1a", "\n\n", "<!-- x -->", " \r\n\0"])
def test_nothing_behind_the_end(behind: str) -> None:
    """Zeros, white space and comments behind the root are nothing."""
    found = turnover_of(PLAIN.join([_declared(None, ""), behind]))
    assert (amounts(found), found.notes) == (FOUND, [])


@pytest.mark.parametrize("behind", ["x", "<a>", "</auditfile>", "\0\0<auditfile/>", "\ufffd", "&", "<!DOCTYPE x>"])
@pytest.mark.parametrize("size", [1, 4095, 1 << 20])
def test_rubbish_behind_the_end_is_told(behind: str, size: int) -> None:
    """Whatever else stands behind the root is not read, and told: it may be a second file."""
    found = read((_declared(None) + behind).encode(), size).revenue()
    assert (amounts(found), [note.code for note in found.notes]) == (FOUND, ["text_behind_end"])


def test_one_bad_byte_in_a_large_file() -> None:
    """A byte of Windows-1252 deep in a file of UTF-8 does not refuse it."""
    data = sample("xaf", 2000).content
    place = data.index(b"Factuur F2025-001500")
    bad = data[:place] + b"\xe9\x80" + data[place:]
    assert turnover_of(bad) == turnover_of(data)


@given(text=st.text(max_size=40), size=st.integers(1, 9), encoding=st.sampled_from(["utf-8", "utf-16", "utf-16-be"]))
def test_pieces_do_not_matter(text: str, size: int, encoding: str) -> None:
    """Cut anywhere, any text becomes the same bytes."""
    data = f"<?xml version='1.0'?><a>{text}&é€<![CDATA[&]]></a>".encode(encoding, "replace")
    assert _repaired(data, size) == _repaired(data)


@given(data=st.binary(max_size=60), size=st.integers(1, 9))
def test_any_bytes_become_utf_8(data: bytes, size: int) -> None:
    """Any bytes at all become UTF-8 without what XML forbids; how they are cut does not matter."""
    repaired = _repaired(b"<?xml version='1.0'?>" + data)
    assert not re.search("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", repaired.decode())
    assert _repaired(b"<?xml version='1.0'?>" + data, size) == repaired
    _repaired(data, size)


def test_good_xml_is_not_touched() -> None:
    """What is right goes through as it is, but for the declaration."""
    data = sample("xaf", 50).content
    assert _repaired(data) == data.partition(b"?>")[2]


def test_workbooks_are_read_as_strictly_as_before() -> None:
    """Nothing is repaired where nobody asks for it."""
    for data in (b"<a>&</a>", b"<a>\x02</a>", b"<a/>x", b"\n<?xml version='1.0'?><a/>", b"<a>\xe9</a>"):
        reader = MarkupReader(lambda *_: None, lambda _: None, "")
        with pytest.raises(BrokenMarkupError):  # noqa: PT012 -- either may be the one to see it
            reader.feed(data)
            reader.finish()


@pytest.mark.parametrize("size", [1, 7, 4096])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_doctype_stays_forbidden(size: int, encoding: str) -> None:
    """No repair lets a DOCTYPE through."""
    with pytest.raises(InputError) as refused:
        read(
            "\n<?xml version='1.0'?><!DOCTYPE auditfile [<!ENTITY a 'b'>]><auditfile>&a;</auditfile>".encode(encoding),
            size,
        )
    assert refused.value.code == "doctype_forbidden"
