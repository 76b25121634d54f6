"""What goes into a report of several years: counts and shares, from which its sentences are made anew each time.

No name and no amount of a customer is among them.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from calculators.catalogue.klantenlijst.years import LEVEL, Years
from calculators.catalogue.klantenlijst.years_words import tell_first_year, tell_kept
from calculators.model.amounts import percent
from calculators.model.answer import Count, Month, Sentence, say
from calculators.operations.customer_years import Kept, kept_of, month_number, written_month

COUNTS = ("new", "returned", "lost", "silent", "until")
# Customers of last year and how many bought again: all, and with three years or more in their first year and later.
ALL, FIRST, LATER = ("start", "kept"), ("first_start", "first_kept"), ("later_start", "later_kept")
SHARES = ("revenue_retention", "change")  # of the turnover: of the same customers and of all
FIRST_MONTH, LAST_MONTH = 12 * 1900, 12 * 2200


def count_years(years: Years) -> dict[str, float]:
    """Return what a report keeps of several years: numbers by name.

    ``until`` is the last month, counted from the year 0; ``change`` is the turnover of this year divided by last
    year's, ``revenue_retention`` the same of last year's customers.
    """
    kept, bridge = years.kept, years.bridge
    counts = bridge["customers"]
    told: dict[str, float | None] = {
        "until": month_number(years.windows[0]["until"], "until"),
        "start": kept["start"],
        "kept": kept["kept"],
        "new": counts["new"],
        "returned": counts["returned"],
        "lost": counts["lost"],
        "silent": years.silent_count,
        "revenue_retention": kept["revenue_retention"],
        "change": bridge["end"] / bridge["start"] if bridge["start"] > 0 else None,
    }
    for (start, stayed), group in zip((FIRST, LATER), (kept["first"], kept["later"]), strict=True):
        if group:
            told |= {start: group["start"], stayed: group["kept"]}
    return {name: float(value) for name, value in told.items() if value is not None}


def tell_counted_years(counts: Mapping[str, float]) -> tuple[Sentence, ...]:
    """Say what the counts of a report mean; nothing where they are no counts of years, as in a damaged report.

    Args:
        counts: as ``count_years`` gives them.
    """
    if not _make_sense(counts):
        return ()
    everyone = _kept(counts, ALL)
    first, later = (_kept(counts, each) if each[0] in counts else None for each in (FIRST, LATER))
    new, returned, lost, silent = (int(counts[name]) for name in ("new", "returned", "lost", "silent"))
    sentences = [
        tell_kept(everyone),
        say(
            "Dat gaat over de twaalf maanden tot en met {until} en de twaalf daarvoor.",
            until=Month(written_month(int(counts["until"]))),
        ),
        *tell_first_year(first, later),
        say(
            "Erbij: {new} en {returned}. Eraf: {lost}.",
            new=Count(new, "nieuwe klant", "nieuwe klanten"),
            returned=Count(returned, "die terugkwam", "die terugkwamen"),
            lost=Count(lost, "klant", "klanten"),
        ),
    ]
    if all(name in counts for name in SHARES):
        sentences.append(
            say(
                "Je omzet was {change} van die van het jaar ervoor; bij de klanten van toen {same}.",
                change=percent(counts["change"]),
                same=percent(counts["revenue_retention"]),
            )
        )
    if silent:
        are = "is" if silent == 1 else "zijn"
        words = "{silent} {are} langer stil dan gewoonlijk. Wie, dat staat alleen bij je lijst."
        sentences.append(say(words, silent=Count(silent, "klant", "klanten"), are=are))
    return tuple(sentences)


def _kept(counts: Mapping[str, float], names: tuple[str, str]) -> Kept:
    start, kept = (int(counts[name]) for name in names)
    return kept_of(start, kept, LEVEL)


def _make_sense(counts: Mapping[str, float]) -> bool:
    groups = [pair for pair in (ALL, FIRST, LATER) if pair == ALL or counts.keys() & pair]
    whole = [*COUNTS, *(name for pair in groups for name in pair)]
    return (
        all(counts.get(name, -1.0) >= 0 and counts[name].is_integer() for name in whole)
        and all(counts[kept] <= counts[start] for start, kept in groups)
        and all(math.isfinite(counts.get(name, 0.0)) and counts.get(name, 0.0) >= 0 for name in SHARES)
        and FIRST_MONTH <= counts["until"] <= LAST_MONTH
    )
