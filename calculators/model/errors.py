"""Refused input: one code, one field, one Dutch sentence."""

from __future__ import annotations

from typing import Literal, TypedDict

ErrorCode = Literal[
    "required",
    "not_a_number",
    "not_integer",
    "out_of_range",
    "wrong_type",
    "empty_list",
    "too_few",
    "length_mismatch",
    "sum_not_one",
    "sum_exceeds_one",
    "duplicate_name",
    "unknown_choice",
    "not_decreasing",
    "exactly_one",
    "empty_file",
    "file_too_large",
    "no_revenue_column",
    "not_an_auditfile",
    "doctype_forbidden",
    "unknown_operation",
    "unknown_input",
    "invalid_json",
]


class ErrorBody(TypedDict):
    """What is told about one refused input."""

    code: ErrorCode
    field: str
    message: str


class ErrorReport(TypedDict):
    """The answer of an operation that was given something it cannot use."""

    error: ErrorBody


class InputError(ValueError):
    """Input that cannot be used, with the way out.

    Attributes:
        code: what kind of fault it is, one of ``ErrorCode``.
        field: the path of the field, such as ``segments[0].fulfilment``.
        message: a Dutch sentence for the visitor: the field, the limit and what to do.

    >>> InputError("required", "margin", "Vul bij marge een getal in.").report()
    {'error': {'code': 'required', 'field': 'margin', 'message': 'Vul bij marge een getal in.'}}
    """

    def __init__(self, code: ErrorCode, field: str, message: str) -> None:
        super().__init__(f"{code} at {field}: {message}")
        self.code: ErrorCode = code
        self.field = field
        self.message = message

    def report(self) -> ErrorReport:
        """Return the error in the form in which the contract gives it."""
        return {"error": {"code": self.code, "field": self.field, "message": self.message}}
