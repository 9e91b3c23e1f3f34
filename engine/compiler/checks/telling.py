"""What leaves the house by calls, and what is noted for later: to whom, under which agreement, how closed."""

from urllib.parse import urlsplit

from engine.compiler.as_of import as_of
from engine.compiler.checks.authorization import place_in
from engine.compiler.resolve import Resolved
from engine.compiler.walk import TAGS, Stop
from engine.journey import codes
from engine.journey.diagnostics import Problems, label
from engine.journey.dictionary import rank
from engine.journey.organization import Agreement, Organization
from engine.journey.span import Span
from engine.journey.steps import Call, Update


def report_calls_without_agreement(resolved: Resolved, problems: Problems) -> None:
    """That somebody is in a journey is health information already; the organisation's own hosts need none."""
    organization = resolved.context.organization
    for step in resolved.steps if organization is not None else ():
        host = host_of(step, organization) if isinstance(step, Call) else ""
        if not host or organization is None or is_own(host, organization):
            continue
        place = step.place("url" if isinstance(step, Call) and step.url else "connector")
        covering = covering_agreements(host, organization)
        if not covering:
            hint = "write the business associate agreement under agreements: in organization.yaml"
            problems.report(codes.NO_AGREEMENT, place, host=host, id=step.id, hint=hint)
        elif not any(is_in_force(one) for one in covering):
            one = covering[-1]
            ended = one.until and one.until < as_of()
            problem = f"ended on {one.until}" if ended else f"begins on {one.signed}"
            problems.report(codes.AGREEMENT_NOT_IN_FORCE, place, party=one.party, host=host, problem=problem)


def report_protected_told(resolved: Resolved, problems: Problems) -> None:
    """A call carries neither the notice of 42 CFR 2.32 nor the consent, so it may not tell these."""
    organization = resolved.context.organization
    for step in resolved.steps:
        if not isinstance(step, Call):
            continue
        party = step.connector or host_of(step, organization) or "another system"
        for index, name in enumerate(step.fields):
            if resolved.context.class_of(name) == "protected":
                hint = "a call carries no notice and no copy of the consent (42 CFR 2.32); leave it out"
                place = step.place(f"fields.{index}")
                problems.report(codes.PROTECTED_TOLD, place, id=step.id, name=name, party=party, hint=hint)


def report_updates_that_tell_more(resolved: Resolved, problems: Problems) -> None:
    """A tag set for those with a diagnosis is that diagnosis: it must be as closed as what decided it."""
    for stop in resolved.stops:
        if isinstance(stop.step, Update) and stop.standing.reachable:
            for name, place in _written(stop.step):
                _report_taint(resolved, stop, name, place, problems)


def _written(step: Update) -> list[tuple[str, Span]]:
    found = [(name, step.place(f"set.{name}")) for name in step.set]
    for field in ("tag", "untag"):
        if getattr(step, field):
            return [*found, (TAGS, step.place(field))]
    return found


def _report_taint(resolved: Resolved, stop: Stop, name: str, place: Span, problems: Problems) -> None:
    """Only clinical and protected data flow so: one bit gives back no name, no date and no number."""
    context = resolved.context
    least = max(rank(context.class_of(name)), rank("identifier"))
    for field, condition in stop.standing.decided.items():
        if rank(context.class_of(field)) > least:
            more = context.class_of(field)
            hint = "note it for everybody, or as a tag that is declared as closed"
            if name == TAGS:
                hint = f"declare {name} with class: {more} in dictionary.yaml, or note it for everybody"
            labels = [label(place_in(condition, field), more)]
            problems.report(
                codes.UPDATE_TELLS_MORE, place, id=stop.step.id, name=name, data_class=context.class_of(name),
                what=field, more=more, hint=hint, labels=labels,
            )  # fmt: skip
            return


def host_of(step: Call, organization: Organization | None) -> str:
    """The host a call goes to; empty where it is not known."""
    connector = organization.connectors.get(step.connector or "") if organization is not None else None
    try:
        return (urlsplit(step.url or (connector.url if connector else "")).hostname or "").lower()
    except ValueError:
        return ""


def is_own(host: str, organization: Organization) -> bool:
    return any(host == own or host.endswith(f".{own}") for own in organization.domains)


def covering_agreements(host: str, organization: Organization) -> list[Agreement]:
    """In the order written, whether in force or not."""
    return [one for one in organization.agreements.values() if host in (name.lower() for name in one.hosts)]


def is_in_force(agreement: Agreement) -> bool:
    """Both days belong to it."""
    return agreement.signed <= as_of() and (not agreement.until or as_of() <= agreement.until)
