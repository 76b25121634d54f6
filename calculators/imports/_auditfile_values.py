"""The values in an auditfile, as packages write them: amounts and sides, months, numbers, kinds of journals."""

from __future__ import annotations

import re
from enum import Enum

from calculators.imports._amounts import DECIMALS, exact_amount
from calculators.imports._dates import read_date

_CENTS: int = 10 ** (DECIMALS - 2)

_CREDIT = {"c", "cr", "cre", "cred", "credit", "k", "krediet", "kredit"}
_DEBIT = {"d", "db", "dr", "deb", "debet", "debit"}
_NOT_IN_AMOUNT = re.compile(r"[\s\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}'€]|^eur|eur$", re.IGNORECASE)
_MINUS_SIGNS = str.maketrans({"\N{MINUS SIGN}": "-", "\N{EN DASH}": "-"})
_DUTCH = re.compile(r"[0-9]{1,30},[0-9]{1,2}|[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]{1,2})?|[0-9]{1,30},[0-9]{4,20}")
_ENGLISH = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]{1,20}")
_GROUPS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3}){2,}(?:,[0-9]{1,2})?|[0-9]{1,3}\.[0-9]{3},[0-9]{1,2}")

_ISO_DATE = re.compile(r"\s*([12][0-9]{3})-?(0[1-9]|1[0-2])-?(?:0[1-9]|[12][0-9]|3[01])(?:[T ].*|[Z+].*)?\s*")
_DUTCH_DATE = re.compile(r"\s*(?:0?[1-9]|[12][0-9]|3[01])[-/.](0?[1-9]|1[0-2])[-/.]([12][0-9]{3})(?:[T ].*)?\s*")
_YEARS = range(1970, 2100)

_NOBODY = {
    "",
    "0",
    "-",
    "--",
    ".",
    "nvt",
    "n.v.t.",
    "n.v.t",
    "n/a",
    "na",
    "geen",
    "none",
    "null",
    "nil",
    "onbekend",
    "x",
}


def exact_side(amount: str, side: str) -> int | None:
    """Return an amount with credit above zero, as a whole number of 10^-20; None when it cannot be read.

    Which of comma and dot is the decimal mark must be certain: "1,234" is not.

    >>> exact_side("12.50", "C") == -exact_side("12,50", " debet")
    True
    >>> exact_side("1.234,50-", "c") == exact_side("-1,234.50", "CR") == exact_side("1234.5", "D")
    True
    >>> exact_side("1,234", "C"), exact_side("1e3", "C"), exact_side("", "C"), exact_side("5", "?")
    (None, None, None, None)
    """
    sign = 1 if side == "C" else -1 if side == "D" else _sign(side)
    if sign == 0:
        return None
    whole, _, cents = amount.partition(".")
    if len(cents) == 2 and len(whole) <= 30 and amount.isascii() and whole.isdigit() and cents.isdigit():  # noqa: PLR2004
        return sign * _CENTS * int(whole + cents)
    read = _exact(amount)
    return None if read is None else sign * read


def _sign(side: str) -> int:
    bare = re.sub(r"[^a-z]", "", side.lower())
    return 1 if bare in _CREDIT else -1 if bare in _DEBIT else 0


def _exact(amount: str) -> int | None:
    bare = _NOT_IN_AMOUNT.sub("", amount).translate(_MINUS_SIGNS)
    negative = bare.startswith("-") or bare.endswith("-")
    bare = bare[1:] if bare.startswith(("-", "+")) else bare.removesuffix("-")
    if "," in bare:
        if _ENGLISH.fullmatch(bare):
            bare = bare.replace(",", "")
        elif _DUTCH.fullmatch(bare):
            bare = bare.replace(".", "").replace(",", ".")
        else:
            return None
    elif _GROUPS.fullmatch(bare):
        bare = bare.replace(".", "")
    read = exact_amount(bare)
    return -read if read and negative else read


def has_three_decimals(amount: str) -> bool:
    """Whether the dot in an amount may part thousands as well as decimals.

    >>> has_three_decimals("1.234"), has_three_decimals("1.2340"), has_three_decimals("0.125")
    (True, False, False)
    """
    return bool(_THREE_DECIMALS.fullmatch(amount.strip()))


_THREE_DECIMALS = re.compile(r"[-+]?[1-9][0-9]{0,2}\.[0-9]{3}-?")


def month_of(date: str) -> str:
    """Return the month of a date as "2025-01"; nothing when it cannot be read.

    >>> month_of("2025-01-31"), month_of("20250131"), month_of("31-1-2025"), month_of("2025"), month_of("0001-01-01")
    ('2025-01', '2025-01', '2025-01', '', '')
    """
    if match := _ISO_DATE.fullmatch(date):
        year, month = match.groups()
    elif match := _DUTCH_DATE.fullmatch(date):
        month, year = match.groups()
    else:
        return ""
    return f"{year}-{int(month):02d}" if int(year) in _YEARS else ""


def iso_date(date: str) -> str | None:
    """Return a date as ISO text; None when it cannot be read.

    >>> iso_date("31-1-2025"), iso_date("20250131"), iso_date("2025")
    ('2025-01-31', '2025-01-31', None)
    """
    day = read_date(date)
    return day if month_of(day) and day.count("-") == 2 else None  # noqa: PLR2004 -- not a month alone


def month_of_period(period: str, fiscal_year: str, start: str | None) -> str:
    """Return the month of a period of the year; nothing when it is none of twelve.

    >>> month_of_period("3", "2025", None), month_of_period("13", "2025", None)
    ('2025-03', '')
    >>> month_of_period("3", "2024/2025", "2024-07-01")
    '2024-09'
    """
    if not re.fullmatch(r"\s*0{0,9}[1-9][0-9]?\s*", period) or int(period) > 12:  # noqa: PLR2004 -- months
        return ""
    first = month_of(start or "")
    if not first:
        year = re.fullmatch(r"\s*([12][0-9]{3})\s*", fiscal_year)
        first = f"{year[1]}-01" if year else ""
    if not first:
        return ""
    months = int(first[:4]) * 12 + int(first[5:]) - 1 + int(period) - 1
    return f"{months // 12}-{months % 12 + 1:02d}"


def customer_key(number: str) -> str:
    """Return the number of a customer to compare with: without case and white space around; nothing for nobody.

    >>> customer_key(" D1 "), customer_key("n.v.t."), customer_key("000")
    ('d1', '', '')
    """
    key = " ".join(number.split()).casefold()
    return "" if key in _NOBODY or not key.strip("0") else key


class Journal(Enum):
    """What a journal is for."""

    SALES = "sales"
    PURCHASES = "purchases"
    MONEY = "bank and cash"
    OPENING = "opening balance"
    GENERAL = "general"
    UNKNOWN = "unknown"


_TYPES = {
    Journal.SALES: {"s", "v", "vk", "vrk", "vkp", "ver", "verk", "sal", "sls"},
    Journal.PURCHASES: {"p", "i", "ink", "ik", "pur"},
    Journal.MONEY: {"b", "c", "k", "bnk", "bank", "kas", "cash", "giro", "bk", "fin"},
    Journal.OPENING: {"o", "ob", "bb"},
    Journal.GENERAL: {"m", "g", "mem", "memo", "gen", "dagboek"},
}
_TYPE_WORDS = (
    (Journal.OPENING, re.compile(r"beginbalans|openingsbalans|opening ?balance|\bopening\b|\bbegin\b", re.IGNORECASE)),
    (Journal.GENERAL, re.compile(r"memoriaal|\bmemo\b|general|divers|afsluit|closing", re.IGNORECASE)),
    (Journal.PURCHASES, re.compile(r"inkoop|inkopen|purchase|crediteur|\bink\b", re.IGNORECASE)),
    (
        Journal.SALES,
        re.compile(r"verko[op]|sale|debiteur|factuur|facturen|facturatie|invoice|\bvrk\b|revenue", re.IGNORECASE),
    ),
    (Journal.MONEY, re.compile(r"\bbank|\bkas(?:boek)?\b|cash|giro|\bpin\b|rabo|\bing\b|abn", re.IGNORECASE)),
)
_BY_TYPE = {written: journal for journal, types in _TYPES.items() for written in types}


def journal_of(written: str, *names: str) -> Journal:
    """Return what a journal is for: by its type, or by its names when that says nothing.

    >>> [journal_of(*said).value for said in (("S",), ("Verkoop",), ("", "VRK"), ("G", "MEM", "Verkoop"), ("Z", "x"))]
    ['sales', 'sales', 'sales', 'general', 'unknown']
    >>> journal_of("O", "ALG", "Alle boekingen").value, journal_of("B", "BB", "Openingsbalans").value
    ('unknown', 'opening balance')
    """
    named = _by_words(" | ".join(names))
    if named is Journal.OPENING:
        return named
    journal = _BY_TYPE.get(re.sub(r"[^a-z]", "", written.lower())) or _by_words(written)
    if journal in {Journal.UNKNOWN, Journal.OPENING}:  # an O may also be "overig": only words tell
        return Journal.OPENING if journal is Journal.OPENING and len(written.strip()) > 2 else named  # noqa: PLR2004
    return journal


def _by_words(text: str) -> Journal:
    return next((journal for journal, words in _TYPE_WORDS if words.search(text)), Journal.UNKNOWN)
