"""`moved_to` names steps of this journey: people inside an older version are taken there."""

from engine.compiler.resolve import Resolved
from engine.compiler.suggest import did_you_mean
from engine.compiler.tree import shorten
from engine.journey import codes
from engine.journey.diagnostics import Problems


def report_moves_to_nowhere(resolved: Resolved, problems: Problems) -> None:
    """Not where some step cannot be read: it may be the one that is meant."""
    journey = resolved.journey
    steps = {step.id for step in resolved.steps}
    if not journey.whole or not all(step.whole and step.id for step in resolved.steps):
        return
    for gone, name in journey.moved_to.items():
        if name not in steps:
            place = journey.place(f"moved_to.{gone}")
            problems.report(codes.UNKNOWN_STEP, place, name=shorten(name), hint=did_you_mean(name, steps))
