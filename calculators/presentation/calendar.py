"""An appointment with oneself to calculate again, as a file for any calendar (RFC 5545)."""

from __future__ import annotations

from calculators.model.calculator import Calculator

MONTHS_AHEAD = 3
MONTHS_A_YEAR = 12
LAST_DAY = 28  # every month has it
LONGEST_LINE = 60  # characters; a line may have 75 bytes


def write_appointment(calculator: Calculator, today: str, address: str) -> str:
    r"""Return the appointment, for a whole day in three months.

    Args:
        calculator: to calculate with again.
        today: the day, as 2026-11-26.
        address: of what stands in the form now; empty for none.

    Raises:
        ValueError: when ``today`` is no day.

    >>> from calculators.catalogue import find
    >>> appointment = write_appointment(find("klantwaarde"), "2026-11-30", "https://voorbeeld.nl/#klantwaarde=1")
    >>> [line for line in appointment.split("\r\n") if line.startswith("DTSTART")]
    ['DTSTART;VALUE=DATE:20270228']
    """
    year, month, day = (int(part) for part in today.split("-"))
    months = month - 1 + MONTHS_AHEAD
    then = f"{year + months // MONTHS_A_YEAR:04}{months % MONTHS_A_YEAR + 1:02}{min(day, LAST_DAY):02}"
    what = f"{calculator.name}: reken opnieuw"
    said = "Wat is er veranderd sinds de vorige keer?" + (f"\nJe cijfers van toen: {address}" if address else "")
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Klantkompas//NL",
        "BEGIN:VEVENT",
        f"UID:{calculator.slug}-{then}@klantkompas",
        f"DTSTAMP:{year:04}{month:02}{day:02}T000000Z",
        f"DTSTART;VALUE=DATE:{then}",
        f"SUMMARY:{_escaped(what)}",
        f"DESCRIPTION:{_escaped(said)}",
        *([f"URL:{address}"] if address else []),
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _escaped(words: str) -> str:
    for sign in ("\\", ";", ","):
        words = words.replace(sign, f"\\{sign}")
    return words.replace("\n", "\\n")


def _folded(line: str) -> str:
    parts = [line[place : place + LONGEST_LINE] for place in range(0, len(line), LONGEST_LINE)]
    return "\r\n ".join(parts)
