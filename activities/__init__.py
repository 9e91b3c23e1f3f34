"""What journeys do to the world, each activity named like its contract. `open_activities` makes them all."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from activities.call_webhooks import CallWebhooks
from activities.channels.email.smtp.pool import SmtpPool
from activities.channels.email.smtp.relay import relay_of
from activities.check_consent import CheckConsent
from activities.decide_branches import DecideBranches
from activities.deliver_messages import DeliverMessages
from activities.delivery.hop import CaughtMail
from activities.move_people import MovePeople
from activities.open_forms import OpenForms
from activities.open_tasks import OpenTasks
from activities.parts import Parts
from activities.plan_times import PlanTimes
from activities.record_progress import RecordProgress
from activities.render_messages import RenderMessages
from activities.update_patients import UpdatePatients
from activities.webhooks.posting import open_client
from activities.webhooks.round import Caller
from engine.contracts.activities import DELIVERY_QUEUE, JOURNEY_QUEUE
from engine.settings import Settings
from engine.store.pool import create_pool, open_vault

Activities = dict[str, list[Callable[..., Any]]]


@asynccontextmanager
async def open_activities(settings: Settings) -> AsyncIterator[Activities]:
    """The activities by task queue, over one pool each of database, SMTP and HTTPS; closed on the way out.

    Raises EngineError for keys that cannot be used, OSError for a CA file that cannot be read.
    """
    pool = await create_pool(settings)
    parts = Parts(pool, open_vault(settings), settings, {})
    hop = CaughtMail(settings.mailbox_path) if settings.mailbox_path else None
    try:
        async with SmtpPool(relay_of(settings)) as smtp, open_client(settings.webhook_ca_file) as client:
            caller = Caller(pool, client, private=settings.webhook_private)
            yield {
                JOURNEY_QUEUE: [
                    PlanTimes(parts).plan_times,
                    DecideBranches(parts).decide_branches,
                    CheckConsent(parts).check_consent,
                    UpdatePatients(parts).update_patients,
                    OpenTasks(parts).open_tasks,
                    OpenForms(parts).open_forms,
                    RecordProgress(parts).record_progress,
                    MovePeople(parts).move_people,
                ],
                DELIVERY_QUEUE: [
                    RenderMessages(parts).render_messages,
                    DeliverMessages(parts, smtp, hop).deliver_messages,
                    CallWebhooks(parts, caller).call_webhooks,
                ],
            }
    finally:
        await asyncio.wait_for(pool.close(), 10)
