"""The books of the made-up printer: three years, of which the last adds up to the list that the page starts with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from calculators.catalogue.klantenlijst.years import Listed, find_years
from calculators.catalogue.klantenlijst.years_words import years_answer
from calculators.model.answer import Answer

BOOKS_UNTIL = "2025-12"
EVERY_MONTH = tuple(range(1, 13))

# What the printer billed in each year, and in which months; the last year adds up to the list of the example.
PRINTER_BILLED: tuple[tuple[str, Mapping[int, tuple[int, tuple[int, ...]]]], ...] = (
    (
        "Modehuis Fictief",
        {2023: (52000, EVERY_MONTH), 2024: (58000, EVERY_MONTH), 2025: (66000, EVERY_MONTH)},
    ),
    (
        "Uitgeverij Voorbeeld",
        {2023: (44000, EVERY_MONTH), 2024: (42000, EVERY_MONTH), 2025: (39000, EVERY_MONTH)},
    ),
    (
        "Gemeente Nergenshuizen",
        {2023: (21000, (3, 6, 9, 12)), 2024: (24000, (3, 6, 9, 12)), 2025: (27500, (3, 6, 9, 12))},
    ),
    ("Brouwerij De Proef", {2024: (11000, (2, 4, 6, 8, 10, 12)), 2025: (18000, (2, 4, 6, 8, 10, 12))}),
    (
        "Theater Denkbeeld",
        {2023: (16000, (1, 4, 8, 10)), 2024: (15500, (1, 4, 8, 10)), 2025: (14500, (1, 4, 8, 10))},
    ),
    ("Makelaardij Verzonnen", {2023: (9000, (2, 5, 10)), 2025: (12000, (3, 6, 11))}),
    ("Camping Utopia", {2023: (8000, (2, 3, 4)), 2024: (8800, (2, 3, 4)), 2025: (9500, (2, 3, 4))}),
    ("Stichting Zomaar", {2023: (6500, (5, 11)), 2024: (7200, (5, 11)), 2025: (7000, (5, 11))}),
    ("Fietsenzaak Bijvoorbeeld", {2025: (5200, (3, 5, 10))}),
    ("Koffiebar Test", {2024: (6000, EVERY_MONTH), 2025: (4000, (1, 2, 3, 4, 5))}),
    ("Advocaten Denk en Beeld", {2023: (4200, (6, 12)), 2024: (3900, (6, 12)), 2025: (3600, (6, 12))}),
    ("Sportclub Verzinsel", {2025: (2500, (8,))}),
    ("Reisbureau Nooit Gezien", {2023: (12500, EVERY_MONTH), 2024: (13000, EVERY_MONTH[:9])}),
    ("Bakkerij Bedacht", {2023: (5200, (3, 6, 9, 12)), 2024: (4800, (3, 6, 9))}),
    ("Restaurant Luchtkasteel", {2024: (6400, (4, 5, 11))}),
)


def printer_books() -> list[Listed]:
    """Return the customers of the printer with what was billed in each month of three years, in whole euros."""
    return [
        Listed(name, {month: amount for year, billed in years.items() for month, amount in _spread(year, *billed)})
        for name, years in PRINTER_BILLED
    ]


def example_years(*, hide: bool) -> Answer:
    """Say what the books of the printer say of the years.

    Args:
        hide: whether customers are numbered and not called by their names.

    Raises:
        ValueError: when they hold no two years (a mistake here).
    """
    years = find_years(printer_books(), BOOKS_UNTIL)
    if years is None:
        raise ValueError(BOOKS_UNTIL)
    return years_answer(years, hide=hide)


def _spread(year: int, amount: int, months: Sequence[int]) -> Iterator[tuple[str, float]]:
    each, rest = divmod(amount, len(months))
    for place, month in enumerate(months):
        yield f"{year}-{month:02d}", float(each + (rest if place == 0 else 0))
