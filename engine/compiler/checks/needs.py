"""No more about a person than the purpose of a mail needs, and words that fit it."""

import re
from functools import lru_cache

from engine.compiler.flow.uses import uses_of
from engine.compiler.resolve import Resolved
from engine.compiler.templates import Compiled
from engine.journey import codes
from engine.journey.diagnostics import Problems, label
from engine.journey.dictionary import rank
from engine.journey.span import Span


def report_more_than_needed(resolved: Resolved, problems: Problems) -> None:
    """Minimum necessary: what a bill needs is not what care needs."""
    limits = resolved.policy.limits
    for send, _ in resolved.sends():
        purpose = resolved.purpose(send)
        for variant in resolved.variants(send) if purpose in limits else ():
            for use in uses_of(variant, resolved.context):
                if rank(use.data_class) > rank(limits[purpose]):
                    hint = (
                        f"leave it out, or let them read it behind link.portal; {limits[purpose]} is enough"
                    )
                    labels = [label(send.place("id"), f"sent here with the purpose {purpose}")]
                    problems.report(
                        codes.MORE_THAN_NEEDED, use.place,
                        name=use.name, data_class=use.data_class, purpose=purpose, hint=hint, labels=labels,
                    )  # fmt: skip


def report_promotional_subjects(resolved: Resolved, problems: Problems) -> None:
    """Mail whose subject reads as an advertisement is commercial mail, whatever stands in it."""
    words = resolved.policy.vocabulary.get("promotional", ())
    for send, _ in resolved.sends():
        purpose = resolved.purpose(send)
        if purpose in ("", "marketing"):
            continue
        for variant in resolved.variants(send):
            for part, word, place in words_in_clear(variant, words):
                hint = "say what the mail is about; what is offered has the purpose marketing"
                problems.report(
                    codes.PROMOTIONAL_SUBJECT, place, part=part, word=word, purpose=purpose, hint=hint
                )


def words_in_clear(variant: Compiled, words: tuple[str, ...]) -> list[tuple[str, str, Span]]:
    """(part, word, place) for the first of `words` in subject and in preheader."""
    found = []
    for part in ("subject", "preheader"):
        region = variant.message.region(part)
        match = search_words(region.text, words)
        if match is not None:
            found.append((part, match[0], region.span(match.start(), match.end() - match.start())))
    return found


def search_words(text: str, words: tuple[str, ...]) -> re.Match[str] | None:
    """Whole words, in capitals or not."""
    return _pattern(words).search(text) if words else None


@lru_cache(maxsize=64)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)
