"""Which protection this person's keys allow today. Checks keys, chooses a method; builds nothing."""

from collections.abc import Iterable
from datetime import datetime

from activities.channels.email.certificates import Certificate, Unusable, check_certificate
from activities.channels.email.methods import RecipientSecurity
from activities.channels.email.openpgp import OpenPgpKey, check_key
from engine.store.recipients import StoredKey


def security_of(keys: Iterable[StoredKey], address: str, now: datetime) -> RecipientSecurity:
    """The newest usable key of each kind, else why the newest is not usable. `now` is real time, aware."""
    smime: Certificate | Unusable | None = None
    openpgp: OpenPgpKey | Unusable | None = None
    for key in keys:
        if key.kind == "smime" and not isinstance(smime, Certificate):
            found = check_certificate(key.material, address, now)
            smime = found if smime is None or isinstance(found, Certificate) else smime
        elif key.kind == "openpgp" and not isinstance(openpgp, OpenPgpKey):
            checked = check_key(key.material, address, now)
            openpgp = checked if openpgp is None or isinstance(checked, OpenPgpKey) else openpgp
    return RecipientSecurity(smime=smime, openpgp=openpgp)
