"""One file per kind of step; the same file name in every layer that knows the kind."""

from typing import Final

from engine.journey.part import Step
from engine.journey.steps.await_ import Await
from engine.journey.steps.branch import Branch
from engine.journey.steps.call import Call
from engine.journey.steps.exit import Exit
from engine.journey.steps.form import Form
from engine.journey.steps.repeat import Repeat
from engine.journey.steps.send import Send
from engine.journey.steps.split import Split
from engine.journey.steps.task import Task
from engine.journey.steps.update import Update
from engine.journey.steps.wait import Wait

KINDS: Final[dict[str, type[Step]]] = {
    kind.kind: kind for kind in (Send, Wait, Await, Branch, Split, Repeat, Update, Task, Call, Form, Exit)
}

__all__ = [
    "KINDS", "Await", "Branch", "Call", "Exit", "Form", "Repeat", "Send", "Split", "Step", "Task", "Update",
    "Wait",
]  # fmt: skip
