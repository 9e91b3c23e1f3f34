"""A form as its page shows it: the author's words in the reader's language, and what was written so far."""

import time
from collections.abc import Mapping
from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec

from designer_api.portal.proof import make_proof
from designer_api.portal.words import words_for
from engine.journey.plan import FormPlan, Question
from engine.links import Link, make_token
from engine.policy.questions import LONGEST_TEXT, Problem
from engine.rendering.variants import choose_variant
from engine.settings import Settings
from engine.store.forms import find_form
from engine.store.pool import Connection

PREFIX: Final = "q_"  # before a question's id, so that no question is taken for a field of ours


class Offer(msgspec.Struct, frozen=True):
    """What the button below a message needs to lead to the form."""

    action: str
    proof: str


class Choice(msgspec.Struct, frozen=True):
    value: str
    words: str


class Asked(msgspec.Struct, frozen=True):
    """One question; `written` is what the person has written, `problem` what is wrong with it."""

    name: str
    ask: str
    type: str
    required: bool
    choices: list[Choice]
    least: int
    most: int
    written: str
    problem: str


class FormShown(msgspec.Struct, frozen=True):
    action: str
    proof: str
    title: str
    intro: str
    questions: list[Asked]
    problems: bool
    longest: int = LONGEST_TEXT


async def offer_form(conn: Connection, settings: Settings, message: UUID, now: datetime) -> Offer | None:
    """Where the form that is open to the reader of this message is filled in; None when none is open."""
    form = await find_form(conn, message, now)
    if form is None or form.standing != "open":
        return None
    token = make_token(settings.link_key, Link(message, "form"))
    return Offer(f"/portal/form/{token}", make_proof(settings.link_key, message, time.time()))


def show_form(
    plan: FormPlan,
    languages: tuple[str, str],
    offer: Offer,
    written: Mapping[str, str] | None = None,
    problems: Mapping[str, Problem] | None = None,
) -> FormShown:
    """`languages`: the reader's and the organisation's. `written`: question → text of the last attempt."""
    return FormShown(
        action=offer.action,
        proof=offer.proof,
        title=say(plan.title, languages),
        intro=say(plan.intro, languages),
        questions=[
            _asked(one, languages, (written or {}).get(one.id, ""), (problems or {}).get(one.id))
            for one in plan.questions
        ],
        problems=bool(problems),
    )


def say(texts: Mapping[str, str], languages: tuple[str, str]) -> str:
    """The text in the reader's language, else in the organisation's, else in any it has."""
    if not texts:
        return ""
    chosen = choose_variant(*languages, texts)
    return texts.get(chosen) or next(iter(texts.values()))


def _asked(question: Question, languages: tuple[str, str], written: str, problem: Problem | None) -> Asked:
    words = words_for(languages[0])
    choices = [Choice(value, say(question.choices[value], languages)) for value in question.order]
    if question.type == "yes-no":
        choices = [Choice("yes", words["form-yes"]), Choice("no", words["form-no"])]
    limits = {"least": question.least, "most": question.most, "longest": LONGEST_TEXT}
    return Asked(
        name=PREFIX + question.id,
        ask=say(question.ask, languages),
        type=question.type,
        required=question.required,
        choices=choices,
        least=question.least,
        most=question.most,
        written=written,
        problem=words[f"form-{problem}"].format(**limits) if problem else "",
    )
