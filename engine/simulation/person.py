"""The one person of a scenario, as the store would know them: rows, wishes, mails, signs.

Events change them by the functions of the router (engine.intake.projection); nothing is decided here.
"""

import hashlib
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

import msgspec

from engine.expressions.facts import Facts as Happenings
from engine.intake import projection
from engine.intake.event import AppointmentFacts, MatterFacts, NormalisedEvent, PatientFacts
from engine.journey import events
from engine.journey.plan import Update
from engine.journey.scenarios import ENTITIES, Scenario
from engine.policy.facts import Wish
from engine.policy.gate import Gate, Standing, mark_of
from engine.simulation.stage import Stage
from engine.store.appointments import AppointmentRow
from engine.store.facts import Subject, describe, zone_of
from engine.store.happenings import happenings_of
from engine.store.matters import MatterRow
from engine.store.people import PatientRow, Person
from engine.store.permissions import Permissions, permissions_of

ADDRESS: Final = "patient@example.org"  # of everybody who was not given one
Key = tuple[int, str, int]  # number of the passage, step, visit: which mail
_ELSEWHERE: Final = UUID(int=0)
_ALIKE_SECONDS: Final = 2 * 86_400  # mails that may be of the same day somewhere
_APPOINTMENT: Final = frozenset(AppointmentFacts.__struct_fields__) - {"key"}


class Sent(msgspec.Struct, frozen=True):
    """A mail to this person; `mail` says which of this scenario, None for earlier ones."""

    at: float
    purpose: str
    collapse: str = ""
    mail: Key | None = None


class Heard(msgspec.Struct, frozen=True):
    type: str
    at: float


class Passage(msgspec.Struct):
    """What the store knows about one enrollment beside its cursor. `gap` and `matter`: what it is about."""

    id: UUID
    began: float
    event: str  # that started it
    number: int = 0  # among this person's
    about_appointment: bool = False
    gap: str = ""
    matter: str = ""  # the kind
    signs: dict[str, set[str]] = {}
    latest: dict[str, int] = {}  # step → the visit of its last mail
    done: set[tuple[str, str, int]] = set()  # (event, step, visit) of what counts once a mail
    answers: dict[str, Any] = {}  # answers.<question> → what was answered
    left: bool = False


class Simulated:
    def __init__(self, stage: Stage, scenario: Scenario, identity: UUID | None = None) -> None:
        """`identity` decides about paths of experiments; by default it follows from the scenario's name."""
        digest = hashlib.sha256(scenario.name.encode()).digest()
        self.stage, self.scenario = stage, scenario
        self.row = PatientRow(
            identity or UUID(bytes=digest[:16], version=4), Person(email=ADDRESS), b"", b"", ""
        )
        self.appointment: AppointmentRow | None = None
        self.matters: dict[str, MatterRow] = {}  # by kind
        self.gap = ""
        self.gap_open: bool | None = None
        self.journey_paused = False
        self.mails = [Sent(at, purpose) for at, purpose in sorted(scenario.mails)]
        self.suppressed = {scenario.suppressed} - {""}
        self.wishes = {topic: Wish(granted) for topic, granted in scenario.consents.items()}
        self.scopes = dict(scenario.authorizations)
        self._about: list[Heard] = []  # events of the appointment
        self._of_person: list[Heard] = []
        # What the scenario says of an appointment or matter comes with its first event.
        self._pending = {name: value for name, value in scenario.facts.items() if _entity(name) in _BY_EVENT}
        known = {name: value for name, value in scenario.facts.items() if name not in self._pending}
        self.tell({**known, **_birth_date(scenario)}, 0.0)

    # What happens to them

    def tell(self, facts: Mapping[str, Any], at: float) -> None:
        """Take news about the person; those of appointments and matters come with their events."""
        patient = {_name(field): value for field, value in facts.items() if _entity(field) == "patient"}
        known = {name: _said(name, value) for name, value in patient.items() if name in _PATIENT}
        projection.tell_patient(self.row, PatientFacts(**known), datetime.fromtimestamp(at, UTC))
        if "tags" in patient:
            self.row.tags = tuple(patient["tags"] or ())
        if facts.get("care_gap.name"):
            self.gap = str(facts["care_gap.name"])

    def tell_appointment(self, event: str, facts: Mapping[str, Any], at: float) -> tuple[str, ...]:
        """The events that journeys hear."""
        moment = datetime.fromtimestamp(at, UTC)
        told = self._news("appointment", facts)
        told = {name: value for name, value in told.items() if name in _APPOINTMENT}
        if self.appointment is None:
            self.appointment = projection.new_appointment(b"", moment)
        normalised = NormalisedEvent("scenario", "", event, moment, None, AppointmentFacts("", **told))
        types = projection.tell_appointment(self.appointment, self.row, normalised, moment).types
        self._about += [Heard(each, at) for each in types]
        return types

    def tell_matter(self, event: str, facts: Mapping[str, Any], at: float) -> tuple[str, ...]:
        """The events that journeys hear of an encounter, prescription, result or statement."""
        kind, moment = _entity(event), datetime.fromtimestamp(at, UTC)
        row = self.matters.get(kind)
        if row is None:
            row = self.matters[kind] = projection.new_matter(b"", kind, self.row.id, moment)
        news = MatterFacts(kind, "scenario", self._news(kind, facts))
        return projection.tell_matter(row, self.row, event, news, moment).types

    def _news(self, entity: str, facts: Mapping[str, Any]) -> dict[str, Any]:
        """Field without its entity → value: what was to come with the first event, and what this one says."""
        said = {**self._pending, **facts}
        self._pending = {name: value for name, value in self._pending.items() if _entity(name) != entity}
        return {_name(field): value for field, value in said.items() if _entity(field) == entity}

    def tell_gap(self, event: str) -> tuple[str, ...]:
        is_open = event == events.CARE_GAP_OPENED
        changed, self.gap_open = self.gap_open is not is_open, is_open
        return (event,) if changed else ()

    def note(self, event: str, at: float) -> None:
        """An event about the person that is no appointment's and no mail's."""
        self._of_person.append(Heard(event, at))

    def wish(self, topic: str, granted: bool, at: float) -> None:
        self.wishes[topic] = Wish(granted, at)

    def merge(self) -> None:
        self.row.merged_into = _ELSEWHERE

    def update(self, step: Update) -> None:
        """As engine.store.preferences does in the database."""
        self.row.language = str(step.set.get("patient.language", self.row.language))
        self.row.zone = str(step.set.get("patient.zone", self.row.zone))
        self.row.tags = tuple(sorted({*self.row.tags, *step.tag} - set(step.untag)))

    # What is known of them

    def values(self, passage: Passage, now: float) -> dict[str, Any]:
        """Dotted field of the plan → value, as engine.store.facts loads them for an enrollment."""
        subject = Subject(
            patient=self.row,
            appointment=self.appointment if passage.about_appointment else None,
            organization=self.stage.organization,
            now=datetime.fromtimestamp(now, UTC),
            gap=passage.gap,
            matter=self.matters.get(passage.matter),
        )
        return {**describe(subject, self.stage.plan.fields), **passage.answers}

    @property
    def zone(self) -> str:
        return zone_of(self.row, self.stage.organization)

    def scopes_in_force(self) -> tuple[str, ...]:
        return tuple(sorted(scope for scope, granted in self.scopes.items() if granted))

    @property
    def permissions(self) -> Permissions:
        wishes = {topic: wish.granted for topic, wish in self.wishes.items()}
        return permissions_of(wishes, self.scopes_in_force(), self.stage.consents)

    def happenings(self, passage: Passage) -> Happenings:
        """As engine.store.happenings reads them."""
        about = self._about if passage.about_appointment else []
        since = [each for each in self._of_person if each.at >= passage.began]
        happened = {passage.event, *passage.signs, *(each.type for each in (*about, *since))} - {""}
        return happenings_of(passage.signs, happened, self.permissions)

    def _mails_since(self, moment: float, mail: Key) -> list[Sent]:
        """From the latest back; they are kept in the order in which they left."""
        found: list[Sent] = []
        for one in reversed(self.mails):
            if one.at <= moment:
                break
            if one.mail != mail:
                found.append(one)
        return found[::-1]

    def standing(self, passage: Passage, gate: Gate, mail: Key, now: float) -> Standing:
        """As engine.store.standings reads it; `mail` itself does not count as sent."""
        since, alike_since = now - gate.looks_back, now - _ALIKE_SECONDS
        others = self._mails_since(min(since, alike_since), mail)
        row, appointment = self.row, self.appointment if passage.about_appointment else None
        return Standing(
            enrollment=passage.id,
            patient=row.id,
            left=passage.left,
            journey_paused=self.journey_paused,
            deceased=row.deceased,
            active=row.active,
            merged=row.merged_into is not None,
            no_contact=row.no_contact,
            has_address=bool(row.person.email),
            zone=row.zone,
            language=row.language,
            appointment=appointment.id if appointment else None,
            appointment_status=appointment.status if appointment else "",
            starts_at=appointment.starts_at if appointment else None,
            ends_at=appointment.ends_at if appointment else None,
            appointment_mark=_mark(appointment),
            topic_wish=self.wishes.get(gate.topic),
            mail_wish=self.wishes.get(""),
            suppressed=tuple(sorted(self.suppressed)),
            scopes=self.scopes_in_force(),
            spent=tuple((one.at, one.purpose) for one in others if one.at > since),
            alike=tuple(
                one.at
                for one in others
                if gate.collapse and one.collapse == gate.collapse and one.at > alike_since
            ),
        )


_PATIENT: Final = frozenset(PatientFacts.__struct_fields__) - {"identifiers"}
_BY_EVENT: Final = frozenset(ENTITIES) - {"care_gap"}


def _entity(name: str) -> str:
    return name.partition(".")[0]


def _name(field: str) -> str:
    return field.partition(".")[2]


def _birth_date(scenario: Scenario) -> dict[str, date]:
    """Somebody who is said to be so old had their birthday the day before it all begins."""
    age = scenario.facts.get("patient.age")
    if not isinstance(age, int) or "patient.birth_date" in scenario.facts:
        return {}
    begin = datetime.fromtimestamp(scenario.starts or 0.0, UTC).date() - timedelta(days=1)
    return {"patient.birth_date": begin.replace(year=begin.year - age, day=min(begin.day, 28))}


def _said(name: str, value: Any) -> Any:
    """None means "take it away", which messages say by an empty text."""
    if name == "conditions":
        return tuple(value or ())
    if value is None and name not in ("birth_date", "deceased", "active", "no_contact"):
        return ""
    return value if not isinstance(value, date) or name == "birth_date" else None


def _mark(appointment: AppointmentRow | None) -> str:
    if appointment is None:
        return ""
    return mark_of(appointment.starts_at, appointment.ends_at, appointment.as_of)
