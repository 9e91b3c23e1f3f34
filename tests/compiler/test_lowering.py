"""The plan says what the document says."""

from engine.journey import plan
from engine.journey.events import ENDS_ALL
from tests.compiler.sources import JOURNEY, MESSAGE, column, compiled, with_steps


def plan_of(steps: str) -> plan.Plan:
    found = compiled(with_steps(steps))
    assert found.plan is not None, found.diagnostics
    return found.plan


def by_id(made: plan.Plan) -> dict[str, tuple[int, plan.Node]]:
    return {node.id: (number, node) for number, node in enumerate(made.nodes)}


SEND = "  - {send: hello, message: hello}\n"


def test_steps_follow_each_other_and_the_last_leaves() -> None:
    made = plan_of(SEND + "  - {wait: a-day, for: 1d}\n  - {wait: an-hour, for: 1h}\n")
    assert made.start == 0
    assert [node.next for node in made.nodes if not isinstance(node, plan.Exit)] == [1, 2, plan.LEAVE]
    assert [node.seconds for node in made.nodes if isinstance(node, plan.Wait)] == [86_400, 3_600]


def test_after_a_block_the_journey_goes_on_behind_it() -> None:
    nodes = by_id(
        plan_of(
            SEND + "  - branch: b\n    cases:\n"
            "      - {name: one, when: confirmed(), steps: [{wait: w1, for: 1d}, {wait: w2, for: 1d}]}\n"
            '      - {name: two, when: clicked("hello"), steps: []}\n'
            "    otherwise: [{exit: out}]\n"
            "  - {wait: end, for: 1d}\n"
        )
    )
    branch, end = nodes["b"][1], nodes["end"][0]
    assert isinstance(branch, plan.Branch)
    assert [case.then for case in branch.cases] == [nodes["w1"][0], end]
    assert (branch.otherwise, branch.unknown, branch.next) == (nodes["out"][0], nodes["out"][0], end)
    assert nodes["w1"][1].next == nodes["w2"][0]  # type: ignore[union-attr]
    assert nodes["w2"][1].next == end  # type: ignore[union-attr]


def test_a_branch_without_otherwise_goes_on_and_unknown_has_its_own_way() -> None:
    nodes = by_id(
        plan_of(
            "  - branch: b\n    cases:\n      - {name: one, when: patient.age > 3, steps: [{exit: out}]}\n"
            "    unknown: [{wait: ask, for: 1d}]\n" + SEND
        )
    )
    branch = nodes["b"][1]
    assert isinstance(branch, plan.Branch)
    assert branch.otherwise == nodes["hello"][0]
    assert branch.unknown == nodes["ask"][0]


def test_an_await_names_a_successor_for_every_event_and_for_the_clock() -> None:
    nodes = by_id(
        plan_of(
            SEND + "  - await: a\n    for: [clicked, appointment.completed]\n"
            "    timeout: {after: appointment.end, by: 3d}\n"
            "    on: {clicked: [{exit: done}]}\n    on_timeout: [{exit: late}]\n  - {wait: end, for: 1d}\n"
        )
    )
    found = nodes["a"][1]
    assert isinstance(found, plan.Await)
    assert found.on == {"clicked": nodes["done"][0], "appointment.completed": nodes["end"][0]}
    assert found.on_timeout == nodes["late"][0]
    assert found.timeout_at == plan.Anchor("appointment.end", days=3)
    assert found.timeout_seconds is None


def test_the_body_of_a_repeat_comes_back_to_it() -> None:
    nodes = by_id(
        plan_of(
            "  - repeat: r\n    every: 1d\n    at_most: 3\n    until: {when: confirmed()}\n"
            "    steps: [{send: hello, message: hello}, {wait: w, for: 1h}]\n  - {wait: end, for: 1d}\n"
        )
    )
    number, found = nodes["r"]
    assert isinstance(found, plan.Repeat)
    assert (found.body, found.next) == (nodes["hello"][0], nodes["end"][0])
    assert (found.every, found.at_most) == (86_400, 3)
    assert (found.until_when, found.until_event) == ("confirmed()", "")
    assert nodes["w"][1].next == number  # type: ignore[union-attr]


def test_a_split_keeps_weights_names_and_hold_outs() -> None:
    made = plan_of(
        "  - split: s\n    seed: x\n    paths:\n      a: {weight: 30, steps: [{exit: out}]}\n"
        "      b: {weight: 70, holdout: true}\n" + SEND
    )
    found = made.nodes[0]
    assert isinstance(found, plan.Split)
    assert found.paths == (plan.Path("a", 30, 1), plan.Path("b", 70, 2, holdout=True))
    assert found.seed == "x"


def test_anchors_before_a_field_are_negative_and_keep_clock_and_zone() -> None:
    made = plan_of(
        "  - send: hello\n    message: hello\n    expires: appointment.start\n"
        '    at: {before: appointment.start, by: 7d, clock: "10:00", zone: clinic, if_past: skip}\n'
        "  - {wait: w, until: {before: appointment.start, by: 26h, if_past: continue}}\n"
    )
    send, wait = made.nodes
    assert isinstance(send, plan.Send)
    assert send.at == plan.Anchor("appointment.start", days=-7, clock="10:00", zone="clinic", if_past="skip")
    assert send.expires == plan.Anchor("appointment.start", if_past="skip")
    assert isinstance(wait, plan.Wait)
    assert wait.until == plan.Anchor("appointment.start", seconds=-26 * 3_600, if_past="continue")


def test_what_a_send_says_is_kept_and_the_rest_comes_from_the_journey() -> None:
    made = plan_of(
        "  - send: hello\n    message: hello\n    purpose: operations\n    topic: visits\n"
        "    protect: portal\n"
        "    cap: {count: 2, per: 7d}\n    track: []\n    reply_to: desk@clinic.example.org\n"
        "    on_skipped: [{exit: skipped}]\n    on_failed: []\n" + SEND.replace("hello,", "again,")
    )
    send, _, again = made.nodes
    assert isinstance(send, plan.Send)
    assert (send.purpose, send.topic, send.protect, send.track) == ("operations", "visits", "portal", ())
    assert send.cap == plan.Cap(2, 7 * 86_400)
    assert (send.reply_to, send.on_skipped, send.on_failed) == ("desk@clinic.example.org", 1, 2)
    assert isinstance(again, plan.Send)
    assert (again.purpose, again.topic, again.track, again.on_skipped) == ("treatment", "", ("clicks",), None)


def test_the_built_in_exits_are_always_there() -> None:
    made = compiled().plan
    assert made is not None
    assert set(made.exits) == {"appointment.cancelled", *ENDS_ALL}


def test_enrolling_by_audience() -> None:
    text = JOURNEY.replace(
        "enroll: {on: appointment.booked, once_per: appointment}",
        'enroll: {audience: over-65, every: 1d, at: "07:30", once_per: patient, again: after 365d}',
    )
    hello = column("<mj-text>Hi.</mj-text>")
    made = compiled(text, hello=hello).plan
    assert made is not None
    assert made.enroll == plan.Enroll(
        audience="over-65", schedule=plan.Schedule(86_400, "07:30"), once_per="patient", again=365 * 86_400
    )
    assert made.segments == {"over-65": "patient.age >= 65"}
    assert made.fields == {"patient.age": "int"}


def test_only_fields_that_are_used_are_in_the_plan_with_type_and_class() -> None:
    made = compiled().plan
    assert made is not None
    assert made.fields == {"appointment.start": "timestamp"}
    assert made.classes == {"appointment.start": "identifier"}
    assert made.messages["hello"].data_class == "identifier"
    assert made.messages["hello"].fields == ("appointment.start",)


def test_goal_and_window() -> None:
    extra = (
        "goal: {on: appointment.completed, within: 2d after appointment.start}\n"
        'send_window: {days: mon-fri, from: "08:00", to: "18:00", holidays: skip}\n'
    )
    made = compiled(JOURNEY + extra).plan
    assert made is not None
    assert made.goal == plan.Goal("appointment.completed", plan.Anchor("appointment.start", days=2))
    assert made.window == plan.Window((1, 2, 3, 4, 5), "08:00", "18:00", "patient", True)


def test_the_version_changes_with_the_words_of_a_message_and_not_with_a_comment() -> None:
    first = compiled()
    changed = compiled(JOURNEY, hello=MESSAGE.replace("See you", "See you soon"))
    commented = compiled("# a comment\n" + JOURNEY)
    assert changed.version != first.version
    assert commented.version == first.version
