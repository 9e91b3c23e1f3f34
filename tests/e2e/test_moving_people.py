"""Two hundred people inside are taken to a new version and back, through a kill; nobody is mailed twice."""

import asyncio
import os
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.e2e.installation import Installation, running_installation, until
from tests.e2e.workspace import head_of, make_workspace
from tests.faults.crowd import Crowd, caught, kill, restarted

PEOPLE = 200
HEAD = head_of("quick-note", "Two notes")
NOTE = "  - send: note\n    message: note\n    expires: appointment.start\n"
THANKS = "  - send: thanks\n    message: thanks\n    expires: appointment.start\n  - exit: done\n"
FIRST = f"{HEAD}steps:\n{NOTE}  - wait: pause\n    for: 2h\n{THANKS}"
# The wait has another name, one mail stands before where people are, and one they got comes once more.
SECOND = (
    f"{HEAD}moved_to: {{pause: rest}}\nsteps:\n{NOTE.replace('send: note', 'send: news')}"
    f"  - wait: rest\n    for: 3h\n{NOTE}{THANKS}"
)
THIRD = FIRST.replace("for: 2h", "for: 1s")


async def careloom_says(installation: Installation, *arguments: str) -> tuple[int, str]:
    settings = installation.settings
    told = {"CARELOOM_DATA_DIR": str(settings.data_dir), "CARELOOM_JOURNEYS_DIR": str(settings.journeys_dir)}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "infra.cli.main", *arguments),
        env={**os.environ, **told},
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    printed, _ = await process.communicate()
    return process.returncode or 0, printed.decode()


async def stand_at(installation: Installation, step: str, journey: str, within: float = 60) -> None:
    """Until everybody stands at that step of the text that is in force, or came to the end of it."""
    query = (
        "select v.source, e.step, e.state, count(*) as n from enrollment e"
        " join journey_version v on v.version = e.version group by 1, 2, 3"
    )

    async def look() -> bool | None:
        rows = await installation.query(query)
        return [(row["source"], row["step"], row["n"]) for row in rows] == [(journey, step, PEOPLE)] or None

    try:
        await until(look, f"not everybody stands at {step}", within)
    except AssertionError as late:
        rows = await installation.query(query)
        told = [(len(row["source"]), row["step"], row["state"], row["n"]) for row in rows]
        raise AssertionError(f"{late}: {told}") from None


@pytest.mark.timeout(300)
async def test_people_go_to_a_new_version_through_a_kill_and_back_and_nobody_is_mailed_twice(
    tmp_path: Path,
) -> None:
    journeys = make_workspace(tmp_path)
    text = journeys / "quick-note" / "journey.yaml"
    text.write_text(FIRST)
    async with running_installation(tmp_path / "data", journeys=journeys) as careloom:
        await careloom.sign_in()
        crowd = Crowd(careloom, "moving", PEOPLE)
        # Half travel in large cohorts, half in cohorts of their own.
        half, crowd.people = crowd.people[PEOPLE // 2 :], crowd.people[: PEOPLE // 2]
        await crowd.book_at_once()
        crowd.people += half
        await crowd.book(half)
        await crowd.mails_reach(PEOPLE, within=90)
        await stand_at(careloom, "pause", FIRST)

        text.write_text(SECOND)
        code, shown = await careloom_says(careloom, "plan", "--inside", "next-safe-point", "--check")
        assert code == 2, shown
        assert f"quick-note: {PEOPLE} people to version" in shown
        assert f"pause of version 1 to rest: {PEOPLE} people, {PEOPLE} of them at once" in shown
        before = careloom.stack.processes.restarts("journeys")
        code, shown = await careloom_says(careloom, "apply", "--inside", "next-safe-point", "--yes")
        assert code == 0, shown
        await _moved(careloom, at_least=1)
        kill(careloom, "journeys")
        await restarted(careloom, "journeys", before + 1)
        await stand_at(careloom, "rest", SECOND)
        moves = await careloom.query("select state, count(*) as n from enrollment_move group by 1")
        assert [tuple(row) for row in moves] == [("done", PEOPLE)]

        text.write_text(FIRST)
        code, shown = await careloom_says(careloom, "apply", "--inside", "next-safe-point", "--yes")
        assert code == 0, shown
        await stand_at(careloom, "pause", FIRST)
        assert crowd.mails().total() == PEOPLE, "going there and back wrote to somebody"

        await _refuses_to_lose_a_step(careloom, text)
        text.write_text(THIRD)
        code, shown = await careloom_says(careloom, "apply", "--inside", "now", "--yes")
        assert code == 0, shown
        await stand_at(careloom, "done", THIRD, within=90)
        per_person = Counter(recipient for recipient, _ in caught(careloom))
        assert per_person == {who["email"]: 2 for who in crowd.people}
        assert set(crowd.mails().values()) == {1}


async def _moved(careloom: Installation, at_least: int) -> None:
    async def look() -> bool | None:
        [row] = await careloom.query("select count(*) as n from enrollment_move where state = 'done'")
        return row["n"] >= at_least or None

    await until(look, "nobody was moved")


async def _refuses_to_lose_a_step(careloom: Installation, text: Path) -> None:
    """A step that people stand at may not go without a word about what takes its place."""
    text.write_text(f"{HEAD}steps:\n{NOTE}{THANKS}")
    code, shown = await careloom_says(careloom, "apply", "--inside", "next-safe-point", "--yes")
    assert code == 1, shown
    assert f"quick-note: {PEOPLE} people stand at pause of version 1, which is gone; write moved_to" in shown
