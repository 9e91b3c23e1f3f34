"""What the organisation's own documents must say: how long it keeps things, which packs hold."""

import re
from typing import Final

from engine.compiler.checks.needs import search_words
from engine.compiler.packs import Policy, packs
from engine.compiler.packs.policy import stricter_of
from engine.compiler.suggest import did_you_mean
from engine.journey import codes
from engine.journey.diagnostics import Problems
from engine.journey.dictionary import FieldDocument
from engine.journey.organization import OrganizationDocument, PolicyDocument
from engine.journey.span import Span

LAWS: Final = (
    "42-cfr-2", "hiv", "sti", "mental-health", "reproductive", "genetic", "psychotherapy-notes",
)  # fmt: skip
_CHANGES: Final = ("wording", "audience", "protection", "timing")
_THERAPY_NOTES: Final = re.compile(r"(psycho)?therapy_notes?|counsell?ing_notes?|therapy_session_notes?")


def report_organization(document: OrganizationDocument, policy: Policy, problems: Problems) -> None:
    """`policy`: what its packs come to."""
    if document.policy is not None:
        _report_policy(document.policy, policy, problems)
    least = policy.parameters["retention-years"]
    if document.retention is not None and document.retention.years < least:
        place = document.retention.place("years")
        problems.report(codes.RETENTION_TOO_SHORT, place, years=document.retention.years, least=least)
    if document.contact_budget is None:
        place = document.keys.get("organization", document.span)
        hint = "add contact_budget: {count: 5, per: 7d}"
        problems.report(codes.NO_BUDGET, place, hint=hint)
    _report_approvals(document, problems)
    _report_words_in_clear(document, policy, problems)


def _report_policy(document: PolicyDocument, policy: Policy, problems: Problems) -> None:
    known = packs()
    for index, name in enumerate(document.packs):
        place = document.place(f"packs.{index}")
        if name not in known:
            hint = did_you_mean(name, known) or f"the packs are {', '.join(known)}"
            problems.report(codes.UNKNOWN_PACK, place, name=name, hint=hint)
        elif name in policy.coming:
            problems.report(codes.PACK_COMING, place, name=name, effective=known[name].effective)
    if not known.keys() >= set(document.packs):
        return  # which parameters there are is not known
    for name, value in document.parameters.items():
        _report_parameter(name, value, document, policy, problems)


def _report_parameter(
    name: str, value: int, document: PolicyDocument, policy: Policy, problems: Problems
) -> None:
    place, names = document.place(f"parameters.{name}"), policy.parameters
    if name not in names:
        hint = did_you_mean(name, names) or f"those in force have {', '.join(sorted(names))}"
        problems.report(codes.UNKNOWN_PARAMETER, place, name=name, hint=hint)
        return
    asked = [
        one for one in packs().values() if name in one.parameters and one.pack in policy.packs + policy.coming
    ]
    parameters = [(one.parameters[name], one.pack) for one in asked]
    for parameter, pack in parameters:
        if stricter_of(parameter, [parameter.value, value]) != value:
            problems.report(
                codes.PARAMETER_TOO_LAX, place,
                name=name, direction=parameter.stricter, value=parameter.value, pack=pack,
            )  # fmt: skip
            return


def _report_approvals(document: OrganizationDocument, problems: Problems) -> None:
    written = document.approvals
    missing = [kind for kind in _CHANGES if written is None or getattr(written, kind) is None]
    if missing:
        place = document.keys.get("approvals", document.keys.get("organization", document.span))
        hint = f"name a role under approvals: {missing[0]}: approver"
        problems.report(codes.NOBODY_APPROVES, place, kinds=", ".join(missing), hint=hint)


def _report_words_in_clear(document: OrganizationDocument, policy: Policy, problems: Problems) -> None:
    """The sender's name and address and the hosts of links travel in clear with every mail."""
    sender, words = document.sender, policy.vocabulary.get("substance-use", ())
    told: list[tuple[str, str, Span]] = [
        ("sender's name", sender.name, sender.place("name")),
        ("sender's address", sender.address, sender.place("address")),
    ]
    told += [
        ("domain", name, document.place(f"domains.{index}")) for index, name in enumerate(document.domains)
    ]
    for part, text, place in told:
        match = search_words(re.sub(r"[._@-]+", " ", text), words)
        if match is not None:
            hint = "every mail shows it; write from a name that says only who you are"
            problems.report(codes.SUBSTANCE_USE_IN_CLEAR, place, part=part, word=match[0], hint=hint)


def report_field(name: str, field: FieldDocument, place: Span, problems: Problems) -> None:
    """`name`: dotted. Notes of therapy are kept apart from the record and out of everything else."""
    if field.law is not None:
        report_law(field.law, field.place("law"), problems)
    if field.law == "psychotherapy-notes" or _THERAPY_NOTES.fullmatch(name.partition(".")[2]):
        problems.report(codes.THERAPY_NOTES, place, name=name, hint="take the field out of the dictionary")


def report_law(law: str, place: Span, problems: Problems) -> None:
    """A law that no rule knows protects nothing."""
    if law not in LAWS:
        known, hint = ", ".join(LAWS), did_you_mean(law, LAWS)
        problems.report(codes.UNKNOWN_VALUE, place, value=law, known=known, hint=hint)
