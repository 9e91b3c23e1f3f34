"""The events of a scenario: when, what, and about which step."""

from typing import Final
from zoneinfo import ZoneInfo

from engine.compiler.scenarios.facts import Reading
from engine.compiler.scenarios.names import Names
from engine.compiler.suggest import did_you_mean
from engine.compiler.tree import shorten
from engine.journey import codes
from engine.journey.duration import Duration
from engine.journey.events import (
    ENGAGEMENT_EVENTS,
    FORM_SUBMITTED,
    OPTED_OUT,
    PERMISSION_EVENTS,
    TASK_DONE,
)
from engine.journey.scenarios import COMPLAINED, OF_A_TOPIC, SCENARIO_EVENTS, EventDocument, Occurrence
from engine.journey.ways import kind_of

_STEP_OF: Final = {
    TASK_DONE: "task",
    FORM_SUBMITTED: "form",
    **dict.fromkeys(ENGAGEMENT_EVENTS | {COMPLAINED}, "send"),
}


class Events:
    def __init__(self, names: Names, reading: Reading, zone: ZoneInfo) -> None:
        self.names, self.reading, self.zone = names, reading, zone
        self.problems = names.problems

    def read(self, document: EventDocument) -> Occurrence:
        place = document.place("event")
        if document.event not in SCENARIO_EVENTS:
            hint = did_you_mean(document.event, SCENARIO_EVENTS)
            self.problems.report(codes.UNKNOWN_EVENT, place, name=shorten(document.event), hint=hint)
        if document.whole and ("at" in document.keys) == ("after" in document.keys):
            self.problems.report(codes.SAY_ONE_THING, place, of=document.words, choices="at, after")
        if document.after is not None:
            self.names.step(document.after, document.place("after"))
        return Occurrence(
            event=document.event,
            at=self.reading.optional(document.at, document.place("at"), self.zone)[0],
            after=document.after or "",
            by=document.by or Duration(),
            visit=document.visit,
            step=self._step_of(document),
            topic=self._topic(document),
            scope=self._scope(document),
            facts=self.reading.facts(document, self.zone),
            span=place,
        )

    def _step_of(self, document: EventDocument) -> str:
        wanted = _STEP_OF.get(document.event)
        if wanted is None or (document.event == OPTED_OUT and document.topic):
            return document.step or ""
        name = document.step or document.after
        place = document.place("step" if document.step else "event")
        node = self.names.nodes.get(name or "")
        if name is None or (document.step is None and node is not None and kind_of(node) != wanted):
            self.problems.report(codes.MISSING_KEY, place, of=document.words, key="step")
        elif document.step is not None:
            self.names.step(name, place, wanted)
        return name or ""

    def _topic(self, document: EventDocument) -> str:
        if document.topic is not None:
            self.names.topic(document.topic, document.place("topic"))
        elif document.event in OF_A_TOPIC and document.event != OPTED_OUT:
            self._missing(document, "topic")
        return document.topic or ""

    def _scope(self, document: EventDocument) -> str:
        if document.scope is not None:
            self.names.scope(document.scope, document.place("scope"))
        elif document.event in PERMISSION_EVENTS:
            self._missing(document, "scope")
        return document.scope or ""

    def _missing(self, document: EventDocument, key: str) -> None:
        self.problems.report(codes.MISSING_KEY, document.place("event"), of=document.words, key=key)
