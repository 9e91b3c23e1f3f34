"""Each diagnostic has a page of its own and each page a diagnostic: a code is a promise."""

import re

from engine.journey.codes import CODES
from tests.architecture.source import ROOT

RULES = ROOT / "docs" / "rules"


def test_every_code_is_a_kebab_case_sentence():
    assert [code for code in CODES if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)+", code)] == []


def test_every_code_has_a_page():
    assert sorted(code for code in CODES if not (RULES / f"{code}.md").is_file()) == []


def test_no_page_describes_a_code_that_is_gone():
    pages = {page.stem for page in RULES.glob("*.md")} - {"README", "coverage"}
    assert sorted(pages - set(CODES)) == []


def test_every_code_has_a_golden_that_shows_it():
    goldens = ROOT / "tests" / "language"
    shown = {
        code
        for path in (*goldens.glob("rules/*.txt"), *goldens.glob("cases/*/expected.txt"))
        for code in re.findall(r"^(?:error|warning)\[([a-z0-9-]+)\]", path.read_text("utf-8"), re.MULTILINE)
    }
    assert sorted(set(CODES) - shown) == []


def test_at_least_a_hundred_and_fifty_bad_journeys_are_kept_with_what_is_said_about_them():
    cases = (ROOT / "tests" / "language" / "cases").glob("*/expected.txt")
    bad = [path for path in cases if path.read_text("utf-8") != "no problems\n"]
    assert len(bad) >= 150
