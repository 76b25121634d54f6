"""XML that is read in pieces, without what makes XML dangerous."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol
from xml.parsers import expat

from calculators.model.errors import InputError

# A tag or comment that is longer is held by no real file; expat goes over an unfinished one again with every piece.
LONGEST_TOKEN = 1_000_000

StartHandler = Callable[[str, Mapping[str, str]], None]
EndHandler = Callable[[str], None]


CommentHandler = Callable[[str], None]


class Repair(Protocol):
    """Turns the bytes of a file into UTF-8 that is XML, piece by piece."""

    def feed(self, piece: bytes) -> bytes: ...

    def finish(self) -> bytes: ...


class BrokenMarkupError(ValueError):
    """What was fed is no well-formed XML.

    Attributes:
        line: the number of the line up to which it was.
    """

    def __init__(self, line: int) -> None:
        super().__init__(f"broken at line {line}")
        self.line = line


class MarkupReader:
    """Tells of the elements and texts of an XML file while its pieces come in; nothing is held.

    A ``<!DOCTYPE`` is refused before anything in it is looked at: no list of customers needs one, and it is the way in
    for XML bombs.

    Args:
        start: told the name and the attributes of an element that opens.
        end: told the name of an element that closes.
        doctype_forbidden: the Dutch sentence for a file with a DOCTYPE.
        encoding: how the bytes are to be read; None for what the file says itself.
        repair: what the bytes go through first, for files that are not quite XML; nothing may then matter behind the
            root (``has_more``). None to take them as they are.

    Attributes:
        has_more: whether something stands behind the root that was not read; only with ``repair``.

    >>> names = []
    >>> reader = MarkupReader(lambda name, _: names.append(name), lambda _: None, "Geen DOCTYPE.")
    >>> for piece in (b"<a><", b"b/></a>"):
    ...     reader.feed(piece)
    >>> reader.finish()
    >>> names
    ['a', 'b']
    """

    def __init__(
        self,
        start: StartHandler,
        end: EndHandler,
        doctype_forbidden: str,
        encoding: str | None = None,
        repair: Repair | None = None,
    ) -> None:
        self._doctype_forbidden = doctype_forbidden
        self._repair = repair
        self._is_closed = False
        self.has_more = False
        self._parser = expat.ParserCreate("utf-8" if repair else encoding)
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = self._refuse_doctype
        self._parser.StartElementHandler = start
        self._parser.EndElementHandler = end
        self._fed = 0

    @property
    def line(self) -> int:
        """The number of the line that is being read."""
        return self._parser.CurrentLineNumber

    def tell_comments(self, take: CommentHandler) -> None:
        """Give the comments in the file to ``take``."""
        self._parser.CommentHandler = take

    def close(self) -> None:
        """Say that the root has ended: with ``repair``, what comes behind it is not read."""
        self._is_closed = self._repair is not None

    def listen(self, take: Callable[[str], None] | None) -> None:
        """Give the text from here on to ``take``, in pieces; None when it is not needed."""
        self._parser.CharacterDataHandler = take

    def feed(self, piece: bytes) -> None:
        """Read on.

        Raises:
            InputError: ``doctype_forbidden`` at ``text``.
            BrokenMarkupError: for anything that is no XML, or in an encoding that nobody reads.
        """
        for at in range(0, len(piece), LONGEST_TOKEN):
            part = piece[at : at + LONGEST_TOKEN]
            self._read(self._repair.feed(part) if self._repair else part)

    def _read(self, data: bytes) -> None:
        for at in range(0, len(data), LONGEST_TOKEN):
            part = data[at : at + LONGEST_TOKEN]
            self._parse(part)
            self._fed += len(part)
            if not self.has_more and self._fed - self._parser.CurrentByteIndex > LONGEST_TOKEN:
                raise BrokenMarkupError(self._parser.CurrentLineNumber)

    def finish(self) -> None:
        """Say that the file ends here.

        Raises:
            BrokenMarkupError: when something is still open.
        """
        if self._repair:
            self._read(self._repair.finish())
        self._parse(b"", last=True)

    def _parse(self, piece: bytes, *, last: bool = False) -> None:
        if self.has_more:
            return
        try:
            self._parser.Parse(piece, last)
        except InputError:
            raise
        except (expat.ExpatError, LookupError, ValueError):  # the latter two for encodings that Python cannot read
            if not self._is_closed:
                raise BrokenMarkupError(self._parser.CurrentLineNumber) from None
            self.has_more = True

    def _refuse_doctype(self, *_: object) -> None:
        raise InputError("doctype_forbidden", "text", self._doctype_forbidden)
