"""What happens at the clinic in a fortnight, in the order of journey time. Decides; sends nothing."""

import heapq
import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final, Literal
from zoneinfo import ZoneInfo

from infra.demo.people import SyntheticPatient

CLINIC_ZONE: Final = ZoneInfo("America/New_York")
Act = Literal["register", "book", "reschedule", "cancel", "complete", "no-show", "die", "close-gap", "react"]
_KINDS: Final = ("office-visit", "annual-physical", "lab-visit", "telehealth")
_OFFICE_HOURS: Final = range(8, 17)


@dataclass
class Visit:
    """One appointment as the clinic's own system knows it."""

    number: str
    patient: SyntheticPatient
    start: datetime
    kind: str
    over_fhir: bool
    open: bool = True


@dataclass(order=True)
class Happening:
    at: float  # journey time, Unix seconds
    order: int
    act: Act = field(compare=False)
    patient: SyntheticPatient = field(compare=False)
    visit: Visit | None = field(compare=False, default=None)
    mail: int = field(compare=False, default=0)  # react: which caught mail


class Diary:
    """A queue of happenings by journey time; reactions are added while it is read."""

    def __init__(self) -> None:
        self._heap: list[Happening] = []
        self._order = itertools.count()

    def __len__(self) -> int:
        return len(self._heap)

    def add(
        self, at: datetime, act: Act, patient: SyntheticPatient, visit: Visit | None = None, *, mail: int = 0
    ) -> None:
        heapq.heappush(self._heap, Happening(at.timestamp(), next(self._order), act, patient, visit, mail))

    def due(self, now: float) -> Iterator[Happening]:
        while self._heap and self._heap[0].at <= now:
            yield heapq.heappop(self._heap)

    def next_at(self) -> float | None:
        return self._heap[0].at if self._heap else None


def write_diary(patients: list[SyntheticPatient], begins: datetime, ends: datetime, *, seed: int) -> Diary:
    """Registrations first, then about six visits for every five patients, spread over the weeks."""
    chance, diary = random.Random(seed), Diary()
    numbers = itertools.count(1)
    for patient in patients:
        diary.add(begins + timedelta(minutes=patient.number), "register", patient)
        for _ in range(chance.choices((0, 1, 2), (8, 66, 26))[0]):
            _plan_visit(
                diary, chance, Visit(f"{next(numbers):05d}", patient, begins, "", False), begins, ends
            )
    for patient in chance.sample(patients, max(1, len(patients) // 150)):
        diary.add(begins + timedelta(days=chance.uniform(4, 12)), "die", patient)
    return diary


def _plan_visit(diary: Diary, chance: random.Random, visit: Visit, begins: datetime, ends: datetime) -> None:
    booked = begins + timedelta(days=chance.triangular(0.3, 13.0, 2.0))
    lead = timedelta(days=chance.triangular(0.3, 20.0, 5.0))
    visit.start = _office_time(chance, booked + lead)
    visit.kind = chance.choice(_KINDS)
    visit.over_fhir = chance.random() < 0.35
    diary.add(booked, "book", visit.patient, visit)
    fate = chance.random()
    if fate < 0.08:
        diary.add(
            booked + (visit.start - booked) * chance.uniform(0.2, 0.9), "reschedule", visit.patient, visit
        )
    elif fate < 0.14:
        diary.add(booked + (visit.start - booked) * chance.uniform(0.2, 0.9), "cancel", visit.patient, visit)
    _plan_outcome(diary, chance, visit, ends)


def _plan_outcome(diary: Diary, chance: random.Random, visit: Visit, ends: datetime) -> None:
    """The act looks the visit up again when its time comes: it may have moved or gone meanwhile."""
    over = visit.start + timedelta(minutes=45)
    if over < ends:
        missed = visit.patient.temper == "silent" and chance.random() < 0.3
        diary.add(over, "no-show" if missed else "complete", visit.patient, visit)


def move_visit(chance: random.Random, diary: Diary, visit: Visit, now: datetime, ends: datetime) -> None:
    visit.start = _office_time(chance, max(visit.start, now) + timedelta(days=chance.uniform(1, 6)))
    _plan_outcome(diary, chance, visit, ends)


def _office_time(chance: random.Random, moment: datetime) -> datetime:
    """The next weekday at a quarter hour of office hours, in the clinic's zone."""
    local = moment.astimezone(CLINIC_ZONE)
    while local.weekday() == 6:
        local += timedelta(days=1)
    local = local.replace(
        hour=chance.choice(_OFFICE_HOURS), minute=chance.choice((0, 15, 30, 45)), second=0, microsecond=0
    )
    if local.astimezone(UTC) <= moment.astimezone(UTC):
        local += timedelta(days=2 if local.weekday() == 5 else 1)
    return local
