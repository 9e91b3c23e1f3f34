"""Starts one part of the embedded stack: `python -I launch.py DEATH_SIGNAL USER PROGRAM ARGUMENT…`.

In the child, before it becomes the program: it asks the kernel to end it with its parent, so that even
`kill -9` of `careloom up` leaves nothing behind. PostgreSQL, which refuses to run as root, becomes `nobody`;
where the checkout lies in a private folder it keeps the one capability to pass through, rather than having
anyone's folders opened to the world. Runs alone: imports nothing of ours.
"""

import ctypes
import os
import pwd
import struct
import sys
from pathlib import Path

_PR_SET_PDEATHSIG, _PR_SET_SECUREBITS, _PR_CAP_AMBIENT, _PR_CAP_AMBIENT_RAISE = 1, 28, 47, 2
# capabilities(7): a change of user keeps capabilities, and access(2), which initdb asks, honours them.
_SECBIT_NO_SETUID_FIXUP = 1 << 2
_CAPABILITY_VERSION_3 = 0x20080522
# capabilities(7): one lets a process read and pass any directory, the other also write; containers often keep
# only the second.
_CAP_DAC_READ_SEARCH, _CAP_DAC_OVERRIDE = 2, 1


def main(arguments: list[str]) -> None:
    parent = os.getppid()
    death_signal, user, *program = arguments
    if user == "nobody" and os.geteuid() == 0:
        _become_nobody(needs=[Path(program[0]), Path.cwd()])
    _end_with_parent(parent, int(death_signal))
    os.umask(0o077)
    os.execv(program[0], program)  # noqa: S606 - replacing ourselves is the point, and no shell is wanted


def _end_with_parent(parent: int, death_signal: int) -> None:
    if not sys.platform.startswith("linux"):
        return
    _libc().prctl(_PR_SET_PDEATHSIG, death_signal, 0, 0, 0)
    if os.getppid() != parent:  # it ended before the kernel was asked
        sys.exit(1)


def _become_nobody(needs: list[Path]) -> None:
    nobody = pwd.getpwnam("nobody")
    hidden = not all(_open_to_all(path) for path in needs)
    capability = _held_capability() if hidden and sys.platform.startswith("linux") else None
    if capability is not None:
        _libc().prctl(_PR_SET_SECUREBITS, _SECBIT_NO_SETUID_FIXUP, 0, 0, 0)
    os.setgroups([])
    os.setresgid(nobody.pw_gid, nobody.pw_gid, nobody.pw_gid)
    os.setresuid(nobody.pw_uid, nobody.pw_uid, nobody.pw_uid)
    if capability is not None:
        _keep(capability)


def _open_to_all(path: Path) -> bool:
    return all(
        each.stat().st_mode & 0o001 for each in (path.resolve(), *path.resolve().parents) if each.is_dir()
    )


def _held_capability() -> int | None:
    status = Path("/proc/self/status").read_text()
    permitted = int(status.partition("CapPrm:")[2].split()[0], 16)
    return next((c for c in (_CAP_DAC_READ_SEARCH, _CAP_DAC_OVERRIDE) if permitted & (1 << c)), None)


def _keep(capability: int) -> None:
    """Drop every capability but this one, which survives `execve` (capset(2), PR_CAP_AMBIENT)."""
    bit = 1 << capability
    header = struct.pack("Ii", _CAPABILITY_VERSION_3, 0)
    data = struct.pack("6I", bit, bit, bit, 0, 0, 0)
    if _libc().capset(header, data) != 0:
        sys.exit(f"capset: {os.strerror(ctypes.get_errno())}")
    _libc().prctl(_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_RAISE, capability, 0, 0)


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


if __name__ == "__main__":
    main(sys.argv[1:])
