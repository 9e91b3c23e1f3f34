"""Examples of the rules' pages: a fragment laid over a small workspace, as a directory of files.

A fenced block names its file: ```yaml journey.yaml. In YAML each top-level key replaces the same key of the
small workspace's file. A message without front matter gets that of the small workspace; one without <mjml> is
put into a column. Options after the name: `whole`, `latin-1`, `bom`, `absent`, `repeat=N` (the last line,
with {n} counting).
"""

import os
import re
import shutil
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
os.environ.setdefault("CARELOOM_AS_OF", "2026-06-01")  # what is true of packs and agreements stays so
WORKSPACE = HERE / "workspace"
RULES = HERE.parents[1] / "docs" / "rules"
_FENCE = re.compile(r"^```(?:yaml|mjml) (\S+)([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SECTION = re.compile(r"^(?=[A-Za-z_\"'][^\n]*:)", re.MULTILINE)


class Fragment(NamedTuple):
    file: str
    options: list[str]
    text: str


class Page(NamedTuple):
    code: str
    bad: list[Fragment]
    good: list[Fragment]


def pages() -> list[Page]:
    return [read_page(path) for path in sorted(RULES.glob("*.md")) if path.stem not in ("README", "coverage")]


def read_page(path: Path) -> Page:
    before, _, good = path.read_text("utf-8").partition("\n## Good\n")
    _, _, bad = before.partition("\n## Bad\n")
    return Page(path.stem, _fragments(bad), _fragments(good))


def _fragments(text: str) -> list[Fragment]:
    return [Fragment(match[1], match[2].split(), match[3]) for match in _FENCE.finditer(text)]


def lay_out(fragments: list[Fragment], root: Path) -> Path:
    """Writes the workspace with the fragments laid over it; answers its directory."""
    target = root / "workspace"
    shutil.copytree(WORKSPACE, target)
    for fragment in fragments:
        at_top = fragment.file.split("/")[0] in (
            "organization.yaml",
            "dictionary.yaml",
            "segments.yaml",
            "consents.yaml",
        )
        path = target / fragment.file if at_top else target / "visit" / fragment.file
        if "absent" in fragment.options:
            path.unlink()
            continue
        path.write_bytes(_contents(fragment, path))
    return target


def _contents(fragment: Fragment, path: Path) -> bytes:
    text = _repeated(fragment)
    if path.suffix == ".mjml" and "whole" not in fragment.options:
        text = _message(text)
    elif "whole" not in fragment.options and path.exists():
        text = _merged(path.read_text("utf-8"), text)
    path.parent.mkdir(parents=True, exist_ok=True)
    raw = text.encode("latin-1" if "latin-1" in fragment.options else "utf-8")
    return b"\xef\xbb\xbf" + raw if "bom" in fragment.options else raw


def _repeated(fragment: Fragment) -> str:
    times = next((int(option[7:]) for option in fragment.options if option.startswith("repeat=")), 0)
    if not times:
        return fragment.text
    *before, last = fragment.text.rstrip("\n").split("\n")
    return "\n".join([*before, *(last.replace("{n}", str(number)) for number in range(times))]) + "\n"


def _merged(base: str, fragment: str) -> str:
    sections = {_key(part): part for part in _SECTION.split(base) if part}
    added = [part for part in _SECTION.split(fragment) if part]
    for part in added:
        sections.pop(_key(part), None)
    return "".join([*sections.values(), *added])


def _key(section: str) -> str:
    return section.partition(":")[0]


def _message(text: str) -> str:
    whole = (WORKSPACE / "visit/messages/hello.mjml").read_text("utf-8")
    front = whole[: whole.index("<mjml>")]
    if text.startswith("---"):
        return text
    if not text.startswith("<mjml"):
        text = f"<mjml><mj-body><mj-section><mj-column>\n{text}</mj-column></mj-section></mj-body></mjml>\n"
    return front + text


class Case(NamedTuple):
    name: str
    folder: Path
    fragments: list[Fragment]


def cases() -> list[Case]:
    return [
        Case(path.parent.name, path.parent, _fragments(path.read_text("utf-8")))
        for path in sorted((HERE / "cases").glob("*/example.md"))
    ]
