"""People as an audience sees them: a page at a time, only the fields that its conditions ask for.

Says of a field exactly what `engine.store.facts.describe` says of a person without an appointment. Nothing
that was opened here outlives its page: neither keys nor values are remembered.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec
from asyncpg import Record

from engine.journey.organization import Organization
from engine.store import people
from engine.store.facts import KNOWN_FIELDS, Subject, age_on, describe, zone_named
from engine.store.people import Person
from engine.store.pool import Connection
from engine.store.sealing import Unopenable, Vault, place

Values = tuple[Any, ...]  # by field, in the order asked; None where it is not known
Glance = tuple[UUID, Values]

# Of whom nobody books: these are never known here.
_OF_OTHERS: Final = ("appointment.", "care_gap.")
_SEALED: Final = {
    "patient.first_name": "first_name",
    "patient.last_name": "last_name",
    "patient.sex": "sex",
    "patient.age": "birth_date",
    "patient.conditions": "conditions",
}
_COLUMNS: Final = "p.id, p.wrapped_key, p.key_id, p.sealed, p.language, p.zone, p.tags"
_LANGUAGE, _ZONE, _TAGS = 4, 5, 6  # of these columns
_OPEN: Final = {"patient.language": _LANGUAGE, "patient.zone": _ZONE, "patient.tags": _TAGS}
_PAGE: Final = people.PAGE.format(columns=_COLUMNS)
_DAY: Final = timedelta(days=1)
_Reader = Callable[[Record, Any], Any]


class Glances:
    """`fields`: dotted names; those that nobody knows are never known."""

    def __init__(self, vault: Vault, organization: Organization, fields: Iterable[str]) -> None:
        self.fields: Final = tuple(fields)
        self._vault, self._organization = vault, organization
        self._constants = _of_organization(organization, self.fields)
        self._now = datetime.fromtimestamp(0, UTC)
        self._days: dict[str, date] = {}
        sealed = [_SEALED[name] for name in self.fields if name in _SEALED]
        self._decoder = _decoder(sealed) if sealed else None
        self._readers: list[_Reader] = [self._reader(name) for name in self.fields]
        self._whole = any(_is_read_elsewhere(name) for name in self.fields)

    async def page(
        self, connection: Connection, after: UUID, limit: int, now: datetime
    ) -> tuple[list[Glance], UUID | None]:
        """The next people by id whom a journey may be about, and the last id; None when nobody comes after.

        `now`: aware journey time, for ages. One whose record does not open is passed over.
        """
        if self._whole:
            return await self._whole_page(connection, after, limit, now)
        if now != self._now:
            self._now, self._days = now, {}
        rows = await connection.fetch(_PAGE, after, limit)
        return self._read(rows), rows[-1][0] if rows else None

    def _read(self, rows: Sequence[Record]) -> list[Glance]:
        vault, decoder, readers = self._vault, self._decoder, self._readers
        found: list[Glance] = []
        for row in rows:
            try:
                opened = vault.open_once(row[1], row[2], row[3], place("patient", row[0], "sealed"))
            except Unopenable:
                continue
            person = decoder.decode(opened) if decoder is not None else None
            found.append((row[0], tuple([read(row, person) for read in readers])))
        return found

    async def _whole_page(
        self, connection: Connection, after: UUID, limit: int, now: datetime
    ) -> tuple[list[Glance], UUID | None]:
        """For fields that only the whole record tells."""
        page, last = await people.load_page(connection, self._vault, after, limit)
        told = [(one.id, describe(Subject(one, None, self._organization, now), self.fields)) for one in page]
        return [(who, tuple([_kept(values.get(name)) for name in self.fields])) for who, values in told], last

    def _reader(self, name: str) -> _Reader:
        if name == "patient.age":
            return self._age
        if name == "patient.conditions":
            return lambda row, person: person.conditions
        if name in _SEALED:
            attribute = _SEALED[name]
            return lambda row, person: getattr(person, attribute) or None
        if name in _OPEN:
            at = _OPEN[name]
            return (
                (lambda row, person: tuple(row[at])) if at == _TAGS else (lambda row, person: row[at] or None)
            )
        constant = self._constants.get(name)
        return lambda row, person: constant

    def _age(self, row: Record, person: Any) -> int | None:
        born: date | None = person.birth_date
        if born is None:
            return None
        zone = row[_ZONE]
        today = self._days.get(zone)
        if today is None:
            today = self._days[zone] = self._today(zone)
        return age_on(born, today) if born <= today + _DAY else None

    def _today(self, zone: str) -> date:
        known: ZoneInfo | None = (zone_named(zone) if zone else None) or zone_named(self._organization.zone)
        return self._now.astimezone(known or UTC).date()


def _of_organization(organization: Organization, fields: Iterable[str]) -> dict[str, Any]:
    """What is the same for everybody."""
    return {
        name: getattr(organization, name.partition(".")[2]) or None
        for name in fields
        if name in KNOWN_FIELDS and name.startswith("organization.")
    }


def _is_read_elsewhere(name: str) -> bool:
    here = name in _SEALED or name in _OPEN or name.startswith(("organization.", *_OF_OTHERS))
    return name in KNOWN_FIELDS and not here


def _kept(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _decoder(names: Sequence[str]) -> msgspec.msgpack.Decoder[Any]:
    """Reads these fields of the sealed part and skips all others."""
    fields = [
        (field.name, field.type, msgspec.field(default=field.default))
        for field in msgspec.structs.fields(Person)
        if field.name in names
    ]
    return msgspec.msgpack.Decoder(msgspec.defstruct("Asked", fields))
