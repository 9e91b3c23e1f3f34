"""The packs that ship, read from the YAML files beside this one. A mistake in one of them is a bug."""

from functools import cache
from importlib.resources import files
from typing import Annotated, ClassVar, Literal

import msgspec

from engine.compiler.load import load
from engine.compiler.read import read
from engine.journey.diagnostics import Problems
from engine.journey.dictionary import DataClass
from engine.journey.part import Date, Line, PackName, Part, Range

Stricter = Literal["higher", "lower"]


class Parameter(Part, frozen=True, kw_only=True):
    """A number that a rule compares with; `stricter` says in which direction an organisation may move it."""

    words: ClassVar[str] = "a parameter"

    value: Annotated[int, Range(-1_000_000, 1_000_000)]
    stricter: Stricter


class Pack(Part, frozen=True, kw_only=True):
    """`always`: in force everywhere. `rules`: code → the least severity. `vocabulary`: words looked for.

    `limits`: purpose → the most closed class that a mail with this purpose needs.
    """

    words: ClassVar[str] = "a pack"

    pack: PackName
    title: Line
    effective: Date
    source: Line
    always: bool = False
    rules: dict[str, Literal["warning", "error"]] = msgspec.field(default_factory=dict)
    parameters: dict[str, Parameter] = msgspec.field(default_factory=dict)
    vocabulary: dict[str, tuple[Line, ...]] = msgspec.field(default_factory=dict)
    limits: dict[str, DataClass] = msgspec.field(default_factory=dict)


def read_pack(name: str, text: str) -> Pack:
    """Raises ValueError when the file is none."""
    problems = Problems()
    node = load(text, f"{name}.yaml", problems)
    pack = read(Pack, node, problems) if node is not None else None
    if pack is None or problems.has_errors() or pack.pack != name:
        raise ValueError(f"the pack {name} cannot be read: {[one.message for one in problems.sorted()]}")
    return pack


@cache
def packs() -> dict[str, Pack]:
    """By name."""
    names = sorted(one.name for one in files(__package__).iterdir() if one.name.endswith(".yaml"))
    texts = {name.removesuffix(".yaml"): files(__package__).joinpath(name) for name in names}
    return {name: read_pack(name, file.read_text("utf-8")) for name, file in texts.items()}
