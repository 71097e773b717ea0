"""The same tasks by keyboard, screen reader, telephone, on paper, and with JavaScript off."""

import io
import re
import unicodedata
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from steps import ROWS, Open, choose, published_cases

# Keyboard, screen reader, telephone, paper.


def test_result_is_a_heading_with_a_live_region_beside_it(open_page: Open) -> None:
    page = open_page("cases/")
    expect(page.locator(ROWS).first).to_be_visible()
    expect(page.get_by_role("heading", level=2, name=re.compile("^すべての事例："))).to_be_visible()
    choose(page, "地域", "近畿")
    expect(page.locator("#explorer-said[role=status]")).to_have_text(re.compile("^近畿："))
    levels = page.locator("#main :is(h1, h2, h3, h4):visible").evaluate_all("found => found.map((h) => +h.tagName[1])")
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels)), levels


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
def test_first_row_stands_in_the_first_screen_with_every_cell(open_page: Open, width: int, height: int) -> None:
    page = open_page("cases/", width=width, height=height)
    row = page.locator(ROWS).first
    expect(row.locator("a").first).to_be_in_viewport()
    for cell in row.locator("td").all():
        box = cell.bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= width, cell.inner_text()
    if width == 390:
        page.get_by_label("並び順").select_option("参加自治体数（大きい順）")
        counts = page.locator(f"{ROWS} td[data-title=参加自治体数]").all_inner_texts()
        known = [int(found[1]) for text in counts if (found := re.search(r"(\d+) 市区町村", text))]
        assert known and known == sorted(known, reverse=True)


OFFICIAL_COLUMNS = "category,system_type,prefecture_name,introduced_year,introduced_month,participant_count,population_10k,staff_thousand,initial_cost_band,annual_cost_band,has_national_subsidy,has_prefecture_burden,apportionment_bases,selection_method"


PAPERS: list[dict[str, Any]] = [{"format": "A4"}, {"format": "A4", "landscape": True}, {"format": "A3"}]


@pytest.mark.parametrize("columns", ["", f"?columns={OFFICIAL_COLUMNS}"])
def test_every_chosen_column_is_on_paper_with_its_name_on_every_sheet(open_page: Open, columns: str) -> None:
    page = open_page(f"cases/{columns}")
    expect(page.locator(ROWS).nth(49)).to_be_attached()
    titles = page.locator(".explorer__table thead .on-paper").all_text_contents()
    for paper in PAPERS:
        expect_columns_on_paper(page, paper, titles)


def expect_columns_on_paper(page: Page, paper: dict[str, Any], titles: list[str]) -> None:
    """Print a page, and look for the names of its columns and for what stands off the paper."""
    sheets = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True, **paper))).pages
    width, height = sorted((595, 842) if paper["format"] == "A4" else (842, 1191), reverse="landscape" in paper)
    with_rows = 0
    for sheet in sheets:
        assert (round(sheet.mediabox.width), round(sheet.mediabox.height)) == pytest.approx((width, height), abs=2)
        places: list[float] = []
        text = sheet.extract_text(
            visitor_text=lambda text, cm, tm, *_, at=places: text.strip() and at.append(_across(cm, tm))
        )
        assert all(0 <= place < width - 14 for place in places), "something stands off the paper"
        plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
        if "サービス名" in plain:
            with_rows += 1
            assert [title for title in titles if title not in plain] == []
    assert with_rows > 1


def _across(place: list[float], text: list[float]) -> float:
    """How far from the left edge a piece of text begins: PDF's two matrices multiplied."""
    return place[0] * text[4] + place[2] * text[5] + place[4]


# JavaScript off.


def test_all_cases_are_listed_without_javascript(open_page: Open, built_out: Path) -> None:
    page = open_page("cases/", javascript=False)
    expect(page.locator("#explorer-data")).to_be_hidden()
    expect(page.locator("tr[data-case]:visible")).to_have_count(len(published_cases(built_out)))


def test_tasks_have_a_way_without_javascript(open_page: Open) -> None:
    page = open_page("", javascript=False)
    expect(page.locator(".site-search-button")).to_be_hidden()
    page.get_by_role("link", name="大阪府").first.click()
    page.locator("#p27 summary, summary#p27, details:has(#p27) > summary").first.click()
    page.get_by_role("link", name="大阪市", exact=True).click()
    expect(page).to_have_url(re.compile("/municipalities/27100/$"))
    page = open_page("participation/", javascript=False)
    expect(page.locator(".year-slider").first).to_be_hidden()
    expect(page.locator(".tile__text").first).to_be_visible()
    page = open_page("status/", javascript=False)
    expect(page.locator(".figure__image svg").first).to_be_visible()
    expect(page.get_by_role("button", name="動かして見る")).to_have_count(0)
    page = open_page("compare/", javascript=False)
    expect(page.get_by_text("この表は JavaScript で作ります")).to_be_visible()
