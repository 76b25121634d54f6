"""The entry that closes the books of a year: it takes the turnover to the equity, and is no turnover below zero.

It is known by what it does: no customer, no journal of sales, and (nearly) all turnover of the year goes to equity; or
by its words, when it takes most of it. A correction in the same journal stays what it is.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from calculators.imports._auditfile_accounts import Account, Use, describes_equity

_WORDS = re.compile(
    r"afsluit|closing|\bclose\b|jaareinde|year[- ]?end|resultaat|winst|\bresult\b|nulstelling|profit|retained|"
    r"eigen vermogen|equity",
    re.IGNORECASE,
)
_DEBTORS = re.compile(r"\bdeb|debiteur|receivable|bvordeb", re.IGNORECASE)
_NEARLY = (98, 102)  # percent of the turnover of the year
_ALONE = (90, 110)
_MOST = 50
_LARGE = 25


@dataclass(frozen=True, slots=True)
class Aside:
    """A booking that may close the year.

    Attributes:
        amounts: what it books on each account that may hold turnover, credit above zero.
        counter: all accounts in it.
        text: what is said about it.
    """

    amounts: Mapping[str, int]
    counter: frozenset[str]
    text: str
    place: str
    invoice: int
    month: str
    count: int

    def debit(self, accounts: Collection[str]) -> int:
        """Return what it takes from these accounts."""
        return -sum(amount for account, amount in self.amounts.items() if account in accounts)


def closing_entries(
    asides: Sequence[Aside], accounts: Collection[str], ledger: Mapping[str, Account], uses: Mapping[str, Use]
) -> tuple[list[Aside], list[Aside]]:
    """Return the bookings that close the turnover of these accounts, and large ones that are kept but must be told."""
    booked = sum(uses[account].total for account in accounts if account in uses)
    able = [aside for aside in asides if aside.debit(accounts) and _may_close(aside, accounts, ledger, booked)]
    turnover = booked - sum(aside.debit(accounts) for aside in asides) + sum(aside.debit(accounts) for aside in able)
    sign = -1 if turnover < 0 else 1  # with more credit notes than invoices a close credits
    able = [aside for aside in able if aside.debit(accounts) * sign > 0]
    if able and _within(sum(aside.debit(accounts) for aside in able), turnover, _NEARLY):
        closing = able
    else:
        closing = [
            aside
            for aside in able
            if _within(aside.debit(accounts), turnover, _ALONE)
            or (_WORDS.search(aside.text) and aside.debit(accounts) * 100 * sign >= abs(turnover) * _MOST)
        ]
    known = {id(aside) for aside in closing}
    most = abs(booked) * _LARGE
    large = [aside for aside in asides if id(aside) not in known and aside.debit(accounts) * 100 * sign >= most > 0]
    return closing, large


def _may_close(aside: Aside, accounts: Collection[str], ledger: Mapping[str, Account], booked: int) -> bool:
    counter = [ledger.get(account) or Account(account) for account in aside.counter - set(accounts)]
    if _WORDS.search(aside.text) or any(map(describes_equity, counter)):
        return True
    if not counter or any(_DEBTORS.search(f"{account.description} {account.code}") for account in counter):
        return False
    return _within(aside.debit(accounts), booked, _NEARLY)


def _within(part: int, whole: int, percents: tuple[int, int]) -> bool:
    share = abs(part) * 100
    return part * whole > 0 and abs(whole) * percents[0] <= share <= abs(whole) * percents[1]
