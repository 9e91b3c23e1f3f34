"""Segments: named conditions over the dictionary, `over-65: patient.age >= 65`."""

import msgspec

from engine.journey.condition import Condition


class Segment(msgspec.Struct, frozen=True):
    """`fields`: what it looks at, those of the segments it names included; `data_class` follows from them."""

    name: str
    condition: Condition
    fields: frozenset[str] = frozenset()
    data_class: str = "operational"
    authorizes: frozenset[str] = frozenset()  # scopes that hold for everyone in it


Segments = dict[str, Segment]
