"""Systeemscan: how much of the quality is chance, what that costs a year, and which three things to arrange first."""

from __future__ import annotations

from calculators.catalogue.systeemscan import charts, form, words
from calculators.catalogue.systeemscan.customers import KEPT_LEAST, KEPT_MOST, Customers
from calculators.catalogue.systeemscan.examples import COACH, INSTALLER, RESTAURANT, WEBSHOP
from calculators.catalogue.systeemscan.findings import find, reliability_of
from calculators.catalogue.vocabulary import Retention, RetentionUnit
from calculators.model.amounts import percent, two_digits
from calculators.model.answer import Amount, Answer, Card, Link
from calculators.model.calculator import Calculator, Section
from calculators.model.errors import InputError
from calculators.operations import systems


def systeemscan(
    touchpoints: form.Touchpoints | None = None,
    customers: form.Customers | None = None,
    visits_per_year: form.VisitsPerYear | None = None,
    customer_value: form.CustomerValue | None = None,
    staff: form.Staff | None = None,
    answers: form.Answers | None = None,
    leave_share: form.LeaveSilent = form.LEAVE_SILENT,
    complaint_share: form.ComplaintShare = form.COMPLAINT_SHARE,
    recovery_share: form.RecoveryShare = form.RECOVERY_SHARE,
    leave_unresolved: form.LeaveUnresolved = form.LEAVE_UNRESOLVED,
    leave_recovered: form.LeaveRecovered = form.LEAVE_RECOVERED,
    retention: Retention | None = None,
    effects: form.Effects | None = None,
    retention_unit: RetentionUnit = "percent",  # noqa: ARG001 -- it says how retention is written in the form
) -> Answer:
    """Say how often a visit goes well, what failures cost a year and what to arrange first.

    Raises:
        InputError: ``required`` when neither the six questions nor a step was answered.
    """
    leaving = (leave_share, complaint_share, recovery_share, leave_unresolved, leave_recovered)
    asked = {"aantal klanten": customers, "bezoeken per jaar": visits_per_year, "klantwaarde": customer_value}
    who: Customers | tuple[str, ...] = tuple(name for name, value in asked.items() if value is None)
    if customers is not None and visits_per_year is not None and customer_value is not None:
        who = Customers(customers, visits_per_year, customer_value, *leaving, retention)
    found = find(touchpoints or [], effects, who, staff or [], answers or [])
    if found.journey is None and found.owner is None:
        message = "Beantwoord de zes vragen, of tel bij minstens één stap hoe vaak het misging."
        raise InputError("required", "touchpoints[0].failed_of_20" if touchpoints else "touchpoints", message)
    return Answer(
        headline=words.headline(found),
        reasons=tuple(words.reasons(found)),
        figures=tuple(words.figures(found)),
        chart=charts.chart(found),
        certainty=tuple(words.certainty(found)),
        change=tuple(words.change(found)),
        worth=tuple(words.worth(found)),
        more_cards=(Card("Werkt het zonder jou?", tuple(words.without_you(found))),),
        more_charts=tuple(charts.more_charts(found)),
        plans=words.plans(found),
        handovers=tuple(words.handovers(found)),
        links=(Link("Reken uit wat een klant je waard is", "rekenmachines/klantwaarde/"),),
        first_step=words.first_step(found),
        amount="value" if found.tells_an_amount else "",
    )


def lost_value(
    *,
    touchpoints: list[form.Touchpoint] | None = None,
    effects: form.Effects | None = None,
    customers: float | None = None,
    visits_per_year: float | None = None,
    customer_value: float | None = None,
    staff: object = None,  # noqa: ARG001 -- the inputs of systeemscan
    answers: object = None,  # noqa: ARG001 -- as above
    retention: float | None = None,
    retention_unit: object = None,  # noqa: ARG001 -- as above
    **leaving: float,
) -> float | None:
    """Return what failures cost a year as it is told, in euros, from the inputs of ``systeemscan``."""
    reliability = reliability_of(touchpoints or [], effects)
    if reliability is None or customers is None or visits_per_year is None or customer_value is None:
        return None
    who = Customers(customers, visits_per_year, customer_value, retention=retention, **leaving)
    return two_digits(who.departures(reliability)["lost_value"])


CALCULATOR = Calculator(
    slug="systeemscan",
    name="Systeemscan",
    question="Hoeveel van je kwaliteit is toeval?",
    calculate=systeemscan,
    sections=(
        Section("Werkt het zonder jou?", ("answers",), kern=True),
        Section(
            "Waar gaat het mis?",
            ("touchpoints",),
            add="Stap toevoegen",
            intro="Van de laatste 20 keer: hoe vaak mis?",
            kern=True,
            compact=True,
            aside=("base_failure", "documented", "trained", "measured", "backup", "people", "pass"),
            aside_title="Al geregeld?",
        ),
        Section(
            "Je klanten", ("customers", "visits_per_year", "customer_value", "retention", "retention_unit"), kern=True
        ),
        Section(
            "Wie er werkt",
            ("staff",),
            add="Rol toevoegen",
            intro="Mag leeg. Denk aan de stap waar het verschil tussen mensen het grootst is.",
        ),
        Section(
            "Vuistregels",
            ("leave_share", "complaint_share", "recovery_share", "leave_unresolved", "leave_recovered", "effects"),
            intro="Het vertrek na een fout komt uit Amerikaans onderzoek (TARP). Wat een maatregel doet is een vuistregel: "
            "welk deel van de fouten verdwijnt als je dit helemaal hebt geregeld? Weet je het beter, vul het dan in.",
        ),
    ),
    example=RESTAURANT,
    presets=(COACH, INSTALLER, WEBSHOP),
    rows_when_empty=2,
    fields_before=13,
    one_of=(("answers", "touchpoints"),),
    measure=lost_value,
    rules={
        **{name: percent(effect) for name, effect in systems.EFFECTS.items()},
        "owner_below": Amount(systems.OWNER_BELOW),
        "system_from": Amount(systems.SYSTEM_FROM),
        "visits_counted": Amount(systems.VISITS_COUNTED),
        "kept_least": percent(KEPT_LEAST),
        "kept_most": percent(KEPT_MOST),
    },
)
