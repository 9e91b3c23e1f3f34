"""Loopback ports: a free one, or a clear word about who holds the wanted one."""

import errno
import socket

import psutil

from engine.errors import Unavailable

LOOPBACK = "127.0.0.1"


def free_port() -> int:
    """Any port free at this moment; whoever binds it next may still be beaten to it."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


def is_free(port: int, host: str = LOOPBACK) -> bool:
    """Whether a server could listen there now.

    Raises Unavailable `port-not-allowed` below 1024 without the right, `address-not-here` for a foreign host.
    """
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except PermissionError:
            raise Unavailable("port-not-allowed", f"This account may not listen on port {port}.") from None
        except OSError as why:
            if why.errno == errno.EADDRINUSE:
                return False
            raise Unavailable("address-not-here", f"Nothing can listen on {host}: {why.strerror}.") from None
    return True


def choose(wanted: int, used_before: int, purpose: str, setting: str) -> int:
    """`wanted` if it was set, else the port of the last run if it is still free, else any free one.

    Raises Unavailable `port-taken` when a port that somebody asked for is held by another process.
    """
    if wanted:
        require_free(wanted, purpose, setting)
        return wanted
    return used_before if used_before and is_free(used_before) else free_port()


def require_free(port: int, purpose: str, setting: str, host: str = LOOPBACK) -> None:
    if is_free(port, host):
        return
    text = f"Port {port} ({purpose}) is taken{_holder(port)}. Stop that, or choose another with {setting}."
    raise Unavailable("port-taken", text)


def _holder(port: int) -> str:
    """` by NAME (process N)` where the system tells us; other people's processes may be hidden."""
    try:
        for each in psutil.net_connections(kind="tcp"):
            if each.laddr and each.laddr.port == port and each.status == psutil.CONN_LISTEN and each.pid:
                return f" by {psutil.Process(each.pid).name()} (process {each.pid})"
    except psutil.Error:
        return ""
    return ""
