"""The only way to make HTML and SVG here: a builder that escapes every text and attribute.

The output is written exactly as a browser writes it back (``innerHTML``): no self-closing tags, quotes around every
attribute, no-break spaces as ``&nbsp;``. So the page from the build and the page in the browser can be compared byte
for byte.
"""

from __future__ import annotations

from collections.abc import Mapping

VOID_TAGS = frozenset({"input", "br", "hr", "img", "meta", "link", "base"})

Attribute = str | int | bool | None


class Html(str):
    """Text that is markup already; everything else is escaped."""

    __slots__ = ()


Child = str | Html | None


def escape_text(text: str) -> str:
    """Escape text between tags.

    >>> escape_text("<b> & co")
    '&lt;b&gt; &amp; co'
    """
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return escaped.replace("\N{NO-BREAK SPACE}", "&nbsp;")


def escape_attribute(text: str) -> str:
    """Escape text inside double quotes.

    >>> escape_attribute('"x" onload=')
    '&quot;x&quot; onload='
    """
    return escape_text(text).replace('"', "&quot;")


def element(tag: str, attributes: Mapping[str, Attribute] | None = None, *children: Child) -> Html:
    """Make an element.

    Args:
        tag: the name of the tag.
        attributes: True gives an attribute without a value, None and False leave it out.
        children: strings are escaped, Html is taken as it is, None is left out.

    Raises:
        ValueError: for an inline style or event handler, which the security policy would block.

    >>> element("p", {"class": "naam", "hidden": True}, "<img onerror=alert(1)>")
    '<p class="naam" hidden="">&lt;img onerror=alert(1)&gt;</p>'
    """
    opening = [tag]
    for name, value in (attributes or {}).items():
        if value is None or value is False:
            continue
        if name == "style" or name.startswith("on"):
            message = f"no inline {name}: the security policy forbids it"
            raise ValueError(message)
        opening.append(f'{name}="{"" if value is True else escape_attribute(str(value))}"')
    start = f"<{' '.join(opening)}>"
    if tag in VOID_TAGS:
        return Html(start)
    return Html(f"{start}{join(*children)}</{tag}>")


def join(*children: Child) -> Html:
    """Put children one after the other, escaping what is not markup yet.

    >>> join("a & ", Html("<b>b</b>"), None)
    'a &amp; <b>b</b>'
    """
    return Html(
        "".join(child if isinstance(child, Html) else escape_text(child) for child in children if child is not None)
    )
