"""What the three readers come for, done in a real browser by keyboard alone, and with JavaScript off."""

import csv
import io
import json
import re
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from steps import ROWS, Open, choose, open_facet, published_cases, tab_to

# 公開: a resident looks for the own municipality, and for a subject.


def test_resident_finds_the_own_municipality_by_its_reading(open_page: Open) -> None:
    page = open_page("")
    box = page.get_by_role("combobox", name="市区町村の名前")
    expect(box).to_be_visible()
    tab_to(page, box)
    page.keyboard.type("おおさかし")
    expect(page.locator(".home__town").get_by_role("option").first).to_contain_text("大阪市")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/municipalities/27100/$"))
    for heading in ("参加している", "参加していない", "分からない"):
        expect(page.get_by_role("heading", name=heading).first).to_be_visible()


def test_colours_are_those_of_the_machine_until_the_reader_chooses_and_stay_chosen(open_page: Open) -> None:
    page = open_page("municipalities/27100/")
    for name, scheme in (("明るい", "default"), ("暗い", "slate")):
        page.locator(".site-palette__label:not([hidden])").click()
        for _ in range(2):
            expect(page.locator(".site-palette__label:not([hidden])")).to_have_text(f"画面の色：{name}")
            expect(page.locator("body")).to_have_attribute("data-md-color-scheme", scheme)
            page.reload()


def test_resident_searches_from_any_page_with_one_key(open_page: Open) -> None:
    page = open_page("cases/27-0003/")
    expect(page.locator(".site-search-button")).to_be_visible()
    page.keyboard.press("/")
    box = page.get_by_role("combobox", name="サイト内を検索")
    expect(box).to_be_focused()
    page.keyboard.type("ﾋﾞｼﾞﾈｽチャット")
    expect(page.get_by_role("group", name="システム種別")).to_contain_text("ビジネスチャットツール")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()


CONVERTING = """(input, key) => {
  const event = new KeyboardEvent("keydown", { key, keyCode: 229, bubbles: true, cancelable: true });
  input.dispatchEvent(event);
  return event.defaultPrevented;
}"""


@pytest.mark.parametrize("address", ["", "cases/", "compare/", "municipalities/", "errata/"])
def test_key_that_ends_a_conversion_does_nothing(open_page: Open, address: str) -> None:
    page = open_page(address)
    page.locator(".site-search-button").click()
    page.get_by_role("combobox", name="サイト内を検索").fill("おおさか")
    page.wait_for_selector("dialog .search-option")
    before = page.url
    for box in page.locator("input:is([type=search], [type=text])").all():
        for key in ("Enter", "ArrowDown", "Escape"):
            assert box.evaluate(CONVERTING, key) is False
    assert page.url == before
    expect(page.get_by_role("dialog")).to_be_visible()
    assert page.locator("dialog [aria-selected=true]").count() == 0


def test_shortcut_of_one_key_can_be_turned_off(open_page: Open) -> None:
    page = open_page("systems/")
    page.locator(".site-search-button").click()
    page.get_by_label("「/」キーで検索を開く").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.keyboard.press("Control+k")
    expect(page.get_by_role("dialog")).to_be_visible()


def test_resident_moves_the_map_through_the_years(open_page: Open) -> None:
    page = open_page("participation/")
    slider = page.get_by_role("slider").first
    expect(slider).to_be_visible()
    tab_to(page, slider)
    tiles = page.locator(".tile-map").first
    before = tiles.text_content() or ""
    page.keyboard.press("Home")
    expect(tiles).not_to_have_text(before)
    expect(slider).to_have_attribute("aria-valuetext", re.compile(r"^\d{4}年まで$"))
    page.keyboard.press("End")
    expect(tiles).to_have_text(before)


def test_resident_points_at_a_chart(open_page: Open) -> None:
    page = open_page("status/")
    button = page.get_by_role("button", name="動かして見る").first
    tab_to(page, button)
    page.keyboard.press("Enter")
    expect(page.locator(".figure__moving svg.marks").first).to_be_visible()


# 自治体: somebody who plans a procurement looks for a case of a size like the own, compares, and asks.


def test_planner_finds_cases_of_similar_scale_and_compares_them(open_page: Open) -> None:
    page = open_page("cases/")
    expect(page.locator(ROWS).first).to_be_visible()
    choose(page, "地域", "近畿")
    expect(page.locator("#explorer-sentence")).to_have_text(re.compile(r"^近畿：\d+ 件$"))
    tab_to(page, page.get_by_role("button", name="規模の近い順", exact=True))
    page.keyboard.press("Enter")
    page.get_by_label("くらべる規模").select_option("参加する市区町村の数")
    tab_to(page, page.get_by_label("この値に近い"))
    page.keyboard.type("30")
    page.keyboard.press("Enter")
    expect(page.locator("#explorer-sentence")).to_contain_text("参加自治体数が 30 市区町村に近い順")
    expect(page.locator("#explorer-sentence")).to_be_focused()
    expect(page.locator("#explorer-sentence")).to_be_in_viewport()
    known = [
        float(text.split()[0].replace(",", "")) for text in page.locator(f"{ROWS} td:nth-child(2)").all_inner_texts()
    ]
    assert known and known == sorted(known)
    for place in (0, 1):
        tab_to(page, page.locator(f"{ROWS} input[type=checkbox]").nth(place))
        page.keyboard.press("Space")
    expect(page.locator("#explorer-picked-text")).to_contain_text("2 件を選んでいます")
    tab_to(page, page.get_by_role("link", name="選んだ事例を比べる"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/compare/\?ids="))
    expect(page.locator("#compare-head th")).to_have_count(3)
    expect(page.locator("tr[data-column=contact_office] td")).to_have_count(2)
    expect(page.locator(".compare__verdict--differs").first).to_have_text("違う")


def test_town_is_compared_with_towns_and_cases_without_a_figure_stand_aside(open_page: Open, built_out: Path) -> None:
    """The size of a town is held against the mean of the towns that take part, not against their sum."""
    page = open_page("cases/?near=population_per_participant:2")
    expect(page.locator(ROWS).first).to_be_visible()
    sized = [c for c in published_cases(built_out) if c["population_10k"] and c["participant_count"]]
    means = {c["case_id"]: round(int(c["population_10k"]) / int(c["participant_count"]), 1) for c in sized}
    shown = page.locator(ROWS).evaluate_all("rows => rows.map((row) => row.dataset.case)")
    assert sorted(shown) == sorted(means)
    far = [abs(means[case_id] - 2) for case_id in shown]
    assert far == sorted(far)
    expect(page.locator("#explorer-aside-title")).to_contain_text(
        f"（{len(published_cases(built_out)) - len(sized)} 件）"
    )
    expect(page.locator("#explorer-sentence")).to_contain_text("1市区町村あたりの人口が 2 万人に近い順")


def test_a_state_can_be_shared_and_gone_back_to(open_page: Open) -> None:
    page = open_page("cases/?system_type=施設予約システム&sort=-participant_count&columns=participant_count,region")
    expect(page.locator("#explorer-sentence")).to_have_text(re.compile(r"^施設予約システム：\d+ 件$"))
    expect(page.locator(".explorer__table thead th")).to_have_count(3)
    before = page.locator("#explorer-sentence").inner_text()
    choose(page, "地域", "関東")
    expect(page.locator("#explorer-sentence")).to_contain_text("関東")
    expect(page).to_have_url(re.compile(quote("関東")))
    page.go_back()
    expect(page.locator("#explorer-sentence")).to_have_text(before)
    expect(page.get_by_role("checkbox", name=re.compile("^関東"))).not_to_be_checked()


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("?system_type=zzz", "システム種別「zzz」"),
        ("?region=近畿&participant_count=many", "参加自治体数「many」"),
        ("?contact=1&region=~nobody", "地域「~nobody」"),
        ("?sort=zzz", "並び順「zzz」"),
        ("?columns=region,zzz", "列「zzz」"),
        ("?near=participant_count@99-9999", "規模の近い順「participant_count@99-9999」"),
        ("?pick=99-9999", "比べる事例「99-9999」"),
    ],
)
def test_what_the_address_says_and_the_page_does_not_know_is_left_out_and_said(
    open_page: Open, address: str, said: str
) -> None:
    page = open_page(f"cases/{address}")
    expect(page.locator(ROWS).first).to_be_visible()
    expect(page.locator("#explorer-ignored")).to_contain_text(f"外しました：{said}")
    assert not page.locator("#explorer-sentence").inner_text().startswith(("zzz", "：0"))
    choose(page, "地域", "関東")
    expect(page.locator("#explorer-ignored")).to_be_hidden()


def test_count_beside_a_value_is_what_choosing_it_gives(open_page: Open) -> None:
    page = open_page("cases/?region=近畿")
    expect(page.locator(ROWS).first).to_be_visible()
    open_facet(page, "区分")
    value = page.locator('[data-facet="category"] .facet__value').first
    count = value.locator(".facet__count").inner_text()
    value.locator("input").check()
    expect(page.locator("#explorer-sentence")).to_contain_text(f"：{count} 件")


@pytest.mark.parametrize("facet", ["事業者名", "問い合わせ先の記載", "町村の参加", "仕様書"])
def test_cases_can_be_narrowed_by_what_a_buyer_asks_for(open_page: Open, facet: str) -> None:
    page = open_page("cases/")
    expect(page.locator(ROWS).first).to_be_visible()
    open_facet(page, facet)
    value = page.locator("details.facet", has=page.get_by_text(re.compile(f"^{facet}"))).locator(".facet__value").first
    count = value.locator(".facet__count").inner_text()
    value.locator("input").check()
    expect(page.locator("#explorer-sentence")).to_contain_text(f"：{count} 件")
    expect(page.get_by_role("button", name="条件で絞る（1 つ選択中）")).to_be_visible()


def test_reader_chooses_and_orders_columns_by_keyboard(open_page: Open) -> None:
    page = open_page("cases/")
    expect(page.locator(ROWS).first).to_be_visible()
    tab_to(page, page.get_by_role("button", name="列を選ぶ"))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("button", name="都道府県名を後ろへ"))
    page.keyboard.press("Enter")
    expect(page.locator(".explorer__table thead th").nth(1)).to_contain_text("参加自治体数")
    expect(page.get_by_role("button", name="都道府県名を後ろへ")).to_be_focused()
    page.get_by_role("checkbox", name="調達の効果").check()
    expect(page.locator(".explorer__table thead th").last).to_contain_text("調達の効果")
    page.get_by_role("button", name="公表一覧の14項目にする").click()
    assert page.locator(".explorer__table thead th").count() == 15  # year and month of introduction are two columns


# 事業者: a vendor takes the data away.


def test_vendor_downloads_exactly_what_is_shown(open_page: Open, built_out: Path) -> None:
    page = open_page("cases/")
    expect(page.locator(ROWS).first).to_be_visible()
    tab_to(page, page.get_by_label("ことばで絞る"))
    page.keyboard.type("くらうど")
    expect(page.locator("#explorer-sentence")).to_contain_text("「くらうど」を含む")
    expect(page.locator("#explorer-sentence")).to_have_attribute("aria-busy", "false")  # long answers are searched too
    shown = int(re.findall(r"([\d,]+) 件", page.locator("#explorer-sentence").inner_text())[0].replace(",", ""))
    tab_to(page, page.get_by_role("button", name="この表を CSV で保存"))
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    text = Path(download.value.path()).read_text(encoding="utf-8")
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert len(rows) == shown > 0
    published = {case["case_id"]: case for case in published_cases(built_out)}
    for row in rows:
        case = published[row["case_id"]]
        assert {name: row[name] for name in row if name in case} == {name: case[name] for name in row if name in case}
    with page.expect_download() as download:
        page.get_by_role("button", name="JSON で保存").press("Enter")
    assert len(json.loads(Path(download.value.path()).read_text(encoding="utf-8"))["cases"]) == shown
