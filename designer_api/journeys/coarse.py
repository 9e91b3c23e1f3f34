"""Numbers for people who may not see whom they are about.

Every count is rounded up to the next ten, so that one to ten people are all told as ten. Where the rounded
parts of a sum would still give each other away, since many are as small as they can be, they are not told.
"""

from collections.abc import Iterable
from typing import Final, TypeVar

from msgspec.structs import replace

from designer_api.access.roles import RANK
from designer_api.journeys.schemas import JourneySummary, Live, StepNumbers, Totals, VersionList

SMALLEST_TOLD: Final = 11
TEN: Final = SMALLEST_TOLD - 1
_SLACK: Final = 4  # people who could be elsewhere among the parts of a sum, however exactly each is read
Summary = TypeVar("Summary", bound=JourneySummary)


def sees_few(role: str) -> bool:
    """Operators may open a number into its people, so they see it exactly."""
    return RANK.get(role, 0) >= RANK["operator"]


def rounded(people: int) -> int:
    """Up to the next ten; nobody stays nobody."""
    return -(-people // TEN) * TEN


def may_tell(parts: Iterable[int]) -> bool:
    """Whether the rounded parts may stand beside their rounded sum.

    Whoever knows the rule knows that a part told as 20 is at least 11. Where these least numbers come close
    to the sum, every part is known to be the least it can be.
    """
    people = [part for part in parts if part > 0]
    least = sum(rounded(part) - TEN + 1 for part in people)
    return not people or rounded(sum(people)) - least >= _SLACK


def few_of(counts: dict[str, int]) -> dict[str, int]:
    return {name: rounded(people) for name, people in counts.items()}


def parts_of(counts: dict[str, int]) -> dict[str, int]:
    """The parts of a sum that is told, too; none where they would give each other away."""
    return few_of(counts) if may_tell(counts.values()) else {}


def coarse_totals(totals: Totals) -> Totals:
    """Alike wherever they are told: two ways of rounding one number would tell more than each."""
    return Totals(*(rounded(getattr(totals, name)) for name in Totals.__struct_fields__))


def for_role(role: str, journey: Summary) -> Summary:
    return journey if sees_few(role) else replace(journey, counts=coarse_totals(journey.counts))


def coarse_versions(versions: VersionList) -> VersionList:
    told = may_tell(each.inside for each in versions.items)
    items = [replace(each, inside=rounded(each.inside) if told else 0) for each in versions.items]
    return VersionList(items, versions.next)


def coarse_live(live: Live) -> Live:
    standing = may_tell(numbers.waiting for numbers in live.steps.values())
    return Live(
        at=live.at,
        totals=coarse_totals(live.totals),
        steps={step: _coarse_step(numbers, standing=standing) for step, numbers in live.steps.items()},
        outcomes=parts_of(live.outcomes),
        rate_per_minute=round(rounded(round(live.rate_per_minute * 60)) / 60, 1),
        coarse=True,
    )


def _coarse_step(numbers: StepNumbers, *, standing: bool) -> StepNumbers:
    """`standing`: whether it is told who stands here now. Without, a step is told as if nobody did."""
    shelves = (numbers.sent, numbers.skipped, numbers.failed, numbers.outcomes)
    told = may_tell(people for shelf in shelves for people in shelf.values())
    return StepNumbers(
        rounded(numbers.entered if standing else numbers.done),
        rounded(numbers.waiting) if standing else 0,
        rounded(numbers.done),
        *(few_of(shelf) if told else {} for shelf in shelves),
    )
