"""Runs a task on another core while this one goes on."""

import gc
import multiprocessing
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection


class TaskBesideFailed(Exception):
    """The task failed; the message is its traceback, the cause is what the system refused it, if that is why."""


@contextmanager
def beside(task: Callable[[], object]) -> Iterator[None]:
    """Run `task` in a copy of this process while the block runs, and wait for it at the end of the block.

    The task may read all that this process holds, but only what it writes to disk is kept. It must not touch a
    DuckDB connection: the threads behind it are not copied. Where a process cannot be copied (Windows), the task
    runs after the block.
    Raises   TaskBesideFailed when the task failed.
    """
    if "fork" not in multiprocessing.get_all_start_methods():
        yield
        task()
        return
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_run, args=(task, sender))
    process.start()
    sender.close()
    try:
        yield
    except BaseException:
        process.terminate()
        raise
    finally:
        failure = _failure(receiver)
        process.join()
    if failure or process.exitcode:
        words, refusal = failure or (f"exit code {process.exitcode}", None)
        raise TaskBesideFailed(words) from refusal


def _run(task: Callable[[], object], sender: Connection) -> None:
    """Run the task in the copy. What the first process left behind is not collected here: it may hold a DuckDB connection."""
    gc.freeze()
    try:
        task()
        sender.send(None)
    except BaseException as error:
        sender.send((traceback.format_exc(), error if isinstance(error, OSError) else None))


def _failure(receiver: Connection) -> tuple[str, OSError | None] | None:
    try:
        failure: tuple[str, OSError | None] | None = receiver.recv()
    except EOFError:
        return None
    return failure
