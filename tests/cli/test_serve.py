"""`make serve`: a changed cell is in the browser before the whole build is, and the page tells what the check found."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from made.small import SURVEY_OSAKA, write_valid
from pipeline.paths import ROOT
from shared import with_kept_pictures

BUILD_MILLISECONDS = 120_000
"""Far more than a build of small data takes on a busy machine; `expect` ends as soon as it may."""


@dataclass
class Serving:
    """A server on made-up data."""

    data: Path
    address: str

    def change(self, old: str, new: str) -> None:
        path = self.data / SURVEY_OSAKA
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture(scope="module")
def serving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    folder = tmp_path_factory.mktemp("serving")
    write_valid(folder / "data")
    with_kept_pictures(folder / "out", ROOT)
    command = [sys.executable, "-m", "pipeline", "serve", "--data", str(folder / "data"), "--out", str(folder / "out")]
    environment = os.environ | {
        "PYTHONPATH": str(ROOT / "build"),
        "PYTHONUNBUFFERED": "1",
        "SOURCE_DATE_EPOCH": "1706659200",
    }
    with subprocess.Popen(
        [*command, "--port", "0"], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        assert process.stdout
        found = re.search(r"http://\S+", process.stdout.readline())
        assert found
        yield Serving(folder / "data", found[0])
        os.killpg(process.pid, signal.SIGINT)


def test_changed_cell_and_words_of_the_check_come_into_an_open_page(serving: Serving, browser: Browser) -> None:
    page = browser.new_page()
    page.set_default_timeout(BUILD_MILLISECONDS)
    try:
        page.goto(serving.address)
        expect(page.locator("main h1").first).to_be_visible(timeout=BUILD_MILLISECONDS)
        page.goto(f"{serving.address}cases/27-0001/")
        expect(page.locator("h1")).to_contain_text("はまなび予約", timeout=BUILD_MILLISECONDS)
        serving.change("はまなび予約", "うみまち予約")
        expect(page.locator("h1")).to_contain_text("うみまち予約", timeout=BUILD_MILLISECONDS)
        serving.change("うみまち予約", "うみまち予約\u3000")
        expect(page.locator("main > pre[role=status]")).to_contain_text("27-osaka.csv:2", timeout=BUILD_MILLISECONDS)
        expect(page.locator("h1")).to_contain_text("うみまち予約", timeout=BUILD_MILLISECONDS)
        serving.change("うみまち予約\u3000", "もりまち予約")
        expect(page.locator("h1")).to_contain_text("もりまち予約", timeout=BUILD_MILLISECONDS)
        expect(page.locator("main > pre[role=status]")).to_have_count(0, timeout=BUILD_MILLISECONDS)
    finally:
        page.close()
