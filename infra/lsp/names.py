"""A name at its place in a text: of a step, a message, a field … and what may be named."""

from typing import Literal

import msgspec

from engine.compiler.glossary.references import Sort

Named = Sort | Literal["link", "function"]


class Name(msgspec.Struct, frozen=True):
    """Offsets count characters. `defines`: here it is given; elsewhere it is spoken of."""

    start: int
    end: int
    sort: Named
    name: str
    defines: bool = False
