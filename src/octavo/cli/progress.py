"""How far a copy is, on a terminal; silence elsewhere."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Steps = Callable[[str, int], Callable[[int], None]]


@contextmanager
def steps() -> Iterator[Steps]:
    """Yield what starts a step of so many bytes and returns what counts them."""
    if not sys.stderr.isatty():
        yield lambda name, total_bytes: lambda count: None
        return
    from rich.console import Console  # noqa: PLC0415 - slow import, for terminals alone
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description:14}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as bars:

        def start(name: str, total_bytes: int) -> Callable[[int], None]:
            bar = bars.add_task(name, total=total_bytes or None)
            return lambda count: bars.update(bar, advance=count)

        yield start
