"""What carries a mail to the staff at once: tests of messages, proofs of addresses. Never to patients.

The API asks, the activities answer, neither knows the other: `infra` puts them together.
"""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Protocol

import msgspec


class StaffMail(msgspec.Struct, frozen=True):
    """`data_class`: the most closed class of somebody real's data in it; "" where nobody is real."""

    message_id: str  # with angle brackets
    from_name: str
    from_address: str
    to_address: str
    subject: str
    date: datetime
    text: str
    html: str = ""
    data_class: str = ""


class Courier(Protocol):
    async def carry(self, mail: StaffMail) -> str:
        """Why the relay has not taken it, as a kebab-case code; "" when it has."""
        ...


OpenCourier = Callable[[], AbstractAsyncContextManager[Courier]]
