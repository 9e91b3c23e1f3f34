"""Where one enrollment stands. The interpreter's whole memory; also kept in PostgreSQL for the watcher."""

from typing import Literal

import msgspec

Phase = Literal[
    "ready",  # about to enter `node`
    "planning",  # plan_times was asked
    "waiting",  # until `due`
    "awaiting",  # an event or `due`
    "deciding",  # decide_branches was asked
    "checking",  # check_consent was asked
    "rendering",
    "delivering",
    "updating",
    "assigning",  # open_tasks was asked
    "calling",  # call_webhooks was asked
    "offering",  # open_forms was asked
    "left",  # over; `outcome` says how
]


class Cursor(msgspec.Struct, array_like=True, omit_defaults=False):
    """`token` rises with every effect asked for: an answer with another token is stale and ignored.

    A phase that waits for an answer with `asked` false owes its question: it was held meanwhile.
    `left` with `asked` true: over, but a delivery or update begun before still has to be told.
    """

    node: int
    phase: Phase = "ready"
    token: int = 0
    seq: int = 0  # rises with every change; the store keeps the highest
    due: float | None = None  # journey time, Unix seconds
    visits: dict[int, int] = {}  # node → how often it was entered
    rounds: dict[int, int] = {}  # repeat node → rounds begun; negative: its `until_event` came, stop next
    seen: dict[str, float] = {}  # event → when, since the last send (an await counts these)
    entered: float = 0.0  # journey time at which `node` was entered
    held: bool = False  # paused by a person: time and events are remembered, nothing is asked for
    outcome: str = ""  # exit id, "completed", "exit:<event>", "set-aside:<reason>", "left:<reason>"
    asked: bool = False  # the effect with `token` is out and not answered yet
    began: dict[int, float] = {}  # node → when a repeat's round began, when a send became due (journey time)
    got: list[int] = []  # sends not to be entered again: they were, in an older version of the journey
    former: dict[str, int] = {}  # step → how often it was entered, of steps that only older versions have


class Visit(msgspec.Struct, array_like=True, frozen=True):
    """One record per step entered (or tried again): what became of it."""

    step: str
    visit: int
    entered: float
    ended: float
    # send: sent:<method> uncertain:<reason> skipped:<reason> failed:<reason>; branch and split: the way's
    # name, "otherwise", "unknown"; await: event or "timeout"; wait: "passed"; repeat: "round-<n>" or why it
    # ended; update: "updated"; task: "opened" "done" "overdue"; call: "called"; form: "submitted" "timeout";
    # these three also failed:<reason>; where it was left in the midst of a step: the cursor's outcome
    outcome: str
