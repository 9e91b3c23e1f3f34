"""Moments and windows of the language: the time anchor, the send window, the cap."""

from typing import Annotated, ClassVar, Literal

from engine.journey.part import Clock, Closing, Duration, FieldName, Key, Part, Range

Zone = Literal["patient", "clinic"]
IfPast = Literal["now", "skip", "continue", "exit"]


class Anchor(Part, frozen=True, kw_only=True):
    """A moment before or after a timestamp field; exactly one of the two is written."""

    words: ClassVar[str] = "a time anchor"

    before: FieldName | None = None
    after: FieldName | None = None
    by: Duration | None = None
    clock: Clock | None = None
    zone: Zone = "patient"
    if_past: IfPast | None = None

    @property
    def field(self) -> str:
        return self.before or self.after or ""


class Window(Part, frozen=True, kw_only=True):
    """When mail may leave; `days` as `mon-fri`, `sat` or a list of these."""

    words: ClassVar[str] = "a send window"

    days: str | tuple[str, ...] = "mon-sun"
    start: Annotated[Clock, Key("from")] = "00:00"
    end: Annotated[Closing, Key("to")] = "24:00"
    zone: Zone = "patient"
    holidays: Literal["skip", "send"] = "send"


class Cap(Part, frozen=True, kw_only=True):
    """At most `count` mails in `per`."""

    words: ClassVar[str] = "a cap"

    count: Annotated[int, Range(1, 1_000)]
    per: Duration


_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def weekdays(written: str | tuple[str, ...]) -> tuple[int, ...] | None:
    """ISO weekdays 1-7, sorted; None when a word is not a day. `fri-mon` goes over the week's end."""
    days: set[int] = set()
    for word in (written,) if isinstance(written, str) else written:
        first, dash, last = word.partition("-")
        if first not in _NAMES or (dash and last not in _NAMES):
            return None
        begin = _NAMES.index(first)
        span = (_NAMES.index(last) - begin) % 7 if dash else 0
        days.update((begin + offset) % 7 + 1 for offset in range(span + 1))
    return tuple(sorted(days)) or None
