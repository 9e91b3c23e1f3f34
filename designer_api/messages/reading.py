"""A template as one reader would get it, and which segments they are in. Sends and stores nothing."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final, Protocol

import msgspec

from designer_api.messages.samples import find_sample, values_of
from engine.errors import EngineError, NotFound
from engine.expressions import Evaluator
from engine.journey.dictionary import Dictionary
from engine.journey.organization import Organization
from engine.rendering.render import Unwritten, Writing, compile_template, write_body
from engine.store.bodies import Body

_PORTAL: Final = "https://portal.example.org"


class Reader(msgspec.Struct, frozen=True):
    """Whom the mail is written to: dotted field → value, and an IANA zone."""

    values: dict[str, Any]
    zone: str


class Written(Protocol):
    """A language variant of a message, just compiled or published long ago."""

    @property
    def language(self) -> str: ...
    @property
    def subject(self) -> str: ...
    @property
    def preheader(self) -> str: ...
    @property
    def html(self) -> str: ...
    @property
    def text(self) -> str: ...


def sample_reader(name: str, dictionary: Dictionary, organization: Organization, now: datetime) -> Reader:
    """Raises NotFound `sample-unknown`."""
    sample = find_sample(name)
    if sample is None:
        raise NotFound("sample-unknown", "There is no such made-up person.")
    return Reader(values_of(sample, dictionary, organization, now), organization.zone)


def body_of(template: Written, reader: Reader, segments: dict[str, bool]) -> Body | Unwritten:
    writing = Writing(reader.values, segments, _no_link, template.language, reader.zone)
    try:
        parts = (template.subject, template.preheader, template.html, template.text)
        return write_body(compile_template(*parts), writing)
    except EngineError:
        return Unwritten("template-refused")


def segments_of(
    reader: Reader, asked: Iterable[str], known: dict[str, str], dictionary: Dictionary, now: datetime
) -> dict[str, bool]:
    """What nobody knows of a person, such as a consent, counts as no. `known`: name → CEL."""
    evaluator = Evaluator({name: field.type for name, field in dictionary.items()}, known)
    return {
        name: evaluator.evaluate(known[name], reader.values, now=now) is True
        for name in asked
        if name in known
    }


def _no_link(name: str) -> str | None:
    return f"{_PORTAL}/{name.replace('_', '-')}"
