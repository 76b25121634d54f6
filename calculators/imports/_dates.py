"""Dates from files: which day, or at least which month.

The order of day and month is told by the cells of a column that can be read in one way only ("12/31/2025"). Where no
cell tells, the Dutch order counts: the day first.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan januari january", "feb februari february febr", "mrt maart mar march", "apr april", "mei may",
            "jun juni june", "jul juli july", "aug augustus august", "sep sept september", "okt oktober oct october",
            "nov november", "dec december",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_YEAR_FIRST = re.compile(r"([0-9]{4})[-/. ]([0-9]{1,2})[-/. ]([0-9]{1,2})(?:[T ,].*)?")
_DAY_FIRST = re.compile(r"([0-9]{1,2})([-/. ])([0-9]{1,2})[-/. ]([0-9]{4}|[0-9]{2})(?:[T ,].*)?")
_COMPACT = re.compile(r"(20[0-9]{2}|19[0-9]{2})([01][0-9])([0-3][0-9])(?:[T ]?[0-9]{4,6})?")
_NAMED = re.compile(r"(?:[a-z]{2,9}\.?,? )?([0-9]{1,2})[ .-]+([a-z]{3,9})\.?[ .,-]+([0-9]{4}|[0-9]{2})(?:[T ,].*)?")
_NAMED_FIRST = re.compile(r"([a-z]{3,9})\.? ([0-9]{1,2}),? ([0-9]{4})(?:[T ,].*)?")
_MONTH_ONLY = re.compile(
    r"([0-9]{4})[-/. ]([0-9]{1,2})|([0-9]{1,2})[-/. ]([0-9]{4})|([a-z]{3,9})\.?[ -]'?([0-9]{4}|[0-9]{2})"
)


def read_date(cell: str, *, month_first: bool = False) -> str:
    """Return a date as 2025-12-31, a month as 2025-12, or nothing when the cell holds none.

    >>> read_date("31-12-2025"), read_date("2025-12-31T10:00"), read_date("1/2/25"), read_date("31-31-2025")
    ('2025-12-31', '2025-12-31', '2025-02-01', '')
    >>> read_date("31 dec 2025"), read_date("20251231"), read_date("dec 2025"), read_date("1/31/2025", month_first=True)
    ('2025-12-31', '2025-12-31', '2025-12', '2025-01-31')
    """
    if not cell or len(cell) > 40:  # noqa: PLR2004 -- no date is longer
        return ""
    if match := _YEAR_FIRST.fullmatch(cell):
        year, month, day = map(int, match.groups())
    elif match := _DAY_FIRST.fullmatch(cell):
        day, month, year = int(match[1]), int(match[3]), _year(match[4])
        if month > 12 or (month_first and day <= 12):  # noqa: PLR2004 -- months in a year
            day, month = (month, day) if match[2] == "/" or month_first else (day, month)
    elif match := _COMPACT.fullmatch(cell):
        year, month, day = int(match[1]), int(match[2]), int(match[3])
    else:
        return _read_words(cell.casefold())
    return _iso(year, month, day)


def _read_words(cell: str) -> str:
    if match := _NAMED.fullmatch(cell):
        return _iso(_year(match[3]), _MONTHS.get(match[2], 0), int(match[1]))
    if match := _NAMED_FIRST.fullmatch(cell):
        return _iso(int(match[3]), _MONTHS.get(match[1], 0), int(match[2]))
    if match := _MONTH_ONLY.fullmatch(cell):
        if match[1]:
            year, month = int(match[1]), int(match[2])
        elif match[3]:
            year, month = int(match[4]), int(match[3])
        else:
            year, month = _year(match[6]), _MONTHS.get(match[5], 0)
        return _iso(year, month, 1)[:7]
    return ""


def is_month_first(cells: Iterable[str]) -> bool | None:
    """Return whether the month stands before the day; None when some cells can be read both ways and none tells.

    >>> is_month_first(["01/02/2025", "12/31/2025"]), is_month_first(["31/12/2025"]), is_month_first(["1/2/2025"])
    (True, False, None)
    """
    both, day, month = False, False, False
    for cell in cells:
        match = _DAY_FIRST.fullmatch(cell.strip())
        if match is None:
            continue
        first, second = int(match[1]), int(match[3])
        day |= first > 12 >= second  # noqa: PLR2004 -- months in a year
        month |= second > 12 >= first  # noqa: PLR2004
        both |= first <= 12 and second <= 12 and first != second  # noqa: PLR2004
    if month and not day:
        return True
    return None if both and not day else False


def _year(written: str) -> int:
    return int(written) if len(written) == 4 else 2000 + int(written)  # noqa: PLR2004


def _iso(year: int, month: int, day: int) -> str:
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return ""
