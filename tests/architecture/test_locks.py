"""The locks say what is installed, never from where: every machine has its own registry."""

import json
import re
import tomllib

import pytest

from tests.architecture.source import ROOT

LOCKS = ("requirements.lock", "requirements-dev.lock")


@pytest.mark.parametrize("lock", LOCKS)
def test_a_python_lock_holds_versions_and_hashes_only(lock):
    for line in (ROOT / lock).read_text().splitlines():
        assert re.match(
            r"^([a-z0-9._-]+(\[[a-z0-9,-]+\])?==\S+.*|    --hash=sha256:[0-9a-f]{64}.*)$", line
        ), line
        assert "://" not in line


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_a_hash(lock):
    for entry in re.split(r"\n(?=\S)", (ROOT / lock).read_text().strip()):
        assert "--hash=sha256:" in entry, entry.splitlines()[0]


def test_the_lock_holds_everything_that_is_declared():
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    for lock, wanted in (
        ("requirements.lock", declared["dependencies"]),
        ("requirements-dev.lock", declared["dependencies"] + declared["optional-dependencies"]["dev"]),
    ):
        locked = {line.partition("==")[0] for line in (ROOT / lock).read_text().splitlines() if "==" in line}
        names = {re.split(r"[>=<\[ ;]", each)[0].lower().replace("_", "-") for each in wanted}
        assert names <= locked


def test_the_npm_lock_holds_no_address():
    path = ROOT / "frontend" / "package-lock.json"
    packages = json.loads(path.read_text())["packages"]
    assert len(packages) > 1
    assert [name for name, entry in packages.items() if "://" in str(entry.get("resolved", ""))] == []
    assert [
        n
        for n, e in packages.items()
        if n and not e.get("link") and "integrity" not in e and not e.get("inBundle")
    ] == []
