"""Cells that are more than their text: what a workbook knows about a cell and text files do not."""

from __future__ import annotations


class NumberCell(str):
    """A cell that holds a number and not text, as in a workbook: its decimal mark is a dot, whatever its column's.

    A number that is shown as a percentage ends with a percent sign: "12.5%" is 0.125.
    """

    __slots__ = ()


class UncalculatedCell(str):
    """A cell with a formula that no program has calculated yet: what is written in it is not its value."""

    __slots__ = ()
