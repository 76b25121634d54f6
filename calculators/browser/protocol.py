"""All that the page can ask of Python, and the shape of what it sends and gets: JSON, both ways.

``desk.Desk`` takes a request, finds its task in ``TASKS`` and answers with the function of that name. The page's
scripts know no rules: they send what stands in the fields and show what comes back. HTML in a reply was escaped by the
builder in ``presentation.html``.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NotRequired, TypedDict

if TYPE_CHECKING:
    from calculators.imports.samples import SampleKind

# Which module of this room answers which task. What has to do with lists is only loaded when a list is given: most
# visits never do, and Python is there sooner.
TASKS: Mapping[str, str] = MappingProxyType(
    {
        # about a calculator's form
        **dict.fromkeys(
            ("calculate", "share", "open_link", "take_along", "restore", "preset", "copy", "download", "remind"),
            "calculator_tasks",
        ),
        # about the question of the home page
        "hour": "quick_tasks",
        # about the visitor's report
        **dict.fromkeys(
            (
                *("report_put", "report_show", "report_name", "report_drop", "report_load", "report_edit"),
                *("report_done", "report_text"),
            ),
            "report_tasks",
        ),
        # about lists from files
        **dict.fromkeys(
            (
                *("begin_file", "end_file", "stop_file", "show_files", "read_text", "sample"),
                *("choose_column", "answer_question", "choose_accounts", "left_out", "forget", "add_customer"),
            ),
            "list_tasks",
        ),
    }
)

Texts = dict[str, str]  # name of a field: what stands in it
Reply = dict[str, Any]


class Request(TypedDict):
    """What every request holds."""

    task: str


class FormRequest(Request):
    """About a calculator: what stands in its form.

    Keys:
        origins: name of a field: where its text comes from; see ``model.origins``.
        business: of the example that is shown; left out when the form is the visitor's own.
        base: texts of a base case to compare with.
        imported: the token of rows from a file that have no place in the form, as a reply gave it.
        list: the token of the files that were read, as a reply gave it; blank without.
    """

    slug: str
    texts: Texts
    origins: NotRequired[Texts]
    business: NotRequired[str]
    base: NotRequired[Texts | None]
    imported: NotRequired[str]
    list: NotRequired[str | None]


class CalculateRequest(FormRequest):
    """To answer what stands in the form.

    Keys:
        quiet: names of fields about which nothing is said yet: somebody is typing there, or they were just added.
        judged: whether the visitor asked for the result, and so for all that is wrong.
    """

    quiet: NotRequired[list[str]]
    judged: NotRequired[bool]


class HourRequest(Request):
    """The question of the home page.

    Keys:
        texts: what stands in its three fields.
        own: names of the fields that the visitor typed in.
    """

    texts: Texts
    own: list[str]


class LinkRequest(FormRequest):
    """``fragment``: what stands behind the # of the address."""

    fragment: str


class PresetRequest(FormRequest):
    """``preset``: the place of an example, 0 for the first one."""

    preset: int


class ExportRequest(FormRequest):
    """``date`` and ``address`` go below what is copied."""

    date: NotRequired[str]
    address: NotRequired[str]


class RemindRequest(FormRequest):
    """``today``, as 2026-11-26; ``address`` is a share link to what stands in the form."""

    today: str
    address: NotRequired[str]


class ReportRequest(Request):
    """About the report, which the browser keeps.

    Keys:
        stored: the report as it is kept; empty for none.
        today: the day, as 2026-11-26.
    """

    stored: NotRequired[str | None]
    today: str


class ReportPutRequest(ReportRequest, FormRequest):
    """To put the answer to a form into the report."""


class ReportNameRequest(ReportRequest):
    """``company``: the name on the report."""

    company: str


class ReportPartRequest(ReportRequest):
    """``slug``: of the calculator whose part it is about."""

    slug: str


class ReportDoneRequest(ReportPartRequest):
    """``step``: what to do, in its words; ``done``: whether it is ticked as done."""

    step: str
    done: bool


class ReportLoadRequest(ReportRequest):
    """``text``: a report that was downloaded before."""

    text: str


class ListRequest(FormRequest):
    """About the lists that were given; ``list`` is the token of the files of which the page shows the report."""


class BeginFileRequest(ListRequest):
    """A file of this name and size (bytes) is about to come in, in pieces."""

    name: str
    size: int


class FileRequest(ListRequest):
    """``number``: of the file that comes in, as begin_file gave it."""

    number: str


class EndFileRequest(FileRequest):
    """``more``: whether another file waits; then nothing is shown yet."""

    more: NotRequired[bool]


class PasteRequest(ListRequest):
    """``text``: rows that were pasted."""

    text: str


class SampleRequest(ListRequest):
    """``kind``: which made-up list to try."""

    kind: SampleKind


class OfFileRequest(ListRequest):
    """``file``: the place of a file in the report, -1 for all of them."""

    file: int


class PlaceRequest(ListRequest):
    """``place``: of a customer among those that have no row in the form."""

    place: int


class ColumnRequest(OfFileRequest):
    """The column with this header has this role."""

    column: str
    header: str


class AnswerRequest(OfFileRequest):
    """This is the answer to this question."""

    question: str
    value: str


class AccountsRequest(OfFileRequest):
    """These accounts of an auditfile count as turnover."""

    accounts: list[str]


class Result(TypedDict):
    """The new result as HTML, or the faults.

    Keys:
        result: the answer, or what must still be told; None when only faults stand in its way.
        more: what is folded below it.
        paper: what is printed in their place, where they hold names that stay on the screen; else nothing.
        next: where to go on.
        peek: the line at the bottom of a phone.
        notes: id of a field: how its text is read, where that may not be what was meant.
        texts: name of a field: the rule of thumb that stands in it now, where that is another one.
        gists: what each fold of the form does to the answer now, in order.
        errors: id of a field: what is wrong there.
        summary: all faults together.
    """

    result: str | None
    more: NotRequired[str]
    paper: NotRequired[str]
    next: NotRequired[str]
    peek: NotRequired[str]
    gists: NotRequired[list[str]]
    notes: NotRequired[dict[str, str]]
    texts: NotRequired[dict[str, str]]
    errors: NotRequired[dict[str, str]]
    summary: NotRequired[str]


class QuickResult(TypedDict):
    """The answer to the question of the home page.

    Keys:
        result: HTML, also when there are faults.
        next: HTML of the link that takes the numbers along.
        message: whose numbers they are.
        errors: id of a field: what is wrong there.
    """

    result: str
    next: str
    message: str
    errors: dict[str, str]


class Filled(TypedDict, total=False):
    """New fields for the form, or why there are none.

    Keys:
        fields: HTML of the fields.
        message: what is said about it.
        business: of the example that was filled in.
        imported: token of the rows that have no place in the form.
    """

    fields: str
    message: str
    business: str
    imported: str


class Exported(TypedDict, total=False):
    """Text to copy, or to save under a name; or why there is none. A fragment is what goes behind the #."""

    text: str
    file: str
    fragment: str
    message: str


class Kept(TypedDict, total=False):
    """What became of the report.

    Keys:
        stored: what the browser must keep from now on; without it nothing changes.
        report, next: the whole as HTML, and where to go on.
        company: the name on it.
        said: by what became of keeping it ("put", "put-for-now", "full"): what is said.
        broken: what is kept cannot be read.
        message: what went wrong.
    """

    stored: str
    report: str
    next: str
    company: str
    said: dict[str, str]
    broken: bool
    message: str


class ListReply(Filled, total=False):
    """How the files were read, with rows in the form for the customers that matter.

    Keys:
        report: HTML of the report of all files.
        list: the token of these files.
        number: of the file that is coming in.
        told: HTML above the answer: what it was made from, once all is read.
        problem: why it is refused.
        text, file: to save.
    """

    report: str
    list: str
    number: str
    told: str
    problem: str
    text: str
    file: str
