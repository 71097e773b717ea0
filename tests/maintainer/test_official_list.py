"""A made-up list of all 245 official cases, in the form of the official screens, taken into a copy of the record."""

import csv
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

import pytest
from openpyxl import Workbook

from pipeline.check import check_data
from pipeline.maintain.importer import Taken, read_map, take_file, write_taken
from pipeline.paths import ROOT

EDITION = "2024-01-31"
HEADER = [
    "システム分類", "システム名", "都道府県名", "サービス名", "導入時期", "参加自治体数", "参加自治体人口数",
    "参加自治体職員数", "初期費用規模", "年間運用費用規模", "国の補助金", "都道府県の負担", "費用按分の基準", "事業者選定方法",
]  # fmt: skip
# Every way in which the screens write a value, or none.
COSTS = cycle(["-", "0", "×", "5百万未満", "", "1億-5億", "1千万-3千万"])
ANSWERS = cycle([
    ["12 万人", "1.3 千人", "なし", "あり", "人口割,均等割", "一般競争入札（総合評価落札方式）"],
    ["88万人", "11.6千人", "×", "-", "その他", "随意契約（プロポーザル方式[企画競争]）"],
    ["-", "×", "", "なし", "", "-"],
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
                next(COSTS), next(COSTS), *answers[2:],
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
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in [HEADER, *_official_rows(data)]:
        sheet.append(row)
    book.save(data.parent / "official.xlsx")
    mapping = read_map(ROOT / "build" / "import_maps" / "official_list.csv")
    taken = take_file(data.parent / "official.xlsx", mapping, data, EDITION)
    write_taken(taken)
    return Import(taken, data, before, {case["事例ID"]: case for case in _cases(data)})


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
