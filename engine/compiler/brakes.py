"""Brakes, of the organisation and of one journey."""

from engine.journey import plan
from engine.journey.brakes import Brakes


def lower_brakes(brakes: Brakes | None) -> plan.Brakes | None:
    if brakes is None:
        return None
    return plan.Brakes(
        sends_per_hour=brakes.sends_per_hour,
        bounces_percent=brakes.bounces_percent,
        complaints_percent=brakes.complaints_percent,
        opt_outs_percent=brakes.opt_outs_percent,
    )
