"""Shows on a terminal what a long run is doing; says nothing anywhere else."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console

console = Console(stderr=True)


@contextmanager
def step(title: str) -> Iterator[None]:
    """Show a spinner with this title while the step runs, and a tick once it is done."""
    if not console.is_terminal:
        yield
        return
    with console.status(title):
        yield
    console.print(f"[green]✓[/green] {title}")
