"""Which accounts of a ledger hold turnover: what its codes, kinds, words and numbers say, and how it was booked on.

The code of the Referentie Grootboekschema decides where there is one. Then come the words of the description, the
number (turnover is 8… in the Dutch decimal chart), and the use: turnover is credited where customers are billed. What
these do not agree on is not sure, and is asked.

Source: Referentie Grootboekschema (WOmz is net turnover); the decimal chart of accounts of Dutch bookkeeping; the XML
schemas of XAF for ``accTp`` (P profit and loss, B balance, M mixed), which packages write in many ways.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum

_TURNOVER_CODE = "womz"
_TURNOVER_DIGIT = "8"
_BALANCE_DIGITS = "0123"
MATERIAL = 100  # an account below a hundredth of the turnover is told, not asked

_RGS_CODE = re.compile(r"(?<![A-Za-z])[BW](?:[A-Z][a-z]{2})(?:[A-Z0-9][A-Za-z0-9]{2})*(?![a-z])")
_RGS_IN_ONE_CASE = re.compile(r"[bw][a-z]{3}[a-z0-9]*(?:\.[0-9a-z]+)?", re.IGNORECASE)


class Kind(Enum):
    """What ``accTp`` says of an account."""

    PROFIT_AND_LOSS = "profit and loss"
    BALANCE = "balance"
    UNKNOWN = "unknown"


_PROFIT_AND_LOSS = {"p", "pl", "pnl", "pandl", "w", "wv", "wenv", "vw", "venw", "v", "r", "res", "k", "o", "w+v", "ws"}
_PROFIT_AND_LOSS_WORDS = (
    "winst", "verlies", "profit", "loss", "income", "resulta", "result", "exploit", "opbrengst", "omzet", "revenue",
    "expense", "kosten", "cost", "nominal",
)  # fmt: skip
_BALANCE = {"b", "bs", "bal", "a"}
_BALANCE_WORDS = ("bal", "acti", "passi", "asset", "liabil", "equity", "schuld", "bezit", "debit", "credit", "eigen")


def _words(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


# Words that say surely that an account is no turnover, whatever else is written there.
_NEVER = _words(
    r"omzetbelasting", r"omzet belasting\b", r"^\s*(?:btw|vat|b\.t\.w)\b", r"\btax\b",
    r"\bvat (?:payable|receivable|due|control)", r"(?:verschuldigde|ontvangen) btw", r"af te dragen", r"te vorderen",
    r"te betalen", r"kostprijs", r"kosten (?:van )?(?:de )?(?:omzet|verkopen|verkoop)", r"inkoopwaarde",
    r"inkoop", r"ingekocht",
    r"purchase", r"cost of", r"\bcogs\b", r"voorra[ad]", r"inventory", r"stock change", r"grondstof",
    r"(?<!aan )derden\b", r"uitbesteed", r"onderaannem", r"subcontract", r"koersverschil", r"exchange", r"dividend",
    r"afschrijving", r"depreciation", r"boekwinst", r"boekverlies", r"vaste activa", r"fixed assets", r"deelneming",
    r"desinvest", r"\binventaris", r"betaalverschil", r"betalingsverschil", r"betaalkorting", r"betalingskorting",
    r"kasverschil", r"afronding", r"rounding", r"payment difference", r"vraagpost", r"kruispost", r"tussenrekening",
    r"suspense", r"debiteur", r"crediteur", r"receivable", r"payable", r"dubieus", r"oninbaar", r"bad debt", r"vooruit",
    r"deferred", r"onderhanden werk", r"nog te (?:factureren|ontvangen|verzenden)", r"bankkosten", r"bank charge",
)  # fmt: skip
# These say so too, but not behind "Omzet" or "Honorarium": there they only tell what was sold.
_FINANCIAL = _words(
    r"\brente", r"\binterest", r"koers", r"salaris", r"\bsalar(?:y|ies)", r"\bloon", r"\blonen", r"\bwage", r"payroll",
    r"pensioen", r"belasting", r"verzekering", r"insurance", r"subsidie", r"schenking", r"bijzondere baten",
    r"\bbank\b", r"bankrekening",
)  # fmt: skip
_COST = _words(
    r"kosten", r"\bcosts?\b", r"\bcharges?\b", r"expense", r"verkoopprovisie", r"commission", r"\bhuur\b", r"\brent\b",
    r"\breclame", r"advertentie", r"marketing", r"advertis", r"\bporti\b", r"porto", r"vracht", r"freight", r"telefo",
    r"telephone", r"energie", r"\bgas\b", r"electric", r"\bauto", r"brandstof", r"\bfuel", r"reis", r"travel",
    r"kantoor", r"office", r"onderhoud\b", r"contributie", r"abonnement", r"representatie", r"studie", r"accountant",
    r"administratie",    r"\bprovisie", r"materiaal", r"materials?\b", r"\bverlies", r"privé", r"private?\b",
)  # fmt: skip
_TURNOVER = _words(
    r"omzet", r"\bverko[op]", r"\bsales?\b", r"revenue", r"turnover", r"opbrengst", r"\bdiensten\b", r"dienstverlening",
    r"honorari", r"\bfees?\b", r"\bomz\b", r"services? (?:rendered|income)", r"\bincome\b", r"inkomsten", r"declaratie",
    r"facturatie", r"gefactureerd", r"doorbelast", r"doorberekend", r"verhuur", r"\bkorting", r"retour",
    r"credit ?nota",     r"\bomset",
)  # fmt: skip
# At the start these say what the account is; a word of costs behind them only tells what was sold.
_BEGINS_AS_TURNOVER = _words(
    r"\s*(?:netto[- ]?)?(?:omzet|verkopen|verkoop|sales|revenue|turnover|honorari(?:um|a)|doorbelaste?|doorberekende?|"
    r"gefactureerde?)\b(?! en marketing| (?:and|&) marketing| tax| expense| cost)"
)


@dataclass(slots=True)
class Account:
    """An account as the ledger describes it; ``code`` is that of the RGS, in small letters."""

    id: str
    description: str = ""
    type: str = ""
    code: str = ""
    is_listed: bool = True

    @property
    def may_hold_revenue(self) -> bool:
        """Whether what is booked here has to be kept; what is surely of the balance is not."""
        if self.code:
            return self.code.startswith("w")
        looks = self.id.startswith(_TURNOVER_DIGIT) or _TURNOVER.search(self.description)
        return bool(looks) or kind_of(self.type, frozenset()) is not Kind.BALANCE


@dataclass(slots=True)
class Use:
    """How an account was booked on: credit minus debit, in exact amounts.

    Attributes:
        total: of all bookings.
        sales: of those in sales journals.
        billed: of those in which customers stand, outside the journals of purchases, bank and cash.
        in_sales: whether it occurs in a sales journal.
    """

    total: int = 0
    sales: int = 0
    billed: int = 0
    in_sales: bool = False


@dataclass(slots=True)
class Choice:
    """The accounts that hold turnover, and those about which somebody has to be told.

    Attributes:
        counted: those that hold turnover.
        others: profit and loss accounts that do not count, although they look like it or are credited in sales.
        told: those of the others that customers are billed or credited on, so that somebody has to know of them.
        unsure: those of all for which the signs do not agree.
    """

    counted: set[str] = field(default_factory=set)
    others: set[str] = field(default_factory=set)
    told: set[str] = field(default_factory=set)
    unsure: set[str] = field(default_factory=set)


def rgs_code(*texts: str) -> str:
    """Return the RGS code that a package wrote somewhere, in small letters; nothing when there is none.

    >>> rgs_code("WOmzNopOlh"), rgs_code("http://taxonomie.nl/rgs#rgs-i_WKprInh"), rgs_code("0000")
    ('womznopolh', 'wkprinh', '')
    """
    codes = [match[0].lower() for text in texts for match in _RGS_CODE.finditer(text)]
    codes += [text.strip().lower() for text in texts[:1] if _RGS_IN_ONE_CASE.fullmatch(text.strip())]
    return next((code for code in codes if code.startswith(_TURNOVER_CODE)), codes[0] if codes else "")


def kind_of(written: str, others: Collection[str]) -> Kind:
    """Return what kind of account is meant.

    Args:
        written: what stands in ``accTp``.
        others: all that stands there in this file: with an A of "activa" a P is one of "passiva".

    >>> [kind_of(written, ()).value for written in ("P", "Winst & verlies", "Balans", "M")]
    ['profit and loss', 'profit and loss', 'balance', 'unknown']
    >>> kind_of("P", {"A", "P", "W"}).value
    'balance'
    """
    key = re.sub(r"[^a-z+]", "", written.lower())
    if key == "p" and any(other.strip().lower() in {"a", "activa", "actief"} for other in others):
        return Kind.BALANCE
    if key in _PROFIT_AND_LOSS or key.startswith(_PROFIT_AND_LOSS_WORDS):
        return Kind.PROFIT_AND_LOSS
    if key in _BALANCE or key.startswith(_BALANCE_WORDS):
        return Kind.BALANCE
    return Kind.UNKNOWN


class _Sign(Enum):
    """What the signs of one account add up to."""

    TURNOVER = 1
    LIKELY = 2  # only when nothing else is turnover for certain
    EIGHT = 3  # a number of turnover, used as costs are
    DOUBTFUL = 4
    OTHER = 5


def choose(accounts: Mapping[str, Account], uses: Mapping[str, Use]) -> Choice:
    """Return which accounts hold turnover.

    Args:
        accounts: those of the ledger.
        uses: how each account was booked on.
    """
    types = {account.type for account in accounts.values()}
    kinds = {key: kind_of(account.type, types) for key, account in accounts.items()}
    if len(set(kinds.values())) == 1 and any(key.startswith(tuple(_BALANCE_DIGITS)) for key in accounts):
        kinds = {}  # the same for the debtors and the turnover says nothing
    has_sales = any(use.in_sales for use in uses.values())
    judged = {
        key: _judge(accounts.get(key, Account(key, is_listed=False)), kinds.get(key, Kind.UNKNOWN), use, has_sales)
        for key, use in uses.items()
    }
    choice = Choice({key for key, sign in judged.items() if sign is _Sign.TURNOVER})
    if not choice.counted:
        _take_second_best(choice, judged, accounts, kinds, uses)
    _tell_others(choice, judged, accounts, kinds, uses, has_sales=has_sales)
    return choice


def _judge(account: Account, kind: Kind, use: Use, has_sales: bool) -> _Sign:  # noqa: FBT001 -- private
    credited = _credited(use, has_sales=has_sales)
    text = f"{account.description} {account.type if len(account.type) > 3 else ''}"  # noqa: PLR2004 -- more than a code
    if account.code:
        if account.code.startswith(_TURNOVER_CODE):
            return _Sign.TURNOVER
        return _Sign.OTHER
    eight, named = account.id.startswith(_TURNOVER_DIGIT), bool(_TURNOVER.search(text))
    begins = bool(_BEGINS_AS_TURNOVER.match(text))
    if _NEVER.search(text) or (_FINANCIAL.search(text) and not begins):
        return _Sign.DOUBTFUL if credited > 0 and named and kind is not Kind.BALANCE else _Sign.OTHER
    if kind is Kind.BALANCE:
        return _Sign.DOUBTFUL if credited > 0 and (eight or named) else _Sign.OTHER
    if _COST.search(text) and not begins and not (eight and credited > 0):
        return _Sign.DOUBTFUL if credited > 0 else _Sign.OTHER
    if named:
        return _of_named(account, use, credited, eight=eight)
    if eight:
        return _Sign.TURNOVER if credited > 0 or use.in_sales or use.total > 0 else _Sign.EIGHT
    if kind is Kind.UNKNOWN and account.id.startswith(tuple(_BALANCE_DIGITS)):
        return _Sign.OTHER
    return _Sign.LIKELY if credited > 0 else _Sign.OTHER


def _of_named(account: Account, use: Use, credited: int, *, eight: bool) -> _Sign:
    """Judge an account with a word of turnover: "verkoop" on one that is only debited may be the costs of selling."""
    if eight or credited > 0 or use.in_sales or use.total > 0:
        return _Sign.TURNOVER
    return _Sign.OTHER if account.id.startswith("4") else _Sign.DOUBTFUL


def _credited(use: Use, *, has_sales: bool) -> int:
    return use.sales if has_sales else use.billed


def _take_second_best(
    choice: Choice,
    judged: Mapping[str, _Sign],
    accounts: Mapping[str, Account],
    kinds: Mapping[str, Kind],
    uses: Mapping[str, Use],
) -> None:
    """Take the profit and loss accounts that customers are billed on, when no account says that it is turnover."""
    eights = {key for key, sign in judged.items() if sign is _Sign.EIGHT}
    likely = {key for key, sign in judged.items() if sign is _Sign.LIKELY}
    if likely:
        choice.counted |= likely
        choice.unsure |= {key for key in likely if kinds.get(key) is not Kind.PROFIT_AND_LOSS or key not in accounts}
        choice.unsure |= {
            key for key in likely if _is_as_btw(uses[key].total, sum(uses[each].total for each in likely))
        }
        choice.unsure |= eights
    elif eights:
        choice.counted |= eights
        choice.unsure |= eights
    else:  # profit and loss accounts that sales journals only debit, as with nothing but credit notes
        debited = {
            key
            for key, sign in judged.items()
            if sign is _Sign.OTHER
            and uses[key].in_sales
            and kinds.get(key) is Kind.PROFIT_AND_LOSS
            and not _is_cost(accounts[key])
        }
        choice.counted |= debited
        choice.unsure |= debited


def _is_as_btw(part: int, whole: int) -> bool:
    """Whether an account holds as much as a btw of all others would be, within a fiftieth.

    >>> _is_as_btw(21, 121), _is_as_btw(50, 150)
    (True, False)
    """
    rest = whole - part
    return any(abs(part * 100 - rest * rate) * 50 <= abs(rest * rate) for rate in _RATES) and rest > 0


_RATES = (21, 19, 9, 6)  # percent, in the Netherlands since 2001


def _tell_others(
    choice: Choice,
    judged: Mapping[str, _Sign],
    accounts: Mapping[str, Account],
    kinds: Mapping[str, Kind],
    uses: Mapping[str, Use],
    *,
    has_sales: bool,
) -> None:
    turnover = abs(sum(uses[key].total for key in choice.counted))
    for key, sign in judged.items():
        account, use = accounts.get(key), uses[key]
        if key in choice.counted:
            text = account.description if account else ""
            if account and account.code and _NEVER.search(text) and not _TURNOVER.search(text):
                choice.unsure.add(key)  # the code and the words do not agree
            continue
        credited = _credited(use, has_sales=has_sales)
        looks = sign is not _Sign.OTHER or key.startswith(_TURNOVER_DIGIT)
        is_loss = kinds.get(key, Kind.UNKNOWN) is Kind.PROFIT_AND_LOSS or bool(account and account.code[:1] == "w")
        silent = sign is _Sign.OTHER and credited != 0 and is_loss and not _is_cost(account)
        if looks or silent or (is_loss and credited > 0):
            choice.others.add(key)
            named = _NEVER.search(account.description) if account and not account.code else None
            if silent or (credited > 0 and not (named and sign is _Sign.OTHER)):
                choice.told.add(key)
        if sign in {_Sign.LIKELY, _Sign.DOUBTFUL} and abs(use.total) * MATERIAL >= turnover:
            choice.unsure.add(key)


def _is_cost(account: Account | None) -> bool:
    """Whether the code or the words of an account tell that it holds costs."""
    if account is None:
        return False
    words = (_NEVER, _FINANCIAL) if account.id.startswith(_TURNOVER_DIGIT) else (_NEVER, _FINANCIAL, _COST)
    return bool(account.code) or any(pattern.search(account.description) for pattern in words)


def describes_equity(account: Account | None) -> bool:
    """Whether the result of a year may be put on this account when the books are closed.

    >>> describes_equity(Account("0500", "EV")), describes_equity(Account("1300", "Debiteuren"))
    (True, False)
    """
    if account is None:
        return False
    if account.code:
        return account.code.startswith("beiv")
    return bool(_EQUITY.search(account.description)) or account.id.startswith("0")


_EQUITY = _words(
    r"eigen vermogen", r"\bev\b", r"kapitaal", r"capital", r"equity", r"reserve", r"resulta", r"\bresult", r"winst",
    r"vermogen", r"retained", r"profit", r"onverdeeld", r"prive", r"privé",
)  # fmt: skip


def ordered(keys: Iterable[str], accounts: Mapping[str, Account]) -> list[str]:
    """Return accounts in the order of the ledger; those it lacks come last."""
    places = {key: place for place, key in enumerate(accounts)}
    return sorted(keys, key=lambda key: (places.get(key, len(places)), key))
