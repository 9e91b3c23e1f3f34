"""Conditions in CEL: typed by the data dictionary, checked with a place, evaluated in three-valued logic."""

from engine.expressions.check import Checker, Expression, Mistake, fields_of
from engine.expressions.evaluate import UNKNOWN, Evaluator, Truth
from engine.expressions.facts import NO_FACTS, Facts

__all__ = [
    "NO_FACTS",
    "UNKNOWN",
    "Checker",
    "Evaluator",
    "Expression",
    "Facts",
    "Mistake",
    "Truth",
    "fields_of",
]
