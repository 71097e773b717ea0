"""The question of the home page: does this town take part in the joint procurement of this system?

`question.json` holds what its answers are made of: the cases, and what the official matrix says of every prefecture and
system type. Who takes part stands in the API's file of the town; question.js joins the two.
"""

import json
from pathlib import Path
from typing import Any

from pipeline.pages.model import Model
from pipeline.pages.templates import case_title
from pipeline.rows import Row
from pipeline.schemas import source_schemas

TOLD = tuple(f.column for f in source_schemas()["survey_cases"].fields if f.is_on_home)


def write_question(model: Model, docs: Path) -> None:
    """Write what the answers are made of beside the home page."""
    text = json.dumps(question_data(model), ensure_ascii=False, separators=(",", ":"))
    (docs / "question.json").write_text(text, encoding="utf-8")


def question_data(model: Model) -> dict[str, Any]:
    """Give the cases by prefecture and system type, and the official report of every such pair.

    Missing  a value that a case does not tell is left out; a pair that the official matrix does not show is `not_shown`.
    """
    reports = model.shown("case_counts_by_prefecture_and_system_type")
    return {
        "prefectures": {code: row["prefecture_name"] for code, row in model.prefectures.items()},
        "systems": {code: row["system_type"] for code, row in model.system_types.items()},
        "cases": [_case(case) for case in model.cases],
        "reports": {
            f"{row['prefecture_code']} {row['system_type_code']}": row["official_report"]
            for row in reports
            if row["official_report"] != "not_shown"
        },
    }


def _case(case: Row) -> Row:
    told = {column: case[column] for column in TOLD if case[column] is not None}
    place = {"prefecture": case["prefecture_code"], "system": case["system_type_code"]}
    return {"id": case["case_id"], "name": case_title(case), **place, **told}
