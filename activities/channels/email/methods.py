"""What a person's keys came to today, and which method that gives: engine.policy.methods decides."""

from dataclasses import dataclass

from activities.channels.email.certificates import Certificate, Unusable
from activities.channels.email.openpgp import OpenPgpKey
from engine.policy.methods import Choice, Keys, Method, Reason, TransportPolicy, choose_method

__all__ = ["Choice", "Method", "Reason", "RecipientSecurity", "TransportPolicy", "choose"]


@dataclass(frozen=True)
class RecipientSecurity:
    """What the person's stored keys came to today; None where there is none."""

    smime: Certificate | Unusable | None = None
    openpgp: OpenPgpKey | Unusable | None = None


def choose(recipient: RecipientSecurity, body_class: str, policy: TransportPolicy) -> Choice:
    """The first method whose rule holds. `body_class` is a data class; an unknown one counts as closed."""
    keys = Keys(
        smime=isinstance(recipient.smime, Certificate),
        openpgp=isinstance(recipient.openpgp, OpenPgpKey),
        unusable=tuple(
            one.reason for one in (recipient.smime, recipient.openpgp) if isinstance(one, Unusable)
        ),
    )
    return choose_method(keys, body_class, policy)
