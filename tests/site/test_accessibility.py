"""Every kind of page has no violation of WCAG 2.2 A or AA, or of a best practice, that axe-core can find, light and dark, wide and narrow."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from pipeline.pages.page_kinds import PAGE_KINDS
from pipeline.pages.registry import PAGES

Open = Callable[..., Page]
OFTEN = 2
"""How often a kind of row is looked at: further ones are written by the same lines of a template, in the same style."""
THIN_OUT = (Path(__file__).parent / "thin_out.js").read_text(encoding="utf-8")
WIDTHS = (320, 1280)
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
DARK = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}, "preload": False}
"""In the dark only the colours are others; no rule on them reads the style sheets."""
AXE = (
    Axe().axe_script
    + """;{
  const known = new Map(), { prototype } = axe.commons.color.Color, parse = prototype.parseString;
  prototype.parseString = function (text) {
    if (!known.has(text)) known.set(text, parse.call(new axe.commons.color.Color(), text));
    const { r, g, b, alpha } = known.get(text);
    return Object.assign(this, { r, g, b, alpha });
  };
}; true"""
)
"""axe, which here reads a colour that is written in the same way only once."""
RUN_AXE = """(options) => axe.run({resultTypes: ["violations"], ...options}).then((results) => results.violations)"""
WAIT_FOR = {
    "status/": ".figure__move:not([hidden])",
    "cases/": ".explorer__table tbody tr",
    "cases/?region=近畿&near=participant_count:30&pick=27-0003": ".explorer__table tbody tr",
    "compare/?ids=27-0003,14-0004,12-0003": ".compare__table td",
    "compare/": "#compare-none",
    "participation/": ".year-slider:not([hidden])",
    "charts/status-tool/": "h1",
}
"""What of a page its script writes, and what a page shows when its address asks for something."""
EXAMPLES = {
    "case": ["cases/27-0003/", "cases/14-0001/"],
    "gone_case": [],  # none in today's data; tests/releases makes some
    "municipality": ["municipalities/27100/"],
    "prefecture": ["prefectures/27/"],
    "system_type": ["systems/facility-reservation/"],
    "edition": ["editions/2024-01-31/"],
    "release": ["changes/v1.0.0/"],
    "table": ["downloads/cases/"],
    "data_folder": ["data/v1.0.0/"],
}
ADDRESSES = dict.fromkeys(
    [
        *(page.address for page in PAGES),
        *WAIT_FOR,
        *(address for kind in PAGE_KINDS for address in EXAMPLES[kind.name]),
        "404.html",
    ]
)


def violations(page: Page, options: dict[str, Any]) -> list[tuple[str, list[str]]]:
    """Name every violated rule with where it is violated."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found = page.evaluate(RUN_AXE, options)
    return [(rule["id"], [node["html"][:160] for node in rule["nodes"][:5]]) for rule in found]


def make_wide(page: Page, width: int) -> None:
    """Give the window another width, and wait until the page has it."""
    page.set_viewport_size({"width": width, "height": 900})
    expect(page.locator("html")).to_have_js_property("clientWidth", width)


def make_dark(page: Page) -> None:
    """Prefer dark colours, and wait until the theme's script has given the page its own."""
    page.emulate_media(color_scheme="dark")
    expect(page.locator("html")).to_have_css("color-scheme", "dark")


def violations_everywhere(page: Page) -> dict[str, list[tuple[str, list[str]]]]:
    """Name what is violated narrow and wide, light and dark: empty where nothing is."""
    found = {}
    for width in WIDTHS:
        make_wide(page, width)
        found[f"{width}"] = violations(page, {"runOnly": TAGS})
    make_dark(page)
    for width in reversed(WIDTHS):
        make_wide(page, width)
        found[f"{width}, dark"] = violations(page, DARK)
    return {where: rules for where, rules in found.items() if rules}


@pytest.mark.parametrize("address", ADDRESSES)
def test_page_has_no_violation_of_wcag(open_page: Open, address: str) -> None:
    page = open_page(address)
    expect(page.locator(WAIT_FOR.get(address, "h1")).first).to_be_visible()
    for width in reversed(WIDTHS):
        make_wide(page, width)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, "the page itself scrolls sideways"
    page.evaluate(THIN_OUT, OFTEN)
    assert violations_everywhere(page) == {}


def test_open_search_has_no_violation_of_wcag(open_page: Open) -> None:
    page = open_page("systems/")
    page.locator(".site-search-button").click()
    page.get_by_role("combobox", name="サイト内を検索").fill("大阪")
    expect(page.locator(".search-option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    assert violations_everywhere(page) == {}


def test_moving_chart_has_no_violation_of_wcag(open_page: Open) -> None:
    page = open_page("status/")
    page.locator(".figure__move").first.click()
    expect(page.locator(".figure__moving svg").first).to_be_visible()
    assert violations(page, {"runOnly": TAGS}) == []


def test_letters_that_hardly_stand_out_are_found(browser: Browser) -> None:
    page = browser.new_page()
    faint = "<p style='color: #777; background: #666'>faint letters</p>"
    page.set_content(f"<!doctype html><html lang='ja'><title>a</title><main><h1>a</h1>{faint}</main></html>")
    assert [[rule for rule, _ in violations(page, options)] for options in ({"runOnly": TAGS}, DARK)] == [
        ["color-contrast"]
    ] * 2
    page.close()


@pytest.mark.parametrize(
    ("last", "rule"),
    [
        ("<td><a href='a/'></a>", "link-name"),
        ("<td><img src='a.png'>", "image-alt"),
        ("<td><b class='faint'>faint letters</b>", "color-contrast"),
        ("<td role='nothing'>a", "aria-roles"),
        ("<td><button aria-labelledby='nobody'></button>", "button-name"),
        ("<td><ul><li>a<li>b<dd>c</ul>", "dlitem"),
    ],
)
def test_what_only_the_last_of_many_rows_does_wrong_is_found(browser: Browser, last: str, rule: str) -> None:
    page = browser.new_page()
    style = "a, button { display: block; height: 3rem } .faint { color: #ddd }"
    rows = "<tr><td><a href='a/'>a</a><img src='a.png' alt=''><button id='b'>b</button><ul><li>a<li>b</ul>" * 99
    page.set_content(
        f"<!doctype html><html lang='ja'><title>a</title><style>{style}</style><main><h1>a</h1>"
        f"<table>{rows}<tr>{last}</table></main></html>"
    )
    assert page.evaluate(THIN_OUT, OFTEN) > 90
    assert [name for name, _ in violations(page, {"runOnly": TAGS})] == [rule]
    page.close()
