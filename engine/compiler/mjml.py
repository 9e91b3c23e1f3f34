"""MJML with tokens in it becomes HTML with the same tokens: placement checked, nothing external let in."""

import re
from collections import Counter
from typing import Any, Final

import mrml
import msgspec

from engine.compiler import loading
from engine.compiler.jinja_tags import Region, Tagged
from engine.compiler.markup import Markup
from engine.compiler.suggest import closest, did_you_mean
from engine.compiler.tree import shorten
from engine.journey import codes
from engine.journey.codes import Code
from engine.journey.diagnostics import Problems
from engine.journey.span import Span

_WORDS: Final = frozenset(("mj-text", "mj-button", "mj-table"))  # where mail says something
_ROWS: Final = frozenset(("mj-body", "mj-wrapper", "mj-column"))  # where a whole block may depend on a tag
_BETWEEN: Final = _ROWS | frozenset(("mjml", "mj-head", "mj-section", "mj-group"))  # where words cannot stand
_STRUCTURE: Final = _WORDS | _ROWS | frozenset(
    ("mjml", "mj-head", "mj-section", "mj-group", "mj-divider", "mj-spacer", "mj-title", "mj-preview",
     "mj-attributes", "mj-all", "mj-class", "mj-style", "mj-raw", "mj-breakpoint", "mj-html-attributes",
     "mj-selector", "mj-html-attribute")
)  # fmt: skip
_SAFE_ADDRESS: Final = re.compile(r"(https://[^\s/]|tel:\+?[0-9]|mailto:[^\s@]+@)", re.ASCII)
_POSITION: Final = re.compile(r" at position (\d+):(\d+)$")
_VOID: Final = frozenset(["br", "hr", "img", "meta", "link", "input"])
_OPTIONS: Final = mrml.RenderOptions(disable_comments=True, fonts={})
MOST_HTML: Final = 200_000
MOST_PIECES: Final = 30_000
MOST_DEPTH: Final = 64  # elements inside each other; the parser behind overflows its stack at some thousands
_LONGEST_PROBLEM: Final = 200


class Page(msgspec.Struct, frozen=True):
    """`html` still holds tokens. `hrefs`: indices of the tags that stand in an address."""

    html: str
    hrefs: frozenset[int]


class Found(msgspec.Struct, frozen=True):
    """A problem, before it is known which follows from which. `depends`: on the elements before it."""

    code: Code
    place: Span
    words: dict[str, Any]
    depends: bool = False
    hint: str = ""


def to_html(region: Region, tagged: Tagged, problems: Problems) -> Page | None:
    """The page, or None; what is wrong is reported at its place in the author's file."""
    source = tagged.tokenised()
    reader = _Placement(region, tagged, problems)
    reader.read(source)
    if reader.refused:
        return None
    page = _compiled(_wrapped(source, tagged, reader.between), region, tagged, problems)
    if page is None:
        return None
    if len(page) > MOST_HTML:
        problems.report(codes.MJML_MALFORMED, region.span(0), problem="the page it makes is too large")
        return None
    return Page(page, frozenset(reader.hrefs)) if _kept(page, region, tagged, problems) else None


def _compiled(source: str, region: Region, tagged: Tagged, problems: Problems) -> str | None:
    try:
        return str(mrml.to_html(source, None, _OPTIONS).content)
    except (OSError, ValueError) as error:
        _report(str(error), region, tagged, problems)
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # the parser's own bug: Rust panics are no Exceptions
            raise
        _report("its parser gave up", region, tagged, problems)
    return None


def _wrapped(source: str, tagged: Tagged, between: set[int]) -> str:
    def wrapped(match: re.Match[str]) -> str:
        return f"<mj-raw>{match[0]}</mj-raw>" if int(match[1]) in between else match[0]

    return tagged.pattern.sub(wrapped, source) if between else source


def _kept(page: str, region: Region, tagged: Tagged, problems: Problems) -> bool:
    """Every statement is in the page once and in order; every value at least once."""
    found = [int(match) for match in tagged.pattern.findall(page)]
    statements = [index for index in found if tagged.tags[index].kind == "statement"]
    times, kept = Counter(found), True
    for index, tag in enumerate(tagged.tags):
        wanted = times[index] == 1 if tag.kind == "statement" else times[index] > 0
        if tag.kind != "comment" and not wanted:
            place = region.span(tag.start, tag.end - tag.start)
            where = "here: the mail would lose it"
            problems.report(codes.TEMPLATE_PLACE, place, tag=_short(tag.text), where=where)
            kept = False
    if kept and statements != sorted(statements):
        problems.report(codes.MJML_MALFORMED, region.span(0), problem="its blocks change places")
        return False
    return kept


def _report(message: str, region: Region, tagged: Tagged, problems: Problems) -> None:
    position = _POSITION.search(message)
    offset = tagged.original_offset(int(position[1])) if position else 0
    problem = shorten(_POSITION.sub("", message).replace(" in root template", ""), _LONGEST_PROBLEM)
    problems.report(codes.MJML_MALFORMED, region.span(min(offset, len(region.text))), problem=problem)


def _short(tag: str) -> str:
    words = " ".join(tag.split())
    return words if len(words) <= 40 else words[:39] + "…"


class _TooMuch(Exception):
    """Reading cannot go on; why is noted."""


class _Placement(Markup):
    """Finds where tokens stand, what is not MJML of ours, and what would load from elsewhere."""

    def __init__(self, region: Region, tagged: Tagged, problems: Problems) -> None:
        super().__init__()
        self.region = region
        self.tagged = tagged
        self.problems = problems
        self.open: list[str] = []
        self.places: list[int] = []  # where each of `open` begins
        self.between: set[int] = set()
        self.hrefs: set[int] = set()
        self.structure: list[Found] = []  # what makes everything behind it look misplaced
        self.unclosed: list[Found] = []
        self.length = 1  # of what is pointed at
        self.pieces = 0
        self.others: list[Found] = []

    @property
    def refused(self) -> bool:
        return bool(self.structure or self.unclosed or self.others)

    def read(self, source: str) -> None:
        """All of it. Python's parser asserts that `<![` begins a section it knows, which authors need not."""
        self._read_conditional(source)
        try:
            self.take(source)
        except _TooMuch:
            self.open, self.places = [], []
        except AssertionError:
            self._malformed("a declaration that begins with <! is not understood")
        shown = self.structure[:1] or self.unclosed or [one for one in self.others if one.depends]
        for one in (*shown, *(one for one in self.others if not one.depends)):
            self.problems.report(one.code, one.place, hint=one.hint, **one.words)

    def _read_conditional(self, source: str) -> None:
        for start in loading.comments(source):
            place = self.region.span(self.tagged.original_offset(start), len("<!--"))
            self.others.append(Found(codes.EXTERNAL_CONTENT, place, {"what": "a picture"}))

    def breaks_off(self, at: int) -> None:
        place = self.region.span(self.tagged.original_offset(at))
        words = {"problem": "what begins here is never closed"}
        self.structure.append(Found(codes.MJML_MALFORMED, place, words))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.length = len(tag) + 1
        meant = self._element(tag)
        for name, value in attrs:
            self._attribute(tag, name, value or "")
        if meant.startswith("mj") and self.open[-1:] == [meant]:
            self._structure(f"<{tag}> in <{meant}>, which is not closed", length=len(tag) + 1)
        elif tag not in _VOID:
            self.open.append(meant)
            self.places.append(self.where())
            if len(self.open) > MOST_DEPTH:
                self._structure(f"its elements are nested more than {MOST_DEPTH} deep", length=len(tag) + 1)
                raise _TooMuch

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.length = len(tag) + 1
        self._element(tag)
        for name, value in attrs:
            self._attribute(tag, name, value or "")

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.open:
            if tag.startswith("mj") and closest(tag, _STRUCTURE) not in self.open[-1:]:
                self._structure(f"</{tag}> closes nothing that is open", length=len(tag) + 3)
                return
            tag = closest(tag, _STRUCTURE)
            if tag not in self.open:
                return
            self._structure(f"<{tag}> is closed by another word", length=len(tag) + 2)
        while self.open:
            place = self.places.pop()
            last = self.open.pop()
            if last == tag:
                return
            self._unclosed(last, place)

    def close(self) -> None:
        super().close()
        while self.open:
            self._unclosed(self.open.pop(), self.places.pop())

    def _unclosed(self, tag: str, offset: int) -> None:
        if tag.startswith("mj"):
            place = self.region.span(self.tagged.original_offset(offset), len(tag) + 1)
            words = {"problem": f"<{shorten(tag)}> is not closed"}
            self.unclosed.append(Found(codes.MJML_MALFORMED, place, words))

    def handle_data(self, data: str) -> None:
        self.length = 1
        self.pieces += 1
        if self.pieces > MOST_PIECES:
            self._structure(f"it has more than {MOST_PIECES} pieces of text", length=1)
            raise _TooMuch
        parent = next((tag for tag in reversed(self.open) if tag.startswith("mj")), "")
        if (parent == "mj-style" or "style" in self.open) and loading.styles(data):
            self._external("a style sheet or picture")
        if ">" in data and not data.isascii():  # mrml gives up on it
            shift = data.index(">")
            self._malformed('a ">" among words is written &gt;', shift)
        if parent in _BETWEEN and self.tagged.pattern.sub("", data).strip():
            blank = len(data) - len(data.lstrip())
            self._malformed(f"words stand in <{parent}>; put them into <mj-text>", blank)
        for index in self._tokens(data):
            self._place(index, parent)

    def _place(self, index: int, parent: str) -> None:
        if parent in _ROWS:
            if self.tagged.tags[index].kind == "statement":
                self.between.add(index)
            else:
                self._misplaced(index, "between blocks; put it into <mj-text>")
        elif parent not in _WORDS and not (parent == "mj-raw" and "mj-head" not in self.open):
            self._misplaced(index, f"in <{parent}>" if parent else "here")

    def _element(self, tag: str) -> str:
        """What the element is, or is surely meant to be."""
        if tag == "meta" and "mj-head" in self.open:
            return tag
        if tag in loading.ELEMENTS:
            self._external(loading.ELEMENTS[tag] or "a page", depends=tag == "meta")
        elif tag.startswith("mj") and tag not in _STRUCTURE:
            self._structure(f"<{tag}> is not an element of it", length=len(tag) + 1, word=tag)
            return closest(tag, _STRUCTURE) or tag
        return tag

    def _attribute(self, tag: str, name: str, value: str) -> None:
        if name in loading.ATTRIBUTES or loading.styles(value):
            self._external("a picture")
        elif name in loading.CALLING:
            self._external("a page")
        elif name.startswith("on") or name == "http-equiv":
            self._external("a script")
        elif name == "href" and not self.tagged.pattern.match(value) and not _SAFE_ADDRESS.match(value):
            self._refuse("an address that is not https:, tel: or mailto:")
        for index in self._tokens(value):
            if name == "href" and self.tagged.tags[index].kind == "value":
                self.hrefs.add(index)
            else:
                self._misplaced(index, f'in the attribute "{name}" of <{tag}>')

    def _tokens(self, text: str) -> list[int]:
        return [int(found) for found in self.tagged.pattern.findall(text)]

    def _misplaced(self, index: int, where: str) -> None:
        tag = self.tagged.tags[index]
        place = self.region.span(tag.start, tag.end - tag.start)
        words = {"tag": _short(tag.text), "where": shorten(where, _LONGEST_PROBLEM)}
        self.others.append(Found(codes.TEMPLATE_PLACE, place, words, depends=True))

    def _external(self, what: str, *, depends: bool = False) -> None:
        self.others.append(Found(codes.EXTERNAL_CONTENT, self._here(), {"what": what}, depends=depends))

    def _refuse(self, what: str) -> None:
        self.others.append(Found(codes.TEMPLATE_REFUSED, self._here(), {"what": what}))

    def _malformed(self, problem: str, shift: int = 0) -> None:
        place, words = self._here(shift=shift), {"problem": shorten(problem, _LONGEST_PROBLEM)}
        self.others.append(Found(codes.MJML_MALFORMED, place, words, depends=True))

    def _structure(self, problem: str, *, length: int, word: str = "") -> None:
        hint = did_you_mean(word, _STRUCTURE) if word else ""
        place = self._here(length)
        words = {"problem": shorten(problem, _LONGEST_PROBLEM)}
        self.structure.append(Found(codes.MJML_MALFORMED, place, words, hint=hint))

    def _here(self, length: int = 0, shift: int = 0) -> Span:
        """Where the parser stands: the beginning of an element, or of words between two."""
        return self.region.span(self.tagged.original_offset(self.where() + shift), length or self.length)
