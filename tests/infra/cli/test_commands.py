"""The command line: starts quickly, knows its commands, and says a known problem in one sentence."""

import os
import subprocess
import sys
import time

import pytest
from click import BadParameter

from infra.cli.main import COMMANDS
from infra.cli.pace import GETTING_READY, rate_of, start_fortnight

CARELOOM = (sys.executable, "-m", "infra.cli.main")


def call(*arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*CARELOOM, *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **env},
        timeout=60,
    )


def test_help_names_the_commands():
    printed = call("--help").stdout
    for name in ("up", "doctor", "migrate", "worker", "api"):
        assert COMMANDS[name] in printed


def test_help_imports_neither_temporal_nor_the_web():
    program = "import sys; from infra.cli.main import careloom; careloom(['--help'], standalone_mode=False);"
    program += "print([m for m in ('temporalio', 'litestar', 'sqlmodel', 'asyncpg') if m in sys.modules])"
    printed = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout
    assert printed.strip().endswith("[]")


def test_wrong_settings_are_one_message_and_no_traceback(tmp_path):
    done = call("doctor", CARELOOM_DATA_DIR=str(tmp_path), CARELOOM_WEB_PORT="lots")
    assert done.returncode == 1
    assert "web_port is not a whole number" in done.stderr
    assert "Traceback" not in done.stderr


def test_up_refuses_a_settings_file_that_names_a_database(tmp_path):
    done = call(
        "up",
        CARELOOM_DATA_DIR=str(tmp_path),
        CARELOOM_EMBEDDED="no",
        CARELOOM_DATABASE_URL="postgresql://x",
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(("pace", "rate"), [("1d=15s", 5760), ("1h=1s", 3600), ("2d=1m", 2880)])
def test_a_pace_is_journey_time_in_a_real_second(pace, rate):
    assert rate_of(pace) == rate


@pytest.mark.parametrize("pace", ["", "fast", "1d", "1d=0s", "0d=15s", "1m=2m", "1d=15x", "-1d=15s"])
def test_an_unreadable_or_slowing_pace_is_refused(pace):
    with pytest.raises(BadParameter):
        rate_of(pace)


def test_a_fortnight_begins_once_all_is_ready_and_meets_real_time(tmp_path):
    clock = start_fortnight(tmp_path, 5760)
    opens = time.time() + GETTING_READY
    assert clock.at(opens) == pytest.approx(opens + 210 - 14 * 86_400, abs=5760 * 2)
    assert clock.meets_at - opens == pytest.approx(210, abs=2)
    assert clock.at(clock.meets_at + 5) == clock.meets_at + 5
