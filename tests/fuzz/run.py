"""Feeds the readers changed texts, on all processors: `python -m tests.fuzz.run --inputs N --seed S`.

An input follows from (room, seed, index), so a run goes on where the last one stopped (`--state`), and a
process that dies or hangs has left the number of the input it was at. Limits: a second of processor time and
256 MB above the start. Failures are written as files into `--failures`.
"""

import argparse
import json
import multiprocessing
import os
import resource
import signal
import sys
import time
import traceback
from pathlib import Path
from typing import Any

from tests.fuzz.rooms import ROOMS, Room

CHUNK = 2_000
MOST_SECONDS, MOST_MEGABYTES, HANGS_AFTER = 1.0, 256, 60.0


class TookTooLong(Exception):
    """More than a second of processor time for one input."""


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def limit() -> int:
    """Bounds this process; answers its memory (KB) at the start."""

    def ring(number: int, frame: Any) -> None:
        raise TookTooLong

    os.nice(10)
    signal.signal(signal.SIGVTALRM, ring)
    size = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
    most = size + (MOST_MEGABYTES << 20)
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def attempt(room: Room, text: str) -> tuple[str, float]:
    """What went wrong ("" nothing) and the processor seconds it took."""
    signal.setitimer(signal.ITIMER_VIRTUAL, MOST_SECONDS)
    start = time.process_time()
    wrong = ""
    try:
        room.check(text)
    except BaseException as error:  # every exception is a failure here, a Rust panic (no Exception) too
        wrong = f"{type(error).__name__}: {str(error)[:300]}\n{''.join(traceback.format_exc()[-1_500:])}"
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return wrong, time.process_time() - start


def work(task: tuple[str, int, int, int], at: Any, answers: Any) -> None:
    """One chunk in a process of its own, so that whatever it does ends with it."""
    name, seed, first, count = task
    room = ROOMS[name]
    room.check(room.corpus()[0])
    before = limit()
    failures, slowest = [], 0.0
    for index in range(first, first + count):
        at.value = index
        text = room.input(seed, index)
        wrong, seconds = attempt(room, text)
        slowest = max(slowest, seconds)
        if wrong:
            failures.append((index, wrong))
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024
    answers.put((task, failures, slowest, grown))


class Running:
    def __init__(self, task: tuple[str, int, int, int], answers: Any) -> None:
        self.task = task
        self.at = multiprocessing.Value("q", task[2])
        self.seen, self.since = -1, time.monotonic()
        self.process = multiprocessing.Process(target=work, args=(task, self.at, answers))
        self.process.start()

    def hangs(self) -> bool:
        if self.at.value != self.seen:
            self.seen, self.since = self.at.value, time.monotonic()
        return time.monotonic() - self.since > HANGS_AFTER


class Campaign:
    """The chunks still to do, those being done, and what came of them."""

    def __init__(self, state: Path, failures: Path, seed: int) -> None:
        self.path, self.failures, self.seed = state, failures, seed
        self.state: dict[str, Any] = json.loads(state.read_text("utf-8")) if state.is_file() else {}
        self.answers: Any = multiprocessing.Queue()

    def room(self, name: str) -> dict[str, Any]:
        empty = {"inputs": 0, "next": {}, "failures": 0, "slowest_seconds": 0.0, "grown_megabytes": 0}
        found: dict[str, Any] = self.state.setdefault(name, empty)
        return found

    def take(self, name: str, wanted: int) -> tuple[str, int, int, int] | None:
        """The next chunk of a room; None when `wanted` are done or under way."""
        numbers = self.room(name)["next"]
        first = numbers.get(str(self.seed), 0)
        if first >= wanted:
            return None
        numbers[str(self.seed)] = first + min(CHUNK, wanted - first)
        return name, self.seed, first, min(CHUNK, wanted - first)

    def note(self, task: tuple[str, int, int, int], failures: list[tuple[int, str]], done: int) -> None:
        room = self.room(task[0])
        room["inputs"] += done
        room["failures"] += len(failures)
        for index, wrong in failures:
            self.failures.mkdir(parents=True, exist_ok=True)
            stem = self.failures / f"{task[0]}-{self.seed}-{index}"
            text = ROOMS[task[0]].input(self.seed, index)
            stem.with_suffix(".txt").write_text(text, "utf-8", errors="surrogatepass", newline="")
            stem.with_suffix(".why").write_text(wrong, "utf-8", errors="replace")
            say(f"{stem.name} {wrong[:150].splitlines()[0]}")

    def answered(self) -> None:
        while not self.answers.empty():
            task, failures, slowest, grown = self.answers.get()
            room = self.room(task[0])
            room["slowest_seconds"] = max(room["slowest_seconds"], round(slowest, 3))
            room["grown_megabytes"] = max(room["grown_megabytes"], grown)
            self.note(task, failures, task[3])
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.path.write_text(json.dumps(self.state, indent=1) + "\n", "utf-8")

    def ended(self, one: Running) -> bool:
        """Whether a process is over; one that died or hung leaves a failure and the rest of its chunk."""
        if one.process.is_alive() and one.hangs():
            one.process.kill()
            one.process.join()
        if one.process.is_alive():
            return False
        if one.process.exitcode:
            at = one.at.value
            self.note(
                one.task, [(at, f"the process ended with {one.process.exitcode}")], at + 1 - one.task[2]
            )
        return True


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--inputs", type=int, default=10_000, help="for each room")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--rooms", default=",".join(ROOMS))
    arguments.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    arguments.add_argument("--state", type=Path, default=Path(".careloom/fuzz/counts.json"))
    arguments.add_argument("--failures", type=Path, default=Path(".careloom/fuzz"))
    chosen = arguments.parse_args()
    campaign = Campaign(chosen.state, chosen.failures, chosen.seed)
    waiting = chosen.rooms.split(",")
    running: list[Running] = []
    start = time.monotonic()
    while waiting or running:
        campaign.answered()
        running = [one for one in running if not campaign.ended(one)]
        while waiting and len(running) < chosen.processes:
            task = campaign.take(waiting[0], chosen.inputs)
            waiting = waiting[1:] + waiting[:1] if task else waiting[1:]
            if task:
                running.append(Running(task, campaign.answers))
        time.sleep(0.05)
    campaign.answered()
    total = sum(room["inputs"] for room in campaign.state.values())
    say(f"{total} inputs in all, {time.monotonic() - start:.0f} s for this part")
    sys.exit(1 if any(room["failures"] for room in campaign.state.values()) else 0)


if __name__ == "__main__":
    main()
