"""What some laws protect more than others: sensitive categories, substance use, young people."""

from typing import Final

from engine.compiler.checks.authorization import consent_for, is_gated, laws_of, leaning_on
from engine.compiler.checks.needs import words_in_clear
from engine.compiler.resolve import Resolved
from engine.journey import codes
from engine.journey.diagnostics import Problems
from engine.journey.dictionary import most_closed, rank

AGE: Final = "patient.age"
STATE_LAWS: Final = frozenset({"hiv", "sti", "mental-health", "reproductive", "genetic"})


def report_sensitive_without_consent(resolved: Resolved, problems: Problems) -> None:
    """Fields that the dictionary puts under a state's law decide nothing without the person's consent."""
    dictionary = resolved.context.dictionary
    if not any(field.law in STATE_LAWS for field in dictionary.values()):
        return
    for send, stop in resolved.sends():
        leaning = {
            name: place
            for name, place in leaning_on(resolved, send, stop, "operational").items()
            if name in dictionary and dictionary[name].law in STATE_LAWS
        }
        closed = [name for name in leaning if dictionary[name].data_class == "protected"]
        laws = laws_of(resolved, leaning)
        if not leaning or closed or is_gated(resolved, stop, laws):
            continue
        what = next(iter(leaning))
        hint = consent_for(resolved, laws)
        problems.report(
            codes.SENSITIVE_CONSENT, send.place("id"),
            id=send.id, what=what, law=dictionary[what].law, hint=hint, labels=leaning.values(),
        )  # fmt: skip


def report_substance_use_in_clear(resolved: Resolved, problems: Problems) -> None:
    """Subject and preheader travel in clear: they say nothing of treatment for substance use."""
    words = resolved.policy.vocabulary.get("substance-use", ())
    for variants in resolved.messages.values():
        for variant in variants.values():
            for part, word, place in words_in_clear(variant, words):
                hint = "say it in the body, which is protected"
                problems.report(codes.SUBSTANCE_USE_IN_CLEAR, place, part=part, word=word, hint=hint)


def report_minors_reached(resolved: Resolved, problems: Problems) -> None:
    """Whoever may be a minor is not written to about care they may have consented to alone."""
    adult = resolved.policy.parameters.get("adult-age")
    if adult is None:
        return
    for send, stop in resolved.sends():
        data_class = most_closed([one.message.front.data_class for one in resolved.variants(send)])
        asked = stop.standing.facts.proves(lambda facts: facts.least(AGE) >= adult)
        if rank(data_class) < rank("clinical") or asked or is_gated(resolved, stop):
            continue
        hint = f"ask for {AGE} >= {adult} on every way to it"
        problems.report(
            codes.MINOR_POSSIBLE, send.place("id"), id=send.id, age=adult, data_class=data_class, hint=hint
        )
