"""send: plan the moment, check consent, render, deliver. A refusal is a result, not an error."""

from typing import Final

from engine.contracts.activities import Decision, Delivery, Planned, Rendering
from engine.journey.events import MOVES_TIME
from engine.journey.plan import Send
from engine.runtime.steps.step import Step, missing, settle
from engine.runtime.stimulus import Answer, EventArrived
from engine.runtime.walk import Walk

DEFER_AT_LEAST: Final = 60.0  # journey seconds; a deferral into the past must not become a busy loop


class SendStep(Step[Send]):
    phases = frozenset({"planning", "waiting", "checking", "rendering", "delivering"})

    def enter(self, walk: Walk, node: Send) -> None:
        if walk.cursor.node in walk.cursor.got:
            walk.go("skipped:got-before", node.next)
            return
        walk.cursor.seen.clear()  # an await behind this counts what happens from here on
        walk.cursor.began.pop(walk.cursor.node, None)
        if node.at is None:
            self._check(walk)
        else:
            walk.ask("planning", "at")

    def wake(self, walk: Walk, node: Send) -> None:
        self._check(walk)

    def hear(self, walk: Walk, node: Send, event: EventArrived) -> None:
        """A moved appointment moves the send, and what was rendered about it is wrong by now."""
        if event.type not in MOVES_TIME or walk.cursor.phase == "delivering":
            return  # the last gate looks at the appointment itself
        if node.at is not None:
            walk.ask("planning", "at")
        elif walk.cursor.phase == "rendering":
            walk.ask("rendering")

    def answered(self, walk: Walk, node: Send, answer: Answer) -> None:
        match walk.cursor.phase, answer:
            case "planning", Planned():
                self._planned(walk, node, answer)
            case "checking", Decision():
                self._checked(walk, node, answer)
            case "rendering", Rendering(ok=True):
                walk.ask("delivering")
            case "rendering", Rendering():
                self._failed(walk, node, f"failed:{answer.reason}")
            case "delivering", Delivery():
                self._delivered(walk, node, answer)
            case _:
                walk.set_aside("unexpected-answer")

    def ask_again(self, walk: Walk, node: Send, *, lost: bool) -> None:
        """What was asked of consent or rendered is old by now; a lost delivery is known to the ledger."""
        if walk.cursor.phase == "planning":
            walk.ask("planning", "at")
        elif walk.cursor.phase == "delivering" and lost:
            walk.ask("delivering")
        else:
            self._check(walk)

    def late(self, walk: Walk, node: Send, answer: Answer) -> str:
        return _told(answer) if isinstance(answer, Delivery) else walk.cursor.outcome

    def _planned(self, walk: Walk, node: Send, planned: Planned) -> None:
        began = walk.cursor.began.get(walk.cursor.node)
        if planned.missing:
            self._skipped(walk, node, missing(node.at))
        elif not settle(walk, planned):
            return
        elif planned.past and began is not None:
            self._check(walk)  # it was due before and put off; moving the visit does not unsend it
        elif planned.past:
            self._past(walk, node)
        else:
            walk.cursor.began.pop(walk.cursor.node, None)
            walk.rest(planned.due or 0.0)

    def _past(self, walk: Walk, node: Send) -> None:
        match node.at.if_past if node.at else "now":
            case "now":
                self._check(walk)
            case "skip":
                self._skipped(walk, node, "skipped:past")
            case "continue":
                walk.go("skipped:past", node.next)
            case "exit":
                walk.leave("left:past")

    def _check(self, walk: Walk) -> None:
        walk.cursor.began.setdefault(walk.cursor.node, walk.now)
        walk.ask("checking")

    def _checked(self, walk: Walk, node: Send, decision: Decision) -> None:
        match decision.verdict:
            case "allow":
                walk.ask("rendering")
            case "defer":
                _put_off(walk, decision.until)
            case "block":
                self._skipped(walk, node, f"skipped:{decision.reason}")

    def _delivered(self, walk: Walk, node: Send, delivery: Delivery) -> None:
        match delivery.outcome:
            case "sent" | "uncertain":
                walk.go(_told(delivery), node.next)
            case "blocked":
                self._skipped(walk, node, _told(delivery))
            case "deferred":
                _put_off(walk, delivery.until)
            case "failed":
                self._failed(walk, node, _told(delivery))

    def _skipped(self, walk: Walk, node: Send, outcome: str) -> None:
        walk.go(outcome, node.next if node.on_skipped is None else node.on_skipped)

    def _failed(self, walk: Walk, node: Send, outcome: str) -> None:
        walk.go(outcome, node.next if node.on_failed is None else node.on_failed)


def _put_off(walk: Walk, until: float | None) -> None:
    walk.rest(max(until or 0.0, walk.now + DEFER_AT_LEAST))


def _told(delivery: Delivery) -> str:
    word = {"blocked": "skipped", "deferred": "skipped"}.get(delivery.outcome, delivery.outcome)
    return f"{word}:{delivery.detail or delivery.outcome}"
