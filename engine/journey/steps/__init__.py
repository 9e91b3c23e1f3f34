"""One file per kind of step; the same file name in every layer that knows the kind."""

from typing import Final

from engine.journey.part import Step
from engine.journey.steps.await_ import Await
from engine.journey.steps.branch import Branch
from engine.journey.steps.exit import Exit
from engine.journey.steps.repeat import Repeat
from engine.journey.steps.send import Send
from engine.journey.steps.split import Split
from engine.journey.steps.update import Update
from engine.journey.steps.wait import Wait

KINDS: Final[dict[str, type[Step]]] = {
    kind.kind: kind for kind in (Send, Wait, Await, Branch, Split, Repeat, Update, Exit)
}
LATER_KINDS: Final = frozenset({"task", "call", "form"})  # of the language, not yet of this version

__all__ = [
    "KINDS", "LATER_KINDS", "Await", "Branch", "Exit", "Repeat", "Send", "Split", "Step", "Update", "Wait",
]  # fmt: skip
