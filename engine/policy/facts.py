"""What a send is decided on: everything a rule may look at, read afresh each time. No names, no addresses.

The same struct is filled when consent is checked and again at the last gate, so that both ask the same rules.
"""

from datetime import date

import msgspec

from engine.journey.plan import Window
from engine.policy.times import Zones


class Wish(msgspec.Struct, frozen=True):
    """The newest word about a topic and channel; `at` in Unix seconds."""

    granted: bool
    at: float = 0.0


class Allowance(msgspec.Struct, frozen=True):
    """At most `count` mails within `seconds`; `spent` are the times (Unix seconds) of those that count."""

    count: int
    seconds: int
    spent: tuple[float, ...] = ()

    def free_at(self) -> float:
        """When one more may leave; -inf when it may now and ever."""
        if self.count <= 0:
            return float("inf")
        if len(self.spent) < self.count:
            return float("-inf")
        return sorted(self.spent)[-self.count] + self.seconds


class SendFacts(msgspec.Struct, frozen=True):
    """One send to one person. All times are journey time in Unix seconds.

    `appointment_ends` is the reason for which the state of the appointment ends this journey, or "".
    """

    purpose: str
    topic: str = ""
    opt: str = "out"  # out: sent until stopped; in: only once agreed to (consents.yaml)
    deceased: bool = False
    active: bool = True
    merged: bool = False
    no_contact: bool = False
    has_address: bool = True
    address_problem: str = ""  # kebab-case reason of the address check, where it was made
    suppressed: tuple[str, ...] = ()
    topic_wish: Wish | None = None
    mail_wish: Wish | None = None  # about all mail (topic "")
    scopes: tuple[str, ...] = ()  # written authorizations in force
    accepted_scopes: tuple[str, ...] = ()  # those that allow this marketing use
    required_scopes: tuple[str, ...] = ()  # those that led to this mail: each must still be in force
    appointment_ends: str = ""
    left: bool = False
    journey_paused: bool = False
    due: float | None = None
    expires: float | None = None
    window: Window | None = None
    zones: Zones = Zones("UTC", "UTC")
    holidays: frozenset[date] = frozenset()
    collapsed: bool = False  # a mail with this send's `collapse` went to the person today, their day
    cap: Allowance | None = None
    budget: Allowance | None = None
