"""The filters a template may use, in the reader's language and zone. None makes much out of little."""

from datetime import datetime
from functools import lru_cache
from typing import Any, Final

from babel import Locale, UnknownLocaleError
from babel.dates import format_datetime
from jinja2 import pass_context
from jinja2.runtime import Context, Undefined

from engine.policy.times import zone_of

READER: Final = "reader"  # the name under which the renderer passes a Reader
_MOST_PATTERN: Final = 100
_MOST_SEPARATOR: Final = 20


class Reader:
    """For whom this is written: language (BCP 47) and zone (IANA)."""

    __slots__ = ("language", "zone")

    def __init__(self, language: str, zone: str) -> None:
        self.language = language
        self.zone = zone


@lru_cache(maxsize=256)
def locale_of(language: str) -> Locale:
    """Babel's locale for a BCP 47 tag; its primary language, then English, where it is not known."""
    for tag in (language, language.partition("-")[0]):
        try:
            return Locale.parse(tag, sep="-")
        except (ValueError, UnknownLocaleError):
            continue
    return Locale("en")


@pass_context
def date(context: Context, value: datetime | Undefined, pattern: str) -> str:
    """A moment by a Unicode (CLDR) pattern, or short, medium, long, full; in the reader's zone."""
    if isinstance(value, Undefined):
        return str(value)  # says which name is missing
    reader: Reader = context[READER]
    local = value.astimezone(zone_of(reader.zone))
    return str(format_datetime(local, pattern[:_MOST_PATTERN], locale=locale_of(reader.language)))


def join(values: Any, separator: str = ", ") -> str:
    """A list in one line. A text stays as it is: joining its letters again and again would have no end."""
    if not isinstance(values, list | tuple):
        return str(values)  # of what is missing, that says which name
    return str(separator)[:_MOST_SEPARATOR].join(str(value) for value in values)
