"""Patients: what is known of a person, sealed under a key of their own, and how they are found again.

Functions take an open connection, rows in and rows out; what a message changes is decided in
engine.intake.projection.
"""

import contextlib
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

import msgspec
from asyncpg import Record

from engine.intake.event import Identifier
from engine.store.pool import Connection
from engine.store.sealing import Unopenable, Vault, place

_ENCODE = msgspec.msgpack.Encoder()


class Person(msgspec.Struct, omit_defaults=True):
    """The sealed part. `said`: field → Unix seconds of the message that said it, so that older ones lose."""

    first_name: str = ""
    last_name: str = ""
    birth_date: date | None = None
    sex: str = ""
    email: str = ""
    phone: str = ""
    conditions: tuple[str, ...] | None = None  # None: nobody said
    identifiers: tuple[Identifier, ...] = ()
    said: dict[str, float] = {}


class PatientRow(msgspec.Struct):
    id: UUID
    person: Person
    key: bytes  # the unwrapped data key: never logged, never stored
    wrapped_key: bytes
    key_id: str
    language: str = ""
    zone: str = ""
    tags: tuple[str, ...] = ()
    deceased: bool = False
    active: bool = True
    no_contact: bool = False
    merged_into: UUID | None = None
    epoch: int = 0
    as_of: datetime | None = None


_DECODE = msgspec.msgpack.Decoder(Person)

COLUMNS = (
    "p.id, p.sealed, p.wrapped_key, p.key_id, p.language, p.zone, p.tags, p.deceased, p.active,"
    " p.no_contact, p.merged_into, p.epoch, p.as_of"
)

# Statements of constants alone: no value is ever written into them.
_LOAD = f"select {COLUMNS} from patient p where p.id = any($1)"  # noqa: S608
# The people behind an id whom a journey may be about, in the order of their ids.
PAGE = (
    "select {columns} from patient p where p.id > $1 and p.active and not p.deceased"
    " and p.merged_into is null order by p.id limit $2"
)
_PAGE = PAGE.format(columns=COLUMNS)
_LOCK = _LOAD + " order by p.id for no key update"


def new_patient(vault: Vault, patient_id: UUID) -> PatientRow:
    key, wrapped, key_id = vault.new_data_key()
    return PatientRow(id=patient_id, person=Person(), key=key, wrapped_key=wrapped, key_id=key_id)


def read_patient(vault: Vault, row: Record) -> PatientRow:
    """From a row with COLUMNS. Raises Unopenable."""
    key = vault.unwrap(row["wrapped_key"], row["key_id"])
    opened = vault.open(key, row["sealed"], place("patient", row["id"], "sealed"))
    return PatientRow(
        id=row["id"],
        person=_DECODE.decode(opened),
        key=key,
        wrapped_key=row["wrapped_key"],
        key_id=row["key_id"],
        language=row["language"],
        zone=row["zone"],
        tags=tuple(row["tags"]),
        deceased=row["deceased"],
        active=row["active"],
        no_contact=row["no_contact"],
        merged_into=row["merged_into"],
        epoch=row["epoch"],
        as_of=row["as_of"],
    )


async def load_people(connection: Connection, vault: Vault, ids: Iterable[UUID]) -> dict[UUID, PatientRow]:
    """Those that exist, opened. Takes no lock."""
    rows = await connection.fetch(_LOAD, list(ids))
    return {row["id"]: read_patient(vault, row) for row in rows}


def lookup_of(vault: Vault, identifier: Identifier) -> bytes:
    return vault.blind("identifier", f"{identifier.system}\x1f{identifier.value}")


async def find_by_value(connection: Connection, vault: Vault, value: str) -> list[UUID]:
    """People with this identifier value, whoever assigned it; or with this e-mail address."""
    rows = await connection.fetch(
        "select patient_id from patient_identifier where value_index = $1"
        " union select id from patient where email_index = $2 limit 50",
        vault.blind("identifier-value", value.strip()),
        vault.blind("email", value),
    )
    return [row["patient_id"] for row in rows]


async def find_ids(connection: Connection, ids: Iterable[UUID]) -> dict[UUID, UUID]:
    """Those that exist, each with the record that stands for them now: after a merge the survivor's."""
    rows = await connection.fetch(
        "select id, coalesce(merged_into, id) as now from patient where id = any($1)", list(ids)
    )
    return {row["id"]: row["now"] for row in rows}


async def find_by_identifiers(
    connection: Connection, vault: Vault, identifiers: Iterable[Identifier]
) -> dict[Identifier, list[UUID]]:
    """People by (system, value); at most one each."""
    lookups = {lookup_of(vault, each): each for each in identifiers}
    rows = await connection.fetch(
        "select lookup, patient_id from patient_identifier where lookup = any($1)", list(lookups)
    )
    return {lookups[row["lookup"]]: [row["patient_id"]] for row in rows}


async def find_by_values(
    connection: Connection, vault: Vault, values: Iterable[str]
) -> dict[str, list[UUID]]:
    """People by the value of an identifier, whoever assigned it: there may be several."""
    indexes = {vault.blind("identifier-value", value): value for value in values}
    rows = await connection.fetch(
        "select distinct value_index, patient_id from patient_identifier where value_index = any($1)",
        list(indexes),
    )
    found: dict[str, list[UUID]] = {}
    for row in rows:
        found.setdefault(indexes[row["value_index"]], []).append(row["patient_id"])
    return found


async def load_page(
    connection: Connection, vault: Vault, after: UUID, limit: int
) -> tuple[list[PatientRow], UUID | None]:
    """The next people by id whom a journey may be about (alive, active, not merged away), and the last id.

    One whose record does not open is passed over; no id means that nobody comes after.
    """
    found = []
    rows = await connection.fetch(_PAGE, after, limit)
    for row in rows:
        with contextlib.suppress(Unopenable):
            found.append(read_patient(vault, row))
    return found, rows[-1]["id"] if rows else None


async def lock_patients(
    connection: Connection, vault: Vault, lookups: Iterable[bytes], ids: Iterable[UUID]
) -> tuple[dict[UUID, PatientRow], dict[bytes, UUID]]:
    """The people behind these identifiers and ids, locked against other writers till the commit."""
    known = await connection.fetch(
        "select lookup, patient_id from patient_identifier where lookup = any($1)", list(lookups)
    )
    owners: dict[bytes, UUID] = {row["lookup"]: row["patient_id"] for row in known}
    wanted = sorted({*owners.values(), *ids})
    if not wanted:
        return {}, owners
    rows = await connection.fetch(_LOCK, wanted)
    return {row["id"]: read_patient(vault, row) for row in rows}, owners


async def lock_people(connection: Connection, vault: Vault, ids: Iterable[UUID]) -> dict[UUID, PatientRow]:
    """These people as they stand, locked against other writers till the commit; those that open."""
    found = {}
    for row in await connection.fetch(_LOCK, sorted(set(ids))):
        with contextlib.suppress(Unopenable):
            found[row["id"]] = read_patient(vault, row)
    return found


async def save_patients(
    connection: Connection, vault: Vault, people: Sequence[PatientRow], now: datetime
) -> None:
    """Insert or replace all of them in one statement. Tags are not touched: they belong to update steps."""
    await connection.execute(
        """
        insert into patient (id, sealed, wrapped_key, key_id, email_index, language, zone, deceased, active,
            no_contact, merged_into, epoch, as_of, created_at, updated_at)
        select *, $14::timestamptz, $14::timestamptz from unnest($1::uuid[], $2::bytea[], $3::bytea[],
            $4::text[], $5::bytea[], $6::text[], $7::text[], $8::bool[], $9::bool[], $10::bool[], $11::uuid[],
            $12::int[], $13::timestamptz[])
        on conflict (id) do update set sealed = excluded.sealed, email_index = excluded.email_index,
            language = excluded.language, zone = excluded.zone, deceased = excluded.deceased,
            active = excluded.active, no_contact = excluded.no_contact, merged_into = excluded.merged_into,
            epoch = excluded.epoch, as_of = excluded.as_of, updated_at = excluded.updated_at
        """,
        [each.id for each in people],
        [_sealed(vault, each) for each in people],
        [each.wrapped_key for each in people],
        [each.key_id for each in people],
        [vault.blind("email", each.person.email) if each.person.email else None for each in people],
        [each.language for each in people],
        [each.zone for each in people],
        [each.deceased for each in people],
        [each.active for each in people],
        [each.no_contact for each in people],
        [each.merged_into for each in people],
        [each.epoch for each in people],
        [each.as_of for each in people],
        now,
    )


async def save_identifiers(
    connection: Connection, vault: Vault, found: Sequence[tuple[Identifier, UUID]]
) -> bool:
    """Point these identifiers, new ones all, at their people; False when another writer was first."""
    done = await connection.fetch(
        """
        insert into patient_identifier (lookup, patient_id, value_index)
        select * from unnest($1::bytea[], $2::uuid[], $3::bytea[])
        on conflict (lookup) do nothing returning 1
        """,
        [lookup_of(vault, identifier) for identifier, _ in found],
        [owner for _, owner in found],
        [vault.blind("identifier-value", identifier.value) for identifier, _ in found],
    )
    return len(done) == len(found)


async def join_people(connection: Connection, vanished: UUID, survivor: UUID) -> None:
    """Identifiers, care gaps and wishes of the vanished record follow; the stricter word holds.

    Refusals are copied, grants only where the survivor said nothing. Written authorizations stay with the
    record they were signed on, but a revocation counts for both.
    """
    await connection.execute(
        "update patient_identifier set patient_id = $2 where patient_id = $1", vanished, survivor
    )
    await connection.execute(
        """
        with newest as (
            select distinct on (patient_id, topic, channel) * from consent
            where patient_id in ($1, $2) order by patient_id, topic, channel, at desc, id desc
        )
        insert into consent (id, patient_id, topic, channel, granted, text_version, evidence, at)
        select gen_random_uuid(), $2, v.topic, v.channel, v.granted, v.text_version, 'merge',
            greatest(v.at, s.at + interval '1 microsecond')
        from newest v left join newest s
            on s.patient_id = $2 and s.topic = v.topic and s.channel = v.channel
        where v.patient_id = $1 and (s.id is null or (s.granted and not v.granted))
        """,
        vanished,
        survivor,
    )
    await connection.execute(
        """
        update written_authorization s set revoked_at = v.revoked_at from written_authorization v
        where v.patient_id = $1 and s.patient_id = $2 and s.scope = v.scope and s.revoked_at is null
            and v.revoked_at > s.signed_at
        """,
        vanished,
        survivor,
    )
    await connection.execute(
        """
        update care_gap g set patient_id = $2 where g.patient_id = $1
            and not exists (select from care_gap s where s.patient_id = $2 and s.name = g.name)
        """,
        vanished,
        survivor,
    )


def _sealed(vault: Vault, row: PatientRow) -> bytes:
    return vault.seal(row.key, _ENCODE.encode(row.person), place("patient", row.id, "sealed"))
