"""Two official editions: what came, what went, what changed, and which one the pages show."""

import pytest

from made.model import IDENTITY, model_of
from made.small import SURVEY_HOKKAIDO, SURVEY_OSAKA, TABLES
from made.small_decisions import Rows
from pipeline.pages.charts import ChartBook
from pipeline.pages.edition_pages import edition_pages
from pipeline.pages.model import Model
from pipeline.pages.page import Inputs

NEXT = "2025-01-31"
EDITION = {"版": NEXT, "名称": "次の版", "基準日": NEXT, "種類": "公表", "説明": "見本。", "並び順": "3"}
NEW_CASE = {**TABLES[SURVEY_HOKKAIDO][0], "事例ID": "01-0009", "サービス名": "新しいサービス"}


def next_edition(**changes: str) -> Model:
    """The made-up record with a second official edition: Hokkaido's case with other answers, a new one, Osaka's gone."""
    survey: dict[str, Rows] = {
        "codes/editions.csv": [*TABLES["codes/editions.csv"], EDITION],
        f"survey/{NEXT}/01-hokkaido.csv": [{**TABLES[SURVEY_HOKKAIDO][0], **changes}, NEW_CASE],
    }
    return model_of(survey)


def test_edition_without_one_before_is_compared_with_nothing() -> None:
    assert model_of().tables["edition_changes"] == []
    assert model_of().tables["edition_comparisons"] == []


def test_newest_official_edition_is_shown_and_the_rolling_one_never() -> None:
    assert model_of().edition["edition"] == "2024-01-31"
    assert next_edition().edition["edition"] == NEXT
    assert list(next_edition().official_editions) == [NEXT, "2024-01-31"]


def test_cases_that_came_and_went_stand_in_one_row_each() -> None:
    gone = sorted(row["事例ID"] for row in TABLES[SURVEY_OSAKA])
    rows = next_edition().tables["edition_changes"]
    assert [row["case_id"] for row in rows if row["change"] == "added"] == ["01-0009"]
    assert [row["case_id"] for row in rows if row["change"] == "removed"] == gone
    assert [row for row in rows if row["change"] == "changed"] == []


@pytest.mark.parametrize(
    ("column", "value", "field", "after", "status"),
    [
        ("サービス名", "別の名前", "service_name", "別の名前", "answered"),
        ("サービス名", "×", "service_name", None, "withheld"),
        ("補助金名", "見本市交付金Type 1;共同化補助金", "subsidies", "見本市交付金Type 1;共同化補助金", "answered"),
    ],
)
def test_changed_answer_is_told_with_both_values(column: str, value: str, field: str, after: str, status: str) -> None:
    model = next_edition(**{column: value}, **({"国の補助金": "あり"} if field == "subsidies" else {}))
    changed = {row["field"]: row for row in model.tables["edition_changes"] if row["change"] == "changed"}
    assert (changed[field]["after"], changed[field]["after_status"]) == (after, status)
    assert changed[field]["case_id"] == "01-0001"


def test_counts_then_and_now_add_up() -> None:
    for row in next_edition(サービス名="別の名前").tables["edition_comparisons"]:
        came, went = row["added_case_count"], row["removed_case_count"]
        assert row["case_count"] == row["previous_case_count"] + came - went
        assert row["changed_case_count"] <= row["case_count"] - came


def test_reader_can_go_back_to_the_edition_before(tmp_path_factory: pytest.TempPathFactory) -> None:
    inputs = Inputs(next_edition(), IDENTITY, ChartBook(tmp_path_factory.mktemp("charts")))
    newest, before = edition_pages(inputs)
    assert (newest.key, before.key) == (NEXT, "2024-01-31")
    assert "増えた事例 1 件" in newest.body and "前の版です" not in newest.body
    assert "前の版です" in before.body and f'href="../{NEXT}/"' in before.body
