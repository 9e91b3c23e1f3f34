"""A difference for people: one line a fact, marked + (new), - (gone), ~ (changed), = (means the same)."""

from collections.abc import Callable, Mapping
from typing import Final

from engine.compiler.compare.difference import (
    Difference,
    EntryChange,
    FieldChange,
    JourneyChange,
    MessageChange,
    StepChange,
)
from engine.compiler.drawing.words import counted

Paint = Callable[[str, str], str]  # (style of engine.compiler.report, text) → text
Inside = Mapping[str, Mapping[str, int]]  # journey → step → people who stand there

MARKS: Final = {"added": "+", "removed": "-", "changed": "~", "wording": "=", "layout": "="}
_STYLES: Final = {"+": "help", "-": "error", "~": "warning", "=": "faint", "!": "error"}
_SAME: Final = {
    "wording": "means the same: only its wording for staff changed",
    "layout": "means the same: only layout or comments changed",
}
_HEADINGS: Final = {
    "organization": "Organization",
    "topic": "Consents",
    "authorization": "Consents",
    "field": "Dictionary",
    "segment": "Segments",
}


class Sheet:
    """Lines being collected; `paint` colours the marks."""

    def __init__(self, paint: Paint) -> None:
        self._paint = paint
        self._lines: list[str] = []

    def heading(self, words: str) -> None:
        if self._lines:
            self._lines.append("")
        self._lines.append(self._paint("bold", words))

    def add(self, depth: int, mark: str, words: str) -> None:
        self._lines.append(f"{'    ' * depth}{self._paint(_STYLES[mark], mark)} {words}")

    def note(self, depth: int, words: str) -> None:
        self._lines.append(f"{'    ' * depth}  {words}")

    def faint(self, depth: int, words: str) -> None:
        self.note(depth, self._paint("faint", words))

    def text(self) -> str:
        return "\n".join(self._lines)


def as_text(difference: Difference, paint: Paint, inside: Inside | None = None) -> str:
    """`inside`: who stands where on a running installation, to be told beside what changes or goes."""
    sheet = Sheet(paint)
    if difference.journeys:
        sheet.heading("Journeys")
    for journey in difference.journeys:
        write_journey(sheet, journey, None if inside is None else inside.get(journey.slug, {}))
    write_entries(sheet, difference.entries)
    if not difference.anything:
        return "Nothing differs."
    return f"{sheet.text()}\n\n{summary(difference)}"


def summary(difference: Difference) -> str:
    """ "2 journeys changed, 1 means the same; 1 segment changed"."""
    states = [one.state for one in difference.journeys]
    parts = [
        f"{counted(states.count(state), 'journey')} {state}"
        for state in ("added", "changed", "removed")
        if state in states
    ]
    if same := states.count("wording") + states.count("layout"):
        parts.append(f"{counted(same, 'journey')} {'means' if same == 1 else 'mean'} the same")
    kinds = [entry.kind for entry in difference.entries]
    parts += [f"{counted(kinds.count(kind), kind)} touched" for kind in dict.fromkeys(kinds)]
    return ", ".join(parts) + "."


def write_journey(sheet: Sheet, change: JourneyChange, inside: Mapping[str, int] | None) -> None:
    versions = [version[:12] for version in (change.before, change.after) if version]
    told = _SAME.get(change.state, change.state)
    here = "" if not inside else f", {counted_people(sum(inside.values()))} inside"
    sheet.add(0, MARKS[change.state], f"{change.slug}  {told} ({' → '.join(versions) or 'no version'}){here}")
    for side in change.unread:
        sheet.note(1, f"{side}: it has errors or stands alone, so its messages and forms are not compared")
    if change.state == "added":
        return  # all of it is new: whoever reads this has its text
    _fields(sheet, change.changes, 1)
    for step in change.steps:
        _step(sheet, step, inside)
    for message in change.messages:
        _message(sheet, message)


def _step(sheet: Sheet, step: StepChange, inside: Mapping[str, int] | None) -> None:
    here = (inside or {}).get(step.was or step.id, 0)
    people = f"  ({counted_people(here)} here)" if here else ""
    says = f": {step.says}" if step.says else ""
    same = "  (means the same)" if step.state == "wording" else ""
    sheet.add(1, MARKS[step.state], f"{step.kind} {step.id}{says}{same}{people}")
    if step.was:
        how = "seems to be" if step.guessed else "takes the place of"
        sheet.note(2, f"{how} {step.was}")
    if step.moved:
        before, after = step.moved
        sheet.note(2, f"moved within {after}" if before == after else f"moved from {before} to {after}")
    if step.guessed:
        sheet.note(2, f"write moved_to: {{{step.was}: {step.id}}} to take people along")
    _fields(sheet, step.changes, 2)


def _message(sheet: Sheet, message: MessageChange) -> None:
    sent = f" (sent by {', '.join(message.sent_by)})" if message.sent_by else ""
    sheet.add(1, MARKS[message.state], f"message {message.name}{sent}")
    _fields(sheet, message.changes, 2)


def _fields(sheet: Sheet, changes: tuple[FieldChange, ...], depth: int) -> None:
    for change in changes:
        if not change.before:
            sheet.add(depth, "+", f"{change.field}: {change.after or 'written'}")
        elif not change.after:
            sheet.add(depth, "-", f"{change.field}: {change.before}")
        else:
            mark = "=" if change.wording else "~"
            sheet.add(depth, mark, f"{change.field}: {change.before} → {change.after}")


def write_entries(sheet: Sheet, entries: tuple[EntryChange, ...]) -> None:
    last = ""
    for entry in entries:
        heading = _HEADINGS[entry.kind]
        if heading != last:
            sheet.heading(heading)
            last = heading
        sheet.add(0, MARKS[entry.state], f"{entry.kind} {entry.name}")
        if entry.warning:
            sheet.add(1, "!", entry.warning)
        _fields(sheet, entry.changes, 1)


def counted_people(number: int) -> str:
    return f"{number:,} {'person' if number == 1 else 'people'}"
