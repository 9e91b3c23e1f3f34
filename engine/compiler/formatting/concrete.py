"""A YAML document with everything the author wrote: comments, blank lines, quotes, and how it is laid out.

Unlike `engine.compiler.tree`, which holds what a document says, this holds how it is written.
"""

import msgspec


class Comment(msgspec.Struct):
    """`gap`: spaces between the text before it and `#`, for a comment behind something on its line."""

    text: str  # from "#" on, without trailing spaces
    index: int  # of "#" in the text
    line: int  # from 0
    column: int  # from 0
    gap: int
    alone: bool  # nothing else stands on its line
    blank_before: bool = False


class Word(msgspec.Struct):
    """A scalar. `style`: "" plain, `'`, `"`, `|` or `>`. `raw`: as written, over several lines perhaps.

    `known`: a key that is a word of the language. `time_of_day`: its field holds one. Both are found by
    `engine.compiler.formatting.order`.
    """

    value: str
    raw: str
    style: str
    line: int
    end_line: int  # the last line with something of it
    known: bool = False
    time_of_day: bool = False


class Entry(msgspec.Struct):
    """An item of a list (`key` is None) or a pair of a mapping, with the comments that belong to it."""

    node: "Node"
    key: Word | None = None
    before: list[Comment] = []
    behind: Comment | None = None
    blank_before: bool = False


class Group(msgspec.Struct):
    """A list or a mapping. `foot`: comments behind its last entry that stand as deep as its entries."""

    is_mapping: bool
    flow: bool
    line: int
    column: int
    entries: list[Entry] = []
    foot: list[Comment] = []


Node = Word | Group


def has_comments(node: Node) -> bool:
    """Whether a comment stands anywhere inside."""
    if isinstance(node, Word):
        return False
    return bool(node.foot) or any(one.before or one.behind or has_comments(one.node) for one in node.entries)
