"""Which changes of what people write are corrections, and which only add, take back, book or follow."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from made.small import EVIDENCE_OSAKA, ROSTER_OSAKA, SURVEY_OSAKA, TABLES, made_files
from pipeline.history.changes import ROW_ADDED, ROW_REMOVED, TABLE_ADDED, TABLE_REMOVED, VALUE, Change
from pipeline.history.corrections import correction_of_erratum, kind_in_errata, least_severity
from pipeline.history.reused_ids import reused_ids
from pipeline.history.source_changes import JudgedChange, compare_sources
from pipeline.history.source_rows import SourceTables, column_of, frozen_files, source_tables
from pipeline.history.statements import unsupported_statements
from pipeline.history.store import read_releases
from pipeline.history.versions import next_version
from pipeline.history.withdrawals import Withdrawal
from pipeline.read.source_files import SourceFile
from pipeline.rows import TextRow
from pipeline.schemas import Field, published_schemas, source_schemas

DATA = Path(__file__).resolve().parents[2] / "data"
SYSTEM_TYPES = "codes/system_types.csv"


def written(path: str, first: dict[str, str], *others: dict[str, str]) -> list[SourceFile]:
    """Give the made-up files with cells of the first rows of one of them changed."""
    rows = [dict(row) for row in TABLES[path]]
    for row, cells in zip(rows, (first, *others), strict=False):
        row.update(cells)
    return made_files({path: rows})


def without_row(path: str, place: int = 0) -> list[SourceFile]:
    rows = [*TABLES[path]]
    del rows[place]
    return made_files({path: rows})


def changed(before: list[SourceFile], after: list[SourceFile], *taken: Withdrawal) -> list[tuple[str, str, str]]:
    """Give table, column (the kind of a row) and nature of everything that changed."""
    found = compare_sources(source_tables(before), source_tables(after), taken)
    return [(j.change.table, j.change.column or j.change.kind, j.nature) for j in found]


@pytest.mark.parametrize(
    ("header", "before", "after", "nature"),
    [
        ("参加自治体数", "12", "14", "correction"),
        ("参加自治体数", "12", "×", "correction"),
        ("参加自治体数", "12", "", "correction"),
        ("参加自治体数", "…", "12", "update"),
        ("参加自治体数", "", "12", "update"),
        ("参加自治体数", "×", "12", "update"),
        ("参加自治体数", "…", "-", "update"),
        ("参加自治体数", "×", "", "correction"),
        ("参加自治体数", "", "…", "correction"),
        ("確度", "存在のみ", "公表", "update"),
        ("確度", "公表", "存在のみ", "correction"),
        ("公表一覧との対応", "不明", "一致", "update"),
        ("名簿の範囲", "一部", "全部", "update"),
        ("名簿の範囲", "一部", "なし", "correction"),
        ("備考", "甲", "乙", "remark"),
        ("システム種別", "AI-OCR", "施設予約システム", "correction"),
        ("補助金名", "共同化補助金", "共同化補助金;見本市交付金Type 1", "correction"),
        ("補助金名", "甲;乙", "乙;甲", "remark"),
        ("補助金名", "…", "共同化補助金", "update"),
        ("出典ID", "town-plan", "town-plan;press-2023", "update"),
        ("出典ID", "town-plan;press-2023", "town-plan", "correction"),
    ],
)
def test_nature_of_a_cell_of_a_case(header: str, before: str, after: str, nature: str) -> None:
    column = column_of(source_schemas()["survey_cases"].field_named(header))
    found = changed(written(SURVEY_OSAKA, {header: before}), written(SURVEY_OSAKA, {header: after}))
    assert found == [("cases", column, nature)]


def test_an_answer_is_read_by_its_meaning_and_not_by_its_wording() -> None:
    old, new = "施設予約システム", "公共施設予約システム"
    renamed = [replace(f, rows=[[new if c == old else c for c in row] for row in f.rows]) for f in made_files()]
    found = changed(made_files(), renamed)
    assert ("system_types", "system_type", "correction") in found
    assert not {table for table, _, _ in found} & {"cases", "official_case_counts", "official_presences"}


def test_a_list_may_grow_but_not_where_it_was_said_to_be_complete() -> None:
    shorter = without_row(ROSTER_OSAKA, 1)
    assert changed(shorter, made_files()) == [("participations", ROW_ADDED, "correction")]
    assert changed(made_files(), shorter) == [("participations", ROW_REMOVED, "correction")]
    part = without_row(ROSTER_OSAKA, 2)
    assert changed(part, made_files()) == [("participations", ROW_ADDED, "update")]


def test_names_left_out_because_all_take_part_are_no_correction() -> None:
    rows = [dict(row) for row in TABLES[SURVEY_OSAKA]]
    rows[1]["名簿の範囲"] = "全市区町村"
    after = made_files({SURVEY_OSAKA: rows, ROSTER_OSAKA: TABLES[ROSTER_OSAKA][:2]})
    assert set(changed(made_files(), after)) == {
        ("cases", "roster_scope", "update"),
        ("participations", ROW_REMOVED, "computed"),
    }


def test_rows_of_a_case_come_and_go_with_it() -> None:
    gone = made_files(
        {SURVEY_OSAKA: TABLES[SURVEY_OSAKA][1:], ROSTER_OSAKA: TABLES[ROSTER_OSAKA][2:], EVIDENCE_OSAKA: []}
    )
    natures = {(table, nature) for table, _, nature in changed(made_files(), gone)}
    assert ("cases", "correction") in natures and ("participations", "computed") in natures
    assert {nature for table, nature in natures if table != "cases"} == {"computed"}
    back = {(table, nature) for table, _, nature in changed(gone, made_files())}
    assert {nature for table, nature in back if table == "cases"} == {"update"}
    assert {nature for table, nature in back if table != "cases"} == {"computed"}


def test_what_is_withdrawn_is_no_correction() -> None:
    taken = Withdrawal("W0001", "2026-01-01", "列", "", "", "27-0001", "participant_count", "理由", "残す")
    edited = written(SURVEY_OSAKA, {"参加自治体数": "3", "導入年": "2016"})
    assert changed(made_files(), edited, taken) == [
        ("cases", "introduced_year", "correction"),
        ("cases", "participant_count", "withdrawal"),
    ]


def test_order_and_bookkeeping_ask_for_no_erratum() -> None:
    places = [{"並び順": str(place)} for place in (4, 3, 2, 1)]
    reordered = written(SYSTEM_TYPES, *places)
    assert set(changed(made_files(), reordered)) == {("system_types", "sort_order", "remark")}
    rows = [dict(row) for row in TABLES[SYSTEM_TYPES]]
    for row in rows[1:]:
        row["並び順"] = str(int(row["並び順"]) + 1)
    new = dict(rows[0], 種別コード="new", 名称="新しいシステム", 並び順="2")
    inserted = made_files({SYSTEM_TYPES: [rows[0], new, *rows[1:]]})
    natures = {nature for _, _, nature in changed(made_files(), inserted)}
    assert natures == {"remark", "update"}


def test_rows_that_move_in_their_file_are_no_change() -> None:
    assert changed(made_files(), made_files({SURVEY_OSAKA: [*TABLES[SURVEY_OSAKA]][::-1]})) == []


def released() -> SourceTables:
    return read_releases(DATA)[0].source


def statements(schema_fields: tuple[Field, ...], key: tuple[str, ...]) -> Iterator[Field]:
    """List the columns that state something: neither key nor bookkeeping."""
    yield from (f for f in schema_fields if f.name not in key and not f.is_bookkeeping)


@pytest.mark.parametrize("name", [s.name for s in source_schemas().values() if not s.is_bookkeeping])
def test_an_edited_row_of_every_table_is_a_correction_that_an_erratum_can_tell(name: str) -> None:
    schema = source_schemas()[name]
    files = frozen_files(DATA)
    file = next(f for f in files if f.table == name and f.rows)
    fields = statements(schema.fields, schema.primary_key)
    edits = [p for p in map(schema.fields.index, fields) if file.rows[0][p] not in schema.missing]
    edited = replace(file, rows=[[*file.rows[0]], *file.rows[1:]])
    for place in edits:
        edited.rows[0][place] = "7" if schema.fields[place].type != "string" else "別の値"
    found = compare_sources(source_tables(files), source_tables([edited if f is file else f for f in files]))
    assert edits and {j.nature for j in found} <= {"correction", "update"}
    assert "correction" in {j.nature for j in found}
    for change in (j.change for j in found):
        row = {"table": change.table, "edition": change.edition, "key": change.key, "kind": kind_in_errata(change)}
        told = row | {"column": change.column, "wrong_value": change.before, "right_value": change.after}
        assert change.key and correction_of_erratum(told) == change


def test_every_table_that_states_something_is_published() -> None:
    published = published_schemas().values()
    gathered = {name for schema in published for name in schema.descriptor.get("gathers", ())}
    stating = {schema.published_as for schema in source_schemas().values() if not schema.is_bookkeeping}
    assert stating <= gathered | {schema.name for schema in published}


def test_a_column_that_comes_goes_or_is_renamed_is_no_correction(tmp_path: Path) -> None:
    source = tmp_path / "source" / "codes"
    source.mkdir(parents=True)
    text = "\ufeff名称,前の英語名,公表画面の用語,並び順,なくなった列\n都道府県,Prefecture,はい,1,x\n"
    (source / "bodies.csv").write_text(text, encoding="utf-8")
    (source / "environments.csv").write_text("\ufeff前の名称,英語名\nクラウドサービス,Cloud\n", encoding="utf-8")
    before = source_tables(frozen_files(tmp_path / "source"))
    bodies = [{"名称": "都道府県", "英語名": "Prefecture", "公表画面の用語": "はい", "並び順": "1"}]
    found = compare_sources(before, source_tables(made_files({"codes/bodies.csv": bodies})))
    natures = {(j.change.table, j.change.column): j.nature for j in found}
    assert natures["bodies", "body_en"] == "update"
    assert "correction" not in natures.values()


def test_released_source_rows_say_what_release_1_0_0_published() -> None:
    """Every answer of every case: the source rows were kept later than the tables, from the same commit."""
    release, survey = read_releases(DATA)[0], source_schemas()["survey_cases"]
    cases = release.table("cases").rows
    assert {key: row["system_type_code"] for key, row in cases.items()} == {
        key: row.cells["system_type_code"] for key, row in released()["cases"].rows.items()
    }
    single = [f for f in survey.fields if f.is_answer and not f.is_multiple and f.type != "number"]
    for key, row in released()["cases"].rows.items():
        said = {f.column: row.cells[f.column] for f in single}
        published = {f.column: cases[key][f.column] for f in single}
        assert published == {c: "" if value in survey.missing else value for c, value in said.items()}


@pytest.mark.parametrize(
    ("changes", "version"),
    [
        ([("cases", ROW_REMOVED, "correction")], "2.0.0"),
        ([("cases", ROW_ADDED, "update")], "1.5.0"),
        ([("cases", VALUE, "correction")], "1.4.3"),
        ([("cases", VALUE, "remark")], "1.4.3"),
        ([("case_subsidies", ROW_REMOVED, "correction")], "1.4.3"),
        ([("case_totals", TABLE_REMOVED, "structure")], "2.0.0"),
        ([("case_totals", TABLE_ADDED, "structure")], "1.5.0"),
        ([("cases", ROW_REMOVED, "computed"), ("cases", VALUE, "computed")], "1.4.3"),
    ],
)
def test_version_rises_with_what_changed(changes: list[tuple[str, str, str]], version: str) -> None:
    judged = [JudgedChange(Change(table, kind), nature) for table, kind, nature in changes]
    assert next_version("1.4.2", judged) == version


@pytest.mark.parametrize(
    ("column", "wrong", "right", "effects", "least"),
    [
        ("service_name", "甲", "乙", [], "軽微"),
        ("service_name", "10", "1000", [], "軽微"),
        ("service_name", "甲", "乙", [{"table": "coverage"}], "一般"),
        ("participant_count", "12", "14", [], "一般"),
        ("participant_count", "12", "140", [], "重大"),
        ("participant_count", "12", "1", [], "重大"),
        ("participant_count", "12", "0", [], "重大"),
        ("introduced_month", "1", "12", [], "一般"),
        ("environment", "甲", "乙", [], "一般"),
        ("participant_count", "12", "14", [{"table": "case_totals"}], "重大"),
    ],
)  # fmt: skip
def test_least_severity(column: str, wrong: str, right: str, effects: list[TextRow], least: str) -> None:
    assert least_severity(Change("cases", VALUE, "2024-01-31", "27-0001", column, wrong, right), effects) == least


def test_a_row_is_no_text() -> None:
    assert least_severity(Change("cases", ROW_REMOVED, "2024-01-31", "27-0001"), []) == "一般"


OTHER = {"システム種別": "AI-OCR", "サービス名": "別のサービス", "導入年": "2020"}


@pytest.mark.parametrize(
    ("cells", "is_reused"),
    [
        (OTHER, True),
        ({**OTHER, "サービス名": "はまなび予約"}, False),
        ({**OTHER, "システム種別": "施設予約システム"}, False),
        ({"システム種別": "AI-OCR"}, False),
    ],
)
def test_a_released_number_is_not_given_to_another_case(cells: dict[str, str], is_reused: bool) -> None:
    released, now = source_tables(made_files()), source_tables(written(SURVEY_OSAKA, cells))
    problems = list(reused_ids([("1.0.0", released)], now, "data"))
    assert [(p.value, "27-0003" in p.fix) for p in problems] == ([("27-0001", True)] if is_reused else [])


@pytest.mark.parametrize(
    ("cells", "is_reused"), [({"サービス名": "別のサービス"}, True), ({"事業者名": "見本商会"}, False)]
)
def test_the_number_of_a_case_that_is_gone_may_only_come_back_with_it(cells: dict[str, str], is_reused: bool) -> None:
    history = [("1.0.0", source_tables(made_files())), ("2.0.0", source_tables(without_row(SURVEY_OSAKA)))]
    problems = list(reused_ids(history, source_tables(written(SURVEY_OSAKA, cells)), "data"))
    assert [p.value for p in problems] == (["27-0001"] if is_reused else [])


def unsupported(after: list[SourceFile]) -> list[tuple[str, str | None]]:
    before, now = source_tables(made_files()), source_tables(after)
    found = unsupported_statements(compare_sources(before, now), before, now, "data")
    return [(p.path, p.column) for p in found]


@pytest.mark.parametrize(("sign", "is_statement"), [("", True), ("×", True), ("-", True), ("見本商会", False)])
def test_a_sign_for_how_the_prefecture_answered_needs_a_source(sign: str, is_statement: bool) -> None:
    edited = {"事業者名": sign}
    assert unsupported(written(SURVEY_OSAKA, edited)) == [(f"data/{SURVEY_OSAKA}", "事業者名")] * is_statement
    assert unsupported(written(SURVEY_OSAKA, {**edited, "出典ID": "town-plan;press-2023"})) == []
    rows = [{"事例ID": "27-0001", "項目": "事業者名", "値": "記載なし", "出典ID": "press-2023", "採否": "採用"}]
    evidence = made_files({EVIDENCE_OSAKA: [*TABLES[EVIDENCE_OSAKA], *rows]})
    survey = [f for f in written(SURVEY_OSAKA, edited) if f.path == SURVEY_OSAKA]
    assert unsupported([*(f for f in evidence if f.path != SURVEY_OSAKA), *survey]) == []
