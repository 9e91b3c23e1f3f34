"""What differs between two journeys, or two directories of them, in words. Pure: values in, values out."""

from engine.compiler.compare.compare import as_builtins, compare, compare_journeys
from engine.compiler.compare.difference import (
    Block,
    Difference,
    EntryChange,
    FieldChange,
    JourneyChange,
    MessageChange,
    StepChange,
)
from engine.compiler.compare.messages import subjects_of
from engine.compiler.compare.sides import JourneySide, Side, journey_side, side_of, side_of_documents

__all__ = [
    "Block", "Difference", "EntryChange", "FieldChange", "JourneyChange", "JourneySide", "MessageChange",
    "Side", "StepChange", "as_builtins", "compare", "compare_journeys", "journey_side", "side_of",
    "side_of_documents", "subjects_of",
]  # fmt: skip
