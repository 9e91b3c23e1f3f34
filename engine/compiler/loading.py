"""What in a mail's markup would fetch something from elsewhere: elements, attributes, styles, comments."""

import re
import sys
from collections.abc import Iterator
from typing import Final

ELEMENTS: Final = {
    "img": "a picture", "mj-image": "a picture", "mj-carousel": "pictures", "mj-social": "pictures",
    "mj-font": "a font", "mj-include": "another file", "script": "a script", "iframe": "a page",
    "link": "a style sheet", "video": "a video", "object": "an object", "embed": "an object",
    "mj-navbar": "a script", "mj-accordion": "pictures", "mj-hero": "a picture",
    "form": "a form", "base": "a page", "svg": "a drawing", "meta": "",
}  # fmt: skip
ATTRIBUTES: Final = frozenset(("src", "srcset", "background", "background-url", "poster", "data"))
CALLING: Final = frozenset(("ping", "action", "formaction", "manifest"))
_STYLES: Final = r"url\s*\(|@import|expression\s*\(|image-set\(|cross-fade\(|\bsrc\("
_IN_STYLES: Final = re.compile(_STYLES, re.IGNORECASE)
_ESCAPED: Final = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))")
# Outlook reads what stands in such a comment, which to everybody else is none.
_CONDITIONAL: Final = re.compile(r"<!--\s*+\[if\b(.*?)(?:-->|\Z)", re.DOTALL | re.IGNORECASE)
_IN_COMMENTS: Final = re.compile(
    rf"<(?:img|script|link|iframe|object|embed|video|base|meta)\b|\b(?:src|background)\s*+=|{_STYLES}",
    re.IGNORECASE,
)


def styles(css: str) -> bool:
    """Whether these styles fetch anything, in whatever way the words for that are written."""
    return _IN_STYLES.search(_ESCAPED.sub(_unescaped, css)) is not None


def comments(source: str) -> Iterator[int]:
    """Where comments begin that Outlook would fetch something for."""
    for comment in _CONDITIONAL.finditer(source):
        if _IN_COMMENTS.search(comment[1]):
            yield comment.start()


def _unescaped(escaped: re.Match[str]) -> str:
    number = int(escaped[1] or "0", 16)
    return escaped[2] or (chr(number) if 0 < number <= sys.maxunicode else "")
