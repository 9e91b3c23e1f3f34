"""Calm latency: from the POST of an HL7 S12 to the relay's 250 for its mail, one at a time."""

import asyncio
import time
from datetime import timedelta
from typing import Any, Final

import httpx
import msgspec

from infra.bench.figures import histogram, spread
from infra.bench.installation import Installation, Tell, open_installation
from infra.bench.machine import Surroundings
from infra.demo import hl7
from infra.demo.people import SyntheticPatient

_WARM: Final = 10
_PAUSE: Final = 0.15  # seconds between two samples: calm, and not in step with any poll
_PATIENCE: Final = 30.0


async def measure(tell: Tell, count: int) -> dict[str, Any]:
    async with open_installation(tell) as house:
        await house.start_product(api=True)
        key = next(iter(house.settings.intake_keys.values()))
        async with httpx.AsyncClient(
            base_url=house.address, headers={"Authorization": f"Bearer {key}"}
        ) as http:
            for number in range(_WARM):
                await _sample(house, http, number)
            surroundings = Surroundings()
            tell(f"{count} messages, one at a time")
            samples = []
            for number in range(_WARM, _WARM + count):
                samples.append(await _sample(house, http, number))
                await asyncio.sleep(_PAUSE * (0.5 + number % 7 / 7))
        to_mail = [mail for _, mail in samples]
        return {
            "samples": count,
            "to_acknowledgement_ms": msgspec.to_builtins(spread([ack * 1000 for ack, _ in samples], 1)),
            "to_mail_ms": msgspec.to_builtins(spread([each * 1000 for each in to_mail], 1)),
            "p50_ms": spread([each * 1000 for each in to_mail], 1).p50,
            "p99_ms": spread([each * 1000 for each in to_mail], 1).p99,
            "histogram_seconds": histogram(to_mail),
            "surroundings": surroundings.told(),
        }


async def _sample(house: Installation, http: httpx.AsyncClient, number: int) -> tuple[float, float]:
    """Seconds to the acknowledgement and to the mail."""
    message = _booking(house, number)
    before = await house.mail_count()
    began = time.monotonic()
    answer = await http.post(
        "/api/intake/hl7v2", content=message, headers={"Content-Type": "application/hl7-v2"}
    )
    acknowledged = time.monotonic()
    if answer.is_error or b"MSA|AA" not in answer.content:
        raise RuntimeError(f"the intake refused the bench's own message ({answer.status_code})")
    while await house.mail_count() <= before:
        if time.monotonic() - began > _PATIENCE:
            raise TimeoutError("no mail came of a booking within 30 s")
        await asyncio.sleep(0.005)
    accepted = (await house.mails())[before][0]  # the sink's own note of the moment
    return acknowledged - began, accepted - began


def _booking(house: Installation, number: int) -> bytes:
    today = house.now()
    patient = SyntheticPatient(
        number=number,
        mrn=f"{number:06d}",
        first_name="Ada",
        last_name=f"Bench-{number}",
        birth_date=today.date() - timedelta(days=15_000 + number),
        sex="F",
        language="en",
        email=f"calm.{number}@example.org",
        phone="5555550100",
        temper="silent",
        channel="plain",
    )
    visit = f"V{number:06d}"
    start = today + timedelta(days=10)
    return hl7.siu("S12", visit, patient, visit, start, at=today, status="Booked", kind="office-visit")
