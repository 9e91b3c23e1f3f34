"""The embedded stack on real parts: same data again, back after kill -9, two never share it."""

import asyncio
import os
import signal
import smtplib
import socket
import ssl
import stat

import asyncpg
import pytest

from engine.errors import Conflict, Refused, Unavailable
from engine.settings import load_settings
from infra.local.data import DataDirectory, is_held
from infra.local.ports import free_port
from infra.local.stack import Stack


def told(folder, **more: str) -> dict[str, str]:
    return {"CARELOOM_DATA_DIR": str(folder), **more}


async def started(folder) -> Stack:
    stack = Stack(load_settings(told(folder)))
    stack.prepare()
    await stack.start()
    return stack


async def test_the_stack_keeps_its_data_over_stop_kill_and_start(tmp_path):
    folder = tmp_path / "data"
    stack = await started(folder)
    try:
        first = load_settings(told(folder))
        connection = await asyncpg.connect(first.database_url)
        await connection.execute("create table kept (n int); insert into kept values (42)")
        await connection.close()
        for part in ("postgres", "temporal", "catcher"):
            os.kill(stack.processes.pid(part), signal.SIGKILL)
        await _until(lambda: all(stack.processes.restarts(p) for p in ("postgres", "temporal", "catcher")))
        assert await _answer(first.database_url) == 42
    finally:
        await stack.stop()
    assert not is_held(folder)

    stack = await started(folder)
    try:
        second = load_settings(told(folder))
        assert second.master_keys == first.master_keys
        assert (second.smtp_port, second.temporal_address) == (first.smtp_port, first.temporal_address)
        assert await _answer(second.database_url) == 42
        with smtplib.SMTP(second.smtp_host, second.smtp_port, timeout=10) as client:
            client.starttls(context=ssl.create_default_context(cafile=str(second.smtp_ca_file)))
        with pytest.raises(Conflict, match="already runs"):
            Stack(second).prepare()
    finally:
        await stack.stop()
    _assert_private(folder)


def _assert_private(folder) -> None:
    for path in [
        *folder.glob("keys/*"),
        *folder.glob("tls/*"),
        folder / "embedded.toml",
        folder / "mailbox.sqlite",
    ]:
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path.name
    for path in (folder / "keys", folder / "tls", folder / "logs", folder / "postgres", folder / "temporal"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o700, path.name


async def _answer(url: str) -> int:
    for _ in range(100):
        try:
            connection = await asyncpg.connect(url)
        except (OSError, asyncpg.PostgresError):
            await asyncio.sleep(0.1)
            continue
        found = await connection.fetchval("select n from kept")
        await connection.close()
        return found
    raise AssertionError("PostgreSQL did not come back")


async def _until(condition) -> None:
    for _ in range(200):
        if condition():
            return
        await asyncio.sleep(0.05)
    raise AssertionError("did not happen in time")


def test_a_wanted_port_that_is_taken_is_a_clear_message(tmp_path):
    port = free_port()
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        stack = Stack(load_settings(told(tmp_path / "data", CARELOOM_CATCHER_PORT=str(port))))
        with pytest.raises(Unavailable, match=rf"Port {port} \(catcher\) is taken.*CARELOOM_CATCHER_PORT"):
            stack.prepare()


def test_only_a_directory_of_ours_is_used_or_forgotten(tmp_path):
    folder = tmp_path / "photos"
    folder.mkdir()
    (folder / "holiday.jpg").write_text("dear to somebody")
    for act in (DataDirectory(folder).hold, DataDirectory(folder).forget):
        with pytest.raises(Refused, match="photos"):
            act()
    assert (folder / "holiday.jpg").exists()


def test_forgetting_deletes_our_own_directory(tmp_path):
    held = DataDirectory(tmp_path / "data")
    held.hold()
    (held.path / "mail").write_text("x")
    with pytest.raises(Conflict):
        DataDirectory(held.path).forget()
    held.release()
    held.forget()
    assert not held.path.exists()
