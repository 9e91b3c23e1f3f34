"""How a mail to this person is protected: ordered rules from strongest to weakest, and why. Pure.

The rule to quote: who ever gave us a key never gets less than encryption, and what plain verified
TLS may not carry waits in the portal behind a notice that says nothing.
"""

from typing import Literal

import msgspec

from engine.journey.dictionary import rank

Method = Literal["smime", "openpgp", "tls", "portal"]


class Keys(msgspec.Struct, frozen=True):
    """What the person's stored keys came to: which kinds can be used, and why the others cannot."""

    smime: bool = False
    openpgp: bool = False
    unusable: tuple[str, ...] = ()  # kebab-case reasons


class TransportPolicy(msgspec.Struct, frozen=True):
    """`tls_carries` is the most closed data class a mail may have that only TLS to the relay protects."""

    protect: Literal["auto", "end-to-end", "portal"] = "auto"  # of the send step
    tls_carries: str = "identifier"
    relay_is_verified: bool = True  # the relay is reached by verified TLS or not at all


class Reason(msgspec.Struct, frozen=True):
    """One fact that was looked at: a permanent kebab-case `code`, and whether it holds."""

    code: str
    holds: bool


class Choice(msgspec.Struct, frozen=True):
    """The method, and the facts in the order they were looked at; the last one decided."""

    method: Method
    reasons: tuple[Reason, ...]


def choose_method(keys: Keys, body_class: str, policy: TransportPolicy) -> Choice:
    """The first method whose rule holds. `body_class` is a data class; an unknown one counts as closed."""
    looked_at: list[Reason] = []

    def holds(code: str, value: bool) -> bool:
        looked_at.append(Reason(code, value))
        return value

    def chosen(method: Method) -> Choice:
        return Choice(method, tuple(looked_at))

    if holds("portal-is-asked-for", policy.protect == "portal"):
        return chosen("portal")
    if holds("has-a-usable-smime-certificate", keys.smime):
        return chosen("smime")
    if holds("has-a-usable-openpgp-key", keys.openpgp):
        return chosen("openpgp")
    for reason in keys.unusable[:1]:
        holds(reason, True)
        return chosen("portal")
    if holds("end-to-end-is-asked-for", policy.protect == "end-to-end"):
        return chosen("portal")
    if not holds("relay-is-reached-by-verified-tls", policy.relay_is_verified):
        return chosen("portal")
    carried = holds("tls-may-carry-this-class", rank(body_class) <= _limit(policy))
    return chosen("tls" if carried else "portal")


def _limit(policy: TransportPolicy) -> int:
    """A misspelt setting must not open TLS to everything."""
    limit = rank(policy.tls_carries)
    return limit if limit < rank("") or policy.tls_carries == "protected" else -1
