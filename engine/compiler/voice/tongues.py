"""What a language is called, in the language of who reads it: CLDR's names, as Babel ships them."""

from functools import cache

from babel.core import Locale, UnknownLocaleError


@cache
def tongue(tag: str, reader: str) -> str:
    """`es` → "Spanish" to a reader of `en`, "español" to one of `es`; a tag that is none of CLDR's stays."""
    try:
        return Locale.parse(tag, sep="-").get_display_name(reader) or tag
    except (UnknownLocaleError, ValueError):
        return tag
