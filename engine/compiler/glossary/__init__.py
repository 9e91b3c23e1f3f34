"""What every word of the language means, in a sentence: for editors, JSON Schemas and the reference.

A test keeps it complete: each word of each struct has its sentence, and no sentence is left over.
"""

from engine.compiler.glossary.events import EVENTS
from engine.compiler.glossary.functions import CLASSES, FUNCTIONS, LINKS
from engine.compiler.glossary.references import CHOICES, EXAMPLES, NAMES, NAMES_OF_KEYS
from engine.compiler.glossary.words import WORDS, meaning, summary

__all__ = [
    "CHOICES",
    "CLASSES",
    "EVENTS",
    "EXAMPLES",
    "FUNCTIONS",
    "LINKS",
    "NAMES",
    "NAMES_OF_KEYS",
    "WORDS",
    "meaning",
    "summary",
]
