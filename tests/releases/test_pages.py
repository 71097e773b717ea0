"""What a reader sees of corrections, releases, removed and withdrawn cases: in the browser, in the feeds, in the JSON."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree
from playwright.sync_api import Browser, Page, expect

ATOM = {"a": "http://www.w3.org/2005/Atom"}
GRAMMAR = Path(__file__).parent / "atom.rng"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def text_of(page: Page, selector: str) -> str:
    return " ".join(page.locator(selector).inner_text().split())


def expect_errata(page: Page, *ids: str) -> None:
    """Wait until exactly these errata are shown, in this order."""
    shown = page.locator("#errata-list .erratum:visible")
    expect(shown).to_have_count(len(ids))
    for place, erratum in enumerate(ids):
        expect(shown.nth(place)).to_have_id(erratum)


def test_errata_page_lists_the_newest_first_and_filters(page: Page, eventful_url: str) -> None:
    page.goto(f"{eventful_url}errata/")
    expect_errata(page, "E0003", "E0002", "E0001")
    page.get_by_role("combobox", name="重さ").select_option("重大")
    expect_errata(page, "E0002")
    expect(page.locator("#errata-count")).to_have_text("3 件のうち 1 件を表示しています。")
    expect(page).to_have_url(re.compile("severity="))
    page.goto(f"{eventful_url}errata/?prefecture=10")
    expect_errata(page, "E0001")
    page.get_by_role("button", name="すべて表示する").click()
    expect_errata(page, "E0003", "E0002", "E0001")


def test_errata_page_says_wrong_right_and_what_moved(page: Page, eventful_url: str) -> None:
    page.goto(f"{eventful_url}errata/#E0001")
    assert text_of(page, "#E0001 .erratum__values") == "誤 15 → 正 16"
    page.locator("#E0001 summary").click()
    expect(page.locator("#E0001 tbody tr", has_text="gis").first).to_be_visible()
    assert "重大な訂正があります（E0002）" in text_of(page, ".site-notice")


def test_errata_page_is_whole_without_javascript(browser: Browser, eventful_url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{eventful_url}errata/")
    assert page.locator("#errata-list .erratum:visible").count() == 3
    assert not page.locator("#errata-filters").is_visible()
    context.close()


def test_case_page_marks_the_corrected_value_and_tells_its_history(page: Page, eventful_url: str) -> None:
    page.goto(f"{eventful_url}cases/10-5001/")
    mark = page.locator("#participant_count .erratum-mark")
    assert mark.inner_text() == "訂正 E0001"
    history = text_of(page, "section[aria-labelledby=history]")
    assert "リリース 2.0.0 訂正 参加自治体数：15 → 16 E0001" in history
    assert "リリース 1.0.0" in history
    mark.click()
    expect(page).to_have_url(f"{eventful_url}errata/#E0001")
    page.goto(f"{eventful_url}cases/28-5001/")
    assert "更新" in text_of(page, "section[aria-labelledby=history]")


@pytest.mark.parametrize("address", ["cases/?q=10-5001", "compare/?ids=10-5001"])
def test_explorer_and_comparison_mark_the_corrected_value(page: Page, eventful_url: str, address: str) -> None:
    page.goto(eventful_url + address)
    mark = page.locator("main table .erratum-mark", has_text="E0001")
    expect(mark).to_have_text("訂正 E0001")
    expect(mark.locator("xpath=ancestor::tr")).to_contain_text("16")
    mark.click()
    expect(page).to_have_url(f"{eventful_url}errata/#E0001")


def test_a_removed_case_keeps_an_address_that_explains(page: Page, eventful_url: str) -> None:
    answer = page.goto(f"{eventful_url}cases/24-5001/")
    assert answer and answer.status == 200
    assert text_of(page, "h1") == "事例 24-5001 は公開していません"
    why = text_of(page, "section[aria-labelledby=why]")
    assert "E0002" in why and "共同調達ではなかった。" in why and "リリース 1.0.0" in why


def test_withdrawn_case_and_value_say_withdrawn(page: Page, eventful_url: str) -> None:
    page.goto(f"{eventful_url}cases/25-5001/")
    assert "取り下げ" in text_of(page, ".page-head") and "W0002" in text_of(page, "section[aria-labelledby=why]")
    page.goto(f"{eventful_url}cases/19-5001/")
    assert "取り下げ" in text_of(page, "#contact_point dd")
    assert "試験用の理由" in text_of(page, ".notice--warn")
    page.goto(f"{eventful_url}prefectures/25/")
    assert "取り下げた事例：25-5001" in text_of(page, ".notice--info")


def test_changes_page_leads_to_every_change_set(page: Page, eventful_url: str) -> None:
    page.goto(f"{eventful_url}changes/")
    assert "リリース 2.0.0（まだリリースしていない変更を含む）" in text_of(page, "section[aria-labelledby=now]")
    page.get_by_role("link", name="次のリリースに入る変更").click()
    expect(page.locator("section[aria-labelledby=errata]")).to_contain_text("2009 → 2010")
    page.goto(f"{eventful_url}changes/v2.0.0/")
    assert page.locator("section[aria-labelledby=correction] tr", has_text="10-5001").count() == 1
    page.get_by_role("link", name="リリース 1.0.0").first.click()
    expect(page.locator(".page-head")).to_contain_text("最初のリリース")


def test_every_page_names_its_release(page: Page, eventful_url: str) -> None:
    for address in ("", "status/", "systems/gis/"):
        page.goto(eventful_url + address)
        assert "リリース 2.0.0" in text_of(page, ".site-footer")


@pytest.mark.parametrize("name", ["errata", "changes"])
def test_feed_is_valid_atom(eventful_site: Path, name: str) -> None:
    grammar = etree.RelaxNG(etree.parse(GRAMMAR))
    feed = etree.parse(eventful_site / name / "feed.xml")
    grammar.assertValid(feed)
    ids = feed.xpath("//a:id/text()", namespaces=ATOM)
    assert len(ids) == len(set(ids)) > 2
    updated = feed.xpath("//a:entry/a:updated/text()", namespaces=ATOM)
    assert feed.xpath("/a:feed/a:updated/text()", namespaces=ATOM) == [max(updated)]
    assert updated == sorted(updated, reverse=True)


def test_the_grammar_refuses_a_feed_without_id(eventful_site: Path) -> None:
    feed = etree.parse(eventful_site / "errata" / "feed.xml")
    entry = feed.find("a:entry/a:id", ATOM)
    entry.getparent().remove(entry)
    assert not etree.RelaxNG(etree.parse(GRAMMAR)).validate(feed)


def test_json_twins_say_the_same(eventful_site: Path) -> None:
    errata = json.loads((eventful_site / "errata" / "errata.json").read_text(encoding="utf-8"))
    assert [row["erratum_id"] for row in errata["errata"]] == ["E0003", "E0002", "E0001"]
    assert errata["errata"][2]["effects"] and errata["errata"][2]["release"] == "2.0.0"
    changes = json.loads((eventful_site / "changes" / "changes.json").read_text(encoding="utf-8"))
    assert [row["release"] for row in changes["releases"]] == ["2.0.0", "1.0.0"]
    assert changes["unreleased_change_count"] > 0


def test_a_withdrawal_that_demands_it_replaces_the_files_of_old_releases(eventful_site: Path) -> None:
    folder = eventful_site / "data" / "v1.0.0"
    assert "取り下げました。W0001" in (folder / "cases.csv").read_text(encoding="utf-8-sig")
    assert "W0001" in json.loads((folder / "cases.json").read_text(encoding="utf-8"))[0]["notice"]
    assert (folder / "case_subsidies.csv").read_text(encoding="utf-8-sig").startswith("edition,")
    current = (eventful_site / "data" / "latest" / "cases.csv").read_text(encoding="utf-8-sig")
    assert ",withdrawn," in current


def test_without_a_correction_the_page_shows_a_marked_example(built_site: Path) -> None:
    text = (built_site / "errata" / "index.html").read_text(encoding="utf-8")
    has_errata = "errata-list" in text
    assert has_errata or ("訂正はありません。" in text and "記載例" in text)


@pytest.mark.parametrize("address", ["index.html", "prefectures/27/index.html", "cases/index.html"])
def test_synthetic_data_are_never_passed_off_as_real(eventful_site: Path, address: str) -> None:
    assert "合成データ" in (eventful_site / address).read_text(encoding="utf-8")
