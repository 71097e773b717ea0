"""What a reader does on a page, as far as several tests do it."""

import csv
import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Locator, Page

Open = Callable[..., Page]
TABS_AT_MOST = 250
ROWS = ".explorer__table tbody tr"


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until the target has the focus, as somebody without a mouse would."""
    wanted = target.element_handle()
    for _ in range(TABS_AT_MOST):
        page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            return
        if not wanted.evaluate("element => element.isConnected"):  # a script has written it anew
            wanted = target.element_handle()
    raise AssertionError(f"{target} cannot be reached by Tab")


def open_facet(page: Page, title: str) -> None:
    """Open the filters and one of them, as far as they are closed."""
    button = page.locator("#explorer-filters-button")
    if button.get_attribute("aria-expanded") == "false":
        button.click()
    facet = page.locator("details.facet", has=page.locator("summary", has_text=re.compile(f"^{title}")))
    if facet.get_attribute("open") is None:
        facet.locator("summary").click()


def choose(page: Page, title: str, value: str) -> None:
    """Tick a value of a filter."""
    open_facet(page, title)
    page.get_by_role("checkbox", name=re.compile(f"^{value}")).check()


def published_cases(built_out: Path) -> list[dict[str, str]]:
    with (built_out / "datasets" / "cases.csv").open(encoding="utf-8-sig", newline="") as stream:
        return [row for row in csv.DictReader(stream) if row["is_newest_edition"] == "true"]
