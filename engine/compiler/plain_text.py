"""The text part of a mail, made from its HTML: paragraphs, and addresses after the words they stand under."""

import html
import re
from typing import Final

from engine.compiler.markup import Markup

_BLOCKS: Final = frozenset(
    (
        *("p", "div", "table", "tr", "td", "ul", "ol", "li", "blockquote", "hr"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "header", "footer"),
    )
)
_SILENT: Final = frozenset(["head", "style", "script", "title"])
_BLANKS: Final = re.compile(r"\s+")
_BLANK_LINES: Final = re.compile(r"\n{3,}")
_SPACES: Final = re.compile(r"[ \t\u00a0\u200a\u2007\u202f]+")


def to_text(page: str, is_address: re.Pattern[str]) -> str:
    """`is_address`: what a link worth writing out begins with; others (`#`) are left out."""
    reader = _Reader(is_address)
    reader.take(page)
    lines = [_SPACES.sub(" ", line).strip() for line in "".join(reader.parts).split("\n")]
    return _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip() + "\n"


class _Reader(Markup):
    def __init__(self, is_address: re.Pattern[str]) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.silent = 0
        self.hidden: list[bool] = []
        self.addresses: list[str] = []
        self.is_address = is_address

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag in _SILENT:
            self.silent += 1
        elif tag == "br":
            self.parts.append("\n")
        elif tag == "div":
            self.hidden.append("display:none" in (values.get("style") or "").replace(" ", ""))
            self.silent += self.hidden[-1]
        if tag in _BLOCKS:
            self.parts.append("\n\n")
        if tag == "li":
            self.parts.append("- ")
        if tag == "a":
            self.addresses.append(values.get("href") or "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self.silent -= 1
        elif tag == "div" and self.hidden:
            self.silent -= self.hidden.pop()
        elif tag == "a" and self.addresses:
            address = self.addresses.pop()
            if self.is_address.match(address) and not self.silent:
                self.parts.append(f": {address}")
        if tag in _BLOCKS:
            self.parts.append("\n\n")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.parts.append(_BLANKS.sub(" ", data))

    def handle_entityref(self, name: str) -> None:
        self.handle_data(html.unescape(f"&{name};"))

    def handle_charref(self, name: str) -> None:
        self.handle_data(html.unescape(f"&#{name};"))
