"""Why one person is where they are: every stay at a step with what decided it. Codes; words are the viewer's.

Reads what was written down at the time; decides nothing again.
"""

from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

import msgspec

from designer_api.runs.schemas import PersonInJourney
from designer_api.runs.service import show_enrollment
from designer_api.runs.titles import titles_of
from designer_api.spoken import spoken
from engine.journey.plan import Branch, Node, Plan, decode
from engine.journey.ways import kind_of
from engine.policy.decide import Finding, tell
from engine.policy.rules import ORDER
from engine.store.pool import Connection
from engine.store.sealing import Vault

_VISITS: Final = """
SELECT v.step, v.visit, v.entered_at, v.ended_at, v.outcome, m.id AS message, m.state, m.reason, m.why
FROM step_visit v LEFT JOIN message m USING (enrollment_id, step, visit)
WHERE v.enrollment_id = $1 ORDER BY v.ended_at, v.entered_at
"""
_STANDING: Final = """
SELECT e.step, e.phase, e.due_at, e.cursor::jsonb ->> 8 AS since, (e.cursor::jsonb ->> 9)::bool AS held,
       m.id AS message, m.state, m.reason, m.why
FROM enrollment e LEFT JOIN LATERAL (SELECT * FROM message m WHERE m.enrollment_id = e.id AND m.step = e.step
     ORDER BY m.visit DESC LIMIT 1) m ON true
WHERE e.id = $1 AND e.state = 'active' AND e.step <> ''
"""
_PLAN: Final = """
SELECT v.plan, v.number FROM journey_version v JOIN enrollment e USING (version) WHERE e.id = $1
"""


class Ground(msgspec.Struct, frozen=True):
    """A fact for or against it. `says` is true exactly when `holds`; `value`: what was looked at."""

    code: str
    says: str
    holds: bool
    value: str = ""


class Stay(msgspec.Struct, frozen=True):
    """One stay at a step. While it lasts, `ended_at` and `outcome` are empty and `phase` says what happens.

    `kind`: of the step, "" where this version has no such step. `title`: what people call it, the task's, the
    form's or the mail's; "" where it has no other name than its id. Times in journey time.
    """

    step: str
    title: str
    kind: str
    visit: int
    entered_at: datetime
    ended_at: datetime | None
    outcome: str
    phase: str
    due_at: datetime | None
    held: bool
    message: UUID | None
    grounds: list[Ground]


class WhyShown(msgspec.Struct, frozen=True):
    person: PersonInJourney
    version_number: int
    stays: list[Stay]


async def explain_enrollment(conn: Connection, vault: Vault, enrollment: UUID) -> WhyShown:
    """Raises NotFound (enrollment-unknown)."""
    shown = await show_enrollment(conn, vault, enrollment)
    head: Any = await conn.fetchrow(_PLAN, enrollment)
    plan = decode(head["plan"])
    steps = _steps(plan)
    stays = [_ended(row, steps.get(row["step"])) for row in await conn.fetch(_VISITS, enrollment)]
    standing = await conn.fetchrow(_STANDING, enrollment)
    if standing is not None:
        stays.append(_standing(standing, steps.get(standing["step"]), shown.person))
    titles = await titles_of(conn, plan, spoken())
    titled = [msgspec.structs.replace(stay, title=titles.get(stay.step, "")) for stay in stays]
    return WhyShown(shown.person, head["number"], titled)


def _steps(plan: Plan) -> dict[str, Node]:
    return {node.id: node for node in plan.nodes}


def _ended(row: Any, node: Node | None) -> Stay:
    return Stay(
        step=row["step"],
        title="",
        kind=kind_of(node) if node else "",
        visit=row["visit"],
        entered_at=row["entered_at"],
        ended_at=row["ended_at"],
        outcome=row["outcome"],
        phase="",
        due_at=None,
        held=False,
        message=row["message"],
        grounds=grounds_of(node, row["outcome"], row["why"]),
    )


def _standing(row: Any, node: Node | None, person: PersonInJourney) -> Stay:
    since = float(row["since"] or 0)
    return Stay(
        step=row["step"],
        title="",
        kind=kind_of(node) if node else "",
        visit=1,
        entered_at=datetime.fromtimestamp(since, UTC) if since else person.entered_at,
        ended_at=None,
        outcome="",
        phase=row["phase"],
        due_at=row["due_at"],
        held=bool(row["held"]),
        message=row["message"],
        grounds=grounds_of(node, f"skipped:{row['reason']}" if row["reason"] else "", row["why"]),
    )


def grounds_of(node: Node | None, outcome: str, why: dict[str, Any] | None) -> list[Ground]:
    """The rules of the last gate as they answered; the one that held a mail back; the cases of a branch."""
    if why:
        return [_ground(each) for each in tell(why)]
    word, _, reason = outcome.partition(":")
    if isinstance(node, Branch):
        return _cases(node, outcome)
    if word == "skipped":
        code = "appointment-ended-it" if reason.startswith("appointment-") else reason
        return [Ground(reason, rule.says, False) for rule in ORDER if rule.code == code]
    return []


def _ground(finding: Finding) -> Ground:
    return Ground(finding.code, finding.says, finding.passed, finding.value)


def _cases(node: Branch, outcome: str) -> list[Ground]:
    """Those that were asked: up to the one that was true."""
    names = [case.name for case in node.cases]
    asked = node.cases[: names.index(outcome) + 1] if outcome in names else node.cases
    return [Ground(case.name, case.when, case.name == outcome) for case in asked]
