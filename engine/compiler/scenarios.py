"""From scenarios.yaml to scenarios that can be played: read, names checked against the plan, times made.

What a scenario expects and does not get is no diagnostic: that is a result of `careloom test`.
"""

from collections.abc import Iterable, Mapping
from typing import Final
from zoneinfo import ZoneInfo

from engine.compiler.context import Context
from engine.compiler.load import load
from engine.compiler.read import read
from engine.compiler.scenario_facts import Reading
from engine.compiler.suggest import did_you_mean
from engine.compiler.tree import shorten
from engine.journey import codes
from engine.journey.diagnostics import Problems
from engine.journey.duration import Duration
from engine.journey.events import ENGAGEMENT_EVENTS, FORM_SUBMITTED, PERMISSION_EVENTS, TASK_DONE
from engine.journey.plan import Branch, Node, Plan, Split
from engine.journey.scenarios import (
    COMPLAINED,
    KINDS,
    OF_A_TOPIC,
    SCENARIO_EVENTS,
    EventDocument,
    Expectation,
    ExpectationDocument,
    ExpectedKind,
    Occurrence,
    Scenario,
    ScenarioDocument,
    ScenariosDocument,
)
from engine.journey.span import Span
from engine.journey.ways import OUTCOMES_OF_ALL, kind_of, ways_of

ALL_MAIL: Final = "all"  # how a scenario names the wish about all mail
SCENARIOS_FILE: Final = "scenarios.yaml"
_ABOUT_A_MAIL: Final = ENGAGEMENT_EVENTS | {COMPLAINED}
_STEP_OF: Final = {TASK_DONE: "task", FORM_SUBMITTED: "form", **dict.fromkeys(_ABOUT_A_MAIL, "send")}
_SENDS: Final = ("send", "skip", "fail")
# word → the kinds of expectation it says more about
_WORDS: Final[dict[str, tuple[str, ...]]] = {
    "way": ("await", "branch", "split", "repeat", "task", "form", "wait"),
    "reason": ("skip", "fail", "call", "update"),
    "language": ("send",),
    "method": ("send",),
    "subject": ("send",),
    "says": ("send",),
}


def read_scenarios(
    text: str, path: str, plan: Plan | None, context: Context, problems: Problems
) -> tuple[Scenario, ...]:
    """Those without a problem. Without a plan (the journey has errors) steps are not looked up."""
    node = load(text, path, problems)
    document = read(ScenariosDocument, node, problems) if node is not None else None
    if document is None:
        return ()
    return compile_scenarios(document.scenarios, plan, context, problems)


def compile_scenarios(
    documents: Iterable[ScenarioDocument], plan: Plan | None, context: Context, problems: Problems
) -> tuple[Scenario, ...]:
    made: list[Scenario] = []
    names: set[str] = set()
    for document in documents:
        found = Problems()
        scenario = _Compiling(plan, context, found).scenario(document)
        if document.name in names:
            place = document.place("name")
            found.report(codes.SCENARIO_NAME_TWICE, place, name=shorten(document.name))
        names.add(document.name)
        problems.extend(found.sorted())
        if plan is not None and not found.has_errors():
            made.append(scenario)
    return tuple(made)


class _Compiling:
    def __init__(self, plan: Plan | None, context: Context, problems: Problems) -> None:
        self.plan, self.context, self.problems = plan, context, problems
        fields = {name: field.type for name, field in context.dictionary.items()}
        self.reading = Reading(fields, plan, problems)
        self.nodes: Mapping[str, Node] = {node.id: node for node in plan.nodes} if plan else {}
        self.zone = ZoneInfo("UTC")

    def scenario(self, document: ScenarioDocument) -> Scenario:
        self.zone = self._zone(document)
        events = tuple(self._event(one) for one in document.events)
        scenario = Scenario(
            name=document.name,
            zone=self.zone.key,
            facts=self.reading.facts(document, self.zone),
            begin=self._moment(document.begin, document.place("begin"))[0],
            until=self._moment(document.until, document.place("until"))[0],
            consents=self._words(document, "consents", {**self._topics(), ALL_MAIL: ""}),
            authorizations=self._words(document, "authorizations", self._scopes()),
            suppressed=document.suppressed or "",
            keys=document.held_keys,
            mails=tuple(
                (self._moment(mail.at, mail.place("at"))[0] or 0.0, mail.purpose) for mail in document.mails
            ),
            split=self._split(document),
            fails=self._fails(document),
            events=events,
            expect=tuple(one for one in map(self._expectation, document.expect) if one is not None),
            never=tuple(
                (name, document.place(f"never.{index}"))
                for index, name in enumerate(document.never)
                if self._node(name, document.place(f"never.{index}"))
            ),
            span=document.place("name"),
        )
        unread = "events" in document.broken
        if document.lacks("begin") and not unread and all(one.at is None for one in document.events):
            self.problems.report(codes.MISSING_KEY, document.place("name"), of=document.words, key="begin")
        return scenario

    def _zone(self, document: ScenarioDocument) -> ZoneInfo:
        organization = self.context.organization
        clinic = ZoneInfo(organization.zone) if organization else ZoneInfo("UTC")
        named = document.zone or document.appointment.get("zone")
        if not isinstance(named, str):
            return clinic
        place = document.place("zone" if document.zone else "appointment.zone")
        return self.reading.zone(named, place) or clinic

    def _moment(self, text: str | None, place: Span) -> tuple[float | None, bool]:
        found = self.reading.moment(text, place, self.zone) if text is not None else None
        return found or (None, False)

    def _event(self, document: EventDocument) -> Occurrence:
        place = document.place("event")
        if document.event not in SCENARIO_EVENTS:
            hint = did_you_mean(document.event, SCENARIO_EVENTS)
            self.problems.report(codes.UNKNOWN_EVENT, place, name=shorten(document.event), hint=hint)
        if document.whole and ("at" in document.keys) == ("after" in document.keys):
            self.problems.report(codes.SAY_ONE_THING, place, of=document.words, choices="at, after")
        if document.after is not None:
            self._node(document.after, document.place("after"))
        return Occurrence(
            event=document.event,
            at=self._moment(document.at, document.place("at"))[0],
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
        if wanted is None or (document.event == "opted_out" and document.topic):
            return document.step or ""
        name = document.step or document.after
        place = document.place("step" if document.step else "event")
        node = self.nodes.get(name or "")
        if name is None or (document.step is None and node is not None and kind_of(node) != wanted):
            self.problems.report(codes.MISSING_KEY, place, of=document.words, key="step")
        elif document.step is not None:
            self._node(name, place, wanted)
        return name or ""

    def _topic(self, document: EventDocument) -> str:
        if document.event in OF_A_TOPIC and document.topic is None and document.event != "opted_out":
            self.problems.report(codes.MISSING_KEY, document.place("event"), of=document.words, key="topic")
        known = {*self._topics(), ALL_MAIL}
        if document.topic is not None and document.topic not in known:
            self._unknown(codes.UNKNOWN_TOPIC, document.topic, document.place("topic"), known)
        return document.topic or ""

    def _scope(self, document: EventDocument) -> str:
        if document.event in PERMISSION_EVENTS and document.scope is None:
            self.problems.report(codes.MISSING_KEY, document.place("event"), of=document.words, key="scope")
        if document.scope is not None and document.scope not in self._scopes():
            self._unknown(
                codes.UNKNOWN_AUTHORIZATION, document.scope, document.place("scope"), self._scopes()
            )
        return document.scope or ""

    def _topics(self) -> dict[str, str]:
        """A send without a topic is about the journey itself."""
        own = {self.plan.journey: ""} if self.plan else {}
        return {**dict.fromkeys(self.context.consents.topics, ""), **own}

    def _scopes(self) -> dict[str, str]:
        return dict.fromkeys(self.context.consents.authorizations, "")

    def _words(self, document: ScenarioDocument, field: str, known: Mapping[str, str]) -> dict[str, bool]:
        code = codes.UNKNOWN_TOPIC if field == "consents" else codes.UNKNOWN_AUTHORIZATION
        found: dict[str, bool] = {}
        for name, word in getattr(document, field).items():
            if name not in known:
                self._unknown(code, name, document.place(f"{field}.{name}"), known)
            found["" if name == ALL_MAIL and field == "consents" else name] = word == "granted"
        return found

    def _split(self, document: ScenarioDocument) -> dict[str, str]:
        for name, path in document.split.items():
            place = document.place(f"split.{name}")
            node = self._node(name, place, "split")
            if isinstance(node, Split) and path not in ways_of(node):
                known = ", ".join(ways_of(node))
                self.problems.report(codes.UNKNOWN_VALUE, place, value=shorten(path), known=known)
        return dict(document.split)

    def _fails(self, document: ScenarioDocument) -> dict[str, str]:
        for name in document.fails:
            place = document.place(f"fails.{name}")
            node = self._node(name, place)
            if node is not None and kind_of(node) not in ("send", "call", "update"):
                self._another_kind(name, node, "send, call or update", place)
        return dict(document.fails)

    def _expectation(self, document: ExpectationDocument) -> Expectation | None:
        written = [kind for kind in KINDS if getattr(document, _attribute(kind)) is not None]
        if len(written) != 1:
            if document.whole and not document.broken:
                choices = ", ".join(KINDS)
                self.problems.report(codes.SAY_ONE_THING, document.span, of=document.words, choices=choices)
            return None
        kind = written[0]
        name, place = str(getattr(document, _attribute(kind))), document.place(_attribute(kind))
        node = self._expected(kind, name, place)
        self._report_words(document, kind, node)
        at, exact = self._moment(document.at, document.place("at"))
        return Expectation(
            kind=kind,
            id=name,
            at=at,
            exact=exact,
            visit=document.visit,
            way=document.way,
            reason=document.reason,
            language=document.language,
            method=document.method,
            subject=document.subject,
            says=document.says,
            span=place,
        )

    def _expected(self, kind: ExpectedKind, name: str, place: Span) -> Node | None:
        """The step that is expected to do something; none for the end and the goal of the journey."""
        if self.plan is None:
            return None
        if kind == "goal":
            known = {self.plan.goal.on} if self.plan.goal else set()
        elif kind == "exit":
            exits = {node.id for node in self.plan.nodes if kind_of(node) == "exit"}
            known = exits | set(self.plan.exits) | OUTCOMES_OF_ALL
        else:
            return self._node(name, place, "send" if kind in _SENDS else kind)
        if name not in known and not name.startswith(("left:", "set-aside:")):
            hint = did_you_mean(name, known)
            words = ", ".join(sorted(known)) or "the goals of this journey: it has none"
            self.problems.report(codes.UNKNOWN_VALUE, place, value=shorten(name), known=words, hint=hint)
        return None

    def _report_words(self, document: ExpectationDocument, kind: str, node: Node | None) -> None:
        for word, kinds in _WORDS.items():
            if getattr(document, word) is not None and kind not in kinds:
                place = document.keys.get(word, document.span)
                of = f'{document.words} of "{kind}"'
                self.problems.report(codes.UNKNOWN_KEY, place, key=word, of=of)
        known = [*ways_of(node)] if node is not None else []
        known += ["unknown"] if isinstance(node, Branch) and "unknown" not in known else []
        if document.way is not None and known and document.way not in known:
            self.problems.report(
                codes.UNKNOWN_VALUE,
                document.place("way"),
                value=shorten(document.way),
                known=", ".join(known),
                hint=did_you_mean(document.way, known),
            )

    def _node(self, name: str, place: Span, wanted: str = "") -> Node | None:
        """The step of that name and kind; None, after a report, when there is none."""
        node = self.nodes.get(name)
        if node is None:
            if self.plan is not None:
                self._unknown(codes.UNKNOWN_STEP, name, place, self.nodes)
        elif wanted and kind_of(node) != wanted:
            self._another_kind(name, node, wanted, place)
            return None
        return node

    def _another_kind(self, name: str, node: Node, wanted: str, place: Span) -> None:
        self.problems.report(codes.STEP_OF_ANOTHER_KIND, place, name=name, kind=kind_of(node), wanted=wanted)

    def _unknown(self, code: codes.Code, name: str, place: Span, known: Iterable[str]) -> None:
        self.problems.report(code, place, name=shorten(name), hint=did_you_mean(name, known))


def _attribute(kind: str) -> str:
    return "await_" if kind == "await" else kind
