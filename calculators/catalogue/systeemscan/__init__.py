"""Systeemscan: how much of the quality is chance, what that costs a year, and which three things to arrange first."""

from __future__ import annotations

from calculators.catalogue.systeemscan import charts, form, words
from calculators.catalogue.systeemscan.examples import COACH, INSTALLER, RESTAURANT, WEBSHOP
from calculators.catalogue.systeemscan.findings import Customers, find
from calculators.model.answer import Answer, Card, Link
from calculators.model.calculator import Calculator, Formula, Section, Source
from calculators.operations.systems import CustomerValue, LeaveRecovered


def systeemscan(
    touchpoints: form.Touchpoints,
    customers: form.Customers,
    visits_per_year: form.VisitsPerYear,
    customer_value: CustomerValue,
    staff: form.Staff | None = None,
    answers: form.Answers | None = None,
    leave_share: form.LeaveSilent = form.LEAVE_SILENT,
    complaint_share: form.ComplaintShare = form.COMPLAINT_SHARE,
    recovery_share: form.RecoveryShare = form.RECOVERY_SHARE,
    leave_unresolved: form.LeaveUnresolved = form.LEAVE_UNRESOLVED,
    leave_recovered: LeaveRecovered = form.LEAVE_RECOVERED,
    retention: form.Retention | None = None,
    effects: form.Effects | None = None,
) -> Answer:
    """Say how often a visit goes well, what failures cost a year and what to arrange first."""
    leaving = (leave_share, complaint_share, recovery_share, leave_unresolved, leave_recovered)
    who = Customers(customers, visits_per_year, customer_value, *leaving)
    found = find(touchpoints, effects, who, staff or [], answers or [], retention)
    return Answer(
        headline=words.headline(found),
        reasons=tuple(words.reasons(found)),
        figures=tuple(words.figures(found)),
        chart=charts.falling(found),
        certainty=tuple(words.certainty(found)),
        change=tuple(words.change(found)),
        worth=tuple(words.worth(found)),
        more_cards=(Card("Werkt het zonder jou?", tuple(words.without_you(found))),),
        more_charts=tuple(charts.more_charts(found)),
        plans=words.plans(found),
        handovers=tuple(words.handovers(found)),
        links=(Link("Reken uit wat een klant je waard is", "rekenmachines/klantwaarde/"),),
        first_step=words.first_step(found),
    )


CALCULATOR = Calculator(
    slug="systeemscan",
    name="Systeemscan",
    question="Hoeveel van je kwaliteit is toeval?",
    calculate=systeemscan,
    sections=(
        Section("Je klanten", ("customers", "visits_per_year", "customer_value")),
        Section(
            "De stappen van je klant",
            ("touchpoints",),
            add="Stap toevoegen",
            intro="Zet de stappen in de volgorde van je klant. Bij papier, oefenen, meten en vervanging is 0% niets en 100% helemaal geregeld.",
        ),
        Section(
            "Maakt het uit wie er werkt?",
            ("staff",),
            add="Rol toevoegen",
            intro="Mag leeg. Denk aan de stap waar het verschil tussen mensen het grootst is.",
        ),
        Section("Werkt het zonder jou?", ("answers",), intro="Mag leeg, of beantwoord alle zes de vragen."),
        Section(
            "Wat doen klanten na een fout?",
            ("leave_share", "complaint_share", "recovery_share", "leave_unresolved", "leave_recovered", "retention"),
            intro="Het vertrek komt uit Amerikaans onderzoek (TARP). Weet je het van je eigen klanten, vul dat dan in.",
        ),
        Section(
            "Wat doet een maatregel?",
            ("effects",),
            intro="Vuistregel, geen onderzoek: welk deel van de fouten verdwijnt als je dit helemaal hebt geregeld?",
        ),
    ),
    example=RESTAURANT,
    presets=(COACH, INSTALLER, WEBSHOP),
    formulas=(
        Formula(
            "Fouten bij een stap",
            "Fouten zonder afspraken × (1 - effect × hoever het is geregeld), voor opschrijven, oefenen, meten en vervanging na elkaar.",
        ),
        Formula(
            "Kans dat een bezoek goed gaat",
            "Alle stappen met elkaar vermenigvuldigd: 1 - deel van de klanten × fouten bij die stap.",
        ),
        Formula(
            "Vertrek na een fout",
            "Wie niets zegt × vertrek zonder klacht, plus wie klaagt × het vertrek na een opgeloste klacht of na een klacht die blijft liggen.",
        ),
        Formula(
            "Verloren klanten per jaar",
            "Klanten × (1 - de kans om in geen enkel bezoek door een fout te vertrekken). Een klant telt per jaar hooguit één keer mee.",
        ),
        Formula("Verlies per jaar", "Verloren klanten × klantwaarde."),
        Formula(
            "Wat een actie scheelt",
            "Het verlies nu min het verlies als die ene maatregel bij die ene stap helemaal is geregeld. Bedragen van losse acties kun je niet optellen.",
        ),
        Formula(
            "Wat elke stap moet halen",
            "Het getal dat 95% geeft als je het net zo vaak met zichzelf vermenigvuldigt als er stappen zijn.",
        ),
        Formula(
            "Wie er werkt",
            "Gemiddelde van de rollen, gewogen met hun dagen. Het verschil is dat van de beste rol met het gemiddelde.",
        ),
        Formula("Werkt zonder jou", "Gemiddelde van de antwoorden ÷ 4 × 100."),
    ),
    assumptions=(
        "Fouten bij verschillende stappen en bij verschillende bezoeken hangen niet met elkaar samen.",
        "Vuistregel van deze site: opschrijven en oefenen halen elk 30% van de fouten weg, meten 25% en vervanging 20%. Dit is geen onderzoek; pas het gerust aan.",
        "Vuistregel van deze site: 30% van de klanten zegt het als er iets misgaat, en de helft van die klachten wordt opgelost.",
        "Na een fout bij een kleine aankoop vertrekt 63% van wie niets zegt, 54% na een klacht die blijft liggen en 5% na een klacht die snel is opgelost (TARP). Bij een grote aankoop is dat 91%, 81% en 18%. Het onderzoek is Amerikaans en oud.",
        "Vuistregel van deze site: onder de 40 punten hangt je bedrijf aan jou, vanaf 75 punten loopt het grotendeels zonder jou.",
        "Vuistregel van deze site: wie als enige iets kan, is er vier van de vijf dagen.",
        "De rollen tellen niet mee in de kans dat een bezoek goed gaat: vul dat verschil zelf in bij de stap waar het speelt.",
    ),
    sources=(
        Source(
            "The E-Myth Revisited",
            "Michael Gerber (1995)",
            "Het idee: bouw een bedrijf dat ook zonder jou goed werk levert.",
        ),
        Source(
            "Consumer Complaint Handling in America",
            "TARP (1979, 1986), via fastcompany.com/663494",
            "Welk deel van de klanten blijft na een fout, met en zonder opgeloste klacht.",
        ),
        Source(
            "The Six Sigma Handbook",
            "Thomas Pyzdek en Paul Keller",
            "De kans dat alle stappen goed gaan is het product van de stappen.",
        ),
        Source(
            "On the importance of different components in a multicomponent system",
            "Z. W. Birnbaum (1969)",
            "Bij welke stap één procentpunt het meest doet.",
        ),
        Source("felixlenhard.com", "Felix Lenhard", "De proef om dertig dagen weg te blijven."),
    ),
    rows_when_empty=2,
)
