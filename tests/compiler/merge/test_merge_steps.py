"""Two people's edits of one journey: what is taken from whom, and where somebody has to choose."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.compiler.merge import merge_texts, pieces_of
from engine.settings import PROJECT

SHIPPED = sorted((PROJECT / "journeys").glob("*/journey.yaml"))
BASE = """\
# Written with care.
journey: visit
title: Visit
steps:
  # A week before.
  - send: invite
    message: invite
  - branch: heard
    cases:
      - name: yes
        when: engaged("invite")
        steps:
          - wait: a-day
            for: 1d
          - send: thanks
            message: thanks
    otherwise:
      - wait: two-days
        for: 2d

  - exit: done   # that is all
# the end
"""


def _changed(text: str, *pairs: tuple[str, str]) -> str:
    for before, after in pairs:
        assert before in text
        text = text.replace(before, after, 1)
    return text


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.parent.name)
def test_the_pieces_of_a_journey_put_together_are_its_text(path: Path) -> None:
    text = path.read_text()
    piece = pieces_of(text)
    assert piece is not None
    assert piece.text == text


def test_edits_of_different_steps_are_both_kept_and_comments_stay() -> None:
    mine = _changed(BASE, ("for: 1d", "for: 3d"))
    theirs = _changed(BASE, ("for: 2d", "for: 5d  # longer"), ("title: Visit", "title: Your visit"))
    merged = merge_texts(BASE, mine, theirs)
    assert merged.text == _changed(theirs, ("for: 1d", "for: 3d"))
    assert not merged.clashes
    assert set(merged.taken) == {"title", "two-days"}


def test_the_fields_of_a_branch_and_the_steps_inside_it_are_different_things() -> None:
    mine = _changed(BASE, ('engaged("invite")', 'clicked("invite")'))
    theirs = _changed(BASE, ("message: thanks", "message: thank-you"))
    merged = merge_texts(BASE, mine, theirs)
    assert merged.text == _changed(mine, ("message: thanks", "message: thank-you"))
    assert not merged.clashes


def test_both_changed_one_step_and_somebody_has_to_choose() -> None:
    mine, theirs = _changed(BASE, ("for: 1d", "for: 3d")), _changed(BASE, ("for: 1d", "for: 4d"))
    merged = merge_texts(BASE, mine, theirs)
    assert [(one.where, one.kind) for one in merged.open] == [("a-day", "changed")]
    assert merged.text == mine
    chosen = merge_texts(BASE, mine, theirs, {"a-day": "theirs"})
    assert chosen.text == theirs
    assert not chosen.open


def test_a_step_taken_away_here_and_changed_there_is_not_lost_silently() -> None:
    gone = "          - wait: a-day\n            for: 1d\n"
    mine, theirs = _changed(BASE, (gone, "")), _changed(BASE, ("for: 1d", "for: 4d"))
    merged = merge_texts(BASE, mine, theirs)
    assert [(one.where, one.kind) for one in merged.open] == [("a-day", "removed-here")]
    assert merge_texts(BASE, mine, theirs, {"a-day": "theirs"}).text == theirs
    assert [one.kind for one in merge_texts(BASE, theirs, mine).open] == ["removed-there"]


def test_a_whole_branch_taken_away_here_and_filled_there_needs_a_choice() -> None:
    start, end = BASE.index("    otherwise:"), BASE.index("\n  - exit")
    mine = BASE[:start] + BASE[end:]
    theirs = _changed(BASE, ("for: 2d\n", "for: 2d\n      - send: again\n        message: again\n"))
    merged = merge_texts(BASE, mine, theirs)
    assert [one.where for one in merged.open] == ["heard"]


def test_both_add_a_step_in_one_place_and_both_are_there() -> None:
    mine = _changed(BASE, ("  - exit: done", "  - wait: mine\n    for: 1d\n  - exit: done"))
    theirs = _changed(BASE, ("  - exit: done", "  - wait: theirs\n    for: 1d\n  - exit: done"))
    merged = merge_texts(BASE, mine, theirs)
    assert not merged.clashes
    assert re.findall(r"- wait: (mine|theirs)", merged.text) in (["mine", "theirs"], ["theirs", "mine"])


def test_a_step_that_both_moved_elsewhere_would_be_there_twice() -> None:
    wait = "          - wait: a-day\n            for: 1d\n"
    moved = "  - wait: a-day\n    for: 1d\n"
    mine = _changed(_changed(BASE, (wait, "")), ("  - exit: done", f"{moved}  - exit: done"))
    theirs = _changed(
        _changed(BASE, (wait, "")),
        (
            "    otherwise:\n",
            "    otherwise:\n" + moved.replace("  ", "      ", 1).replace("\n    for", "\n        for"),
        ),
    )
    merged = merge_texts(BASE, mine, theirs)
    assert [(one.where, one.kind) for one in merged.open] == [("a-day", "twice")]


def test_texts_that_cannot_be_read_are_merged_as_wholes() -> None:
    merged = merge_texts(BASE, BASE + "x: [", BASE + "notes: hi\n")
    assert [one.kind for one in merged.open] == ["unreadable"]
    assert merge_texts(BASE, BASE, BASE + "x: [").text == BASE + "x: ["


def _edit(text: str, kind: int, at: int, word: str) -> str:
    """A small edit of one of the steps or fields that lie on a line of their own."""
    lines = text.splitlines(keepends=True)
    places = [n for n, line in enumerate(lines) if re.match(r" *- (wait|send|exit): ", line)]
    n = places[at % len(places)]
    pad = lines[n][: lines[n].index("-")]
    if kind == 0:
        lines.insert(n, f"{pad}# {word}\n")
    elif kind == 1:
        lines.insert(n, f"{pad}- wait: {word}\n{pad}  for: 1d\n")
    else:
        lines[n] = lines[n].rstrip("\n") + f"  # {word}\n"
    return "".join(lines)


_EDITS = st.tuples(st.integers(0, 2), st.integers(0, 40))


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(SHIPPED), st.lists(_EDITS, max_size=4), st.lists(_EDITS, max_size=4))
def test_a_merge_keeps_what_either_side_wrote(
    path: Path, ours: list[tuple[int, int]], others: list[tuple[int, int]]
) -> None:
    base = path.read_text()
    mine = theirs = base
    for number, (kind, at) in enumerate(ours):
        mine = _edit(mine, kind, at, f"mine-{number}")
    for number, (kind, at) in enumerate(others):
        theirs = _edit(theirs, kind, at, f"theirs-{number}")
    merged, turned = merge_texts(base, mine, theirs), merge_texts(base, theirs, mine)
    assert merge_texts(base, mine, base).text == mine
    assert merge_texts(base, base, theirs).text == theirs
    assert merge_texts(base, mine, mine).text == mine
    assert {one.where for one in merged.clashes} == {one.where for one in turned.clashes}
    assert sorted(merged.text) == sorted(turned.text) or merged.clashes
    for number in range(len(ours)):
        assert f"mine-{number}" in merged.text
    if not merged.clashes:
        for number in range(len(others)):
            assert f"theirs-{number}" in merged.text
        assert pieces_of(merged.text) is not None
