"""Klantenlijst: who earns the money, seen along all customers of a business.

The list is typed in rows, or comes from a file of any length; so nothing here takes more than a sort, and what is
shown stays small. Customers without a name are numbered by revenue.
"""

from __future__ import annotations

from calculators.catalogue.klantenlijst import words
from calculators.catalogue.klantenlijst.book import asked_first, read
from calculators.catalogue.klantenlijst.charts import charts, everyone
from calculators.catalogue.klantenlijst.examples import PRINTER
from calculators.catalogue.klantenlijst.findings import DEPENDENCE_LIMIT, EVEN_GINI, UNEVEN_GINI, find
from calculators.catalogue.klantenlijst.form import Customers, HideNames, InternalRate, MarginShare, ShowNames
from calculators.catalogue.klantenlijst.headline import headline
from calculators.catalogue.klantenlijst.losses import EASY_RISE, HIGHEST_RISE, HOURS_DOUBT, THINKABLE_RISE
from calculators.catalogue.klantenlijst.todo import todo
from calculators.catalogue.vocabulary import INTERNAL_RATE
from calculators.model.amounts import percent
from calculators.model.answer import Amount, Answer, Plan
from calculators.model.calculator import Calculator, ListIntake, NameBoxes, Section
from calculators.model.intake import Sample


def klantenlijst(
    customers: Customers,
    internal_rate: InternalRate = INTERNAL_RATE,
    *,
    show_names: ShowNames = False,  # noqa: ARG001 -- it is about what leaves the page: see ``NameBoxes``
    margin_share: MarginShare | None = None,
    hide_names: HideNames = False,
) -> Answer:
    """Say which customers earn the money and which cost it, how much hangs on the largest, and what to do about it.

    Args:
        customers: a row each, with the sums of a year in euros excl. btw; costs and hours only where they are known.
        internal_rate: what an hour costs, in euros.
        show_names: whether customers keep their names in what is printed, saved or put in a report.
        margin_share: what is left of revenue after costs, where those are not known.
        hide_names: whether customers are numbered by revenue, and not called by their names.
    """
    found = find(read(customers, internal_rate, margin_share, hide_names=hide_names))
    chart, *more_charts = charts(found)
    first, *more = todo(found)
    handovers = tuple(words.handovers(found))
    return Answer(
        headline=headline(found),
        reasons=tuple(words.reasons(found)),
        chart=chart,
        certainty=tuple(words.certainty(found)),
        change=tuple(words.change(found)),
        worth=tuple(words.worth(found)),
        figures=tuple(words.figures(found)),
        more_charts=tuple(more_charts),
        plans=(Plan("Wat kun je nu doen?", tuple(each.action for each in (first, *more))),),
        handovers=handovers,
        links=(words.CHOOSE_GROUP,) if handovers else (words.LOOK_AT_ONE, words.CHOOSE_GROUP),
        first_step=first,
        more_steps=tuple(each for each in more if each.urgent or each.per_year),
        loses=found.all_lose,
        export=everyone(found.book),
    )


def _example_years(*, hide: bool) -> Answer:
    from calculators.catalogue.klantenlijst.years_example import example_years  # noqa: PLC0415 -- the page has it already

    return example_years(hide=hide)


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
        Section("Wat een uur kost, en je marge", ("internal_rate", "margin_share")),
        Section("Namen", ("hide_names", "show_names"), blank="alleen op je scherm"),
    ),
    fields_before=3,
    names=NameBoxes(hide="hide_names", show="show_names"),
    example=PRINTER,
    intake=ListIntake(
        field="customers",
        asked_first=asked_first,
        example_years=_example_years,
        samples=(
            Sample("excel-nl", "Excel (CSV)"),
            Sample("boekhouding", "Facturen uit een boekhoudpakket"),
            Sample("jaren", "Vier jaar facturen"),
            Sample("xlsx", "Excel (.xlsx)"),
            Sample("xaf", "Auditfile"),
        ),
        limits="CSV of tekst tot 30 MB, Excel (.xlsx) tot 15 MB, auditfile (.xaf) tot 150 MB. Je browser leest ze zelf. Met twee jaar of meer zie je ook wie er bleef.",
    ),
    rows_when_empty=3,
    rules={
        "hours_doubt": percent(HOURS_DOUBT),
        "dependent_share": percent(DEPENDENCE_LIMIT),
        "thinkable_rise": percent(THINKABLE_RISE),
        "highest_rise": percent(HIGHEST_RISE),
        "easy_rise": percent(EASY_RISE),
        "even_gini": Amount(EVEN_GINI, decimals=1),
        "uneven_gini": Amount(UNEVEN_GINI, decimals=1),
    },
)
