"""The rules of sending, in the order in which they are asked, each a sentence with its code and source.

A rule that stops answers True when it holds back this send for good; a rule that waits answers the
earliest moment it allows. They know nothing but SendFacts: no clock, no store, no patient data.
"""

from collections.abc import Callable
from typing import Final

import msgspec

from engine.policy.facts import SendFacts, Wish
from engine.policy.windows import next_opening

PAUSE_LOOK_AGAIN: Final = 900.0  # seconds until a paused journey's send is looked at again
CARE: Final = frozenset({"treatment", "payment", "operations"})


class Stop(msgspec.Struct, frozen=True):
    code: str
    says: str
    source: str
    holds: Callable[[SendFacts, float], bool]
    value: Callable[[SendFacts], str] = lambda _facts: ""


class Hold(msgspec.Struct, frozen=True):
    code: str
    says: str
    source: str
    earliest: Callable[[SendFacts, float], float]
    value: Callable[[SendFacts], str] = lambda _facts: ""


def stop_for_the_deceased(facts: SendFacts, _now: float) -> bool:
    return facts.deceased


def stop_for_a_merged_record(facts: SendFacts, _now: float) -> bool:
    return facts.merged


def stop_for_an_inactive_record(facts: SendFacts, _now: float) -> bool:
    return not facts.active


def stop_for_someone_who_left_the_journey(facts: SendFacts, _now: float) -> bool:
    return facts.left


def stop_without_an_address(facts: SendFacts, _now: float) -> bool:
    return not facts.has_address


def stop_for_an_unsendable_address(facts: SendFacts, _now: float) -> bool:
    return bool(facts.address_problem)


def stop_for_a_suppressed_address(facts: SendFacts, _now: float) -> bool:
    """A complaint stops marketing at once, but never silently the mail that care depends on."""
    return any(reason != "complaint" or facts.purpose not in CARE for reason in facts.suppressed)


def stop_when_no_contact_is_wished(facts: SendFacts, _now: float) -> bool:
    return facts.no_contact


def stop_after_opting_out(facts: SendFacts, _now: float) -> bool:
    """A later yes to the topic outweighs an earlier no to all mail; nothing else does."""
    if _refuses(facts.topic_wish):
        return True
    if not _refuses(facts.mail_wish):
        return False
    return facts.topic_wish is None or facts.mail_wish is None or facts.topic_wish.at <= facts.mail_wish.at


def stop_without_having_opted_in(facts: SendFacts, _now: float) -> bool:
    return facts.opt == "in" and (facts.topic_wish is None or not facts.topic_wish.granted)


def stop_without_the_authorization_it_needs(facts: SendFacts, _now: float) -> bool:
    """Asked on the way, and again when it leaves: an authorization may be withdrawn while somebody waits."""
    if not set(facts.required_scopes) <= set(facts.scopes):
        return True
    return facts.purpose not in CARE and not set(facts.scopes) & set(facts.accepted_scopes)


def stop_when_the_appointment_ended_it(facts: SendFacts, _now: float) -> bool:
    return bool(facts.appointment_ends)


def stop_when_expired(facts: SendFacts, now: float) -> bool:
    return facts.expires is not None and now >= facts.expires


def stop_for_another_of_its_kind_today(facts: SendFacts, _now: float) -> bool:
    return facts.collapsed


def wait_while_the_journey_is_paused(facts: SendFacts, now: float) -> float:
    return now + PAUSE_LOOK_AGAIN if facts.journey_paused else now


def wait_until_it_is_due(facts: SendFacts, now: float) -> float:
    return now if facts.due is None else max(now, facts.due)


def wait_for_the_cap(facts: SendFacts, now: float) -> float:
    return now if facts.cap is None else max(now, facts.cap.free_at())


def wait_for_the_contact_budget(facts: SendFacts, now: float) -> float:
    return now if facts.budget is None else max(now, facts.budget.free_at())


def wait_for_the_window(facts: SendFacts, earliest: float) -> float:
    """Asked last, with the earliest moment that the others allow."""
    if facts.window is None or earliest == float("inf"):
        return earliest
    zone = facts.zones.named(facts.window.zone)
    opening = next_opening(facts.window, zone, facts.holidays, earliest)
    return float("inf") if opening is None else opening


def _refuses(wish: Wish | None) -> bool:
    return wish is not None and not wish.granted


def _window_words(facts: SendFacts) -> str:
    window = facts.window
    if window is None:
        return ""
    zone = facts.zones.named(window.zone).key
    return f"{window.start}-{window.end} on days {','.join(map(str, window.days))}, {zone}"


STOPS: Final = (
    Stop("deceased", "The person is alive", "ADT PID-30", stop_for_the_deceased),
    Stop("merged", "The record was not merged into another", "ADT A40", stop_for_a_merged_record),
    Stop("inactive", "The record is in use", "FHIR Patient.active", stop_for_an_inactive_record),
    Stop(
        "left-journey",
        "The person is still in the journey",
        "journey",
        stop_for_someone_who_left_the_journey,
    ),
    Stop("no-address", "There is an e-mail address", "patient record", stop_without_an_address),
    Stop(
        "unsendable-address",
        "The address can be sent to",
        "RFC 5321 4.1.2",
        stop_for_an_unsendable_address,
        lambda facts: facts.address_problem,
    ),
    Stop(
        "suppressed",
        "The address is not suppressed",
        "suppression list",
        stop_for_a_suppressed_address,
        lambda facts: ",".join(facts.suppressed),
    ),
    Stop(
        "no-contact",
        "The person did not ask for no contact",
        "45 CFR 164.522(b); PD1-11",
        stop_when_no_contact_is_wished,
    ),
    Stop(
        "opted-out",
        "The person did not opt out of this topic",
        "consent ledger; RFC 8058",
        stop_after_opting_out,
        lambda facts: facts.topic,
    ),
    Stop(
        "not-opted-in",
        "The person agreed to this topic, where it asks for that",
        "consents.yaml",
        stop_without_having_opted_in,
        lambda facts: facts.topic,
    ),
    Stop(
        "no-authorization",
        "The written authorizations that this mail needs are in force",
        "45 CFR 164.508(a)(3), (b)(5); 42 CFR 2.31",
        stop_without_the_authorization_it_needs,
        lambda facts: ",".join(facts.scopes),
    ),
    Stop(
        "appointment-ended-it",
        "The appointment still stands as the journey needs it",
        "SIU S15, S17",
        stop_when_the_appointment_ended_it,
        lambda facts: facts.appointment_ends,
    ),
    Stop("expired", "It is not too late", "send: expires", stop_when_expired),
)
HOLDS: Final = (
    Hold("journey-paused", "The journey is not paused", "brakes", wait_while_the_journey_is_paused),
    Hold("too-early", "Its time has come", "send: at", wait_until_it_is_due),
    Hold("cap-reached", "This journey's cap has room", "send: cap", wait_for_the_cap),
    Hold(
        "contact-budget-spent",
        "The person's contact budget has room",
        "organization.yaml",
        wait_for_the_contact_budget,
    ),
)
WINDOW: Final = Hold(
    "outside-window", "The send window is open", "send_window", wait_for_the_window, _window_words
)
# Asked when nothing else holds the mail back: one that leaves on another day is no second one of today.
COLLAPSED: Final = Stop(
    "collapsed",
    "No other mail of this kind goes to this person today",
    "send: collapse",
    stop_for_another_of_its_kind_today,
)
ORDER: Final = (*STOPS, *HOLDS, WINDOW, COLLAPSED)
RULES: Final = 3  # rises when a rule is added, dropped or means something else: kept decisions name it
