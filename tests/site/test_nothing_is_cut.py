"""On a telephone nothing is cut off: what is wider than the screen stands in a frame that can be scrolled by keyboard."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from pipeline.pages.registry import PAGES

Open = Callable[..., Page]
WIDTH = 390
KINDS = (
    "cases/27-0003/",
    "cases/01-0001/",
    "prefectures/27/",
    "systems/facility-reservation/",
    "municipalities/27100/",
    "editions/2024-01-31/",
    "changes/v1.0.0/",
    "downloads/cases/",
    "charts/status-tool/",
)
CUT = """(width) => {
  const scrolls = (element) => {
    for (let box = element; box && box !== document.body; box = box.parentElement) {
      const { overflowX } = getComputedStyle(box);
      if (/auto|scroll/.test(overflowX) && box.scrollWidth > box.clientWidth) return box.tabIndex >= 0;
    }
    return false;
  };
  const isSeen = (element) => {
    const style = getComputedStyle(element), box = element.getBoundingClientRect();
    return style.visibility !== "hidden" && box.width > 2 && box.height > 2 && !element.closest(".visually-hidden, .site-palette, svg, dialog, .md-sidebar");
  };
  const isCut = (element) => {
    const style = getComputedStyle(element);
    const beyond = element.getBoundingClientRect().right > width + 1 && !scrolls(element);
    return beyond || (/hidden|clip/.test(style.overflowX) && element.clientWidth > 5 && element.scrollWidth > element.clientWidth + 1);
  };
  return [...document.querySelectorAll("header *, main *, #main *, footer *")].filter(isSeen).filter(isCut)
    .map((element) => `${element.tagName}.${element.className}: ${element.textContent.trim().slice(0, 40)}`);
}"""


def test_nothing_is_cut_on_a_telephone(open_page: Open, site_url: str) -> None:
    page = open_page("", width=WIDTH)
    found = {}
    for address in dict.fromkeys([*(entry.address for entry in PAGES), *KINDS]):
        page.goto(site_url + address)
        if cut := page.evaluate(CUT, WIDTH):
            found[address] = cut[:3]
    assert found == {}


@pytest.mark.parametrize(
    "style", ["width: 500px", "width: 1em; overflow: hidden; word-break: keep-all; overflow-wrap: normal"]
)
def test_what_is_cut_is_found(open_page: Open, style: str) -> None:
    page = open_page("faq/", width=WIDTH)
    page.locator("#main h1").evaluate("(heading, style) => { heading.style.cssText = style; }", style)
    assert page.evaluate(CUT, WIDTH)
