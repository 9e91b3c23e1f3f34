"""When an appointment starts and ends, among six places that real senders fill differently.

The sender's precedence decides; every other filled place that says another moment is noted.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from engine.intake.event import Notice
from engine.intake.hl7v2.segments import Message, Segment
from engine.intake.hl7v2.timestamps import Clock, parse_stamp
from engine.intake.untaken import Untaken

LONGEST: Final = timedelta(days=30)
_RESOURCE_DURATION: Final = {"AIS": 7, "AIP": 9, "AIL": 9, "AIG": 11}  # unit in the field after
_UNITS: Final = {"s": 1, "sec": 1, "m": 60, "min": 60, "h": 3600, "hr": 3600, "d": 86400}


class Span(NamedTuple):
    start: datetime | None = None
    end: datetime | None = None


class _Place(NamedTuple):
    where: str
    text: str
    segment: Segment


def read_schedule(
    message: Message, clock: Clock, start_fields: tuple[str, ...], *, required: bool, lenient: bool
) -> Span:
    """`required`: the event is about the new time, so it must be there. `lenient`: it does not matter.

    Raises `Untaken` when the deciding place holds no exact moment.
    """
    places = list(_filled(message, start_fields))
    if not places:
        return _without_start(message.notices, required=required, lenient=lenient)
    start = _moment(places[0].text, clock, message.notices, places[0].where)
    if start is None and not lenient:
        raise Untaken(
            "hl7-bad-start",
            "The start of the appointment is not a date with hour and minute.",
            places[0].where,
            "102",
        )
    if start is None:
        message.notices.append(Notice("start-unreadable", places[0].where))
        return Span()
    _note_disagreement(start, places[1:], clock, message.notices)
    return Span(start, _end(message, places[0], start, clock))


def _filled(message: Message, start_fields: tuple[str, ...]) -> Iterator[_Place]:
    for where in start_fields:
        segment_id, _, path = where.partition("-")
        number, _, component = path.partition(".")
        segment = message.first(segment_id)
        text = segment.text(int(number), int(component or 1))
        if text:
            yield _Place(where, text, segment)


def _without_start(notices: list[Notice], *, required: bool, lenient: bool) -> Span:
    if required:
        raise Untaken("hl7-start-missing", "A reschedule must say the new start.", "SCH-11", "101")
    if not lenient:
        notices.append(Notice("start-missing", "SCH-11"))
    return Span()


def _moment(text: str, clock: Clock, notices: list[Notice], where: str) -> datetime | None:
    stamp = parse_stamp(text)
    if stamp is None or stamp.precision < 5:
        return None
    moment, odd = clock.resolve(stamp)
    if odd:
        notices.append(Notice(odd, where))
    return moment


def _note_disagreement(start: datetime, others: list[_Place], clock: Clock, notices: list[Notice]) -> None:
    notices.extend(
        Notice("start-fields-disagree", place.where)
        for place in others
        if _moment(place.text, clock, [], place.where) != start
    )


def _end(message: Message, chosen: _Place, start: datetime, clock: Clock) -> datetime | None:
    """The end from the same place as the start, else from a duration; None when implausible."""
    end = _stated_end(chosen, clock)
    if end is not None:
        if start < end <= start + LONGEST:
            return end
        message.notices.append(Notice("end-implausible", chosen.where))
    sch = message.first("SCH")
    if chosen.segment.id in _RESOURCE_DURATION:
        number = _RESOURCE_DURATION[chosen.segment.id]
        seconds = _seconds(chosen.segment.text(number), chosen.segment.text(number + 1))
    else:
        seconds = 0
    seconds = seconds or _seconds(sch.text(9), sch.text(10))
    return start + timedelta(seconds=seconds) if seconds else None


def _stated_end(chosen: _Place, clock: Clock) -> datetime | None:
    if chosen.segment.id == "TQ1":
        return _moment(chosen.segment.text(8), clock, [], "TQ1-8")
    if chosen.segment.id == "SCH":
        return _moment(chosen.segment.text(11, 5), clock, [], "SCH-11.5")
    return None


def _seconds(number: str, unit: str) -> int:
    """0 when there is no plausible duration. Without a unit, minutes are meant."""
    word = unit.lower().rstrip(".")
    for spelling in (word, word.removesuffix("s"), word[:3], word[:1]):
        if spelling in _UNITS or not word:
            break
    factor = _UNITS.get(spelling if word else "min", 0)
    digits = number.split(".", 1)[0]
    if not digits.isascii() or not digits.isdecimal() or len(digits) > 6:
        return 0
    seconds = int(digits) * factor
    return seconds if 0 < seconds <= LONGEST.total_seconds() else 0
