"""`make test` goes in lanes: nothing falls between them, and what fails is not lost."""

import sys
from pathlib import Path

import pytest

from tests import lanes
from tests.lanes import Lane, together


def python(code: str) -> lanes.Command:
    return (sys.executable, "-c", code)


@pytest.fixture(autouse=True)
def results(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(lanes, "RESULTS", tmp_path)
    return tmp_path


def test_what_waits_is_in_one_lane_and_everything_else_in_another() -> None:
    waiting, working = (
        next(one for one in lanes.LANES if one.name == name) for name in ("waiting", "working")
    )
    left_out = {
        word.removeprefix("--ignore=") for word in working.commands[-1] if word.startswith("--ignore=")
    }
    assert left_out == {word for word in waiting.commands[-1] if word.startswith("tests/")}
    assert all((lanes.PROJECT / name).exists() for name in (*left_out, lanes.BROWSER))


def test_a_lane_ends_with_what_fails_and_the_others_go_on(
    results: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = Lane("bad", (python("print('so it was'); raise SystemExit(3)"), python("open('never', 'w')")))
    good = Lane("good", (python("print('first')"), python("print('second')")), nice=1)
    assert together([bad, good]) == 3
    said = capsys.readouterr().out
    assert "so it was\n== bad: failed after" in said
    assert "first\nsecond\n== good: passed after" in said
    assert not (lanes.PROJECT / "never").exists()


def test_all_is_well_when_every_lane_is() -> None:
    assert together([Lane("one", (python("pass"),)), Lane("two", (python("pass"),))]) == 0
