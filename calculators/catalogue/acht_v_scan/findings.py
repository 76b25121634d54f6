"""What the answers say: the weakest step, how sure that is, and what a point is worth at each step."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, cast

from calculators.catalogue.acht_v_scan.form import Questions
from calculators.operations.arithmetic import exceeds
from calculators.operations.eight_steps import HIGHEST_SCORE, LOWEST_SCORE, SAME_GAIN, STEPS, Scan, Scores, Step, scan

# Rules of thumb for the words of the answer; the page calls them so.
HARDLY_ANY_LOSS = 0.005
STRONG_STEP = 8.0
PASS_MARK = 5.5  # below it a grade is a fail at school
TELLING_GAP = 2.0  # two grades that are less than this apart may as well be the other way round

# How far an answer may be off before the advice is tried again.
ONE_POINT = 1.0


@dataclass(frozen=True, slots=True)
class StepFinding:
    """One step, all in points: its answers and score, how far that is above the mean, and what a point more does.

    Attributes:
        full: whether the score cannot go up.
        gain: by how much the chain grows; ``chain`` is what it becomes.
    """

    step: Step
    answers: Sequence[float]
    score: float
    above_mean: float
    full: bool
    strong: bool
    gain: float
    chain: float


@dataclass(frozen=True, slots=True)
class Findings:
    """All that was found, in points of 1 to 10.

    Attributes:
        standing: whether no step can go up, all share the last place, several do, or one is the weakest.
        all_low: whether no step has a pass mark.
        start: the step to begin with: the weakest, or the first when all are low.
        second: the weakest after ``lowest[0]``.
        near: all steps whose score is too near the lowest to be told apart from it, that one included.
        lowest: the steps that share the last place, all with this ``score``.
        following: those with the lowest score after it, which is the ``limit``; empty when all are equal.
        others_level: whether all other steps have that score.
        strongest: those that share the highest score.
        least_answer: within the step to begin with, which question got the lower grade; None when they are equal.
        loses: whether weak links cost the chain more than hardly anything.
        shaken: in how many of the ``cases`` in which one answer is a point off one of the ``rivals`` is as weak.
    """

    scan: Scan
    steps: dict[Step, StepFinding]
    standing: Literal["perfect", "equal", "tied", "alone"]
    all_low: bool
    start: StepFinding
    second: Step
    near: tuple[Step, ...]
    lowest: tuple[Step, ...]
    score: float
    following: tuple[Step, ...]
    limit: float
    others_level: bool
    strongest: tuple[Step, ...]
    least_answer: int | None
    loses: bool
    shaken: int
    cases: int
    rivals: tuple[Step, ...]

    @property
    def apart(self) -> bool:
        """Whether the weakest step can be told apart from the next one."""
        return len(self.near) == 1

    @property
    def also_near(self) -> tuple[Step, ...]:
        """Which steps beside the two that are named cannot be told apart from the weakest, although they score more."""
        return tuple(step for step in self.near[2:] if step not in self.lowest)

    @property
    def first(self) -> StepFinding:
        """The first of the weakest steps."""
        return self.steps[self.lowest[0]]

    @property
    def top(self) -> StepFinding:
        """The first of the strongest steps."""
        return self.steps[self.strongest[0]]

    @property
    def gap(self) -> float:
        """How far the last place is below the next step."""
        return self.limit - self.score

    @property
    def gap_is_plural(self) -> bool:
        """Whether that is more than 1 point."""
        return exceeds(self.gap, 1)


def find(questions: Questions) -> Findings:
    """Score the steps by the mean of their answers and read them as a chain.

    Args:
        questions: the answers about each step, 1 to 10.
    """
    given = {step: [each for each in questions[step] if each is not None] for step in STEPS}
    scores = cast("Scores", {step: _mean(given[step]) for step in STEPS})
    outcome = scan(scores)
    lowest = _lowest(outcome)
    most = max(scores[step] for step in STEPS)
    others = [step for step in STEPS if step not in lowest]
    next_score = min((scores[step] for step in others), default=0.0)
    following = tuple(step for step in others if not exceeds(scores[step], next_score))
    answers = given[lowest[0]]
    outcomes = [_lowest(scan(changed)) for changed in _neighbours(given, scores)]
    shaken = [steps for steps in outcomes if steps != lowest[:1]]
    all_low = exceeds(PASS_MARK, most)
    ordered = sorted(
        STEPS, key=lambda step: (step not in lowest, cast("dict[Step, float]", scores)[step])
    )  # stable: equal ones keep their order
    steps: dict[Step, StepFinding] = {
        step: StepFinding(
            step=step,
            answers=given[step],
            score=scores[step],
            above_mean=scores[step] - outcome["mean"],
            full=scores[step] >= HIGHEST_SCORE,
            strong=scores[step] >= STRONG_STEP,
            gain=gain,
            chain=outcome["chain"] + gain,
        )
        for step, gain in zip(STEPS, outcome["gains"], strict=True)
    }
    return Findings(
        scan=outcome,
        steps=steps,
        standing=_standing(outcome, lowest),
        all_low=all_low,
        start=steps[STEPS[0] if all_low else lowest[0]],
        second=ordered[1],
        near=tuple(step for step in ordered if exceeds(scores[ordered[0]] + TELLING_GAP, scores[step])),
        lowest=lowest,
        score=scores[lowest[0]],
        following=following,
        limit=next_score,
        others_level=len(following) == len(STEPS) - 1,
        strongest=tuple(step for step in STEPS if not exceeds(most, scores[step])),
        least_answer=answers.index(min(answers)) if max(answers) != min(answers) else None,
        loses=outcome["chain_loss"] >= HARDLY_ANY_LOSS,
        shaken=len(shaken),
        cases=len(outcomes),
        rivals=tuple(step for step in STEPS if step != lowest[0] and any(step in steps for steps in shaken)),
    )


def _standing(outcome: Scan, lowest: tuple[Step, ...]) -> Literal["perfect", "equal", "tied", "alone"]:
    if outcome["best_next"] is None:
        return "perfect"
    if len(lowest) == len(STEPS):
        return "equal"
    return "tied" if len(lowest) > 1 else "alone"


def _mean(answers: Sequence[float]) -> float:
    return math.fsum(answers) / len(answers)


def _lowest(outcome: Scan) -> tuple[Step, ...]:
    """Return the steps where a point is worth most: always those with the lowest score.

    Going from x to x + 1 multiplies the chain by the eighth root of (x + 1)/x, which is largest for the smallest x.
    Compared as the operation compares them, so that the first one is its ``best_next``.
    """
    largest = max(outcome["gains"])
    return tuple(step for step, gain in zip(STEPS, outcome["gains"], strict=True) if largest - gain < SAME_GAIN)


def _neighbours(given: Mapping[Step, Sequence[float]], scores: Scores) -> Iterator[Scores]:
    """The scores after each change of one answer by one point, as far as the scale goes."""
    for step in STEPS:
        answers = given[step]
        for index, answer in enumerate(answers):
            for changed in (max(LOWEST_SCORE, answer - ONE_POINT), min(HIGHEST_SCORE, answer + ONE_POINT)):
                if changed != answer:
                    score = _mean([*answers[:index], changed, *answers[index + 1 :]])
                    yield cast("Scores", {**scores, step: score})
