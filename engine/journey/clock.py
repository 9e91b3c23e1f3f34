"""The one clock of an installation: real time, or the paced time of a played fortnight.

Pure arithmetic, so that policy, planning and the replayed workflow read the same clock. A paced clock
runs fast *towards* the present: at `meets_at` it has caught up with real time and from then on is real
time, so nothing planned on it is ever dated ahead of the world. Only the embedded stack may pace.
"""

import msgspec


class Clock(msgspec.Struct, frozen=True):
    """`rate` seconds of journey time pass in one real second until `meets_at` (Unix seconds)."""

    meets_at: float = 0.0
    rate: float = 1.0

    @property
    def paced(self) -> bool:
        return self.rate != 1.0

    def at(self, real: float) -> float:
        """Journey time (Unix seconds) at the real time `real` (Unix seconds)."""
        if real >= self.meets_at:
            return real
        return self.meets_at - (self.meets_at - real) * self.rate

    def real(self, journey: float) -> float:
        """The real time (Unix seconds) at which the journey time `journey` comes."""
        if journey >= self.meets_at:
            return journey
        return self.meets_at - (self.meets_at - journey) / self.rate


REAL = Clock()
