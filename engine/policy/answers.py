"""A rule's answer as it crosses Temporal: of the consent check, and of the last gate."""

from engine.contracts import activities as contracts
from engine.policy.decide import Allow, Block, Decision, Defer


def as_decision(decision: Decision) -> contracts.Decision:
    match decision:
        case Allow():
            return contracts.Decision("allow")
        case Defer(until, reason):
            return contracts.Decision("defer", reason, until)
        case Block(reason):
            return contracts.Decision("block", reason)
