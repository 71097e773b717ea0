"""When a reader on a slow phone sees the largest part of a page, beside an empty page of Material served the same way.

The phone: 1.6 Mbit/s down, 150 ms away, a processor a quarter as fast as this one, nothing kept from before. The server
compresses texts, as hosts do.
"""

import gzip
import subprocess
import sys
from functools import cache
from io import BytesIO
from pathlib import Path
from statistics import median
from typing import BinaryIO

import yaml
from playwright.sync_api import Browser, ViewportSize, sync_playwright

from bench.material import CONFIG
from bench.rows import Row
from bench.subjects import Subject
from install_browser import find_browser
from served import Silent, served

RUNS = 3
GOAL = 1.3
NETWORK = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 93_750}
"""Milliseconds and bytes a second."""
SLOWER = 4
PHONE: ViewportSize = {"width": 390, "height": 844}
KINDS = ("cases", "municipalities")
TEXTS = (".html", ".css", ".js", ".mjs", ".json", ".svg", ".xml")
LARGEST = """() => new Promise((done) => new PerformanceObserver((list) => done(list.getEntries().at(-1).startTime))
  .observe({ type: "largest-contentful-paint", buffered: true }))"""


class Compressing(Silent):
    """Answers as a host does: texts are compressed."""

    def send_head(self) -> BytesIO | BinaryIO | None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if path.suffix not in TEXTS or not path.exists():
            return super().send_head()
        content = _compressed(path)
        self.send_response(200)
        self.send_header("Content-Type", f"{self.guess_type(str(path))}; charset=utf-8")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        return BytesIO(content)


@cache
def _compressed(path: Path) -> bytes:
    return gzip.compress(path.read_bytes())


def measure_paint(subject: Subject, workshop: Path, runs: int) -> list[Row]:
    """Give, for each page, the median moment of its largest paint beside that of the empty page, all in turn."""
    site, empty = built_site(subject, workshop), empty_material(workshop / "empty")
    with served(site, Compressing) as ours, served(empty, Compressing) as peer, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=["--no-sandbox"])
        addresses = {"": peer} | {name: f"{ours}{address}" for name, address in measured_pages(site).items()}
        turns = [{name: largest_paint(browser, address) for name, address in addresses.items()} for _ in range(runs)]
        browser.close()
    seconds = {name: median(turn[name] for turn in turns) for name in addresses}
    return [_row(name, subject, runs, seconds[name], seconds[""]) for name in addresses if name]


def largest_paint(browser: Browser, address: str) -> float:
    """Open a page on the slow phone; give the seconds until the largest part of it was drawn."""
    context = browser.new_context(viewport=PHONE, device_scale_factor=2, is_mobile=True, has_touch=True)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", NETWORK)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(address, wait_until="networkidle", timeout=120_000)
    milliseconds: float = page.evaluate(LARGEST)
    context.close()
    return milliseconds / 1000


def measured_pages(site: Path) -> dict[str, str]:
    """Name the pages with their addresses; of cases and towns, the first."""
    case, town = (min(page.parent for page in (site / kind).glob("[0-9]*/index.html")) for kind in KINDS)
    found = {"a case": f"cases/{case.name}/", "a town": f"municipalities/{town.name}/"}
    return {"home": "index.html", "/cases/": "cases/", "/participation/": "participation/", **found}


def built_site(subject: Subject, workshop: Path) -> Path:
    """Give the site of a subject: that of `measure_stages` where it has run, else one that is built now."""
    data, out = subject.prepare(workshop), workshop / f"out-{subject.cases}"
    if not (out / "site").exists():
        _run("pipeline", "build", "--data", str(data), "--out", str(out))
    return (out / "site").resolve()


def empty_material(folder: Path) -> Path:
    """Let Material build a site of one page with nothing but a heading."""
    (folder / "docs").mkdir(parents=True)
    (folder / "docs" / "index.md").write_text("# 共同調達\n", encoding="utf-8")
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(CONFIG, allow_unicode=True), encoding="utf-8")
    _run("mkdocs", "build", "--quiet", "--config-file", str(folder / "mkdocs.yml"))
    return folder / "site"


def _run(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", *arguments], check=True, capture_output=True)


def _row(name: str, subject: Subject, runs: int, seconds: float, peer_seconds: float) -> Row:
    return Row(
        name=f"largest paint on a slow phone: {name}",
        subject=subject.name,
        seconds=seconds,
        runs=runs,
        peer="an empty page of mkdocs-material",
        peer_seconds=peer_seconds,
        ratio=seconds / peer_seconds,
        goal=GOAL,
    )
