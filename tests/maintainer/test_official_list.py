"""A made-up list of all 245 official cases, in the form of the official screens, taken into a copy of the record."""

import csv
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import cycle, islice
from pathlib import Path

import pytest
from openpyxl import Workbook

from pipeline.check import check_data
from pipeline.maintain.importer import Taken, read_map, take_file, write_taken
from pipeline.paths import ROOT
from pipeline.verify import DataNeedMending, make_tables

EDITION = "2024-01-31"
HEADER = [
    "システム分類", "システム名", "都道府県名", "サービス名", "導入時期", "参加自治体数", "参加自治体人口数",
    "参加自治体職員数", "初期費用規模", "年間運用費用規模", "国の補助金", "都道府県の負担", "費用按分の基準", "事業者選定方法",
]  # fmt: skip
DETAILS = [
    "担当", "連絡先", "システム環境種別", "都道府県への導入", "補助金名", "初期費用内訳", "年間運用費用内訳", "費用負担額の算定基準",
    "仕様書策定", "事業者選定", "契約締結", "入札説明書", "仕様書", "評価基準", "調達の経緯", "調達の効果", "共同調達の作業プロセス", "調達の課題",
]  # fmt: skip
# Every way in which the screens write a value, or none.
COSTS = cycle(["-", "0", "×", "5百万未満", "", "1億-5億", "1千万-3千万"])
ANSWERS = cycle([
    ["12 万人", "1.3 千人", "なし", "あり", "人口割,均等割", "一般競争入札（総合評価落札方式）"],
    ["88万人", "11.6千人", "×", "-", "その他", "随意契約（プロポーザル方式[企画競争]）"],
    ["-", "×", "", "なし", "", "-"],
])  # fmt: skip
DETAILED = cycle([
    ["見本課", "045-000-0000", "クラウドサービス", "あり", "", "", "利用料\n（追加は含まない）", "人口割", "協議会", "協議会", "都道府県", "否", "可",
     "否", "見本の経緯", "見本の効果", "①見本の作業\n②次の作業", ""],
    ["×", "-", "-", "×", "×", "-", "×", "", "-", "×", "", "-", "×", "", "×", "-", "", "×"],
])  # fmt: skip


def _table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def _cases(data: Path) -> list[dict[str, str]]:
    return [row for file in sorted((data / "survey" / EDITION).glob("*.csv")) for row in _table(file)]


def _official_rows(data: Path) -> Iterator[list[str]]:
    """Give each type as many rows as the screens count: first the prefectures that we have, under our names."""
    prefectures = {row["都道府県コード"]: row["都道府県名"] for row in _table(data / "codes" / "prefectures.csv")}
    totals = Counter(row["市区町村コード"][:2] for row in _table(data / "codes" / "municipalities.csv"))
    categories = {row["名称"]: row["区分"] for row in _table(data / "codes" / "system_types.csv")}
    for count in _table(data / "official" / EDITION / "case_counts_by_system_type.csv"):
        name, number = count["システム種別"], int(count["公表件数"])
        ours = [c for c in _cases(data) if (c["システム種別"], c["公表一覧との対応"]) == (name, "一致")]
        known = [(c["事例ID"][:2], c["サービス名"]) for c in ours if not name.startswith("その他")]
        others = [(code, "…") for code in prefectures if code not in {code for code, _ in known}]
        again = [(code, "…") for code in islice(prefectures, max(0, number - len(known) - len(others)))]
        for position, (code, service) in enumerate([*known, *others, *again][:number]):
            label = "その他システム" if name.startswith("その他") else name
            service = f"見本の{name}{position}" if service == "…" else service
            answers = next(ANSWERS)
            yield [
                categories[name], label, prefectures[code], service, "2021", str(totals[code]), *answers[:2],
                next(COSTS), next(COSTS), *answers[2:], *next(DETAILED),
            ]  # fmt: skip


@dataclass(frozen=True)
class Import:
    """What was taken, and the cases of the edition before and after."""

    taken: Taken
    data: Path
    before: dict[str, dict[str, str]]
    after: dict[str, dict[str, str]]


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Import:
    """Take the list into a copy of the project's own data without its releases."""
    data = tmp_path_factory.mktemp("official") / "data"
    shutil.copytree(ROOT / "data", data, ignore=shutil.ignore_patterns("releases"))
    before = {case["事例ID"]: case for case in _cases(data)}
    _save(data, *_official_rows(data))
    taken = _take(data)
    write_taken(taken)
    return Import(taken, data, before, {case["事例ID"]: case for case in _cases(data)})


def _save(data: Path, *rows: list[str]) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in [HEADER + DETAILS, *rows]:
        sheet.append(row)
    book.save(data.parent / "official.xlsx")


def _take(data: Path, is_right: bool = False) -> Taken:
    mapping = read_map(ROOT / "build" / "import_maps" / "official_details.csv")
    return take_file(data.parent / "official.xlsx", mapping, data, EDITION, is_right=is_right)


def test_every_row_of_the_official_list_lands_as_a_case_that_matches(done: Import) -> None:
    assert (done.taken.problems, len(done.taken.outcomes)) == ([], 245)
    counts = _table(done.data / "official" / EDITION / "case_counts_by_system_type.csv")
    official = {row["システム種別"]: int(row["公表件数"]) for row in counts}
    assert Counter(c["システム種別"] for c in done.after.values() if c["公表一覧との対応"] == "一致") == official
    assert check_data(done.data).problems == []


def test_nothing_of_ours_is_lost_and_what_differs_is_said(done: Import) -> None:
    kept = ("公表一覧との対応", "一致の根拠", "確度", "出典ID")
    lost = [
        (key, name)
        for key, case in done.before.items()
        for name, value in case.items()
        if value != "…" and name not in kept and done.after[key][name] != value
    ]
    assert lost == []
    assert any("14-0004" in outcome and "食い違い" in outcome for outcome in done.taken.outcomes)


def test_new_rows_that_may_be_cases_of_ours_are_listed(done: Import) -> None:
    unsure = [outcome for outcome in done.taken.outcomes if "確かめてください" in outcome]
    assert any("27-0003" in outcome for outcome in unsure)
    assert all("新しい事例" in outcome for outcome in unsure)


def test_fields_of_the_detail_screen_land_too_with_every_way_of_having_none(done: Import) -> None:
    new = [case for key, case in done.after.items() if key not in done.before]
    assert {case["入札説明書の提供"] for case in new} == {"否", "-"}
    assert {case["契約締結の主体"] for case in new} == {"都道府県", ""}
    assert {case["担当部署"] for case in new} == {"見本課", "×"}
    assert {case["作業プロセス"] for case in new} == {"(1) 見本の作業 / (2) 次の作業", ""}


def test_value_of_ours_that_was_wrong_is_replaced_when_asked_and_an_erratum_is_drafted(tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(ROOT / "data", data)
    case = next(case for case in _cases(data) if case["事例ID"] == "14-0004")
    known = {
        "システム分類": "事業部門",
        "システム名": case["システム種別"],
        "都道府県名": "神奈川県",
        "サービス名": case["サービス名"],
    }
    _save(data, [known.get(name, "12" if name == "参加自治体数" else "…") for name in HEADER + DETAILS])
    assert _take(data).files == {}
    taken = _take(data, is_right=True)
    write_taken(taken)
    assert "「11」を「12」に書きかえます" in taken.outcomes[0]
    with pytest.raises(DataNeedMending) as found:
        make_tables(data, check_data(data), date(2026, 12, 1))
    assert [",cases,14-0004,値,participant_count,11,12," in p.fix for p in found.value.problems] == [True]
