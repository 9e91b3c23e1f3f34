"""Marks a mail as a test, in its subject and at its top, in the mail's own language. Pure."""

import html
import re
from typing import Final

import msgspec

from designer_api.messages.editing import Previewed

_WORDS: Final = {
    "en": "TEST: this mail went to staff only. Its links lead nowhere, and no patient got it.",
    "es": "PRUEBA (TEST): este correo solo llegó al personal. Sus enlaces no llevan a nada y ningún paciente"
    " lo recibió.",
}
_LINE: Final = (
    '<div style="padding:12px 24px;background-color:#7a4a00;color:#ffffff;'
    'font-family:Arial,Helvetica,sans-serif;font-size:14px;line-height:20px">{words}</div>'
)
_BODY: Final = re.compile(r"<body\b[^>]*>", re.IGNORECASE)


class Marked(msgspec.Struct, frozen=True):
    subject: str
    text: str
    html: str


def mark(seen: Previewed) -> Marked:
    words = _WORDS.get(seen.language.partition("-")[0].lower(), _WORDS["en"])
    line = _LINE.format(words=html.escape(words))
    begin = _BODY.search(seen.html)
    at = begin.end() if begin else 0
    return Marked(
        subject=f"TEST: {seen.subject}",
        text=f"{words}\n\n{seen.text}",
        html=f"{seen.html[:at]}{line}{seen.html[at:]}" if seen.html else "",
    )
