"""What people at the door have allowed, read only where a way in asks for it."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

import msgspec

from engine.intake.matching import Journey, asks_permission
from engine.journey.consents import Consents
from engine.store.organization import load_documents
from engine.store.people import PatientRow
from engine.store.permissions import Permissions, load_permissions, permissions_of
from engine.store.pool import Connection


class Permitted(msgspec.Struct, frozen=True):
    """`anybody`: of those nobody knew before."""

    each: Mapping[UUID, Permissions] = {}
    anybody: Permissions = Permissions()

    def of(self, patient: PatientRow | None) -> Permissions:
        return self.anybody if patient is None else self.each.get(patient.id, self.anybody)


async def permitted_of(
    connection: Connection, people: Iterable[UUID], journeys: Iterable[Journey], now: datetime
) -> Permitted:
    """`now`: aware journey time."""
    if not any(asks_permission(journey.plan) for journey in journeys):
        return Permitted()
    consents = await load_consents(connection)
    return Permitted(
        await load_permissions(connection, people, consents, now), permissions_of({}, (), consents)
    )


async def load_consents(connection: Connection) -> Consents:
    documents = await load_documents(connection)
    return msgspec.convert(documents.get("consents") or {}, Consents)
