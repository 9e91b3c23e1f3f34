"""Who pays for a journey makes it marketing, and reminders of a prescription need one that still runs."""

from typing import Final

from engine.compiler.resolve import Resolved, enrolling_events
from engine.journey import codes
from engine.journey.diagnostics import Problems, label
from engine.journey.events import MATTER_EVENTS, PRESCRIPTION_REFILL_DUE, PRESCRIPTION_STOPPED

ACTIVE: Final = "prescription.active"
LAPSED: Final = "prescription.lapsed_days"
_OF_PRESCRIPTIONS: Final = frozenset(one for one in MATTER_EVENTS if one.startswith("prescription."))


def report_paid_care(resolved: Resolved, problems: Problems) -> None:
    """Refill reminders may be paid for as far as they cost (164.501); all else needs an authorization."""
    payer, events = resolved.journey.paid_by, enrolling_events(resolved.journey)
    if not payer or (events and _OF_PRESCRIPTIONS.issuperset(events)):
        return
    for send, _ in resolved.sends():
        purpose = resolved.purpose(send)
        if purpose and purpose != "marketing":
            hint = "write purpose: marketing and put it behind an authorization that says who pays"
            labels = [label(resolved.journey.place("paid_by"), "pays")]
            problems.report(
                codes.PAID_FOR, send.place("id"),
                id=send.id, payer=payer, purpose=purpose, hint=hint, labels=labels,
            )  # fmt: skip


def report_payment_not_told(resolved: Resolved, problems: Problems) -> None:
    """Of the authorizations that open the way to paid marketing one must say who pays."""
    payer, known = resolved.journey.paid_by, resolved.context.consents.authorizations
    for send, stop in resolved.sends() if payer else ():
        scopes = sorted(stop.standing.scopes & known.keys())
        told = [
            scope for scope in scopes if payer and payer in known[scope].purpose + known[scope].information
        ]
        if resolved.purpose(send) == "marketing" and scopes and not told:
            hint = f'say in consents.yaml, under purpose, that "{payer}" pays'
            problems.report(codes.PAYER_UNNAMED, send.place("id"), scope=scopes[0], payer=payer, hint=hint)


def report_ended_prescriptions(resolved: Resolved, problems: Problems) -> None:
    """Mail about a refill is asked for only as long as the prescription runs, or lapsed not long ago."""
    if PRESCRIPTION_REFILL_DUE not in enrolling_events(resolved.journey):
        return
    most = resolved.policy.parameters["lapsed-days"]
    ends = PRESCRIPTION_STOPPED in {one.on for one in resolved.journey.exit}
    for send, stop in resolved.sends():
        asked = stop.standing.facts.proves(lambda facts: facts.holds(ACTIVE) or facts.most(LAPSED) <= most)
        if resolved.purpose(send) == "marketing" or (asked and ends):
            continue
        hint = (
            f"ask for {ACTIVE}, or {LAPSED} <= {most}"
            if not asked
            else f"add exit: - on: {PRESCRIPTION_STOPPED}"
        )
        problems.report(codes.PRESCRIPTION_ENDED, send.place("id"), id=send.id, hint=hint)
        return
