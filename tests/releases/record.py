"""A data folder as a maintainer edits it: cells, rows, errata, withdrawals, releases."""

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from duckdb import DuckDBPyConnection

from pipeline.check import check_data
from pipeline.check.problems import CheckResult, Problem
from pipeline.history.history_check import check_history, check_withdrawals
from pipeline.history.state import History, read_history
from pipeline.history.writing import write_release
from pipeline.identity import read_identity
from pipeline.paths import CACHE
from pipeline.read.source_files import SourceFile, find_files
from pipeline.schemas import Schema, source_schemas
from pipeline.tables import database
from pipeline.tables.aggregate import aggregate_with_history, compared_history
from pipeline.verify import DataNeedMending, make_tables

TODAY = date(2026, 2, 1)
Cells = dict[str, str]


@dataclass
class Record:
    """The data folder of one test. Columns are named as in the files, in Japanese."""

    data: Path

    def read(self, path: str) -> list[Cells]:
        with (self.data / path).open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    def write(self, path: str, rows: list[Cells]) -> None:
        with (self.data / path).open("r", encoding="utf-8-sig", newline="") as file:
            header = next(csv.reader(file))
        with (self.data / path).open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.DictWriter(file, header, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)

    def complete(self) -> None:
        """Write an empty file for every table without editions that has none: a released folder has them all."""
        for schema in source_schemas().values():
            if not schema.has_editions:
                self._write_header(schema, self.data / schema.files)

    def _write_header(self, schema: Schema, path: Path) -> None:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("\ufeff" + ",".join(schema.header) + "\n", encoding="utf-8")

    def replace_cases(self, cases: dict[str, Cells]) -> None:
        """Put these cases in the place of all others, and nothing beside them; what is not given was not collected."""
        for schema, path in find_files(self.data):
            if "事例ID" in schema.header and schema.name != "withdrawals":
                self.write(path.relative_to(self.data).as_posix(), [])
        source = self.read("sources.csv")[0]["出典ID"]
        fixed = {"システム種別": "施設予約システム", "名簿の範囲": "なし", "確度": "公表", "公表一覧との対応": "不明"}
        answers = {f.name: "…" for f in source_schemas()["survey_cases"].fields if f.is_answer}
        for case_id, cells in cases.items():
            row = {**answers, **fixed, "出典ID": source, **cells, "事例ID": case_id}
            self._write_header(source_schemas()["survey_cases"], self.data / self.survey(case_id))
            self.append(self.survey(case_id), **row)

    def read_released(self, version: str, table: str) -> list[Cells]:
        """Give the rows of a frozen table."""
        return self.read(f"releases/{version}/{table}.csv")

    def survey(self, case_id: str, edition: str = "2024-01-31") -> str:
        """Give the path of the survey file of a case."""
        prefectures = {row["都道府県コード"]: row["ローマ字"] for row in self.read("codes/prefectures.csv")}
        return f"survey/{edition}/{case_id[:2]}-{prefectures[case_id[:2]]}.csv"

    def case(self, case_id: str) -> Cells:
        """Give the row of a case."""
        return next(row for row in self.read(self.survey(case_id)) if row["事例ID"] == case_id)

    def edit(self, case_id: str, **cells: str) -> None:
        """Change cells of a case."""
        path = self.survey(case_id)
        rows = self.read(path)
        next(row for row in rows if row["事例ID"] == case_id).update(cells)
        self.write(path, rows)

    def remove(self, case_id: str) -> None:
        """Remove a case from the survey, with its names, evidence and counts."""
        for path in self.data.glob(f"*/2024-01-31/{case_id[:2]}-*.csv"):
            name = path.relative_to(self.data).as_posix()
            self.write(name, [row for row in self.read(name) if row["事例ID"] != case_id])

    def append(self, path: str, **cells: str) -> None:
        """Add a row; cells that are not named stay empty."""
        rows = self.read(path)
        self.write(path, [*rows, cells])

    def erratum(self, **cells: str) -> None:
        """Add a row to errata.csv that is right but for the cells named (by published name)."""
        row = {
            "erratum_id": "E0001",
            "published_on": "2026-02-01",
            "edition": "2024-01-31",
            "first_wrong_release": "1.0.0",
            "last_wrong_release": "1.0.0",
            "table": "cases",
            "key": "10-5001",
            "kind": "値",
            "column": "participant_count",
            "wrong_value": "15",
            "right_value": "16",
            "severity": "一般",
            "cause": "写しまちがい",
            "reported_by": "閲覧者",
            "advice": "16 を使ってください。",
            **cells,
        }
        names = {f.column: f.name for f in source_schemas()["errata"].fields}
        self.append("errata.csv", **{names[column]: value for column, value in row.items()})

    def withdraw(self, scope: str, old_releases: str = "残す", **cells: str) -> str:
        """Add a withdrawal; give its id."""
        return self._withdrawal({"kind": "取下げ", "scope": scope, "old_releases": old_releases, **cells})

    def undo(self, withdrawal_id: str) -> str:
        """Add the row that undoes a withdrawal; give its id."""
        return self._withdrawal({"kind": "取消", "undone_id": withdrawal_id})

    def _withdrawal(self, cells: Cells) -> str:
        withdrawal_id = f"W{len(self.read('withdrawn.csv')) + 1:04d}"
        row = {"withdrawal_id": withdrawal_id, "published_on": "2026-02-10", "reason": "試験用の理由", **cells}
        names = {f.column: f.name for f in source_schemas()["withdrawals"].fields}
        self.append("withdrawn.csv", **{names[column]: value for column, value in row.items()})
        return withdrawal_id

    def problems(self) -> list[Problem]:
        """List what `make check` says."""
        try:
            make_tables(self.data, check_data(self.data, CACHE), TODAY)
        except DataNeedMending as faults:
            return faults.problems
        return []

    def history_problems(self) -> list[Problem]:
        """List what the check says about releases, errata and withdrawals, without computing any table."""
        files = self.files()
        history = read_history(self.data, files)
        return [*check_withdrawals(self.data, files), *check_history(self.data, files, history, TODAY)]

    def history(self) -> History:
        """Compare the source rows with those of the newest release, without computing any table."""
        return read_history(self.data, self.files())

    def add_drafted_errata(self) -> list[str]:
        """Add every drafted row as it is; give the rows."""
        problems = check_history(self.data, self.files(), self.compared(), TODAY)
        drafts = [p.fix.split("\n")[1] for p in problems if p.cause.endswith("without_erratum")]
        with (self.data / "errata.csv").open("a", encoding="utf-8") as file:
            file.writelines(f"{draft}\n" for draft in drafts)
        return drafts

    def release(self, day: str, note: str = "") -> Path:
        """Make the next release, as `make release` does once it has found nothing wrong in any single file."""
        tables = make_tables(self.data, CheckResult(self.files(), []), TODAY)
        identity = read_identity(self.data)
        return write_release(tables.connection, self.data, tables.history, identity, date.fromisoformat(day), note)

    def compared(self) -> History:
        """Compare with the newest release as the check does: tables are computed only where a rule asks what moved."""
        return compared_history(self.data, self.files(), CACHE)

    def aggregate(self) -> tuple[DuckDBPyConnection, History]:
        """Compute the published tables without the check, and so without asking for errata."""
        return aggregate_with_history(self.data, self.files())

    def files(self) -> list[SourceFile]:
        """Read the source files as they are."""
        return [
            SourceFile(schema.name, path.relative_to(self.data).as_posix(), [*map(list, _cells(path))])
            for schema, path in find_files(self.data)
        ]

    def published(self, table: str) -> list[dict[str, object]]:
        """Give the rows of a published table."""
        return database.read_rows(self.aggregate()[0], table)


def _cells(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))[1:]


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Give every file of a folder."""
    return {f.relative_to(folder).as_posix(): f.read_bytes() for f in sorted(folder.rglob("*")) if f.is_file()}
