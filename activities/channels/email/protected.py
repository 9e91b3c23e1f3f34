"""Header protection for encrypted mail (RFC 9788): the real headers travel inside, little shows outside.

Outside stay the addresses, date and id that delivery needs; the subject becomes `[...]`, the
patient's name and every extra header go inside only. Readers that do not know RFC 9788 find the
subject as a first line of the text (section 5.2.2, Legacy Display Element).
"""

import re
from html import escape

import msgspec

from activities.channels.email import mime

HIDDEN_SUBJECT = "[...]"
_BODY = re.compile(r"<body\b[^>]{0,2000}>", re.I)


def outer_fields(mail: mime.Mail, label: str = "") -> list[tuple[str, str]]:
    """The headers everybody on the way may read."""
    bare = msgspec.structs.replace(mail, subject=HIDDEN_SUBJECT, to_name="", extra=())
    return mime.fields(bare, label)


def payload(mail: mime.Mail) -> bytes:
    """The part to encrypt: every real header, what the outer ones were (HP-Outer), and the readable body."""
    entity = mime.body(_with_legacy_display(mail), '; hp="cipher"', '; hp-legacy-display="1"')
    shown = [("HP-Outer", f"{name}: {value}") for name, value in outer_fields(mail, "HP-Outer: ")]
    return mime.serialize(mime.Entity((*mime.fields(mail), *shown, *entity.fields), entity.body))


def _with_legacy_display(mail: mime.Mail) -> mime.Mail:
    line = f"Subject: {mail.subject}"
    changed = msgspec.structs.replace(mail, text=f"{line}\n\n{mail.text}")
    if not mail.html:
        return changed
    shown = f'<div class="header-protection-legacy-display"><pre>{escape(line)}</pre></div>'
    opening = _BODY.search(mail.html)
    place = opening.end() if opening else 0
    return msgspec.structs.replace(changed, html=mail.html[:place] + shown + mail.html[place:])
