"""Plays the fortnight: reads the diary on the paced clock and lets clinic and patients act."""

import asyncio
import time
from datetime import UTC, datetime, timedelta
from typing import Final

import httpx

from engine.settings import Settings
from engine.store.mailbox import Mailbox
from infra.demo.desk import FrontDesk
from infra.demo.diary import VISIT_LASTS, Clinic, Happening, Visit
from infra.demo.household import Household
from infra.demo.keys import KeyRing
from infra.demo.people import invent_patients
from infra.demo.systems import ClinicSystems
from infra.demo.telling import Progress

PATIENTS: Final = 300
FORTNIGHT: Final = timedelta(days=14)
_SEED: Final = 20_260
_TOGETHER: Final = 8  # messages on their way at once: the clinic has several interfaces


class Play:
    """One fortnight. `tell` is called with the journey's date and how much of the fortnight has passed."""

    def __init__(self, settings: Settings, http: httpx.AsyncClient, tell: Progress) -> None:
        self._clock = settings.clock
        ends = datetime.fromtimestamp(settings.clock.meets_at, UTC)
        patients = invent_patients(PATIENTS, seed=_SEED, today=ends.date())
        keys = KeyRing(settings.data_dir / "demo" / "keys")
        if settings.mailbox_path is None:
            raise ValueError("the fortnight needs the embedded catcher's mailbox")
        self._clinic = Clinic(patients, ends - FORTNIGHT, ends, _SEED)
        self._systems = ClinicSystems(http, settings.intake_keys["demo"])
        self._household = Household(http, Mailbox(settings.mailbox_path), keys, self._clinic, _SEED)
        self._desk = FrontDesk(http, settings, keys)
        self._tell = tell

    async def run(self) -> dict[str, int]:
        """Returns what was done, by name, for the summary."""
        await self._desk.sign_in()
        await self._register_everybody()
        while (now := self._now()) < self._clinic.ends:
            self._household.watch(now)
            await self._act_on(list(self._clinic.diary.due(now.timestamp())), now)
            self._tell(f"{now:%a %d %b}", *self._passed(now))
            await asyncio.sleep(0.1)
        return self._household.did | {"messages": self._systems.sent, "refused": self._systems.refused}

    async def _register_everybody(self) -> None:
        """Before the doors open, whatever the clock says."""
        patients = self._clinic.patients
        for done in range(0, len(patients), _TOGETHER):
            group = patients[done : done + _TOGETHER]
            await asyncio.gather(*(self._systems.register(each, self._clinic.begins) for each in group))
            self._tell("Registering patients", done + len(group), len(patients))
        with_keys = [each for each in patients if each.channel in ("smime", "openpgp")]
        await self._desk.keep_keys(with_keys, self._tell)

    async def _act_on(self, happenings: list[Happening], now: datetime) -> None:
        """Several at once, but one after the other for each patient."""
        by_patient: dict[int, list[Happening]] = {}
        for happening in happenings:
            by_patient.setdefault(happening.patient.number, []).append(happening)
        gate = asyncio.Semaphore(_TOGETHER)

        async def in_order(group: list[Happening]) -> None:
            async with gate:
                for each in group:
                    await self._act(each, now)

        await asyncio.gather(*(in_order(group) for group in by_patient.values()))

    async def _act(self, happening: Happening, now: datetime) -> None:
        at = datetime.fromtimestamp(happening.at, UTC)
        visit = happening.visit
        if happening.act == "react":
            await self._household.react(happening.patient, happening.mail, now)
        elif happening.act == "die":
            await self._systems.report_death(happening.patient, at)
        elif happening.act == "close-gap":
            await self._systems.report_closed_gap(happening.patient, "colorectal-screening", at)
        elif visit is not None and _still_so(happening, visit, at):
            if happening.act == "reschedule":
                self._clinic.move(visit, at)
            visit.open = happening.act in ("book", "reschedule")
            await self._systems.report_visit(happening.act, visit, at)

    def _now(self) -> datetime:
        return datetime.fromtimestamp(self._clock.at(time.time()), UTC)

    def _passed(self, now: datetime) -> tuple[float, float]:
        whole = FORTNIGHT.total_seconds()
        return min(whole, (now - self._clinic.begins).total_seconds()), whole


def _still_so(happening: Happening, visit: Visit, at: datetime) -> bool:
    if happening.act == "book":
        return True
    if happening.act in ("complete", "no-show"):
        return visit.open and at >= visit.start + VISIT_LASTS
    return visit.open and visit.start > at


async def play(settings: Settings, tell: Progress) -> dict[str, int]:
    """The fortnight against the installation that `settings` describe, until its clock has met real time."""
    limits = httpx.Limits(max_connections=2 * _TOGETHER)
    async with httpx.AsyncClient(base_url=settings.public_url, timeout=60, limits=limits) as http:
        return await Play(settings, http, tell).run()
