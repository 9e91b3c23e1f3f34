"""The data directory of the embedded stack: marked as ours, held by one stack, forgotten on request.

Only a directory that we made ourselves is ever deleted.
"""

import fcntl
import os
import shutil
from pathlib import Path
from typing import IO

from engine.errors import Conflict, Refused

_MARKER = "careloom-data"
_TEXT = "Everything of one Careloom: database, mail, keys, logs. `careloom up --fresh` forgets it.\n"


class DataDirectory:
    """Held from `hold()` to `release()`; the kernel releases it when its process dies."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock: IO[str] | None = None

    def hold(self) -> None:
        """Make it and take it. Raises Conflict `already-running`, Refused `not-our-directory`."""
        if self.path.exists() and not self._is_ours() and any(self.path.iterdir()):
            raise Refused(
                "not-our-directory", f"{self.path} holds something else. Choose another --data-dir."
            )
        self.path.mkdir(parents=True, exist_ok=True)
        # As root, PostgreSQL runs as nobody and must pass through; private things have folders of their own.
        self.path.chmod(0o711 if os.geteuid() == 0 else 0o700)
        (self.path / _MARKER).write_text(_TEXT)
        lock = (self.path / "stack.lock").open("a+")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.close()
            raise Conflict("already-running", f"Careloom already runs on {self.path}.") from None
        lock.seek(0)
        lock.truncate()
        lock.write(str(os.getpid()))
        lock.flush()
        self._lock = lock

    def release(self) -> None:
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def forget(self) -> None:
        """Delete all of it. Raises Refused `not-our-directory`; nothing happens where there is none."""
        if not self.path.exists():
            return
        if not self._is_ours():
            raise Refused("not-our-directory", f"{self.path} was not made by Careloom, so it is not deleted.")
        self.hold()
        try:
            shutil.rmtree(self.path)
        finally:
            self.release()

    def _is_ours(self) -> bool:
        return (self.path / _MARKER).is_file()


def is_held(path: Path) -> bool:
    """Whether a stack runs on this directory now."""
    try:
        with (path / "stack.lock").open("r") as lock:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except FileNotFoundError:
        return False
    return False
