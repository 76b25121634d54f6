"""Who comes and what they do after a failure: what failures cost a year, as far as that can be known."""

from __future__ import annotations

from dataclasses import dataclass, replace

from calculators.operations import systems
from calculators.operations.arithmetic import bounded, exceeds
from calculators.operations.systems import Departures

# Rules of thumb of this site, called so on the page.
HALF = 0.5
KEPT_LEAST, KEPT_MOST = 0.5, 0.9  # between these lies the retention of most businesses


@dataclass(frozen=True, slots=True)
class Customers:
    """Who comes, and what they do when something goes wrong; shares of 0 to 1, the value of one in euros.

    Attributes:
        retention: the share that is a customer a year later; None when it is not known.
    """

    customers: float
    visits_per_year: float
    customer_value: float
    leave_share: float
    complaint_share: float
    recovery_share: float
    leave_unresolved: float
    leave_recovered: float
    retention: float | None

    def departures(self, reliability: float) -> Departures:
        """Who leaves in a year when a visit goes right this often, 0 to 1."""
        return systems.departures(
            min(1.0, reliability),
            self.customers,
            self.visits_per_year,
            self.leave_share,
            self.complaint_share,
            self.recovery_share,
            self.customer_value,
            self.retention,
            self.leave_unresolved,
            self.leave_recovered,
        )

    def leaving_less(self) -> Customers:
        """The same customers, of whom half as many leave after a failure."""
        return replace(
            self,
            leave_share=HALF * self.leave_share,
            leave_unresolved=HALF * self.leave_unresolved,
            leave_recovered=HALF * self.leave_recovered,
        )

    def fitted(self, reliability: float) -> Customers:
        """The same customers, of whom after a failure no more leave than leave at all when it goes right this often."""
        leave = self.departures(reliability)["fitted_leave"]
        return replace(self, leave_share=leave, complaint_share=0.0, retention=None)


@dataclass(frozen=True, slots=True)
class Cost:
    """What failures cost a year. Amounts are euros of customer value; shares are of 0 to 1.

    Attributes:
        lost: who leaves now because of failures.
        disappointed: how many customers meet a failure.
        fitted: the customers as they are counted with; another reliability costs what it costs with them.
        reliability: how often a visit goes right now.
        least, most: between these the loss lies; the same number where the retention is known.
    """

    lost: Departures
    disappointed: float
    fitted: Customers
    reliability: float
    least: float
    most: float

    @property
    def is_known(self) -> bool:
        """Whether the loss is one number."""
        return self.fitted_from_retention or not exceeds(self.most, self.least)

    @property
    def fitted_from_retention(self) -> bool:
        """Whether the retention was given."""
        return self.lost["leavers"] is not None

    @property
    def something_is_lost(self) -> bool:
        """Whether there are euros to lose."""
        return exceeds(self.lost["lost_value"], 0)

    def value(self, reliability: float) -> float:
        """The euros a year when a visit goes right this often."""
        return self.fitted.departures(reliability)["lost_value"]

    def share(self, reliability: float) -> float:
        """The share of the customers that leaves in a year because of failures."""
        return self.fitted.departures(reliability)["lost_share"]

    def saved(self, reliability: float) -> float | None:
        """The euros a year that a better reliability saves; None where that is nothing, or the loss is not known."""
        saved = bounded(self.lost["lost_value"]) - bounded(self.value(reliability))
        return saved if self.is_known and exceeds(saved, 0) else None

    def kept(self, reliability: float) -> float:
        """How many customers a better reliability keeps in a year."""
        return self.lost["lost_customers"] - self.fitted.departures(reliability)["lost_customers"]


def cost_of(customers: Customers, reliability: float) -> Cost:
    """Return what failures cost when a visit goes right this often."""
    now = customers.departures(reliability)
    least = most = now["lost_value"]
    if customers.retention is None:
        most = replace(customers, retention=KEPT_LEAST).departures(reliability)["lost_value"]
        least = replace(customers.leaving_less(), retention=KEPT_MOST).departures(reliability)["lost_value"]
    disappointed = systems.loss(
        min(1.0, reliability), customers.customers, customers.visits_per_year, 0.0, 0.0, 0.0, 0.0
    )["disappointed_customers"]
    return Cost(now, disappointed, customers.fitted(reliability), reliability, least, most)
