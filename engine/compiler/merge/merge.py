"""Merges the texts of one journey: the one both began with, mine, and theirs."""

from collections import Counter
from collections.abc import Mapping

import msgspec

from engine.compiler.merge.pieces import Piece, pieces_of
from engine.compiler.merge.steps import Choice, Clash, Merging, walk

__all__ = ["Choice", "Merged", "merge_texts"]


class Merged(msgspec.Struct, frozen=True):
    """`text` follows the choices, and mine where nothing was chosen. `open`: clashes that nobody chose in.

    `taken`: the steps and fields in which the text now differs from mine.
    """

    text: str
    clashes: tuple[Clash, ...] = ()
    open: tuple[Clash, ...] = ()
    taken: tuple[str, ...] = ()


def merge_texts(base: str, mine: str, theirs: str, choices: Mapping[str, Choice] | None = None) -> Merged:
    """By step where all three can be read, else as wholes.

    `choices`: the `where` of a clash → whose side is taken. Two who changed different steps never clash.
    """
    choices = choices or {}
    if theirs in (mine, base):
        return Merged(mine)
    sides = [pieces_of(_ended(text)) for text in (base, mine, theirs)]
    old, own, other = sides
    if old is None or own is None or other is None:
        return _whole(base, mine, theirs, choices)
    if mine == base:
        return Merged(theirs, taken=_differing(own, other))
    merging = Merging(choices)
    found = merging.piece(old, own, other)
    clashes = (*merging.clashes, *_twice(found, own, other))
    text = found.text if mine.endswith("\n") or not found.text.endswith("\n") else found.text[:-1]
    if pieces_of(text) is None:
        return _whole(base, mine, theirs, choices)
    left = tuple(one for one in clashes if one.where not in choices or one.kind == "twice")
    return Merged(text, clashes, left, _differing(own, found))


def _ended(text: str) -> str:
    """Pieces are put together line by line, so the last line needs an end as well."""
    return text if text.endswith("\n") or not text else text + "\n"


def _whole(base: str, mine: str, theirs: str, choices: Mapping[str, Choice]) -> Merged:
    if mine == base:
        return Merged(theirs)
    clash = Clash("", "unreadable", base, mine, theirs)
    text = theirs if choices.get("") == "theirs" else mine
    return Merged(text, (clash,), () if "" in choices else (clash,))


def _twice(found: Piece, mine: Piece, theirs: Piece) -> tuple[Clash, ...]:
    """Steps that both sides moved, to different places: they would be in both."""
    before = {*_twice_in(mine), *_twice_in(theirs)}
    return tuple(Clash(key, "twice", "", "", "") for key in _twice_in(found) if key not in before)


def _twice_in(piece: Piece) -> list[str]:
    names: Counter[str] = Counter()
    walk(piece, lambda one: names.update([one.key]))
    return [name for name, times in names.items() if times > 1]


def _differing(before: Piece, after: Piece) -> tuple[str, ...]:
    """Steps and fields whose own lines are not the same, or that only one side has."""
    old, new = _own(before), _own(after)
    return tuple(key for key in dict.fromkeys([*new, *old]) if old.get(key) != new.get(key))


def _own(piece: Piece) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    walk(piece, lambda one: found.update({one.key: one.own}))
    return found
