"""What readers come for, done step by step in a browser: the site test runs each task, `python -m reader_tasks` writes the table.

A step is one thing that a reader does: press a key, choose from a list, click, type something.
"""

import re
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from install_browser import find_browser
from served import served
from steps import ROWS

ROOT = Path(__file__).resolve().parents[1]
TABLE = ROOT / "decisions" / "tasks.md"
LINE = re.compile(r"^\| (?P<reader>[^|]+) \| (?P<task>[^|]+) \| (?P<before>[^|]*) \| (?P<steps>\d+) \|", re.MULTILINE)
DESKTOP, PHONE = (1280, 800), (390, 844)
TABS_AT_MOST = 12


class Reader:
    """Somebody at a page, whose steps are counted."""

    def __init__(self, page: Page, site: str) -> None:
        self.page, self.site, self.steps = page, site, 0

    def open(self, address: str = "") -> None:
        """Begin a task: this is no step."""
        self.page.goto(self.site + address)

    def click(self, target: Locator) -> None:
        self.steps += 1
        target.click()

    def choose(self, label: str, value: str) -> None:
        self.steps += 1
        self.page.get_by_label(label, exact=True).select_option(value)

    def press(self, key: str) -> str:
        """Press a key. Result: the words of what has the focus then."""
        self.steps += 1
        self.page.keyboard.press(key)
        return str(self.page.evaluate("document.activeElement.textContent.trim()"))

    def type(self, words: str) -> None:
        self.steps += 1
        self.page.keyboard.type(words)

    def link(self, name: str) -> None:
        """Click a link of the page's own part."""
        self.click(self.page.locator("#main").get_by_role("link", name=name, exact=True).first)


@dataclass(frozen=True)
class Task:
    """One task: `before` is what the walk through the site found before it was made anew, empty where nothing was counted."""

    reader: str
    task: str
    do: Callable[[Reader], str]
    screen: tuple[int, int] = DESKTOP
    before: str = ""


def _ask(reader: Reader, town: str, system: str) -> str:
    reader.open()
    reader.choose("都道府県", town[:2])
    expect(reader.page.locator(f'#town option[value="{town}"]')).to_be_attached()
    reader.choose("市区町村", town)
    reader.choose("システム", system)
    sentence = reader.page.locator(".answer__sentence")
    expect(sentence).to_be_in_viewport()
    return sentence.inner_text()


def town_with_a_case(reader: Reader) -> str:
    said = _ask(reader, "14100", "facility-reservation")
    expect(reader.page.locator(".answer a[href^='tel:']")).to_be_visible()
    return said


def town_without_a_case(reader: Reader) -> str:
    return _ask(reader, "14100", "gis")


def prefecture_looks_at_its_neighbours(reader: Reader) -> str:
    reader.open()
    reader.link("となりの都道府県にあるもの")
    reader.click(reader.page.locator("a[href$='/27/'], a[href='27/']").locator("visible=true").first)
    heading = reader.page.get_by_role("heading", name=re.compile("次の候補"))
    expect(heading).to_be_visible()
    return heading.inner_text().strip("#")


def whom_to_call(reader: Reader) -> str:
    reader.open("cases/")
    reader.click(reader.page.locator(f"{ROWS} th a").first)
    phone = reader.page.locator("#main a[href^='tel:']").first
    expect(phone).to_be_in_viewport()
    return f"a link to {phone.inner_text()} at y = {_top(phone)} px"


def towns_of_our_size(reader: Reader) -> str:
    reader.open("cases/")
    reader.click(reader.page.get_by_role("button", name="規模の近い順", exact=True))
    reader.click(reader.page.get_by_label("この値に近い"))
    reader.type("2")
    reader.press("Enter")
    first = reader.page.locator(ROWS).first
    expect(first).to_be_in_viewport()
    return f"first: {first.locator('th a').first.inner_text()}, {first.locator('td').first.inner_text()} 万人 from 2"


def vendor_takes_the_cases_of_a_system(reader: Reader) -> str:
    reader.open()
    reader.link("事例一覧")
    reader.click(reader.page.get_by_role("button", name="条件で絞る"))
    reader.click(reader.page.get_by_role("checkbox", name=re.compile("^施設予約システム")))
    with reader.page.expect_download() as download:
        reader.click(reader.page.get_by_role("button", name="この表を CSV で保存"))
    return f"{download.value.suggested_filename}: {reader.page.locator('#explorer-sentence').inner_text()}"


def journalist_takes_a_chart(reader: Reader) -> str:
    reader.open()
    reader.link("共同調達の状況")
    reader.link("この図の住所と埋め込み")
    reader.click(reader.page.get_by_text("保存する、埋め込む"))
    with reader.page.expect_download() as download:
        reader.click(reader.page.get_by_role("link", name="画像（SVG）"))
    return f"{download.value.suggested_filename}, with title, date, source and address"


def keyboard_reaches_the_first_row(reader: Reader) -> str:
    reader.open("cases/")
    row = reader.page.locator(ROWS).first
    expect(row).to_be_visible()
    tabs = 0
    while not row.evaluate("element => element.contains(document.activeElement)"):
        tabs += 1
        if reader.press("Tab") in ("本文へ移動", "結果へ"):
            reader.press("Enter")
        assert tabs <= TABS_AT_MOST, "the first row takes too many Tabs"
    return f"the first row has the focus, after {tabs} Tabs and two links that skip"


def ear_reaches_the_result(reader: Reader) -> str:
    """Go from heading to heading, as somebody with a screen reader does with the key H."""
    reader.open("cases/")
    expect(reader.page.locator(ROWS).first).to_be_visible()
    headings = reader.page.locator("body :is(h1, h2, h3, h4):visible")
    levels = headings.evaluate_all("found => found.map((heading) => Number(heading.tagName[1]))")
    assert levels[0] == 1 and levels.count(1) == 1, levels
    assert all(after - before <= 1 for before, after in pairwise(levels)), levels
    for landmark in ("banner", "main", "contentinfo"):
        expect(reader.page.get_by_role(landmark)).to_have_count(1)
    names = headings.all_inner_texts()
    reader.steps = 1 + next(place for place, name in enumerate(names) if name.startswith("すべての事例"))
    return f"heading “{names[reader.steps - 1]}”, a table of {reader.page.locator(ROWS).count()} rows after it"


def first_row_in_view(reader: Reader) -> str:
    reader.open("cases/")
    row = reader.page.locator(ROWS).first
    expect(row.locator("a").first).to_be_in_viewport()
    width = reader.page.viewport_size["width"] if reader.page.viewport_size else 0
    boxes = [box for cell in row.locator("td").all() if (box := cell.bounding_box())]
    cut = [box for box in boxes if box["x"] + box["width"] > width]
    assert boxes and not cut
    return f"first row at y = {_top(row)} px, {len(cut)} of {len(boxes) + 1} columns cut"


def _top(part: Locator) -> int:
    box = part.bounding_box()
    assert box
    return round(box["y"])


TASKS = (
    Task("town, with a recorded case", "Do we take part in facility reservation? Whom to call?", town_with_a_case),
    Task("town, without one", "Do we take part in GIS?", town_without_a_case),
    Task("town on a phone", "Do we take part in facility reservation?", town_with_a_case, PHONE),
    Task("town", "Cases of towns like ours (20,000 people)", towns_of_our_size, before="750,000 people came first"),
    Task("prefecture", "What do our neighbours have that we lack?", prefecture_looks_at_its_neighbours),
    Task("prefecture", "Whom to call about a case", whom_to_call, before="plain text at y = 2,800 px"),
    Task("vendor", "The cases of one system as CSV", vendor_takes_the_cases_of_a_system),
    Task("journalist", "A chart with its source, to print", journalist_takes_a_chart, before="no source on it"),
    Task("keyboard only", "The first row of the list of cases", keyboard_reaches_the_first_row, before="78 Tabs"),
    Task("screen reader", "The result of the list, by headings", ear_reaches_the_result, before="no heading"),
    Task(
        "anybody",
        "The list of cases in the first screen",
        first_row_in_view,
        before="y = 757 of 800 px, 10 of 15 columns cut",
    ),
    Task(
        "anybody on a phone", "The list of cases in the first screen", first_row_in_view, PHONE, "13 of 15 columns cut"
    ),
)


def done(task: Task, browser: Browser, site: str) -> tuple[int, float, str]:
    """Do a task. Result: its steps, its seconds, and what the reader has then."""
    width, height = task.screen
    context = browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce")
    reader = Reader(context.new_page(), site)
    started = time.perf_counter()
    found = task.do(reader)
    seconds = time.perf_counter() - started
    context.close()
    return reader.steps, seconds, found


def steps_told() -> dict[tuple[str, str], int]:
    """Read from the table how many steps each task takes."""
    lines = LINE.finditer(TABLE.read_text(encoding="utf-8"))
    return {(line["reader"], line["task"]): int(line["steps"]) for line in lines}


def write_table(site: Path) -> None:
    """Do every task on a built site and write the table."""
    with served(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=["--no-sandbox"])
        lines = [_line(task, *done(task, browser, address)) for task in TASKS]
        browser.close()
    head = TABLE.read_text(encoding="utf-8").partition("| reader |")[0]
    columns = "| reader | task | before | steps | seconds | what they have then |\n|---|---|---|---|---|---|\n"
    TABLE.write_text(head + columns + "".join(lines), encoding="utf-8")


def _line(task: Task, steps: int, seconds: float, found: str) -> str:
    return f"| {task.reader} | {task.task} | {task.before} | {steps} | {seconds:.1f} | {found} |\n"


if __name__ == "__main__":
    write_table(Path(sys.argv[1] if len(sys.argv) > 1 else "out") / "site")
    print(TABLE)
