"""What an experienced adviser would say about the customer base of named firms; the dangerous ones first."""

from __future__ import annotations

import pytest

from tests.core.catalogue.situations import Situation, assert_advice, cases


def _firm(
    klant: int, vast: int, ambassadeur: int, new: int, lost: int, margin: str = "100", **more: str
) -> dict[str, str]:
    """What is typed in the kern; names with two underscores stand for a dot."""
    counts = {"start.klant": f"{klant}", "start.vaste_klant": f"{vast}", "start.ambassadeur": f"{ambassadeur}"}
    last = {"new_last_year": f"{new}", "lost_last_year": f"{lost}", "margin_per_customer": margin}
    return {name: text for name, text in (counts | last).items() if text} | {
        name.replace("__", "."): text for name, text in more.items()
    }


SITUATIONS = [
    Situation(
        "winkel van 1.205 in een stad van 200.000",
        {
            "start.consument": "200000",
            "start.klant": "900",
            "start.vaste_klant": "300",
            "start.ambassadeur": "5",
            "rewards[0]": "0",
            "rewards[1]": "20",
            "rewards[2]": "60",
            "rewards[3]": "90",
        },
        "Vier procent van een hele stad is geen aantal nieuwe klanten: eerst vragen, dan rekenen.",
        headline=("Klopt dit?",),
        step=("Tel je aantallen na",),
        never=("€ 298", "Gaat het zo door", "per jaar mee"),
    ),
    Situation(
        "dezelfde winkel met haar eigen aantallen",
        _firm(900, 300, 5, 250, 270),
        "Wie telt wat erbij kwam en wegging, krijgt een bedrijf dat ongeveer gelijk blijft.",
        headline=("Gaat het zo door",),
        never=("28.", "Klopt dit?", "Met onze vuistregels"),
    ),
    Situation(
        "winkel die alleen een klein aantal consumenten kent",
        {"start.consument": "2000", "start.klant": "300", "start.vaste_klant": "100", "start.ambassadeur": "10"},
        "Alles wat het aantal bepaalt is geraden: dat hoort in de kop.",
        headline=("Met onze vuistregels",),
        said=("Wie erbij komt en wie weggaat, is hier geschat", "Tel hoeveel klanten er vorig jaar nieuw waren"),
        never=("Gaat het zo door", "€"),
    ),
    Situation(
        "starter met tien klanten en acht nieuwe",
        _firm(10, 0, 0, 8, 0),
        "Van 10 naar 18 kan, maar wie daarop bouwt, moet zeker weten dat het zo doorgaat.",
        headline=("Klopt dit?",),
        never=("Gaat het zo door",),
    ),
    Situation(
        "webwinkel die in een jaar verdubbelde",
        _firm(1000, 200, 20, 800, 100),
        "Een verdubbeling per jaar houdt bijna niemand vol.",
        headline=("Klopt dit?",),
        step=("Tel je aantallen na",),
        said=("Bijna geen bedrijf groeit zo hard",),
    ),
    Situation(
        "kapper die leegloopt",
        _firm(200, 100, 10, 20, 90, "250"),
        "Negentig weg en twintig erbij: eerst zorgen dat ze blijven.",
        headline=("daalt het aantal klanten",),
        step=("wegbl",),
        never=("Kies één groep",),
    ),
    Situation(
        "abonnement met bijna geen vertrek",
        _firm(0, 180, 20, 10, 5, "600"),
        "Bijna niemand vertrekt: het aantal groeit langzaam.",
        headline=("Gaat het zo door", "nu 200"),
        never=("daalt", "Klopt"),
    ),
    Situation(
        "coach met twaalf klanten",
        _firm(8, 3, 1, 4, 4, "1800"),
        "De marge is vóór de uren van de coach: dat mag niet als winst gelezen worden.",
        said=("vóór je eigen uren",),
        never=("Tot dat bedrag verdient je moeite zich terug", "631"),
    ),
    Situation(
        "coach die per trede invult",
        _firm(8, 3, 1, 4, 4, "")
        | {f"rewards[{place}]": each for place, each in enumerate(("0", "1200", "3000", "4000"))},
        "Een hogere trede kost ook meer uren.",
        said=("Daar moeten ook die uren nog af",),
    ),
    Situation(
        "bakker die de marges per trede omdraait",
        _firm(300, 200, 20, 60, 60, "")
        | {f"rewards[{place}]": each for place, each in enumerate(("0", "600", "20", "10"))},
        "Een vaste klant die minder oplevert is bijna altijd een vergissing.",
        said=("Controleer ze",),
        never=("Daar hoef je dus niets voor te doen",),
    ),
    Situation(
        "zaak met één bedrag voor iedereen",
        _firm(300, 200, 20, 60, 60, "90"),
        "Met één bedrag is het verschil tussen treden te klein: dat moet erbij staan.",
        said=("één bedrag voor alle klanten",),
    ),
    Situation(
        "zaak die haar marge niet kent",
        _firm(300, 200, 20, 60, 60, ""),
        "Eerst de marge, dan pas euro's.",
        state="incomplete",
        missing=("margin_per_customer",),
    ),
    Situation(
        "zaak die niet weet wie er nieuw was",
        {"start.klant": "300", "start.vaste_klant": "200", "start.ambassadeur": "20", "margin_per_customer": "50"},
        "Zonder instroom is er niets vooruit te rekenen.",
        state="incomplete",
        missing=("new_last_year", "lost_last_year"),
    ),
    Situation(
        "meer nieuwe dan er klanten zijn",
        _firm(60, 30, 10, 150, 5),
        "150 nieuwe op 100 klanten met 5 weg kan niet.",
        state="invalid",
        said=("Er kwamen meer nieuwe klanten dan er nu klanten zijn of weggingen",),
    ),
    Situation(
        "niemand",
        _firm(0, 0, 0, 0, 0),
        "Zonder klanten en zonder nieuwe valt er niets te rekenen.",
        state="invalid",
    ),
    Situation(
        "één ambassadeur aan het eind",
        _firm(5, 0, 1, 1, 1, "50", years="1"),
        "Eén is enkelvoud.",
        never=("1 ambassadeurs", "1 tot 1 klanten", "1 klanten"),
    ),
    Situation(
        "garage die even groot blijft",
        _firm(500, 0, 0, 100, 100, "200", rates__klant_to_vast="0"),
        "Evenveel erbij als weg is gelijk.",
        headline=("evenveel klanten als nu",),
    ),
    Situation(
        "niemand vertrekt en niemand komt",
        _firm(40, 20, 5, 0, 0, "300"),
        "Dan verandert het aantal niet.",
        headline=("evenveel klanten als nu: 65",),
        never=("Klopt",),
    ),
    Situation(
        "iedereen vertrekt elk jaar (bruidsfotograaf)",
        _firm(30, 0, 0, 30, 30, "1500"),
        "Eenmalig werk: het aantal is wat er nieuw binnenkomt.",
        headline=("evenveel klanten als nu: 30",),
    ),
    Situation(
        "restaurant met veel eenmalige gasten",
        _firm(3000, 400, 50, 2500, 2400, "40"),
        "Twee derde komt niet terug: een tweede bezoek is het begin.",
        headline=("Gaat het zo door",),
        never=("Klopt dit?",),
    ),
    Situation(
        "bierviltje zegt iets anders",
        _firm(400, 50, 5, 80, 100, "60", years="10"),
        "Hetzelfde bedrijf met dezelfde cijfers: het verschil wordt uitgelegd.",
        said=("zo rekent het bierviltje",),
    ),
    Situation(
        "klein verschil met bierviltje",
        _firm(100, 0, 0, 10, 10, "60", years="1"),
        "Zonder verschil geen uitleg.",
        never=("bierviltje.",),
    ),
    Situation(
        "oude invoer van de kaaswinkel",
        {
            "start.consument": "4500",
            "start.klant": "600",
            "start.vaste_klant": "240",
            "start.ambassadeur": "60",
            **{
                f"rates.{name}": each
                for name, each in {
                    "consument_to_klant": "4",
                    "klant_to_vast": "30",
                    "klant_to_consument": "40",
                    "vast_to_ambassadeur": "10",
                    "vast_to_klant": "10",
                    "vast_to_consument": "10",
                    "ambassadeur_to_vast": "5",
                    "ambassadeur_to_consument": "5",
                    "new_per_ambassadeur": "0,05",
                }.items()
            },
            "years": "10",
        },
        "Wie zijn kansen zelf invulde, houdt de uitkomst van toen.",
        headline=("Gaat het zo door, dan heb je over 10 jaar 932 klanten; nu 900.",),
    ),
    Situation(
        "ambassadeurs die de doelgroep opmaken",
        {
            "start.consument": "500",
            "start.klant": "100",
            "start.vaste_klant": "50",
            "start.ambassadeur": "20",
            "rates.new_per_ambassadeur": "1",
            "rates.consument_to_klant": "4",
            "rates.klant_to_consument": "30",
        },
        "Dat houdt op als iedereen klant is.",
        said=("raakt je doelgroep",),
    ),
    Situation(
        "salon met adressen",
        _firm(300, 150, 20, 60, 70, "120", known_share="20", margin_per_visit="22"),
        "Wie mag je mailen: dat hoort erbij.",
        said=("alleen met toestemming vooraf", "hoe je je afmeldt"),
    ),
    Situation(
        "salon die een half adres invult",
        _firm(300, 150, 20, 60, 70, "120", known_share="20"),
        "Met één van de twee is er niets te zeggen.",
        said=("zowel het deel dat je kent als je marge per bezoek",),
    ),
    Situation(
        "verlies per klant",
        _firm(300, 150, 20, 60, 70, "-20"),
        "Meer klanten die geld kosten is geen winst: geen bedrag bij de eerste stap.",
        never=("Ongeveer € ",),
    ),
]


@pytest.mark.parametrize("situation", cases(SITUATIONS))
def test_the_advice_is_that_of_an_adviser(situation: Situation) -> None:
    """The answer says what an adviser would say, and nothing that would harm."""
    assert_advice("klantenbestand", situation)


def test_there_are_enough_situations() -> None:
    """At least twenty-five firms, each another."""
    assert len({each.firm for each in SITUATIONS}) >= 25
