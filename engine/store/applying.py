"""Does what a plan says, exactly, in one transaction; or refuses, and changes nothing."""

import asyncio
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from engine.compiler import Workspace, compile_workspace
from engine.errors import Conflict, Refused
from engine.store import journeys, releases
from engine.store.in_force import fingerprint_of, load_standing
from engine.store.journeys import Published
from engine.store.moves import Order, order_moves
from engine.store.pool import Connection
from engine.store.publishing import publish_journey, save_documents
from engine.store.release_plan import ReleasePlan
from engine.store.releases import Release


async def apply_plan(
    connection: Connection,
    plan: ReleasePlan,
    *,
    by: str,
    now: datetime,
    note: str = "",
    approvals: dict[str, str] | None = None,
) -> list[Published]:
    """Does what the plan says, all or nothing. What is in force already stays as it is.

    `by`: who applies; `approvals`: kind of change → who approved it; `now`: journey time.
    Raises Conflict `world-moved`; Refused `approval-missing`, `people-cannot-move`,
    `plan-compiles-otherwise`, `plan-unreadable`.
    """
    _refuse_what_is_missing(plan, approvals or {})
    workspace = await asyncio.to_thread(_workspace_of, plan)
    async with connection.transaction():
        await journeys.hold_still(connection, alone=True)
        base = fingerprint_of(*await load_standing(connection))
        if base not in (plan.base, plan.target):
            raise Conflict(
                "world-moved", "What is in force has changed since this plan was made; plan again."
            )
        await save_documents(connection, workspace, now)
        done = [
            await publish_journey(connection, journey, by=by, now=now, note=note)
            for journey in workspace.journeys
        ]
        await journeys.close_to_entry(connection, plan.closing, now)
        documents, standing = await load_standing(connection)
        if fingerprint_of(documents, standing) != plan.target:
            raise Refused(
                "plan-compiles-otherwise", "This build makes something else of the plan; plan again."
            )
        if base != plan.target or any(move.people for move in plan.moves):
            release = _release(plan, by, now, note, approvals or {}, standing)
            number = await releases.insert_release(connection, release)
            orders = [Order(move.journey, move.to_version) for move in plan.moves]
            await order_moves(connection, orders, number, now, at_once=plan.mode == "now")
        return done


def _refuse_what_is_missing(plan: ReleasePlan, approvals: dict[str, str]) -> None:
    missing = [one for one in plan.approvals if one.kind not in approvals]
    if missing:
        words = ", ".join(f"{one.kind} by {one.role}" for one in missing)
        raise Refused("approval-missing", f"Nothing was applied. Approval is missing: {words}.")
    if plan.refusals:
        raise Refused("people-cannot-move", "Nothing was applied.\n- " + "\n- ".join(plan.refusals))


def _workspace_of(plan: ReleasePlan) -> Workspace:
    """The files of the plan, compiled anew: the plan itself holds nothing that a text does not say."""
    with TemporaryDirectory(prefix="careloom-plan-") as folder:
        root = Path(folder).resolve()
        tops = {name.partition("/")[0] for name in plan.files}
        for name, text in plan.files.items():
            path = (root / name).resolve()
            if not path.is_relative_to(root):
                raise Refused("plan-unreadable", "This plan names files outside of its directory.")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
        if len(tops) != 1:
            raise Refused("plan-unreadable", "This plan holds no directory of journeys.")
        return compile_workspace(root / tops.pop())


def _release(
    plan: ReleasePlan,
    by: str,
    now: datetime,
    note: str,
    approvals: dict[str, str],
    standing: dict[str, tuple[str, bool]],
) -> Release:
    content = sha256(msgspec.json.encode(plan.files, order="sorted")).hexdigest()
    return Release(
        at=now,
        applied_by=by,
        note=note,
        commit_hash=plan.origin.commit,
        author=plan.origin.author,
        uncommitted=plan.origin.uncommitted,
        content=content,
        base=plan.base,
        result=plan.target,
        inside=plan.mode,
        changes=msgspec.to_builtins(plan.difference),
        approvals=approvals,
        journeys={slug: version for slug, (version, _) in standing.items()},
    )
