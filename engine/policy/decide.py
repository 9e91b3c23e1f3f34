"""May this message go to this person now? The first rule that stops decides; otherwise the longest wait does.

Pure, and the only place that decides: consent check, last gate, simulation and the "why" page all ask here.
"""

from typing import Any

import msgspec

from engine.policy.facts import SendFacts
from engine.policy.rules import COLLAPSED, HOLDS, ORDER, RULES, STOPS, WINDOW, Hold, Stop


class Allow(msgspec.Struct, frozen=True, tag=True):
    pass


class Defer(msgspec.Struct, frozen=True, tag=True):
    """Not now: ask again at `until` (journey time, Unix seconds)."""

    until: float
    reason: str


class Block(msgspec.Struct, frozen=True, tag=True):
    reason: str


Decision = Allow | Defer | Block


class Finding(msgspec.Struct, frozen=True):
    """One rule's answer for the "why" page: `says` is true exactly when `passed`. No patient data."""

    code: str
    passed: bool
    says: str
    source: str
    value: str = ""


def decide(facts: SendFacts, now: float) -> Decision:
    """`now` in journey time, Unix seconds."""
    for stop in STOPS:
        if stop.holds(facts, now):
            return Block(_specific(stop, facts))
    earliest, reason = now, ""
    for hold in (*HOLDS, WINDOW):
        # The window is asked with what the others allow: a budget that frees at night waits for the morning.
        allowed = hold.earliest(facts, earliest if hold is WINDOW else now)
        if allowed > earliest:
            earliest, reason = allowed, hold.code
    if not reason:
        return Block(COLLAPSED.code) if COLLAPSED.holds(facts, now) else Allow()
    if earliest == float("inf"):
        return Block(f"{reason}-for-ever")
    if facts.expires is not None and earliest >= facts.expires:
        return Block(f"{reason}-until-expiry")
    return Defer(earliest, reason)


def explain(facts: SendFacts, now: float) -> list[Finding]:
    """Every rule's answer, in the order of asking."""
    return [
        *(_stopped(stop, facts, now) for stop in STOPS),
        *(_held(hold, facts, now) for hold in (*HOLDS, WINDOW)),
        _stopped(COLLAPSED, facts, now),
    ]


def account(facts: SendFacts, now: float, decision: Decision) -> dict[str, Any]:
    """What the ledger keeps of a decision, small because every mail has one: `tell` makes it whole again.

    `failed`: codes of the rules that did not pass; `values`: what a rule looked at, where it can say so.
    """
    allowed = isinstance(decision, Allow)
    values = {rule.code: said for rule in ORDER if (said := rule.value(facts))}
    failed = [] if allowed else [each.code for each in explain(facts, now) if not each.passed]
    said = "allow" if isinstance(decision, Allow) else decision.reason
    return {"rules": RULES, "decision": said, "failed": failed, "values": values}


def tell(kept: dict[str, Any]) -> list[Finding]:
    """Every rule's answer as it was, in the order of asking."""
    failed, values = set(kept.get("failed", ())), kept.get("values", {})
    return [
        Finding(rule.code, rule.code not in failed, rule.says, rule.source, values.get(rule.code, ""))
        for rule in ORDER
    ]


def _stopped(stop: Stop, facts: SendFacts, now: float) -> Finding:
    return Finding(stop.code, not stop.holds(facts, now), stop.says, stop.source, stop.value(facts))


def _held(hold: Hold, facts: SendFacts, now: float) -> Finding:
    return Finding(hold.code, hold.earliest(facts, now) <= now, hold.says, hold.source, hold.value(facts))


def _specific(stop: Stop, facts: SendFacts) -> str:
    """The appointment's own reason says more than the rule's code."""
    return facts.appointment_ends if stop.code == "appointment-ended-it" else stop.code
