"""A file that is given as text or as bytes."""

from __future__ import annotations

import re
from typing import Annotated

from calculators.model.errors import InputError
from calculators.model.quantities import Words

FileText = Annotated[str, Words("bestand", "De inhoud van het bestand als tekst.", may_be_blank=True)]
FileBytes = Annotated[str, Words("bytes van het bestand", "De inhoud hexadecimaal.", may_be_blank=True)]

_SURROGATES = re.compile("[\ud800-\udfff]")


def given_file(text: str | None, bytes_hex: str | None) -> str | bytes:
    """Return the one that was given.

    Raises:
        InputError: ``exactly_one`` at ``text`` with both, ``required`` at ``text`` with none, ``not_a_number`` at
            ``bytes_hex`` for anything else than pairs of hexadecimal digits.

    >>> given_file(None, "4b 6c")
    b'Kl'
    """
    if text is not None and bytes_hex is not None:
        raise InputError("exactly_one", "text", "Geef het bestand als tekst of als bytes. Laat een van beide weg.")
    if text is not None:
        return text
    if bytes_hex is None:
        raise InputError("required", "text", "Kies een bestand, of plak de inhoud ervan.")
    try:
        return bytes.fromhex(bytes_hex)
    except ValueError:
        message = "De bytes van het bestand zijn niet hexadecimaal. Geef voor elke byte twee tekens: 0-9 en a-f."
        raise InputError("not_a_number", "bytes_hex", message) from None


def well_formed(text: str) -> str:
    r"""Return the text with halves of surrogate pairs, which no file can hold, replaced by U+FFFD.

    >>> well_formed("Jan\ud800sen") == "Jan\ufffdsen"
    True
    """
    return _SURROGATES.sub("\N{REPLACEMENT CHARACTER}", text)
