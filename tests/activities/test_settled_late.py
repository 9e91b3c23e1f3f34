"""What the relay took while earlier answers were being written down is written down as well."""

import asyncio
from typing import Any

import pytest

from activities.delivery import attempt
from tests.activities.clinic import Clinic
from tests.activities.test_recovery import _written


async def test_mails_accepted_during_a_slow_write_are_settled_in_the_same_attempt(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    enrollments = await _written(clinic, 5, "late")
    write = attempt.write_settlements

    async def slowly(*args: Any) -> None:
        await asyncio.sleep(0.5)
        await write(*args)

    monkeypatch.setattr(attempt, "_LATE_SECONDS", 0.001)
    monkeypatch.setattr(attempt, "write_settlements", slowly)
    delivered = await asyncio.wait_for(clinic.deliver(enrollments), 20)
    assert [one.outcome for one in delivered] == ["sent"] * 5
    assert {(await clinic.message(one))["attempts"] for one in enrollments} == {1}
