"""What an experienced adviser would say to named kinds of firms, and what must not be said; the dangerous ones first.

Numbers are texts as an owner types them; what is not typed is what a form of one's own starts with.
"""

from dataclasses import dataclass, field

import pytest

from calculators.catalogue.systeemscan import CALCULATOR
from calculators.model.layers import blank_texts, unanswered
from calculators.model.solving import solve
from calculators.presentation.answer import answer_as_text, things_to_do

Steps = list[tuple[str, str] | tuple[str, str, dict[str, str]]]
NUMBERS = ("customers", "visits_per_year", "customer_value", "retention")


@dataclass(frozen=True)
class Situation:
    """A firm, its numbers as typed, and the advice.

    Attributes:
        why: why an adviser would say so.
        firm: customers, visits a year, customer value, retention; empty when not known.
        answers: to the six questions, a digit each.
        first: how the first thing to do begins.
        says, never: what stands in the answer, and what must not.
    """

    name: str
    why: str
    firm: tuple[str, str, str, str] = ("", "", "", "")
    steps: Steps = field(default_factory=list)
    answers: str = ""
    more: dict[str, str] = field(default_factory=dict)
    first: str = ""
    says: tuple[str, ...] = ()
    never: tuple[str, ...] = ()


SITUATIONS = [
    Situation(
        "onderhoudsbedrijf, 400 klanten, 90% blijft",
        "Er gaan 40 klanten weg, om welke reden ook: meer kan het niet aan fouten liggen.",
        ("400", "4", "500", "90"),
        [("Plannen", "2"), ("Onderhoud", "2")],
        says=("hoogstens € 20.000", "meer dan 40 klanten", "het echte verlies is dus lager"),
        never=("138 klanten", "€ 69", "binnen een jaar terug"),
    ),
    Situation(
        "bakker met klanten die wekelijks komen, klantbehoud onbekend",
        "Wie elke week komt, loopt niet bij elke fout opnieuw de kans om weg te gaan.",
        ("300", "52", "400", ""),
        [("Voorraad", "1"), ("Bediening", "1")],
        says=("€ 12.000 tot € 60.000", "Vul je klantbehoud in"),
        never=("256", "€ 102", "€ 100.000"),
    ),
    Situation(
        "dezelfde bakker, 95% blijft",
        "Van 300 klanten gaan er 15 weg.",
        ("300", "52", "400", "95"),
        [("Voorraad", "1"), ("Bediening", "1")],
        says=("hoogstens € 6.000", "meer dan 15 klanten"),
    ),
    Situation(
        "administratiekantoor met klanten voor acht jaar",
        "Klantwaarde komt over jaren binnen; wie er dit jaar zoveel aan uitgeeft, is zijn geld kwijt.",
        ("100", "1", "3283", "88"),
        [("Aangifte", "2"), ("Jaarcijfers", "2")],
        says=("verspreid over de jaren", "komt daar maar een deel van binnen", "€ 33.000"),
        never=("binnen een jaar", "terugverdien"),
    ),
    Situation(
        "adviseur met acht klanten die allemaal blijven",
        "Wie niemand verliest, verliest niemand door fouten; dat het misgaat is wel waar.",
        ("8", "12", "9000", "100"),
        [("Rapport", "5"), ("Factuur", "1")],
        first="Leg vast hoe de stap Rapport gaat",
        says=("geen klanten",),
        never=("€ 9.000", "hoogstens € 0"),
    ),
    Situation(
        "schoonmaakbedrijf dat het klantbehoud niet kent",
        "Zonder klantbehoud is één bedrag schijnzekerheid, ook per maatregel.",
        ("60", "4", "2000", ""),
        [("Rooster", "4"), ("Schoonmaken", "2")],
        first="Leg vast hoe de stap Rooster gaat",
        says=(" tot € ", "procentpunt meer van de bezoeken"),
        never=("klantwaarde per jaar.\n2. Oefen",),
    ),
    Situation(
        "zzp'er zonder telling, alles hangt aan hem",
        "De zes vragen zijn al een antwoord; over geld is nog niets te zeggen.",
        answers="000000",
        first="Kies één taak",
        says=("Je bedrijf hangt aan jou: 0 van de 100 punten.", "Bij 6 vragen ben jij de enige"),
        never=("€", "van de 100 bezoeken"),
    ),
    Situation(
        "kapper die alles zelf beslist en twee zwakke stappen heeft",
        "Elke maatregel eindigt bij de eigenaar zolang die alles alleen kan.",
        ("350", "7", "600", "75"),
        [("Afspraak", "3"), ("Knippen", "1")],
        "010100",
        first="Leg vast hoe de stap Afspraak gaat",
        says=("Je bedrijf hangt aan jou", "laat een ander die drie keer doen"),
    ),
    Situation(
        "drukkerij waar niets misging in de laatste twintig",
        "Twintig keer goed sluit een fout op de tien niet uit.",
        ("120", "3", "900", "80"),
        [("Proef", "0"), ("Drukken", "0")],
        says=("nergens iets mis", "nog geen bewijs"),
        never=("Elk bezoek gaat", "€ 0 aan klantwaarde"),
    ),
    Situation(
        "garage waar elk bezoek iets misgaat",
        "Dan is elke stap te veel: begin bij de stap die iedereen treft.",
        ("200", "1", "800", "60"),
        [("Balie", "20"), ("Werkplaats", "4")],
        first="Leg vast hoe de stap",
        says=("Bij elk bezoek gaat ergens iets mis.",),
    ),
    Situation(
        "restaurant met een zeldzame stap die vaak misgaat",
        "Een stap die één op de tien treft en vaak misgaat, weegt minder dan een die iedereen treft.",
        ("900", "2", "150", "60"),
        [("Bediening", "3"), ("Gezelschappen", "8", {"pass": "10"})],
        first="Leg vast hoe de stap Bediening gaat",
        says=("De zwakste stap is Bediening",),
    ),
    Situation(
        "installateur die de offerte al heeft vastgelegd",
        "Wat al geregeld is, levert niets meer op.",
        ("320", "1", "1200", "70"),
        [("Offerte", "4", {"documented": "100"}), ("Montage", "1")],
        first="Oefen de stap Offerte",
        never=("Leg vast hoe de stap Offerte",),
    ),
    Situation(
        "thuiswinkel die alles regelde en toch vaak mist",
        "Dan werkt wat geregeld is niet: dat is het nieuws, niet een vijfde maatregel.",
        ("500", "2", "60", "55"),
        [("Inpakken", "12", dict.fromkeys(("documented", "trained", "measured", "backup"), "100")), ("Retour", "1")],
        first="Leg vast hoe de stap Retour gaat",
        says=("Bij Inpakken gaat het vaker mis dan met jouw afspraken zou kunnen",),
    ),
    Situation(
        "fietsenmaker die alleen weet waar het misgaat",
        "Zonder klanten geen euro's, wel een volgorde.",
        steps=[("Afspraak", "1"), ("Reparatie", "3")],
        first="Leg vast hoe de stap Reparatie gaat",
        says=("Vul ook aantal klanten, bezoeken per jaar en klantwaarde in", "procentpunt"),
        never=("€",),
    ),
    Situation(
        "hovenier die één stap nog niet telde",
        "Wat niet bekend is, telt niet stil mee als goed.",
        ("150", "4", "900", "85"),
        [("Offerte", "2"), ("Aanleg", "1"), ("Nazorg", "")],
        says=("Van Nazorg weet je nog niet hoe vaak het misgaat",),
    ),
    Situation(
        "vereniging zonder winst per lid",
        "Zonder klantwaarde gaat het om bezoeken, niet om euro's.",
        ("240", "10", "0", "90"),
        [("Inschrijven", "3"), ("Les", "1")],
        first="Leg vast hoe de stap Inschrijven gaat",
        says=("procentpunt",),
        never=("€ 0 aan klantwaarde",),
    ),
    Situation(
        "coach met klanten die één keer komen",
        "Wie toch niet terugkomt: 20% blijft, dus het vertrek past ruim.",
        ("35", "1", "1500", "20"),
        [("Kennismaking", "1"), ("Opvolging", "6", {"pass": "70"})],
        first="Leg vast hoe de stap Opvolging gaat",
        never=("hoogstens",),
    ),
    Situation(
        "sportschool, twee keer per week, 60% blijft",
        "Bij honderd bezoeken per jaar geldt het vertrek per jaar, en nooit meer dan er weggaan.",
        ("800", "100", "300", "60"),
        [("Kleedkamer", "2"), ("Begeleiding", "1")],
        says=("hoogstens € 96.000", "320 klanten"),
    ),
    Situation(
        "praktijk met een topper en een invaller",
        "Wie er werkt bepaalt wat een klant krijgt; dat is een afspraak waard.",
        ("300", "3", "400", "80"),
        [("Behandelen", "3")],
        more={
            "staff[0].name": "Vaste kracht",
            "staff[0].share": "3",
            "staff[0].reliability": "95",
            "staff[1].name": "Invaller",
            "staff[1].share": "2",
            "staff[1].reliability": "70",
        },
        says=("bij Vaste kracht gaat 95% goed",),
    ),
    Situation(
        "twee stappen die even vaak misgaan",
        "Gelijk is gelijk: beide worden genoemd.",
        ("100", "2", "500", "70"),
        [("Bellen", "2"), ("Leveren", "2")],
        says=("De zwakste stappen zijn Bellen en Leveren",),
    ),
    Situation(
        "bouwbedrijf waar één man kan calculeren",
        "Eén ziektedag en er gaat geen offerte uit.",
        ("40", "1", "8000", "50"),
        [("Calculatie", "2", {"people": "1"}), ("Bouw", "2", {"people": "6"})],
        says=("Maar één persoon kan dit: Calculatie",),
    ),
    Situation(
        "webwinkel met invoer van de eerste editie",
        "Oude invoer blijft zeggen wat ze zei: 20% zonder afspraken, half op papier, is 17%.",
        ("2500", "1", "60", "55"),
        [("Bezorgen", "", {"base_failure": "20", "documented": "50"})],
        says=("83 van de 100 bezoeken gaan goed",),
        never=("laatste 20 keer en",),
    ),
    Situation(
        "iemand die twee dingen invult die niet kloppen",
        "Wat iemand telde gaat voor wat hij zich voorstelt, en dat wordt gezegd.",
        ("100", "2", "500", "70"),
        [("Leveren", "2", {"base_failure": "50"})],
        says=("Bij Leveren passen de laatste 20 keer", "90 van de 100 bezoeken gaan goed"),
    ),
    Situation(
        "bedrijf dat zonder de eigenaar draait",
        "Dan is de proef op de som weggaan, niet nog een taak uitbesteden.",
        answers="444444",
        first="Doe de proef",
        says=("loopt grotendeels zonder jou: 100 van de 100 punten",),
        never=("hangt aan jou",),
    ),
    Situation(
        "bedrijf waar een ander alles doet maar de eigenaar alles nakijkt",
        "De oude middelste antwoorden blijven wat ze waren: half zonder jou.",
        answers="222222",
        first="Blijf een week onbereikbaar",
        says=("Een deel van je bedrijf loopt zonder jou: 50 van de 100 punten",),
    ),
    Situation(
        "winkel waar klanten niet terugkomen",
        "Zonder bezoek geen verlies, en geen verzonnen bedrag.",
        ("100", "0", "500", "50"),
        [("Kassa", "2")],
        never=("€ 0 aan klantwaarde", "0 klanten blijven"),
        says=("geen klanten",),
    ),
    Situation(
        "klein verlies dat past",
        "Twee van de twintig, 30% gaat weg: het bedrag staat, afgerond op twee cijfers.",
        ("200", "2", "1500", "70"),
        [("Levering", "1")],
        says=("€ 16.000", "10 klanten blijven"),
        never=("€ 15.675", "hoogstens"),
    ),
]


def _texts(situation: Situation) -> dict[str, str]:
    texts = {name: text for name, text in zip(NUMBERS, situation.firm, strict=True) if text}
    texts |= {f"answers[{index}]": answer for index, answer in enumerate(situation.answers)}
    for index, (name, failed, *more) in enumerate(situation.steps):
        arranged = more[0] if more else {}
        texts |= {f"touchpoints[{index}].name": name, f"touchpoints[{index}].failed_of_20": failed}
        texts |= {f"touchpoints[{index}].{key}": text for key, text in arranged.items()}
    return blank_texts(CALCULATOR) | texts | {"retention_unit": "percent"} | situation.more


@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda each: each.name)
def test_the_advice_is_that_of_an_adviser(situation: Situation) -> None:
    """The answer says what an adviser would say, begins with the same step, and says nothing that would harm."""
    texts = _texts(situation)
    assert unanswered(CALCULATOR, texts) == {}
    solved = solve(CALCULATOR, texts)
    assert solved.faults == ()
    assert solved.answer is not None
    said = answer_as_text(solved.answer).replace("\N{NO-BREAK SPACE}", " ")
    for words in situation.says:
        assert words in said, situation.why
    for words in situation.never:
        assert words not in said, situation.why
    todo = things_to_do(solved.answer)
    assert not situation.first or todo[0][0].startswith(situation.first), situation.why
    assert all(amount is None for _, amount in todo)  # customer value is no money of one year


def test_there_are_enough_situations() -> None:
    """At least twenty-five firms, each another."""
    assert len({each.name for each in SITUATIONS}) >= 25
