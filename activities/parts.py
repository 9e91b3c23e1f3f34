"""What every activity works with: pool, vault, settings, clock; and the step it is asked about."""

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

import msgspec

from engine.contracts.activities import Batch, Item, TimesBatch
from engine.errors import Refused
from engine.expressions.evaluate import Evaluator
from engine.journey.consents import Consents
from engine.journey.organization import Organization
from engine.journey.plan import Node, Plan, Send
from engine.settings import Settings
from engine.store.journeys import load_plan
from engine.store.organization import load_documents, load_organization
from engine.store.pool import Connection, Pool
from engine.store.sealing import Vault


class House(msgspec.Struct, frozen=True):
    """The applied organisation and what it lets people agree to."""

    organization: Organization
    consents: Consents


@dataclass(frozen=True)
class Parts:
    """Shared by all activities of a process; opened and closed by `activities.open_activities`."""

    pool: Pool
    vault: Vault
    settings: Settings
    evaluators: dict[str, Evaluator]

    def now(self) -> float:
        """Journey time, Unix seconds."""
        return self.settings.clock.at(time.time())

    def moment(self) -> datetime:
        """Journey time, aware."""
        return datetime.fromtimestamp(self.now(), UTC)

    async def house(self, conn: Connection) -> House:
        """Raises Unavailable `nothing-applied`."""
        organization = await load_organization(conn)
        documents = await load_documents(conn)
        return House(organization, msgspec.convert(documents.get("consents") or {}, Consents))

    def evaluator(self, version: str, plan: Plan) -> Evaluator:
        """Conditions of that version, compiled once in a process."""
        if version not in self.evaluators:
            self.evaluators[version] = Evaluator(plan.fields, plan.segments)
        return self.evaluators[version]


async def step_of(conn: Connection, batch: Batch | TimesBatch) -> tuple[Plan, Node]:
    """The plan and the step asked about. Raises NotFound `version-unknown` and Refused `step-unknown`."""
    plan = await load_plan(conn, batch.version)
    if not 0 <= batch.step < len(plan.nodes):
        raise Refused("step-unknown", "The plan has no step of that number.")
    return plan, plan.nodes[batch.step]


async def send_of(conn: Connection, batch: Batch) -> tuple[Plan, Send]:
    """The plan and its send step. Raises as `step_of`, and Refused `step-kind-differs`."""
    plan, node = await step_of(conn, batch)
    if not isinstance(node, Send):
        raise wrong_kind()
    return plan, node


def wrong_kind() -> Refused:
    return Refused("step-kind-differs", "The activity was asked about a step of another kind.")


def enrollments_of(items: list[Item]) -> list[UUID]:
    """In the order asked. Raises ValueError where an id is not a UUID, which the router never makes."""
    return [UUID(item.enrollment) for item in items]
