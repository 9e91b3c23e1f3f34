"""What a picture is made of. Pixels; y grows downwards; a piece lies around its own axis at x = 0."""

import msgspec

Point = tuple[float, float]


class Card(msgspec.Struct, frozen=True):
    """A step, or (kind `enter`) how people enter. `lines` are its sentence, broken to fit."""

    x: float
    y: float
    width: float
    height: float
    kind: str
    name: str
    id: str
    lines: tuple[str, ...]


class Label(msgspec.Struct, frozen=True):
    """Stands at the head of a way. `implied`: the author wrote nothing there, people simply go on."""

    x: float
    y: float
    width: float
    height: float
    words: tuple[str, ...]
    detail: tuple[str, ...]
    implied: bool


class Line(msgspec.Struct, frozen=True):
    """Straight runs with round corners; `back` runs against the river, `arrow` ends in a point."""

    points: tuple[Point, ...]
    arrow: bool = False
    back: bool = False
    implied: bool = False


class Frame(msgspec.Struct, frozen=True):
    """Around what is repeated."""

    x: float
    y: float
    width: float
    height: float


class End(msgspec.Struct, frozen=True):
    """Where the river ends of itself."""

    x: float
    y: float
    width: float
    height: float
    words: str


Shape = Card | Label | Line | Frame | End


class Piece(msgspec.Struct, frozen=True):
    """Shapes from y = 0 to `height`; `left` and `right` of the axis. `open`: people go on below it."""

    shapes: tuple[Shape, ...]
    left: float
    right: float
    height: float
    open: bool


def moved(shape: Shape, across: float, down: float) -> Shape:
    if isinstance(shape, Line):
        points = tuple((x + across, y + down) for x, y in shape.points)
        return msgspec.structs.replace(shape, points=points)
    return msgspec.structs.replace(shape, x=shape.x + across, y=shape.y + down)
