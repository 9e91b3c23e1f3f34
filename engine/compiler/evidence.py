"""What an auditor asks: for every mail why, on which basis, with which data; and what else leaves or enters.

Pure values; `audit_table` shows them.
"""

from typing import Final, Literal

import msgspec

from engine.compiler.allowing import Place, allowing, live_places
from engine.compiler.checks.telling import covering_agreements, host_of, is_in_force, is_own
from engine.compiler.flow.needed import required_scopes
from engine.compiler.flow.uses import uses_of
from engine.compiler.resolve import Resolved
from engine.compiler.walk import TAGS, Stop
from engine.journey.dictionary import most_closed
from engine.journey.part import Allow
from engine.journey.steps import Call, Form, Send, Step, Task, Update
from engine.policy.methods import Keys, TransportPolicy, choose_method

_BASES: Final = {
    "treatment": "45 CFR 164.506(c) treatment",
    "payment": "45 CFR 164.506(c) payment",
    "operations": "45 CFR 164.506(c) operations",
    "marketing": "45 CFR 164.508(a)(3) authorization",
}
_WEAKEST: Final = {"tls": "verified TLS", "portal": "secure portal"}


class SendEvidence(msgspec.Struct, frozen=True):
    """One mail. `gates`: authorizations every way to it leads through. `proof`: all that surely holds.

    `again`: what is asked once more when it leaves. `decided_by`: fields that choose who gets it. `fields`:
    what the mail itself shows. `classes`: field → class, of both. `data_class`: the declared one; `weakest`:
    the least protection it may travel with. `allows`: rule, reason, name and date. `packs`: those in force.
    """

    step: str
    message: str
    purpose: str
    basis: str
    topic: str
    gates: tuple[str, ...]
    proof: tuple[str, ...]
    again: tuple[str, ...]
    decided_by: tuple[str, ...]
    fields: tuple[str, ...]
    classes: dict[str, str]
    data_class: str
    protect: str
    weakest: str
    opt_out: bool
    allows: tuple[str, ...] = ()
    packs: tuple[str, ...] = ()


class Exchange(msgspec.Struct, frozen=True):
    """What leaves the journey for somebody else, or enters it: a call, a task, a form, a note in the record.

    `to`: host, queue, form or the patient's record. `agreement`: under which it leaves, in words.
    """

    kind: Literal["call", "task", "form", "update"]
    step: str
    to: str
    agreement: str
    proof: tuple[str, ...]
    decided_by: tuple[str, ...]
    fields: tuple[str, ...]
    classes: dict[str, str]
    data_class: str
    allows: tuple[str, ...] = ()


def evidence_of(resolved: Resolved) -> tuple[SendEvidence, ...]:
    """One row per send, in the order written."""
    places = live_places(resolved)
    return tuple(_row(resolved, send, stop, _allows(places, send)) for send, stop in resolved.sends())


def exchanges_of(resolved: Resolved) -> tuple[Exchange, ...]:
    """One row per call, task, form and update, in the order written."""
    places = live_places(resolved)
    rows = (_exchange(resolved, stop, _allows(places, stop.step)) for stop in resolved.stops)
    return tuple(row for row in rows if row is not None)


def _row(resolved: Resolved, send: Send, stop: Stop, allows: tuple[str, ...]) -> SendEvidence:
    variants = list(resolved.variants(send))
    purpose, policy = resolved.purpose(send), resolved.policy
    shown = tuple(sorted({use.name for one in variants for use in uses_of(one, resolved.context)}))
    decided = tuple(sorted(stop.standing.decided))
    data_class = most_closed([one.message.front.data_class for one in variants])
    weakest = choose_method(Keys(), data_class, TransportPolicy(protect=send.protect)).method
    return SendEvidence(
        step=send.id,
        message=send.message,
        purpose=purpose,
        basis=_BASES.get(purpose, ""),
        topic=resolved.topic(send),
        gates=tuple(sorted(stop.standing.scopes)),
        proof=stop.standing.facts.words,
        again=_again(resolved, send, stop),
        decided_by=decided,
        fields=shown,
        classes=_classes(resolved, (*decided, *shown)),
        data_class=data_class,
        protect=send.protect,
        weakest=_WEAKEST[weakest],
        opt_out=bool(variants)
        and all(any(use.name == "opt_out" for use in one.body.links) for one in variants),
        allows=allows,
        packs=(*policy.packs, *(f"{name} (coming)" for name in policy.coming)),
    )


def _again(resolved: Resolved, send: Send, stop: Stop) -> tuple[str, ...]:
    """The last gate looks at these in the transaction that lets the mail go (engine.policy.rules)."""
    topic = resolved.topic(send) or resolved.journey.journey
    scopes = required_scopes(resolved, stop)
    return (*(f'authorized("{scope}")' for scope in scopes), f"not stopped: {topic}")


def _exchange(resolved: Resolved, stop: Stop, allows: tuple[str, ...]) -> Exchange | None:
    step = stop.step
    match step:
        case Call():
            to, agreement = _told_to(resolved, step)
            return _made(resolved, stop, "call", to, step.fields, allows, agreement)
        case Task():
            to = f"{step.queue}, then {step.escalate}" if step.escalate else step.queue
            return _made(resolved, stop, "task", to, (), allows)
        case Form():
            form = resolved.forms.get(step.form)
            names = tuple(f"answers.{question.id}" for question in form.questions) if form else ()
            return _made(resolved, stop, "form", step.form, names, allows)
        case Update():
            names = (*step.set, *([TAGS] if step.tag or step.untag else []))
            return _made(resolved, stop, "update", "the patient's record here", names, allows)
        case _:
            return None


def _made(
    resolved: Resolved,
    stop: Stop,
    kind: Literal["call", "task", "form", "update"],
    to: str,
    fields: tuple[str, ...],
    allows: tuple[str, ...],
    agreement: str = "",
) -> Exchange:
    decided = tuple(sorted(stop.standing.decided))
    return Exchange(
        kind=kind,
        step=stop.step.id,
        to=to,
        agreement=agreement,
        proof=stop.standing.facts.words,
        decided_by=decided,
        fields=fields,
        classes=_classes(resolved, (*decided, *fields)),
        data_class=most_closed([resolved.context.class_of(name) for name in fields]),
        allows=allows,
    )


def _told_to(resolved: Resolved, step: Call) -> tuple[str, str]:
    """The host, and the agreement under which it is told anything."""
    organization = resolved.context.organization
    host = host_of(step, organization)
    if organization is None or not host:
        return host, ""
    if is_own(host, organization):
        return host, "the organisation's own"
    live = [one for one in covering_agreements(host, organization) if is_in_force(one)]
    return host, f"{live[0].party}, since {live[0].signed}" if live else "none in force"


def _classes(resolved: Resolved, names: tuple[str, ...]) -> dict[str, str]:
    return {name: resolved.context.class_of(name) for name in sorted(set(names))}


def _allows(places: list[Place], step: Step) -> tuple[str, ...]:
    return tuple(_answered_for(allow) for allow in allowing(places, step))


def _answered_for(allow: Allow) -> str:
    return f"{allow.rule} ({allow.reason} {allow.by}, until {allow.until})"
