"""Pages and tables say the statuses of values in the same words."""

import csv

from pipeline.paths import ROOT
from pipeline.schemas import STATUS_LABELS, published_schemas, source_schemas


def test_labels_of_the_code_list_are_those_of_the_pages() -> None:
    with (ROOT / "data" / source_schemas()["value_statuses"].files).open(encoding="utf-8-sig") as file:
        listed = {row["状態"]: row["名称"] for row in csv.DictReader(file)}
    assert listed == STATUS_LABELS


def test_symbols_of_the_code_list_are_those_of_the_survey() -> None:
    with (ROOT / "data" / source_schemas()["value_statuses"].files).open(encoding="utf-8-sig") as file:
        symbols = {row["調査票の記号"]: row["状態"] for row in csv.DictReader(file) if row["調査票の記号"]}
    written = source_schemas()["survey_cases"].missing
    assert symbols == {mark: status for mark, status in written.items() if mark}


def test_every_number_that_may_be_empty_says_why_in_a_status_or_its_description() -> None:
    silent = [
        (schema.name, f.name)
        for schema in published_schemas().values()
        for f in schema.fields
        if f.type in ("integer", "number") and not f.constraints.get("required")
        if not f.description and f"{f.name}_status" not in schema.columns
    ]
    assert silent == []
