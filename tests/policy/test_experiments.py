"""Which path won: the test against known values, and how seldom chance alone decides."""

import random

import msgspec
import pytest

from engine.journey.plan import Path, Split, Winner
from engine.policy.choices import path_for, path_of
from engine.policy.experiments import Tally, judge, may_look, p_value, rivals, signature
from engine.store.ids import uuid7

SPLIT = Split(
    "offer", 1, (Path("short", 45, 1), Path("long", 45, 2), Path("none", 10, 3, holdout=True)), winner=None
)
WINNER = Winner("clicked", after=86_400, confidence=95, least=100)


@pytest.mark.parametrize(
    ("one", "other", "p"),
    [  # by hand: z is 2.1909, 1.9630, 0, 0, 0 and 3.5355; p from the table of the normal distribution
        ((45, 100), (30, 100), 0.028460),
        ((120, 1000), (150, 1000), 0.049640),
        ((5, 50), (5, 50), 1.0),
        ((0, 40), (0, 60), 1.0),
        ((40, 40), (60, 60), 1.0),
        ((10, 100), (30, 100), 0.000407),
    ],
)
def test_two_proportions_are_compared_as_textbooks_do(
    one: tuple[int, int], other: tuple[int, int], p: float
) -> None:
    found = p_value(Tally("a", one[1], one[0]), Tally("b", other[1], other[0]))
    assert found == pytest.approx(p, abs=5e-6)
    assert found == p_value(Tally("b", other[1], other[0]), Tally("a", one[1], one[0]))


def test_the_better_path_wins_once_the_difference_is_sure() -> None:
    sure = [Tally("short", 400, 120), Tally("long", 400, 60)]
    assert judge(sure, 95, 1).winner == "short"
    unsure = [Tally("short", 400, 80), Tally("long", 400, 60)]
    assert judge(unsure, 95, 1).winner == ""


def test_a_later_look_needs_more_certainty_than_the_first() -> None:
    close = [Tally("short", 400, 90), Tally("long", 400, 62)]
    assert judge(close, 95, 1).winner == "short"
    assert judge(close, 95, 4).winner == ""


def test_the_winner_must_beat_every_rival() -> None:
    three = [Tally("a", 500, 150), Tally("b", 500, 148), Tally("c", 500, 20)]
    assert judge(three, 95, 1).winner == ""
    assert judge([three[0], three[2]], 95, 1).winner == "a"


def test_nobody_looks_before_time_people_and_growth_are_there() -> None:
    full = [Tally("short", 100, 1), Tally("long", 120, 1)]
    assert may_look(WINNER, full, first=0, now=86_400, last=0)
    assert not may_look(WINNER, full, first=0, now=86_399, last=0)
    assert not may_look(WINNER, [Tally("short", 99, 1), full[1]], first=0, now=1e9, last=0)
    assert not may_look(WINNER, full, first=0, now=1e9, last=80)
    assert not may_look(WINNER, full[:1], first=0, now=1e9, last=0)


def test_chance_alone_decides_no_oftener_than_was_permitted_however_often_it_is_looked_at() -> None:
    rng, wrong, runs = random.Random(7), 0, 400
    for _ in range(runs):
        people, good, looks, last = 0, [0, 0], 0, 0
        while people < 3000:
            people += 50
            good = [one + sum(rng.random() < 0.2 for _ in range(50)) for one in good]
            tallies = [Tally("a", people, good[0]), Tally("b", people, good[1])]
            if may_look(WINNER, tallies, 0, 1e9, last):
                looks, last = looks + 1, people
                if judge(tallies, 95, looks).winner:
                    wrong += 1
                    break
    assert wrong / runs <= 0.05


def test_an_experiment_is_known_by_its_paths_and_hold_outs() -> None:
    assert rivals(SPLIT) == ("short", "long")
    moved = msgspec.structs.replace(SPLIT, paths=tuple(reversed(SPLIT.paths)), seed="new")
    assert signature(moved) == signature(SPLIT)
    held = (SPLIT.paths[0], SPLIT.paths[1], Path("none", 10, 3))
    assert signature(msgspec.structs.replace(SPLIT, paths=held)) != signature(SPLIT)


def test_newcomers_take_the_winner_and_who_is_held_out_stays_so() -> None:
    people = [uuid7() for _ in range(300)]
    for one in people:
        chosen = path_of(SPLIT, one)
        assert path_for(SPLIT, one) == chosen
        assert path_for(SPLIT, one, "long") == (2 if chosen == 2 else 1)
        assert path_for(SPLIT, one, "long", "short") == 0
        assert path_for(SPLIT, one, "gone") == chosen
    assert {path_for(SPLIT, one, "long") for one in people} == {1, 2}
