"""A message file: its front matter and its body, `messages/<name>.mjml` or `<name>.<language>.mjml`."""

import re
from typing import Annotated, ClassVar, Final

import msgspec

from engine.compiler.jinja_tags import Region
from engine.compiler.load import load
from engine.compiler.read import read
from engine.journey import codes
from engine.journey.diagnostics import Problems
from engine.journey.dictionary import DataClass
from engine.journey.part import Key, Line, Part
from engine.journey.span import Span, whole_file

FILE_NAME: Final = re.compile(
    r"([a-z][a-z0-9]*(?:-[a-z0-9]+)*)(?:\.([a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*))?\.mjml"
)
_FENCE: Final = "---"
_OTHER_LINE_ENDS: Final = re.compile("[\r\x85\u2028\u2029]")  # YAML, Jinja and MJML count them differently


class Front(Part, frozen=True, kw_only=True):
    """What stands before the body. `data_class`: the most closed class the message may use."""

    words: ClassVar[str] = "the front matter"

    subject: Line
    preheader: Line | None = None
    data_class: Annotated[DataClass, Key("class")]


class MessageFile(msgspec.Struct, frozen=True):
    """`path` is how diagnostics name it; `language` is empty for the default variant."""

    name: str
    language: str
    path: str
    text: str


class Message(msgspec.Struct, frozen=True):
    file: MessageFile
    front: Front
    body: Region

    def region(self, field: str) -> Region:
        """The subject or preheader as a template with its place."""
        text = getattr(self.front, field) or ""
        span: Span = self.front.place(field)
        if span.line != span.end_line:
            return Region(self.file.path, text, whole=span)
        line = self.file.text.split("\n")[span.line - 1]
        quoted = line[span.column - 1 : span.column] in ('"', "'")
        return Region(self.file.path, text, span.line, span.column + quoted)


def read_message(file: MessageFile, problems: Problems) -> Message | None:
    """The parts of the file, or None; problems are reported at their place in it."""
    if not _is_unicode(file, problems):
        return None
    lines = _OTHER_LINE_ENDS.sub(" ", file.text.replace("\r\n", "\n")).split("\n")
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == _FENCE), 0)
    if lines[0].rstrip() != _FENCE or not end:
        problems.report(codes.FRONT_MATTER, whole_file(file.path))
        return None
    node = load("\n".join(lines[1:end]) + "\n", file.path, problems, first_line=2)
    front = read(Front, node, problems) if node is not None else None
    if front is None:
        return None
    return Message(file, front, Region(file.path, "\n".join(lines[end + 1 :]), end + 2))


def _is_unicode(file: MessageFile, problems: Problems) -> bool:
    """Half of a pair of surrogates, which JSON can carry, is no character."""
    try:
        file.text.encode("utf-8")
    except UnicodeEncodeError as error:
        place = Region(file.path, file.text).span(error.start)
        problems.report(codes.FILE_NOT_UTF8, place, byte=error.start)
        return False
    return True
