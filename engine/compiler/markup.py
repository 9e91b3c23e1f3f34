"""Feeds markup to a parser: tidy markup by one expression, the rest by the standard library's own reader.

Both ways make the same calls in the same order (a test holds them equal); the first is several times faster.
Declarations and comments are told to nobody.
"""

import html
import re
from html.parser import HTMLParser
from typing import Final

_ENTITY: Final = r"&(?:[a-zA-Z][a-zA-Z0-9]*|\#[0-9]+|\#[xX][0-9a-fA-F]+);"
_TIDY: Final = re.compile(
    r"""
      <(?P<name>[a-zA-Z][a-zA-Z0-9-]*+)
       (?P<attributes>(?:[ \t\r\n]++[a-zA-Z][a-zA-Z0-9:_-]*+="[^"<>]*+")*+) [ \t\r\n]*+ (?P<empty>/?)>
    | </(?P<closed>[a-zA-Z][a-zA-Z0-9-]*+)[ \t\r\n]*+>
    | (?P<words>[^<&]++)
    | (?P<entity>"""
    + _ENTITY
    + r""")
    | <!--(?:[^-]|-(?!-))*+-->
    | <!(?:doctype|DOCTYPE)\ html>
    """,
    re.VERBOSE,
)
_ATTRIBUTE: Final = re.compile(r'[ \t\r\n]+([^= \t\r\n]+)="([^"]*)"')
# Inside of these the standard parser reads by rules of their own.
_RAW: Final = frozenset(
    ("script", "style", "textarea", "title", "iframe", "noembed", "noframes", "xmp", "plaintext")
)


def never_closed(source: str) -> int | None:
    """Where the first tag or comment begins that has no end; None when each has one.

    The standard parser looks for such an end again and again, to the end of the source: it would take minutes
    for a file of nothing but beginnings.
    """
    at = source.find("<")
    while at >= 0:
        follower = source[at + 1 : at + 2]
        if source.startswith("<!--", at):
            end = source.find("-->", at + 4)
        elif source.startswith("<![CDATA[", at):
            end = source.find("]]>", at)
        elif follower.isalpha() or follower in ("/", "?", "!", "<"):
            end, other = source.find(">", at), source.find("<", at + 1)
            end = -1 if 0 <= other < end else end
        else:
            end = at
        if end < 0:
            return at
        at = source.find("<", end + 1)
    return None


Piece = tuple[int, str, str, str | None]  # where, what, name or words, attributes as they are written


class Markup(HTMLParser):
    """A parser that is given everything at once by `take`."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self._at = -1
        self._starts: list[int] = [0]

    def take(self, source: str) -> None:
        """The whole markup; the parser is closed behind it."""
        pieces = _tidy(source)
        if pieces is None:
            for line in source.split("\n"):
                self._starts.append(self._starts[-1] + len(line) + 1)
            end = never_closed(source)
            if end is not None:
                self.breaks_off(end)
            self.feed(source if end is None else source[:end])
        else:
            for self._at, what, name, written in pieces:
                self._call(what, name, written)
        self.close()

    def breaks_off(self, at: int) -> None:
        """Told first when a tag or comment that begins here has no end; nothing behind it is read."""

    def where(self) -> int:
        """Where the piece begins that is being handled."""
        if self._at >= 0:
            return self._at
        line, column = self.getpos()
        return self._starts[line - 1] + column

    def _call(self, what: str, name: str, written: str | None) -> None:
        match what:
            case "words":
                self.handle_data(name)
            case "start":
                self.handle_starttag(name, _attributes(written))
            case "end":
                self.handle_endtag(name)
            case "empty":
                self.handle_startendtag(name, _attributes(written))
            case "character":
                self.handle_charref(name)
            case "entity":
                self.handle_entityref(name)


def _tidy(source: str) -> list[Piece] | None:
    """The pieces of markup, or None where it takes the standard parser to read it."""
    pieces: list[Piece] = []
    at, size = 0, len(source)
    while at < size:
        match = _TIDY.match(source, at)
        if match is None:
            return None
        begin, at = at, match.end()
        kind = match.lastgroup
        if kind == "words":
            pieces.append((begin, "words", match[0], None))
        elif kind == "empty":
            name = match["name"].lower()
            pieces.append((begin, "empty" if match["empty"] else "start", name, match["attributes"]))
            if name in _RAW:
                words = _raw_words(name, source, at)
                if words is None or match["empty"]:
                    return None
                if words:
                    pieces.append((at, "words", words, None))
                at += len(words)
        elif kind == "closed":
            pieces.append((begin, "end", match["closed"].lower(), None))
        elif kind == "entity":
            pieces.append(_entity(begin, match[0][1:-1]))
    return pieces


def _raw_words(name: str, source: str, at: int) -> str | None:
    """What stands in a style or a title, where that reads alike by every rule."""
    end = source.find("<", at)
    words = source[at:end]
    if end < 0 or not source.startswith(f"</{name}>", end) or (name != "style" and "&" in words):
        return None
    return words if name in ("style", "title") else None


def _entity(begin: int, name: str) -> Piece:
    return (begin, "character", name[1:], None) if name[0] == "#" else (begin, "entity", name, None)


def _attributes(written: str | None) -> list[tuple[str, str | None]]:
    found = _ATTRIBUTE.findall(written or "")
    return [(name.lower(), html.unescape(value) if "&" in value else value) for name, value in found]
