"""The import rules hold; what each says stands in pyproject.toml."""

import re
import subprocess
import sys
from pathlib import Path

from tests.architecture.source import ROOT


def test_every_import_contract_is_kept():
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:]


def test_only_one_place_connects_to_temporal():
    callers = [
        path
        for room in ("engine", "activities", "designer_api", "infra")
        for path in (ROOT / room).rglob("*.py")
        if re.search(r"(?<!Service)Client\.connect\(", path.read_text())
    ]
    assert len(callers) <= 1, "clients made elsewhere would not seal their payloads"
