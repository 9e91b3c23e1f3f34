"""Parts of the embedded stack: restarted when they die, stopped in order, never left behind."""

import asyncio
import os
import signal
import subprocess
import sys
import textwrap
import time

import psutil
import pytest

from engine.errors import Unavailable
from infra.local.processes import Part, Processes

SLEEPER = (sys.executable, "-c", "import time; time.sleep(600)")
STUBBORN = (
    sys.executable,
    "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
    "print('deaf', flush=True); time.sleep(600)",
)


async def at_once() -> bool:
    return True


@pytest.fixture
async def kept(tmp_path):
    made = Processes(tmp_path / "logs")
    yield made
    await made.stop_all()


async def until(condition, within: float = 10.0):
    end = time.monotonic() + within
    while not condition():
        assert time.monotonic() < end, "did not happen in time"
        await asyncio.sleep(0.02)


async def test_a_part_killed_comes_back_by_itself(kept):
    await kept.start(Part(name="sleeper", argv=SLEEPER), at_once)
    first = kept.pid("sleeper")
    os.kill(first, signal.SIGKILL)
    await until(lambda: kept.restarts("sleeper") == 1)
    assert kept.pid("sleeper") != first
    assert psutil.pid_exists(kept.pid("sleeper"))


async def test_a_part_stopped_by_us_does_not_come_back(kept):
    await kept.start(Part(name="sleeper", argv=SLEEPER), at_once)
    pid = kept.pid("sleeper")
    await kept.stop("sleeper")
    await asyncio.sleep(0.4)
    assert not psutil.pid_exists(pid)
    assert kept.names == []


async def test_a_part_that_ignores_the_request_is_killed_after_its_grace(kept, tmp_path):
    await kept.start(Part(name="stubborn", argv=STUBBORN, grace=0.5), at_once)
    await until(lambda: b"deaf" in (tmp_path / "logs" / "stubborn.log").read_bytes())
    pid, began = kept.pid("stubborn"), time.monotonic()
    await kept.stop("stubborn")
    assert not psutil.pid_exists(pid)
    assert 0.4 < time.monotonic() - began < 5


async def test_a_part_that_dies_at_its_start_says_why(kept):
    dying = (sys.executable, "-c", "import sys; sys.exit('the disk is full')")

    async def never() -> bool:
        return False

    with pytest.raises(Unavailable, match="the disk is full") as failed:
        await kept.start(Part(name="dying", argv=dying), never)
    assert failed.value.code == "part-did-not-start"
    assert kept.names == []


async def test_parts_stop_in_the_reverse_order_of_their_start(kept, tmp_path):
    note = tmp_path / "order"
    tell = (
        "import signal, sys, time\n"
        "def stop(*_):\n    open({!r}, 'a').write({!r}); sys.exit()\n"
        "signal.signal(signal.SIGTERM, stop); print('up', flush=True); time.sleep(600)"
    )
    for name in "ab":
        argv = (sys.executable, "-c", tell.format(str(note), name))
        await kept.start(Part(name=name, argv=argv), at_once)
        await until(lambda name=name: b"up" in (tmp_path / "logs" / f"{name}.log").read_bytes())
    await kept.stop_all()
    assert note.read_text() == "ba"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux ties a child to its parent")
async def test_kill_9_of_the_parent_leaves_no_part_behind(tmp_path):
    program = textwrap.dedent(
        f"""
        import asyncio, pathlib
        from infra.local.processes import Part, Processes
        async def yes(): return True
        async def main():
            kept = Processes(pathlib.Path({str(tmp_path)!r}))
            await kept.start(Part(name="sleeper", argv={SLEEPER!r}), yes)
            await asyncio.sleep(0.5)
            print(kept.pid("sleeper"), flush=True)
            await asyncio.sleep(600)
        asyncio.run(main())
        """
    )
    parent = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    child = psutil.Process(int(parent.stdout.readline()))
    parent.kill()
    parent.wait()
    await until(lambda: not child.is_running() or child.status() == psutil.STATUS_ZOMBIE)
