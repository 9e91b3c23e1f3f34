"""Random plans, answers and stimuli for hypothesis, and short ways to write plans by hand."""

from typing import Any

from hypothesis import strategies as st

from engine.contracts.activities import (
    CHECK_CONSENT,
    DECIDE_BRANCHES,
    DELIVER_MESSAGES,
    OPEN_FORMS,
    OPEN_TASKS,
    PLAN_TIMES,
    Decision,
    Delivery,
    Opened,
    Planned,
    Rendering,
)
from engine.journey.events import ENDS_ALL, EVENTS
from engine.journey.plan import (
    LEAVE,
    Anchor,
    Await,
    Branch,
    Call,
    Case,
    Enroll,
    Exit,
    Form,
    Node,
    Path,
    Plan,
    Repeat,
    Send,
    Split,
    Task,
    Update,
    Wait,
    Window,
)
from engine.runtime.stimulus import (
    Answer,
    Broken,
    Effect,
    EffectFinished,
    EventArrived,
    Left,
    Paused,
    Resumed,
    Started,
    Stimulus,
    TimePassed,
)

BEGIN = 1_770_000_000.0
DAY = 86400


def plan_of(*nodes: Node, **more: Any) -> Plan:
    return Plan(
        journey="test",
        title="Test",
        purpose="treatment",
        start=0,
        nodes=nodes,
        enroll=Enroll(),
        **{"exits": tuple(sorted(ENDS_ALL)), **more},
    )


events = st.sampled_from(sorted(EVENTS))
anchors = st.builds(
    Anchor,
    field=st.just("appointment.start"),
    days=st.integers(-7, 7),
    if_past=st.sampled_from(["now", "skip", "continue", "exit"]),
)
seconds = st.integers(0, 3 * DAY)


class _Writer:
    """Writes nodes from the last to the first, as the compiler does: every successor exists already."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.nodes: list[Node | None] = []

    def block(self, after: int, depth: int) -> int:
        """A few steps that go on to `after`; the index of the first."""
        for _ in range(self.draw(st.integers(1, 4 if depth == 0 else 2))):
            after = self.step(after, depth)
        return after

    def step(self, after: int, depth: int) -> int:
        index = len(self.nodes)
        self.nodes.append(None)
        kinds = [
            "send",
            "send",
            "wait",
            "await",
            "branch",
            "split",
            "update",
            "repeat",
            "task",
            "call",
            "form",
            "exit",
        ]
        kind = self.draw(st.sampled_from(kinds if depth < 2 else kinds[:3]))
        self.nodes[index] = getattr(self, f"_{kind}")(f"step-{index}", index, after, depth)
        return index

    def _maybe(self, after: int, depth: int) -> int:
        return self.block(after, depth + 1) if depth < 2 and self.draw(st.booleans()) else after

    def _send(self, name: str, index: int, after: int, depth: int) -> Node:
        return Send(
            id=name,
            next=after,
            message="m",
            purpose="treatment",
            at=self.draw(st.none() | anchors),
            on_skipped=self._maybe(after, depth) if self.draw(st.booleans()) else None,
            on_failed=self._maybe(after, depth) if self.draw(st.booleans()) else None,
        )

    def _wait(self, name: str, index: int, after: int, depth: int) -> Node:
        how = self.draw(st.sampled_from(["seconds", "until", "window"]))
        return Wait(
            id=name,
            next=after,
            seconds=self.draw(seconds) if how == "seconds" else None,
            until=self.draw(anchors) if how == "until" else None,
            window=Window() if how == "window" else None,
        )

    def _await(self, name: str, index: int, after: int, depth: int) -> Node:
        timed = self.draw(st.booleans())
        heard = self.draw(st.lists(events, min_size=1, max_size=3, unique=True))
        return Await(
            id=name,
            next=after,
            on={event: self._maybe(after, depth) for event in heard},
            on_timeout=self._maybe(after, depth),
            timeout_seconds=self.draw(seconds) if timed else None,
            timeout_at=None if timed else self.draw(anchors),
            ranked=tuple(heard) if self.draw(st.booleans()) else (),
        )

    def _branch(self, name: str, index: int, after: int, depth: int) -> Node:
        cases = tuple(Case(f"case-{n}", "true", self._maybe(after, depth)) for n in range(2))
        return Branch(id=name, next=after, cases=cases, otherwise=after, unknown=self._maybe(after, depth))

    def _split(self, name: str, index: int, after: int, depth: int) -> Node:
        paths = tuple(Path(path, 50, self._maybe(after, depth)) for path in ("a", "b"))
        return Split(id=name, next=after, paths=paths)

    def _update(self, name: str, index: int, after: int, depth: int) -> Node:
        return Update(id=name, next=after, tag=("t",))

    def _task(self, name: str, index: int, after: int, depth: int) -> Node:
        return Task(
            id=name,
            next=after,
            queue="front-desk",
            title="Call",
            due=Anchor("now", seconds=self.draw(seconds)),
            on_done=self._maybe(after, depth) if self.draw(st.booleans()) else None,
            on_overdue=self._maybe(after, depth) if self.draw(st.booleans()) else None,
        )

    def _call(self, name: str, index: int, after: int, depth: int) -> Node:
        failed = self._maybe(after, depth) if self.draw(st.booleans()) else None
        return Call(id=name, next=after, connector="registry", on_failed=failed)

    def _form(self, name: str, index: int, after: int, depth: int) -> Node:
        return Form(
            id=name,
            next=after,
            form="how-are-you",
            expires=self.draw(anchors),
            on_submitted=self._maybe(after, depth),
            on_timeout=self._maybe(after, depth),
        )

    def _repeat(self, name: str, index: int, after: int, depth: int) -> Node:
        return Repeat(
            id=name,
            next=after,
            body=self.block(index, depth + 1),
            every=self.draw(st.sampled_from([60, DAY])),
            at_most=self.draw(st.integers(1, 4)),
            until_event=self.draw(st.just("") | events),
            until_when=self.draw(st.sampled_from(["", "true"])),
        )

    def _exit(self, name: str, index: int, after: int, depth: int) -> Node:
        return Exit(id=name)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Journeys with blocks in blocks and loops in loops."""
    writer = _Writer(draw)
    start = writer.block(LEAVE, 0)
    return Plan(
        journey="random",
        title="Random",
        purpose="treatment",
        start=start,
        nodes=tuple(node for node in writer.nodes if node is not None),
        enroll=Enroll(),
        exits=tuple(sorted(ENDS_ALL)),
    )


times = st.floats(BEGIN - 30 * DAY, BEGIN + 60 * DAY)
planned = st.builds(
    Planned, due=times, past=st.booleans(), missing=st.sampled_from([False, False, False, True])
) | st.just(Planned(None, missing=True))
decisions = st.builds(
    Decision,
    verdict=st.sampled_from(["allow", "allow", "defer", "block"]),
    reason=st.just("no-consent"),
    until=st.none() | times,
)
renderings = st.builds(Rendering, ok=st.booleans(), reason=st.just("template-too-large"))
deliveries = st.builds(
    Delivery,
    outcome=st.sampled_from(["sent", "sent", "blocked", "deferred", "failed", "uncertain"]),
    detail=st.just("tls"),
    until=st.none() | times,
)
openings = st.builds(
    Opened, ok=st.sampled_from([True, True, False]), due=st.none() | times, reason=st.just("no-form")
)
any_answer: st.SearchStrategy[Answer] = st.one_of(
    planned, decisions, renderings, deliveries, openings, st.integers(-3, 4), st.just(Broken("poisoned"))
)
any_stimulus: st.SearchStrategy[Stimulus] = st.one_of(
    st.just(Started()),
    st.just(TimePassed()),
    st.builds(
        EventArrived,
        type=events | st.just("unheard-of") | st.sampled_from(["task.done", "form.submitted"]),
        at=times,
        step=st.just("") | st.integers(0, 12).map(lambda number: f"step-{number}"),
    ),
    st.builds(EffectFinished, token=st.integers(0, 8), answer=any_answer),
    st.just(Paused()),
    st.just(Resumed()),
    st.just(Left("by-hand")),
)


def fitting_answer(draw: Any, plan: Plan, effect: Effect) -> Answer:
    """What the activity could say. Deferrals come to an end."""
    if effect.activity == PLAN_TIMES:
        return draw(planned)
    if effect.activity == DECIDE_BRANCHES:
        node = plan.nodes[effect.step]
        lowest, highest = (0, 1) if isinstance(node, Split) else (-2, 1)
        return draw(st.integers(lowest, highest))
    if effect.activity == CHECK_CONSENT:
        return draw(decisions)
    if effect.activity == DELIVER_MESSAGES:
        return draw(deliveries)
    if effect.activity in (OPEN_TASKS, OPEN_FORMS):
        return draw(openings.filter(lambda one: one.due is not None))
    return draw(renderings)


def willing_answer(effect: Effect, now: float) -> Answer:
    """Everything goes well."""
    answers: dict[str, Answer] = {
        PLAN_TIMES: Planned(now + DAY),
        DECIDE_BRANCHES: 0,
        CHECK_CONSENT: Decision("allow"),
        DELIVER_MESSAGES: Delivery("sent", "tls"),
        OPEN_TASKS: Opened(True, now + DAY),
        OPEN_FORMS: Opened(True, now + DAY),
    }
    return answers.get(effect.activity, Rendering(True))
