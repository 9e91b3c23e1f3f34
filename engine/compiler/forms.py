"""Forms beside a journey: read, checked against each other, lowered to what the portal shows."""

import re
from typing import Final

from engine.compiler.context import Context
from engine.compiler.load import load
from engine.compiler.read import read
from engine.journey import codes, plan
from engine.journey.diagnostics import Problems
from engine.journey.dictionary import Dictionary, Field
from engine.journey.forms import ANSWERS, FIELD_TYPES, FormDocument, QuestionDocument

FILE_NAME: Final = re.compile(r"([a-z][a-z0-9]*(?:-[a-z0-9]+)*)\.yaml")


def read_forms(files: dict[str, tuple[str, str]], problems: Problems) -> dict[str, FormDocument]:
    """`files`: name of the form → (path, text). What cannot be read is left out."""
    found: dict[str, FormDocument] = {}
    for name, (path, text) in sorted(files.items()):
        node = load(text, path, problems)
        form = read(FormDocument, node, problems) if node is not None else None
        if form is None:
            continue
        if form.form != name:
            problems.report(codes.FORM_NAME, form.place("form"), name=form.form, file=f"{name}.yaml")
        found[name] = form
    _report_questions(found, problems)
    return found


def answers_of(forms: dict[str, FormDocument]) -> Dictionary:
    """The fields that the answers become."""
    return {
        f"{ANSWERS}.{question.id}": Field(FIELD_TYPES[question.type], question.data_class)
        for form in forms.values()
        for question in form.questions
    }


def lower_form(form: FormDocument, context: Context) -> plan.FormPlan:
    language = context.organization.language if context.organization else "en"
    return plan.FormPlan(
        title=_words(form.title, language),
        questions=tuple(_question(question, language) for question in form.questions),
        intro=_words(form.intro, language),
        thanks=_words(form.thanks, language),
    )


def _question(question: QuestionDocument, language: str) -> plan.Question:
    choices = question.choices or {}
    return plan.Question(
        id=question.id,
        ask=_words(question.ask, language),
        type=question.type,
        required=question.required,
        choices={value: _words(words, language) for value, words in choices.items()},
        order=tuple(choices),
        least=question.least,
        most=question.most,
    )


def _words(written: str | dict[str, str] | None, language: str) -> dict[str, str]:
    if written is None:
        return {}
    return {language: written.strip()} if isinstance(written, str) else dict(written)


def _report_questions(forms: dict[str, FormDocument], problems: Problems) -> None:
    first: dict[str, QuestionDocument] = {}
    for form in forms.values():
        for question in form.questions:
            place = question.place("id")
            if question.id in first:
                problems.report(codes.DUPLICATE_QUESTION, place, id=question.id)
            first.setdefault(question.id, question)
            if (question.type == "choice") != bool(question.choices):
                problems.report(codes.QUESTION_CHOICES, question.place("type"), id=question.id)
            if question.type == "number" and question.least >= question.most:
                problems.report(codes.QUESTION_RANGE, question.place("least"), id=question.id)
