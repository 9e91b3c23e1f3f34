"""For every mail a journey may send, what an auditor asks: why, on which basis, with which data."""

import msgspec

from engine.compiler.flow.uses import uses_of
from engine.compiler.resolve import Resolved
from engine.compiler.walk import Stop
from engine.journey.dictionary import most_closed
from engine.journey.steps import Send

_BASES = {
    "treatment": "45 CFR 164.506(c) treatment",
    "payment": "45 CFR 164.506(c) payment",
    "operations": "45 CFR 164.506(c) operations",
    "marketing": "45 CFR 164.508(a)(3) authorization",
}


class SendEvidence(msgspec.Struct, frozen=True):
    """`gates`: authorizations every way to it leads through. `decided_by`: fields that choose who gets it.

    `fields`: what the mail itself shows. `data_class`: the declared class, which decides the protection.
    """

    step: str
    message: str
    purpose: str
    basis: str
    topic: str
    gates: tuple[str, ...]
    decided_by: tuple[str, ...]
    fields: tuple[str, ...]
    data_class: str
    protect: str
    opt_out: bool


def evidence_of(resolved: Resolved) -> tuple[SendEvidence, ...]:
    """One row per send, in the order written."""
    return tuple(_row(resolved, send, stop) for send, stop in resolved.sends())


def _row(resolved: Resolved, send: Send, stop: Stop) -> SendEvidence:
    variants = list(resolved.variants(send))
    purpose = resolved.purpose(send)
    shown = (use.name for one in variants for use in uses_of(one, resolved.context))
    return SendEvidence(
        step=send.id,
        message=send.message,
        purpose=purpose,
        basis=_BASES.get(purpose, ""),
        topic=resolved.topic(send),
        gates=tuple(sorted(stop.standing.scopes)),
        decided_by=tuple(sorted(stop.standing.decided)),
        fields=tuple(sorted(set(shown))),
        data_class=most_closed([one.message.front.data_class for one in variants]),
        protect=send.protect,
        opt_out=bool(variants)
        and all(any(use.name == "opt_out" for use in one.body.links) for one in variants),
    )
