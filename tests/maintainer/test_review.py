"""What a change of the data changes, keyed by case and column; two states of a made-up folder under git."""

import csv
import json
import re
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from made.small import EVIDENCE_OSAKA, ROSTER_OSAKA, SURVEY_HOKKAIDO, SURVEY_OSAKA, valid_text
from pipeline.history.changes import ROW_REMOVED, VALUE, Change, compare
from pipeline.history.published_changes import Judge
from pipeline.history.source_changes import JudgedChange
from pipeline.history.tables import TableRows, describe
from pipeline.maintain.review import (
    NoSuchRevision,
    Review,
    render_annotations,
    render_markdown,
    review_changes,
    write_report,
)
from pipeline.maintain.review.changed import CellChange, Differences, RowChange, differing_pages
from pipeline.maintain.review.guards import SizeChange, size_changes
from pipeline.maintain.review.rewritten_files import rewritten_files
from pipeline.messages import say
from pipeline.paths import ROOT
from pipeline.schemas import published_schemas, source_schemas


@pytest.fixture
def cache() -> Path:
    """The charts that this checkout has drawn before."""
    return ROOT / "out" / "cache"


def _edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8", newline="")


def test_change_of_two_cells_is_told_by_case_and_column_with_all_that_moves(committed: Path, cache: Path) -> None:
    _edit(committed / SURVEY_OSAKA, "はまなび予約,…,2015", "はまなび予約,見本商会,2016")
    review = review_changes("HEAD", committed, cache)
    assert [(c.key, c.column, c.before, c.after, c.nature) for c in review.cells] == [
        ("27-0001", "supplier_name", "未収録", "見本商会", "update"),
        ("27-0001", "introduced_year", "2015", "2016", "correction"),
    ]
    moved = {(c.table, c.key, c.column): (c.before, c.after) for c in review.computed}
    assert moved["introductions_by_year", "facility-reservation;2016;answered", "case_count"] == ("（空）", "1")
    assert ("cases/27-0001/", "変わる") in review.pages
    assert ("municipalities/01100/", "変わる") not in review.pages
    assert (review.sizes, review.rows, review.errata) == ([], [], [])


def test_answers_that_change_without_the_sentence_of_their_source_are_named(committed: Path, cache: Path) -> None:
    _edit(committed / SURVEY_OSAKA, "はまなび予約,…,2015", "はまなび予約,見本商会,2016")
    named = review_changes("HEAD", committed, cache).unquoted
    assert named == ["27-0001（2024-01-31）の事業者名", "27-0001（2024-01-31）の導入年"]
    _edit(
        committed / EVIDENCE_OSAKA,
        "導入年,2015,press-2023,,,,,,採用",
        "導入年,2016,press-2023,,2016年に始めた。,2025-04-01,,,採用",
    )
    review = review_changes("HEAD", committed, cache)
    assert review.unquoted == named[:1]
    assert "### 引用のない値 1 個" in render_markdown(review)


def test_case_that_comes_and_case_that_goes_are_told(committed: Path, cache: Path) -> None:
    lines = (committed / SURVEY_OSAKA).read_text(encoding="utf-8").splitlines(keepends=True)
    (committed / SURVEY_OSAKA).write_text(
        "".join([*lines[:2], lines[2].replace("27-0002", "27-0003")]), encoding="utf-8"
    )
    _edit(committed / ROSTER_OSAKA, "27-0002", "27-0003")
    review = review_changes("HEAD", committed, cache)
    cases = [(row.key, row.is_added) for row in review.rows if row.table == "cases"]
    assert cases == [("27-0002", False), ("27-0003", True)]
    assert {("cases/27-0002/", "なくなる"), ("cases/27-0003/", "増える")} <= set(review.pages)


def test_nothing_changed_is_said(committed: Path, cache: Path) -> None:
    review = review_changes("HEAD", committed, cache)
    assert not review.has_changes
    assert "公開する値もページも変わりません" in render_markdown(review)


def test_base_that_is_not_there_is_said(committed: Path, cache: Path) -> None:
    with pytest.raises(NoSuchRevision):
        review_changes("no-such-branch", committed, cache)


def test_faulty_data_are_not_compared(committed: Path, cache: Path) -> None:
    (committed / SURVEY_HOKKAIDO).write_text(valid_text(SURVEY_HOKKAIDO).replace("AI-OCR", "AI"), encoding="utf-8")
    review = review_changes("HEAD", committed, cache)
    assert [p.cause for p in review.problems] == ["choice_unknown"] or review.problems
    assert not review.has_changes


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        (100, 89, [SizeChange("sources", 100, 89)]),
        (100, 90, []),
        (100, 110, []),
        (100, 111, [SizeChange("sources", 100, 111)]),
        (0, 5, []),
    ],
)
def test_table_that_changes_by_more_than_a_tenth_is_named(before: int, after: int, found: list[SizeChange]) -> None:
    assert size_changes({"sources": before}, {"sources": after}) == found


def test_table_that_went_counts_as_empty() -> None:
    (change,) = size_changes({"sources": 3}, {})
    assert (change.is_loss, change.after) == (True, 0)


def test_status_is_told_with_its_value() -> None:
    def table(year: str, status: str) -> TableRows:
        description = describe(published_schemas()["cases"])
        row = dict.fromkeys(description.meanings, "") | {"edition": "rolling", "case_id": "27-0001"}
        row |= {"introduced_year": year, "introduced_year_status": status}
        return TableRows(description, {("rolling", "27-0001"): row})

    before, after = {"cases": table("", "not_collected")}, {"cases": table("2020", "answered")}
    changes = compare(before, after)
    told = Change("cases", VALUE, "rolling", "27-0001", "introduced_year", "…", "2020")
    judged = Judge(before, after, [JudgedChange(told, "update")]).judge(changes)
    cells = Differences(judged, before, after).recorded_cells()
    assert len(changes) == 2
    assert [(c.title, c.before, c.after) for c in cells] == [("導入年", "未収録", "2020")]


def test_row_is_told_once() -> None:
    changes = [Change("sources", ROW_REMOVED, "", "a", column, "x", "") for column in ("source_id", "title")]
    after = {"sources": TableRows(describe(published_schemas()["sources"]))}
    gone = JudgedChange(Change("sources", ROW_REMOVED, "", "a"), "correction")
    judged = Judge({}, after, [gone]).judge(changes)
    assert Differences(judged, {}, after).changed_rows() == [RowChange("sources", "", "a", is_added=False, place="a")]


def test_pages_are_compared_by_what_they_say() -> None:
    found = list(differing_pages({"a/": "1", "b/": "1", "c/": "1"}, {"a/": "2", "b/": "1", "d/": "1"}))
    assert found == [("a/", "変わる"), ("c/", "なくなる"), ("d/", "増える")]


def test_report_is_written_for_people_machines_and_the_job_summary(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    cell = CellChange("cases", "rolling", "27-0001", VALUE, "導入年", "2015", "a|b", "correction")
    review = Review("main", sizes=[SizeChange("sources", 10, 2)], cells=[cell])
    write_report(review, tmp_path / "reports")
    markdown = (tmp_path / "reports" / "review.md").read_text(encoding="utf-8")
    assert "| `27-0001` | `rolling` | 導入年 | `2015` | `a\\|b` | 訂正 |" in markdown
    assert (tmp_path / "summary.md").read_text(encoding="utf-8") == markdown
    written = json.loads((tmp_path / "reports" / "review.json").read_text(encoding="utf-8"))
    assert written["cells"][0]["after"] == "a|b"
    assert render_annotations(review).startswith("::error title=行の数::表「出典」の行が 10 から 2 に減ります")


def test_the_first_lines_say_how_much_changes_and_what_is_left_to_do() -> None:
    cells = [
        CellChange("cases", "rolling", "27-0001", "introduced_year", "導入年", "2015", "2016", nature)
        for nature in ("correction", "update", "update", "computed")
    ]
    missing = say("added_row_without_erratum", "data/x.csv", 2, table="表", name="a", release="1.0.0", draft="E0001,b")
    markdown = render_markdown(Review("main", cells=cells, errata=[missing], newest_release="1.0.0"))
    lines = markdown.splitlines()
    assert lines[2] == "変わる値 4（訂正 1、追加 2、連動 1）。**正誤の行が 1 件足りません。**"
    assert lines[4] == "### 正誤情報"
    assert "```\nE0001,b\n```" in markdown


def test_a_withdrawn_case_is_told_as_one(committed: Path, cache: Path) -> None:
    withdrawn = committed / "withdrawn.csv"
    header = ",".join(source_schemas()["withdrawals"].header)
    withdrawn.write_text(f"{header}\nW0001,2026-01-01,取下げ,,事例,,,27-0001,,理由,残す\n", encoding="utf-8")
    review = review_changes("HEAD", committed, cache)
    assert [(cell.key, cell.after) for cell in review.taken] == [("27-0001", "はい")]
    assert [cell for cell in review.cells if cell.key == "27-0001"] == []
    assert all(row.follows for row in review.rows)
    assert "### 取り下げる事例 1 件" in render_markdown(review)


def test_pages_that_sum_up_are_compared_too(committed: Path, cache: Path) -> None:
    sources = committed / "sources.csv"
    first = next(csv.DictReader(sources.read_text(encoding="utf-8-sig").splitlines()))["標題"]
    text = sources.read_text(encoding="utf-8").replace(first, f"{first}（改）", 1)
    sources.write_text(text, encoding="utf-8")
    assert ("sources/", "変わる") in review_changes("HEAD", committed, cache).pages


def test_lists_that_only_grow_are_not_warned_of() -> None:
    assert size_changes({"errata": 1, "withdrawals": 1}, {"errata": 3, "withdrawals": 2}) == []


def test_base_that_git_could_read_as_an_option_is_no_revision(committed: Path, cache: Path) -> None:
    for base in (f"--output={committed / 'stolen'}", "-o", "HEAD:data", "a\0b", ""):
        with pytest.raises(NoSuchRevision):
            review_changes(base, committed, cache)
    assert not (committed / "stolen").exists()


@pytest.mark.parametrize("deed", ["edit", "remove", "add", "ledger"])
def test_releases_that_are_not_what_the_base_has_are_told_first(tmp_path: Path, deed: str) -> None:
    before, after = tmp_path / "before", tmp_path / "after"
    for data in (before, after):
        (data / "releases" / "1.0.0").mkdir(parents=True)
        (data / "releases" / "ledger.csv").write_text("release\n1.0.0\n", encoding="utf-8")
        (data / "releases" / "1.0.0" / "cases.csv").write_text("a\n", encoding="utf-8")
    (after / "releases" / "1.1.0").mkdir()
    with (after / "releases" / "ledger.csv").open("a", encoding="utf-8") as file:
        file.write("1.1.0\n")
    assert rewritten_files(before, after) == []
    changed = {"add": "1.0.0/new.csv", "ledger": "ledger.csv"}.get(deed, "1.0.0/cases.csv")
    file_of = after / "releases" / changed
    file_of.unlink() if deed == "remove" else file_of.write_text("b\n", encoding="utf-8")
    assert rewritten_files(before, after) == [f"releases/{changed}"]
    markdown = render_markdown(Review("main", rewritten=[f"releases/{changed}"]))
    assert "リリースしたファイルが 1 個" in markdown.splitlines()[2]


LIVE = "`a` ``b`` **c** [d](https://e.example) <img src=x> | @f #1\n## g"


def test_no_markdown_in_a_cell_is_live() -> None:
    cell = CellChange("cases", "rolling", LIVE, "title", "導入年", LIVE, LIVE, "correction", LIVE)
    missing = say("erratum_removed", "data/errata.csv", id=LIVE, release="1.0.0")
    review = Review(
        LIVE, cells=[cell], errata=[missing], newest_release="1.0.0", rows=[RowChange("cases", "", LIVE, True)]
    )
    page = MarkdownIt("commonmark").enable("table").render(render_markdown(review))
    bare = re.sub(r"<code>.*?</code>", "", page)
    assert page.count("<code>") >= 5 and "**c**" not in bare
    assert not re.search(r"<(strong|em|a|img|h2>g)", page.replace("<strong>正誤の行が 1 件足りません。</strong>", ""))


def test_a_text_of_the_data_gives_no_command_to_github() -> None:
    path = "data/a,title=x::.csv\r\n::error::b"
    review = Review("main", errata=[say("erratum_removed", path, id="E1", release="\r\n::error::c")])
    assert render_annotations(review).count("\n") == 0
    assert "\r" not in render_annotations(review) and "file=data/a%2Ctitle=x%3A%3A.csv" in render_annotations(review)
