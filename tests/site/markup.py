"""Reads a built page as a tree of elements, for the tests that need to know what stands within what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID_TAGS = {"br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}


@dataclass(eq=False, slots=True)
class Element:
    """A tag with its attributes and what stands in it."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    parent: Element | None = None
    children: list[Element | str] = field(default_factory=list)

    def within(self, *tags: str) -> Iterator[Element]:
        """Give the elements in this one, all or those with one of these tags, in the order of the page."""
        for child in self.children:
            if isinstance(child, Element):
                if not tags or child.tag in tags:
                    yield child
                yield from child.within(*tags)

    def around(self) -> Iterator[Element]:
        """Give this element and those that it stands in, from the inside out."""
        yield self
        if self.parent:
            yield from self.parent.around()

    @property
    def text(self) -> str:
        """The text in this element, without white space around it."""
        return "".join(child if isinstance(child, str) else child.text for child in self.children).strip()


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = self.inner = Element("")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, self.inner)
        self.inner.children.append(element)
        if tag not in VOID_TAGS:
            self.inner = element

    def handle_endtag(self, tag: str) -> None:
        closed = next((each for each in self.inner.around() if each.tag == tag), None)
        if closed and closed.parent:
            self.inner = closed.parent

    def handle_data(self, data: str) -> None:
        self.inner.children.append(data)


def parse(html: str) -> Element:
    """Return the page as an element that holds all others.

    >>> page = parse('<ul><li>een <b>klant</b></li><li>twee<br></li></ul>')
    >>> [(each.tag, each.text) for each in page.within("b", "br")]
    [('b', 'klant'), ('br', '')]
    """
    builder = _Builder()
    builder.feed(html)
    builder.close()
    return builder.root
