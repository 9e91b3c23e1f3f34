"""Every mail has a lawful purpose, and care is not withheld for an experiment."""

from typing import Final

from engine.compiler.resolve import Resolved
from engine.compiler.suggest import did_you_mean
from engine.compiler.walk import all_steps
from engine.journey import codes
from engine.journey.diagnostics import Problems
from engine.journey.journey import Journey
from engine.journey.steps import Send, Split

LAWFUL: Final = ("treatment", "payment", "operations", "marketing")
CARE: Final = frozenset({"treatment"})


def report_purposes(resolved: Resolved, problems: Problems) -> None:
    """45 CFR 164.512 and research are no bases for writing to people about their care."""
    parts: list[Journey | Send] = [resolved.journey, *(send for send, _ in resolved.sends())]
    for part in parts:
        purpose = part.purpose
        if purpose is not None and purpose not in LAWFUL:
            hint = did_you_mean(purpose, LAWFUL) or f"the purposes are {', '.join(LAWFUL)}"
            problems.report(codes.PURPOSE_NOT_LAWFUL, part.place("purpose"), purpose=purpose, hint=hint)
    for send, _ in resolved.sends():
        unread = "purpose" in resolved.journey.broken | send.broken
        if not resolved.purpose(send) and not unread:
            hint = f"give the journey a purpose: {', '.join(LAWFUL)}"
            problems.report(codes.PURPOSE_MISSING, send.place("id"), id=send.id, hint=hint, cause="journey")


def report_held_out_care(resolved: Resolved, problems: Problems) -> None:
    """A hold-out may not keep from people what the other paths send them as treatment."""
    for split in resolved.steps:
        if not isinstance(split, Split):
            continue
        others = [path for path in split.paths.values() if not path.holdout]
        sends = [
            step for path in others for step in all_steps(path.steps)
            if isinstance(step, Send) and resolved.purpose(step) in CARE
        ]  # fmt: skip
        for name, path in split.paths.items():
            if path.holdout and sends:
                problems.report(
                    codes.HOLDOUT_OF_CARE,
                    path.place("holdout"),
                    path=name,
                    id=sends[0].id,
                    purpose=resolved.purpose(sends[0]),
                )
