"""What once failed does not fail again, and some thousand new inputs are answered, too."""

import time
from pathlib import Path

import pytest

from tests.fuzz.rooms import ROOMS

SEEDS = sorted((Path(__file__).parent / "seeds").glob("*.txt"))
NEW = 250  # inputs for each room; the long runs are made by hand


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem)
def test_a_failure_of_old_is_answered_with_located_problems(seed: Path) -> None:
    text = seed.read_bytes().decode("utf-8", "surrogatepass")
    start = time.process_time()
    ROOMS[seed.name.partition(".")[0]].check(text)
    assert time.process_time() - start < 1.0


@pytest.mark.parametrize("name", ROOMS)
def test_changed_texts_are_answered_with_located_problems(name: str) -> None:
    for index in range(NEW):
        ROOMS[name].check(ROOMS[name].input(7, index))


@pytest.mark.parametrize("name", ROOMS)
def test_the_same_numbers_make_the_same_input(name: str) -> None:
    room = ROOMS[name]
    assert room.input(1, 5) == room.input(1, 5)
    assert len({room.input(1, index) for index in range(50)}) > 40


@pytest.mark.parametrize("name", ROOMS)
def test_the_corpus_itself_is_answered(name: str) -> None:
    for text in ROOMS[name].corpus():
        ROOMS[name].check(text)
