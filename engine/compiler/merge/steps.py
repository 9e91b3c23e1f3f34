"""Merges pieces: what one side left alone is taken from the other; what both changed is a clash."""

from collections.abc import Callable, Mapping
from typing import Literal, TypeVar

import msgspec

from engine.compiler.merge.pieces import Block, Piece

Choice = Literal["mine", "theirs"]
Side = TypeVar("Side", bound=Piece | None)
Kind = Literal["changed", "removed-here", "removed-there", "added", "order", "twice", "unreadable"]


class Clash(msgspec.Struct, frozen=True):
    """`where`: id of the step, name of the journey's field, or "" for the whole text.

    `removed-here`: mine took it away and theirs changed it. `twice`: it would stand in two places.
    """

    where: str
    kind: Kind
    base: str
    mine: str
    theirs: str


class Merging:
    """One merge: what is chosen, and the clashes met on the way, chosen or not."""

    def __init__(self, choices: Mapping[str, Choice]) -> None:
        self.choices = choices
        self.clashes: list[Clash] = []

    def piece(self, base: Piece, mine: Piece, theirs: Piece) -> Piece:
        """Of one step that is on all sides."""
        if theirs in (mine, base):
            return mine
        if mine == base:
            return theirs
        if theirs.own in (mine.own, base.own):
            return self._filled(mine, base, mine, theirs)
        if mine.own == base.own:
            return self._filled(theirs, base, mine, theirs)
        return self._clash(mine.key, "changed", base, mine, theirs)

    def _filled(self, frame: Piece, base: Piece, mine: Piece, theirs: Piece) -> Piece:
        """The lines of `frame`, its blocks merged. Steps may not be lost with a block that is not in it."""
        sides = [one.blocks for one in (base, mine, theirs)]
        for side in sides[1:]:
            lost = [key for key in side if key not in frame.blocks and side[key] != sides[0].get(key)]
            if lost:
                return self._clash(frame.key, "changed", base, mine, theirs)
        parts: list[str | Block] = []
        for part in frame.parts:
            if isinstance(part, Block):
                parts.append(self.block(*(side.get(part.key, Block(part.key)) for side in sides)))
            else:
                parts.append(part)
        return Piece(frame.key, tuple(parts))

    def block(self, base: Block, mine: Block, theirs: Block) -> Block:
        """Of one list of steps."""
        if theirs in (mine, base):
            return mine
        if mine == base:
            return theirs
        old, own, other = ({one.key: one for one in side.pieces} for side in (base, mine, theirs))
        kept: dict[str, Piece] = {}
        for key in dict.fromkeys([*own, *other]):
            found = self._one(old.get(key), own.get(key), other.get(key))
            if found is not None:
                kept[key] = found
        order = self._order(base, mine, theirs, kept)
        return Block(mine.key, tuple(kept[key] for key in order))

    def _one(self, base: Piece | None, mine: Piece | None, theirs: Piece | None) -> Piece | None:
        if base is not None and mine is not None and theirs is not None:
            return self.piece(base, mine, theirs)
        if base is None:
            if mine is None or theirs is None or mine == theirs:
                return mine or theirs
            return self._clash(mine.key, "added", None, mine, theirs)
        if mine is None:
            if theirs == base or theirs is None:
                return None
            return self._clash(base.key, "removed-here", base, None, theirs)
        return None if mine == base else self._clash(base.key, "removed-there", base, mine, None)

    def _order(self, base: Block, mine: Block, theirs: Block, kept: Mapping[str, Piece]) -> list[str]:
        """That of whoever changed it; what the other one added goes behind what it stood behind."""
        old, own, other = ([one.key for one in side.pieces] for side in (base, mine, theirs))
        shared = set(old) & set(own) & set(other)
        was, now, then = ([key for key in side if key in shared] for side in (old, own, other))
        if was == now:
            return _woven(other, own, kept)
        if then not in (was, now):
            clash = Clash(f"order:{mine.key}", "order", *(", ".join(each) for each in (was, now, then)))
            self.clashes.append(clash)
            if self.choices.get(clash.where) == "theirs":
                return _woven(other, own, kept)
        return _woven(own, other, kept)

    def _clash(self, where: str, kind: Kind, base: Piece | None, mine: Side, theirs: Side) -> Side:
        texts = [side.text if side is not None else "" for side in (base, mine, theirs)]
        self.clashes.append(Clash(where, kind, *texts))
        return theirs if self.choices.get(where) == "theirs" else mine


def _woven(first: list[str], second: list[str], kept: Mapping[str, Piece]) -> list[str]:
    order = [key for key in first if key in kept]
    behind: str | None = None
    for key in second:
        if key in kept and key not in order:
            order.insert(order.index(behind) + 1 if behind is not None else 0, key)
        if key in kept:
            behind = key
    return order


def walk(piece: Piece, visit: Callable[[Piece], None]) -> None:
    """Every step below, in the order of the text."""
    for block in piece.blocks.values():
        for one in block.pieces:
            visit(one)
            walk(one, visit)
