"""Which messages of a journey people will read otherwise. Compared as they are rendered, not as written."""

from collections.abc import Mapping
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Final

from engine.compiler.compare.difference import FieldChange, MessageChange
from engine.compiler.compare.meaning import one_line
from engine.compiler.compare.sides import JourneySide
from engine.compiler.templates import Template
from engine.journey.plan import Send

Variants = Mapping[str, Template]

_MOST_LINES: Final = 12
_MOST_LETTERS: Final = 240
_LEAD: Final = 60
"""So many letters that both have in common stand before the first that differs."""


def compare_messages(before: JourneySide, after: JourneySide) -> tuple[MessageChange, ...]:
    """By name. Nothing where a side has errors: its messages are not known then."""
    if before.plan is None or after.plan is None:
        return ()
    found = []
    for name in sorted(before.messages.keys() | after.messages.keys()):
        old, new = before.messages.get(name), after.messages.get(name)
        if old is None or new is None:
            side = after if new is not None else before
            found.append(MessageChange(name, "added" if old is None else "removed", _senders(side, name)))
        elif changes := _changes(old, new):
            found.append(MessageChange(name, "changed", _senders(after, name), changes))
    return tuple(found)


def new_messages(side: JourneySide) -> tuple[MessageChange, ...]:
    """All of a journey that is new."""
    return tuple(MessageChange(name, "added", _senders(side, name)) for name in sorted(side.messages))


def subjects_of(side: JourneySide | None, language: str) -> dict[str, str]:
    """The subject of each message in this language, or in another that it has; Jinja, as it is written."""
    messages = side.messages if side is not None else {}
    found = {
        name: variants.get(language, next(iter(variants.values()), None))
        for name, variants in messages.items()
    }
    return {name: template.subject for name, template in found.items() if template is not None}


def _senders(side: JourneySide, message: str) -> tuple[str, ...]:
    nodes = side.plan.nodes if side.plan is not None else ()
    return tuple(node.id for node in nodes if isinstance(node, Send) and node.message == message)


def _changes(old: Variants, new: Variants) -> tuple[FieldChange, ...]:
    found: list[FieldChange] = []
    for language in sorted(old.keys() | new.keys()):
        before, after = old.get(language), new.get(language)
        if before is None or after is None:
            words = ("", "added") if before is None else ("there", "")
            found.append(FieldChange(f"language {language}", *words))
        elif before.sha256 != after.sha256:
            found += _variant(language, before, after)
    return tuple(found)


def _variant(language: str, before: Template, after: Template) -> list[FieldChange]:
    pairs = [
        ("subject", before.subject, after.subject),
        ("preheader", before.preheader, after.preheader),
        ("class", before.data_class, after.data_class),
        ("links", ", ".join(before.links), ", ".join(after.links)),
    ]
    found = [
        FieldChange(f"{language} {name}", one_line(old), one_line(new))
        for name, old, new in pairs
        if old != new
    ]
    found += wording(language, before.text, after.text)
    return found or [FieldChange(f"{language} layout", "as it was", "another")]


def wording(language: str, before: str, after: str) -> list[FieldChange]:
    """Every paragraph that reads otherwise, since somebody approves what people will read."""
    pairs = _differing(_lines(before), _lines(after))
    found = [
        FieldChange(
            f"{language} text" if len(pairs) == 1 else f"{language} line {line} text", *_around(old, new)
        )
        for line, old, new in pairs[:_MOST_LINES]
    ]
    if rest := len(pairs) - len(found):
        found.append(FieldChange(f"{language} further text", "", f"{rest} more lines", now=rest))
    return found


def _differing(before: list[str], after: list[str]) -> list[tuple[int, str, str]]:
    """The number of each line that differs, from 1 in the text after, with both its states."""
    found = []
    for tag, i, i_end, j, j_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        pairs = zip_longest(before[i:i_end], after[j:j_end], fillvalue="")
        found += [(j + nth, old, new) for nth, (old, new) in enumerate(pairs, 1)]
    return found


def _around(before: str, after: str) -> tuple[str, str]:
    """Both states of a line. Of long ones, the stretch in which they differ."""
    both = enumerate(zip(before, after, strict=False))
    same = next((at for at, (old, new) in both if old != new), min(len(before), len(after)))
    start = max(0, same - _LEAD) if max(len(before), len(after)) > _MOST_LETTERS else 0
    start = before.rfind(" ", 0, start) + 1
    lead = "…" if start else ""
    old, new = (one_line(text[start:], _MOST_LETTERS) for text in (before, after))
    return old and lead + old, new and lead + new


def _lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]
