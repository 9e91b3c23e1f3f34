"""Numbers for people who may not see whom they are about: one to ten people are all told as ten."""

from typing import TypeVar

from msgspec.structs import replace

from designer_api.access.roles import RANK
from designer_api.journeys.audience_count import SMALLEST_TOLD
from designer_api.journeys.schemas import JourneySummary, Live, StepNumbers, Totals

Summary = TypeVar("Summary", bound=JourneySummary)


def sees_few(role: str) -> bool:
    """Operators may open a number into its people, so they see it exactly."""
    return RANK.get(role, 0) >= RANK["operator"]


def at_least_few(people: int) -> int:
    return people if people == 0 else max(people, SMALLEST_TOLD - 1)


def few_of(counts: dict[str, int]) -> dict[str, int]:
    return {name: at_least_few(people) for name, people in counts.items()}


def coarse_totals(totals: Totals) -> Totals:
    """Mails are counted as they are."""
    few = at_least_few
    return Totals(
        few(totals.entered),
        few(totals.inside),
        few(totals.left),
        few(totals.goal),
        totals.sent,
        few(totals.waiting),
    )


def for_role(role: str, journey: Summary) -> Summary:
    return journey if sees_few(role) else replace(journey, counts=coarse_totals(journey.counts))


def coarse_live(live: Live) -> Live:
    return Live(
        at=live.at,
        totals=coarse_totals(live.totals),
        steps={step: _coarse_step(numbers) for step, numbers in live.steps.items()},
        outcomes=few_of(live.outcomes),
        rate_per_minute=live.rate_per_minute,
        coarse=True,
    )


def _coarse_step(numbers: StepNumbers) -> StepNumbers:
    return StepNumbers(
        at_least_few(numbers.entered),
        at_least_few(numbers.waiting),
        at_least_few(numbers.done),
        few_of(numbers.sent),
        few_of(numbers.skipped),
        few_of(numbers.failed),
        few_of(numbers.outcomes),
    )
