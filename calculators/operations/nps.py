"""NPS: how many customers would recommend a business, and how sure that number is.

Sources: F. Reichheld, "The One Number You Need to Grow", Harvard Business Review, December 2003 (promoters, passives
and detractors); A. Engelhardt, "Net Promoter Score confidence intervals 2: maths and stats", cybaea.net, 14 January
2016 (variance in closed form).
"""

from __future__ import annotations

import math
from typing import Annotated, TypedDict

from calculators.model.operation import operation
from calculators.model.quantities import Items, Quantity, Unit

LOWEST_PROMOTER = 9
HIGHEST_DETRACTOR = 6

# Standard errors on either side that hold 95% of a normal distribution.
NORMAL_95 = 1.96

Answer = Annotated[int, Quantity("cijfer", Unit.POINTS, 0, 10)]
Answers = Annotated[
    list[Answer],
    Items("cijfers", "cijfer", meaning="Hoe waarschijnlijk is het dat je ons aanbeveelt? Van 0 tot en met 10."),
]


class NetPromoterScore(TypedDict):
    """The score in points from -100 to 100 with its 95% margin, and the shares of the three groups."""

    nps: float
    promoters: float
    passives: float
    detractors: float
    margin95: float


@operation
def score(answers: Answers) -> NetPromoterScore:
    """Calculate the Net Promoter Score and its margin of error.

    With p the share of promoters (9 or 10) and d the share of detractors (0 to 6): nps = 100 (p - d). One answer
    counts as +1, 0 or -1, so its variance is p + d - (p - d)^2 and margin95 = 196 sqrt(variance / n): with 95%
    certainty the score among all customers is within that many points, if the answers are a random sample of many
    customers. With few answers (say under 30) the margin is large, and itself only roughly right.

    Args:
        answers: at least one whole number of 0 to 10.

    Raises:
        InputError: ``required``, ``wrong_type``, ``empty_list``, ``not_a_number``, ``not_integer``, ``out_of_range``.

    Source: Reichheld (2003); margin after Engelhardt (2016).

    >>> outcome = score([10, 9, 9, 8, 3])
    >>> outcome["nps"], outcome["promoters"], round(outcome["margin95"], 1)
    (40.0, 0.6, 70.1)
    """
    count = len(answers)
    promoters = sum(answer >= LOWEST_PROMOTER for answer in answers)
    detractors = sum(answer <= HIGHEST_DETRACTOR for answer in answers)
    mean = (promoters - detractors) / count
    variance = (promoters + detractors) / count - mean**2
    return {
        "nps": 100 * (promoters - detractors) / count,
        "promoters": promoters / count,
        "passives": (count - promoters - detractors) / count,
        "detractors": detractors / count,
        "margin95": 100 * NORMAL_95 * math.sqrt(variance / count),
    }


OPERATIONS = (score,)
