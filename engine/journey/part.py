"""What every part of a document is: fields that remember where the author wrote them.

Documents are data: they are read by `engine.compiler.read` from these very annotations, so a new field
is one line here. Nothing in this file knows YAML.
"""

from typing import Annotated, ClassVar

import msgspec

from engine.journey.condition import Condition
from engine.journey.duration import Duration
from engine.journey.span import Span, whole_file

NOWHERE = whole_file("")


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A mapping of the author. `spans` has the place of each value, `keys` of each key.

    Values inside lists and mappings are found as `field.0` and `field.name`. `broken`: fields that could not
    be read, or not wholly, which is reported already. `whole`: every word of it was understood.
    """

    words: ClassVar[str] = "a mapping"  # how diagnostics name it

    span: Span = NOWHERE
    spans: dict[str, Span] = {}
    keys: dict[str, Span] = {}
    broken: frozenset[str] = frozenset()
    whole: bool = True

    def place(self, field: str) -> Span:
        """The place of a value; the whole part where the author did not write it."""
        return self.spans.get(field, self.span)

    def lacks(self, field: str) -> bool:
        """Whether the author surely did not write it."""
        return self.whole and field not in self.keys


class Spelling(msgspec.Struct, frozen=True):
    """A kind of text: its pattern (matched in full) and how diagnostics name it."""

    pattern: str
    words: str


class Key(msgspec.Struct, frozen=True):
    """The author's word where it is a Python keyword or another name reads better here."""

    name: str


class Range(msgspec.Struct, frozen=True):
    least: int
    most: int


Slug = Annotated[
    str, Spelling(r"(?=.{1,64}$)[a-z][a-z0-9]*(-[a-z0-9]+)*", "a kebab-case name such as week-ahead")
]
PackName = Annotated[str, Spelling(r"(?=.{1,64}$)[a-z0-9]+(-[a-z0-9]+)*", "a policy pack such as minors")]
LawName = Annotated[str, Spelling(r"(?=.{1,64}$)[a-z0-9]+(-[a-z0-9]+)*", "a law such as 42-cfr-2")]
Clock = Annotated[str, Spelling(r"([01][0-9]|2[0-3]):[0-5][0-9]", 'a time of day such as "09:00"')]
Closing = Annotated[str, Spelling(r"([01][0-9]|2[0-3]):[0-5][0-9]|24:00", 'a time of day such as "19:30"')]
FieldName = Annotated[str, Spelling(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*", "a field such as appointment.start")]
Role = Annotated[str, Spelling(r"[a-z][a-z0-9_-]{0,40}", "a role such as approver")]
Date = Annotated[
    str, Spelling(r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])", "a date such as 2027-03-31")
]
Answer = Annotated[str, Spelling(r"[a-z][a-z0-9_]{0,40}", "a name such as pain_level")]
EventName = Annotated[str, Spelling(r"[a-z][a-z0-9_.]*", "an event such as appointment.booked")]
Line = Annotated[str, Spelling(r"[^\r\n]{1,200}", "one line of at most 200 characters")]
Prose = Annotated[str, Spelling(r"(?s).{0,4000}", "at most 4,000 characters")]
Language = Annotated[str, Spelling(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", "a language such as es or pt-BR")]


class Allow(Part, frozen=True, kw_only=True):
    """A rule that is knowingly not kept at one place: why, who answers for it, until when.

    Refused for rules that are law; listed in the audit table.
    """

    words: ClassVar[str] = "an allow"

    rule: Slug
    reason: Line
    by: Line
    until: Date


class Step(Part, frozen=True, kw_only=True):
    """One step. The YAML key named like `kind` comes first and holds the id."""

    kind: ClassVar[str] = ""

    id: Slug
    notes: Prose | None = None
    allow: tuple[Allow, ...] = ()


__all__ = [
    "NOWHERE",
    "Allow",
    "Answer",
    "Clock",
    "Closing",
    "Condition",
    "Date",
    "Duration",
    "EventName",
    "FieldName",
    "Key",
    "Language",
    "LawName",
    "Line",
    "PackName",
    "Part",
    "Prose",
    "Range",
    "Role",
    "Slug",
    "Span",
    "Spelling",
    "Step",
]  # fmt: skip
