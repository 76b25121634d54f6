"""Klantenlijst: who earns the money, seen along all customers of a business.

The list is typed in rows, or comes from a file of any length; so nothing here takes more than a sort, and what is
shown stays small. Customers are numbered by revenue unless their names are asked for.
"""

from __future__ import annotations

from calculators.catalogue.klantenlijst import words
from calculators.catalogue.klantenlijst.book import asked_first, read
from calculators.catalogue.klantenlijst.charts import charts, everyone
from calculators.catalogue.klantenlijst.examples import PRINTER
from calculators.catalogue.klantenlijst.findings import find
from calculators.catalogue.klantenlijst.form import Customers, InternalRate, ShowNames
from calculators.catalogue.vocabulary import INTERNAL_RATE
from calculators.model.answer import Answer, FirstStep, Plan
from calculators.model.calculator import Calculator, Formula, ListIntake, Section, Source
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
        Section("Wat kost een uur?", ("internal_rate", "show_names")),
        Section(
            "Je klanten",
            ("customers",),
            add="Klant toevoegen",
            intro="Omzet is genoeg voor een eerste beeld. Met kosten en uren zie je ook aan wie je verdient.",
        ),
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
    formulas=(
        Formula(
            "Winst per klant",
            "Omzet − kosten − uren × intern uurtarief. Zijn er nergens uren ingevuld: omzet − kosten.",
        ),
        Formula(
            "Winst opgeteld",
            "Zet de klanten op volgorde, de hoogste winst eerst, en tel hun winst één voor één op. De lijn stijgt tot de laatste klant die iets oplevert en daalt daarna.",
        ),
        Formula(
            "Aandeel van de grootste 20%",
            "De omzet van de grootste 20% van je klanten (naar boven afgerond op hele klanten) ÷ alle omzet.",
        ),
        Formula(
            "Klasse A, B en C",
            "Tel de omzet op vanaf de grootste klant. Wie binnen de eerste 80% begint, is A; binnen 95% is B; de rest is C.",
        ),
        Formula(
            "Omzet gespreid als bij",
            "1 ÷ de som van alle aandelen in het kwadraat. Bij vier even grote klanten komt er precies 4 uit.",
        ),
        Formula(
            "Gini",
            "Vergelijkt de omzet van elke klant met die van elke andere. Bij gelijke omzet is de uitkomst 0; komt alles van één van heel veel klanten, dan bijna 1.",
        ),
        Formula("Opbrengst per uur", "(Omzet − kosten) ÷ uren."),
    ),
    assumptions=(
        "Zodra je bij één klant uren invult, gaat de winst alleen over klanten met uren. Van de andere schatten we niets.",
        "Lege kosten tellen als nul. De uitslag zegt bij hoeveel klanten dat zo is.",
        "Kosten die niet bij één klant horen, zoals huur, tellen alleen mee als ze in je interne uurtarief zitten.",
        "Een klant met meer creditnota's dan facturen telt in de aandelen en klassen als nul, en in de winst gewoon mee.",
        "De piramide (top, groot, middel, klein) staat in de tabel bij de klassen vanaf honderd klanten.",
        "Vuistregel van deze site: uren die je schat, zitten er al gauw 25% naast.",
        "Vuistregel van deze site: vanaf 30% van je omzet ben je te afhankelijk van één klant.",
        "Vuistregel van deze site: onder een Gini van 0,3 is je omzet vrij gelijk verdeeld, vanaf 0,6 heel ongelijk.",
        "Een intern uurtarief van € 60 is een voorstel: vul je eigen kosten per uur in.",
    ),
    sources=(
        Source(
            "Cost & Effect",
            "R. Kaplan en R. Cooper (1998)",
            "De lijn van opgetelde winst: de vorm lijkt op een walvisrug.",
        ),
        Source("Variabilità e mutabilità", "C. Gini (1912)", "De maat voor ongelijkheid.", language="it"),
        Source("The Customer Marketing Method", "J. Curry en A. Curry (2000)", "De piramide van klanten."),
        Source(
            "The Paternity of an Index",
            "A. Hirschman (1964)",
            "Hoeveel even grote klanten dezelfde spreiding zouden geven.",
        ),
    ),
    rows_when_empty=3,
)
