"""PID, PD1 and MRG → who the message is about and what it says about that person.

Takes only what journeys use: social security and licence numbers are never kept.
"""

from collections.abc import Iterable
from datetime import date
from typing import Final

from engine.intake.event import Identifier, Notice, PatientFacts
from engine.intake.hl7v2.segments import Message, Repetition, Segment
from engine.intake.hl7v2.telecom import read_email, read_phone
from engine.intake.hl7v2.timestamps import parse_day, parse_stamp
from engine.intake.language import bcp47
from engine.intake.untaken import Untaken

MAX_IDENTIFIER: Final = 250
_NEVER_KEPT: Final = frozenset({"SS", "DL", "PPN", "TAX", "SB", "NI", "CC"})
_SEXES: Final = {
    "F": "female", "M": "male", "O": "other", "A": "other", "X": "other", "U": "unknown", "N": "unknown",
    "1": "male", "2": "female", "9": "other", "0": "unknown",  # the NHS data dictionary's codes
}  # fmt: skip
_DO_NOT_REMIND: Final = frozenset({"01", "06", "07", "08", "09", "10", "11", "12"})  # table 0215
_MAY_REMIND: Final = frozenset({"02", "03", "04", "05"})


def read_patient(message: Message, version: tuple[int, ...], *, lenient: bool) -> PatientFacts:
    """`lenient`: a message that stops something is not refused for a birth date.

    Raises `Untaken` without an identifier, or for a date that is none.
    """
    pid = message.first("PID")
    first_name, last_name = _name(pid)
    return PatientFacts(
        identifiers=read_identifiers(pid),
        first_name=first_name,
        last_name=last_name,
        birth_date=_birth_date(pid, message.notices, lenient=lenient),
        sex=_sex(pid),
        email=read_email(pid, version),
        phone=read_phone(pid),
        language=_language(pid, message.notices),
        deceased=_deceased(pid),
        no_contact=_no_contact(message.first("PD1"), message.notices),
    )


def read_identifiers(pid: Segment) -> tuple[Identifier, ...]:
    """PID-3 with medical record numbers first, else PID-2, else PID-4; never empty."""
    for number in (3, 2, 4):
        found = _identifiers(pid.repetitions(number))
        if found:
            return found
    raise Untaken("hl7-patient-id-missing", "The patient has no identifier to know them by.", "PID-3", "101")


def read_vanished(message: Message) -> tuple[Identifier, ...]:
    """MRG-1: the identifiers that live on as those of PID-3."""
    found = _identifiers(message.first("MRG").repetitions(1))
    if not found:
        raise Untaken("hl7-merge-source-missing", "A merge must say which patient vanishes.", "MRG-1", "101")
    return found


def _identifiers(repetitions: Iterable[Repetition]) -> tuple[Identifier, ...]:
    found: dict[Identifier, None] = {}
    for repetition in repetitions:
        value, kind = repetition.text(1), repetition.text(5).upper()
        if not value or repetition.is_null or kind in _NEVER_KEPT:
            continue
        if len(value) > MAX_IDENTIFIER:
            raise Untaken(
                "hl7-patient-id-too-long", f"At most {MAX_IDENTIFIER} characters.", repetition.where, "102"
            )
        system = repetition.text(4, 1) or repetition.text(4, 2)
        found[Identifier(value=value, system=system, type=kind)] = None
    return tuple(sorted(found, key=lambda identifier: identifier.type != "MR"))  # stable: MR first


def _name(pid: Segment) -> tuple[str | None, str | None]:
    names = list(pid.repetitions(5))
    if not names:
        return None, None
    legal = [name for name in names if name.text(7).upper() == "L"]
    chosen = (legal or names)[0]
    return chosen.value(2), chosen.value(1, 1)


def _birth_date(pid: Segment, notices: list[Notice], *, lenient: bool) -> date | None:
    text = pid.text(7)
    if not text:
        return None
    day = parse_day(text)
    if day is None and parse_stamp(text) is None and not lenient:
        raise Untaken("hl7-bad-date", "The birth date is not a valid date.", "PID-7", "102")
    if day is None:
        notices.append(Notice("birth-date-not-exact", "PID-7"))
    return day


def _sex(pid: Segment) -> str | None:
    value = pid.first(8).value(1)
    return _SEXES.get(value.upper(), "unknown") if value else value


def _language(pid: Segment, notices: list[Notice]) -> str | None:
    value = pid.first(15).value(1)
    if not value:
        return value
    tag = bcp47(value) or bcp47(pid.text(15, 2))
    if tag is None:
        notices.append(Notice("language-unknown", "PID-15"))
    return tag


def _deceased(pid: Segment) -> bool | None:
    """PID-30 decides; a date of death alone (PID-29) is a death too."""
    indicator = pid.text(30).upper()
    if indicator in {"Y", "N"}:
        return indicator == "Y"
    return True if pid.text(29) else None


def _no_contact(pd1: Segment, notices: list[Notice]) -> bool | None:
    """PD1-11 publicity code and PD1-12 protection indicator; either may forbid."""
    publicity, protection = pd1.first(11).value(1), pd1.first(12).value(1)
    said: list[bool] = []
    if publicity in _DO_NOT_REMIND:
        said.append(True)
    elif publicity in _MAY_REMIND or publicity == "":
        said.append(False)
    elif publicity is not None:
        notices.append(Notice("publicity-code-unknown", "PD1-11"))
    if protection is not None:
        said.append(protection.upper() == "Y")
    return any(said) if said else None
