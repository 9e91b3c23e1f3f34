"""Turns a mail and the chosen method into the octets to hand over. The one place where methods meet code."""

from dataclasses import dataclass

import msgspec

from activities.channels.email import mime, openpgp, smime
from activities.channels.email.certificates import Certificate
from activities.channels.email.methods import Method, RecipientSecurity
from activities.channels.email.openpgp import OpenPgpKey, OpenPgpSigner
from activities.channels.email.remote import without_remote_content
from activities.channels.email.smime import Signer
from engine.errors import Refused


@dataclass(frozen=True)
class Signers:
    """The organisation's own keys, where it has any."""

    smime: Signer | None = None
    openpgp: OpenPgpSigner | None = None


def seal(
    mail: mime.Mail, method: Method, recipient: RecipientSecurity, signers: Signers | None = None
) -> bytes:
    """The message as it goes over the wire; for `portal`, `mail` is already the notice (`notice.as_notice`).

    Raises `Refused` as `mime.write` does, and with `method-has-no-key` when method and recipient do
    not fit: nothing is ever sent weaker than chosen.
    """
    signers = signers or Signers()
    if method in ("tls", "portal"):
        return mime.write(mail)
    bare = msgspec.structs.replace(mail, html=without_remote_content(mail.html))
    if method == "smime" and isinstance(recipient.smime, Certificate):
        return smime.protect(bare, recipient.smime, signers.smime)
    if method == "openpgp" and isinstance(recipient.openpgp, OpenPgpKey):
        return openpgp.protect(bare, recipient.openpgp, signers.openpgp)
    raise Refused("method-has-no-key", f"The recipient has no usable key for {method}.")
