"""People named for a journey, and what became of each line."""

from typing import Annotated
from uuid import UUID

import msgspec

MOST_PEOPLE = 500


class IdentifierNamed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    value: Annotated[str, msgspec.Meta(min_length=1, max_length=512)]
    system: Annotated[str, msgspec.Meta(max_length=512)] = ""


class PersonNamed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One of the two: our own id, or an identifier; without its system it must fit one person alone."""

    patient: UUID | None = None
    identifier: IdentifierNamed | None = None


class NamePeople(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    people: Annotated[list[PersonNamed], msgspec.Meta(min_length=1, max_length=MOST_PEOPLE)]


class LineShown(msgspec.Struct, frozen=True):
    line: int
    outcome: str  # enrolled | waiting | pending | already-inside | not-matching | patient-unknown | …


class RequestShown(msgspec.Struct, frozen=True):
    """`counts`: outcome → lines."""

    id: UUID
    lines: list[LineShown]
    counts: dict[str, int]
