"""The one person of a scenario, as the store would know them: rows, wishes, mails, signs.

Events change them by the functions of the router (engine.intake.projection); nothing is decided here.
"""

import hashlib
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any, Final
from uuid import UUID

import msgspec

from engine.expressions.facts import Facts as Happenings
from engine.intake import projection
from engine.intake.event import AppointmentFacts, NormalisedEvent, PatientFacts
from engine.journey import events
from engine.journey.plan import Update
from engine.journey.scenarios import Scenario
from engine.policy.facts import Wish
from engine.policy.gate import Standing, mark_of
from engine.simulation.stage import Stage
from engine.store.appointments import AppointmentRow
from engine.store.facts import KNOWN_FIELDS, Subject, describe, zone_of
from engine.store.happenings import happenings_of
from engine.store.people import PatientRow, Person

ADDRESS: Final = "patient@example.org"  # of everybody who was not given one
_ELSEWHERE: Final = UUID(int=0)
_DERIVED: Final = frozenset({"patient.age"})  # not kept but computed; a scenario may say it outright
_APPOINTMENT: Final = frozenset(AppointmentFacts.__struct_fields__) - {"key"}


class Heard(msgspec.Struct, frozen=True):
    type: str
    at: float


class Passage(msgspec.Struct):
    """What the store knows about one enrollment beside its cursor."""

    id: UUID
    began: float
    event: str  # that started it
    about_appointment: bool
    signs: dict[str, set[str]]
    left: bool = False


class Simulated:
    def __init__(self, stage: Stage, scenario: Scenario) -> None:
        digest = hashlib.sha256(scenario.name.encode()).digest()
        self.stage, self.scenario = stage, scenario
        self.row = PatientRow(UUID(bytes=digest[:16], version=4), Person(email=ADDRESS), b"", b"", "")
        self.appointment: AppointmentRow | None = None
        self.gap = ""
        self.gap_open: bool | None = None
        self.journey_paused = False
        self.spent: list[tuple[float, str, tuple[UUID, str, int] | None]] = [
            (at, purpose, None) for at, purpose in scenario.mails
        ]
        self.suppressed = {scenario.suppressed} - {""}
        self.wishes = {topic: Wish(granted) for topic, granted in scenario.consents.items()}
        self.scopes = dict(scenario.authorizations)
        self._told: dict[str, Any] = {}
        self._about: list[Heard] = []  # events of the appointment
        self._of_person: list[Heard] = []
        self._pending = {
            name: value for name, value in scenario.facts.items() if name.startswith("appointment.")
        }
        self.tell({name: value for name, value in scenario.facts.items() if name not in self._pending}, 0.0)

    # What happens to them

    def tell(self, facts: Mapping[str, Any], at: float) -> None:
        """Take news about the person and about matters; those of the appointment come with its event."""
        patient = {
            name.partition(".")[2]: value for name, value in facts.items() if name.startswith("patient.")
        }
        known = {name: _said(name, value) for name, value in patient.items() if name in _PATIENT}
        projection.tell_patient(self.row, PatientFacts(**known), datetime.fromtimestamp(at, UTC))
        if "tags" in patient:
            self.row.tags = tuple(patient["tags"] or ())
        if facts.get("care_gap.name"):
            self.gap = str(facts["care_gap.name"])
        for name, value in facts.items():
            if name in _DERIVED or (name not in KNOWN_FIELDS and not name.startswith("appointment.")):
                self._told[name] = value

    def tell_appointment(self, event: str, facts: Mapping[str, Any], at: float) -> tuple[str, ...]:
        """The events that journeys hear; the first one brings what the scenario says of the appointment."""
        moment = datetime.fromtimestamp(at, UTC)
        said, self._pending = {**self._pending, **facts}, {}
        told = {
            name.partition(".")[2]: value
            for name, value in said.items()
            if name.startswith("appointment.") and name.partition(".")[2] in _APPOINTMENT
        }
        if self.appointment is None:
            self.appointment = projection.new_appointment(b"", moment)
        normalised = NormalisedEvent("scenario", "", event, moment, None, AppointmentFacts("", **told))
        types = projection.tell_appointment(self.appointment, self.row, normalised, moment).types
        self._about += [Heard(each, at) for each in types]
        return types

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

    def subject(self, now: float, *, with_appointment: bool = True) -> Subject:
        appointment = self.appointment if with_appointment else None
        moment = datetime.fromtimestamp(now, UTC)
        return Subject(self.row, appointment, self.stage.organization, moment, self.gap)

    def values(self, now: float, *, with_appointment: bool = True) -> dict[str, Any]:
        fields = self.stage.plan.fields
        values = describe(self.subject(now, with_appointment=with_appointment), fields)
        values.update({name: value for name, value in self._told.items() if value is not None})
        return values

    @property
    def zone(self) -> str:
        return zone_of(self.row, self.stage.organization)

    def scopes_in_force(self) -> tuple[str, ...]:
        return tuple(sorted(scope for scope, granted in self.scopes.items() if granted))

    def happenings(self, passage: Passage) -> Happenings:
        """As engine.store.happenings reads them."""
        about = self._about if passage.about_appointment else []
        since = [each for each in self._of_person if each.at >= passage.began]
        happened = {passage.event, *passage.signs, *(each.type for each in (*about, *since))} - {""}
        wishes = {topic: wish.granted for topic, wish in self.wishes.items()}
        return happenings_of(passage.signs, happened, wishes, self.scopes_in_force(), self.stage.consents)

    def standing(self, passage: Passage, topic: str, mail: tuple[UUID, str, int], since: float) -> Standing:
        """As engine.store.standings reads it: mails sent after `since` count, but not `mail` itself."""
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
            topic_wish=self.wishes.get(topic),
            mail_wish=self.wishes.get(""),
            suppressed=tuple(sorted(self.suppressed)),
            scopes=self.scopes_in_force(),
            spent=tuple((at, purpose) for at, purpose, one in self.spent if at > since and one != mail),
        )


_PATIENT: Final = frozenset(PatientFacts.__struct_fields__) - {"identifiers"}


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
