"""What differs between two sides, as values: fit for words, for JSON and for a plan."""

from typing import Any, Literal

import msgspec

State = Literal["added", "removed", "changed", "wording", "layout"]


class FieldChange(msgspec.Struct, frozen=True, omit_defaults=True):
    """One field in words, before and after; empty where it was or is not there.

    `wording`: read by people of the organisation alone. `was` and `now`: both values as they are written, for
    whoever tells them in another language; None where there is none, or where it has no other form.
    """

    field: str
    before: str = ""
    after: str = ""
    wording: bool = False
    was: Any = None
    now: Any = None


class Block(msgspec.Struct, frozen=True):
    """Where a step lies: `way` of the step `step`, which is a `kind`; all empty in the journey itself."""

    step: str = ""
    kind: str = ""
    way: str = ""


class StepChange(msgspec.Struct, frozen=True, omit_defaults=True):
    """`was`: its id before, where it has another; `guessed`: nobody said so, but all of it is the same.

    `moved`: where it stood before and stands now, in words; empty when it stayed in its place. `block`:
    where one that moved or was added stands now; None for one added to the journey itself. `fields`: what
    one that was added or removed says, as it is written.
    """

    id: str
    kind: str
    state: State
    says: str = ""
    was: str = ""
    guessed: bool = False
    moved: tuple[str, str] | None = None
    block: Block | None = None
    changes: tuple[FieldChange, ...] = ()
    fields: dict[str, Any] | None = None


class MessageChange(msgspec.Struct, frozen=True, omit_defaults=True):
    """`sent_by`: the steps that send it now, or sent it when it was there."""

    name: str
    state: State
    sent_by: tuple[str, ...] = ()
    changes: tuple[FieldChange, ...] = ()


class JourneyChange(msgspec.Struct, frozen=True, omit_defaults=True):
    """`layout`: the text differs and nothing in it. `unread`: sides with errors, so that not all is known.

    One that was added comes with all it says, its steps and its messages. `subjects`: what people call its
    messages, by their names, in the organisation's language; of a side with errors none are known.
    """

    slug: str
    state: State
    before: str = ""  # version
    after: str = ""
    changes: tuple[FieldChange, ...] = ()
    steps: tuple[StepChange, ...] = ()
    messages: tuple[MessageChange, ...] = ()
    unread: tuple[str, ...] = ()
    subjects: dict[str, str] = {}


class EntryChange(msgspec.Struct, frozen=True, omit_defaults=True):
    """One entry of organization, consents, dictionary or segments. `warning`: what a reviewer must see."""

    kind: Literal["organization", "topic", "authorization", "field", "segment"]
    name: str
    state: State
    changes: tuple[FieldChange, ...] = ()
    warning: str = ""


class Difference(msgspec.Struct, frozen=True):
    journeys: tuple[JourneyChange, ...] = ()
    entries: tuple[EntryChange, ...] = ()

    @property
    def anything(self) -> bool:
        """Whether the two differ at all, be it in layout."""
        return bool(self.journeys or self.entries)

    @property
    def meaning(self) -> bool:
        """Whether anything differs for people, staff or machines."""
        states = [*(one.state for one in self.journeys), *(one.state for one in self.entries)]
        return any(state in ("added", "removed", "changed") for state in states)
