"""What readers come for takes no more steps than decisions/tasks.md tells."""

import pytest
from playwright.sync_api import Browser

from reader_tasks import TASKS, Task, done, steps_told


@pytest.mark.parametrize("task", TASKS, ids=lambda task: f"{task.reader}: {task.task}")
def test_task_takes_no_more_steps_than_told(browser: Browser, site_url: str, task: Task) -> None:
    steps, _, found = done(task, browser, site_url)
    assert found and 0 <= steps <= steps_told()[task.reader, task.task]


def test_table_tells_every_task() -> None:
    assert list(steps_told()) == [(task.reader, task.task) for task in TASKS]
