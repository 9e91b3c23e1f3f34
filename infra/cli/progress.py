"""What `careloom up` says while it works: bars on a terminal, plain lines elsewhere (CI, logs)."""

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bars
from rich.table import Table

_LINE_EVERY = 5.0  # seconds between plain lines about one bar


@dataclass
class _Plain:
    total: int | None
    done: int = 0
    said_at: float = 0.0


class Progress:
    """Use as a context manager. A part is anything with a name: `postgres`, `appointments`, `mails`."""

    def __init__(self, console: Console | None = None) -> None:
        self.console = console or Console(highlight=False)
        self._bars = _make_bars(self.console) if self.console.is_terminal else None
        self._tasks: dict[str, TaskID] = {}
        self._plain: dict[str, _Plain] = {}

    def __enter__(self) -> "Progress":
        if self._bars:
            self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, why: BaseException | None, at: TracebackType | None
    ) -> None:
        if self._bars:
            self._bars.stop()

    def report(self, part: str, state: str) -> None:
        """One line: what a part of the stack does now."""
        self.console.print(f"  {part:<16} {state}", markup=False)

    def begin(self, part: str, total: int | None = None) -> None:
        """A bar, or without `total` a spinner that counts."""
        self._plain[part] = _Plain(total, said_at=time.monotonic())
        if self._bars:
            self._tasks[part] = self._bars.add_task(part, total=total)

    def advance(self, part: str, by: int = 1) -> None:
        kept = self._plain[part]
        kept.done += by
        if self._bars:
            self._bars.advance(self._tasks[part], by)
        elif time.monotonic() - kept.said_at >= _LINE_EVERY or kept.done == kept.total:
            kept.said_at = time.monotonic()
            self.report(part, f"{kept.done}" + (f" of {kept.total}" if kept.total else ""))

    def set(self, part: str, done: int) -> None:
        """Where a bar stands, for what is read from elsewhere rather than counted here."""
        self.advance(part, done - self._plain[part].done)

    def table(self, title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """The last column is flush right: it holds the numbers."""
        shown = Table(title=title, title_justify="left", show_edge=False)
        for place, column in enumerate(columns):
            shown.add_column(column, justify="right" if place == len(columns) - 1 else "left")
        for row in rows:
            shown.add_row(*row)
        self.console.print(shown)


def _make_bars(console: Console) -> Bars:
    return Bars(
        SpinnerColumn(),
        TextColumn("{task.description:<16}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
    )
