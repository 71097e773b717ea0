"""What differs between two states of the tables, and that replaying it leads from the one to the other."""

import random
import shutil
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.history.changes import Change, compare
from pipeline.history.comparison import current_tables
from pipeline.history.store import Release, read_releases
from pipeline.history.tables import FOLLOWED_ROLES, Description, TableRows, Tables, followed_schemas
from pipeline.history.writing import write_release
from pipeline.identity import read_identity
from pipeline.rows import TextRow
from pipeline.schemas import published_schemas, source_schemas
from releases.record import Record
from releases.replaying import replay, start_of_replay

KEY = ("edition", "id")


def table(
    rows: list[TextRow], columns: tuple[str, ...] = ("edition", "id", "value"), name: str = "things"
) -> TableRows:
    description = Description(name, "record", KEY, dict.fromkeys(columns, "string"))
    full = [{column: row.get(column, "") for column in columns} for row in rows]
    return TableRows(description, {description.key_of(row): row for row in full})


def row(key: str, **cells: str) -> TextRow:
    return {"edition": "e", "id": key, **cells}


def changed(before: TableRows, after: TableRows) -> list[Change]:
    return compare({"things": before}, {"things": after})


def test_a_changed_cell_is_one_change() -> None:
    assert changed(table([row("1", value="a")]), table([row("1", value="b")])) == [
        Change("things", "value", "e", "1", "value", "a", "b")
    ]


def test_a_new_row_is_told_by_its_filled_cells() -> None:
    assert changed(table([]), table([row("1", value="")])) == [
        Change("things", "row_added", "e", "1", "edition", "", "e"),
        Change("things", "row_added", "e", "1", "id", "", "1"),
    ]


def test_a_removed_row_keeps_what_it_said() -> None:
    assert Change("things", "row_removed", "e", "1", "value", "a", "") in changed(
        table([row("1", value="a")]), table([])
    )


def test_a_column_of_another_unit_means_something_else() -> None:
    before, after = table([]), table([])
    after.description.meanings["value"] = "integer 人"
    assert changed(before, after) == [Change("things", "meaning_changed", "", "", "value", "string", "integer 人")]


def test_rows_of_a_table_with_another_key_are_not_compared() -> None:
    before = table([row("1", value="a")])
    after = TableRows(Description("things", "record", ("id",), before.description.meanings), {("", "1"): row("1")})
    assert changed(before, after) == [Change("things", "meaning_changed", before="edition;id", after="id")]


@pytest.mark.parametrize("kind", ["added", "removed"])
def test_a_table_that_comes_or_goes_is_one_change(kind: str) -> None:
    full = {"things": table([row("1", value="a"), row("2", value="b")])}
    states = ({}, full) if kind == "added" else (full, {})
    assert compare(*states) == [Change("things", f"table_{kind}")]


@pytest.mark.parametrize("kind", ["added", "removed"])
def test_a_column_that_comes_or_goes_is_one_change(kind: str) -> None:
    narrow, wide = table([row("1")], KEY), table([row("1", value="a")])
    states = (narrow, wide) if kind == "added" else (wide, narrow)
    assert changed(*states) == [Change("things", f"column_{kind}", column="value")]


def test_a_new_row_of_a_table_with_a_new_column_is_told_whole() -> None:
    assert Change("things", "row_added", "e", "2", "value", "", "b") in changed(
        table([row("1")], KEY), table([row("1", value="a"), row("2", value="b")])
    )


CELLS = st.sampled_from(["", "a", "b", "1", "長い;値", "改\n行"])
ROWS = st.dictionaries(st.sampled_from(["1", "2", "3", "4;x"]), st.tuples(CELLS, CELLS, CELLS), max_size=4)
COLUMNS = st.sets(st.sampled_from(["p", "q", "r"]), max_size=3)


@st.composite
def states(draw: st.DrawFn) -> Tables:
    """Make any state of up to three tables: rows, columns and whole tables come and go."""
    tables = {}
    for name in draw(st.sets(st.sampled_from(["one", "two", "three"]))):
        columns = (*KEY, *sorted(draw(COLUMNS)))
        rows = [row(key, p=p, q=q, r=r) for key, (p, q, r) in draw(ROWS).items()]
        tables[name] = table(rows, columns, name)
    return tables


@given(st.lists(states(), min_size=2, max_size=6))
@settings(max_examples=200, deadline=None)
def test_replaying_the_changes_between_any_states_gives_the_last(history: list[Tables]) -> None:
    replayed = start_of_replay(history[0])
    for before, after in pairwise(history):
        replay(replayed, compare(before, after), after)
    assert replayed == start_of_replay(history[-1])


def edit_anything(record: Record, luck: random.Random) -> None:
    """Do to the survey what a maintainer may do: another answer, no answer, a case more, a case less."""
    path = luck.choice(sorted(record.data.glob("survey/2024-01-31/*.csv"))).relative_to(record.data).as_posix()
    rows = record.read(path)
    deed = luck.choice(["edit", "edit", "edit", "add", "remove", "withdraw"])
    if deed == "remove" and len(rows) == 1:
        record.remove(rows[0]["事例ID"])
    elif deed == "add" and rows:
        record.write(path, [*rows, {**rows[0], "事例ID": f"{rows[0]['事例ID'][:3]}{luck.randrange(6000, 9999)}"}])
    elif deed == "withdraw" and rows:
        record.withdraw(
            "列", case_id=rows[0]["事例ID"], column=luck.choice(["effects", "subsidies", "participant_count"])
        )
    elif rows:
        columns = {
            "導入年": ["2011", "…", "×", ""],
            "補助金名": ["…", "-"],
            "名簿の範囲": ["なし", "全部"],
            "調達の効果": ["x;y", ""],
        }
        column = luck.choice(sorted(columns))
        rows[0][column] = luck.choice(columns[column])
        record.write(path, rows)


@given(seed=st.integers(min_value=0, max_value=10_000))
@settings(max_examples=2, deadline=None)
def test_replaying_the_released_change_sets_gives_exactly_the_current_tables(
    released: Path, tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    folder = tmp_path_factory.mktemp("replay") / "data"
    shutil.copytree(released, folder)
    record, luck = Record(folder), random.Random(seed)
    for number in range(2):
        for _ in range(luck.randrange(1, 6)):
            edit_anything(record, luck)
        connection, history = record.aggregate()
        if history.pending:
            write_release(connection, folder, history, read_identity(folder), date(2026, 3, number + 1), "")
    for _ in range(3):
        edit_anything(record, luck)
    connection, history = record.aggregate()
    first, *later = read_releases(folder)
    followed = [name for name, d in first.descriptions.items() if d.role in FOLLOWED_ROLES]
    replayed = start_of_replay({name: first.table(name) for name in followed})
    for changes in [*[release.changes for release in later], history.pending]:
        replay(replayed, [judged.change for judged in changes], {})
    assert replayed == start_of_replay(current_tables(connection, followed_schemas()))


def test_a_table_that_the_release_before_had_not_is_one_row_of_the_next(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = read_releases(record.data)[0].resources
    older = {name: resource for name, resource in whole.items() if name != "municipalities"}
    monkeypatch.setattr(Release, "resources", older)
    record.edit("10-5001", 導入年="2010")
    folder = record.release("2026-02-01")
    told = [row for row in record.read_released(folder.name, "changes") if row["table"] == "municipalities"]
    assert [(row["kind"], row["nature"]) for row in told] == [("table_added", "structure")]
    assert len(record.read_released(folder.name, "municipalities")) > 1000


def test_every_source_table_is_published_as_recorded() -> None:
    from pipeline.history.tables import role_of

    unsaid = [schema.name for schema in published_schemas().values() if "role" not in schema.descriptor]
    assert unsaid == []
    published = published_schemas()
    same_name = {name for name in source_schemas() if name in published}
    about_the_record = {
        "errata",
        "withdrawals",
        "left_out",
        "searches",
    }  # corrections of it, and how it was searched for
    assert {name for name in same_name if role_of(published[name]) != "record"} == about_the_record
