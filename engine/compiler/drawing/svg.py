"""A journey as one SVG file that needs nothing else: no font, no script, light and dark by itself."""

from html import escape
from typing import Final

from engine.compiler.drawing.layout import LINE, SMALL, SMALL_LINE, TEXT, lay_out
from engine.compiler.drawing.lettering import shortened, width_of
from engine.compiler.drawing.sentences import NAMES
from engine.compiler.drawing.shapes import Card, End, Frame, Label, Line, Piece, Shape, moved
from engine.compiler.drawing.style import KIND_TONES, style_sheet
from engine.journey.journey import Journey

_MARGIN: Final = 28.0
_TITLE: Final = 64.0
_LEGEND: Final = 62.0
_ROUND: Final = 9.0


def draw_svg(journey: Journey) -> str:
    """The picture, with the journey's name above it and a legend of its kinds of step below."""
    river = lay_out(journey)
    legend = _legend(river)
    width = max(river.left + river.right, 420.0, legend[1]) + 2 * _MARGIN
    height = _TITLE + river.height + _LEGEND + 2 * _MARGIN
    axis = _MARGIN + river.left + max(0.0, (width - 2 * _MARGIN - river.left - river.right) / 2)
    shapes = sorted(river.shapes, key=_depth)
    drawn = [_draw(moved(shape, axis, _MARGIN + _TITLE)) for shape in shapes]
    title = escape(journey.title)
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="title"'
            f' viewBox="0 0 {_n(width)} {_n(height)}" width="{_n(width)}" height="{_n(height)}">',
            f'<title id="title">{title}</title>',
            f"<style>{style_sheet(TEXT, SMALL)}</style>",
            f'<rect class="ground" width="{_n(width)}" height="{_n(height)}"/>',
            *_heading(journey, width),
            *drawn,
            f'<g transform="translate({_n(_MARGIN)} {_n(height - _LEGEND)})">{legend[0]}</g>',
            "</svg>\n",
        ]
    )


def _heading(journey: Journey, width: float) -> list[str]:
    facts = [journey.journey, journey.purpose or "", f"topic {journey.topic}" if journey.topic else ""]
    facts.append(f"owner {journey.owner}" if journey.owner else "")
    about = " · ".join(fact for fact in facts if fact)
    room = width - 2 * _MARGIN
    return [
        _text(_MARGIN, _MARGIN + 16, shortened(journey.title, room, 20.0), "title"),
        _text(_MARGIN, _MARGIN + 38, shortened(about, room, TEXT), "soft"),
    ]


def _depth(shape: Shape) -> int:
    """Frames lie below lines, lines below cards."""
    return 0 if isinstance(shape, Frame) else 1 if isinstance(shape, Line) else 2


def _draw(shape: Shape) -> str:
    match shape:
        case Card():
            return _card(shape)
        case Label():
            return _label(shape)
        case Line():
            return _line(shape)
        case Frame():
            return _box(shape, "frame", 14.0)
        case End():
            middle = _text(shape.x + shape.width / 2, shape.y + 17.5, shape.words, "small middle")
            return _box(shape, "end", shape.height / 2) + middle


def _box(shape: Card | Label | Frame | End, name: str, radius: float) -> str:
    return (
        f'<rect class="{name}" x="{_n(shape.x)}" y="{_n(shape.y)}" width="{_n(shape.width)}"'
        f' height="{_n(shape.height)}" rx="{_n(radius)}"/>'
    )


def _card(card: Card) -> str:
    tone = KIND_TONES.get(card.kind, "edge")
    x, y = card.x, card.y
    radius = card.height / 2 if card.kind == "exit" else 8.0
    inset = 14.0 if card.kind != "exit" else 18.0
    name_width = 1.12 * width_of(card.name, TEXT) + 10  # it is set bold
    room = card.width - 2 * inset - name_width
    parts = [
        _box(card, f"card {tone}", radius),
        _text(x + inset, y + 22, card.name, f"name {tone}"),
        _text(x + inset + name_width, y + 22, shortened(card.id, room, SMALL * 1.12), "id"),
    ]
    parts += [_text(x + inset, y + 42 + LINE * row, line, "words") for row, line in enumerate(card.lines)]
    return f'<g class="step {card.kind}">{"".join(parts)}</g>'


def _label(label: Label) -> str:
    middle = label.x + label.width / 2
    parts = [_box(label, "way implied" if label.implied else "way", 12.0)]
    y = label.y + 18
    for line in label.words:
        parts.append(_text(middle, y, line, "soft middle"))
        y += LINE
    for line in label.detail:
        parts.append(_text(middle, y - 2, line, "small middle"))
        y += SMALL_LINE
    return "".join(parts)


def _line(line: Line) -> str:
    names = ["line", *(["back"] if line.back else []), *(["implied"] if line.implied else [])]
    head = _arrow(line) if line.arrow else ""
    return f'<path class="{" ".join(names)}" d="{_path(line)}"/>{head}'


def _path(line: Line) -> str:
    """Straight runs, the corners rounded as far as the shorter of two runs allows."""
    points = [
        point for index, point in enumerate(line.points) if not index or point != line.points[index - 1]
    ]
    drawn = [f"M{_n(points[0][0])} {_n(points[0][1])}"]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        radius = min(_ROUND, _distance(before, corner) / 2, _distance(corner, after) / 2)
        start, end = _towards(corner, before, radius), _towards(corner, after, radius)
        drawn.append(f"L{_n(start[0])} {_n(start[1])}")
        drawn.append(f"Q{_n(corner[0])} {_n(corner[1])} {_n(end[0])} {_n(end[1])}")
    drawn.append(f"L{_n(points[-1][0])} {_n(points[-1][1])}")
    return "".join(drawn)


def _arrow(line: Line) -> str:
    (bx, _), (x, y) = line.points[-2], line.points[-1]
    if bx == x:
        points = ((x - 4, y - 7), (x, y - 1), (x + 4, y - 7))
    else:
        side = 7 if bx < x else -7
        points = ((x - side, y - 4), (x - side / 7, y), (x - side, y + 4))
    listed = " ".join(f"{_n(a)},{_n(b)}" for a, b in points)
    return f'<polyline class="tip" points="{listed}"/>'


def _distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    return abs(one[0] - other[0]) + abs(one[1] - other[1])


def _towards(start: tuple[float, float], goal: tuple[float, float], by: float) -> tuple[float, float]:
    length = _distance(start, goal) or 1.0
    return (
        start[0] + (goal[0] - start[0]) / length * by,
        start[1] + (goal[1] - start[1]) / length * by,
    )


def _legend(river: Piece) -> tuple[str, float]:
    """The kinds that occur, in the order of the language, and its width."""
    kinds = {shape.kind for shape in river.shapes if isinstance(shape, Card)}
    dashed = any(shape.implied for shape in river.shapes if isinstance(shape, Label))
    parts, x = [], 0.0
    for kind, name in NAMES.items():
        if kind not in kinds:
            continue
        words = f"{name} ({kind})"
        parts.append(f'<rect class="key {KIND_TONES[kind]}" x="{_n(x)}" width="12" height="12" rx="3"/>')
        parts.append(_text(x + 18, 10.5, words, "small"))
        x += 18 + width_of(words, SMALL) + 16
    if dashed:
        words = "not written: people go on"
        parts.append(f'<path class="line implied" d="M{_n(x)} 6h22"/>{_text(x + 28, 10.5, words, "small")}')
        x += 28 + width_of(words, SMALL)
    return "".join(parts), x


def _text(x: float, y: float, words: str, name: str) -> str:
    return f'<text class="{name}" x="{_n(x)}" y="{_n(y)}">{escape(words)}</text>'


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
