"""Proposals: one value with its source, written in the form of /contribute/, taken into the survey, the evidence and the sources."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.check.case_ids import CASE_ID
from pipeline.check.code_lists import read_code_lists
from pipeline.check.columns import Column, columns_of
from pipeline.check.folder import PROPOSALS, find
from pipeline.check.gate import cell_problem, judge
from pipeline.maintain.tidy.canonical import read_records, records_to_bytes, write_atomically
from pipeline.maintain.tidy.homes import FILE_NAMES, choices_of, home_file
from pipeline.maintain.tidy.tidy_table import NOT_COLLECTED_MARK
from pipeline.messages import Problem, say, sentence
from pipeline.rows import TextRow
from pipeline.schemas import EXISTENCE_ONLY, Schema, source_schemas

EDITION, ITEM, VALUE, SOURCE, QUOTATION, DAY = "版", "項目", "値", "出典ID", "引用", "確認日"
TITLE, PUBLISHER, ADDRESS = "出典の標題", "出典の発行者", "出典の所在"
LABELS = (EDITION, CASE_ID, ITEM, VALUE, TITLE, PUBLISHER, ADDRESS, QUOTATION, DAY)
KIND_OF_NEW = "自治体の公表資料"
_COLON = re.compile("[:：]")


@dataclass
class Accepted:
    """What the proposals come to: the files to write, the forms that are done with, what is said, what is wrong."""

    files: dict[Path, bytes] = field(default_factory=dict)
    forms: list[Path] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def write_form(edition: str, case_id: str, column: Column) -> str:
    """Give the form of one value: how to write it, and what is known filled in."""
    known = {EDITION: edition, CASE_ID: case_id, ITEM: column.field.name}
    hints = [column.field.description, "・".join(column.choices)]
    return "".join([f"# {h}\n" for h in hints if h] + [f"{label}: {known.get(label, '')}\n" for label in LABELS])


def read_form(text: str) -> TextRow:
    """Read a form: `label: text`, a text may go on in the next lines. Missing: what is not written is empty; lines with # in front are hints."""
    form, label = dict.fromkeys(LABELS, ""), ""
    for line in (line for line in text.lstrip("\ufeff").splitlines() if not line.startswith("#")):
        head, *rest = _COLON.split(line, maxsplit=1)
        label, line = (head.strip(), rest[0]) if rest and head.strip() in form else (label, line)
        if label:
            form[label] = f"{form[label]} {line.strip()}".strip()
    return form


def accept(data: Path) -> Accepted:
    """Work out what the proposals below data/ add. Writes nothing; with one problem nothing is to be written."""
    desk, accepted = Desk(data), Accepted()
    for file in sorted((data / PROPOSALS).glob("*.txt")):
        form = read_form(file.read_text(encoding="utf-8", errors="replace"))
        problems = desk.faults(form, file)
        accepted.problems += problems
        if not problems:
            desk.take(form)
            accepted.forms.append(file)
            accepted.said.append(
                sentence("proposal_taken", file=file.name, case=form[CASE_ID], item=form[ITEM], value=form[VALUE])
            )
    accepted.files = desk.contents()
    return accepted


def write_accepted(accepted: Accepted) -> None:
    """Write the tables and take the forms away, unless there is a problem."""
    if not accepted.problems:
        for path, content in accepted.files.items():
            write_atomically(path, content)
        for form in accepted.forms:
            form.unlink()


class Desk:
    """The tables of data/ while proposals are taken in."""

    def __init__(self, data: Path) -> None:
        self._data = data
        lists = read_code_lists(find(data))
        self._columns = {c.field.name: c for c in columns_of(source_schemas()["survey_cases"], lists)}
        self._stems = choices_of(lists, FILE_NAMES).codes_by_name
        self._open: dict[Path, tuple[Schema, list[TextRow]]] = {}

    def faults(self, form: TextRow, file: Path) -> list[Problem]:
        """List what keeps a form from being taken: first what it is about, then what it says."""
        column, case = self._columns.get(form[ITEM]), self._case(form)
        if column is None or not column.field.is_answer:
            return [say("proposal_item", str(file), column=ITEM, value=form[ITEM])]
        if case is None:
            return [say("proposal_case", str(file), column=CASE_ID, value=form[CASE_ID])]
        if case[form[ITEM]] not in (NOT_COLLECTED_MARK, form[VALUE]):
            return [say("proposal_known", str(file), column=form[ITEM], value=form[VALUE], known=case[form[ITEM]])]
        blank = [label for label in LABELS if not form[label]]
        fault = judge(form[VALUE], column)
        wrong = [cell_problem(str(file), LABELS.index(VALUE) + 1, column, form[VALUE], fault)] if fault else []
        return wrong + [say("proposal_blank", str(file), column=label) for label in blank]

    def take(self, form: TextRow) -> None:
        """Write the value into the survey, its sentence into the evidence, its document into the sources."""
        case = self._case(form)
        assert case is not None
        source = self._source(form)
        case[form[ITEM]] = form[VALUE]
        case[SOURCE] = ";".join(dict.fromkeys([*filter(None, case[SOURCE].split(";")), source]))
        if case["確度"] == EXISTENCE_ONLY:
            case["確度"] = "公表"
        known = {CASE_ID: form[CASE_ID], ITEM: form[ITEM], VALUE: form[VALUE], SOURCE: source, "採否": "採用"}
        schema, rows = self._table("evidence", form)
        row = dict.fromkeys(schema.header, "") | known | {QUOTATION: form[QUOTATION], DAY: form[DAY]}
        rows[:] = [r for r in rows if any(r[name] != row[name] for name in schema.primary_key)] + [row]

    def contents(self) -> dict[Path, bytes]:
        """Give every opened table as it is to be written."""
        return {path: records_to_bytes(rows, schema) for path, (schema, rows) in self._open.items() if rows}

    def _case(self, form: TextRow) -> TextRow | None:
        if form[CASE_ID][:2] not in self._stems:
            return None
        return next((row for row in self._table("survey_cases", form)[1] if row[CASE_ID] == form[CASE_ID]), None)

    def _source(self, form: TextRow) -> str:
        """Give the source of this address, entered if it is new, under the number of the case."""
        schema, rows = self._table("sources", form)
        for row in rows:
            if row["所在"] == form[ADDRESS]:
                return row[SOURCE]
        taken = {row[SOURCE] for row in rows}
        name = next(n for i in range(1, len(rows) + 2) if (n := f"proposed-{form[CASE_ID]}-{i}") not in taken)
        new = {"標題": form[TITLE], "発行者": form[PUBLISHER], "種類": KIND_OF_NEW, "所在": form[ADDRESS]}
        rows.append(dict.fromkeys(schema.header, "") | new | {SOURCE: name, DAY: form[DAY]})
        return name

    def _table(self, name: str, form: TextRow) -> tuple[Schema, list[TextRow]]:
        schema = source_schemas()[name]
        path = self._data / home_file(schema, form[EDITION], self._stems[form[CASE_ID][:2]])
        if path not in self._open:
            self._open[path] = schema, read_records(path, schema)
        return self._open[path]
