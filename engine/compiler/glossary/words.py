"""Brings the tables together, and answers what a struct or one of its words means."""

from typing import Final

from engine.compiler.glossary.journeys import JOURNEYS
from engine.compiler.glossary.messages import MESSAGES
from engine.compiler.glossary.organizations import ORGANIZATIONS
from engine.compiler.glossary.scenarios import SCENARIOS
from engine.compiler.glossary.steps import EVERY_STEP, STEPS
from engine.journey.part import Part, Step

Table = dict[type[Part], tuple[str, dict[str, str]]]  # struct → what it is, and what each of its words says

WORDS: Final[Table] = JOURNEYS | STEPS | ORGANIZATIONS | MESSAGES | SCENARIOS


def summary(kind: type[Part]) -> str:
    """What a struct stands for, in one or two sentences of Markdown."""
    return WORDS[kind][0] if kind in WORDS else ""


def meaning(kind: type[Part], key: str) -> str:
    """What one word of a struct says, in Markdown; "" for a word it does not have."""
    known = WORDS.get(kind, ("", {}))[1]
    if key in known:
        return known[key]
    return EVERY_STEP.get("id" if key == kind.kind else key, "") if issubclass(kind, Step) else ""
