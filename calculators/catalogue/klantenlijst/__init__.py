"""Klantenlijst: who earns the money, seen along all customers of a business.

The list is typed in rows, or comes from a file of any length; so nothing here takes more than a sort, and what is
shown stays small. Customers are numbered by revenue unless their names are asked for.
"""

from __future__ import annotations

from calculators.catalogue.klantenlijst import words
from calculators.catalogue.klantenlijst.book import asked_first, read
from calculators.catalogue.klantenlijst.charts import charts, everyone
from calculators.catalogue.klantenlijst.examples import PRINTER
from calculators.catalogue.klantenlijst.findings import DEPENDENCE_LIMIT, EVEN_GINI, HOURS_DOUBT, UNEVEN_GINI, find
from calculators.catalogue.klantenlijst.form import Customers, InternalRate, ShowNames
from calculators.catalogue.vocabulary import INTERNAL_RATE
from calculators.model.amounts import percent
from calculators.model.answer import Amount, Answer, FirstStep, Plan
from calculators.model.calculator import Calculator, ListIntake, Section
from calculators.model.intake import Sample


def klantenlijst(
    customers: Customers, internal_rate: InternalRate = INTERNAL_RATE, *, show_names: ShowNames = False
) -> Answer:
    """Say which customers earn the money and which cost it, how much hangs on the largest, and what to do about it.

    Args:
        customers: a row each, with the sums of a year in euros excl. btw; costs and hours only where they are known.
        internal_rate: what an hour costs, in euros.
        show_names: whether customers are called by their names; otherwise they are numbered by revenue.
    """
    found = find(read(customers, internal_rate, show_names=show_names))
    chart, *more_charts = charts(found)
    steps, handovers = tuple(words.steps(found)), tuple(words.handovers(found))
    loses = found.book.basis != "revenue" and found.whale.losing > 0
    return Answer(
        headline=words.headline(found),
        reasons=tuple(words.reasons(found)),
        chart=chart,
        certainty=tuple(words.certainty(found)),
        change=tuple(words.change(found)),
        worth=tuple(words.worth(found)),
        figures=tuple(words.figures(found)),
        more_charts=tuple(more_charts),
        plans=(Plan("Wat kun je nu doen?", steps),),
        handovers=handovers,
        links=(words.CHOOSE_GROUP,) if handovers else (words.LOOK_AT_ONE, words.CHOOSE_GROUP),
        first_step=FirstStep(steps[0], found.whale.erosion if loses else None),
        export=everyone(found.book),
    )


CALCULATOR = Calculator(
    slug="klantenlijst",
    name="Klantenlijst",
    question="Aan welke klanten verdien je?",
    calculate=klantenlijst,
    sections=(
        Section(
            "Je klanten, regel voor regel",
            ("customers",),
            kern=True,
            folded=True,
            compact=True,
            add="Klant toevoegen",
            intro="Omzet is genoeg voor een eerste beeld. Met kosten en uren zie je ook aan wie je verdient.",
        ),
        Section("Wat een uur kost, en namen", ("internal_rate", "show_names")),
    ),
    example=PRINTER,
    intake=ListIntake(
        field="customers",
        asked_first=asked_first,
        samples=(
            Sample("excel-nl", "Excel (CSV)"),
            Sample("boekhouding", "Facturen uit een boekhoudpakket"),
            Sample("xlsx", "Excel (.xlsx)"),
            Sample("xaf", "Auditfile"),
        ),
        limits="CSV of tekst tot 30 MB, Excel (.xlsx) tot 15 MB, auditfile (.xaf) tot 150 MB. Je browser leest ze zelf.",
    ),
    rows_when_empty=3,
    rules={
        "hours_doubt": percent(HOURS_DOUBT),
        "dependent_share": percent(DEPENDENCE_LIMIT),
        "even_gini": Amount(EVEN_GINI, decimals=1),
        "uneven_gini": Amount(UNEVEN_GINI, decimals=1),
    },
)
