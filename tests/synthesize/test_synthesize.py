"""Made-up data: every choice and every kind of empty, within the rules, never mistaken for real."""

import csv
import hashlib
from collections import defaultdict
from pathlib import Path

import pytest

from made.country import read_country
from made.synthesize import EMPTY_TABLES, MARKER, FolderNotEmpty, synthesize
from pipeline.check import check_data
from pipeline.read.source_files import find_files
from pipeline.schemas import Field, Schema, source_schemas

Row = dict[str, str]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("synthetic") / "data"
    synthesize(60, 1, folder)
    return folder


@pytest.fixture(scope="module")
def tables(data: Path) -> dict[str, list[Row]]:
    return read_tables(data)


@pytest.fixture(scope="module")
def many_tables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Row]]:
    folder = tmp_path_factory.mktemp("many") / "data"
    synthesize(1000, 1, folder)
    return read_tables(folder)


def read_tables(data: Path) -> dict[str, list[Row]]:
    rows: dict[str, list[Row]] = defaultdict(list)
    for schema, path in find_files(data):
        with path.open(encoding="utf-8-sig", newline="") as file:
            edition = path.relative_to(data).with_suffix("").parts[1:2]
            rows[schema.name] += [{"edition": "".join(edition)} | row for row in csv.DictReader(file)]
    return rows


def file_hashes(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def cells(rows: list[Row], f: Field) -> set[str]:
    return {value for row in rows for value in row[f.name].split(";")}


WRITTEN = [s for s in source_schemas().values() if not s.files.startswith("codes/") and s.name not in EMPTY_TABLES]
WITH_ANSWERS = [s for s in WRITTEN if any(f.is_answer for f in s.fields)]


def test_every_table_of_the_data_folder_has_a_file(data: Path) -> None:
    assert {schema.name for schema, _ in find_files(data)} == set(source_schemas())


@pytest.mark.parametrize("schema", WRITTEN, ids=lambda s: s.name)
def test_every_choice_of_every_enumeration_occurs(schema: Schema, tables: dict[str, list[Row]], data: Path) -> None:
    country = read_country(data / "codes")
    partly = {
        "municipalities",
        "sources",
        "demand_surveys",
        "schemes",
        "subsidy_rules",
        *(["system_types"] if schema.files.startswith("official/") else []),
    }
    closed = [f for f in schema.fields if f.code_table not in partly]
    missing = {f.name: set(country.choices(f)) - cells(tables[schema.name], f) for f in closed}
    assert not {name: values for name, values in missing.items() if values}


@pytest.mark.parametrize("schema", WITH_ANSWERS, ids=lambda s: s.name)
def test_every_answer_is_empty_in_every_way_and_answered_too(schema: Schema, many_tables: dict[str, list[Row]]) -> None:
    for f in (f for f in schema.fields if f.is_answer):
        found = cells(many_tables[schema.name], f)
        assert set(schema.missing) <= found, f.name
        assert found - set(schema.missing), f.name


def test_sixty_cases_are_enough_for_every_kind_of_empty(tables: dict[str, list[Row]]) -> None:
    rare = {"システム名", "参加自治体数"}  # few cases may leave these out
    for f in (f for f in source_schemas()["survey_cases"].fields if f.is_answer and f.name not in rare):
        assert cells(tables["survey_cases"], f) >= {"", "×", "-", "…"}, f.name


def test_a_case_known_only_to_exist_has_no_answer_at_all(tables: dict[str, list[Row]]) -> None:
    answers = [f.name for f in source_schemas()["survey_cases"].fields if f.is_answer]
    known = [row for row in tables["survey_cases"] if row["確度"] == "存在のみ"]
    assert known
    assert {row[name] for row in known for name in answers} == {"…"}


def test_counts_agree_with_rosters_in_every_scope(tables: dict[str, list[Row]], data: Path) -> None:
    country = read_country(data / "codes")
    listed = defaultdict(list)
    for row in tables["participations"]:
        listed[row["edition"], row["事例ID"]].append(row["市区町村コード"])
    for case in tables["survey_cases"]:
        whole = len(country.municipalities[case["事例ID"][:2]])
        count, roster = case["参加自治体数"], listed[case["edition"], case["事例ID"]]
        assert agrees(case["名簿の範囲"], count, len(roster), whole), case["事例ID"]
        assert len(set(roster)) == len(roster)


def agrees(scope: str, count: str, listed: int, whole: int) -> bool:
    at_most_all = not count.isdigit() or int(count) <= whole
    return (
        at_most_all
        and {
            "全市区町村": count == str(whole) and listed == 0,
            "全部": count == str(listed),
            "一部": listed > 0 and (not count.isdigit() or listed <= int(count)),
            "なし": listed == 0,
        }[scope]
    )


def test_participants_lie_in_the_prefecture_of_their_case(tables: dict[str, list[Row]]) -> None:
    assert all(row["事例ID"][:2] == row["市区町村コード"][:2] for row in tables["participations"])


def test_a_thousand_cases_name_all_1741_municipalities(many_tables: dict[str, list[Row]]) -> None:
    assert len({row["市区町村コード"] for row in many_tables["participations"]}) == 1741
    assert len({row["事例ID"] for row in many_tables["survey_cases"]}) == 1000


def test_both_editions_hold_cases_and_some_case_stands_in_both(tables: dict[str, list[Row]]) -> None:
    editions = defaultdict(set)
    for row in tables["survey_cases"]:
        editions[row["edition"]].add(row["事例ID"])
    assert set(editions) == {"2024-01-31", "rolling"}
    assert editions["2024-01-31"] & editions["rolling"]


def test_nothing_of_the_reference_edition_happens_after_its_date(tables: dict[str, list[Row]]) -> None:
    survey = [(r["導入年"], r["導入月"]) for r in tables["survey_cases"] if r["edition"] == "2024-01-31"]
    joined = [(r["参加年"], r["参加月"]) for r in tables["participations"] if r["edition"] == "2024-01-31"]
    dated = [(int(y), int(m) if m.isdigit() else 1) for y, m in survey + joined if y.isdigit()]
    assert max(dated) <= (2024, 1)


def test_prefectures_that_procure_together_procure_the_same_system(tables: dict[str, list[Row]]) -> None:
    groups = defaultdict(list)
    for row in tables["survey_cases"]:
        groups[row["共同調達グループ"]].append((row["事例ID"][:2], row["システム種別"]))
    del groups[""]
    assert groups
    assert all(len({t for _, t in rows}) == 1 for rows in groups.values())
    assert any(len({prefecture for prefecture, _ in rows}) > 1 for rows in groups.values())


def test_no_official_count_is_smaller_than_the_matching_cases(tables: dict[str, list[Row]]) -> None:
    official = {row["システム種別"]: int(row["公表件数"]) for row in tables["official_case_counts"]}
    matched: dict[str, int] = defaultdict(int)
    for row in tables["survey_cases"]:
        matched[row["システム種別"]] += row["公表一覧との対応"] == "一致"
    assert sum(matched.values()) > 0
    assert all(matched[name] <= count for name, count in official.items())


def test_the_same_seed_writes_the_same_bytes_and_another_seed_does_not(data: Path, tmp_path: Path) -> None:
    synthesize(60, 1, tmp_path / "again")
    synthesize(60, 2, tmp_path / "other")
    assert file_hashes(tmp_path / "again") == file_hashes(data)
    assert file_hashes(tmp_path / "other") != file_hashes(data)


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "sources.csv").write_text("mine", encoding="utf-8")
    with pytest.raises(FolderNotEmpty):
        synthesize(1, 1, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["sources.csv"]


def test_made_up_data_says_so_in_a_marker_file_in_every_source_and_in_every_row(
    data: Path, tables: dict[str, list[Row]]
) -> None:
    assert "合成データ" in (data / MARKER).read_text(encoding="utf-8")
    assert all("合成データ" in row["標題"] and row["発行者"] == "合成データ" for row in tables["sources"])
    assert all("合成データ" in row["備考"] for row in tables["survey_cases"])


def test_the_check_finds_nothing_to_mend(tmp_path: Path) -> None:
    synthesize(200, 1, tmp_path / "data")
    assert check_data(tmp_path / "data").problems == []
