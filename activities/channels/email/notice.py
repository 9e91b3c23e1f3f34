"""The mail that says a message waits in the portal, and says nothing else: no topic, date, place or name.

Only what the envelope shows anyhow: which organisation writes. Words in English and Spanish.
"""

from html import escape

import msgspec

from activities.channels.email.mime import Mail
from engine.errors import Refused


class Notice(msgspec.Struct, frozen=True):
    """`organization` is its public display name; links are absolute and opaque; `language` is BCP 47."""

    organization: str
    link: str
    opt_out: str
    language: str = "en"
    postal_address: str = ""
    phone: str = ""


class _Words(msgspec.Struct, frozen=True):
    subject: str
    waits: str
    button: str
    known: str
    why: str
    stop: str
    call: str


_WORDS = {
    "en": _Words(
        subject="You have a message from {organization}",
        waits="A message from {organization} is waiting for you in your private inbox.",
        button="Read the message",
        known="To keep it private, we will ask you for something only you know.",
        why="You get this mail because {organization} has this address for you.",
        stop="Stop these mails",
        call="Not sure if this is real? Call us: {phone}",
    ),
    "es": _Words(
        subject="Tiene un mensaje de {organization}",
        waits="Un mensaje de {organization} le espera en su buzón privado.",
        button="Leer el mensaje",
        known="Para proteger su privacidad, le pediremos un dato que solo usted conoce.",
        why="Recibe este correo porque {organization} tiene esta dirección como suya.",
        stop="No recibir más estos correos",
        call="¿Duda de que sea auténtico? Llámenos: {phone}",
    ),
}


def as_notice(mail: Mail, notice: Notice) -> Mail:
    """`mail` with its words replaced by the notice's: same id, sender, recipient and unsubscribe headers.

    Raises `Refused` (`notice-link-is-malformed`) for a link that is not plain http or https.
    """
    for link in (notice.link, notice.opt_out):
        if not link.startswith(("https://", "http://")) or not link.isascii() or not link.isprintable():
            raise Refused("notice-link-is-malformed", "A link in a notice is an absolute web address.")
    words = _WORDS.get(notice.language.partition("-")[0].lower(), _WORDS["en"])
    return msgspec.structs.replace(
        mail,
        to_name="",
        subject=words.subject.format(organization=notice.organization),
        text=_text(words, notice),
        html=_html(words, notice),
        extra=(),
    )


def _text(words: _Words, notice: Notice) -> str:
    lines = [
        words.waits.format(organization=notice.organization),
        "",
        f"{words.button}:",
        notice.link,
        "",
        words.known,
        "",
        "--",
        words.why.format(organization=notice.organization),
    ]
    if notice.phone:
        lines.append(words.call.format(phone=notice.phone))
    if notice.postal_address:
        lines += [notice.organization, notice.postal_address]
    return "\n".join([*lines, f"{words.stop}: {notice.opt_out}", ""])


_SMALL = "margin:0 0 8px;font-size:14px;line-height:20px;color:#57534e"
_PAGE = """\
<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>{subject}</title>
<style>
:root {{ color-scheme: light dark; }}
@media (prefers-color-scheme: dark) {{
body, .page {{ background:#1c1917 !important; }}
.card {{ background:#292524 !important; }}
.card p {{ color:#e7e5e4 !important; }}
.card a.small {{ color:#5eead4 !important; }}
}}
</style>
</head>
<body style="margin:0;padding:0;background:#fafaf9">
<table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0"
 style="background:#fafaf9">
<tr><td align="center" style="padding:24px 16px">
<table role="presentation" class="card" width="600" cellpadding="0" cellspacing="0"
 style="width:100%;max-width:600px;background:#ffffff;border-radius:8px">
<tr><td style="padding:32px 24px;font-family:Inter,Segoe UI,Helvetica,Arial,sans-serif">
<p style="margin:0 0 24px;font-size:16px;line-height:24px;color:#1c1917">{waits}</p>
<p style="margin:0 0 24px"><a href="{link}" style="display:inline-block;padding:12px 24px;border-radius:8px;\
background:#0f766e;color:#ffffff;font-size:16px;line-height:24px;text-decoration:none">{button}</a></p>
<p style="margin:0 0 32px;font-size:16px;line-height:24px;color:#1c1917">{known}</p>
{small}
<p style="margin:0;font-size:14px;line-height:20px">\
<a class="small" href="{opt_out}" style="color:#0f766e">{stop}</a></p>
</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
"""


def _html(words: _Words, notice: Notice) -> str:
    organization = escape(notice.organization)
    small = [words.why.format(organization=organization)]
    if notice.phone:
        small.append(words.call.format(phone=escape(notice.phone)))
    if notice.postal_address:
        address = "<br>".join(escape(line) for line in notice.postal_address.splitlines())
        small.append(f"{organization}<br>{address}")
    return _PAGE.format(
        language=next(code for code, one in _WORDS.items() if one is words),
        subject=words.subject.format(organization=organization),
        waits=words.waits.format(organization=organization),
        button=words.button,
        known=words.known,
        small="\n".join(f'<p style="{_SMALL}">{line}</p>' for line in small),
        stop=words.stop,
        link=escape(notice.link),
        opt_out=escape(notice.opt_out),
    )
