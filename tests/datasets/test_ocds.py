"""The comparison with OCDS: it names every column of a case, and only fields that OCDS 1.1 has.

ocds_1_1_4_paths.txt lists the fields of release-schema.json 1.1.4, which the sources of the package ocdsmerge 0.8.0 hold.
"""

import csv
from pathlib import Path

from pipeline.paths import SCHEMAS
from pipeline.schemas import published_schemas, source_schemas

FIELDS = Path(__file__).with_name("ocds_1_1_4_paths.txt").read_text(encoding="utf-8").split()


def _rows() -> list[dict[str, str]]:
    with (SCHEMAS / "ocds.csv").open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_every_path_is_a_field_of_ocds() -> None:
    assert [row["ocds_path"] for row in _rows() if row["ocds_path"] and row["ocds_path"] not in FIELDS] == []


def test_every_column_of_a_case_is_compared_and_no_other() -> None:
    single = [name for name in published_schemas()["cases"].columns if not name.endswith("_status")]
    multiple = [f.column for f in source_schemas()["survey_cases"].fields if f.is_multiple]
    assert sorted(row["column"] for row in _rows()) == sorted([*single, *multiple])


def test_a_row_says_how_well_a_field_fits_or_why_there_is_none() -> None:
    for row in _rows():
        assert row["fit"] in (("対応", "部分") if row["ocds_path"] else ("",)), row
        assert row["note"] or row["fit"] == "対応", row
