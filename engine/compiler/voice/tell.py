"""A diagnostic in another language: its code's sentence with its own words, its hint, its further places."""

from collections.abc import Iterable, Mapping
from typing import Final

import msgspec

from engine.compiler.voice.phrasebook import Phrasebook, fill
from engine.compiler.voice.spanish import SENTENCES
from engine.compiler.voice.spanish_hints import HINTS, LABELS
from engine.compiler.voice.spanish_phrases import PHRASES, UNSAID
from engine.compiler.voice.tongues import tongue
from engine.journey.diagnostics import Diagnostic, Label

# Holes that the compiler fills with words of its own; the others hold names and texts of authors.
_THINGS: Final = ("article", "known", "missing", "of", "part", "tag", "wanted", "what")
_REASONS: Final = ("asked", "choices", "direction", "expected", "found", "problem", "rest", "where", "why")
OURS: Final = frozenset((*_THINGS, *_REASONS))
_OURS_IN: Final = {"missing-key": "key", "envelope-too-revealing": "name", "body-above-class": "name"}


class Book(msgspec.Struct, frozen=True):
    """`sentences`: by code. `unsaid`: by code, for what a library says that no book knows."""

    language: str
    sentences: Mapping[str, str]
    phrases: Phrasebook
    hints: Phrasebook
    labels: Phrasebook
    unsaid: Mapping[str, str]


_SPANISH: Final = Book("es", SENTENCES, Phrasebook(PHRASES), Phrasebook(HINTS), Phrasebook(LABELS), UNSAID)
BOOKS: Final = {_SPANISH.language: _SPANISH}
LANGUAGES: Final = ("en", *BOOKS)


def tell(found: Iterable[Diagnostic], language: str) -> list[Diagnostic]:
    """The same, in that language; in English where it is none of `LANGUAGES`."""
    book = BOOKS.get(language)
    return [one if book is None else _told(one, book) for one in found]


def _told(one: Diagnostic, book: Book) -> Diagnostic:
    sentence = book.sentences.get(one.code)
    if sentence is None:
        return one
    words = {name: _inside(name, text, one.code, book) for name, text in one.words}
    if "language_tag" in words:  # every language calls the others otherwise
        words["language"] = tongue(words["language_tag"], book.language)
    return msgspec.structs.replace(
        one,
        message=fill(sentence, words),
        hint=_phrase(book.hints, one.hint, book),
        source=_phrase(book.phrases, one.source, book),
        labels=tuple(_label(place, book) for place in one.labels),
    )


def _label(place: Label, book: Book) -> Label:
    return msgspec.structs.replace(place, text=_phrase(book.labels, place.text, book))


def _phrase(phrases: Phrasebook, english: str, book: Book) -> str:
    told = phrases.find(english, lambda name, text: _known(name, text, book))
    return english if told is None else told


def _known(name: str, text: str, book: Book) -> str:
    return _phrase(book.phrases, text, book) if name in OURS else text


def _inside(name: str, text: str, code: str, book: Book) -> str:
    if name not in OURS and _OURS_IN.get(code) != name:
        return text
    told = book.phrases.find(text, lambda inner, words: _known(inner, words, book))
    if told is not None:
        return told
    return book.unsaid.get(code, text) if name == "problem" else text
