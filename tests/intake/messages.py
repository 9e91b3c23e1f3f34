"""Synthetic HL7 v2 messages, built field by field, so that a test shows only what it is about."""

from datetime import UTC, datetime

from engine.intake.event import NormalisedEvent, Refusal
from engine.intake.hl7v2 import Reading, SenderSettings, read

NEW_YORK = SenderSettings(zone="America/New_York")
NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)

_SIU = {
    "MSH-2": "^~\\&",
    "MSH-3": "SCHED",
    "MSH-4": "CLINIC",
    "MSH-7": "20260301080000-0500",
    "MSH-9": "SIU^S12^SIU_S12",
    "MSH-10": "M1",
    "MSH-11": "P",
    "MSH-12": "2.5.1",
    "SCH-1": "P77",
    "SCH-2": "F77",
    "SCH-25": "Booked",
    "TQ1-7": "20260310090000-0400",
    "PID-3": "00123^^^CLINIC^MR",
    "PID-5": "Rivera^Ana^^^^^L",
    "PID-7": "19800229",
}
_ADT = {key: value for key, value in _SIU.items() if key[:3] in {"MSH", "PID"}} | {
    "MSH-9": "ADT^A31^ADT_A05",
    "EVN-1": "A31",
}
_ORDER = (
    "MSH",
    "EVN",
    "SCH",
    "TQ1",
    "PID",
    "PD1",
    "PV1",
    "MRG",
    "RGS",
    "AIS",
    "AIG",
    "AIL",
    "AIP",
    "DG1",
    "ZZZ",
)


def siu(trigger: str = "S12", **changes: str) -> bytes:
    """An SIU; `SCH_11="…"` sets SCH-11, and `TQ1_7=""` clears a field."""
    return build(_SIU | {"MSH-9": f"SIU^{trigger}^SIU_S12"} | _named(changes))


def adt(trigger: str = "A31", **changes: str) -> bytes:
    return build(_ADT | {"MSH-9": f"ADT^{trigger}^ADT_A05"} | _named(changes))


def _named(changes: dict[str, str]) -> dict[str, str]:
    return {key.replace("_", "-"): value for key, value in changes.items()}


def build(fields: dict[str, str]) -> bytes:
    lines = []
    for segment in _ORDER:
        numbers = {int(key[4:]): value for key, value in fields.items() if key[:3] == segment}
        if not any(numbers.values()):
            continue
        filled = [numbers.get(number, "") for number in range(1, max(numbers) + 1)]
        line = "MSH|" + "|".join(filled[1:]) if segment == "MSH" else "|".join([segment, *filled])
        lines.append(line)
    return ("\r".join(lines) + "\r").encode()


def reading(raw: bytes, settings: SenderSettings = NEW_YORK) -> Reading:
    return read(raw, settings)


def event(raw: bytes, settings: SenderSettings = NEW_YORK) -> NormalisedEvent:
    """The event of a message that must be taken."""
    result = read(raw, settings)
    assert result.refusal is None, result.refusal
    assert result.event is not None
    return result.event


def refusal(raw: bytes, settings: SenderSettings = NEW_YORK) -> Refusal:
    """The refusal of a message that must not be taken."""
    result = read(raw, settings)
    assert result.event is None
    assert result.refusal is not None
    return result.refusal


def notices(raw: bytes, settings: SenderSettings = NEW_YORK) -> set[tuple[str, str]]:
    return {(notice.code, notice.where) for notice in event(raw, settings).notices}
