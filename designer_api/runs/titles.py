"""What people call the steps of a version: a task by its title, a form by its own, a mail by its subject."""

import re
from collections.abc import Mapping
from typing import Final

from engine.journey.plan import Form, MessagePlan, Plan, Send, Task
from engine.store.pool import Connection

_SUBJECTS: Final = "select sha256, subject from template where sha256 = any($1::text[])"
_TAG: Final = re.compile(r"\{%.*?%\}")
_VALUE: Final = re.compile(r"\{\{.*?\}\}")


async def titles_of(conn: Connection, plan: Plan, language: str) -> dict[str, str]:
    """Step → title, in that language where it is there. No value of a person is in it."""
    hashes = [each for message in plan.messages.values() for each in message.variants.values()]
    subjects = {row["sha256"]: row["subject"] for row in await conn.fetch(_SUBJECTS, hashes)}
    found: dict[str, str] = {}
    for node in plan.nodes:
        match node:
            case Task():
                found[node.id] = node.title
            case Form():
                found[node.id] = in_language(plan.forms[node.form].title, language)
            case Send():
                found[node.id] = _subject(plan.messages.get(node.message), subjects, language)
            case _:
                pass
    return found


def in_language(texts: Mapping[str, str], language: str) -> str:
    """In a language of that name with any region, else in the first there is."""
    fitting = (text for tag, text in texts.items() if tag.partition("-")[0] == language)
    return next(fitting, next(iter(texts.values()), ""))


def _subject(message: MessagePlan | None, subjects: Mapping[str, str], language: str) -> str:
    written = subjects.get(in_language(message.variants, language), "") if message else ""
    return " ".join(_VALUE.sub("…", _TAG.sub("", written)).split())
