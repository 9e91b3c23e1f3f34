"""From a plan and a standing to the facts: what ends a journey, what a send is worth, what counts."""

from datetime import UTC, datetime
from uuid import UUID

import msgspec
import pytest

from engine.journey.consents import Consents, Topic
from engine.journey.organization import Organization, Sender
from engine.journey.plan import Anchor, Await, Branch, Cap, Case, Enroll, Exit, Plan, Send, Window
from engine.policy.decide import Allow, Block, Defer, decide
from engine.policy.gate import USEFUL_SECONDS, Standing, facts_for, gate_of

NOW = datetime(2026, 3, 1, 15, tzinfo=UTC).timestamp()  # ten in New York
START = datetime(2026, 3, 10, 14, tzinfo=UTC)
WHO = Standing(enrollment=UUID(int=1), patient=UUID(int=2), appointment_status="booked", starts_at=START)
HOUSE = Organization(
    id="o", name="O", phone="", address="", zone="America/New_York", language="en", languages=("en",),
    sender=Sender("O", "o@example.org"), domains=(),
)  # fmt: skip
NO_TOPICS = Consents()
SEND = Send(id="s", next=1, message="m", purpose="treatment")


def plan(
    send: Send = SEND, *others: Await | Branch, on: str = "appointment.booked", exits: tuple[str, ...] = ()
) -> Plan:
    nodes = (send, Exit(id="done"), *others)
    return Plan(
        journey="j",
        title="J",
        purpose=send.purpose,
        start=0,
        nodes=nodes,
        enroll=Enroll(on=(on,)),
        exits=exits,
    )


def ask(
    made: Plan,
    standing: Standing = WHO,
    house: Organization = HOUSE,
    consents: Consents = NO_TOPICS,
    written: float = NOW,
) -> Allow | Defer | Block:
    send = made.nodes[0]
    assert isinstance(send, Send)
    return decide(facts_for(gate_of(made, send, house, consents), standing, NOW, written), NOW)


def but(**changes: object) -> Standing:
    return msgspec.structs.replace(WHO, **changes)


@pytest.mark.parametrize(
    ("status", "made", "expected"),
    [
        ("cancelled", plan(), Block("appointment-cancelled")),
        ("cancelled", plan(on="appointment.cancelled"), Allow()),
        (
            "cancelled",
            plan(
                SEND, Await(id="a", next=1, on={"appointment.cancelled": 1}, on_timeout=1, timeout_seconds=9)
            ),
            Allow(),
        ),
        ("entered-in-error", plan(on="appointment.deleted"), Block("appointment-deleted")),
        ("noshow", plan(), Allow()),
        ("noshow", plan(exits=("appointment.no_show",)), Block("appointment-no-show")),
        ("fulfilled", plan(exits=("appointment.completed",)), Block("appointment-completed")),
        ("booked", plan(exits=("appointment.completed",)), Allow()),
    ],
)
def test_the_state_of_the_appointment_ends_what_the_journey_says(
    status: str, made: Plan, expected: object
) -> None:
    assert ask(made, but(appointment_status=status)) == expected


def test_a_reminder_ends_at_the_appointment_even_where_nobody_said_so() -> None:
    made = plan(msgspec.structs.replace(SEND, at=Anchor("appointment.start", days=-7)))
    over = but(starts_at=datetime(2026, 3, 1, 14, 59, tzinfo=UTC))
    assert ask(made, over) == Block("expired")


def test_a_mail_nobody_limited_ends_a_week_after_it_was_written() -> None:
    assert ask(plan(), written=NOW - USEFUL_SECONDS) == Block("expired")
    assert ask(plan(), written=NOW - USEFUL_SECONDS + 1) == Allow()


def test_a_moved_appointment_makes_the_send_too_early_again() -> None:
    made = plan(msgspec.structs.replace(SEND, at=Anchor("appointment.start", days=-7, clock="10:00")))
    later = datetime(2026, 3, 3, 15, tzinfo=UTC).timestamp()
    assert ask(made) == Defer(later, "too-early")


def test_the_patients_zone_decides_the_window_and_the_clinics_where_it_is_unknown() -> None:
    made = plan(msgspec.structs.replace(SEND, window=Window(start="09:00", end="11:00")))
    assert ask(made) == Allow()
    assert ask(made, but(zone="America/Los_Angeles")) == Defer(NOW + 2 * 3600, "outside-window")


def test_a_cap_counts_its_own_purpose_and_the_budget_everything() -> None:
    spent = ((NOW - 3600, "marketing"),)
    capped = plan(msgspec.structs.replace(SEND, cap=Cap(1, 86_400)))
    assert ask(capped, but(spent=spent)) == Allow()
    house = msgspec.structs.replace(HOUSE, contact_budget=Cap(1, 86_400))
    assert ask(plan(), but(spent=spent), house) == Defer(NOW + 82_800, "contact-budget-spent")


def test_marketing_needs_the_scope_its_own_conditions_name() -> None:
    send = msgspec.structs.replace(SEND, purpose="marketing", topic="offers")
    branch = Branch(
        id="b", next=1, cases=(Case("a", "authorized('diabetes-products')", 0),), otherwise=1, unknown=1
    )
    assert ask(plan(send, branch), but(scopes=("other",))) == Block("no-authorization")
    assert ask(plan(send, branch), but(scopes=("diabetes-products",))) == Allow()
    assert ask(plan(send), but(scopes=("offers",))) == Allow()


def test_every_authorization_that_led_to_a_mail_must_still_hold_when_it_leaves() -> None:
    send = msgspec.structs.replace(SEND, requires=("programs", "records"))
    assert ask(plan(send), but(scopes=("programs",))) == Block("no-authorization")
    assert ask(plan(send), but(scopes=("programs", "records"))) == Allow()


def test_a_send_without_topic_is_stopped_by_the_journeys_name() -> None:
    assert gate_of(plan(), SEND, HOUSE, Consents()).topic == "j"


def test_a_topic_that_must_be_asked_for_is_not_assumed() -> None:
    send = msgspec.structs.replace(SEND, topic="news")
    consents = Consents(topics={"news": Topic("News", "in", "", 1)})
    assert ask(plan(send), consents=consents) == Block("not-opted-in")
