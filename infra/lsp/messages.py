"""The names in a message: fields and links in its tags, segments in `{% segment "…" %}`."""

import re
from collections.abc import Iterator
from typing import Final

from infra.lsp.names import Name

_TAG: Final = re.compile(r"\{\{[^{}]*\}\}|\{%[^{}]*%\}")
_SEGMENT: Final = re.compile(r"\bsegment\s*\(?\s*[\"']([a-z0-9-]+)[\"']")
_DOTTED: Final = re.compile(r"(?<![\w.])[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*\b")
_TEXT: Final = re.compile(r"\"[^\"]*\"|'[^']*'")


def names_in_message(text: str) -> Iterator[Name]:
    """In the order of the text, subject and preheader included."""
    for tag in _TAG.finditer(text):
        for match in _SEGMENT.finditer(tag[0]):
            yield Name(tag.start() + match.start(1), tag.start() + match.end(1), "segment", match[1])
        bare = _TEXT.sub(lambda match: " " * len(match[0]), tag[0])
        for match in _DOTTED.finditer(bare):
            start, end = tag.start() + match.start(), tag.start() + match.end()
            yield Name(start, end, "link" if match[0].startswith("link.") else "field", match[0])
