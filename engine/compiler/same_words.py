"""Whether a mail in one language still says, for the most part, what another says letter for letter.

Text parts are compared, not files: the subject, the preheader and each stretch between two elements of the
body, without tags, markup and blanks. The editor of messages does the same (`sameWords.ts`); one list of
examples, `tests/compiler/same_words.json`, holds both.
"""

import re
from typing import Final

from engine.compiler.message import Message

MEANT_SO: Final = re.compile(r"\A---\r?\n(?:[^\n]*\n)*?# same-words\b")  # said at the top of the file
# What is never closed reaches to the end: were its end looked for from each such beginning, a file of nothing
# but beginnings would take minutes, in which Python lets no other thread work.
_HEAD: Final = re.compile(r"<mj-head\b.*?(?:</mj-head>|\Z)", re.DOTALL)
_UNSEEN: Final = re.compile(
    r"<!--.*?(?:-->|\Z)|\{\{.*?(?:\}\}|\Z)|\{%.*?(?:%\}|\Z)|\{#.*?(?:#\}|\Z)", re.DOTALL
)
_ELEMENT: Final = re.compile(r"</?mj(?:ml|-[a-z-]++)\b[^<>]*+>")
_MARKUP: Final = re.compile(r"<[^<>]*+>|&#?\w++;")


def still_in(own: Message, other: Message) -> bool:
    """Most words of `own` stand in parts that `other` has, too, and nobody said that this is meant so."""
    if own.file.path == other.file.path:
        return False
    if MEANT_SO.match(own.file.text.split("\n---", 1)[0]):
        return False
    theirs = set(_parts(other))
    sizes = [(len(words), words in theirs) for words in _parts(own)]
    return 2 * sum(size for size, same in sizes if same) > sum(size for size, _ in sizes)


def _parts(message: Message) -> list[tuple[str, ...]]:
    """The words of each part that has any."""
    body = _ELEMENT.split(_UNSEEN.sub(" ", _HEAD.sub(" ", message.body.text)))
    lines = [_UNSEEN.sub(" ", line or "") for line in (message.front.subject, message.front.preheader)]
    found = [tuple(filter(_is_word, _MARKUP.sub(" ", part).split())) for part in (*lines, *body)]
    return [words for words in found if words]


def _is_word(token: str) -> bool:
    return any(letter.isalpha() for letter in token)
