"""One file of scenarios: read, names checked against the plan, times made.

What a scenario expects and does not get is no diagnostic: that is a result of `careloom test`.
"""

from collections.abc import Iterable
from typing import Final
from zoneinfo import ZoneInfo

from engine.compiler.context import Context
from engine.compiler.load import load
from engine.compiler.read import read
from engine.compiler.scenarios.events import Events
from engine.compiler.scenarios.expectations import Expectations
from engine.compiler.scenarios.facts import Reading
from engine.compiler.scenarios.names import ALL_MAIL, Names
from engine.compiler.tree import shorten
from engine.journey import codes
from engine.journey.diagnostics import Problems
from engine.journey.plan import Plan, Split
from engine.journey.scenarios import Scenario, ScenarioDocument, ScenariosDocument
from engine.journey.ways import kind_of, ways_of

SCENARIOS_FILE: Final = "scenarios.yaml"
_CAN_FAIL: Final = ("send", "call", "update")


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
        self.context, self.problems = context, problems
        fields = {name: field.type for name, field in context.dictionary.items()}
        self.reading = Reading(fields, plan, problems)
        self.names = Names(plan, context, problems)

    def scenario(self, document: ScenarioDocument) -> Scenario:
        zone = self._zone(document)
        events = Events(self.names, self.reading, zone)
        expectations = Expectations(self.names, self.reading, zone)
        self._report_beginning(document)
        return Scenario(
            name=document.name,
            zone=zone.key,
            facts=self.reading.facts(document, zone),
            begin=self.reading.optional(document.begin, document.place("begin"), zone)[0],
            until=self.reading.optional(document.until, document.place("until"), zone)[0],
            consents=self._consents(document),
            authorizations=self._authorizations(document),
            suppressed=document.suppressed or "",
            keys=document.held_keys,
            mails=tuple(
                (self.reading.optional(mail.at, mail.place("at"), zone)[0] or 0.0, mail.purpose)
                for mail in document.mails
            ),
            split=self._split(document),
            fails=self._fails(document),
            events=tuple(events.read(one) for one in document.events),
            expect=tuple(one for each in document.expect if (one := expectations.read(each)) is not None),
            never=tuple(
                (name, document.place(f"never.{index}"))
                for index, name in enumerate(document.never)
                if self.names.step(name, document.place(f"never.{index}"))
            ),
            span=document.place("name"),
        )

    def _report_beginning(self, document: ScenarioDocument) -> None:
        unread = "events" in document.broken
        if document.lacks("begin") and not unread and all(one.at is None for one in document.events):
            self.problems.report(codes.MISSING_KEY, document.place("name"), of=document.words, key="begin")

    def _zone(self, document: ScenarioDocument) -> ZoneInfo:
        organization = self.context.organization
        clinic = ZoneInfo(organization.zone) if organization else ZoneInfo("UTC")
        named = document.zone or document.appointment.get("zone")
        if not isinstance(named, str):
            return clinic
        place = document.place("zone" if document.zone else "appointment.zone")
        return self.reading.zone(named, place) or clinic

    def _consents(self, document: ScenarioDocument) -> dict[str, bool]:
        for name in document.consents:
            self.names.topic(name, document.place(f"consents.{name}"))
        return {
            "" if name == ALL_MAIL else name: word == "granted" for name, word in document.consents.items()
        }

    def _authorizations(self, document: ScenarioDocument) -> dict[str, bool]:
        for name in document.authorizations:
            self.names.scope(name, document.place(f"authorizations.{name}"))
        return {name: word == "granted" for name, word in document.authorizations.items()}

    def _split(self, document: ScenarioDocument) -> dict[str, str]:
        for name, path in document.split.items():
            place = document.place(f"split.{name}")
            node = self.names.step(name, place, "split")
            if isinstance(node, Split) and path not in ways_of(node):
                known = ", ".join(ways_of(node))
                self.problems.report(codes.UNKNOWN_VALUE, place, value=shorten(path), known=known)
        return dict(document.split)

    def _fails(self, document: ScenarioDocument) -> dict[str, str]:
        for name in document.fails:
            place = document.place(f"fails.{name}")
            node = self.names.step(name, place)
            if node is not None and kind_of(node) not in _CAN_FAIL:
                self.names.another_kind(node, "send, call or update", place)
        return dict(document.fails)
