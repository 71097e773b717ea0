"""How long a reader waits for a filter of the explorer and for a key stroke of the search, in a real browser.

Measured from the event to the laid out page, with the modules and the data that the site serves.
"""

import shutil
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page, sync_playwright

from bench.rows import Row
from bench.subjects import Subject
from install_browser import find_browser
from pipeline.check import check_data
from pipeline.identity import read_identity
from pipeline.pages.explorer import write_explorer
from pipeline.pages.model import Model
from pipeline.pages.page_kinds import PAGE_KINDS
from pipeline.pages.search import write_search
from pipeline.pages.templates import template
from pipeline.paths import ASSETS
from pipeline.tables.aggregate import aggregate
from served import served

PATIENCE_SECONDS = 0.05
TYPED = ("さ", "さい", "さいた", "さいたま", "施設予約", "株式会社", "クラウド", "27-", "横浜")
CLICKS = """() => [...document.querySelectorAll(".facet__value input")].slice(0, 60).flatMap((box) => [0, 1].map(() => {
  const began = performance.now();
  box.click();
  document.body.offsetHeight;
  return performance.now() - began;
}))"""
KEYS = """async (typed) => {
  const { SearchBox } = await import("/assets/search_box.js");
  const [input, list, status] = ["input", "div", "p"].map((name) => document.body.appendChild(document.createElement(name)));
  const box = new SearchBox({ input, list, status, root: new URL("/", location.href) });
  await box.load();
  return typed.flatMap((text) => Array.from({ length: 10 }, () => {
    input.value = text;
    const began = performance.now();
    input.dispatchEvent(new Event("input"));
    document.body.offsetHeight;
    return performance.now() - began;
  }));
}"""


def measure_explorer(subject: Subject, workshop: Path) -> list[Row]:
    """Give the median of many filters and of many key strokes; the goal is to stay within PATIENCE_SECONDS."""
    site = _write_site(subject.prepare(workshop), workshop / f"explorer-{subject.cases}")
    with served(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=["--no-sandbox"])
        page = _open(browser, f"{address}cases/")
        rows = [_row("explorer: a filter, drawn", subject, page.evaluate(CLICKS))]
        rows.append(_row("search: a key stroke, drawn", subject, page.evaluate(KEYS, list(TYPED))))
        browser.close()
    return rows


def _write_site(data: Path, site: Path) -> Path:
    """Write only what the explorer and the search need: their data, their modules, and the empty explorer."""
    model = Model.read(aggregate(check_data(data).files))
    write_explorer(model, site, read_identity(data))
    write_search(model, site, PAGE_KINDS, [])
    shutil.copytree(ASSETS, site / "assets", dirs_exist_ok=True)
    styles = "".join(
        f'<link rel="stylesheet" href="../assets/{name}.css">' for name in ("base", "components", "explorer")
    )
    body = template("explorer_parts.jinja").render()
    script = '<script type="module" src="../assets/explorer.js"></script>'
    page = f'<!doctype html><html lang="ja"><meta charset="utf-8">{styles}<body><div class="md-content"><article class="md-content__inner md-typeset">{body}</article></div>{script}'
    (site / "cases" / "index.html").write_text(page, encoding="utf-8")
    return site


def _open(browser: Browser, address: str) -> Page:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(address)
    page.wait_for_selector(".explorer__table tbody tr")
    return page


def _row(name: str, subject: Subject, milliseconds: list[float]) -> Row:
    seconds = median(milliseconds) / 1000
    return Row(
        name=name,
        subject=subject.name,
        seconds=seconds,
        runs=len(milliseconds),
        peer=f"a wait of {PATIENCE_SECONDS * 1000:.0f} ms",
        peer_seconds=PATIENCE_SECONDS,
        ratio=seconds / PATIENCE_SECONDS,
        goal=1.0,
    )
