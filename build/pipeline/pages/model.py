"""The published tables, arranged as pages need them. Nothing here computes a figure; it only looks up and groups."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from operator import itemgetter
from typing import Any

from duckdb import DuckDBPyConnection

from pipeline.dates import japanese_date
from pipeline.narratives import narrative_texts
from pipeline.rows import Row
from pipeline.schemas import EXISTENCE_ONLY, published_schemas
from pipeline.tables import database

CaseKey = tuple[str, str]


def group_rows(rows: Iterable[Row], *columns: str) -> dict[Any, list[Row]]:
    """Group rows by one column, or by a tuple of several; the order of rows is kept."""
    groups: dict[Any, list[Row]] = defaultdict(list)
    key = itemgetter(*columns)
    for row in rows:
        groups[key(row)].append(row)
    return groups


def case_key(row: Row) -> CaseKey:
    return row["edition"], row["case_id"]


@dataclass
class Model:
    """Every published table as rows, and the groupings that several kinds of page share.

    Shapes   before: a model whose groupings of tables with the very same rows are used again.
    """

    tables: Mapping[str, list[Row]] = field(default_factory=dict)
    before: "Model | None" = None

    @classmethod
    def read(cls, connection: DuckDBPyConnection) -> "Model":
        return cls({name: database.read_rows(connection, name) for name in published_schemas()})

    @cached_property
    def cases(self) -> list[Row]:
        """The newest edition of every case; cases known in full first, those only known to exist last."""
        newest = [row for row in self.tables["cases"] if row["is_newest_edition"]]
        return sorted(newest, key=lambda c: (c["certainty"] == EXISTENCE_ONLY, -c["answered_count"], c["case_id"]))

    @cached_property
    def newest_by_id(self) -> dict[str, Row]:
        return {case["case_id"]: case for case in self.cases}

    @cached_property
    def later_cases(self) -> list[Row]:
        """The cases that no official edition has; those that one has in an older state are not later."""
        official = {row["case_id"] for row in self.tables["cases"] if row["edition"] in self.official_editions}
        return [case for case in self.cases if case["case_id"] not in official]

    @cached_property
    def _narratives(self) -> dict[tuple[str, str, str], str]:
        return narrative_texts(self.tables["case_points"])

    def narrative(self, case: Row, question: str) -> str:
        """Give the whole answer of a case to a question that is answered in points; empty where there is none."""
        return self._narratives.get((*case_key(case), question), "")

    @cached_property
    def cases_by_prefecture(self) -> dict[str, list[Row]]:
        return group_rows(self.cases, "prefecture_code")

    @cached_property
    def cases_by_type(self) -> dict[str, list[Row]]:
        return group_rows(self.cases, "system_type_code")

    @cached_property
    def prefectures(self) -> dict[str, Row]:
        return {row["prefecture_code"]: row for row in self.tables["prefectures"]}

    @cached_property
    def municipalities_by_prefecture(self) -> dict[str, list[Row]]:
        return self.grouped("municipalities", "prefecture_code")

    @cached_property
    def system_types(self) -> dict[str, Row]:
        return {row["system_type_code"]: row for row in self.tables["system_types"]}

    @cached_property
    def sources(self) -> dict[str, Row]:
        return {row["source_id"]: row for row in self.tables["sources"]}

    @cached_property
    def editions(self) -> dict[str, Row]:
        return {row["edition"]: row for row in self.tables["editions"]}

    @cached_property
    def official_editions(self) -> dict[str, Row]:
        """The editions that official figures are of, newest first; they have a reference date, the others have none."""
        official = [row for row in self.tables["editions"] if row["reference_date"] is not None]
        return {row["edition"]: row for row in sorted(official, key=itemgetter("reference_date"), reverse=True)}

    @cached_property
    def edition(self) -> Row:
        """The edition that the pages show and compare with: the newest official one."""
        return next(row for row in self.tables["editions"] if row["is_newest_official"])

    @property
    def reference_date(self) -> str:
        """Write the reference date of the edition that the pages show as prose has it."""
        return f"{japanese_date(self.edition['reference_date'])}時点"

    def rows(self, table: str, **values: Any) -> list[Row]:
        """List the rows of a table that have these values in the columns of these names."""
        return self.grouped(table, *values).get(itemgetter(*values)(values), [])

    def shown(self, table: str, **values: Any) -> list[Row]:
        """List the rows of a table, as `rows` does, that belong to the edition that the pages show."""
        return self.rows(table, edition=self.edition["edition"], **values)

    def by_case(self, table: str) -> dict[CaseKey, list[Row]]:
        return self.grouped(table, "edition", "case_id")

    def grouped(self, table: str, *columns: str) -> dict[Any, list[Row]]:
        """Group the rows of a table by some of its columns; each table is grouped once by the same."""
        if self.before and self.tables[table] is self.before.tables[table]:
            return self.before.grouped(table, *columns)
        if (table, *columns) not in self._grouped:
            self._grouped[(table, *columns)] = group_rows(self.tables[table], *columns)
        return self._grouped[(table, *columns)]

    @cached_property
    def total(self) -> Row:
        """The totals of the edition that the pages show."""
        return self.shown("case_totals")[0]

    _grouped: dict[tuple[str, ...], dict[Any, list[Row]]] = field(default_factory=dict)
