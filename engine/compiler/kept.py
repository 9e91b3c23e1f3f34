"""What compiles of one workspace keep between them, so that the same text is understood once.

Nothing here changes what a compile says: an entry is used only for exactly the text it was made from.
"""

from collections.abc import Mapping
from typing import Final

import msgspec

from engine.compiler.message import MessageFile, read_message
from engine.compiler.templates import Compiled, compile_message
from engine.expressions import Checker
from engine.journey.diagnostics import Diagnostic, Problems
from engine.journey.dictionary import Dictionary

_MOST_CHECKERS: Final = 64
_MOST_MESSAGES: Final = 5_000


class KeptMessage(msgspec.Struct, frozen=True):
    """`compiled` is None when the file could not be read as a message."""

    text: str
    language: str
    dictionary: Dictionary
    compiled: Compiled | None
    found: tuple[Diagnostic, ...]


class Kept:
    """One for each workspace. Bounded; messages by path, so that an edit replaces what it makes stale."""

    def __init__(self) -> None:
        self._checkers: dict[tuple[tuple[str, str], ...], Checker] = {}
        self._messages: dict[str, KeptMessage] = {}

    def checker(self, types: Mapping[str, str]) -> Checker:
        """The checker of these fields (dotted name → type word); what it has checked it knows."""
        key = tuple(sorted(types.items()))
        found = self._checkers.get(key)
        if found is None:
            if len(self._checkers) >= _MOST_CHECKERS:
                self._checkers.clear()
            found = self._checkers[key] = Checker(types)
        return found

    def message(
        self, file: MessageFile, language: str, dictionary: Dictionary, problems: Problems
    ) -> Compiled | None:
        """One message file, read and compiled; None, with what is wrong, when it is none."""
        known = self._messages.get(file.path)
        if known is None or (known.text, known.language, known.dictionary) != (
            file.text,
            language,
            dictionary,
        ):
            if len(self._messages) >= _MOST_MESSAGES:
                self._messages.clear()
            known = self._messages[file.path] = _compiled(file, language, dictionary)
        problems.extend(known.found)
        return known.compiled


def _compiled(file: MessageFile, language: str, dictionary: Dictionary) -> KeptMessage:
    own = Problems()
    message = read_message(file, own)
    compiled = compile_message(message, language, dictionary, own) if message is not None else None
    return KeptMessage(file.text, language, dictionary, compiled, own.sorted())
