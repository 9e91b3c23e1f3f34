"""Which protection a mail gets, and the proof of it."""

import pytest
from pysequoia import Tsk

from activities.channels.email.certificates import Certificate, Unusable
from activities.channels.email.methods import (
    Reason,
    RecipientSecurity,
    TransportPolicy,
    choose,
)
from activities.channels.email.openpgp import OpenPgpKey
from engine.journey.dictionary import CLASSES

CERTIFICATE = Certificate(None, "ab" * 32, gcm=False)  # type: ignore[arg-type]
KEY = OpenPgpKey(Tsk.generate("ana@example.org").extract_certificate(), "cd" * 20)
NOTHING = RecipientSecurity()
EXPIRED = Unusable("certificate-is-expired")
REVOKED = Unusable("key-is-revoked")


@pytest.mark.parametrize(
    ("recipient", "body_class", "policy", "method"),
    [
        (RecipientSecurity(CERTIFICATE, KEY), "operational", TransportPolicy(), "smime"),
        (RecipientSecurity(CERTIFICATE), "protected", TransportPolicy(), "smime"),
        (RecipientSecurity(None, KEY), "protected", TransportPolicy(), "openpgp"),
        (RecipientSecurity(EXPIRED, KEY), "clinical", TransportPolicy(), "openpgp"),
        (RecipientSecurity(CERTIFICATE, REVOKED), "clinical", TransportPolicy(), "smime"),
        (RecipientSecurity(EXPIRED), "operational", TransportPolicy(), "portal"),
        (RecipientSecurity(None, REVOKED), "operational", TransportPolicy(), "portal"),
        (NOTHING, "identifier", TransportPolicy(), "tls"),
        (NOTHING, "clinical", TransportPolicy(), "portal"),
        (NOTHING, "protected", TransportPolicy(), "portal"),
        (NOTHING, "clinical", TransportPolicy(tls_carries="clinical"), "tls"),
        (NOTHING, "protected", TransportPolicy(tls_carries="clinical"), "portal"),
        (NOTHING, "identifier", TransportPolicy(tls_carries="demographic"), "portal"),
        (NOTHING, "operational", TransportPolicy(tls_carries="misspelt"), "portal"),
        (NOTHING, "made-up-class", TransportPolicy(), "portal"),
        (NOTHING, "operational", TransportPolicy(relay_is_verified=False), "portal"),
        (RecipientSecurity(CERTIFICATE), "clinical", TransportPolicy(relay_is_verified=False), "smime"),
        (RecipientSecurity(CERTIFICATE, KEY), "operational", TransportPolicy(protect="portal"), "portal"),
        (NOTHING, "operational", TransportPolicy(protect="end-to-end"), "portal"),
        (RecipientSecurity(None, KEY), "operational", TransportPolicy(protect="end-to-end"), "openpgp"),
    ],
)
def test_the_strongest_possible_method_is_chosen(
    recipient: RecipientSecurity, body_class: str, policy: TransportPolicy, method: str
) -> None:
    assert choose(recipient, body_class, policy).method == method


def test_the_reasons_tell_what_was_looked_at_and_the_last_one_decided() -> None:
    assert choose(NOTHING, "clinical", TransportPolicy()).reasons == (
        Reason("portal-is-asked-for", False),
        Reason("has-a-usable-smime-certificate", False),
        Reason("has-a-usable-openpgp-key", False),
        Reason("end-to-end-is-asked-for", False),
        Reason("relay-is-reached-by-verified-tls", True),
        Reason("tls-may-carry-this-class", False),
    )
    assert choose(RecipientSecurity(EXPIRED), "operational", TransportPolicy()).reasons[-1] == Reason(
        "certificate-is-expired", True
    )


@pytest.mark.parametrize("limit", CLASSES)
def test_tls_never_carries_more_than_its_limit(limit: str) -> None:
    policy = TransportPolicy(tls_carries=limit)
    carried = [one for one in CLASSES if choose(NOTHING, one, policy).method == "tls"]
    assert carried == list(CLASSES[: CLASSES.index(limit) + 1])
