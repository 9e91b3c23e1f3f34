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
Act = Literal["book", "reschedule", "cancel", "complete", "no-show", "die", "close-gap", "react"]
_KINDS: Final = ("office-visit", "annual-physical", "lab-visit", "telehealth")
_OFFICE_HOURS: Final = range(8, 17)
VISIT_LASTS: Final = timedelta(minutes=45)


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


class Clinic:
    """The clinic's own books: who its patients are, what is planned, and which visits stand."""

    def __init__(self, patients: list[SyntheticPatient], begins: datetime, ends: datetime, seed: int) -> None:
        self.patients, self.begins, self.ends = patients, begins, ends
        self.diary = Diary()
        self._chance = random.Random(seed)
        self._visits: dict[int, list[Visit]] = {}
        self._numbers = itertools.count(1)
        for patient in patients:
            self._write_pages_of(patient)
        for patient in self._chance.sample(patients, max(1, len(patients) // 150)):
            self.diary.add(begins + timedelta(days=self._chance.uniform(4, 12)), "die", patient)
        for patient in self._chance.sample(patients, max(1, len(patients) // 10)):
            self.diary.add(begins + timedelta(days=self._chance.uniform(5, 13)), "close-gap", patient)

    def next_visit(self, patient: SyntheticPatient, now: datetime) -> Visit | None:
        known = (visit for visit in self._visits.get(patient.number, []) if visit.open and visit.start > now)
        return min(known, key=lambda visit: visit.start, default=None)

    def move(self, visit: Visit, now: datetime) -> None:
        later = max(visit.start, now) + timedelta(days=self._chance.uniform(1, 6))
        visit.start = _office_time(self._chance, later)
        self._plan_outcome(visit)

    def _write_pages_of(self, patient: SyntheticPatient) -> None:
        """About six visits for every five patients, spread over the weeks."""
        for _ in range(self._chance.choices((0, 1, 2), (8, 66, 26))[0]):
            booked = self.begins + timedelta(days=self._chance.triangular(0.3, 13.0, 2.0))
            lead = timedelta(days=self._chance.triangular(0.3, 20.0, 5.0))
            start = _office_time(self._chance, booked + lead)
            kind, over_fhir = self._chance.choice(_KINDS), self._chance.random() < 0.35
            visit = Visit(f"{next(self._numbers):05d}", patient, start, kind, over_fhir)
            self._visits.setdefault(patient.number, []).append(visit)
            self._plan_visit(visit, booked)

    def _plan_visit(self, visit: Visit, booked: datetime) -> None:
        self.diary.add(booked, "book", visit.patient, visit)
        fate = self._chance.random()
        between = booked + (visit.start - booked) * self._chance.uniform(0.2, 0.9)
        if fate < 0.08:
            self.diary.add(between, "reschedule", visit.patient, visit)
        elif fate < 0.14:
            self.diary.add(between, "cancel", visit.patient, visit)
        self._plan_outcome(visit)

    def _plan_outcome(self, visit: Visit) -> None:
        """Whoever acts looks the visit up again: it may have moved or gone meanwhile."""
        over = visit.start + VISIT_LASTS
        if over < self.ends:
            missed = visit.patient.temper == "silent" and self._chance.random() < 0.3
            self.diary.add(over, "no-show" if missed else "complete", visit.patient, visit)


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
