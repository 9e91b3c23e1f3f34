"""Shows played scenarios to people: ticks and crosses, what was expected, what happened, and when."""

from collections.abc import Iterable
from typing import Final
from zoneinfo import ZoneInfo

from engine.compiler.report.excerpt import Mark, excerpt, lines_of
from engine.compiler.report.style import Style
from engine.journey.scenarios import Scenario
from engine.simulation.coverage import Coverage
from engine.simulation.story import Moment, Story
from engine.simulation.suite import Result
from engine.simulation.verdict import Mismatch, local

_SIGNS: Final = {
    "event": "→", "enter": "●", "refused": "○", "send": "✉", "skip": "∅", "fail": "✗", "later": "…",
    "goal": "★", "exit": "■", "set-aside": "!",
}  # fmt: skip
_TICK: Final = "\033[1;32m✓\033[0m"


def as_line(result: Result, style: Style) -> str:
    """One scenario: its name, and how long it took."""
    tick = _TICK if style.colour else "✓"
    sign = tick if result.passed else style.paint("error", "✗")
    took = f"{result.seconds * 1000:.0f} ms"
    return f"  {sign} {result.scenario.name} {style.paint('faint', took)}"


def as_failure(result: Result, path: str, text: str, style: Style) -> str:
    """What was expected and what happened, with the places in the file, and the timeline."""
    blocks = [_mismatch(one, path, text, style) for one in result.mismatches]
    timeline = as_timeline(result.scenario, result.story, style)
    return "\n\n".join([*blocks, timeline]) + "\n"


def _mismatch(one: Mismatch, path: str, text: str, style: Style) -> str:
    span = one.span
    gutter = len(str(span.line))
    end = span.end_column if span.end_line == span.line else span.column + 1
    mark = Mark(span.line, span.column, max(end, span.column + 1))
    shown = excerpt(lines_of(path, text), [mark], gutter, style)
    return _indented(
        [
            f"{style.paint('bold', 'expected')}  {one.expected}",
            f"{style.paint('error', 'happened')}  {one.happened}",
            f"{' ' * gutter} {style.paint('faint', '┌─')} {path}:{span.line}:{span.column}",
            *shown,
        ]
    )


def as_timeline(scenario: Scenario, story: Story, style: Style) -> str:
    """Every moment with its local time; the zone is named once."""
    zone = ZoneInfo(scenario.zone)
    lines = [style.paint("bold", f"what happened ({scenario.zone})")]
    shown = [(local(one.at, zone), one) for one in story.moments]
    width = max((len(when) for when, _ in shown), default=0)
    lines += [f"  {when:<{width}}  {_moment(one, zone, style)}" for when, one in shown]
    if story.stopped:
        lines.append(f"  broken off: {story.stopped}")
    return _indented(lines)


def _moment(one: Moment, zone: ZoneInfo, style: Style) -> str:
    words = [_SIGNS.get(one.kind, "·"), one.kind, style.paint("bold", one.id)]
    words += [f"({one.visit})"] if one.visit > 1 else []
    if one.kind not in ("send", "skip", "fail") and one.way and one.way != one.kind:
        words.append(f"of {one.way}" if one.kind == "event" else one.way)
    if one.mail:
        words.append(f"{one.mail.language}, {one.mail.method}")
        words += [style.paint("faint", f'"{one.mail.subject}"')] if one.mail.subject else []
    if one.reason:
        words.append(f"because of {one.reason}")
    if one.until is not None:
        words.append(f"until {local(one.until, zone)}")
    if one.facts:
        words.append(
            style.paint("faint", ", ".join(f"{name} = {value}" for name, value in one.facts.items()))
        )
    return " ".join(words)


def as_findings(one: Moment, style: Style) -> list[str]:
    """Every rule's answer about one mail."""
    return [
        f"{'✓' if each.passed else style.paint('error', '✗')} {each.says}"
        + (f" {style.paint('faint', each.value)}" if each.value else "")
        for each in one.why
    ]


def as_coverage(covered: Coverage, places: dict[str, str], style: Style) -> str:
    """How much is reached, and each step and way that is not. `places`: step → path:line."""
    unreached = set(covered.unreached)
    steps = covered.steps - len(unreached)
    ways = covered.ways - covered.ways_missed
    lines = [
        f"coverage  {steps} of {covered.steps} steps, {ways} of {covered.ways} ways ({covered.percent:.0f}%)"
    ]
    lines += [f"  {_place(name, places, style)} {name} is never reached" for name in covered.unreached]
    lines += [
        f"  {_place(step, places, style)} {step} never goes {way}"
        for step, way in covered.missed
        if step not in unreached
    ]
    return _indented(lines)


def _place(step: str, places: dict[str, str], style: Style) -> str:
    return style.paint("faint", places.get(step, "?"))


def as_summary(passed: int, failed: int, seconds: float, style: Style) -> str:
    """One line for the end."""
    total = passed + failed
    parts = [f"{total or 'no'} scenario{'' if total == 1 else 's'}"]
    parts.append(f"{passed} passed" if passed else "none passed")
    if failed:
        parts.append(style.paint("error", f"{failed} failed"))
    return f"{', '.join(parts)} in {seconds:.2f} s"


def _indented(lines: Iterable[str]) -> str:
    return "\n".join(f"      {line}".rstrip() for line in lines)
