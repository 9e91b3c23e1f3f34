"""/api/journeys/simulate: play one scenario on a virtual clock. Pure computation; sends and stores nothing.

The text may be a draft that was never saved. Bounded in time: what takes longer is broken off and says so.
"""

import asyncio
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Final
from zoneinfo import ZoneInfo

import msgspec
from litestar import Controller, Request, post
from litestar.params import JSONBody

from designer_api.access.roles import may
from designer_api.access.schemas import Caller
from designer_api.database import Conn, TheSettings
from designer_api.journeys.own import compile_texts, own_texts
from designer_api.journeys.problems import problems_of
from designer_api.journeys.schemas import Problem
from engine.compiler.compile import Compiled
from engine.compiler.files import JOURNEY_FILE
from engine.compiler.scenarios import read_scenarios
from engine.compiler.workspace import read_context
from engine.journey.diagnostics import Diagnostic, Problems
from engine.journey.scenarios import Scenario
from engine.simulation.run import play
from engine.simulation.stage import Stage
from engine.simulation.story import Moment, Story
from engine.simulation.verdict import judge, local

MOST_SECONDS: Final = 2.0  # of work
MOST_MOMENTS: Final = 2_000  # in one answer
_SCENARIO: Final = "scenario.json"
_Text = Annotated[str, msgspec.Meta(max_length=262_144)]


class Simulate(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`slug`: a journey; its text and messages are the caller's draft's unless others are given.

    `scenario`: one entry of a scenarios.yaml, as JSON; `messages` and `forms`: file or form name → text.
    """

    scenario: dict[str, Any]
    slug: Annotated[str, msgspec.Meta(max_length=64)]
    source: _Text | None = None
    messages: Annotated[dict[str, _Text], msgspec.Meta(max_length=100)] | None = None
    forms: Annotated[dict[str, _Text], msgspec.Meta(max_length=100)] | None = None


class Rule(msgspec.Struct, frozen=True):
    """One rule's answer about a mail; `says` is true exactly when it passed."""

    code: str
    passed: bool
    says: str
    source: str
    value: str


class Line(msgspec.Struct, frozen=True):
    """One line of the timeline; of a branch, `why` is the conditions it asked.

    `at` in Unix seconds, `local` in words of the scenario's zone.
    """

    at: float
    local: str
    kind: str
    id: str
    visit: int
    way: str
    reason: str
    until: str
    until_at: float | None
    language: str
    method: str
    subject: str
    text: str
    html: str
    why: list[Rule]
    facts: dict[str, Any]


class Walked(msgspec.Struct, frozen=True):
    """One stay at a step, in Unix seconds; `ended` is null where they still stand when the story stops."""

    passage: int
    step: str
    visit: int
    entered: float
    ended: float | None
    outcome: str
    local: str  # when it was entered


class Difference(msgspec.Struct, frozen=True):
    expected: str
    happened: str


class Simulated(msgspec.Struct, frozen=True):
    """`problems`: of the journey and of the scenario; with errors there is nothing to play."""

    problems: list[Problem]
    zone: str = ""
    lines: list[Line] = []
    differences: list[Difference] = []
    outcomes: list[str] = []  # how each passage ended; "" for one that has not
    reached: list[str] = []  # steps
    walked: list[Walked] = []  # in the order in which they were entered
    impossible: dict[int, str] = {}  # number of the event → why it could not happen
    began: float | None = None
    ended: float = 0.0
    stopped: str = ""  # why it was broken off: too-long, too-many-steps, journey-paused


class SimulateController(Controller):
    path = "/api/journeys/simulate"
    tags = ["Journeys"]  # noqa: RUF012  Litestar reads class attributes

    @post(
        **may("viewer", 404, reads=True, heavy=True),
        status_code=200,
        summary="Play a scenario; sends and stores nothing",
    )
    async def simulate(
        self, request: Request[Caller, Any, Any], conn: Conn, settings: TheSettings, data: JSONBody[Simulate]
    ) -> Simulated:
        """In a thread: a scenario of many years may take a second."""
        root = settings.journeys_dir
        whole = data.source is not None and (data.messages is not None or data.forms is not None)
        texts = {} if whole else await own_texts(conn, root, data.slug, request.user.account.id)
        return await asyncio.to_thread(simulate, root, data, texts)


def simulate(root: Path, asked: Simulate, texts: Mapping[str, str]) -> Simulated:
    """`texts`: the journey's files, for whatever the request leaves out."""
    compiled = compile_texts(root, asked.slug, _asked_texts(asked, texts))
    context, _, _ = read_context(root)
    text = json.dumps({"scenarios": [asked.scenario]}, ensure_ascii=False, indent=1)
    problems = Problems()
    scenarios = read_scenarios(text, _SCENARIO, compiled.plan, context, problems)
    found = _problems(compiled, text, problems.sorted())
    if compiled.plan is None or context.organization is None or not scenarios:
        return Simulated(found)
    stage = Stage(compiled.plan, compiled.version, context.organization, context.consents, compiled.templates)
    story = play(stage, scenarios[0], texts=True, explained=True, seconds=MOST_SECONDS)
    return _answer(found, scenarios[0], story)


def _asked_texts(asked: Simulate, texts: Mapping[str, str]) -> dict[str, str]:
    """What is given takes the place of what there is: the text, all messages, all forms."""
    kept = dict(texts)
    if asked.source is not None:
        kept[JOURNEY_FILE] = asked.source
    for folder, given, suffix in (("messages", asked.messages, ""), ("forms", asked.forms, ".yaml")):
        if given is not None:
            kept = {name: text for name, text in kept.items() if not name.startswith(f"{folder}/")}
            kept |= {f"{folder}/{name}{suffix}": text for name, text in given.items()}
    return kept


def _problems(compiled: Compiled, text: str, found: tuple[Diagnostic, ...]) -> list[Problem]:
    both = msgspec.structs.replace(
        compiled,
        diagnostics=(*compiled.diagnostics, *found),
        scenario_problems=(),  # of those that are kept: they are not what is played
        sources={**compiled.sources, _SCENARIO: text},
    )
    return problems_of(both)


def _answer(problems: list[Problem], scenario: Scenario, story: Story) -> Simulated:
    zone = ZoneInfo(scenario.zone)
    return Simulated(
        problems=problems,
        zone=scenario.zone,
        lines=[_line(one, zone) for one in story.moments[:MOST_MOMENTS]],
        differences=[Difference(one.expected, one.happened) for one in judge(scenario, story)],
        outcomes=[one.outcome for one in story.passages],
        reached=sorted({step for step, way in story.reached if not way}),
        walked=_walked(story, zone)[:MOST_MOMENTS],
        impossible=story.impossible,
        began=scenario.starts,
        ended=story.ended,
        stopped=story.stopped,
    )


def _walked(story: Story, zone: ZoneInfo) -> list[Walked]:
    stays = [
        Walked(
            number, each.step, each.visit, each.entered, each.ended, each.outcome, local(each.entered, zone)
        )
        for number, passage in enumerate(story.passages)
        for each in passage.visits
    ]
    standing = [
        Walked(number, passage.standing, 1, passage.since, None, "", local(passage.since, zone))
        for number, passage in enumerate(story.passages)
        if passage.standing
    ]
    return sorted((*stays, *standing), key=lambda each: (each.entered, each.ended is None, each.ended or 0.0))


def _line(one: Moment, zone: ZoneInfo) -> Line:
    return Line(
        at=one.at,
        local=local(one.at, zone),
        kind=one.kind,
        id=one.id,
        visit=one.visit,
        way=one.way,
        reason=one.reason,
        until=local(one.until, zone) if one.until is not None else "",
        until_at=one.until,
        language=one.mail.language if one.mail else "",
        method=one.mail.method if one.mail else "",
        subject=one.mail.subject if one.mail else "",
        text=one.mail.text if one.mail else "",
        html=one.mail.html if one.mail else "",
        why=[Rule(each.code, each.passed, each.says, each.source, each.value) for each in one.why],
        facts=one.facts,
    )
