"""PV1 of admissions and discharges → which stay in hospital, of what kind, from when to when."""

from datetime import datetime
from typing import Final

from engine.intake.event import Identifier, MatterFacts, Notice
from engine.intake.hl7v2.header import Header
from engine.intake.hl7v2.segments import Message
from engine.intake.hl7v2.timestamps import Clock, parse_stamp
from engine.intake.kinds import is_stay, kind_of
from engine.journey import events

_DIED: Final = frozenset({"20", "40", "41", "42"})  # table 0112: expired, at home, in a facility, elsewhere
_NUMBERS: Final = (("PV1", 19), ("PV1", 50), ("PID", 18))  # visit number, alternate visit id, account number


def read_visit(
    message: Message, header: Header, clock: Clock, who: Identifier, event: str, trigger: str
) -> MatterFacts | None:
    """None for a visit that is no stay in hospital.

    A13 (cancel discharge) takes the discharge back: who was sent home is in hospital again.
    """
    kind = kind_of(message.first("PV1").text(2))
    if not is_stay(kind):
        return None
    admitted, left = _moment(message, 44, clock), _moment(message, 45, clock)
    values: dict[str, str | datetime | None] = {"kind": kind} if kind else {}
    if admitted:
        values["admitted_at"] = admitted
    if event == events.ENCOUNTER_DISCHARGED and left:
        values["discharged_at"] = left
    if trigger == "A13":
        values["discharged_at"] = None
    return MatterFacts(
        "encounter", f"{header.source}|{_number(message, who, admitted, header)}", dict(values)
    )


def died_there(message: Message) -> bool:
    """PV1-36: the discharge was a death, whatever PID-30 leaves unsaid."""
    return message.first("PV1").text(36) in _DIED


def _number(message: Message, who: Identifier, admitted: datetime | None, header: Header) -> str:
    for segment, field in _NUMBERS:
        number = message.first(segment).text(field, 1)
        if number:
            return number
    # Without any number a stay is known by its person and when it began; at worst it is one of its own.
    began = admitted.isoformat() if admitted else header.control_id
    return f"{who.system}|{who.value}|{began}"


def _moment(message: Message, field: int, clock: Clock) -> datetime | None:
    text = message.first("PV1").text(field)
    stamp = parse_stamp(text) if text else None
    if text and (stamp is None or stamp.precision < 4):
        message.notices.append(Notice("visit-time-not-exact", f"PV1-{field}"))
        return None
    return clock.resolve(stamp)[0] if stamp else None
