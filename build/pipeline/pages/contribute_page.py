"""/contribute/: what is wanted next, and how to hand it in, with the very messages that the check gives."""

import csv
import io
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from pipeline.arguments import EXAMPLE_FILE
from pipeline.check.columns import CodeList, CodeLists, Column, columns_of
from pipeline.check.folder import PROPOSALS
from pipeline.check.gate import cell_problem, judge, pass_gate
from pipeline.check.problems import Problem, render_text
from pipeline.identity import Identity
from pipeline.maintain.proposals import write_form
from pipeline.national_rules import national_rules
from pipeline.pages.model import Model
from pipeline.pages.page import Inputs
from pipeline.rows import Row
from pipeline.schemas import source_schemas

SURVEY = "survey_cases"
EXAMPLE_ROW = 2
# What offices really write: what was meant, the column, and the value as it arrives.
WRONG_CELLS = (
    ("全角の数字で書いた", "参加自治体数", "１２"),
    ("単位を付けた", "参加自治体人口", "615万人"),
    ("和暦で書いた", "導入年", "平成14年"),
    ("年と月を1つのセルに書いた", "導入年", "2015年4月"),
    ("選択肢と違う書き方をした", "都道府県への導入", "○"),
    ("複数の値を読点で区切った", "費用按分の基準", "人口割、均等割"),
    ("「その他」の中身を同じセルに書いた", "費用按分の基準", "その他（面積割）"),
    ("値がないことを言葉で書いた", "サービス名", "不明"),
    ("機種依存文字を使った", "調達の効果", "①費用の削減 ②手間の削減"),
)


@dataclass(frozen=True)
class Sample:
    """What somebody wrote, and what the check says of it."""

    title: str
    written: str
    message: str


def contribute(inputs: Inputs) -> dict[str, Any]:
    """Give the samples, the columns of the survey and the rules."""
    code_lists = published_code_lists(inputs.model)
    columns = _survey_columns(code_lists)
    return {
        "wanted": [
            row | {"href": _form_to_fill(row, columns[row["field_title"]], inputs.identity)}
            for row in inputs.model.tables["wanted_values"]
        ],
        "samples": [_encoding_sample(code_lists), *cell_samples(columns)],
        "survey": source_schemas()[SURVEY],
        "rules": list(national_rules().values()),
    }


def _form_to_fill(row: Row, column: Column, identity: Identity) -> str:
    """Give the address at which a new file is written, with the form of a value in it: no script, no program of one's own."""
    form = write_form(row["edition"], row["case_id"], column)
    name = f"{row['case_id']}-{row['field'].replace('_', '-')}.txt"
    return f"{identity.repo_url}/new/main/data/{PROPOSALS}?filename={name}&value={quote(form)}"


def _survey_columns(code_lists: CodeLists) -> dict[str, Column]:
    return {c.field.name: c for c in columns_of(source_schemas()[SURVEY], code_lists)}


def published_code_lists(model: Model) -> CodeLists:
    """Make the lists that the check judges by from the code tables that are published."""
    wanted = {(f.code_table, f.code_field) for f in source_schemas()[SURVEY].fields if f.code_table}
    lists: CodeLists = {}
    for table, name in sorted(wanted):
        schema = source_schemas()[table]
        column = schema.field_named(name).column
        values = tuple(str(row[column]) for row in model.tables[table])
        lists[f"{table}.{name}"] = CodeList(values, schema.files)
    return lists


def cell_samples(columns: dict[str, Column]) -> list[Sample]:
    """Let the check judge each wrong cell."""
    return [_cell_sample(title, columns[name], value) for title, name, value in WRONG_CELLS]


def _cell_sample(title: str, column: Column, value: str) -> Sample:
    fault = judge(value, column)
    if fault is None:
        raise ValueError(f"the check finds nothing wrong with the sample {value!r} of {column.field.name}")
    problem = cell_problem(EXAMPLE_FILE, EXAMPLE_ROW, column, value, fault)
    return Sample(title, f"{column.field.name}: {value}", render_text([problem]))


def _encoding_sample(code_lists: CodeLists) -> Sample:
    """Save a header as Excel's plain "CSV" does, and let the check read it."""
    schema = source_schemas()[SURVEY]
    text = io.StringIO()
    csv.writer(text).writerow(schema.header)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "survey.csv"
        file.write_bytes(text.getvalue().encode("cp932"))
        problems: list[Problem] = pass_gate(file, EXAMPLE_FILE, schema, code_lists).problems
    return Sample("Excel で「CSV（コンマ区切り）」で保存した", "Shift_JIS のファイル", render_text(problems[:1]))
