"""The site search finds every entry that holds what was typed, whatever the width, the case or the kana."""

import random
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from explorer.folding import fold, holds, words_of
from pipeline.pages.model import Model
from pipeline.pages.page_kinds import PAGE_KINDS
from pipeline.pages.search import (
    case_entries,
    municipality_entries,
    prefecture_entries,
    suppliers,
    system_types,
    write_search,
)

SEARCHES = 200


@pytest.fixture(scope="module")
def searched(engine: Page, made_up_model: Model, tmp_path_factory: pytest.TempPathFactory) -> Page:
    """A page that has the search and its list of the made-up cases."""
    folder = tmp_path_factory.mktemp("search")
    write_search(made_up_model, folder, PAGE_KINDS, [])
    engine.evaluate(
        """async (text) => {
          const search = await import("/assets/search_list.js");
          const data = search.prepare(JSON.parse(text));
          window.search = (typed, only) => search.find(data, typed, only);
        }""",
        (folder / "search.json").read_text(encoding="utf-8"),
    )
    return engine


def find(page: Page, typed: str, only: str = "") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.evaluate("([typed, only]) => search(typed, only)", [typed, only])
    return found


def test_search_counts_what_holds_every_word(searched: Page, made_up_model: Model) -> None:
    makers = {
        "municipalities": municipality_entries,
        "prefectures": prefecture_entries,
        "systems": system_types,
        "cases": case_entries,
        "suppliers": suppliers,
    }
    texts = {
        name: [f"{fold(e.title)}\n{fold(e.note)}\n{fold(e.words)}" for e in make(made_up_model)]
        for name, make in makers.items()
    }
    chance = random.Random(3)
    everything = [text for found in texts.values() for text in found]
    for _ in range(SEARCHES):
        words = [
            chance.choice(chance.choice(everything).split())[: chance.randint(1, 4)]
            for _ in range(chance.randint(1, 2))
        ]
        counted = {group["name"]: group["total"] for group in find(searched, " ".join(words))}
        expected = {
            name: sum(all(holds(text, w) for w in words_of(" ".join(words))) for text in found)
            for name, found in texts.items()
        }
        assert counted == {name: count for name, count in expected.items() if count}, words


@pytest.mark.parametrize("typed", ["よこはまし", "ヨコハマシ", "ﾖｺﾊﾏｼ", "横浜市"])
def test_municipality_is_found_in_kanji_and_every_kana(searched: Page, typed: str) -> None:
    (group,) = find(searched, typed, "municipalities")
    assert group["entries"][0] == {"title": "横浜市", "note": "神奈川県", "address": "municipalities/14100/"}


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("大阪府大阪市", "大阪市"),
        ("大阪府泉南郡熊取町", "熊取町"),
        ("27100", "大阪市"),
        ("271004", "大阪市"),
        ("龍ヶ崎", "龍ケ崎市"),
        ("竜が崎市", "龍ケ崎市"),
        ("鶴ケ島", "鶴ヶ島市"),
        ("葛󠄀城市", "葛城市"),
        ("檜原村", "檜原村"),
        ("桧原村", "檜原村"),
        ("高﨑市", "高崎市"),
    ],
)
def test_municipality_is_found_however_its_name_is_written(searched: Page, typed: str, name: str) -> None:
    (group,) = find(searched, typed, "municipalities")
    assert group["entries"][0]["title"] == name


@pytest.mark.parametrize("typed", ["オンライン申請", "電子申請 費用", "電子申請 コスト", "LINE", "GIS", "エルタックス"])
def test_system_type_is_found_by_what_people_call_it(searched: Page, typed: str) -> None:
    (group,) = find(searched, typed, "systems")
    assert group["total"] > 0


def test_latin_word_is_found_at_its_start_only(searched: Page) -> None:
    titles = [entry["title"] for entry in find(searched, "LINE", "systems")[0]["entries"]]
    assert titles == ["SNS連携ツール"], "LINE is no part of Online application"


def test_case_with_known_costs_is_found_by_them(searched: Page, made_up_model: Model) -> None:
    known = [c for c in made_up_model.cases if c["annual_cost_band"] is not None or c["initial_cost_band"] is not None]
    (group,) = find(searched, "コスト", "cases")
    assert len(known) <= group["total"] < len(made_up_model.cases)


def test_title_that_begins_with_the_words_comes_first(searched: Page) -> None:
    titles = [entry["title"] for entry in find(searched, "川", "municipalities")[0]["entries"]]
    starts = [title.startswith("川") for title in titles]
    assert starts == sorted(starts, reverse=True) and starts[0]


def test_supplier_leads_to_its_cases(searched: Page) -> None:
    (group,) = find(searched, "株式会社", "suppliers")
    assert group["entries"][0]["address"].startswith("cases/?q=%E")


def test_nothing_typed_finds_nothing(searched: Page) -> None:
    assert find(searched, " 　") == []


def test_list_is_written_once_for_all(made_up_model: Model, tmp_path: Path) -> None:
    write_search(made_up_model, tmp_path, PAGE_KINDS, [])
    first = (tmp_path / "search.json").read_bytes()
    write_search(made_up_model, tmp_path, PAGE_KINDS, [])
    assert (tmp_path / "search.json").read_bytes() == first
