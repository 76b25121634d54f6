"""Systeemscan: how much of the quality is chance, what that costs a year, and which three things to arrange first."""

from __future__ import annotations

from calculators.catalogue.systeemscan import charts, form, words
from calculators.catalogue.systeemscan.examples import COACH, INSTALLER, RESTAURANT, WEBSHOP
from calculators.catalogue.systeemscan.findings import Customers, find, reliability_of
from calculators.model.amounts import percent
from calculators.model.answer import Amount, Answer, Card, Link
from calculators.model.calculator import Calculator, Section
from calculators.operations import systems
from calculators.operations.systems import CustomerValue


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
    leave_recovered: form.LeaveRecovered = form.LEAVE_RECOVERED,
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
        amount="" if found.odds == "always" else "value",
    )


def lost_value(
    *,
    touchpoints: list[form.Touchpoint],
    effects: form.Effects | None = None,
    staff: object = None,  # noqa: ARG001 -- the inputs of systeemscan
    answers: object = None,  # noqa: ARG001 -- as above
    retention: object = None,  # noqa: ARG001 -- as above
    **who: float,
) -> float:
    """Return what failures cost a year, in euros, from the inputs of ``systeemscan``."""
    return Customers(**who).cost(reliability_of(touchpoints, effects))


CALCULATOR = Calculator(
    slug="systeemscan",
    name="Systeemscan",
    question="Hoeveel van je kwaliteit is toeval?",
    calculate=systeemscan,
    sections=(
        Section("Werkt het zonder jou?", ("answers",), kern=True),
        Section(
            "De stappen van je klant",
            ("touchpoints",),
            add="Stap toevoegen",
            intro="Zet de stappen in de volgorde van je klant.",
            kern=True,
            compact=True,
            aside=("documented", "trained", "measured", "backup", "people", "pass"),
            aside_title="Wat hier al geregeld is",
        ),
        Section("Je klanten", ("customers", "visits_per_year", "customer_value"), kern=True),
        Section(
            "Maakt het uit wie er werkt?",
            ("staff",),
            add="Rol toevoegen",
            intro="Mag leeg. Denk aan de stap waar het verschil tussen mensen het grootst is.",
        ),
        Section(
            "Hoeveel klanten er blijven",
            ("retention",),
        ),
        Section(
            "Wat klanten na een fout doen",
            ("leave_share", "complaint_share", "recovery_share", "leave_unresolved", "leave_recovered"),
            intro="Het vertrek komt uit Amerikaans onderzoek (TARP). Weet je het van je eigen klanten, vul dat dan in.",
        ),
        Section(
            "Wat een maatregel doet",
            ("effects",),
            intro="Vuistregel, geen onderzoek: welk deel van de fouten verdwijnt als je dit helemaal hebt geregeld?",
        ),
    ),
    example=RESTAURANT,
    presets=(COACH, INSTALLER, WEBSHOP),
    rows_when_empty=2,
    measure=lost_value,
    rules={
        **{name: percent(effect) for name, effect in systems.EFFECTS.items()},
        "owner_below": Amount(systems.OWNER_BELOW),
        "system_from": Amount(systems.SYSTEM_FROM),
    },
)
