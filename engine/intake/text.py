"""Text hygiene that every reader shares: which characters are refused, NFC, kebab-case kinds.

Control characters are refused rather than dropped: a name that changed silently is worse than a
message that comes back.
"""

import re
import unicodedata
from typing import Final

# C0 without TAB, LF and CR; DEL; C1; the two Unicode line separators; lone surrogates.
UNWANTED: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_LINE_BREAKS: Final = re.compile(r"[\t\r\n]+")
_NOT_KEBAB: Final = re.compile(r"[^a-z0-9]+")
MAX_KIND: Final = 64


def tidy(text: str) -> str:
    """One line, NFC, no outer space: how a name, an address or a place is kept."""
    if text.isascii() and text.isprintable():
        return text.strip()
    return unicodedata.normalize("NFC", _LINE_BREAKS.sub(" ", text)).strip()


def kebab(text: str) -> str:
    """Lower kebab of a code, such as `OFFICE VISIT-15` → `office-visit-15`; "" when nothing is left."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return _NOT_KEBAB.sub("-", plain).strip("-")[:MAX_KIND].strip("-")
