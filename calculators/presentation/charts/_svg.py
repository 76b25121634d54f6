"""The pencil of the charts: coordinates, words that fit, lines, patterns and keys, the same in every Python.

Everything is 320 units wide and scales with its place; letters do not. The style sheet keeps them at 12 pixels or more,
so they are the largest, in units, where a chart is the smallest: 246 pixels, on a page of 320. Room is made for those;
wherever a chart is wider, its letters take less of it. Text is placed by an estimate of its width, on the safe side,
for the typeface is not known here.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from calculators.model.answer import Amount
from calculators.model.quantities import Unit
from calculators.presentation import text
from calculators.presentation.html import Html, element, join

WIDTH = 320.0
SMALL = 15.7  # what 12 pixels are in the narrowest chart; charts.css says the same
NORMAL = 17.0

# Logarithms, powers and sines differ in their last bits between machines. What is drawn follows from fewer digits than
# are sure, and a coordinate is never rounded right at a half, where round numbers would end up.
SURE_DIGITS = 10
HALF_BREAKER = 1e-7
FARTHEST = 1e5  # of a coordinate
LARGEST = 1e100  # of a number in a chart: sums and differences stay finite

PATTERNS = 3
TONES = 4  # colours for pieces that are no criteria; after these they start again
PATTERN_SIZE = 6

KEY_HEIGHT = 21.0
KEY_SWATCH = 12.0
KEY_GAP = 5.0

ELLIPSIS = "…"

Anchor = Literal["start", "middle", "end"]

# Hundredths of the size of type, measured in the site's typeface and rounded up.
_LETTER_WIDTHS = {
    letter: width
    for width, letters in (
        (30, "ijl.,:;'|!()[] \N{NO-BREAK SPACE}\N{RIGHT SINGLE QUOTATION MARK}"),
        (42, 'frtI-/"*°'),
        (50, "ckszvxyJ?"),
        (67, "€&+=#"),
        (90, "mwMW%@…—"),
    )
    for letter in letters
}
_COMMON_WIDTH, _CAPITAL_WIDTH, _FOREIGN_WIDTH = 57, 67, 105
_FOREIGN = "\u1100"  # from here on letters can be as wide as they are high
_BOLD = 1.06


def steady(value: float) -> float:
    """Return a number without the digits that differ between machines, and small enough to reckon with.

    >>> steady(0.1 + 0.2), steady(float("nan")), steady(-1e300)
    (0.3, 0.0, -1e+100)
    """
    if math.isnan(value) or abs(value) < 1 / LARGEST:
        return 0.0
    return float(f"{max(-LARGEST, min(LARGEST, value)):.{SURE_DIGITS}g}")


def tenth(coordinate: float) -> float:
    """Round a coordinate: one decimal is finer than a pixel, and hides last bits that differ between machines.

    >>> tenth(0.25), tenth(0.25 - 1e-12), tenth(-0.04)
    (0.3, 0.3, 0.0)
    """
    near = max(-FARTHEST, min(FARTHEST, coordinate))
    return round(near + HALF_BREAKER, 1) + 0.0  # adding zero turns -0.0 into 0.0


def number(coordinate: float) -> str:
    """Write a coordinate.

    >>> number(12.04), number(1e9)
    ('12', '100000')
    """
    return f"{tenth(coordinate):.1f}".removesuffix(".0")


def drawing(base: str, description: str, height: float, *children: Html | None) -> Html:
    """Make the drawing itself, named by the figure's title and described for who does not see it."""
    attributes = {
        "class": "kk-chart__drawing",
        "viewBox": f"0 0 {number(WIDTH)} {number(height)}",
        "role": "img",
        "aria-labelledby": f"{base}-title {base}-description",
    }
    return element("svg", attributes, element("desc", {"id": f"{base}-description"}, description), *children)


def label(x: float, y: float, words: str, kind: str, anchor: Anchor | None = None) -> Html:
    """Write words on one line; ``y`` is where the letters stand on."""
    return element("text", {"class": kind, "x": number(x), "y": number(y), "text-anchor": anchor}, words)


def rectangle(x: float, y: float, width: float, height: float, kind: str, fill: str | None = None) -> Html:
    """Draw a rectangle."""
    box = {"x": number(x), "y": number(y), "width": number(width), "height": number(height)}
    return element("rect", {"class": kind, **box, "fill": fill})


def line(x1: float, y1: float, x2: float, y2: float, kind: str) -> Html:
    """Draw a straight line."""
    return element("line", {"class": kind, "x1": number(x1), "y1": number(y1), "x2": number(x2), "y2": number(y2)})


def circle(x: float, y: float, radius: float, kind: str) -> Html:
    """Draw a circle."""
    return element("circle", {"class": kind, "cx": number(x), "cy": number(y), "r": number(radius)})


def polygon(points: Sequence[tuple[float, float]], kind: str, fill: str | None = None) -> Html:
    """Draw an area with straight sides."""
    corners = " ".join(f"{number(x)},{number(y)}" for x, y in points)
    return element("polygon", {"class": kind, "points": corners, "fill": fill})


def trace(points: Sequence[tuple[float, float]]) -> str:
    """Write a line through points as the data of a path; points that cannot be told apart are written once.

    >>> trace([(0, 0), (0.01, 0), (10, 2.5)]), trace([(1, 1)])
    ('M0 0L10 2.5', 'M1 1L1 1')
    """
    places = [f"{number(x)} {number(y)}" for x, y in points]
    kept = [place for index, place in enumerate(places) if index == 0 or place != places[index - 1]]
    ends = kept * 2 if len(kept) == 1 else kept  # a line with round ends and no length is a dot
    return f"M{'L'.join(ends)}" if ends else ""


def path(data: str, kind: str, fill: str | None = None) -> Html:
    """Draw along the data of a path."""
    return element("path", {"class": kind, "d": data, "fill": fill})


def height_at(points: Sequence[tuple[float, float]], x: float) -> float:
    """Return where a line through points is at a place between its ends; beyond them, where it ends.

    >>> height_at([(0, 0), (10, 5)], 4), height_at([(0, 0), (10, 5)], 20)
    (2.0, 5)
    """
    for (x1, y1), (x2, y2) in itertools.pairwise(points):
        if x1 <= x <= x2:
            return y1 + (x - x1) / (x2 - x1) * (y2 - y1) if x2 > x1 else y2
    return points[-1][1]


def width_of(words: str, size: float = SMALL, *, bold: bool = False) -> float:
    """Estimate how wide words are drawn.

    >>> 45 < width_of("Omzet") < 51
    True
    """
    return sum(_letter_width(letter) for letter in words) * _unit(size, bold=bold)


def _unit(size: float, *, bold: bool) -> float:
    """Return what a hundredth of the width of a letter is in the drawing."""
    return size / 100 * (_BOLD if bold else 1)


def _letter_width(letter: str) -> int:
    known = _LETTER_WIDTHS.get(letter)
    if known is not None:
        return known
    if letter >= _FOREIGN:
        return _FOREIGN_WIDTH
    return _CAPITAL_WIDTH if letter.isupper() or letter.isdigit() else _COMMON_WIDTH


def fit(words: str, width: float, size: float = SMALL, *, bold: bool = False) -> str:
    """Shorten words until they fit, with an ellipsis at the end.

    >>> fit("Woningcorporaties", 88), fit("Kort", 60)
    ('Woningco…', 'Kort')
    """
    room = width / _unit(size, bold=bold)
    ends = list(itertools.accumulate(_letter_width(letter) for letter in words))
    if not ends or ends[-1] <= room:
        return words
    kept = sum(end <= room - _letter_width(ELLIPSIS) for end in ends)
    return f"{words[:kept].rstrip()}{ELLIPSIS}"


def capitalised(words: str) -> str:
    """Begin words that stand alone with a capital, and leave the rest as it is."""
    return words[:1].upper() + words[1:]


def shorten(words: str, longest: int) -> str:
    """Shorten words to a number of characters."""
    return words if len(words) <= longest else f"{words[: longest - 1].rstrip()}{ELLIPSIS}"


def wrap(words: str, width: float, lines: int, size: float = SMALL, *, bold: bool = False) -> list[str]:
    """Spread words over at most so many lines; what does not fit on the last ends in an ellipsis.

    >>> wrap("Waarde voor de markt", 95, 2)
    ['Waarde voor', 'de markt']
    """
    rows: list[str] = []
    rest = words.split(" ")
    while rest and len(rows) < lines - 1:
        taken = 1
        while taken < len(rest) and width_of(" ".join(rest[: taken + 1]), size, bold=bold) <= width:
            taken += 1
        rows.append(fit(" ".join(rest[:taken]), width, size, bold=bold))
        rest = rest[taken:]
    return [*rows, fit(" ".join(rest), width, size, bold=bold)] if rest else rows


def plain_number(value: float) -> Amount:
    """Return a number as it is written when nothing is known of its unit: large ones without decimals."""
    return Amount(value, decimals=0 if abs(value) >= 100 else 1)  # noqa: PLR2004 -- three digits say enough


def share_of(value: float, whole: float) -> float:
    """Return what part of a whole a value is, between 0 and 1.

    >>> share_of(3, 10), share_of(12, 10), share_of(1, 0)
    (0.3, 1.0, 0.0)
    """
    length = steady(whole)
    return max(0.0, min(1.0, steady(value) / length)) if length > 0 else 0.0


def strength_words(value: float, most: float) -> str:
    """Write a value on a scale without a unit: as a percentage when the scale ends at 1.

    >>> strength_words(7.5, 10), strength_words(0.74, 1)
    ('7,5', '74%')
    """
    return text.write(Amount(value, Unit.FRACTION) if steady(most) == 1 else Amount(value, decimals=1))


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours and patterns of the pieces of one chart; ids of patterns start with ``base``.

    Attributes:
        criteria: whether the pieces are the three criteria of PWW.
        left: the series that is what is left, in the colour for good; the others are costs, in greys.
        wash: whether the colours are thin, for areas that carry words.
    """

    base: str
    count: int
    criteria: bool = False
    wash: bool = False
    left: int | None = None

    def definitions(self) -> Html | None:
        """Make the patterns, so that print and colour-blind eyes tell the pieces apart."""
        marks = _pattern_marks(" kk-mark--wash" if self.wash else "")[: max(0, self.count - 1)]
        if not marks:
            return None
        box = {"width": str(PATTERN_SIZE), "height": str(PATTERN_SIZE), "patternUnits": "userSpaceOnUse"}
        patterns = [
            element("pattern", {"id": f"{self.base}-pattern-{index}", **box}, mark)
            for index, mark in enumerate(marks, start=1)
        ]
        return element("defs", None, *patterns)

    def kind(self, series: int) -> str:
        """Return the class that colours a piece."""
        if self.criteria:
            return f"kk-series kk-series--{series}"
        if self.left is not None:
            grey = series if series < self.left else series - 1
            return f"kk-tone kk-tone--{'good' if series == self.left else 1 + grey % (TONES - 1)}"
        return f"kk-tone kk-tone--{series % TONES}{' kk-tone--wash' if self.wash else ''}"

    def texture(self, series: int) -> str | None:
        """Return what a piece is filled with on top of its colour, or None for a plain one."""
        kinds = PATTERNS + 1
        return f"url(#{self.base}-pattern-{series % kinds})" if series % kinds else None

    def piece(self, series: int, x: float, y: float, width: float, height: float) -> Html:
        """Draw a rectangle in the colour and pattern of a series."""
        plain = rectangle(x, y, width, height, self.kind(series))
        texture = self.texture(series)
        return plain if texture is None else join(plain, rectangle(x, y, width, height, self.texture_kind, texture))

    @property
    def texture_kind(self) -> str:
        """The class of a pattern."""
        return "kk-texture"


def _pattern_marks(kind: str) -> tuple[Html, ...]:
    """Stripes, dots and crossed lines, for the second to the fourth series."""
    return (
        element("path", {"class": f"kk-mark{kind}", "d": "M0 6L6 0"}),
        element("circle", {"class": f"kk-mark kk-mark--dot{kind}", "cx": "3", "cy": "3", "r": "1.1"}),
        element("path", {"class": f"kk-mark{kind}", "d": "M0 3L6 3M3 0L3 6"}),
    )


def key(names: Sequence[tuple[int, str]], palette: Palette, top: float = 0.0) -> tuple[list[Html], float]:
    """Name pieces by the number of their series; also return where what comes below may start."""
    parts: list[Html] = []
    left, row = 0.0, 0
    for series, words in names:
        shown = fit(words, WIDTH - KEY_SWATCH - KEY_GAP)
        width = KEY_SWATCH + KEY_GAP + width_of(shown)
        if left and left + width > WIDTH:
            left, row = 0.0, row + 1
        y = top + row * KEY_HEIGHT
        parts.append(palette.piece(series, left, y + 2, KEY_SWATCH, KEY_SWATCH))
        parts.append(label(left + KEY_SWATCH + KEY_GAP, y + 13, shown, "kk-key"))
        left += width + 12
    return parts, top + (row + 1) * KEY_HEIGHT + 6
