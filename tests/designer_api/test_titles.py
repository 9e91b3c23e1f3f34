"""A step is called by the title people know it by, in the reader's language where there is one."""

import pytest

from designer_api.runs.titles import in_language


@pytest.mark.parametrize(
    ("language", "title"),
    [("es", "Tres preguntas"), ("en", "Three questions"), ("fr", "Three questions")],
)
def test_a_title_is_told_in_the_readers_language_or_in_the_first_there_is(language: str, title: str) -> None:
    texts = {"en-US": "Three questions", "es": "Tres preguntas"}
    assert in_language(texts, language) == title


def test_nothing_to_choose_from_is_no_title() -> None:
    assert in_language({}, "es") == ""
