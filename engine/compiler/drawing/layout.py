"""Places the river: steps top to bottom, ways side by side, closing again. Numbers only."""

from typing import Final

from engine.compiler.drawing.lettering import width_of, wrapped
from engine.compiler.drawing.sentences import NAMES, aiming, entering, sentence, stopping
from engine.compiler.drawing.shapes import Card, End, Frame, Label, Line, Piece, Shape, moved
from engine.compiler.drawing.ways import Way, ways_of
from engine.journey.journey import Journey
from engine.journey.steps import Repeat, Step

CARD_WIDTH: Final = 236.0
ENTER_WIDTH: Final = 340.0
LABEL_WIDTH: Final = 204.0
GAP: Final = 30.0
COLUMN_GAP: Final = 26.0
FRAME_PAD: Final = 22.0
TEXT: Final = 13.0
SMALL: Final = 11.0
LINE: Final = 17.0
SMALL_LINE: Final = 14.0
_HEAD: Final = 34.0
_FOOT: Final = 10.0
_PAD: Final = 14.0
_MOST_LINES: Final = 4
_END: Final = (96.0, 26.0)


def lay_out(journey: Journey) -> Piece:
    """The whole journey, from how people enter to where the river ends."""
    river = _stacked([_entrance(journey), *map(_step, journey.steps)])
    if not river.open:
        return river
    width, height = _END
    end = End(-width / 2, 0.0, width, height, "completed")
    return _stacked([river, Piece((end,), width / 2, width / 2, height, open=False)])


def _entrance(journey: Journey) -> Piece:
    inner = ENTER_WIDTH - 2 * _PAD
    lines = wrapped(entering(journey), inner, TEXT, _MOST_LINES)
    for words in (stopping(journey), aiming(journey)):
        lines += wrapped(words, inner, TEXT, _MOST_LINES)
    height = _HEAD + LINE * len(lines) + _FOOT
    card = Card(-ENTER_WIDTH / 2, 0.0, ENTER_WIDTH, height, "enter", "Enter", "", tuple(lines))
    return Piece((card,), ENTER_WIDTH / 2, ENTER_WIDTH / 2, height, open=True)


def _stacked(pieces: list[Piece]) -> Piece:
    """One below the other, joined by arrows; what nobody reaches stands without one."""
    shapes: list[Shape] = []
    y, still_open = 0.0, True
    for index, piece in enumerate(pieces):
        if index:
            if still_open:
                shapes.append(Line(((0.0, y), (0.0, y + GAP)), arrow=True))
            y += GAP
        shapes += (moved(shape, 0.0, y) for shape in piece.shapes)
        y += piece.height
        still_open = piece.open
    left = max((piece.left for piece in pieces), default=0.0)
    right = max((piece.right for piece in pieces), default=0.0)
    return Piece(tuple(shapes), left, right, y, still_open)


def _step(step: Step) -> Piece:
    card = _card(step)
    ways = ways_of(step)
    if step.kind == "exit":
        return Piece((card,), CARD_WIDTH / 2, CARD_WIDTH / 2, card.height, open=False)
    if isinstance(step, Repeat):
        return _loop(card, ways[0].steps)
    if not ways:
        return Piece((card,), CARD_WIDTH / 2, CARD_WIDTH / 2, card.height, open=True)
    return _columns(card, [_way(way) for way in ways], [way.implied for way in ways])


def _card(step: Step) -> Card:
    lines = wrapped(sentence(step), CARD_WIDTH - 2 * _PAD, TEXT, _MOST_LINES)
    if step.kind == "exit":
        lines = []
    height = _HEAD + LINE * len(lines) + (_FOOT if lines else 0.0)
    name = NAMES.get(step.kind, step.kind)
    return Card(-CARD_WIDTH / 2, 0.0, CARD_WIDTH, height, step.kind, name, step.id, tuple(lines))


def _way(way: Way) -> Piece:
    inner = LABEL_WIDTH - 2 * _FOOT
    words = tuple(wrapped(way.words, inner, TEXT, 2))
    detail = tuple(wrapped(way.detail, inner, SMALL, 3)) if way.detail else ()
    height = 12.0 + LINE * len(words) + SMALL_LINE * len(detail)
    widest = max([*(width_of(one, TEXT) for one in words), *(width_of(one, SMALL) for one in detail)])
    width = min(LABEL_WIDTH, max(72.0, widest + 2 * _FOOT))
    label = Label(-width / 2, 0.0, width, height, words, detail, way.implied)
    head = Piece((label,), width / 2, width / 2, height, open=True)
    return _stacked([head, *map(_step, way.steps)])


def _columns(card: Card, ways: list[Piece], implied: list[bool]) -> Piece:
    """Side by side, the card in the middle above them; those still open meet again on the axis."""
    axes = _axes(ways)
    top = card.height + GAP
    lowest = top + max(way.height for way in ways)
    bend, meet = card.height + GAP / 2, lowest + GAP / 2
    shapes: list[Shape] = [card]
    for axis, way, unwritten in zip(axes, ways, implied, strict=True):
        shapes.append(
            Line(((0.0, card.height), (0.0, bend), (axis, bend), (axis, top)), arrow=True, implied=unwritten)
        )
        shapes += (moved(shape, axis, top) for shape in way.shapes)
        if way.open:
            end = top + way.height
            shapes.append(Line(((axis, end), (axis, meet), (0.0, meet)), implied=unwritten))
    still_open = any(way.open for way in ways)
    left = max(CARD_WIDTH / 2, *(way.left - axis for axis, way in zip(axes, ways, strict=True)))
    right = max(CARD_WIDTH / 2, *(way.right + axis for axis, way in zip(axes, ways, strict=True)))
    return Piece(tuple(shapes), left, right, meet if still_open else lowest, still_open)


def _axes(ways: list[Piece]) -> list[float]:
    axes, at = [], 0.0
    for way in ways:
        axes.append(at + way.left)
        at += way.left + way.right + COLUMN_GAP
    middle = (axes[0] + axes[-1]) / 2
    return [axis - middle for axis in axes]


def _loop(card: Card, steps: tuple[Step, ...]) -> Piece:
    """The body in a frame, with the way back to the card along its left side."""
    body = _stacked([_step(step) for step in steps]) if steps else Piece((), 0.0, 0.0, 0.0, open=True)
    left, right = max(body.left, CARD_WIDTH / 2) + FRAME_PAD, max(body.right, CARD_WIDTH / 2) + FRAME_PAD
    top = card.height + GAP
    inner = top + FRAME_PAD
    bottom = inner + body.height + FRAME_PAD
    shapes: list[Shape] = [Frame(-left, top, left + right, bottom - top), card]
    shapes.append(Line(((0.0, card.height), (0.0, inner)), arrow=True))
    shapes += (moved(shape, 0.0, inner) for shape in body.shapes)
    if body.open:
        low, side, high = inner + body.height, -left + FRAME_PAD / 2, card.height / 2
        shapes.append(Line(((0.0, low), (0.0, bottom))))
        turn = low + FRAME_PAD / 2
        back = ((0.0, turn), (side, turn), (side, high), (-CARD_WIDTH / 2, high))
        shapes.append(Line(back, arrow=True, back=True))
    return Piece(tuple(shapes), left, right, bottom, body.open)
