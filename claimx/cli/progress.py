"""A progress bar on standard error, for runs that last and people who watch."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress
    from rich.progress import TaskID

# Seconds that a run must last before a bar appears.
PATIENCE = 1.5


class Progress:
    """Counts what is done, and shows it once the run has lasted; silent where nobody watches.

    Args:
        noun: What is counted, in the plural.
        wanted: Whether a bar may be shown at all; it never is where standard error is no terminal.
    """

    def __init__(self, noun: str, *, wanted: bool) -> None:
        self._noun = noun
        self._wanted = wanted and sys.stderr.isatty()
        self._started = time.monotonic()
        self._done = 0
        self._bar: tuple[RichProgress, TaskID] | None = None

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar[0].stop()

    def advance(self) -> None:
        """Count one more."""
        self._done += 1
        if self._bar is not None:
            self._bar[0].update(self._bar[1], completed=self._done)
        elif self._wanted and time.monotonic() - self._started > PATIENCE:
            self._bar = _start_bar(self._noun)

    def say(self, message: str) -> None:
        """Write a line to standard error, above the bar if there is one."""
        if self._bar is not None:
            self._bar[0].console.print(message, markup=False, highlight=False, soft_wrap=True)
        else:
            click.echo(message, err=True)


def _start_bar(noun: str) -> tuple[RichProgress, TaskID]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = [BarColumn(), TextColumn("{task.completed:,} {task.description}"), TimeElapsedColumn()]
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    # Papers are read while they are worked on, so nobody knows yet how many there are.
    task = bar.add_task(noun, total=None)
    bar.start()
    return bar, task
