"""A journey as a Mermaid flowchart, for places that draw Markdown (issues, merge requests, wikis)."""

from typing import Final

from engine.compiler.drawing.sentences import NAMES, entering, sentence
from engine.compiler.drawing.ways import Way, ways_of
from engine.journey.journey import Journey
from engine.journey.steps import Repeat, Step

_SHAPES: Final = {"branch": ('{"', '"}'), "split": ('{"', '"}'), "exit": ('(["', '"])')}
_PLAIN: Final = ('["', '"]')
_ESCAPED: Final = str.maketrans(
    {"#": "#35;", '"': "#quot;", "<": "#lt;", ">": "#gt;", "`": "#96;", "\\": "#92;", "&": "#amp;"}
)
Open = tuple[str, str]  # node, words on the line that leaves it


def draw_mermaid(journey: Journey) -> str:
    """Top to bottom, one node a step; the way back of a repeat is dotted."""
    chart = _Chart()
    chart.add(f'  enter(["{_said(f"Enter: {entering(journey)}")}"])')
    ends = chart.sequence(journey.steps, [("enter", "")])
    if ends:
        chart.add('  done(["completed"])')
        chart.join(ends, "done")
    return "\n".join(["flowchart TD", *chart.lines]) + "\n"


class _Chart:
    def __init__(self) -> None:
        self.lines: list[str] = []
        self._count = 0

    def add(self, line: str) -> None:
        self.lines.append(line)

    def join(self, ends: list[Open], node: str) -> None:
        for start, words in ends:
            self.add(f'  {start} -->|"{_said(words)}"| {node}' if words else f"  {start} --> {node}")

    def sequence(self, steps: tuple[Step, ...], ends: list[Open]) -> list[Open]:
        for step in steps:
            ends = self._step(step, ends)
        return ends

    def _step(self, step: Step, ends: list[Open]) -> list[Open]:
        self._count += 1
        node = f"s{self._count}"
        begin, end = _SHAPES.get(step.kind, _PLAIN)
        words = "" if step.kind == "exit" else f"<br/>{_said(sentence(step))}"
        self.add(
            f"  {node}{begin}<b>{_said(NAMES.get(step.kind, step.kind))}</b> {_said(step.id)}{words}{end}"
        )
        self.join(ends, node)
        if step.kind == "exit":
            return []
        ways = ways_of(step)
        if isinstance(step, Repeat):
            return self._loop(node, ways[0])
        return [end for way in ways for end in self._way(node, way)] if ways else [(node, "")]

    def _way(self, node: str, way: Way) -> list[Open]:
        words = f"{way.words}: {way.detail}" if way.detail else way.words
        return self.sequence(way.steps, [(node, words)])

    def _loop(self, node: str, body: Way) -> list[Open]:
        for start, words in self.sequence(body.steps, [(node, body.words.lower())]):
            again = f"{words}, again" if words else "again"
            self.add(f'  {start} -.->|"{_said(again)}"| {node}')
        return [(node, "over")]


def _said(words: str) -> str:
    """Text that Mermaid shows as it is, whatever it contains."""
    return " ".join(words.translate(_ESCAPED).split())
