"""What to do about the weakest step."""

from __future__ import annotations

from calculators.catalogue.acht_v_scan.findings import Findings
from calculators.model.answer import Link, Plan, say

ACTIONS: dict[str, tuple[str, str, str]] = {
    "verkennen": (
        "Bel twee leveranciers en een vakgenoot en vraag wat er volgend jaar verandert.",
        "Bekijk het aanbod van drie concurrenten als klant en noteer waarin jij anders bent.",
        "Schrijf één kans en één bedreiging op, met wat je er deze maand aan doet.",
    ),
    "verfijnen": (
        "Zet je klanten van vorig jaar op volgorde van wat je aan ze overhield.",
        "Beschrijf op één kaart de klant van wie je er tien bij wilt: wat koopt hij, wie beslist en waar vind je hem?",
        "Kies één klantgroep die het komende half jaar als eerste je aandacht krijgt.",
    ),
    "verleiden": (
        "Vraag drie klanten wat er speelde vlak voordat ze contact met je zochten.",
        "Teken de weg van je klant, van zijn eerste vraag tot na de rekening, en omcirkel waar het stroef gaat.",
        "Begin je website met wat de klant zoekt en zet er één bewijs bij.",
    ),
    "veroveren": (
        "Koop of boek met je telefoon bij je eigen bedrijf en schrijf op waar je blijft steken.",
        "Haal één drempel weg, zoals een lang formulier of een prijs die niemand kan vinden.",
        "Zet drie beoordelingen en één duidelijke toezegging naast je bestelknop of telefoonnummer.",
    ),
    "verwennen": (
        "Vraag elke nieuwe klant binnen twee weken of alles werkt zoals gehoopt, in de zaak of aan de telefoon.",
        "Verzamel de vragen die nieuwe klanten stellen en geef de antwoorden voortaan meteen mee.",
        "Schrijf vijf klanten een kaartje met de hand, zonder aanbieding.",
    ),
    "verbinden": (
        "Schrijf bij je tien beste klanten op waarom ze blijven, en vraag het als je het niet weet.",
        "Bied drie klanten een vaste afspraak aan die hun gemak geeft, zoals een beurt per jaar.",
        "Noteer van elke vaste klant één moment dat telt, en laat dan iets van je horen.",
    ),
    "verrassen": (
        "Vraag vijf klanten wat meeviel en wat tegenviel.",
        "Bespreek elke dag vijf minuten één reactie van een klant met je team en verbeter meteen één ding.",
        "Geef iedereen in je team een klein bedrag om een klant te verrassen zonder eerst te overleggen.",
    ),
    "verdienen": (
        "Noteer bij tien klanten wat ze elders kopen en jij ook kunt leveren.",
        "Kies drie momenten waarop een aanbod je klant echt helpt en zet ze in je agenda.",
        "Vraag vijf tevreden klanten om een beoordeling of om je naam door te geven.",
    ),
}
WHEN_PERFECT = (
    "Laat drie klanten dezelfde vragen beantwoorden en leg hun cijfers naast de jouwe.",
    "Vraag een medewerker welke van de acht stappen het eerst zou verslappen.",
    "Doe de scan over drie maanden opnieuw.",
)


def plan(found: Findings) -> Plan:
    """Give three things to do now, at the step to begin with."""
    first = found.start.step
    if found.standing == "perfect":
        link = Link("Lees hoe de acht stappen samenhangen", "kennis/de-8-v-stappen/")
        return Plan("Drie dingen om nu te doen", tuple(map(say, WHEN_PERFECT)), link)
    link = Link(f"Lees meer over {first}", f"kennis/{first}/")
    return Plan(f"Drie dingen om nu te doen bij {first}", tuple(map(say, ACTIONS[first])), link)
