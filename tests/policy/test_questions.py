"""What people write into forms is read as answers, or as a problem with one question."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.journey.plan import FormPlan, Question
from engine.policy.questions import LONGEST_TEXT, Problem, read_answers

CHOICES = {"better": {"en": "Better"}, "worse": {"en": "Worse"}}
FORM = FormPlan(
    {"en": "How are you?"},
    (
        Question("fever", {"en": "Fever?"}, "yes-no"),
        Question("feeling", {"en": "Since then?"}, "choice", choices=CHOICES, order=("better", "worse")),
        Question("pain", {"en": "Pain?"}, "number", least=0, most=10),
        Question("words", {"en": "Anything else?"}, "text", required=False),
    ),
)
FINE = {"fever": "no", "feeling": "worse", "pain": "7", "words": " Thank\r\nyou "}


def test_each_answer_has_the_type_of_its_question() -> None:
    read = read_answers(FORM, FINE)
    assert read.answers == {"fever": False, "feeling": "worse", "pain": 7, "words": "Thank\nyou"}
    assert read.problems == {}


def test_what_may_be_left_open_may_and_strange_keys_are_passed_over() -> None:
    read = read_answers(FORM, {**FINE, "words": " ", "patient": "x"})
    assert read.answers.keys() == {"fever", "feeling", "pain"}
    assert read.problems == {}


@pytest.mark.parametrize(
    ("question", "written", "problem"),
    [
        ("fever", "", "missing"),
        ("fever", "perhaps", "not-a-choice"),
        ("feeling", "same", "not-a-choice"),
        ("pain", "", "missing"),
        ("pain", "much", "not-a-number"),
        ("pain", "7.5", "not-a-number"),
        ("pain", "٧", "not-a-number"),
        ("pain", "9" * 40, "not-a-number"),
        ("pain", "-1", "too-small"),
        ("pain", "11", "too-large"),
        ("words", "x" * (LONGEST_TEXT + 1), "too-long"),
    ],
)
def test_what_does_not_fit_is_told_for_its_question_alone(
    question: str, written: str, problem: Problem
) -> None:
    read = read_answers(FORM, {**FINE, question: written})
    assert read.problems == {question: problem}
    assert question not in read.answers


@given(st.dictionaries(st.sampled_from(["fever", "feeling", "pain", "words", "other"]), st.text(max_size=80)))
def test_whatever_is_written_every_answer_fits_its_question(written: dict[str, str]) -> None:
    read = read_answers(FORM, written)
    assert not read.answers.keys() & read.problems.keys()
    for question in FORM.questions:
        answer = read.answers.get(question.id)
        match question.type:
            case "yes-no":
                assert answer in (None, True, False)
            case "choice":
                assert answer is None or answer in CHOICES
            case "number":
                assert answer is None or question.least <= answer <= question.most
            case "text":
                assert answer is None or (isinstance(answer, str) and "\x00" not in answer)
