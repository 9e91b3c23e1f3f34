"""What a person wrote into a form, read as the answers that its questions ask for. Pure; repeats no value."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Final, Literal

import msgspec

from engine.journey.plan import FormPlan, Question

Answer = bool | int | str
Problem = Literal["missing", "not-a-choice", "not-a-number", "too-small", "too-large", "too-long"]

LONGEST_TEXT: Final = 2_000  # characters
_YES_NO: Final = {"yes": True, "no": False}
_NUMBER: Final = re.compile(r"[+-]?[0-9]{1,9}")
# Everything that is no text but tab and line feed: controls, surrogates, what is never a character.
_NOT_TEXT: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


class Read(msgspec.Struct, frozen=True):
    """Question → answer, and question → problem. What was left open and may be is in neither."""

    answers: dict[str, Answer]
    problems: dict[str, Problem]


def read_answers(form: FormPlan, written: Mapping[str, str]) -> Read:
    """`written`: question → text as it came. Keys that are no question of this form are passed over."""
    answers: dict[str, Answer] = {}
    problems: dict[str, Problem] = {}
    for question in form.questions:
        text = _cleaned(written.get(question.id, ""))
        if not text:
            if question.required:
                problems[question.id] = "missing"
            continue
        found = _read(question, text)
        if isinstance(found, _Wrong):
            problems[question.id] = found.problem
        else:
            answers[question.id] = found
    return Read(answers, problems)


class _Wrong(msgspec.Struct, frozen=True):
    problem: Problem


def _read(question: Question, text: str) -> Answer | _Wrong:
    match question.type:
        case "yes-no":
            return _YES_NO[text] if text in _YES_NO else _Wrong("not-a-choice")
        case "choice":
            return text if text in question.choices else _Wrong("not-a-choice")
        case "number":
            return _number(question, text)
        case "text":
            return text if len(text) <= LONGEST_TEXT else _Wrong("too-long")


def _number(question: Question, text: str) -> Answer | _Wrong:
    if not _NUMBER.fullmatch(text):
        return _Wrong("not-a-number")
    number = int(text)
    if number < question.least:
        return _Wrong("too-small")
    return _Wrong("too-large") if number > question.most else number


def _cleaned(text: str) -> str:
    """NFC, line ends as one, nothing invisible that breaks a line."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _NOT_TEXT.sub("", lines)).strip()
