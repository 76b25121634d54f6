"""Sample texts to use and change."""

from __future__ import annotations

from calculators.catalogue.klant_houden_of_loslaten.findings import Findings
from calculators.catalogue.klant_houden_of_loslaten.verdict import Kind
from calculators.model.answer import Letter, say

CHECK_FIRST = "[Controleer eerst je contract en opzegtermijn, en haal deze regel dan weg.]"


def _letter(title: str, *paragraphs: str) -> Letter:
    return Letter(title, tuple(say(each) for each in (*paragraphs, "Met vriendelijke groet, [jouw naam]")))


NEW_PRICE = _letter(
    "Voorbeeldbrief: een nieuwe prijs",
    CHECK_FIRST,
    "Beste [naam],",
    "Dank je wel voor de opdrachten van het afgelopen jaar. Ik heb bekeken hoeveel tijd er in jullie werk zit. Dat is meer dan in mijn prijs is meegerekend.",
    "Daarom reken ik vanaf [datum] [nieuwe prijs], excl. btw. Werk dat we al hebben afgesproken, maak ik af voor de oude prijs.",
    "Ligt je budget vast? Dan kijk ik graag met je wat eenvoudiger kan, of wat jullie zelf kunnen doen.",
    "Heb je vragen? Bel me gerust voor [datum].",
)
AGREEMENTS = _letter(
    "Voorbeeldbrief: nieuwe afspraken",
    "Beste [naam],",
    "Ik wil je goed werk blijven leveren. Daarvoor stel ik een paar nieuwe afspraken voor.",
    "Ik begin zodra ik alle informatie van je heb, uiterlijk [aantal] werkdagen van tevoren. Komt er een wens bij, dan krijg je eerst een prijs. Overleggen doen we op [vast moment].",
    "Van mij mag je verwachten dat [wat jij toezegt].",
    "Wat heb jij van mij nodig? Ik bel je graag op [datum]. Na drie maanden kijken we samen of het werkt.",
)
HAND_OVER = _letter(
    "Voorbeeldbrief: overdragen aan een vakgenoot",
    CHECK_FIRST,
    "Beste [naam],",
    "Ik merk dat jouw werk beter past bij iemand die er dagelijks mee bezig is. Daarom stel ik je voor aan [naam van een vakgenoot].",
    "Met [naam van een vakgenoot] heb ik besproken wat je nodig hebt. Als je wilt, maken we met z'n drieën kennis op [datum].",
    "Tot die tijd help ik je gewoon verder. Daarna draag ik alles netjes over: [bestanden, sleutels, afspraken].",
    "Je zit nergens aan vast. Wil je liever zelf iemand zoeken, dan is dat ook goed.",
)
GOODBYE = _letter(
    "Voorbeeldbrief: afscheid nemen",
    CHECK_FIRST,
    "Beste [naam],",
    "Dank je wel voor het vertrouwen van de afgelopen tijd. Ik heb besloten om per [datum] te stoppen met mijn werk voor jullie.",
    "De reden is dat [korte, eerlijke reden die over het werk gaat].",
    "Wat we hebben afgesproken, maak ik af: [welk werk] is klaar op [datum]. Je krijgt dan ook alle bestanden en gegevens van me.",
    "Ik help je graag aan iemand die beter bij jullie past. Zal ik je voorstellen aan [naam van een vakgenoot]?",
    "Ik wens je veel succes met [wat de klant belangrijk vindt].",
)
FITTING: dict[Kind, Letter] = {
    "repair": AGREEMENTS,
    "dependent": AGREEMENTS,
    "talk": AGREEMENTS,
    "provisional": AGREEMENTS,
    "never_pays": AGREEMENTS,
    "raise_price": NEW_PRICE,
    "part_price": NEW_PRICE,
    "find_work": GOODBYE,
    "hand_over": HAND_OVER,
    "fire": GOODBYE,
    "misconduct": GOODBYE,
}


def letters(found: Findings) -> tuple[Letter, ...]:
    """Return all sample texts, the one that fits the advice first."""
    fitting = FITTING.get(found.verdict.kind)
    return tuple(sorted((NEW_PRICE, AGREEMENTS, HAND_OVER, GOODBYE), key=lambda each: each is not fitting))
