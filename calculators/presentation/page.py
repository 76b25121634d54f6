"""The blocks that a calculator puts on a page: the form with its result, the result alone, the account of the sums."""

from __future__ import annotations

from collections.abc import Mapping

from calculators.model.answer import Table
from calculators.model.calculator import Calculator, Example
from calculators.model.declarations import Field, Number, Record, Sequence, declare
from calculators.model.dutch_numbers import format_number
from calculators.model.errors import InputError
from calculators.model.naming import for_others
from calculators.model.origins import example_filling
from calculators.model.quantities import Quantity, Unit
from calculators.model.sharing import write_link
from calculators.model.solving import solve, solve_example
from calculators.presentation.answer import (
    TOP,
    headline_in_short,
    render_answer,
    render_brief,
    render_more,
    render_next,
    render_on_paper,
)
from calculators.presentation.charts import render_table
from calculators.presentation.fields import ORIGINS, Place, told_maximum
from calculators.presentation.form import render_fields
from calculators.presentation.html import Attribute, Html, element, join
from calculators.presentation.intake import render_intake
from calculators.presentation.newer import render_newer
from calculators.presentation.years import render_example_years

FIRST_ACTIONS = (
    ("report", "Zet in mijn rapport", ""),
    ("share", "Deel", "De link staat op je klembord. Er gaan alleen cijfers mee, geen namen."),
    ("print", "Print", ""),
)
MORE_ACTIONS = (
    ("copy", "Kopieer", "De uitkomst staat op je klembord."),
    ("download", "Download (CSV)", "De tabellen zijn gedownload."),
    ("remind", "Over drie maanden opnieuw", "De afspraak voor je agenda is gedownload."),
    ("save", "Bewaar op dit apparaat", "Bewaard, alleen in deze browser op dit apparaat."),
    ("wipe", "Wis wat bewaard is", "Gewist: op dit apparaat is niets meer bewaard."),
)
# On a page of somebody else: what a deel-link of such a page does stands in embed.ts.
EMBEDDED_ACTIONS = (
    ("share-here", "Deel", "De link staat op je klembord. Er gaan alleen cijfers mee, geen namen."),
    ("print", "Print", ""),
)
TAKE, TAKE_NOTHING = "Neem mee naar Klantkompas", "Ga naar Klantkompas"

# What is said about whose form it is, and what a form becomes when somebody types.
BEFOREHAND = "Typ, en het wordt jouw formulier."
GAVE_WAY = "Dit is nu jouw formulier."
WAITING = "Jouw uitkomst komt hier zodra de vragen zijn ingevuld."
EXPLORED = "Zijn dit jouw cijfers?"

# Why there is no Python, and what to do about it; launch.ts finds out which it is.
UNSUITED = (
    "De rekenhulp kon in deze browser niet starten. Wat je invulde blijft staan, en het voorbeeld kun je gewoon lezen. "
    "Kies Bereken om het opnieuw te proberen."
)
FAILED = {
    "browser": f"{UNSUITED.removesuffix('.')}, of neem contact op: dan rekenen we het samen uit.",
    "offline": (
        "Deze site is nu niet te bereiken. Kijk of je internet hebt. Wat je invulde blijft staan; "
        "kies Bereken om het opnieuw te proberen."
    ),
    "missing": (
        "Een deel van de rekenhulp kwam niet goed binnen. Wat je invulde blijft staan; "
        "kies over een paar minuten Bereken om het opnieuw te proberen."
    ),
    "silent": (
        "De rekenhulp gaf geen antwoord en is gestopt. Wat je invulde blijft staan; "
        "kies Bereken om hem opnieuw te starten."
    ),
    "ended": (
        "Er ging iets mis bij het rekenen, en de rekenhulp is gestopt. Wat je invulde blijft staan; "
        "kies Bereken om hem opnieuw te starten."
    ),
}

# Where scripts may run but those of the page did not come in, or are of a kind that the browser does not know.
UNSCRIPTED = (
    "De rekenhulp is niet geladen: de verbinding viel weg, of deze browser is te oud. Wat hier staat kun je gewoon lezen. "
    "Ververs de pagina om het opnieuw te proberen."
)

FILE_AGAIN = "Een bestand kies je dan opnieuw."

COMPARED = "Deze uitkomst is je vertrekpunt. Verander een getal: je ziet oud en nieuw naast elkaar."

# For who goes from heading to heading; on the screen the answer itself is the heading.
RESULT_HEADING = element("h2", {"class": "kk-hidden", "data-search-exclude": True}, "De uitkomst")

FAILURES = {
    "share": "De link staat in de adresbalk: kopieer hem daar. Er gaan alleen cijfers mee, geen namen.",
    "share-here": "Deze browser laat kopiëren niet toe. Selecteer deze link en kopieer hem zelf:",
    "copy": "Deze browser laat kopiëren niet toe. Selecteer de uitkomst en kopieer die zelf.",
    "save": "Deze browser laat bewaren niet toe, of de opslag is vol. Gebruik de deel-link.",
    "restore": "Wat hier bewaard was is beschadigd. Kies 'Wis wat bewaard is' om het weg te halen.",
    "compare-saved": "Wat hier bewaard was is beschadigd. Er is niets om mee te vergelijken.",
    "wipe": "Deze browser laat bewaren niet toe; er staat hier dus ook niets van je.",
}


def render_calculator(calculator: Calculator, example: Example | None = None, *, embedded: bool = False) -> Html:
    """Write the whole form, with an example filled in and its result below it.

    Args:
        calculator: whose form it is.
        example: one of its own; left out, the worked example.
        embedded: whether it is for a page of somebody else: what is kept on the device, what goes into a report and
            what leads to our own pages is left out.

    Raises:
        InputError: when the example itself is refused (a mistake in the catalogue).
    """
    example = example or calculator.example
    return element(
        "form",
        {
            "class": "kk-calculator",
            "id": calculator.slug,
            "data-calculator": calculator.slug,
            "data-state": "static",
            "data-whose": "example",
            "data-error-title": "Fout: ",
            **{f"data-word-{origin.value}": words for origin, words in ORIGINS.items()},
            "method": "dialog",
            "novalidate": True,
            "autocomplete": "off",
            "aria-label": calculator.name,
            # The search index is for texts; labels of fields would only be in the way.
            "data-search-exclude": True,
        },
        _inputs(calculator, example, embedded=embedded),
        _outcome(calculator, example, embedded=embedded),
        _paper(calculator, example),
        render_newer(FILE_AGAIN if calculator.intake else ""),
    )


def render_outcome(calculator: Calculator, example: Example | None = None) -> Html:
    """Write the result of an example, the worked one when left out: what stands inside ``[data-result]``.

    Raises:
        InputError: when the example is refused.
    """
    example = example or calculator.example
    return render_answer(solve_example(calculator, example), calculator, example_filling(calculator, example))


def render_outcome_in_article(calculator: Calculator, example: Example) -> Html:
    """Write the short form of the result of an example, for an article.

    Raises:
        InputError: when the example is refused.
    """
    attributes = {"class": "kk-panel kk-outcome kk-outcome--alone"}
    return element(
        "div",
        attributes,
        RESULT_HEADING,
        render_brief(solve_example(calculator, example), f"{calculator.slug}-brief"),
    )


def render_summary(calculator: Calculator, errors: list[InputError]) -> Html:
    """Write what is wrong, each line a link to its field."""
    lines = [
        element("li", None, element("a", {"href": f"#{Place(calculator.slug, error.field).id}"}, error.message))
        for error in errors
    ]
    title = "Er klopt nog iets niet" if len(errors) == 1 else f"Er kloppen nog {len(errors)} dingen niet"
    return join(element("p", {"class": "kk-summary__title"}, title), element("ul", None, *lines))


def _inputs(calculator: Calculator, example: Example, *, embedded: bool) -> Html:
    return element(
        "div",
        {"class": "kk-panel kk-inputs"},
        _whose_form(calculator, example, embedded=embedded),
        _intake(calculator),
        element("div", {"data-fields": True}, render_fields(calculator, example_filling(calculator, example))),
        element(
            "div",
            {"class": "kk-summary", "data-error-summary": True, "role": "alert", "tabindex": "-1", "hidden": True},
        ),
        element("button", {"type": "submit", "class": "kk-button", "data-action": "calculate"}, "Bereken"),
        element(
            "noscript",
            None,
            element(
                "p",
                {"class": "kk-note"},
                "Zelf rekenen op deze pagina werkt alleen met JavaScript. Het voorbeeld en de uitkomst kun je ook zonder lezen.",
            ),
        ),
        element("p", {"class": "kk-note"}, "Wat je intypt gaat nergens heen."),
        # What a button did is told beside it: the script moves these lines to the button. What is announced stays here.
        element("p", {"class": "kk-hidden", "role": "status", "data-announced": True}),
        element(
            "p",
            {"class": "kk-telling", "data-telling": True, "hidden": True},
            element("span", {"data-message": True}),
            " ",
            render_button("undo", "Ongedaan maken", "Teruggezet.", hidden=True),
            render_button("try", "Probeer in voorbeeld", "Het voorbeeld, met jouw getal erin.", hidden=True),
        ),
        None if embedded else _peek(calculator, example),
    )


def _whose_form(calculator: Calculator, example: Example, *, embedded: bool) -> Html:
    """Write, above the first field, whose form it is and how to make it one's own."""
    return element(
        "div",
        {"class": "kk-mine", "data-tells": True},
        element(
            "p",
            {"class": "kk-mine__whose"},
            element(
                "span",
                {"data-example": True},
                "Voorbeeld: ",
                element("strong", None, example.business),
                ". ",
            ),
            element("span", {"data-before": True}, BEFOREHAND),
            " ",
            element(
                "span",
                {"data-explored": True, "hidden": True},
                EXPLORED,
                " ",
                element(
                    "button",
                    {"type": "button", "class": "kk-link kk-live", "data-action": "own"},
                    "Begin hiermee",
                ),
            ),
        ),
        _presets(calculator),
        None if embedded else _restore(),
    )


def _restore() -> Html:
    """Offer what was saved on the device before."""
    return element(
        "p",
        {"class": "kk-restore kk-live", "data-restore": True, "hidden": True},
        "Op dit apparaat staat invoer die je eerder bewaarde. ",
        render_button("restore", "Zet terug", "Je bewaarde invoer staat er weer."),
        render_button(
            "compare-saved", "Vergelijk ermee", "Je ziet nu je bewaarde invoer naast wat er in de velden staat."
        ),
    )


def _peek(calculator: Calculator, example: Example) -> Html:
    """On a phone the answer is below a long form; this line keeps it in sight, and leads to it at a touch.

    It says nothing that the result does not say, so who hears the page or uses keys is not bothered with it.
    """
    headline = headline_in_short(solve_example(calculator, example), example_filling(calculator, example))
    return element(
        "p",
        {"class": "kk-peek kk-live", "data-action": "peek", "data-peek": True, "aria-hidden": "true"},
        element("span", None, headline),
    )


def _intake(calculator: Calculator) -> Html | None:
    intake = calculator.intake
    return render_intake(calculator.slug, intake.samples, intake.limits) if intake else None


def _presets(calculator: Calculator) -> Html:
    """Buttons to start with: an empty form, or the example of a kind of business."""
    examples = (calculator.example, *calculator.presets)
    buttons = (
        element(
            "button",
            {
                "type": "button",
                "class": "kk-button kk-button--quiet",
                "data-action": "preset",
                "data-preset": index,
                "data-done": f"Het voorbeeld ({preset.business}) is ingevuld.",
            },
            preset.business,
        )
        for index, preset in enumerate(examples)
    )
    own = render_button("clear", "leeg formulier", GAVE_WAY)
    return element("p", {"class": "kk-presets kk-live"}, "Begin met: ", own, *buttons)


def _paper(calculator: Calculator, example: Example) -> Html | None:
    """Write what is printed in the place of the answer, where names stay on the screen."""
    if calculator.names is None:
        return None
    filling = example_filling(calculator, example)
    answer = solve(calculator, for_others(calculator, filling.texts)).answer
    printed = render_on_paper(answer, calculator, filling) if answer else None
    return element("div", {"class": "kk-on-paper", "data-paper": True}, printed)


def _outcome(calculator: Calculator, example: Example, *, embedded: bool) -> Html:
    answer = solve_example(calculator, example)
    filling = example_filling(calculator, example)
    return element(
        "div",
        {"class": "kk-panel kk-outcome"},
        RESULT_HEADING,
        render_status({**FAILED, "browser": UNSUITED} if embedded else FAILED),
        # Who gave a list comes here to read what the answer was made from.
        element("div", {"class": "kk-read kk-live", "data-read-told": True, "tabindex": "-1"})
        if calculator.intake
        else None,
        element(
            "div",
            {"data-result": True, "aria-live": "polite", "data-waiting": WAITING},
            render_outcome(calculator, example),
        ),
        _embedded_actions(calculator, example) if embedded else _actions(),
        element(
            "div",
            {"data-more": True},
            render_example_years(calculator, filling),
            render_more(answer, calculator.slug),
        ),
        None if embedded else element("div", {"data-next": True}, render_next(answer, calculator.slug)),
        element("p", {"class": "kk-print-only", "data-printed": True}),
    )


def _actions() -> Html:
    return element(
        "div",
        {"class": "kk-actions kk-live", "data-tells": True},
        *(render_button(action, words, done, quiet=action != "report") for action, words, done in FIRST_ACTIONS),
        element(
            "details",
            {"class": "kk-more"},
            element("summary", {"class": "kk-button kk-button--quiet"}, "Meer"),
            element(
                "div",
                {"class": "kk-more__list"},
                *(render_button(action, words, done) for action, words, done in MORE_ACTIONS),
                render_button("compare", "Vergelijk", COMPARED),
            ),
        ),
        render_button("release", "Stop vergelijken", "Er wordt niets meer vergeleken.", hidden=True),
        element(
            "p",
            {"class": "kk-note kk-live", "data-has-report": True, "hidden": True},
            "Er staat iets in je rapport. ",
            element("a", {"href": f"{TOP}mijn-rapport/"}, "Bekijk mijn rapport"),
        ),
    )


def _embedded_actions(calculator: Calculator, example: Example) -> Html:
    """Write what can be done with an answer on a page of somebody else; the way to our own page works without scripts.

    That page starts with the worked example; another one goes along in the link.
    """
    is_worked = example is calculator.example
    fragment = "" if is_worked else f"#{calculator.slug}={write_link(declare(calculator.calculate), example.inputs)}"
    take: dict[str, Attribute] = {
        "class": "kk-button",
        "href": f"{TOP}rekenmachines/{calculator.slug}/{fragment}",
        "data-take": True,
        "data-with": TAKE,
        "data-without": TAKE_NOTHING,
    }
    return element(
        "div",
        {"class": "kk-actions", "data-tells": True},
        element("a", take, TAKE),
        element("span", {"class": "kk-live"}, *(render_button(*each) for each in EMBEDDED_ACTIONS)),
    )


def render_status(failed: Mapping[str, str]) -> Html:
    """Every sentence about the state of the calculator; the style sheet shows the one that fits ``data-state``."""
    return element(
        "div",
        {"class": "kk-status", "role": "status"},
        element(
            "div",
            {"data-when": "loading"},
            element("span", None, "De rekenhulp laadt: ", element("span", {"data-progress": True}), "."),
            element("progress", {"max": "1", "aria-label": "Voortgang van het laden"}),
            element(
                "span",
                {"data-slow": True, "hidden": True},
                "Dit duurt langer dan normaal. Typ gerust door; de uitkomst komt vanzelf.",
            ),
        ),
        element(
            "div",
            {"data-when": "failed"},
            *(element("p", {"data-why": why}, words) for why, words in failed.items()),
        ),
        element("p", {"data-when": "unscripted"}, UNSCRIPTED),
        element("p", {"data-when": "pending"}, "De uitkomst wordt bijgewerkt."),
        element(
            "p",
            {"data-when": "invalid"},
            "Deze uitkomst is nog van je vorige invoer: er is een veld leeg of niet goed ingevuld.",
        ),
    )


def render_button(action: str, words: str, done: str, *, hidden: bool = False, quiet: bool = True) -> Html:
    """Write a button that a script answers to; ``done`` is what is said when it has been done."""
    attributes = {
        "type": "button",
        "class": "kk-button kk-button--quiet" if quiet else "kk-button",
        "data-action": action,
        "data-done": done or None,
        "data-failed": FAILURES.get(action),
        "hidden": hidden,
    }
    return element("button", attributes, words)


def render_inputs_table(calculator: Calculator) -> Html:
    """Write the reference table of inputs with their limits, made from the signature."""
    lines = tuple(_lines(declare(calculator.calculate)))
    return render_table(Table(f"Invoer van {calculator.name}", ("Invoer", "Wat je invult", "Grenzen"), lines))


def _lines(record: Record) -> list[tuple[str, str, str]]:
    return [line for each in record.fields for line in _line(each)]


def _line(each: Field) -> list[tuple[str, str, str]]:
    node = each.node
    match node:
        case Number(quantity=quantity):
            return [(quantity.label.capitalize(), quantity.meaning, _limits(quantity))]
        case Record():
            return _lines(node)
        case Sequence(items=items, item=Record() as item):
            most = f" tot {items.most}" if items.most else " of meer"
            return [(items.label.capitalize(), items.meaning, f"{items.fewest}{most}"), *_lines(item)]
        case Sequence(items=items, item=Number(quantity=quantity)):
            optional = "" if each.required else "; leeg mag"
            return [(items.label.capitalize(), items.meaning, _limits(quantity) + optional)]
        case _:
            return [(node.label.capitalize(), "", "")]


def _limits(quantity: Quantity) -> str:
    shift = 2 if quantity.unit is Unit.FRACTION else 0
    low = "" if quantity.minimum is None else format_number(quantity.minimum, 4, shift=shift, trim=True)
    most = told_maximum(quantity)
    high = "" if most is None else format_number(most, 4, shift=shift, trim=True)
    unit = f" {quantity.unit.value}" if quantity.unit.value else ""
    if low and high:
        return f"{low} tot {high}{unit}"
    return f"{low} of meer{unit}" if low else f"alle{unit}"
