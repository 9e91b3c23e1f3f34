"""From the interpreter's visits to lines of a timeline."""

from typing import Final

from engine.contracts.cursor import Visit
from engine.journey.plan import Branch, Exit, Node, Send
from engine.journey.scenarios import Occurrence
from engine.journey.ways import kind_of
from engine.policy.decide import Finding
from engine.simulation.story import Mail, Moment, MomentKind

_OF_SENDS: Final[dict[str, MomentKind]] = {
    "sent": "send", "uncertain": "send", "skipped": "skip", "failed": "fail",
}  # fmt: skip
_KINDS: Final[dict[str, MomentKind]] = {
    "wait": "wait", "await": "await", "branch": "branch", "split": "split", "repeat": "repeat",
    "update": "update", "task": "task", "call": "call", "form": "form",
}  # fmt: skip


def visit_moment(
    node: Node, visit: Visit, way: str, mail: Mail | None, why: tuple[Finding, ...]
) -> Moment | None:
    """One line a visit. Exit steps, and what was left in its midst, are told by the end of the journey."""
    word, _, rest = visit.outcome.partition(":")
    if isinstance(node, Exit):
        return None
    if isinstance(node, Send):
        kind = _OF_SENDS.get(word)
        if kind is None:
            return None
        reason = "" if word == "sent" else rest
        return Moment(visit.ended, kind, visit.step, visit.visit, word, reason, mail=mail, why=why)
    if not way and word not in ("skipped", "failed"):
        return None
    named = visit.outcome if way == "round" or isinstance(node, Branch) else way
    return Moment(visit.ended, _KINDS[kind_of(node)], visit.step, visit.visit, named, rest, why=why)


def event_moment(one: Occurrence, now: float) -> Moment:
    facts = {name: str(value) for name, value in one.facts.items()}
    return Moment(now, "event", one.event, way=one.step, facts=facts)


def ending_moment(outcome: str, now: float) -> Moment:
    """The end of a passage, by the words of the author: an exit step's id, an event, or "completed"."""
    word, _, rest = outcome.partition(":")
    if word == "set-aside":
        return Moment(now, "set-aside", rest)
    return Moment(now, "exit", rest if word == "exit" else outcome)
