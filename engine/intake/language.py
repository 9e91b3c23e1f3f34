"""A patient's language as BCP 47, from what senders write: `eng`, `en_US`, `SPANISH`, `spa^^HL70296`.

The tables are CLDR's, as Babel ships them (ISO 639-2 B and T codes are aliases there).
"""

import re
from functools import cache
from typing import Final

from babel.core import Locale, get_global

_TAG: Final = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|\d{3}))?")


def bcp47(text: str) -> str | None:
    """The tag for a code or an English name of a language; None when it is not one."""
    text = text.strip()
    match = _TAG.fullmatch(text)
    if match is None:
        return _by_name().get(text.lower())
    language, script, region = match.groups()
    code = _aliases().get(language.lower(), language.lower())
    if code not in _english_names():
        return None
    parts = (code, script.title() if script else "", region.upper() if region else "")
    return "-".join(part for part in parts if part)


@cache
def _aliases() -> dict[str, str]:
    aliases = get_global("language_aliases")
    return {str(old): str(new) for old, new in aliases.items() if "_" not in str(new)}


@cache
def _english_names() -> dict[str, str]:
    """Code → English name, languages only (no script or region variants)."""
    names = dict(Locale("en").languages.items())
    return {str(code): str(name) for code, name in names.items() if "_" not in str(code)}


@cache
def _by_name() -> dict[str, str]:
    return {name.lower(): code for code, name in _english_names().items()}
