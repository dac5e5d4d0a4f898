"""How far a long piece of work is: a bar on standard error where somebody looks at it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from threading import Thread
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TaskProgressColumn,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text


class Meter:
    """A bar that knows how many bytes there are, or a count where nobody does.

    `total` says how many; it may have to look at a million files, so that it is asked in a thread.
    """

    def __init__(self, total: Callable[[], int | None], *, shown: bool) -> None:
        self._total = total
        self._shown = shown and sys.stderr.isatty()
        self._progress = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(bar_width=24),
            TaskProgressColumn(),
            _Rate(),
            TimeRemainingColumn(compact=True, elapsed_when_finished=True),
            TextColumn("{task.fields[says]}"),
            console=Console(stderr=True),
            transient=True,
            disable=not self._shown,
        )
        self._task = self._progress.add_task("reading", total=None, says="", count=0)

    def __enter__(self) -> Self:
        self._progress.start()
        if self._shown:
            Thread(target=self._weigh, daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._progress.stop()

    def step(self, count: int, size: int, says: str) -> None:
        """So many articles are done by now; the last took `size` bytes of its source."""
        self._progress.update(self._task, advance=size, count=count, says=says)

    def _weigh(self) -> None:
        total = self._total()
        if total:
            self._progress.update(self._task, total=total)


class _Rate(ProgressColumn):
    """Articles a second, over all of the time."""

    def render(self, task: Task) -> Text:
        count, seconds = task.fields["count"], task.elapsed
        return Text(f"{count / seconds:.1f}/s" if count and seconds else "", style="cyan")


__all__ = ["Meter"]
