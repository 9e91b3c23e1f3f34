"""From a document to its canonical text: two spaces a level, short flow collections on one line."""

from typing import Final

from engine.compiler.formatting.block_scalars import block_scalar, keeps_end
from engine.compiler.formatting.concrete import Comment, Entry, Group, Node, Word
from engine.compiler.formatting.quoting import is_one_line, key_text, one_line

WIDTH: Final = 110  # a flow collection that would pass it becomes a block
STEP: Final = 2


def write(root: Group, head: list[Comment], apart: bool) -> str:
    """`head`: comments that stay at the top; `apart`: with an empty line below them."""
    writer = _Writer()
    writer.comments(head, 0)
    writer.blank(apart)
    writer.entries(root, 0)
    return "\n".join(writer.lines) + "\n"


def flow_text(node: Node) -> str | None:
    """A flow collection on one line; None where a comment or a scalar of several lines stands in it."""
    if isinstance(node, Word):
        return one_line(node) if is_one_line(node) else None
    if not node.flow or node.foot:
        return None
    parts = []
    for entry in node.entries:
        text = flow_text(entry.node)
        if text is None or entry.before or entry.behind:
            return None
        parts.append(text if entry.key is None else f"{key_text(entry.key)}: {text}")
    return f"{{{', '.join(parts)}}}" if node.is_mapping else f"[{', '.join(parts)}]"


class _Writer:
    def __init__(self) -> None:
        self.lines: list[str] = []
        self.fresh = True  # nothing stands above in this block, so no empty line goes there
        self.open_end = False  # behind a `|+`, where an empty line would be content

    def comments(self, comments: list[Comment], indent: int) -> None:
        for comment in comments:
            self.blank(comment.blank_before)
            self._line(" " * indent + comment.text)

    def entries(self, group: Group, indent: int) -> None:
        width = _table_width(group, indent)
        for entry in group.entries:
            self._entry(entry, indent, width)
        self.comments(group.foot, indent)

    def _entry(self, entry: Entry, indent: int, width: int) -> None:
        """`width`: of the keys of a table, 0 where the group is none."""
        self.comments(entry.before, indent)
        self.blank(entry.blank_before)
        prefix = " " * indent + ("-" if entry.key is None else f"{key_text(entry.key)}:".ljust(width))
        if isinstance(entry.node, Word):
            self._word(prefix, entry.node, entry.behind, indent)
            return
        text = flow_text(entry.node)
        if text is not None and (not entry.node.entries or len(prefix) + 1 + len(text) <= WIDTH):
            self._line(f"{prefix} {text}", entry.behind)
        elif entry.key is None:
            self._item(entry, entry.node, indent)
        else:
            self._line(prefix, entry.behind)
            self.fresh = True
            self.entries(entry.node, indent + STEP)

    def _item(self, entry: Entry, group: Group, indent: int) -> None:
        """A block behind a dash, beginning on the dash's own line; comments at its start stand above."""
        self.comments([*([entry.behind] if entry.behind else []), *_taken_off(group)], indent)
        inner = _Writer()
        inner.entries(group, indent + STEP)
        inner.lines[0] = " " * indent + "-" + inner.lines[0][indent + 1 :]
        self.lines += inner.lines
        self.fresh, self.open_end = False, inner.open_end

    def _word(self, prefix: str, word: Word, behind: Comment | None, indent: int) -> None:
        if word.style in ("|", ">"):
            header, lines = block_scalar(word, indent + STEP)
            self._line(f"{prefix} {header}", behind)
            self.lines += lines
            self.open_end = keeps_end(word)
            return
        if is_one_line(word):
            self._line(f"{prefix} {one_line(word)}".rstrip(), behind)
            return
        first, *lines = _folded_lines(word)
        self._line(f"{prefix} {first}")
        self.lines += [" " * (indent + STEP) + line if line else "" for line in lines]
        self._line(self.lines.pop(), behind)

    def _line(self, text: str, behind: Comment | None = None) -> None:
        self.lines.append(f"{text}{' ' * behind.gap}{behind.text}" if behind else text)
        self.fresh = self.open_end = False

    def blank(self, wanted: bool) -> None:
        if wanted and not self.fresh and not self.open_end and self.lines[-1]:
            self.lines.append("")


def _table_width(group: Group, indent: int) -> int:
    """The width of the keys, colon included, where all values are mappings on one line; else 0.

    Such a block is a table: its values stand in a column.
    """
    keys, values = [], []
    for entry in group.entries:
        text = flow_text(entry.node) if isinstance(entry.node, Group) and entry.node.is_mapping else None
        if text is None or entry.key is None:
            return 0
        keys.append(len(key_text(entry.key)) + 1)
        values.append(len(text))
    width = max(keys, default=0)
    return width if indent + width + 1 + max(values, default=0) <= WIDTH else 0


def _taken_off(group: Group) -> list[Comment]:
    """The comments above the first thing of a block that begins on its dash's line."""
    found: list[Comment] = []
    node: Node = group
    while isinstance(node, Group) and node.entries:
        first = node.entries[0]
        found += first.before
        first.before = []
        if first.key is not None:
            break
        node = first.node
    return found


def _folded_lines(word: Word) -> list[str]:
    """The lines of a scalar as the author broke them, without what surrounds them."""
    first, *middle, last = word.raw.split("\n")
    return [
        _right_stripped(first),
        *(_right_stripped(line.lstrip(" \t")) for line in middle),
        last.strip(" \t"),
    ]


def _right_stripped(line: str) -> str:
    """Without trailing spaces, but for one that is escaped by a backslash."""
    stripped = line.rstrip(" \t")
    return line if stripped.endswith("\\") and stripped != line else stripped
