"""Which computed figures a correction moved: everything is computed again with that one correction undone."""

from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from duckdb import DuckDBPyConnection

from pipeline.history.changes import STRUCTURAL, VALUE, Change, compare
from pipeline.history.comparison import Comparison, current_table
from pipeline.history.corrections import Correction
from pipeline.history.store import EFFECT_COLUMNS
from pipeline.history.tables import DERIVED, Row, Tables, describe, followed_schemas, role_of
from pipeline.history.undoing import Undoing
from pipeline.read.source_files import SourceFile
from pipeline.schemas import published_schemas

Compute = Callable[[Iterable[SourceFile]], DuckDBPyConnection]
OFFICIAL_TABLE, OFFICIAL_COLUMNS = "official_figures", "official_"


class Effects:
    """Computes what corrections moved. `compute` turns source files into the tables of computed figures (pipeline.tables.aggregate)."""

    def __init__(
        self, files: list[SourceFile], comparison: Comparison, connection: DuckDBPyConnection, compute: Compute
    ) -> None:
        self._undoing = Undoing(files, comparison.before, comparison.after)
        self._changes = comparison.changes
        self._compute = compute
        self._connection = connection
        self._now: Tables = {}

    def of(self, correction: Correction) -> list[Row]:
        """List the computed values that this correction alone moved, as table, edition, key, column, before, after."""
        if correction.table == OFFICIAL_TABLE:
            return [_row(c) for c in self._changes if c.column.startswith(OFFICIAL_COLUMNS)]
        files = self._undoing.undo(correction)
        if files is None:
            return []
        self._now = self._now or derived_tables(self._connection)
        without = self._compute(files)
        moved = compare(derived_tables(without), self._now)
        without.close()
        return [_row(change) for change in moved if _is_figure(change)]


def derived_tables(connection: DuckDBPyConnection) -> Tables:
    """Read the computed tables as they would be published now."""
    schemas = [schema for schema in followed_schemas() if role_of(schema) == DERIVED]
    with TemporaryDirectory() as folder:
        return {schema.name: current_table(connection, schema, Path(folder)) for schema in schemas}


def _is_figure(change: Change) -> bool:
    """Tell whether a change is of a figure. Of a row that comes or goes only the numbers are; the rest names the row."""
    if change.kind in STRUCTURAL:
        return False
    meaning = describe(published_schemas()[change.table]).meanings[change.column]
    return change.kind == VALUE or not meaning.startswith("string")


def _row(change: Change) -> Row:
    return {column: getattr(change, column) for column in EFFECT_COLUMNS if column != "erratum_id"}
