"""A process that delivers one batch, to be killed while it does. Arguments: the enrollments."""

import asyncio
import os
import sys

from temporalio.testing import ActivityEnvironment

from activities import open_activities
from activities.delivery import lease
from engine.contracts.activities import DELIVERY_QUEUE, Batch, Item
from engine.settings import load_settings
from engine.store import ledger


async def main() -> None:
    # Short leases: the same rules, sooner.
    ledger.LEASE_SECONDS = lease.LEASE_SECONDS = 1.0
    lease._MARGIN, lease._RENEW_SECONDS = 0.2, 0.2
    async with open_activities(load_settings()) as made:
        deliver = made[DELIVERY_QUEUE][1]
        batch = Batch(os.environ["CLINIC_VERSION"], 0, [Item(one, 1) for one in sys.argv[1:]])
        await ActivityEnvironment().run(deliver, batch)


if __name__ == "__main__":
    asyncio.run(main())
