"""Whether a story is the one that its scenario expects. A difference is a value with its place."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

import msgspec

from engine.journey.scenarios import Expectation, Scenario
from engine.journey.span import Span
from engine.simulation.story import Moment, Story

_ASIDE: Final = frozenset({"event", "enter", "later", "refused"})  # lines of a timeline that nobody expects
_SENDS: Final = frozenset({"send", "skip", "fail"})
_MINUTE: Final = 60.0


class Mismatch(msgspec.Struct, frozen=True):
    """One line each: what was expected, what happened instead."""

    span: Span
    expected: str
    happened: str


def judge(scenario: Scenario, story: Story) -> tuple[Mismatch, ...]:
    """Everything expected happened, in this order, and nothing that never may; empty where that is so."""
    zone = ZoneInfo(scenario.zone)
    things = [one for one in story.moments if one.kind not in _ASIDE]
    return (
        *_impossible(scenario, story),
        *_in_order(scenario.expect, things, zone),
        *_forbidden(scenario, things, zone),
        *_unfinished(scenario, story),
    )


def local(at: float, zone: ZoneInfo) -> str:
    """Tue 3 Mar 2026 10:00, with seconds where there are any."""
    moment = datetime.fromtimestamp(at, zone)
    seconds = f":{moment.second:02}" if moment.second else ""
    return f"{moment:%a} {moment.day} {moment:%b %Y %H:%M}{seconds}"


def _impossible(scenario: Scenario, story: Story) -> Iterable[Mismatch]:
    for number, reason in sorted(story.impossible.items()):
        event = scenario.events[number]
        yield Mismatch(event.span, f"event {event.event}", f"could not happen: {reason}")


def _unfinished(scenario: Scenario, story: Story) -> Iterable[Mismatch]:
    if story.stopped:
        yield Mismatch(scenario.span, "an end", f"broken off: {story.stopped}")


def _in_order(
    expected: Sequence[Expectation], things: Sequence[Moment], zone: ZoneInfo
) -> Iterable[Mismatch]:
    at = 0
    for one in expected:
        fitting = [number for number in range(at, len(things)) if _is_it(one, things[number])]
        found = next((number for number in fitting if not _differs(one, things[number], zone)), None)
        if found is not None:
            at = found + 1
        elif fitting:
            at = fitting[0] + 1
            yield Mismatch(one.span, _wanted(one, zone), _differs(one, things[fitting[0]], zone))
        else:
            yield Mismatch(one.span, _wanted(one, zone), _instead(one, things, at, zone))


def _is_it(one: Expectation, thing: Moment) -> bool:
    return thing.kind == one.kind and thing.id == one.id and (one.visit is None or one.visit == thing.visit)


def _differs(one: Expectation, thing: Moment, zone: ZoneInfo) -> str:
    """What is different, in words; empty when nothing is."""
    mail = thing.mail
    if one.at is not None and not _same_time(one, thing):
        return f"{thing.kind} {thing.id} at {local(thing.at, zone)}"
    if one.way is not None and one.way != thing.way:
        return f"{thing.kind} {thing.id} went {thing.way}"
    if one.reason is not None and one.reason != thing.reason:
        return f"{thing.kind} {thing.id} because of {thing.reason or 'nothing'}"
    if one.language is not None and mail and one.language != mail.language:
        return f"{thing.kind} {thing.id} in {mail.language}"
    if one.method is not None and mail and one.method != mail.method:
        return f"{thing.kind} {thing.id} by {mail.method}"
    if one.subject is not None and mail and one.subject != mail.subject:
        return f'subject "{mail.subject}"'
    if one.says is not None and mail and _plain(one.says) not in _plain(mail.text):
        return f'text "{_plain(mail.text)[:300]}"'
    return ""


def _same_time(one: Expectation, thing: Moment) -> bool:
    if one.at is None:
        return True
    return abs(one.at - thing.at) < 1 if one.exact else one.at // _MINUTE == thing.at // _MINUTE


def _plain(text: str) -> str:
    return " ".join(text.split())


def _instead(one: Expectation, things: Sequence[Moment], at: int, zone: ZoneInfo) -> str:
    earlier = [thing for thing in things[:at] if _is_it(one, thing)]
    if earlier:
        return f"only before, at {local(earlier[-1].at, zone)}: the order is another"
    if one.kind in ("exit", "goal"):
        ends = [thing for thing in things if thing.kind in (one.kind, "set-aside")]
        return f"{_said(ends[-1], zone)}" if ends else f"no {one.kind}"
    others = [thing for thing in things if thing.id == one.id]
    return _said(others[0], zone) if others else f"{one.id} was never reached"


def _said(thing: Moment, zone: ZoneInfo) -> str:
    because = f" because of {thing.reason}" if thing.reason else ""
    way = f" {thing.way}" if thing.way and thing.kind not in _SENDS else ""
    return f"{thing.kind} {thing.id}{way}{because} at {local(thing.at, zone)}"


def _wanted(one: Expectation, zone: ZoneInfo) -> str:
    more = [
        f"at {local(one.at, zone)}" if one.at is not None else "",
        f"went {one.way}" if one.way else "",
        f"because of {one.reason}" if one.reason else "",
        f"in {one.language}" if one.language else "",
        f"by {one.method}" if one.method else "",
        f'with the subject "{one.subject}"' if one.subject else "",
        f'saying "{_plain(one.says)}"' if one.says else "",
        f"for the {one.visit}. time" if one.visit else "",
    ]
    return " ".join([one.kind, one.id, *(each for each in more if each)])


def _forbidden(scenario: Scenario, things: Sequence[Moment], zone: ZoneInfo) -> Iterable[Mismatch]:
    for name, place in scenario.never:
        for thing in things:
            if thing.id == name and thing.kind not in ("skip", "fail"):
                yield Mismatch(place, f"never {name}", _said(thing, zone))
                break
