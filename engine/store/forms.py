"""Forms that are open to people, and their answers, sealed under the person's own key. Statements only."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final, Literal
from uuid import UUID

import msgspec

from engine.journey.events import FORM_SUBMITTED
from engine.journey.forms import ANSWERS
from engine.journey.plan import Form
from engine.store.ids import id_of_visit
from engine.store.own_events import PORTAL, record_own_event
from engine.store.pool import Connection
from engine.store.sealing import Unopenable, Vault, place

Answer = bool | int | str
Answers = dict[str, Answer]  # question → answer

Standing = Literal["open", "submitted", "expired", "left"]

_ENCODER: Final = msgspec.msgpack.Encoder()
_DECODER: Final = msgspec.msgpack.Decoder(Answers)
_PREFIX: Final = f"{ANSWERS}."
_OPEN: Final = """
insert into form_opening (id, enrollment_id, patient_id, journey, version, step, visit, form, opened_at,
    expires_at)
select u.id, e.id, e.patient_id, e.journey, $5, $6, u.visit, $7, $8, u.expires_at
from unnest($1::uuid[], $2::uuid[], $3::int[], $4::timestamptz[]) as u (id, enrollment, visit, expires_at)
join enrollment e on e.id = u.enrollment
on conflict (enrollment_id, step, visit) do nothing
"""
# The latest that is open, else the latest at all: what was sent in is thanked for again.
_OF_MAIL: Final = """
select f.id, f.enrollment_id, f.patient_id, f.version, f.step, f.form, f.state, f.expires_at,
    e.state = 'left' as left_
from message m join form_opening f on f.enrollment_id = m.enrollment_id
join enrollment e on e.id = f.enrollment_id
where m.id = $1 order by f.state = 'open' and coalesce(f.expires_at > $2, true) desc, f.opened_at desc, f.id
limit 1
"""
_LOCK: Final = """
select f.enrollment_id, f.patient_id, f.step, f.state, f.expires_at, e.state = 'left' as left_
from form_opening f join enrollment e on e.id = f.enrollment_id where f.id = $1 for update of f
"""


class Opening(msgspec.Struct, frozen=True):
    enrollment: UUID
    visit: int
    expires: datetime | None


class OpenForm(msgspec.Struct, frozen=True):
    """A form as a person comes to it. `standing`: open, submitted, expired, or left (the journey is over)."""

    id: UUID
    enrollment: UUID
    patient: UUID
    version: str
    step: str
    form: str
    standing: Standing


async def open_forms(
    conn: Connection, version: str, step: Form, openings: Sequence[Opening], at: datetime
) -> None:
    """Once per (enrollment, step, visit); enrollments that do not exist are passed over. Journey time."""
    await conn.execute(
        _OPEN,
        [id_of_visit("form", one.enrollment, step.id, one.visit) for one in openings],
        [one.enrollment for one in openings],
        [one.visit for one in openings],
        [one.expires for one in openings],
        version,
        step.id,
        step.form,
        at,
    )


async def find_form(conn: Connection, message: UUID, now: datetime) -> OpenForm | None:
    """The form that a mail's `link.form` leads to: of the enrollment which the mail belongs to."""
    row = await conn.fetchrow(_OF_MAIL, message, now)
    if row is None:
        return None
    return OpenForm(
        id=row["id"],
        enrollment=row["enrollment_id"],
        patient=row["patient_id"],
        version=row["version"],
        step=row["step"],
        form=row["form"],
        standing=_standing(row["state"], row["left_"], row["expires_at"], now),
    )


async def submit_form(
    conn: Connection, vault: Vault, key: bytes, form: UUID, answers: Answers, now: datetime
) -> Standing | Literal["gone"]:
    """Keep the answers and tell the journey, once; "open" when this call did it, else how it stands.

    `key` is the person's unwrapped data key. Runs in the caller's transaction.
    """
    row = await conn.fetchrow(_LOCK, form)
    if row is None:
        return "gone"
    standing = _standing(row["state"], row["left_"], row["expires_at"], now)
    if standing != "open":
        return standing
    sealed = vault.seal(key, _ENCODER.encode(answers), place("form_opening", form, "sealed"))
    await conn.execute(
        "update form_opening set state = 'submitted', submitted_at = $2, sealed = $3 where id = $1",
        form,
        now,
        sealed,
    )
    await record_own_event(conn, PORTAL, form, FORM_SUBMITTED, row["enrollment_id"], row["step"], now)
    return "open"


def asks_for_answers(fields: Iterable[str]) -> bool:
    return any(field.startswith(_PREFIX) for field in fields)


async def load_answers(
    conn: Connection, vault: Vault, keys: Mapping[UUID, bytes]
) -> dict[UUID, dict[str, Answer]]:
    """By enrollment: `answers.<question>` → what was answered, the latest word each.

    `keys`: enrollment → the person's data key. What does not open is left out.
    """
    rows = await conn.fetch(
        "select id, enrollment_id, sealed from form_opening"
        " where enrollment_id = any($1::uuid[]) and sealed is not null order by submitted_at, id",
        list(keys),
    )
    found: dict[UUID, dict[str, Answer]] = {}
    for row in rows:
        answers = _opened(vault, keys[row["enrollment_id"]], row["id"], row["sealed"])
        found.setdefault(row["enrollment_id"], {}).update(
            {f"{_PREFIX}{name}": value for name, value in answers.items()}
        )
    return found


def _opened(vault: Vault, key: bytes, form: UUID, sealed: bytes) -> Answers:
    try:
        return _DECODER.decode(vault.open(key, sealed, place("form_opening", form, "sealed")))
    except (Unopenable, msgspec.DecodeError):
        return {}


def _standing(state: str, left: bool, expires: datetime | None, now: datetime) -> Standing:
    if state == "submitted":
        return "submitted"
    if left:
        return "left"
    return "expired" if expires is not None and expires <= now else "open"
