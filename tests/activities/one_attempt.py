"""A process that delivers one batch, to be killed while it does. Arguments: the enrollments.

With FALLS_ASLEEP in its environment it stops (SIGSTOP) when the first of its mails are written down as sent.
"""

import asyncio
import os
import signal
import sys
from typing import Any

from temporalio.testing import ActivityEnvironment

from activities import open_activities
from activities.delivery import attempt, lease
from engine.contracts.activities import DELIVERY_QUEUE, Batch, Item
from engine.settings import load_settings
from engine.store import ledger


def fall_asleep_once() -> None:
    write = attempt.write_settlements

    async def write_and_stop(*told: Any) -> None:
        await write(*told)
        if told[2]:  # settlements
            attempt.write_settlements = write
            os.kill(os.getpid(), signal.SIGSTOP)

    attempt.write_settlements = write_and_stop


async def main() -> None:
    # Short leases: the same rules, sooner.
    ledger.LEASE_SECONDS = lease.LEASE_SECONDS = 1.0
    lease._MARGIN, lease._RENEW_SECONDS = 0.2, 0.2
    if "FALLS_ASLEEP" in os.environ:
        fall_asleep_once()
    async with open_activities(load_settings()) as made:
        deliver = made[DELIVERY_QUEUE][1]
        batch = Batch(os.environ["CLINIC_VERSION"], 0, [Item(one, 1) for one in sys.argv[1:]])
        await ActivityEnvironment().run(deliver, batch)


if __name__ == "__main__":
    asyncio.run(main())
