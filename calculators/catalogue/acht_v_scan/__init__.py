"""8 V-scan: which of the eight steps of customer-minded business is the weakest link, and what to do about it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Annotated, TypedDict, cast

from calculators.model.answer import (
    Amount,
    Answer,
    Bar,
    BarChart,
    Card,
    ChainChart,
    ChainLink,
    Figure,
    FirstStep,
    Link,
    Names,
    Part,
    Plan,
    RadarChart,
    Sentence,
    Shape,
    Table,
    Value,
    say,
)
from calculators.model.calculator import Calculator, Example, Formula, Section, Source
from calculators.model.quantities import Items, Quantity, Unit
from calculators.operations.arithmetic import exceeds
from calculators.operations.eight_steps import HIGHEST_SCORE, LOWEST_SCORE, SAME_GAIN, STEPS, Scan, Scores, Step, scan

# Rules of thumb for the words of the answer; the page calls them so.
HARDLY_ANY_LOSS = 0.005
STRONG_STEP = 8.0

# How far an answer may be off before the advice is tried again.
ONE_POINT = 1.0

NEW_CUSTOMERS = "nieuwe klanten"
STAYING_CUSTOMERS = "klanten die langer blijven"
REFERRALS = "klanten die je aanbevelen"
BUYING_MORE = "klanten die meer kopen"


@dataclass(frozen=True, slots=True)
class StepWords:
    """What there is to say about one step.

    Attributes:
        subject: the step in one question, shown above its questions.
        questions: what is asked; a 10 is always good.
        actions: three things to do.
        lever: which of the four ways to earn more this step moves most.
    """

    subject: str
    questions: tuple[str, str]
    actions: tuple[str, str, str]
    lever: str


WORDS: Mapping[Step, StepWords] = MappingProxyType(
    {
        "verkennen": StepWords(
            subject="Wat gebeurt er in je markt?",
            questions=(
                "Hoe goed weet je wat er in je markt verandert?",
                "Hoe goed weet je wat concurrenten bieden en waarin jij anders bent?",
            ),
            actions=(
                "Bel twee leveranciers en een vakgenoot en vraag wat er volgend jaar verandert.",
                "Bekijk het aanbod van drie concurrenten als klant en noteer waarin jij anders bent.",
                "Schrijf één kans en één bedreiging op, met wat je er deze maand aan doet.",
            ),
            lever=NEW_CUSTOMERS,
        ),
        "verfijnen": StepWords(
            subject="Wie is je ideale klant?",
            questions=(
                "Hoe scherp kun je je ideale klant beschrijven?",
                "Hoe goed weet je uit je cijfers aan welke klanten je verdient?",
            ),
            actions=(
                "Zet je klanten van vorig jaar op volgorde van wat je aan ze overhield.",
                "Beschrijf op één kaart de klant van wie je er tien bij wilt: wat koopt hij, wie beslist en waar vind je hem?",
                "Kies één klantgroep die het komende half jaar als eerste je aandacht krijgt.",
            ),
            lever=NEW_CUSTOMERS,
        ),
        "verleiden": StepWords(
            subject="Wie is de mens achter je klant?",
            questions=(
                "Hoe goed weet je waar je klant van droomt en waar hij tegenop ziet?",
                "Hoe goed laat je met bewijs zien dat jij hem daarmee helpt?",
            ),
            actions=(
                "Vraag drie klanten wat er speelde vlak voordat ze contact met je zochten.",
                "Teken de weg van je klant, van zijn eerste vraag tot na de rekening, en omcirkel waar het stroef gaat.",
                "Begin je website met wat de klant zoekt en zet er één bewijs bij.",
            ),
            lever=NEW_CUSTOMERS,
        ),
        "veroveren": StepWords(
            subject="Hoe makkelijk kiest een klant voor jou?",
            questions=(
                "Hoe makkelijk kan een nieuwe klant je vinden, bereiken en bij je kopen?",
                "Hoe goed neem je twijfel weg, met beoordelingen, duidelijke prijzen of garantie?",
            ),
            actions=(
                "Koop of boek met je telefoon bij je eigen bedrijf en schrijf op waar je blijft steken.",
                "Haal één drempel weg, zoals een lang formulier of een prijs die niemand kan vinden.",
                "Zet drie beoordelingen en één duidelijke toezegging naast je bestelknop of telefoonnummer.",
            ),
            lever=NEW_CUSTOMERS,
        ),
        "verwennen": StepWords(
            subject="Hoeveel aandacht krijgt een klant na de koop?",
            questions=(
                "Hoe goed help je een nieuwe klant in de eerste weken op weg?",
                "Hoe goed houd je contact na een koop, los van rekeningen en reclame?",
            ),
            actions=(
                "Bel elke nieuwe klant binnen twee weken en vraag of alles werkt zoals gehoopt.",
                "Verzamel de vragen die nieuwe klanten stellen en geef de antwoorden voortaan meteen mee.",
                "Schrijf vijf klanten een kaartje met de hand, zonder aanbieding.",
            ),
            lever=STAYING_CUSTOMERS,
        ),
        "verbinden": StepWords(
            subject="Waarom blijft een klant bij je?",
            questions=(
                "Hoe sterk is de reden om bij je te blijven, zoals een voordeel of een vaste afspraak?",
                "Hoe goed stem je je aandacht af op wat er bij een klant speelt?",
            ),
            actions=(
                "Schrijf bij je tien beste klanten op waarom ze blijven, en vraag het als je het niet weet.",
                "Bied drie klanten een vaste afspraak aan die hun gemak geeft, zoals een beurt per jaar.",
                "Noteer van elke vaste klant één moment dat telt, en laat dan iets van je horen.",
            ),
            lever=STAYING_CUSTOMERS,
        ),
        "verrassen": StepWords(
            subject="Wat vertellen klanten over je?",
            questions=(
                "Hoe vaak bevelen klanten je uit zichzelf aan?",
                "Hoe goed vraag je klanten naar hun ervaring en doe je er iets mee?",
            ),
            actions=(
                "Vraag vijf klanten wat meeviel en wat tegenviel.",
                "Bespreek elke dag vijf minuten één reactie van een klant met je team en verbeter meteen één ding.",
                "Geef iedereen in je team een klein bedrag om een klant te verrassen zonder eerst te overleggen.",
            ),
            lever=REFERRALS,
        ),
        "verdienen": StepWords(
            subject="Groeit de waarde van elke klant?",
            questions=(
                "Hoe goed weet je wat je klanten nog bij anderen kopen?",
                "Hoe goed bied je klanten op het juiste moment iets aan dat bij ze past?",
            ),
            actions=(
                "Noteer bij tien klanten wat ze elders kopen en jij ook kunt leveren.",
                "Kies drie momenten waarop een aanbod je klant echt helpt en zet ze in je agenda.",
                "Vraag vijf tevreden klanten om een beoordeling of om je naam door te geven.",
            ),
            lever=BUYING_MORE,
        ),
    }
)

Grade = Annotated[float, Quantity("cijfer", Unit.POINTS, LOWEST_SCORE, HIGHEST_SCORE)]


def _asked(step: Step) -> Items:
    words = WORDS[step]
    return Items(step, "vraag", names=words.questions, meaning=words.subject)


class Questions(TypedDict):
    """The answers to the questions about each step."""

    verkennen: Annotated[list[Grade], _asked("verkennen")]
    verfijnen: Annotated[list[Grade], _asked("verfijnen")]
    verleiden: Annotated[list[Grade], _asked("verleiden")]
    veroveren: Annotated[list[Grade], _asked("veroveren")]
    verwennen: Annotated[list[Grade], _asked("verwennen")]
    verbinden: Annotated[list[Grade], _asked("verbinden")]
    verrassen: Annotated[list[Grade], _asked("verrassen")]
    verdienen: Annotated[list[Grade], _asked("verdienen")]


@dataclass(frozen=True, slots=True)
class _Reading:
    """The answers, the score of each step and what the chain says about them."""

    questions: Questions
    scores: Scores
    outcome: Scan

    @property
    def lowest(self) -> tuple[Step, ...]:
        """The steps that share the last place."""
        return _lowest(self.outcome)

    @property
    def first(self) -> Step:
        """The step to begin with."""
        return self.lowest[0]

    @property
    def perfect(self) -> bool:
        """Whether no step can go up."""
        return self.outcome["best_next"] is None

    @property
    def equal(self) -> bool:
        """Whether all steps share the last place."""
        return len(self.lowest) == len(STEPS)

    @property
    def strongest(self) -> tuple[Step, ...]:
        """The steps that share the highest score."""
        most = max(self.scores[step] for step in STEPS)
        return tuple(step for step in STEPS if not exceeds(most, self.scores[step]))

    @property
    def following(self) -> tuple[Step, ...]:
        """The steps with the lowest score after the last place; empty when all are equal."""
        others = [step for step in STEPS if step not in self.lowest]
        least = min((self.scores[step] for step in others), default=0.0)
        return tuple(step for step in others if not exceeds(self.scores[step], least))


def acht_v_scan(questions: Annotated[Questions, "de acht stappen"]) -> Answer:
    """Say with which of the eight steps to begin, how sure that is and what it does for the whole chain."""
    scores = _scores(questions)
    reading = _Reading(questions, scores, scan(scores))
    plan = _plan(reading)
    return Answer(
        headline=_headline(reading),
        reasons=_reasons(reading),
        chart=_chain(reading),
        more_cards=(_certainty(reading), _change(reading), _worth(reading)),
        figures=_figures(reading),
        more_charts=(_radar(reading),) if reading.perfect else (_radar(reading), _gains(reading)),
        plans=(plan,),
        links=(
            Link("Reken op het bierviltje uit wat dat in euro's oplevert", "rekenmachines/bierviltje/"),
            Link("Lees hoe de acht stappen samenhangen", "kennis/de-8-v-stappen/"),
        ),
        first_step=FirstStep(plan.steps[0]),
    )


def _scores(questions: Questions) -> Scores:
    return cast("Scores", {step: _mean(questions[step]) for step in STEPS})


def _mean(answers: Sequence[float]) -> float:
    return math.fsum(answers) / len(answers)


def _lowest(outcome: Scan) -> tuple[Step, ...]:
    """Return the steps where a point is worth most: always those with the lowest score.

    Going from x to x + 1 multiplies the chain by the eighth root of (x + 1)/x, which is largest for the smallest x.
    Compared as the operation compares them, so that the first one is its ``best_next``.
    """
    largest = max(outcome["gains"])
    return tuple(step for step, gain in zip(STEPS, outcome["gains"], strict=True) if largest - gain < SAME_GAIN)


def _grade(value: float) -> Amount:
    return Amount(value, decimals=2)


def _points(value: float) -> Amount:
    return Amount(value, Unit.POINTS, decimals=2)


def _names(steps: Sequence[Step]) -> Names:
    return Names(tuple(steps))


def _starting(steps: Sequence[Step]) -> Names:
    """The names for the beginning of a sentence."""
    first, *others = steps
    return Names((first.capitalize(), *others))


def _headline(reading: _Reading) -> Sentence:
    if reading.perfect:
        return say("Alle acht stappen krijgen een 10.")
    if reading.equal:
        return say("Je keten is overal even sterk: begin vooraan, bij {step}.", step=reading.first)
    return say("Begin bij {step}.", step=reading.first)


def _reasons(reading: _Reading) -> tuple[Sentence, ...]:
    if reading.perfect:
        return (
            say("Beter kan niet, als je klanten het met je eens zijn."),
            say("Vraag drie klanten en een medewerker om dezelfde cijfers te geven voordat je dit gelooft."),
        )
    loss = () if reading.equal else (_loss(reading),)
    return (_place(reading), *_question_to_start_with(reading), *loss, *_praise(reading))


def _place(reading: _Reading) -> Sentence:
    score = _grade(reading.scores[reading.first])
    if reading.equal:
        return say(
            "Elke stap krijgt een {score}: geen schakel houdt de andere tegen. De latere stappen bouwen voort op de eerste.",
            score=score,
        )
    if len(reading.lowest) > 1:
        return say(
            "{names} zijn met een {score} samen je zwakste schakels. Van deze stappen komt {step} het eerst.",
            names=_starting(reading.lowest),
            score=score,
            step=reading.first,
        )
    name = _starting(reading.lowest)
    next_score = _grade(reading.scores[reading.following[0]])
    if len(reading.following) == len(STEPS) - 1:
        return say(
            "{name} is met een {score} je zwakste schakel. Alle andere stappen krijgen een {next_score}.",
            name=name,
            score=score,
            next_score=next_score,
        )
    return say(
        "{name} is met een {score} je zwakste schakel. Daarna {follow} {following} met een {next_score}.",
        name=name,
        score=score,
        follow="volgt" if len(reading.following) == 1 else "volgen",
        following=_names(reading.following),
        next_score=next_score,
    )


def _question_to_start_with(reading: _Reading) -> tuple[Sentence, ...]:
    """Where within the step the score is lost, when one answer is below the other."""
    answers = reading.questions[reading.first]
    least = min(answers)
    if max(answers) == least:
        return ()
    asked = WORDS[reading.first].questions[answers.index(least)]
    return (
        say(
            "Kijk bij {step} eerst naar de vraag '{question}' Die kreeg een {grade}.",
            step=reading.first,
            question=asked,
            grade=_grade(least),
        ),
    )


def _loss(reading: _Reading) -> Sentence:
    outcome = reading.outcome
    values: dict[str, Value] = {"chain": _grade(outcome["chain"]), "mean": _grade(outcome["mean"])}
    if outcome["chain_loss"] < HARDLY_ANY_LOSS:
        return say(
            "Je keten is zo sterk als een {chain}, bij een gemiddelde van {mean}: geen enkele schakel trekt hem ver omlaag.",
            **values,
        )
    return say(
        "Je keten is zo sterk als een {chain}, bij een gemiddelde van {mean}. Volgens onze vuistregel kosten de zwakke schakels je {loss} van je kracht.",
        **values,
        loss=Amount(outcome["chain_loss"], Unit.FRACTION, decimals=1),
    )


def _praise(reading: _Reading) -> tuple[Sentence, ...]:
    if reading.scores[reading.first] < STRONG_STEP:
        return ()
    return (say("Ook je zwakste stap is dus sterk. Vraag klanten of zij dezelfde cijfers geven."),)


def _figures(reading: _Reading) -> tuple[Figure, ...]:
    outcome = reading.outcome
    return (
        Figure("Gemiddelde", _points(outcome["mean"])),
        Figure("Sterkte van de keten", _points(outcome["chain"])),
        Figure("Verlies door zwakke schakels", Amount(outcome["chain_loss"], Unit.FRACTION, decimals=1)),
        Figure("Zwakste stap", _points(reading.scores[outcome["weakest"]])),
        Figure("Verschil hoog en laag", _points(outcome["spread"])),
    )


def _certainty(reading: _Reading) -> Card:
    title = "Hoe zeker is dit?"
    if reading.perfect:
        return Card(title, (say("Eén punt minder bij één vraag, en die stap is de zwakste. Reken er dus niet op."),))
    if reading.equal:
        return Card(title, (say("Niet zeker: alle stappen staan gelijk, dus één antwoord geeft de doorslag."),))
    if len(reading.lowest) > 1:
        tie = say("Niet zeker: {names} staan gelijk, dus één antwoord beslist.", names=_names(reading.lowest))
        return Card(title, (tie, say("Begin gerust bij de stap die je het snelst kunt verbeteren.")))
    gap = reading.scores[reading.following[0]] - reading.scores[reading.first]
    margin = say(
        "{name} staat {gap} {points} onder de volgende stap.",
        name=_starting(reading.lowest),
        gap=_grade(gap),
        points="punten" if exceeds(gap, 1) else "punt",
    )
    return Card(title, (margin, _one_point_off(reading)))


def _one_point_off(reading: _Reading) -> Sentence:
    """How often another step is at least as weak when one answer is one point different."""
    outcomes = [set(_lowest(scan(scores))) for scores in _neighbours(reading)]
    shaken = [lowest for lowest in outcomes if lowest != {reading.first}]
    rivals = tuple(step for step in STEPS if step != reading.first and any(step in lowest for lowest in shaken))
    if not shaken:
        return say(
            "Verschuif één antwoord een punt, omhoog of omlaag: {step} blijft de zwakste stap.", step=reading.first
        )
    return say(
        "Verschuif je één antwoord een punt, dan is in {count} van de {all} gevallen een andere stap minstens zo zwak: {rivals}.",
        count=Amount(len(shaken)),
        all=Amount(len(outcomes)),
        rivals=Names(rivals) if len(rivals) > 1 else rivals[0],
    )


def _neighbours(reading: _Reading) -> Iterator[Scores]:
    """The scores after each change of one answer by one point, as far as the scale goes."""
    for step in STEPS:
        answers = reading.questions[step]
        for index, answer in enumerate(answers):
            for changed in (max(LOWEST_SCORE, answer - ONE_POINT), min(HIGHEST_SCORE, answer + ONE_POINT)):
                if changed != answer:
                    score = _mean([*answers[:index], changed, *answers[index + 1 :]])
                    yield cast("Scores", {**reading.scores, step: score})


def _change(reading: _Reading) -> Card:
    title = "Wat verandert het?"
    if reading.perfect:
        return Card(title, (say("Elk cijfer onder de 10: die stap wordt dan je zwakste schakel."),))
    return Card(title, (_gain(reading), _turning_point(reading)))


def _gain(reading: _Reading) -> Sentence:
    gains = dict(zip(STEPS, reading.outcome["gains"], strict=True))
    gain = _grade(gains[reading.first])
    if reading.equal:
        return say("Eén punt erbij maakt de keten {gain} punt sterker, bij welke stap ook.", gain=gain)
    strongest = reading.strongest[0]
    values: dict[str, Value] = {"step": reading.first, "gain": gain, "strongest": strongest}
    if reading.scores[strongest] >= HIGHEST_SCORE:
        return say(
            "Eén punt erbij bij {step} maakt de keten {gain} punt sterker. Bij {strongest} valt niets te winnen: dat is al een 10.",
            **values,
        )
    return say(
        "Eén punt erbij bij {step} maakt de keten {gain} punt sterker. Hetzelfde punt bij {strongest}, {place}, geeft {other} punt.",
        **values,
        place="je sterkste stap" if len(reading.strongest) == 1 else "een van je sterkste stappen",
        other=_grade(gains[strongest]),
    )


def _turning_point(reading: _Reading) -> Sentence:
    """From which score on it is another step's turn."""
    if len(reading.lowest) > 1:
        return say(
            "Zodra {step} een hoger cijfer krijgt, is {next_step} aan de beurt.",
            step=reading.first,
            next_step=reading.lowest[1],
        )
    limit = reading.scores[reading.following[0]]
    if limit >= HIGHEST_SCORE:
        return say("Krijgt {step} ook een 10, dan is er geen zwakste schakel meer.", step=reading.first)
    return say(
        "Komt {step} boven de {limit}, dan is {next_step} aan de beurt.",
        step=reading.first,
        limit=_grade(limit),
        next_step=reading.following[0],
    )


def _worth(reading: _Reading) -> Card:
    title = "Wat is het waard?"
    basis = say("De scan telt punten, geen euro's.")
    if reading.perfect:
        kept = say("Dit houd je ermee vast: nieuwe klanten, klantbehoud, aanbevelingen en klanten die meer kopen.")
        return Card(title, (basis, kept, say("Op het bierviltje zie je wat elk van die vier per jaar oplevert.")))
    lever = say(
        "Word je beter in {step}, dan merk je dat vooral aan {lever} (een vuistregel).",
        step=reading.first,
        lever=WORDS[reading.first].lever,
    )
    return Card(title, (basis, lever, say("Op het bierviltje zie je wat dat per jaar in euro's scheelt.")))


def _chain(reading: _Reading) -> ChainChart:
    scores = reading.scores
    marked = () if reading.equal else reading.lowest
    mean = reading.outcome["mean"]
    return ChainChart(
        key="chain",
        title=_chain_title(reading),
        description=_chain_in_words(reading),
        links=tuple(ChainLink(step.capitalize(), scores[step], "zwakste" if step in marked else "") for step in STEPS),
        most=HIGHEST_SCORE,
        table=Table(
            caption="Cijfer per stap",
            columns=("Stap", "Cijfer", "Verschil met het gemiddelde"),
            rows=tuple(
                (
                    step.capitalize(),
                    _grade(scores[step]),
                    Amount(scores[step] - mean, decimals=2, signed=True),
                )
                for step in STEPS
            ),
        ),
    )


def _chain_title(reading: _Reading) -> str:
    if reading.equal:
        return "Je keten is overal even sterk"
    if len(reading.lowest) > 1:
        return "Je keten heeft meer dan één zwakste schakel"
    return f"Je keten is het zwakst bij {reading.first}"


def _chain_in_words(reading: _Reading) -> Sentence:
    score = _grade(reading.scores[reading.first])
    if reading.equal:
        return say("Keten van acht even sterke schakels, elk met een {score}.", score=score)
    return say(
        "Keten van acht schakels, hoe sterker hoe dikker. De dunste: {weakest}, met een {score}. De dikste: {strongest}, met een {most}.",
        weakest=_names(reading.lowest),
        score=score,
        strongest=_names(reading.strongest),
        most=_grade(reading.scores[reading.strongest[0]]),
    )


def _radar(reading: _Reading) -> RadarChart:
    scores = reading.scores
    return RadarChart(
        key="radar",
        title="De vorm van je bedrijf in acht stappen",
        description=say(
            "Web met acht spaken van 0 tot 10. Tussen het hoogste en het laagste cijfer zit {spread}.",
            spread=_grade(reading.outcome["spread"]),
        ),
        spokes=tuple(step.capitalize() for step in STEPS),
        most=HIGHEST_SCORE,
        shapes=(Shape("Nu", tuple(scores[step] for step in STEPS)),),
        table=Table(
            caption="Antwoorden per stap",
            columns=("Stap", "Eerste vraag", "Tweede vraag", "Cijfer"),
            rows=tuple(
                (
                    step.capitalize(),
                    *(_grade(answer) for answer in reading.questions[step]),
                    _grade(scores[step]),
                )
                for step in STEPS
            ),
        ),
    )


def _gains(reading: _Reading) -> BarChart:
    outcome = reading.outcome
    gains = dict(zip(STEPS, outcome["gains"], strict=True))
    return BarChart(
        key="gains",
        title="Waar één punt erbij het meeste doet",
        description=say(
            "Balken per stap: zoveel sterker wordt de keten met één punt erbij, hoogstens tot een 10. De langste is {step}, met {gain}.",
            step=reading.first,
            gain=_grade(gains[reading.first]),
        ),
        series=("Winst voor de keten",),
        bars=tuple(
            Bar(step.capitalize(), (Part(0, gain),), _grade(gain), emphasis=step == reading.first)
            for step, gain in gains.items()
        ),
        longest=gains[reading.first],
        unit=Unit.NONE,
        decimals=2,
        table=Table(
            caption="Wat één punt erbij doet met de keten",
            columns=("Stap", "Cijfer", "Winst voor de keten", "Keten wordt"),
            rows=tuple(
                (step.capitalize(), _grade(reading.scores[step]), _grade(gain), _grade(outcome["chain"] + gain))
                for step, gain in gains.items()
            ),
        ),
    )


def _plan(reading: _Reading) -> Plan:
    if reading.perfect:
        return Plan(
            "Drie dingen om nu te doen",
            (
                say("Laat drie klanten dezelfde vragen beantwoorden en leg hun cijfers naast de jouwe."),
                say("Vraag een medewerker welke van de acht stappen het eerst zou verslappen."),
                say("Doe de scan over drie maanden opnieuw."),
            ),
            Link("Lees hoe de acht stappen samenhangen", "kennis/de-8-v-stappen/"),
        )
    return Plan(
        f"Drie dingen om nu te doen bij {reading.first}",
        tuple(say(action) for action in WORDS[reading.first].actions),
        Link(f"Lees meer over {reading.first}", f"kennis/{reading.first}/"),
    )


CALCULATOR = Calculator(
    slug="acht-v-scan",
    name="8 V-scan",
    question="Wat is de zwakste schakel van je bedrijf?",
    calculate=acht_v_scan,
    sections=(
        Section(
            "Geef elke vraag een cijfer",
            ("questions",),
            intro="Een 1 is: helemaal niet. Een 10 is: beter kan niet. Halve punten mogen.",
        ),
    ),
    example=Example(
        business="fietsenwinkel",
        inputs={
            "questions": {
                "verkennen": [8, 6],
                "verfijnen": [7, 5],
                "verleiden": [8, 8],
                "veroveren": [4, 6],
                "verwennen": [4, 2],
                "verbinden": [3, 5],
                "verrassen": [4, 3],
                "verdienen": [6, 6],
            },
        },
        source="Een verzonnen winkel die goed adviseert, maar na de verkoop weinig van zich laat horen.",
    ),
    formulas=(
        Formula("Cijfer van een stap", "Het gemiddelde van de antwoorden op de vragen van die stap."),
        Formula("Gemiddelde", "De acht cijfers opgeteld en gedeeld door 8."),
        Formula(
            "Sterkte van de keten",
            "De acht cijfers met elkaar vermenigvuldigd, en daarvan drie keer achter elkaar de wortel (het meetkundig gemiddelde).",
        ),
        Formula(
            "Verlies door zwakke schakels",
            "1 − sterkte van de keten ÷ gemiddelde. Zijn alle cijfers gelijk, dan is het verlies 0%.",
        ),
        Formula(
            "Winst van één punt erbij",
            "De sterkte van de keten als één stap een punt hoger krijgt (hoogstens een 10), min de sterkte nu. Die winst is altijd het grootst bij het laagste cijfer.",
        ),
        Formula(
            "Waar je begint",
            "Bij de stap met de grootste winst. Zijn er meer, dan bij de stap die het eerst komt.",
        ),
    ),
    assumptions=(
        "De cijfers zijn je eigen oordeel. Vul de scan ook eens in met een medewerker of een klant.",
        "Vuistregel van deze site: de acht stappen zijn samen een keten. Een zwakke schakel kost daarin meer dan een sterke goedmaakt.",
        "Vuistregel van deze site: elke stap telt even zwaar, en binnen een stap elke vraag.",
        "Vuistregel van deze site: vanaf een 8 noemen we een stap sterk, en onder 0,5% noemen we het verlies klein.",
        "De vragen zijn van deze site. Ze volgen de onderwerpen die Van Leeuwen bij elke stap noemt.",
        "Welke stap vooral nieuwe klanten, klantbehoud, aanbevelingen of meer kopen oplevert, is een vuistregel: in het echt werken de stappen op elkaar in.",
    ),
    sources=(
        Source(
            "8 stappen van klantgericht ondernemen",
            "Sjors van Leeuwen (2018)",
            "De acht stappen, hun volgorde en hun onderwerpen.",
            language="nl",
        ),
    ),
)
