"""`make test`: everything there is to check, in three lanes at the same time, then what measures time.

The browser's stories are the longest and have the processors first; the other two take what it leaves. Tests
of whole installations, cohorts and routers wait more than they work, so that the third lane works meanwhile.
Whatever is not named here is in that third lane.
"""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

PROJECT: Final = Path(__file__).resolve().parents[1]
RESULTS: Final = PROJECT / "test-results"
BROWSER: Final = "tests/e2e/test_browser.py"
MEASURES: Final = "test_a_thousand_steps"
WAITING: Final = ("tests/e2e", "tests/faults", "tests/activities", "tests/runtime", "tests/intake_router")
BEHIND: Final = 5  # how far the other lanes stand behind the browser's: so many steps of `nice`

Command = tuple[str, ...]
_PYTEST: Final = (sys.executable, "-m", "pytest", "--durations=15", "--durations-min=2")


class Lane(NamedTuple):
    """One command after the other; what fails ends the lane."""

    name: str
    commands: tuple[Command, ...]
    nice: int = 0


LANES: Final = (
    Lane(
        "browser",
        (
            (sys.executable, "-m", "infra.local.frontend", "check", "test"),
            (*_PYTEST, BROWSER, "-k", f"not {MEASURES}"),
        ),
    ),
    Lane("waiting", ((*_PYTEST, *WAITING, f"--ignore={BROWSER}"),), BEHIND),
    Lane("working", (("mypy",), (*_PYTEST, *(f"--ignore={folder}" for folder in WAITING))), BEHIND),
)
ALONE: Final = Lane("alone", ((*_PYTEST, BROWSER, "-k", MEASURES),))


class Run(threading.Thread):
    """A lane under way. Prints all that it said once it is over: lanes do not interrupt one another."""

    def __init__(self, lane: Lane) -> None:
        super().__init__(name=lane.name)
        self.lane = lane
        self.code = 1

    def run(self) -> None:
        begun = time.monotonic()
        log = RESULTS / f"{self.lane.name}.log"
        with log.open("wb") as out:
            self.code = next(
                (code for one in self.lane.commands if (code := self._told(one, out.fileno()))), 0
            )
        said = log.read_text(errors="replace")
        took = time.monotonic() - begun
        word = "failed" if self.code else "passed"
        sys.stdout.write(f"{said}== {self.lane.name}: {word} after {took:.0f} s\n")
        sys.stdout.flush()

    def _told(self, command: Command, out: int) -> int:
        environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
        words = ("nice", "-n", str(self.lane.nice), *command) if self.lane.nice else command
        done = subprocess.run(words, cwd=PROJECT, env=environment, stdout=out, stderr=out, check=False)
        return done.returncode


def together(lanes: Sequence[Lane]) -> int:
    runs = [Run(lane) for lane in lanes]
    for each in runs:
        each.start()
    for each in runs:
        each.join()
    return next((each.code for each in runs if each.code), 0)


def main() -> int:
    RESULTS.mkdir(exist_ok=True)
    # What failed first is what counts; the measuring is of no use on a front end that did not build.
    return together(LANES) or together([ALONE])


if __name__ == "__main__":
    sys.exit(main())
