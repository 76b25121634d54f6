"""The bierviltje as an adviser would read it: what more euros take, and which of the owner's own steps brings most."""

import pytest

from tests.core.catalogue.situations import Situation, assert_advice, cases

ASK = "Wat lukt jou in een jaar?"


def _typed(trade: str, customers: str, new: str, kept: str, spend: str, **more: str) -> dict[str, str]:
    """What is typed in the kern, with retention counted in ten, and what is typed elsewhere."""
    kern = {"trade": trade, "customers": customers, "new_per_year": new, "retention": kept, "spend_per_year": spend}
    return {"retention_unit": "of_ten", **kern, **more}


def _own(**steps: str) -> dict[str, str]:
    return {f"steps.{name}": size for name, size in steps.items()}


GARDENER = _typed("services", "200", "40", "8", "450", gross_margin="60", orders_per_year="3")
SHOP = _typed("shop", "1.500", "400", "6", "160", gross_margin="45", orders_per_year="4")
COACH = _typed("services", "12", "4", "6", "1.200", gross_margin="100", orders_per_year="1")

SITUATIONS = [
    # No winner without the owner's own steps.
    Situation(
        "hovenier zonder eigen stappen",
        GARDENER,
        "the numbers of a firm say what each way takes, not which is easiest",
        headline=("Voor € 5.000 meer per jaar", "erbij", "minder kwijt", "per klant", "hogere prijs"),
        step=(ASK, "Eén klant meer is"),
        never=("het meest met", "Je wint het meest"),
    ),
    Situation(
        "hovenier die 40% vertrek als 10% meer klantbehoud leest",
        GARDENER | {"retention": "88%"},
        "80 to 88% would be 40% fewer leavers: retention is no winner by that measure",
        never=("klantbehoud: 10% meer", "10% meer is"),
    ),
    Situation(
        "kinderkledingwinkel zonder eigen stappen",
        SHOP,
        "600 leave each year anyway; the way is a choice of the owner",
        headline=("Voor € 5.000 meer per jaar",),
        step=(ASK,),
        never=("het meest",),
    ),
    Situation(
        "coach met twaalf klanten",
        COACH,
        "€ 5.000 more is a third of the turnover: no price does that, and it must be said",
        headline=("erbij", "minder kwijt", "hogere prijs"),
        step=(ASK,),
    ),
    Situation(
        "coach die € 10.000 meer wil",
        COACH | {"target_per_year": "10.000"},
        "a price that must rise by more than half is out of reach: it is left out and said",
        headline=("Voor € 10.000 meer per jaar", "erbij"),
        said=("Met de prijs alleen red je het niet",),
        never=("hogere prijs.",),
    ),
    Situation(
        "bijna niemand vertrekt",
        _typed("services", "40", "4", "9,5", "900", gross_margin="80", target_per_year="10.000"),
        "two leave a year, so keeping more cannot bring it: that way is left out",
        headline=("erbij",),
        said=("Minder klanten kwijtraken is niet genoeg",),
        never=("evenveel minder kwijt",),
    ),
    # Own steps.
    Situation(
        "prijs tegen klanten",
        GARDENER | _own(new_per_year="3", price="5%"),
        "5% of 90.000 falls to the margin; three customers bring a third of that",
        headline=("een hogere prijs het meest op",),
        step=("Verhoog je prijs eerst bij nieuwe klanten",),
        said=("van je klanten om de prijs vertrekt",),
    ),
    Situation(
        "klanten tegen een kleine prijsstap",
        GARDENER | _own(new_per_year="10", price="1%"),
        "ten customers bring more than 1% price",
        headline=("nieuwe klanten het meest op",),
        step=("Kies één klantgroep",),
    ),
    Situation(
        "vijf behouden of vijf erbij",
        GARDENER | _own(new_per_year="5", retention="5"),
        "a customer is a customer: equal is called equal, and cost decides",
        headline=("leveren ongeveer evenveel op",),
        said=("die je het makkelijkst afgaat",),
        never=("het meest op",),
    ),
    Situation(
        "vijf behouden, werven kost geld",
        GARDENER | _own(new_per_year="5", retention="5") | {"acquisition_cost": "200"},
        "once winning has a price, keeping the same number brings more",
        headline=("klantbehoud het meest op",),
        step=("Zoek vijf klanten op die dit jaar wegbleven",),
    ),
    Situation(
        "vijf behouden of acht via klanten",
        GARDENER | _own(retention="5", referrals="8"),
        "eight customers are more than five, whichever way they come",
        headline=("aanbevelingen het meest op",),
        step=("Vraag om een aanbeveling",),
    ),
    Situation(
        "winkel laat driehonderd klanten een keer extra kopen",
        SHOP | _own(orders="300", new_per_year="20"),
        "300 extra sales of 40 outweigh twenty customers of 160",
        headline=("meer kopen het meest op",),
        step=("Vraag tien vaste klanten",),
    ),
    Situation(
        "winkel laat twintig klanten een keer extra kopen",
        SHOP | _own(orders="20", new_per_year="20"),
        "a customer buys four times a year and stays, an extra sale is once a year",
        headline=("nieuwe klanten het meest op",),
    ),
    Situation(
        "maar één stap genoemd",
        GARDENER | _own(retention="5"),
        "one step has nothing to win from: its euros, and the question for a second",
        headline=("5 klanten minder kwijt levert je ongeveer", "per jaar op"),
        said=("Vul nog een stap in",),
        never=("het meest op",),
    ),
    Situation(
        "alle vijf genoemd",
        GARDENER | _own(new_per_year="4", retention="6", orders="20", referrals="2", price="2%"),
        "six customers kept are worth more than the other four",
        headline=("klantbehoud het meest op",),
        said=("meer dan nieuwe klanten",),
    ),
    Situation(
        "stappen van nul",
        GARDENER | _own(new_per_year="0", price="0"),
        "nothing was named: no winner",
        headline=("Voor € 5.000 meer per jaar",),
        step=(ASK,),
    ),
    # What cannot be.
    Situation(
        "meer behouden dan er vertrekken",
        GARDENER | _own(retention="50"),
        "forty leave: fifty cannot be kept",
        state="invalid",
        said=("Zoveel klanten vertrekken er niet",),
    ),
    Situation(
        "werven kost meer dan een klant brengt",
        GARDENER | _own(new_per_year="5") | {"acquisition_cost": "900"},
        "more customers that each lose money are no plan",
        headline=("kosten je hier meer dan ze opleveren",),
        step=("goedkopere manier van werven",),
    ),
    Situation(
        "geen marge",
        GARDENER | {"gross_margin": "0"},
        "more of nothing is nothing",
        headline=("houd je aan een klant niets over",),
        never=("Voor € 5.000",),
    ),
    Situation(
        "typt 0,8 voor klantbehoud als procent",
        GARDENER | {"retention": "0,8", "retention_unit": "percent"},
        "0,8% is no retention",
        state="incomplete",
        missing=("retention",),
        said=("Bedoel je 80%?",),
    ),
    Situation(
        "weet alleen het aantal klanten",
        {"customers": "200"},
        "without new, retention and turnover there is no answer",
        state="incomplete",
        missing=("new_per_year", "retention", "spend_per_year"),
    ),
    # What a number means.
    Situation(
        "waarde van één klant",
        COACH,
        "a limit on acquisition is that of one customer, not of five",
        said=("zijn in 5 jaar 5 klanten: hoogstens", "per klant aan werving"),
    ),
    Situation(
        "krimpend bestand",
        _typed("services", "240", "30", "8", "640", gross_margin="45"),
        "48 leave and 30 come: that the firm shrinks is said",
        said=("gaat in 5 jaar van 240 naar", "Vanaf 87,5% klantbehoud krimpt"),
    ),
    Situation(
        "eigenaar die vol zit",
        GARDENER | _own(new_per_year="5", price="3%") | {"hours": "6"},
        "who has no hours left must see that customers cost hours and a price does not",
        said=("ongeveer 30 uur per jaar. Een hogere prijs kost er geen.",),
    ),
    Situation(
        "winkel die zijn marge niet kent",
        _typed("shop", "1.500", "400", "6", "160"),
        "a rule of thumb for a shop, a round number with a range, and the margin that was taken",
        headline=("ongeveer",),
        said=("40% marge",),
    ),
    Situation(
        "oude deel-link",
        {"customers": "200", "new_per_year": "40", "retention": "80", "orders_per_year": "3", "order_value": "150"}
        | {"gross_margin": "60", "referral_rate": "5"},
        "turnover as times a year and an amount: the same firm",
        headline=("Voor € 5.000 meer per jaar",),
        said=("€ 450 omzet per klant per jaar en 60% marge",),
    ),
]


@pytest.mark.parametrize("situation", cases(SITUATIONS))
def test_the_advice_is_that_of_an_adviser(situation: Situation) -> None:
    """For each firm the headline and the first step are what an experienced adviser would say."""
    assert_advice("bierviltje", situation)
