"""The pages for decisions: each reader walks from home to the answer in three steps, and unknown is never no."""

import csv
import gzip
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urldefrag, urljoin

import pytest

from made.model import IDENTITY, model_of
from made.small import TABLES
from made.small_decisions import EVENTS, SCHEMES, STATEMENTS, STEPS
from pipeline.pages.charts import ChartBook
from pipeline.pages.decision_pages import calendar, contract_years
from pipeline.pages.model import Model
from pipeline.pages.page import Inputs
from pipeline.pages.registry import PAGES

PAGES_FOR_DECISIONS = ("join/", "costs/", "schemes/", "demand/", "renewals/")
STEPS_AT_MOST = 3
TOWN_BYTES, TOWN_GZIPPED_BYTES = 12_000, 6_000


class _Links(HTMLParser):
    """The addresses that a page links, and its text without marks."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.hrefs: list[str] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hrefs += [value for name, value in attrs if tag == "a" and name == "href" and value]

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def _walk(site: Path, *addresses: str) -> str:
    """Go from home to each address in turn by a link of the page before; give the text of the last."""
    here = ""
    assert len(addresses) <= STEPS_AT_MOST
    for address in addresses:
        links = _Links((site / here / "index.html").read_text(encoding="utf-8"))
        assert address in {urljoin(f"/{here}", urldefrag(href).url)[1:] for href in links.hrefs}, (here, address)
        here = address
    text = (
        " ".join(_Links((site / here / "index.html").read_text(encoding="utf-8")).words) if here.endswith("/") else ""
    )
    return re.sub(r"\s+", " ", text)


def test_town_finds_that_it_takes_part_in_chat_and_what_it_could_join(built_site: Path) -> None:
    town = _walk(built_site, "municipalities/", "municipalities/27215/")
    assert "LoGoチャット" in town and "ビジネスチャットツール・2021年から参加" in town
    assert "参加しているか分からない共同調達" in town and "窓口：大阪府" in town and "電話番号は未収録" in town
    assert "・後から加わった団体がある・費用、加わる決まりは分からない" in town
    assert "施設予約システム・共同調達は2002年から・後から加わった記録はない・加わる決まり、窓口は分からない" in town
    assert "校務支援システム（和歌山県）" in town and "導入していないという意味ではありません" in town


def test_town_page_stays_light(built_site: Path) -> None:
    pages = [path.read_bytes() for path in (built_site / "municipalities").glob("*/index.html")]
    assert max(map(len, pages)) < TOWN_BYTES
    heaviest = sorted(pages, key=len)[-20:]
    assert max(len(gzip.compress(page)) for page in heaviest) < TOWN_GZIPPED_BYTES


def test_prefecture_finds_how_documents_are_procured_and_whom_to_call(built_site: Path) -> None:
    case = _walk(built_site, "prefectures/", "prefectures/27/", "cases/27-0005/")
    assert "後乗り" in case and "GovTech大阪" in case and "費用の規模は未収録" in case
    assert "03-5253-5111" in case and "電話番号は未収録" in case


def test_prefecture_sees_every_system_type_in_one_table(built_site: Path) -> None:
    page = _walk(built_site, "prefectures/", "prefectures/27/")
    table = page[page.index("システム種別ごとの状況と、次の候補") : page.index("加わる・新しく始める")]
    types = list(csv.DictReader((built_site / "data/latest/system_types.csv").open(encoding="utf-8-sig")))
    assert all(row["system_type"] in table for row in types)
    cloud = table[table.index("自治体情報セキュリティクラウド") :]
    assert "44" in cloud and "未確認の 30 のうち 27 にある" in cloud
    assert (
        "17 / 43" in table and "0円〜56,819円" in table and "課題： 神奈川県" in table and "体制： GovTech大阪" in table
    )
    _walk(built_site, "prefectures/", "prefectures/27/", "downloads/prefecture_standings/")


def test_vendor_takes_away_the_demand_of_a_region(built_site: Path) -> None:
    _walk(built_site, "demand/", "data/latest/demand_by_region.csv")
    file = built_site / "data" / "latest" / "demand_by_region.csv"
    rows = [row for row in csv.DictReader(file.open(encoding="utf-8-sig")) if row["region"] == "近畿"]
    assert len({row["system_type_code"] for row in rows}) == len(rows) > 20
    chat = next(row for row in rows if row["system_type_code"] == "business-chat")
    assert int(chat["regional_statement_count"]) >= 2 and int(chat["open_municipality_count"]) > 0


# --- on made-up data --------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def charts(tmp_path_factory: pytest.TempPathFactory) -> ChartBook:
    return ChartBook(tmp_path_factory.mktemp("charts"))


def _shown(address: str, model: Model, charts: ChartBook) -> str:
    page = next(page for page in PAGES if page.address == address)
    return page.render(Inputs(model, IDENTITY, charts))[0]


def test_pages_without_records_say_that_nothing_is_recorded(charts: ChartBook) -> None:
    empty = model_of({path: [] for path in TABLES if path.startswith(("demand/", "schemes/"))})
    shown = {address: _shown(address, empty, charts) for address in PAGES_FOR_DECISIONS}
    assert "まだ収録していません" in shown["join/"] and "補助の規則は未収録です" in shown["join/"]
    assert "調査の収録なし" in shown["demand/"] and "希望がないという意味ではありません" in shown["demand/"]


def test_votes_stand_without_share_and_bodies_with_what_they_are_out_of(charts: ChartBook) -> None:
    shown = _shown("demand/", model_of(), charts)
    assert "大阪府" in shown and "課題「人が足りない」5票</li>" in shown
    assert "希望「予約のシステム」3団体（4のうち）" in shown
    assert TABLES[STATEMENTS][1]["単位"] == "票"


def test_calendar_counts_back_from_the_year_of_the_contract() -> None:
    model = model_of()
    (first, *_) = calendar(model.tables["scheme_steps"], IDENTITY.data_time.date())
    year = contract_years(IDENTITY.data_time.date())[0]
    assert first["dates"][0] == f"{year - 1}年4月"
    assert calendar(model.tables["scheme_steps"], IDENTITY.data_time.date())[1]["dates"][0] == f"{year}年2月"
    assert len(TABLES[STEPS]) == len(model.tables["scheme_steps"])


def test_computed_end_is_called_computed(charts: ChartBook) -> None:
    procured = [{**TABLES[EVENTS][0], "種類": "調達", "年数": "5"}]
    shown = _shown("renewals/", model_of({EVENTS: procured}), charts)
    assert "2026年4月" in shown and "出典に書かれた日ではない" in shown


def test_cost_that_covers_other_systems_is_marked(charts: ChartBook) -> None:
    assert "ほかのシステムを含む" not in _shown("costs/", model_of(), charts)
    shared = {
        **TABLES["schemes/case_amounts.csv"][0],
        "種類": "年間運用費用の規模",
        "ほかに含むシステム種別": "AI-OCR",
    }
    assert "ほかのシステムを含む" in _shown("costs/", model_of({"schemes/case_amounts.csv": [shared]}), charts)


def test_scheme_without_words_of_a_rule_does_not_claim_one(charts: ChartBook) -> None:
    shown = _shown("join/", model_of(), charts)
    assert "規則の文言は読めていません" in shown and TABLES[SCHEMES][0]["後からの参加"] in shown
