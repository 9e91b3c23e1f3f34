"""`task`: a person of the organisation does something; the journey waits for it or goes on."""

from typing import ClassVar

from engine.journey.part import Duration, Line, Prose, Slug, Step


class Task(Step, frozen=True, kw_only=True):
    """It is waited for when `on_done` or `on_overdue` is written; then `due` must be, too.

    `escalate`: the queue that sees it, too, once it is overdue.
    """

    kind: ClassVar[str] = "task"
    words: ClassVar[str] = "a task step"

    queue: Slug
    title: Line
    details: Prose | None = None
    due: Duration | None = None
    escalate: Slug | None = None
    on_done: tuple[Step, ...] | None = None
    on_overdue: tuple[Step, ...] | None = None
