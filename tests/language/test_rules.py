"""Every diagnostic has a page whose examples are true."""

from pathlib import Path

import pytest

from engine.compiler import compile_workspace
from engine.journey.codes import CODES
from tests.language.examples import HERE, RULES, Page, lay_out, pages
from tests.language.record import rendered

PAGES = pages()


def named(page: Page) -> str:
    return page.code


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    assert {page.code for page in PAGES} == set(CODES)


def test_every_page_is_listed_in_the_overview() -> None:
    overview = (HERE.parents[1] / "docs/rules/README.md").read_text("utf-8")
    assert [code for code in CODES if f"[{code}]({code}.md)" not in overview] == []


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_a_page_quotes_its_rule_and_the_law_behind_it(page: Page) -> None:
    text, code = (RULES / f"{page.code}.md").read_text("utf-8"), CODES[page.code]
    assert f"{code.severity.capitalize()}: `{code.template}`" in text
    assert code.source in text


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_the_bad_example_has_exactly_this_problem(page: Page, tmp_path: Path) -> None:
    found = compile_workspace(lay_out(page.bad, tmp_path)).all_diagnostics
    assert {one.code for one in found} == {page.code}
    assert {one.severity for one in found} == {CODES[page.code].severity}


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_the_good_example_has_no_problem_and_compiles(page: Page, tmp_path: Path) -> None:
    workspace = compile_workspace(lay_out(page.good, tmp_path))
    assert workspace.all_diagnostics == ()
    assert all(journey.plan is not None for journey in workspace.journeys)


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_the_bad_example_is_shown_as_expected(page: Page) -> None:
    assert rendered(page.bad) == (HERE / "rules" / f"{page.code}.txt").read_text("utf-8")
