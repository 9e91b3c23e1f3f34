"""How each kind of step runs: one file a kind, `EXECUTORS` by the node's versioned kind."""

from typing import Any, Final

from engine.runtime.steps.await_ import AwaitStep
from engine.runtime.steps.branch import BranchStep
from engine.runtime.steps.call import CallStep
from engine.runtime.steps.exit import ExitStep
from engine.runtime.steps.form import FormStep
from engine.runtime.steps.repeat import RepeatStep
from engine.runtime.steps.send import SendStep
from engine.runtime.steps.split import SplitStep
from engine.runtime.steps.step import Step
from engine.runtime.steps.task import TaskStep
from engine.runtime.steps.update import UpdateStep
from engine.runtime.steps.wait import WaitStep

# A changed meaning is a new kind (`send@2`); the old executor stays while open runs use it.
EXECUTORS: Final[dict[str, Step[Any]]] = {
    "send@1": SendStep(),
    "wait@1": WaitStep(),
    "await@1": AwaitStep(),
    "branch@1": BranchStep(),
    "split@1": SplitStep(),
    "repeat@1": RepeatStep(),
    "update@1": UpdateStep(),
    "task@1": TaskStep(),
    "call@1": CallStep(),
    "form@1": FormStep(),
    "exit@1": ExitStep(),
}
