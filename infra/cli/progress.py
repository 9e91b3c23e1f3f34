"""What `careloom up` says while it works: bars on a terminal, plain lines elsewhere (CI, logs)."""

import time
from collections.abc import Iterable, Sequence
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bars
from rich.table import Table

_LINE_EVERY = 5.0  # seconds between plain lines about one bar


class Progress:
    """Use as a context manager: a bar left open would spoil the terminal."""

    def __init__(self, console: Console | None = None) -> None:
        self.console = console or Console(highlight=False)
        self._bars = _make_bars(self.console) if self.console.is_terminal else None
        self._bar: TaskID | None = None
        self._told_at = 0.0

    def __enter__(self) -> "Progress":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, why: BaseException | None, at: TracebackType | None
    ) -> None:
        if self._bars:
            self._bars.stop()

    def report(self, part: str, state: str) -> None:
        """One line: what a part of the stack does now."""
        self.console.print(f"  {part:<16} {state}", markup=False)

    def tell(self, what: str, done: float, whole: float) -> None:
        """Where the play stands: one bar with changing words, or a plain line now and then."""
        done = max(0.0, done)
        if self._bars:
            if self._bar is None:
                self._bars.start()
                self._bar = self._bars.add_task(what, total=whole)
            self._bars.update(self._bar, description=what, completed=done, total=whole)
        elif time.monotonic() - self._told_at >= _LINE_EVERY or done >= whole:
            self._told_at = time.monotonic()
            self.report("fortnight", f"{what} ({done / whole:.0%})" if whole else what)

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
        TextColumn("  {task.description:<26}"),
        BarColumn(),
        TimeElapsedColumn(),
        console=console,
    )
