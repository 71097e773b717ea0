"""The question of the home page: a town and a system get one sentence; without JavaScript two lists lead on."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

Open = Callable[..., Page]


def ask(page: Page, town: str, system: str) -> str:
    page.select_option("#prefecture", town[:2])
    expect(page.locator(f'#town option[value="{town}"]')).to_be_attached()
    page.select_option("#town", town)
    page.select_option("#system", system)
    sentence = page.locator(".answer__sentence")
    expect(sentence).to_be_visible()
    return sentence.inner_text()


@pytest.mark.parametrize(
    ("town", "system", "words"),
    [
        ("27100", "facility-reservation", "に参加しています。"),
        ("27100", "e-contract", "大阪市は参加していません。"),
        ("14100", "gis", "共同調達の回答がありません"),
    ],
)
def test_town_and_system_get_one_sentence(open_page: Open, town: str, system: str, words: str) -> None:
    assert words in ask(open_page(""), town, system)


def test_answer_names_cost_contact_and_the_way_on(open_page: Open) -> None:
    page = open_page("")
    ask(page, "14100", "facility-reservation")
    assert {"年間の費用（全体）", "契約する人", "聞く相手"} <= set(page.locator(".answer dt").all_inner_texts())
    expect(page.locator('.answer a[href="tel:0452103325"]')).to_be_visible()
    addresses = [link.get_attribute("href") or "" for link in page.locator(".answer__way a").all()]
    assert [re.sub(r".*?//[^/]+/", "", address) for address in addresses] == [
        "municipalities/14100/",
        "prefectures/14/",
        "systems/facility-reservation/",
    ]


def test_home_without_javascript_leads_on_by_two_lists(open_page: Open) -> None:
    page = open_page("", javascript=False)
    expect(page.locator("#question")).to_be_hidden()
    assert page.locator('.home__lists a[href^="municipalities/#p"]').count() == 47
    assert page.locator('.home__lists a[href^="systems/"]').count() == 25
