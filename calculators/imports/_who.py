"""Who is who: when two rows of a list are about the same customer.

A number wins over a name. Numbers that mean that there is none ("0", "n.v.t.", "#N/A") are none; names are compared
without case, extra white space, invisible characters and the way in which accents are composed.
"""

from __future__ import annotations

import re
import unicodedata

# What a cell holds that has no value, in lower case: of people, databases and spreadsheets in Dutch and English.
_NOTHING = frozenset(
    {
        "", "-", "--", "---", "–", "—", "?", "??", "n.v.t.", "nvt", "n.v.t", "n/a", "na", "n.a.", "n.b.", "nb",
        "null", "(null)", "none", "nil", "nan", "undefined", "onbekend", "unknown", "geen", "leeg", "(leeg)", "(blank)",
        "blank", "(geen)", "<geen>", "[geen]", "\\n", "#n/a", "#n/b", "#nb", "#n.v.t.", "#null!", "#leeg!",
    }
)  # fmt: skip
_ERROR = re.compile(r"#(?:[a-zé]{1,10}[!?]|[a-z]{1,5}/[a-z0-9]{1}!?|n/[ab])", re.IGNORECASE)  # of a spreadsheet
# What a web shop or a till writes for everybody who has no number.
_ANYBODY = frozenset(
    {
        "guest", "gast", "gastbestelling", "gastklant", "walk-in", "walkin", "passant", "balie", "kassa", "contant",
        "cash", "diversen", "divers", "particulier", "anoniem", "anonymous", "online", "webshop",
    }
)  # fmt: skip
_NO_NUMBER = re.compile(r"0+(?:[.,]0+)?|[0-9](?:[.,][0-9]+)?e\+[0-9]+", re.IGNORECASE)
_ROUNDED = re.compile(r"[0-9](?:[.,][0-9]+)?e\+[0-9]+", re.IGNORECASE)
_WHOLE_NUMBER = re.compile(r"([0-9]+)[.,]0+")
_GUARDED = re.compile(r'="(.*)"', re.DOTALL)


def clean(cell: str) -> str:
    r"""Return the text of a cell: without what guards it against Excel, invisible characters and white space around it.

    >>> clean('="00123"'), clean("Jan\u200bsen BV "), clean("Cafe\u0301") == "Café"
    ('00123', 'Jansen BV', True)
    """
    text = cell.strip()
    if text.isascii():
        if text.startswith('="') and (guarded := _GUARDED.fullmatch(text)):
            text = guarded[1].replace('""', '"')
        return text if text.isprintable() else _visible(text)
    return _visible(text)


def _visible(text: str) -> str:
    text = unicodedata.normalize("NFC", text)
    shown = "".join(
        letter if unicodedata.category(letter) not in {"Cf", "Cc"} or letter.isspace() else "" for letter in text
    )
    return shown.strip()


def is_nothing(text: str) -> bool:
    """Return whether a text says that there is no value.

    >>> is_nothing("n.v.t."), is_nothing("#N/A"), is_nothing("#WAARDE!"), is_nothing("Jansen")
    (True, True, True, False)
    """
    return text.casefold() in _NOTHING or (text.startswith("#") and _ERROR.fullmatch(text) is not None)


def number_of(text: str) -> str:
    """Return the number of a customer, or nothing when the text cannot tell two customers apart.

    >>> number_of("00123"), number_of("123.0"), number_of("0"), number_of("1,23457E+11"), number_of("guest")
    ('00123', '123', '', '', '')
    """
    if is_nothing(text) or _NO_NUMBER.fullmatch(text) or text.casefold() in _ANYBODY:
        return ""
    whole = _WHOLE_NUMBER.fullmatch(text)
    return whole[1] if whole else text


def is_rounded(text: str) -> bool:
    """Return whether a spreadsheet has rounded a long number, so that customers share what is left of theirs.

    >>> is_rounded("1,23457E+11"), is_rounded("12345")
    (True, False)
    """
    return _ROUNDED.fullmatch(text) is not None


def name_key(name: str) -> str:
    """Return what two spellings of one name have in common.

    >>> name_key("Jansen  BV") == name_key("JANSEN bv")
    True
    """
    return " ".join(clean(name).split()).casefold()


def number_key(number: str) -> str:
    """Return what two spellings of one number have in common; leading zeros count.

    >>> number_key("d1") == number_key("D1"), number_key("0123") == number_key("123")
    (True, False)
    """
    return number.casefold()
