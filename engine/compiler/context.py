"""What journeys are compiled against: the organisation, its dictionary, segments and consents."""

from typing import Final

import msgspec

from engine.compiler.kept import Kept
from engine.expressions import Checker, Expression
from engine.journey import codes
from engine.journey.codes import Code
from engine.journey.condition import Condition
from engine.journey.consents import Consents
from engine.journey.dictionary import Dictionary, most_closed
from engine.journey.forms import ANSWERS
from engine.journey.organization import Organization
from engine.journey.segments import Segments

_JUDGED_BY: Final[dict[str, tuple[Code, ...]]] = {
    "dictionary": (codes.UNKNOWN_FIELD, codes.MARKETING_ADDRESS),
    "segments": (codes.UNKNOWN_SEGMENT, codes.MARKETING_AUTHORIZATION, codes.PROTECTED_AUTHORIZATION),
    "consents": (
        codes.UNKNOWN_TOPIC,
        codes.UNKNOWN_AUTHORIZATION,
        codes.MARKETING_AUTHORIZATION,
        codes.PROTECTED_AUTHORIZATION,
    ),
}


class Context(msgspec.Struct, frozen=True):
    """`organization` is None when its file is broken; journeys are then checked but not planned.

    `unsure`: of which things not every name is known, because their file breaks off or is not there. Nothing
    is said about such names, and nothing is planned.
    """

    organization: Organization | None
    dictionary: Dictionary
    segments: Segments
    consents: Consents
    checker: Checker
    kept: Kept
    unsure: frozenset[str] = frozenset()

    def with_fields(self, more: Dictionary, *, sure: bool = True) -> "Context":
        """The same with fields of one journey's own; `sure`: these are all there are."""
        unsure = self.unsure if sure else self.unsure | {"forms"}
        dictionary = {**self.dictionary, **more}
        return new_context(self.organization, dictionary, self.segments, self.consents, self.kept, unsure)

    def may_know(self, field: str) -> bool:
        """Whether a field that is not known may be one all the same: the answer to a form that is broken."""
        return "forms" in self.unsure and field.startswith(f"{ANSWERS}.")

    def check(self, condition: Condition) -> Expression:
        return self.checker.check(condition.text)

    def fields_of(self, condition: Condition) -> frozenset[str]:
        """The fields a condition looks at, through the segments it names."""
        checked = self.check(condition)
        found = set(checked.fields())
        for name in checked.arguments("segment"):
            if name in self.segments:
                found |= self.segments[name].fields
        return frozenset(found)

    def class_of(self, field: str) -> str:
        known = self.dictionary.get(field)
        return known.data_class if known else "operational"

    def most_closed(self, fields: frozenset[str]) -> str:
        return most_closed([self.class_of(field) for field in fields])


def judged_by(documents: frozenset[str]) -> tuple[Code, ...]:
    """The rules that cannot be judged while names of these documents are missing."""
    return tuple(code for name in documents for code in _JUDGED_BY.get(name, ()))


def new_context(
    organization: Organization | None,
    dictionary: Dictionary,
    segments: Segments,
    consents: Consents,
    kept: Kept | None = None,
    unsure: frozenset[str] = frozenset(),
) -> Context:
    """`kept`: of the compile before, when there was one."""
    kept = kept or Kept()
    checker = kept.checker({name: field.type for name, field in dictionary.items()})
    return Context(organization, dictionary, segments, consents, checker, kept, unsure)
