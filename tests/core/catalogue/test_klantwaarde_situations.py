"""Klantwaarde as an adviser would read it: for each kind of firm the worth, and what to do first."""

import random
from collections import Counter

import pytest

from calculators.commands.answer import answer
from tests.core.catalogue.situations import Situation, assert_advice, cases


def _typed(trade: str, amount: str, times: str, kept: str, hours: str, **more: str) -> dict[str, str]:
    """What is typed in the kern, with retention counted in ten, and what is typed elsewhere."""
    kern = {"trade": trade, "order_value": amount, "orders_per_year": times, "retention": kept, "hours": hours}
    return {"retention_unit": "of_ten", **kern, **more}


KNOWN = {"gross_margin": "90", "internal_rate": "55"}

SITUATIONS = [
    # What costs money comes first.
    Situation(
        "boekhouder die per mail alles gratis beantwoordt",
        _typed("services", "95", "12", "9", "40", **KNOWN),
        "€ 1.026 for 40 hours of 55: each year costs more than it brings, so price or hours, never retention",
        headline=("kost je",),
        step=("Breng je uren terug tot", "uur per jaar"),
        never=("klanten vertrekken: van", "Werf er meer"),
    ),
    Situation(
        "schoonmaker net onder de kostprijs",
        _typed("services", "180", "12", "8", "38", **KNOWN),
        "1.944 against 2.090: a price of a few percent more is enough, so the price is named first",
        headline=("kost je",),
        step=("Vraag minstens € 192,17 per keer", "dan speel je quitte"),
    ),
    Situation(
        "webwinkel die meer inkoopt dan verkoopt",
        _typed("shop", "40", "3", "4", "1", gross_margin="0"),
        "nothing is left of revenue: no number of hours and no discount mends that",
        headline=("kost je",),
        step=("Kijk eerst naar je inkoop",),
        never=("minder uren alleen",),
    ),
    Situation(
        "coach met dure advertenties",
        _typed("services", "400", "2", "3", "4", acquisition_cost="900", **KNOWN),
        "a year earns 500, but customers leave before 900 of advertising is back",
        headline=("Een nieuwe klant kost je",),
        step=("manier van werven", "mag hoogstens"),
        said=("Werf je zo'n klant niet",),
        never=("klanten vertrekken: van",),
    ),
    Situation(
        "sportschool met een stuntactie",
        _typed("other", "25", "12", "5", "1", acquisition_cost="1.000", gross_margin="60", internal_rate="40"),
        "160 a year and half of them leave: the campaign is the cause",
        headline=("Een nieuwe klant kost je",),
        step=("Stop met deze manier van werven",),
        said=("minder dan hij kost",),
    ),
    Situation(
        "reclame voor een klant waar je elk jaar op toelegt",
        _typed("services", "60", "10", "8", "20", acquisition_cost="300", **KNOWN),
        "540 against 1.100: of the advertising nothing returns, and that is no negative yield",
        headline=("kost je",),
        step=("Breng je uren terug",),
        said=("Van elke euro werving komt niets terug",),
        never=("levert − €", "levert −€"),
    ),
    Situation(
        "bureau met een klant die drie keer zo duur moet",
        _typed("services", "100", "10", "8", "60", **KNOWN),
        "the price would have to be 3.6 times as high: nobody pays that, the hours are the way out",
        step=("Breng je uren terug tot 16,4 uur per jaar. Met de prijs alleen red je het niet",),
        never=("Vraag minstens",),
    ),
    # What is not known is asked or said.
    Situation(
        "typt 0,88 voor klantbehoud",
        {"order_value": "165", "orders_per_year": "12", "retention": "0,88", "hours": "20"},
        "0,88% is nobody's retention: the page asks before it answers",
        state="incomplete",
        missing=("retention",),
        said=("Bedoel je 88%?",),
    ),
    Situation(
        "typt 0,9 voor de marge",
        _typed("services", "165", "12", "9", "20", gross_margin="0,9"),
        "nobody sells at a margin of 0,9%",
        state="incomplete",
        missing=("gross_margin",),
        said=("Bedoel je 90%?",),
    ),
    Situation(
        "typt 82 van de 10",
        _typed("services", "165", "12", "82", "20"),
        "82 of ten cannot be: perhaps 82% was meant",
        state="incomplete",
        missing=("retention",),
        said=("Bedoel je 82%?",),
    ),
    Situation(
        "typt 82% bij van de 10",
        _typed("services", "165", "12", "82%", "20", **KNOWN),
        "a percent sign always means a percentage",
        headline=("waard",),
        said=("82% klantbehoud",),
    ),
    Situation(
        "zegt dat nooit iemand vertrekt",
        _typed("services", "165", "12", "10", "20", **KNOWN),
        "ten of ten is a small count, and no firm keeps all for ever",
        said=("Dat houdt geen bedrijf vol, dus er is gerekend met 98%",),
        never=("geen eind",),
    ),
    Situation(
        "vult alleen de omzet in",
        {"order_value": "95", "orders_per_year": "10"},
        "without retention and hours there is no verdict",
        state="incomplete",
        missing=("retention", "hours"),
    ),
    Situation(
        "kent marge en uurkosten niet",
        _typed("services", "165", "12", "9", "20"),
        "two rules of thumb: the amount is a round one, and the margin that was taken is said",
        headline=("ongeveer",),
        said=("marge 90%",),
    ),
    Situation(
        "winkel die zijn marge niet invult",
        _typed("shop", "45", "6", "7", "0,5"),
        "a shop buys most of what it sells: never counted as if revenue were margin",
        said=("marge 40%",),
        never=("marge 100%",),
    ),
    Situation(
        "klant die niet terugkomt",
        _typed("services", "500", "1", "0", "4", timing="existing_end", **KNOWN),
        "nothing is to come: not a stay of 0 years",
        headline=("levert je niets meer op",),
        said=("er komt geen jaar meer bij",),
        never=(" 0 jaar",),
    ),
    Situation(
        "eenmalige klant met werving",
        _typed("services", "1.000", "1", "0", "4", acquisition_cost="400", **KNOWN),
        "one sale that pays for its acquisition: no doubt in one sentence and certainty in another",
        headline=("Een nieuwe klant is je", "waard"),
        never=("komt er zelfs uit",),
    ),
    Situation(
        "uren die niet optellen",
        _typed("services", "165", "12", "9", "10", hours_unbilled="15"),
        "more hours off the invoice than there are hours: one of the two is a slip",
        state="invalid",
        said=("Je uren per jaar zijn alle uren samen",),
    ),
    Situation(
        "oude deel-link met uren apart",
        {"order_value": "165", "orders_per_year": "12", "gross_margin": "90", "retention": "88"}
        | {"hours_billed": "14", "hours_unbilled": "6", "internal_rate": "55"},
        "a link of before has the hours in two parts and retention as a percentage",
        headline=("Een nieuwe klant is je", "waard"),
        said=("20 uur van jezelf", "88% klantbehoud"),
    ),
    # The heaviest of three equal efforts.
    Situation(
        "adviseur met veel uren per klant",
        _typed("services", "1.500", "4", "8", "70", **KNOWN),
        "3.850 of 6.000 goes to hours: a tenth of those is worth more than 5% price",
        headline=("waard",),
        step=("Breng je uren voor zo'n klant terug van 70 uur naar 63 uur",),
    ),
    Situation(
        "abonnement dat vanzelf loopt",
        _typed("services", "50", "12", "7", "1", **KNOWN),
        "hardly any hours, three of ten leave: staying is worth more than 5% price",
        headline=("waard",),
        step=("10% minder klanten vertrekken: van 70% naar 73%",),
    ),
    Situation(
        "winkel met dunne marge en trouwe klanten",
        _typed("shop", "60", "12", "9", "1", gross_margin="30", internal_rate="35"),
        "5% price is a sixth of the margin, and nearly all stay already",
        headline=("waard",),
        step=("Vraag zo'n klant € 63 per keer in plaats van € 60",),
    ),
    Situation(
        "installateur met een klant per tien jaar",
        _typed("construction", "6.000", "0,1", "9", "2", gross_margin="50", internal_rate="50"),
        "300 a year for 2 hours: price and staying count, hours hardly",
        headline=("waard",),
        never=("Breng je uren",),
    ),
    Situation(
        "kapsalon met btw",
        _typed(
            "other", "46", "7", "7,5", "5,5", vat="incl9", gross_margin="88", internal_rate="38", acquisition_cost="35"
        ),
        "what the till shows is incl. btw, and the chair costs most",
        headline=("waard",),
        step=("Breng je uren",),
        said=("excl. btw",),
    ),
    Situation(
        "bijna quitte",
        _typed("services", "100", "11", "8", "17,9", **KNOWN),
        "990 against 984,50: barely a gain, and hours are the lever",
        headline=("waard",),
        step=("Breng je uren",),
    ),
    Situation(
        "zonder uren ingevuld",
        _typed("shop", "45", "6", "7", "0", gross_margin="40", internal_rate="35"),
        "no hours is a statement that must be seen: the page says that they do not count",
        said=("Je eigen uren tellen nog niet mee",),
        never=("Breng je uren",),
    ),
    Situation(
        "99,5 procent",
        _typed("services", "165", "12", "99,5%", "20", **KNOWN),
        "no full point fits above 99,5%, so none is promised",
        said=("niet meer mogelijk",),
        never=("één punt meer",),
    ),
]


@pytest.mark.parametrize("situation", cases(SITUATIONS))
def test_the_advice_is_that_of_an_adviser(situation: Situation) -> None:
    """For each firm the headline and the first step are what an experienced adviser would say."""
    assert_advice("klantwaarde", situation)


def test_the_first_step_differs_from_firm_to_firm() -> None:
    """Over plausible firms no first step is that of more than 70% of them, and a loss always has one."""
    draw = random.Random(19)
    steps: Counter[str] = Counter()
    for _ in range(400):
        trade = draw.choice(("services", "construction", "shop", "hospitality", "other"))
        times = draw.choice((1, 2, 4, 6, 12, 24))
        amount = draw.choice((20, 45, 95, 165, 400, 1200)) * draw.uniform(0.7, 1.4)
        hours = amount * times / draw.uniform(40, 400)
        kept = f"{draw.randint(4, 9)}"
        found = answer(
            "klantwaarde", _typed(trade, f"{amount:.0f}", f"{times}", kept, f"{hours:.1f}".replace(".", ","))
        )
        assert found["state"] == "complete"
        assert found["advice"], found["headline"]
        steps[" ".join(found["advice"][0]["text"].split()[:2])] += 1
    assert max(steps.values()) <= 0.7 * 400, steps
