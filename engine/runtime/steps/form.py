"""form: open a form to the person and wait until it is sent in or has expired."""

from engine.contracts.activities import Opened
from engine.journey.events import FORM_SUBMITTED
from engine.journey.plan import Form
from engine.runtime.steps.step import Step, missing
from engine.runtime.stimulus import Answer, EventArrived
from engine.runtime.walk import Walk


class FormStep(Step[Form]):
    phases = frozenset({"offering", "awaiting"})

    def enter(self, walk: Walk, node: Form) -> None:
        walk.ask("offering")

    def wake(self, walk: Walk, node: Form) -> None:
        walk.go("timeout", node.on_timeout)

    def hear(self, walk: Walk, node: Form, event: EventArrived) -> None:
        if event.type == FORM_SUBMITTED and event.step == node.id:
            walk.go("submitted", node.on_submitted)

    def answered(self, walk: Walk, node: Form, answer: Answer) -> None:
        if not isinstance(answer, Opened):
            walk.set_aside("unexpected-answer")
        elif not answer.ok:
            walk.go(f"failed:{answer.reason}", node.on_timeout)
        elif answer.due is None:
            walk.go(missing(node.expires), node.on_timeout)
        else:
            walk.rest(answer.due, "awaiting")

    def late(self, walk: Walk, node: Form, answer: Answer) -> str:
        return "opened" if isinstance(answer, Opened) and answer.ok else walk.cursor.outcome
