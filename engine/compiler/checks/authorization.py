"""Mail that the law ties to a written permission is only reached through it."""

from collections.abc import Iterable

from engine.compiler.flow.facts import Facts
from engine.compiler.flow.uses import uses_of
from engine.compiler.resolve import Resolved
from engine.compiler.walk import Stop
from engine.journey import codes
from engine.journey.condition import Condition
from engine.journey.diagnostics import Label, Problems, label
from engine.journey.dictionary import rank
from engine.journey.span import Span
from engine.journey.steps import Send


def report_marketing_without_authorization(resolved: Resolved, problems: Problems) -> None:
    """Every path to a marketing mail passes `authorized("…")`: who is a patient is already protected."""
    for send, stop in resolved.sends():
        if resolved.purpose(send) != "marketing" or is_gated(resolved, stop):
            continue
        leaning = leaning_on(resolved, send, stop, "clinical")
        what = f"clinical data ({next(iter(leaning))})" if leaning else "who is a patient"
        labels = [
            *leaning.values(),
            Label(text=f"the message {send.message} is sent here with purpose marketing"),
        ]
        scopes = sorted(resolved.context.consents.authorizations) or ["…"]
        hint = f'put it behind authorized("{scopes[0]}"), or give it another purpose if it is about care'
        problems.report(
            codes.MARKETING_AUTHORIZATION, send.place("id"), id=send.id, what=what, hint=hint, labels=labels
        )


def report_protected_without_authorization(resolved: Resolved, problems: Problems) -> None:
    """Substance use records (42 CFR Part 2) need the person's consent whatever the purpose."""
    for send, stop in resolved.sends():
        leaning = leaning_on(resolved, send, stop, "protected")
        laws = laws_of(resolved, leaning)
        if leaning and not is_gated(resolved, stop, laws):
            hint = consent_for(resolved, laws)
            what, labels = next(iter(leaning)), list(leaning.values())
            place = send.place("id")
            problems.report(
                codes.PROTECTED_AUTHORIZATION, place, id=send.id, what=what, hint=hint, labels=labels
            )


def laws_of(resolved: Resolved, names: Iterable[str]) -> frozenset[str]:
    """The laws that these fields are under."""
    dictionary = resolved.context.dictionary
    return frozenset(dictionary[name].law for name in names if name in dictionary) - {""}


def consent_for(resolved: Resolved, laws: frozenset[str]) -> str:
    """What to do about data under these laws."""
    known = resolved.context.consents.authorizations.items()
    fitting = sorted(name for name, one in known if laws <= set(one.covers))
    if fitting:
        return f'put it behind authorized("{fitting[0]}")'
    return f"describe a consent in consents.yaml that covers: [{', '.join(sorted(laws))}], and ask for it"


def is_gated(resolved: Resolved, stop: Stop, laws: frozenset[str] = frozenset()) -> bool:
    """Whether every way here leads through authorizations that are described and cover these laws."""
    described = resolved.context.consents.authorizations

    def open_the_way(facts: Facts) -> bool:
        scopes = facts.arguments("authorized") & described.keys()
        return bool(scopes) and laws <= {law for scope in scopes for law in described[scope].covers}

    return stop.standing.facts.proves(open_the_way)


def leaning_on(resolved: Resolved, send: Send, stop: Stop, least: str) -> dict[str, Label]:
    """Fields as closed as `least` or more that decide who gets the mail or stand in it, with their places."""
    context = resolved.context
    found: dict[str, Label] = {}
    for name, condition in stop.standing.decided.items():
        if rank(context.class_of(name)) >= rank(least):
            found[name] = label(place_in(condition, name), context.class_of(name))
    for variant in resolved.variants(send):
        for use in uses_of(variant, context):
            if rank(use.data_class) >= rank(least):
                found.setdefault(use.name, label(use.place, use.data_class))
    return found


def place_in(condition: Condition, name: str) -> Span:
    """Where a condition names a field; the whole of it when it is looked at through a segment."""
    offset = condition.text.find(name)
    return condition.locate(offset, len(name)) if offset >= 0 else condition.span
