"""One case per rule, and their order."""

from typing import Any

import msgspec
import pytest

from engine.journey.plan import Window
from engine.policy.decide import Allow, Block, Decision, Defer, decide, explain
from engine.policy.facts import Allowance, SendFacts, Wish
from engine.policy.rules import ORDER, PAUSE_LOOK_AGAIN
from engine.policy.times import Zones

NOW = 1_772_366_400.0  # Sunday, 1 March 2026, 12:00 UTC
HOUR = 3600.0
DAY = 24 * HOUR
MORNING = Window(start="08:00", end="09:00")  # UTC here: over for today, opens in 20 hours
FINE = SendFacts(purpose="treatment", topic="visit-reminders", zones=Zones("UTC", "UTC"))
NO, YES = Wish(granted=False, at=NOW - DAY), Wish(granted=True, at=NOW - DAY)
LATER_YES = Wish(granted=True, at=NOW - HOUR)

CASES: list[tuple[str, dict[str, Any], Decision]] = [
    ("nothing stands against it", {}, Allow()),
    ("dead people get nothing", {"deceased": True}, Block("deceased")),
    ("a merged record gets nothing", {"merged": True}, Block("merged")),
    ("an inactive record gets nothing", {"active": False}, Block("inactive")),
    ("who left the journey gets nothing", {"left": True}, Block("left-journey")),
    ("without an address nothing", {"has_address": False}, Block("no-address")),
    ("a broken address", {"address_problem": "address-is-empty"}, Block("unsendable-address")),
    ("a suppressed address", {"suppressed": ("hard-bounce",)}, Block("suppressed")),
    ("a complaint does not stop care", {"suppressed": ("complaint",)}, Allow()),
    (
        "a complaint stops marketing",
        {"suppressed": ("complaint",), "purpose": "marketing"},
        Block("suppressed"),
    ),
    ("no contact is wished", {"no_contact": True}, Block("no-contact")),
    ("an opt-out of the topic", {"topic_wish": NO}, Block("opted-out")),
    ("an opt-out of all mail", {"mail_wish": NO}, Block("opted-out")),
    ("a later yes outweighs no to all", {"mail_wish": NO, "topic_wish": LATER_YES}, Allow()),
    (
        "an earlier yes does not",
        {"mail_wish": Wish(granted=False, at=NOW), "topic_wish": YES},
        Block("opted-out"),
    ),
    (
        "yes to all does not undo no to the topic",
        {"mail_wish": LATER_YES, "topic_wish": NO},
        Block("opted-out"),
    ),
    ("an opt-in topic unasked", {"opt": "in"}, Block("not-opted-in")),
    ("an opt-in topic agreed to", {"opt": "in", "topic_wish": YES}, Allow()),
    ("marketing without authorization", {"purpose": "marketing"}, Block("no-authorization")),
    (
        "marketing with another scope",
        {"purpose": "marketing", "scopes": ("a",), "accepted_scopes": ("b",)},
        Block("no-authorization"),
    ),
    (
        "marketing authorized",
        {"purpose": "marketing", "scopes": ("a",), "accepted_scopes": ("a", "b")},
        Allow(),
    ),
    ("the appointment is off", {"appointment_ends": "appointment-cancelled"}, Block("appointment-cancelled")),
    ("too late", {"expires": NOW}, Block("expired")),
    ("still of use", {"expires": NOW + 1}, Allow()),
    ("the journey is paused", {"journey_paused": True}, Defer(NOW + PAUSE_LOOK_AGAIN, "journey-paused")),
    ("too early", {"due": NOW + HOUR}, Defer(NOW + HOUR, "too-early")),
    ("its time has come", {"due": NOW}, Allow()),
    (
        "the cap is full",
        {"cap": Allowance(1, int(DAY), (NOW - HOUR,))},
        Defer(NOW + 23 * HOUR, "cap-reached"),
    ),
    ("the cap has room", {"cap": Allowance(2, int(DAY), (NOW - HOUR,))}, Allow()),
    (
        "the budget frees when the oldest that counts is over",
        {"budget": Allowance(2, int(DAY), (NOW - HOUR, NOW - 5 * HOUR, NOW - 2 * HOUR))},
        Defer(NOW + 22 * HOUR, "contact-budget-spent"),
    ),
    ("the window is closed", {"window": MORNING}, Defer(NOW + 20 * HOUR, "outside-window")),
    ("the window is open", {"window": Window(start="12:00", end="12:01")}, Allow()),
    (
        "the window opens after it is of use",
        {"window": MORNING, "expires": NOW + HOUR},
        Block("outside-window-until-expiry"),
    ),
    (
        "the budget frees after it is of use",
        {"budget": Allowance(1, int(DAY), (NOW,)), "expires": NOW + HOUR},
        Block("contact-budget-spent-until-expiry"),
    ),
    (
        "a budget that frees at night waits for the morning",
        {"budget": Allowance(1, int(15 * HOUR), (NOW,)), "window": MORNING},
        Defer(NOW + 20 * HOUR, "outside-window"),
    ),
    ("a cap of nothing never frees", {"cap": Allowance(0, 60)}, Block("cap-reached-for-ever")),
    ("another of its kind went today", {"collapsed": True}, Block("collapsed")),
    (
        "one that leaves on another day is no second one of today",
        {"collapsed": True, "window": MORNING},
        Defer(NOW + 20 * HOUR, "outside-window"),
    ),
    (
        "a window without a day never opens",
        {"window": Window(days=())},
        Block("outside-window-for-ever"),
    ),
]


@pytest.mark.parametrize(("facts", "decision"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_the_rule_decides(facts: dict[str, Any], decision: Decision) -> None:
    assert decide(msgspec.structs.replace(FINE, **facts), NOW) == decision


def test_every_rule_has_a_case_that_it_decides() -> None:
    decided = {d.reason for _, _, d in CASES if not isinstance(d, Allow)} | {"appointment-ended-it"}
    assert {rule.code for rule in ORDER} <= decided


def test_the_first_stop_is_the_reason_that_is_given() -> None:
    everything = msgspec.structs.replace(
        FINE, deceased=True, merged=True, active=False, has_address=False, no_contact=True, topic_wish=NO,
        purpose="marketing", appointment_ends="appointment-cancelled", expires=NOW - 1, journey_paused=True,
    )  # fmt: skip
    reasons = []
    undo = [
        {"deceased": False},
        {"merged": False},
        {"active": True},
        {"has_address": True},
        {"no_contact": False},
        {"topic_wish": None},
        {"purpose": "treatment"},
        {"appointment_ends": ""},
        {"expires": None},
        {"journey_paused": False},
    ]
    for change in undo:
        decision = decide(everything, NOW)
        assert not isinstance(decision, Allow)
        reasons.append(decision.reason)
        everything = msgspec.structs.replace(everything, **change)
    assert reasons == [
        "deceased", "merged", "inactive", "no-address", "no-contact", "opted-out", "no-authorization",
        "appointment-cancelled", "expired", "journey-paused",
    ]  # fmt: skip
    assert decide(everything, NOW) == Allow()


@pytest.mark.parametrize(("facts", "decision"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_the_explanation_agrees_with_the_decision(facts: dict[str, Any], decision: Decision) -> None:
    findings = explain(msgspec.structs.replace(FINE, **facts), NOW)
    assert [finding.code for finding in findings] == [rule.code for rule in ORDER]
    assert all(finding.passed for finding in findings) == isinstance(decision, Allow)
