"""Random journeys of every kind of step, random people and random traces, from a seed.

Deadlines fall on whole hours (those of appointments on a quarter past, wall clocks on a quarter to), events
between them: a server that is some seconds late keeps the order in which things happen.
"""

import random
from datetime import UTC, datetime
from typing import Any

import msgspec

from engine.compiler.templates import Template
from engine.journey import events
from engine.journey.consents import Authorization, Consents, Topic
from engine.journey.organization import Organization, Sender
from engine.journey.plan import (
    LEAVE,
    Anchor,
    Await,
    Branch,
    Call,
    Cap,
    Case,
    Enroll,
    Exit,
    Form,
    FormPlan,
    MessagePlan,
    Node,
    Path,
    Plan,
    Question,
    Repeat,
    Send,
    Split,
    Task,
    Update,
    Wait,
    Window,
    version_of,
)
from engine.journey.scenarios import (
    COMPLAINED,
    CONSENT_GRANTED,
    CONSENT_REVOKED,
    JOURNEY_PAUSED,
    JOURNEY_RESUMED,
    TAKEN_OUT,
    Occurrence,
    Scenario,
)
from engine.simulation.stage import Stage

HOUR, DAY = 3600, 86_400
ORGANIZATION = Organization(
    id="random",
    name="Random Clinic",
    phone="+1 555 0100",
    address="1 Random Road",
    zone="America/New_York",
    language="en",
    languages=("en", "es"),
    sender=Sender("Random Clinic", "care@random.example.org"),
    domains=("random.example.org",),
    holiday_country="US",
    holiday_subdivision="NY",
    contact_budget=Cap(3, 4 * DAY),
)
CONSENTS = Consents(
    topics={"news": Topic("News", "out", "", 1), "offers": Topic("Offers", "in", "", 1)},
    authorizations={"programs": Authorization("Programs", 1, "", "", "", "", "", "")},
)
FIELDS = {
    "patient.age": "int",
    "patient.first_name": "string",
    "patient.language": "string",
    "patient.tags": "list(string)",
    "appointment.start": "timestamp",
    "appointment.end": "timestamp",
    "appointment.kind": "string",
    "answers.mood": "string",
    "answers.pain": "int",
}
SEGMENTS = {"older": "patient.age >= 65", "tagged": "'seen' in patient.tags"}
_HEARD = (
    events.CLICKED, events.VIEWED, events.REPLIED, events.CONFIRMED, events.BOUNCED, events.OPTED_OUT,
    events.APPOINTMENT_RESCHEDULED, events.APPOINTMENT_COMPLETED, events.APPOINTMENT_NO_SHOW,
    events.PATIENT_UPDATED, events.CARE_GAP_CLOSED,
)  # fmt: skip
_CONDITIONS = (
    "patient.age >= 65", "patient.first_name == 'Ana'", "'seen' in patient.tags", "confirmed()",
    "segment('older')", "segment('tagged') || confirmed()", "has_consent('news')", "has_consent('offers')",
    "authorized('programs')", "happened('patient.updated')", "answers.mood == 'good'", "answers.pain > 4",
    "appointment.kind == 'office-visit'", "days_since(appointment.start) > 2", "patient.language == 'es'",
    "appointment.start - now > duration('48h')", "true", "false",
)  # fmt: skip


def templates() -> list[Template]:
    """One message that is always written, and one that needs a first name."""
    return [
        Template("plain-en", "plain", "en", "Hello", "", "<p>Hello</p>", "Hello", "identifier", (), (), ()),
        Template("plain-es", "plain", "es", "Hola", "", "<p>Hola</p>", "Hola", "identifier", (), (), ()),
        Template(
            "named-en", "named", "en", "Hello {{ patient.first_name }}", "", "<p>x</p>", "x", "clinical",
            ("patient.first_name",), (), (),
        ),
    ]  # fmt: skip


MESSAGES = {
    "plain": MessagePlan("identifier", {"en": "plain-en", "es": "plain-es"}),
    "named": MessagePlan("clinical", {"en": "named-en"}, ("patient.first_name",)),
}
FORMS = {
    "how-are-you": FormPlan(
        {"en": "How are you?"},
        (Question("mood", {"en": "Mood?"}, "text"), Question("pain", {"en": "Pain?"}, "number")),
    )
}


class Writer:
    """Writes nodes from the last to the first, as the compiler does: every successor exists already."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.nodes: list[Node | None] = []
        self.sends: list[str] = []

    def block(self, after: int, depth: int) -> int:
        """A few steps that go on to `after`; the index of the first."""
        for _ in range(self.chance.randint(2, 5) if depth == 0 else self.chance.randint(1, 2)):
            after = self.step(after, depth)
        return after

    def step(self, after: int, depth: int) -> int:
        index = len(self.nodes)
        self.nodes.append(None)
        simple = ["send", "send", "wait", "await", "update", "call", "task", "form"]
        kind = self.chance.choice([*simple, "branch", "split", "repeat", "exit"] if depth < 2 else simple)
        self.nodes[index] = getattr(self, f"_{kind}")(f"{kind}-{index}", index, after, depth)
        return index

    def _maybe(self, after: int, depth: int) -> int:
        return self.block(after, depth + 1) if depth < 2 and self.chance.random() < 0.3 else after

    def _perhaps(self, after: int, depth: int) -> int | None:
        return self._maybe(after, depth) if self.chance.random() < 0.4 else None

    def _hours(self, most: int = 96) -> int:
        return self.chance.randint(1, most) * HOUR

    def _anchor(self, *, later: bool = False) -> Anchor:
        chance = self.chance
        if later or chance.random() < 0.3:
            return chance.choice([Anchor("now", days=chance.randint(1, 4)), Anchor("now", business=2)])
        return Anchor(
            chance.choice(["appointment.start", "appointment.end"]),
            days=chance.randint(-5, 2),
            clock=chance.choice(["", "10:45"]),
            zone=chance.choice(["patient", "clinic"]),
            if_past=chance.choice(["now", "skip", "continue", "exit"]),
        )

    def _send(self, name: str, index: int, after: int, depth: int) -> Node:
        chance = self.chance
        self.sends.append(name)
        purpose = chance.choice(["treatment"] * 4 + ["operations", "marketing"])
        days = tuple(sorted(chance.sample(range(1, 8), 5)))
        return Send(
            id=name,
            next=after,
            message=chance.choice(["plain", "plain", "named"]),
            purpose=purpose,
            topic=chance.choice(["news", "offers", "programs"] if purpose == "marketing" else ["", "news"]),
            at=self._anchor() if chance.random() < 0.3 else None,
            expires=Anchor("appointment.start") if chance.random() < 0.2 else None,
            window=Window(days, "09:00", "18:00", "patient", True) if chance.random() < 0.3 else None,
            cap=Cap(1, 2 * DAY) if chance.random() < 0.2 else None,
            protect=chance.choice(["auto", "auto", "portal"]),
            on_skipped=self._perhaps(after, depth),
            on_failed=self._perhaps(after, depth),
        )

    def _wait(self, name: str, index: int, after: int, depth: int) -> Node:
        how = self.chance.choice(["seconds", "until", "window"])
        return Wait(
            id=name,
            next=after,
            seconds=self._hours() if how == "seconds" else None,
            until=self._anchor() if how == "until" else None,
            window=Window((1, 2, 3, 4, 5), "09:00", "17:00") if how == "window" else None,
        )

    def _await(self, name: str, index: int, after: int, depth: int) -> Node:
        timed = self.chance.random() < 0.6
        heard = self.chance.sample(_HEARD, self.chance.randint(1, 3))
        return Await(
            id=name,
            next=after,
            on={event: self._maybe(after, depth) for event in heard},
            on_timeout=self._maybe(after, depth),
            timeout_seconds=self._hours() if timed else None,
            timeout_at=None if timed else self._anchor(),
            ranked=tuple(heard) if self.chance.random() < 0.2 else (),
        )

    def _branch(self, name: str, index: int, after: int, depth: int) -> Node:
        asked = [self._condition() for _ in range(2)]
        cases = tuple(
            Case(f"case-{number}", text, self._maybe(after, depth)) for number, text in enumerate(asked)
        )
        return Branch(name, after, cases, otherwise=after, unknown=self._maybe(after, depth))

    def _condition(self) -> str:
        if self.sends and self.chance.random() < 0.4:
            return (
                f"{self.chance.choice(['engaged', 'clicked', 'viewed'])}('{self.chance.choice(self.sends)}')"
            )
        return self.chance.choice(_CONDITIONS)

    def _split(self, name: str, index: int, after: int, depth: int) -> Node:
        paths = tuple(Path(path, 50, self._maybe(after, depth)) for path in ("a", "b"))
        return Split(id=name, next=after, paths=paths, seed="s")

    def _update(self, name: str, index: int, after: int, depth: int) -> Node:
        tag, language = self.chance.choice([("seen", ""), ("", "es"), ("other", "en")])
        set_ = {"patient.language": language} if language else {}
        return Update(id=name, next=after, set=set_, tag=(tag,) if tag else (), untag=("old",))

    def _repeat(self, name: str, index: int, after: int, depth: int) -> Node:
        return Repeat(
            id=name,
            next=after,
            body=self.block(index, depth + 1),
            every=self.chance.choice([6 * HOUR, DAY]),
            at_most=self.chance.randint(1, 3),
            until_event=self.chance.choice(["", *_HEARD]),
            until_when=self.chance.choice(["", "", self._condition()]),
        )

    def _task(self, name: str, index: int, after: int, depth: int) -> Node:
        waits = self.chance.random() < 0.7
        return Task(
            id=name,
            next=after,
            queue="desk",
            title="Call",
            due=self._anchor(later=True) if waits else None,
            on_done=self._maybe(after, depth) if waits else None,
            on_overdue=self._maybe(after, depth) if waits else None,
        )

    def _call(self, name: str, index: int, after: int, depth: int) -> Node:
        return Call(id=name, next=after, connector="registry", on_failed=self._perhaps(after, depth))

    def _form(self, name: str, index: int, after: int, depth: int) -> Node:
        expires = Anchor("appointment.start") if self.chance.random() < 0.2 else self._anchor(later=True)
        return Form(name, after, "how-are-you", expires, self._maybe(after, depth), self._maybe(after, depth))

    def _exit(self, name: str, index: int, after: int, depth: int) -> Node:
        return Exit(id=name)


def journey(seed: int) -> Stage:
    """A journey that people enter when an appointment is booked."""
    chance = random.Random(seed)
    writer = Writer(chance)
    start = writer.block(LEAVE, 0)
    plan = Plan(
        journey=f"random-{seed}",
        title="Random",
        purpose="treatment",
        start=start,
        nodes=tuple(node for node in writer.nodes if node is not None),
        enroll=Enroll(
            on=(events.APPOINTMENT_BOOKED,),
            when=chance.choice(["", "", "patient.age >= 18"]),
            once_per="appointment",
            again=chance.choice([-1, 0]),
        ),
        fields=FIELDS,
        segments=SEGMENTS,
        messages=MESSAGES,
        forms=FORMS,
        exits=tuple(sorted({*events.ENDS_ALL, events.APPOINTMENT_CANCELLED})),
        window=chance.choice([None, Window((1, 2, 3, 4, 5, 6), "08:00", "19:00")]),
    )
    return Stage(plan, version_of(plan), ORGANIZATION, CONSENTS, templates())


def person(stage: Stage, seed: int, begin: float) -> Scenario:
    """Somebody who books at `begin`, a whole hour, and to whom a dozen things happen in ten days."""
    chance = random.Random(seed)
    start = begin + chance.randint(1, 8) * DAY + chance.randint(0, 23) * HOUR + 900
    facts: dict[str, Any] = {"appointment.start": _moment(start), "appointment.end": _moment(start + HOUR)}
    facts |= {"patient.age": chance.choice([7, 40, 70])} if chance.random() < 0.8 else {}
    facts |= {"patient.first_name": chance.choice(["Ana", "Ben"])} if chance.random() < 0.7 else {}
    facts |= {"appointment.kind": "office-visit"} if chance.random() < 0.5 else {}
    facts |= (
        {"patient.zone": chance.choice(["Asia/Tokyo", "America/Denver"])} if chance.random() < 0.3 else {}
    )
    facts |= {"patient.language": chance.choice(["es", "fr"])} if chance.random() < 0.5 else {}
    facts |= {"patient.email": chance.choice(["", "not an address"])} if chance.random() < 0.1 else {}
    booked = Occurrence(events.APPOINTMENT_BOOKED, at=begin)
    trace = [one for _ in range(chance.randint(2, 6)) for one in _events(stage, chance, begin)]
    return Scenario(
        name=f"person-{seed}",
        zone="America/New_York",
        facts=facts,
        consents={"offers": True} if chance.random() < 0.5 else {},
        authorizations={"programs": True} if chance.random() < 0.4 else {},
        suppressed="complaint" if chance.random() < 0.1 else "",
        keys=("smime",) if chance.random() < 0.1 else (),
        fails={
            node.id: "refused"
            for node in stage.plan.nodes
            if isinstance(node, Send | Call) and chance.random() < 0.15
        },
        events=(booked, *_apart(trace)),
    )


def _apart(trace: list[Occurrence]) -> list[Occurrence]:
    """In order and never two at one moment: a server does not promise which of two it tells first."""
    ordered = sorted(trace, key=lambda one: one.at or 0.0)
    return [
        msgspec.structs.replace(one, at=(one.at or 0.0) + 20 * place) for place, one in enumerate(ordered)
    ]


def _events(stage: Stage, chance: random.Random, begin: float) -> list[Occurrence]:
    """One event; a pause ends two hours later."""
    one = _event(stage, chance, begin)
    if one.event == JOURNEY_PAUSED and one.at is not None:
        return [one, Occurrence(JOURNEY_RESUMED, at=one.at + 2 * HOUR)]
    return [one]


def _event(stage: Stage, chance: random.Random, begin: float) -> Occurrence:
    at = begin + chance.randint(0, 6 * 24) * HOUR + chance.choice([1320, 2220])
    steps = {
        events.TASK_DONE: [node.id for node in stage.plan.nodes if isinstance(node, Task)],
        events.FORM_SUBMITTED: [node.id for node in stage.plan.nodes if isinstance(node, Form)],
    }
    sends = [node.id for node in stage.plan.nodes if isinstance(node, Send)]
    usual = [events.CLICKED, events.VIEWED, events.REPLIED, events.CONFIRMED]
    rare = [events.BOUNCED, events.OPTED_OUT, COMPLAINED]
    choices = [name for name, those in steps.items() if those for _ in range(4)]
    choices += [*(usual * 3), *rare] if sends else []
    choices += [events.APPOINTMENT_RESCHEDULED] * 3
    choices += [events.APPOINTMENT_COMPLETED, events.APPOINTMENT_NO_SHOW, events.PATIENT_UPDATED]
    choices += [events.CARE_GAP_CLOSED, CONSENT_GRANTED, CONSENT_REVOKED, JOURNEY_PAUSED]
    choices += [events.AUTHORIZATION_REVOKED, events.APPOINTMENT_BOOKED]
    if chance.random() < 0.15:
        choices = [events.APPOINTMENT_CANCELLED, events.PATIENT_DECEASED, TAKEN_OUT]
    name = chance.choice(choices)
    moved = _moment(at - at % HOUR + chance.randint(0, 6) * DAY + 900)
    facts: dict[str, Any] = {
        events.APPOINTMENT_RESCHEDULED: {"appointment.start": moved},
        events.APPOINTMENT_BOOKED: {"appointment.start": moved},
        events.FORM_SUBMITTED: {"answers.mood": chance.choice(["good", "bad"]), "answers.pain": 6},
        events.PATIENT_UPDATED: {"patient.first_name": "Zoe"},
        events.CARE_GAP_CLOSED: {"care_gap.name": "screening"},
    }.get(name, {})
    return Occurrence(
        name,
        at=at,
        step=chance.choice(steps.get(name) or sends or [""]),
        topic=chance.choice(["news", "offers"]) if name in (CONSENT_GRANTED, CONSENT_REVOKED) else "",
        scope="programs" if name == events.AUTHORIZATION_REVOKED else "",
        facts=facts,
    )


def _moment(at: float) -> datetime:
    return datetime.fromtimestamp(at, UTC)
