"""What an event of a scenario does to the person, and what of it the router gets to hear.

Says why something cannot happen: nobody clicks in a mail that was not sent.
"""

from typing import Final

import msgspec

from engine.journey import events
from engine.journey.forms import ANSWERS
from engine.journey.plan import Form, Node, Send, Task
from engine.journey.scenarios import (
    COMPLAINED,
    CONSENT_GRANTED,
    CONSENT_REVOKED,
    JOURNEY_PAUSED,
    JOURNEY_RESUMED,
    Occurrence,
)
from engine.policy.gate import topic_of
from engine.simulation.person import Passage, Simulated

_ONCE: Final = frozenset({events.BOUNCED, events.CONFIRMED, events.OPTED_OUT})  # of a mail
_ABOUT_A_STEP: Final = events.ENGAGEMENT_EVENTS | {COMPLAINED, events.TASK_DONE, events.FORM_SUBMITTED}


class Told(msgspec.Struct, frozen=True):
    """`types`: what journeys may hear. `passage`: whose mail, task or form it is about, where it is one."""

    types: tuple[str, ...] = ()
    passage: Passage | None = None
    impossible: str = ""


def happen(person: Simulated, one: Occurrence, at: float, passage: Passage | None) -> Told:
    """`passage`: the one that reached `one.step` last, None when none did."""
    if one.event in _ABOUT_A_STEP and (one.step or not one.topic):
        return _about_a_step(person, one, at, passage)
    person.tell(one.facts, at)
    if one.event in events.APPOINTMENT_EVENTS:
        return Told(person.tell_appointment(one.event, one.facts, at))
    if one.event in events.CARE_GAP_EVENTS:
        return Told(person.tell_gap(one.event))
    if one.event in events.MATTER_EVENTS:
        return Told(person.tell_matter(one.event, one.facts, at))
    return Told(_about_the_person(person, one, at))


def _about_the_person(person: Simulated, one: Occurrence, at: float) -> tuple[str, ...]:
    match one.event:
        case events.PATIENT_DECEASED:
            person.row.deceased = True
        case events.PATIENT_MERGED:
            person.merge()
        case events.AUTHORIZATION_GRANTED | events.AUTHORIZATION_REVOKED:
            person.scopes[one.scope] = one.event == events.AUTHORIZATION_GRANTED
        case _ if one.event in (CONSENT_GRANTED, CONSENT_REVOKED, events.OPTED_OUT):
            person.wish("" if one.topic == "all" else one.topic, one.event == CONSENT_GRANTED, at)
            return ()
        case _ if one.event in (JOURNEY_PAUSED, JOURNEY_RESUMED):
            person.journey_paused = one.event == JOURNEY_PAUSED
            return ()
    person.note(one.event, at)
    return (one.event,)


def _about_a_step(person: Simulated, one: Occurrence, at: float, passage: Passage | None) -> Told:
    node = person.stage.steps.get(one.step)
    if passage is None:
        return Told(impossible=_why_not(node, one.step))
    known = passage.signs.setdefault(one.event, set()) if one.event in events.ENGAGEMENT_EVENTS else set()
    mail = (one.event, one.step, passage.latest.get(one.step, 0))
    if one.event in _ONCE and mail in passage.done:
        return Told(passage=passage)
    passage.done.add(mail)
    known.add(one.step)
    passage.answers |= {name: value for name, value in one.facts.items() if name.startswith(f"{ANSWERS}.")}
    match one.event, node:
        case events.OPTED_OUT, Send():
            person.wish(topic_of(person.stage.plan, node), False, at)
        case events.BOUNCED, _:
            person.suppressed.add("hard-bounce")
        case _ if one.event == COMPLAINED:
            person.suppressed.add("complaint")
            return Told(passage=passage)
    return Told((one.event,), passage)


def _why_not(node: Node | None, step: str) -> str:
    if isinstance(node, Send):
        return f"{step} was not sent"
    if isinstance(node, Task | Form):
        return f"{step} was not open"
    return f"{step} was not reached"
