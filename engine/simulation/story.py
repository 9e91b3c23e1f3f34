"""What a simulation tells: everything that happened, in order, and what was made of it. Values only."""

from typing import Any, Literal

import msgspec

from engine.contracts.cursor import Visit
from engine.policy.decide import Finding

MomentKind = Literal[
    "event", "enter", "refused", "send", "skip", "fail", "later", "wait", "await", "branch", "split",
    "repeat", "update", "task", "call", "form", "goal", "exit", "set-aside",
]  # fmt: skip


class Mail(msgspec.Struct, frozen=True, omit_defaults=True):
    """A mail as the reader would get it; the texts are made only where they are asked for."""

    language: str
    method: str
    subject: str = ""
    text: str = ""
    html: str = ""


class Moment(msgspec.Struct, frozen=True, omit_defaults=True):
    """One line of the timeline. `at` in Unix seconds; `way` or `reason` says what became of it.

    `why`, where asked for: every rule's answer about a mail, or every condition that a branch asked.
    """

    at: float
    kind: MomentKind
    id: str
    visit: int = 1
    way: str = ""
    reason: str = ""
    until: float | None = None  # of "later" and "wait": when it goes on
    mail: Mail | None = None
    why: tuple[Finding, ...] = ()
    facts: dict[str, Any] = {}  # news that an event brought


class Enrolled(msgspec.Struct, frozen=True):
    """One passage through the journey. `outcome` is empty while the person is inside.

    `standing`: the step where they are then, entered at `since`.
    """

    began: float
    visits: tuple[Visit, ...]
    outcome: str
    standing: str = ""
    since: float = 0.0


class Story(msgspec.Struct, frozen=True):
    """`impossible`: events of the scenario that could not happen, by their place in it, and why."""

    moments: tuple[Moment, ...]
    passages: tuple[Enrolled, ...]
    impossible: dict[int, str]
    ended: float
    reached: frozenset[tuple[str, str]] = frozenset()  # (step, way taken), and (step, "") once entered
    stopped: str = ""  # why it was broken off: too-many-steps, too-long, journey-paused
