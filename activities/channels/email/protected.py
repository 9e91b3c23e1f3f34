"""Header protection for encrypted mail (RFC 9788): the real headers travel inside, little shows outside.

Outside stay the addresses, date and id that delivery needs; the subject becomes `[...]`, the
patient's name and every extra header go inside only.
"""

import msgspec

from activities.channels.email import mime

HIDDEN_SUBJECT = "[...]"


def outer_fields(mail: mime.Mail, label: str = "") -> list[tuple[str, str]]:
    """The headers everybody on the way may read."""
    bare = msgspec.structs.replace(mail, subject=HIDDEN_SUBJECT, to_name="", extra=())
    return mime.fields(bare, label)


def payload(mail: mime.Mail) -> bytes:
    """The part to encrypt: every real header, what the outer ones were (HP-Outer), and the readable body."""
    entity = mime.body(mail, '; hp="cipher"')
    shown = [("HP-Outer", f"{name}: {value}") for name, value in outer_fields(mail, "HP-Outer: ")]
    return mime.serialize(mime.Entity((*mime.fields(mail), *shown, *entity.fields), entity.body))
