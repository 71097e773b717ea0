"""One site for all tests: the real data are built once, served on this machine, and opened in one browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from install_browser import find_browser
from served import served
from shared import made_once, with_kept_pictures

# What a test expects may take this long on a machine whose cores are all busy; it ends as soon as it may.
expect.set_options(timeout=30_000)

ROOT = Path(__file__).resolve().parents[1]
BROWSER_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def built_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of one build of the real data: `site/` and `datasets/`."""
    from pipeline.line import build

    return made_once("real-out", tmp_path_factory, lambda out: build(ROOT / "data", with_kept_pictures(out, ROOT)))


@pytest.fixture(scope="session")
def built_site(built_out: Path) -> Path:
    """The built site of the real data."""
    return built_out / "site"


@pytest.fixture(scope="session")
def site_url(built_site: Path) -> Iterator[str]:
    """The address of the built site, served on this machine; ends with a slash."""
    with served(built_site) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=find_browser(), args=BROWSER_FLAGS)
        yield chromium
        chromium.close()
