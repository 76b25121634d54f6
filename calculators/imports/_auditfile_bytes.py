"""Makes the bytes of an auditfile readable as XML: packages name the wrong encoding, and write signs that XML forbids.

What is repaired: an encoding that the bytes deny or that nobody knows, single bytes of Windows-1252 among UTF-8, a bare
``&``, characters that no XML may hold, and what stands before ``<?xml``. Nothing else: a file that is cut off stays so.

Source: XML 1.0 (W3C, fifth edition), 2.2 on characters and appendix F on encodings; Windows-1252 by the WHATWG.
"""

from __future__ import annotations

import codecs
import re

_HEAD = 1024  # so many bytes hold a declaration, with what may stand before it
_SPACE = " \t\r\n\N{ZERO WIDTH NO-BREAK SPACE}\0"

_BYTE_ORDER_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_DECLARATION = re.compile(r"<\?xml\b[^<>]*\?>")
_NAMED = re.compile(r"encoding\s*=\s*[\"']([^\"']*)[\"']")
_WINDOWS = {
    "iso88591",
    "iso885911",
    "latin1",
    "l1",
    "windows1252",
    "cp1252",
    "win1252",
    "ansi",
    "1252",
    "usascii",
    "ascii",
}
_OTHER_SINGLE_BYTES = re.compile(r"(?:iso8859|windows125|cp125|cp85|cp437|mac)[0-9a-z]*")

# Control characters that may not stand in XML: those that part words become a space, the others go.
_TO_SPACE = bytes.maketrans(b"\x0b\x0c", b"  ")
_FORBIDDEN = bytes([*range(9), *range(14, 32)])
_NO_CHARACTERS = re.compile(rb"\xef\xbf[\xbe\xbf]")

_CDATA, _CDATA_END = b"<![CDATA[", b"]]>"
_AMPERSAND = re.compile(rb"&(?:#(?:([0-9]{1,9})|x([0-9a-fA-F]{1,8}));|([A-Za-z]{2,8});)?")
_LONGEST_REFERENCE = 12
_KNOWN_NAMES = {b"amp", b"lt", b"gt", b"quot", b"apos"}
_NAMES_OF_HTML = {
    b"nbsp": " ", b"euro": "€", b"eacute": "é", b"egrave": "è", b"euml": "ë", b"iuml": "ï", b"ouml": "ö", b"uuml": "ü",
    b"auml": "ä", b"ccedil": "ç", b"Eacute": "É", b"copy": "©", b"reg": "®", b"ndash": "–", b"mdash": "—",
    b"lsquo": "‘", b"rsquo": "’", b"ldquo": "“", b"rdquo": "”",
}  # fmt: skip
_UTF_8_IN_WINDOWS = re.compile("(?:[\xc2\xc3][\x80-\xbf]|\xe2[\x80-\x84][\x80-\xbf])".encode("latin-1"))


class _Windows1252(codecs.IncrementalDecoder):
    """Reads Windows-1252, with the five bytes that it leaves open, and what is UTF-8 after all."""

    def __init__(self) -> None:
        super().__init__()
        self._held = b""

    def decode(self, data: bytes, final: bool = False) -> str:  # type: ignore[override]  # noqa: FBT001, FBT002 -- as in codecs
        data = self._held + data
        self._held = b""
        if not final:
            start = next((at for at in (1, 2) if data[-at : -at + 1 or None] in _FIRST_BYTES), 0)
            data, self._held = (data[:-start], data[-start:]) if start else (data, b"")
        texts, end = [], 0
        for match in _UTF_8_IN_WINDOWS.finditer(data):
            texts += [_windows(data[end : match.start()]), match[0].decode("utf-8", "replace")]
            end = match.end()
        return "".join([*texts, _windows(data[end:])])


_FIRST_BYTES = {b"\xc2", b"\xc3", b"\xe2"}


def _windows(data: bytes) -> str:
    return data.decode("cp1252", "klantkompas-windows-1252")


def _read_bad_bytes(error: UnicodeError) -> tuple[str, int]:
    """Read bytes that the encoding does not know as Windows-1252, and what even that leaves open as Latin-1."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    bad = error.object[error.start : error.end]
    return "".join(_OF_BYTE[byte] for byte in bad), error.end


_OF_BYTE = [bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(256)]
codecs.register_error("klantkompas-windows-1252", _read_bad_bytes)


class Transcoder:
    r"""Turns the bytes of a file into UTF-8 that an XML parser accepts, piece by piece; only a few bytes are held.

    Args:
        encoding: how the bytes are to be read; None for what they and the file say themselves.

    >>> transcoder = Transcoder()
    >>> pieces = (b'\n<?xml version="1.0" enco', b'ding="utf-16"?><a>Jansen &', b" Zn \xe9\x02</a>")
    >>> b"".join([*map(transcoder.feed, pieces), transcoder.finish()]).decode()
    '\n<a>Jansen &amp; Zn é</a>'
    """

    def __init__(self, encoding: str | None = None) -> None:
        self._encoding = encoding
        self._head = b""
        self._decoder: codecs.IncrementalDecoder | None = None
        self._is_utf_8 = False
        self._plain = False  # whether UTF-8 without a character that is still open
        self._held = b""
        self._in_cdata = False

    def feed(self, piece: bytes) -> bytes:
        """Return what can be read on."""
        if self._decoder is None:
            self._head += piece
            if len(self._head) < _HEAD and _end_of_declaration(self._head) not in self._head:
                return b""
            return self._start(last=False)
        if self._plain and piece.isascii():
            return self._repaired(piece, last=False)
        return self._decoded(piece, last=False)

    def finish(self) -> bytes:
        """Return what was still held."""
        if self._decoder is None:
            return self._start(last=True)
        return self._decoded(b"", last=True)

    def _start(self, *, last: bool) -> bytes:
        head, self._head = self._head, b""
        mark, encoding = next(
            ((mark, name) for mark, name in _BYTE_ORDER_MARKS if head.startswith(mark)), (b"", self._encoding)
        )
        head = head.removeprefix(mark)
        encoding = encoding or _wide(head)
        shown = head[:_HEAD].decode(encoding or "latin-1", "replace")
        # Nothing but white space may stand before a declaration; without it expat goes by what we say.
        start = len(shown) - len(shown.lstrip(_SPACE + "\xef\xbb\xbf" if not encoding else _SPACE))
        declaration = _DECLARATION.match(shown, start)
        named = _NAMED.search(declaration[0]) if declaration else None
        encoding_used = encoding or _by_name(named[1] if named else "")
        self._is_utf_8 = encoding_used == "utf-8"
        self._decoder = _decoder_of(encoding_used)
        unit = 2 if (encoding or "").startswith("utf-16") else 1
        end = declaration.end() if declaration else start
        if unit == 1 and encoding:  # UTF-8: what was shown may be longer in bytes
            end = len(shown[:end].encode())
        lines = b"\n" * shown[: declaration.end() if declaration else start].count("\n")
        return lines + self._decoded(head[end * unit :], last=last)

    def _decoded(self, piece: bytes, *, last: bool) -> bytes:
        assert self._decoder is not None  # noqa: S101 -- set by _start
        text = self._decoder.decode(piece, last)
        data = text.encode("utf-8", "replace")
        self._plain = self._is_utf_8 and not self._decoder.getstate()[0]
        return self._repaired(_NO_CHARACTERS.sub(b"", data), last=last)

    def _repaired(self, data: bytes, *, last: bool) -> bytes:
        """Return the bytes without what XML forbids; what the next piece decides about is held."""
        data = self._held + data.translate(_TO_SPACE, _FORBIDDEN)
        kept = len(data) if last else self._end_of_sure(data)
        data, self._held = data[:kept], data[kept:]
        if not self._in_cdata and _CDATA not in data:
            return _AMPERSAND.sub(_reference, data) if b"&" in data else data
        return b"".join(self._around_cdata(data))

    def _end_of_sure(self, data: bytes) -> int:
        """Return where something begins that may go on in the next piece: a reference, or the marks of CDATA."""
        end = len(data)
        starts = [end]
        if self._in_cdata or _CDATA in data:
            starts += [end - held for held in (1, 2) if data.endswith(_CDATA_END[:held])]
        opened = data.rfind(b"<", max(0, end - len(_CDATA)))
        if opened >= 0 and _CDATA.startswith(data[opened:]):
            starts.append(opened)
        ampersand = data.rfind(b"&", max(0, end - _LONGEST_REFERENCE))
        if ampersand >= 0 and b";" not in data[ampersand:]:
            starts.append(ampersand)
        return min(starts)

    def _around_cdata(self, data: bytes) -> list[bytes]:
        """Return the parts of the data; between the marks of CDATA an ampersand is only itself."""
        parts, at = [], 0
        while at < len(data):
            mark = _CDATA_END if self._in_cdata else _CDATA
            found = data.find(mark, at)
            end = len(data) if found < 0 else found + len(mark)
            part = data[at:end]
            parts.append(part if self._in_cdata else _AMPERSAND.sub(_reference, part))
            self._in_cdata ^= found >= 0
            at = end
        return parts


def _end_of_declaration(head: bytes) -> bytes:
    """Return the bytes that end a declaration in a file that begins like this."""
    if head.startswith((codecs.BOM_UTF16_BE, b"\0")):
        return b"\0?\0>"
    return b"?\0>\0" if head.startswith(codecs.BOM_UTF16_LE) or head[1:2] == b"\0" else b"?>"


def _wide(head: bytes) -> str | None:
    """Return which UTF-16 it is, seen from the zeros beside the first characters; None when it is none."""
    if len(head) < 4 or head[:64].count(0) < len(head[:64]) // 3:  # noqa: PLR2004 -- two characters
        return None
    return "utf-16-le" if head[1:64:2].count(0) > head[:64:2].count(0) else "utf-16-be"


def _by_name(named: str) -> str:
    """Return the encoding for a name in a file without byte order mark; its bytes are one at a time, so not UTF-16."""
    name = re.sub(r"[^a-z0-9]", "", named.lower())
    if name in _WINDOWS:
        return "cp1252"
    if _OTHER_SINGLE_BYTES.fullmatch(name):
        try:
            return codecs.lookup(named.strip()).name
        except (LookupError, ValueError):
            pass
    return "utf-8"


def _decoder_of(encoding: str) -> codecs.IncrementalDecoder:
    if encoding == "cp1252":
        return _Windows1252()
    errors = "klantkompas-windows-1252" if encoding == "utf-8" else "replace"
    return codecs.getincrementaldecoder(encoding)(errors)


def _reference(match: re.Match[bytes]) -> bytes:
    """Return a reference that XML knows, or what a package meant with it."""
    decimal, hexadecimal, name = match.groups()
    if decimal or hexadecimal:
        return match[0] if _is_character(int(decimal or hexadecimal, 10 if decimal else 16)) else b""
    if name in _KNOWN_NAMES:
        return match[0]
    if name in _NAMES_OF_HTML:
        return _NAMES_OF_HTML[name].encode()
    return b"&amp;" + match[0][1:]


def _is_character(number: int) -> bool:
    """Whether XML 1.0 allows this character."""
    return any(first <= number <= last for first, last in _CHARACTERS)


_CHARACTERS = ((0x9, 0xA), (0xD, 0xD), (0x20, 0xD7FF), (0xE000, 0xFFFD), (0x10000, 0x10FFFF))
