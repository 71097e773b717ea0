"""Both states read and compared."""

from dataclasses import dataclass, field
from pathlib import Path

from pipeline.check.problems import Problem
from pipeline.history.changes import compare
from pipeline.history.history_check import check_history
from pipeline.history.published_changes import Judge
from pipeline.history.source_changes import compare_sources
from pipeline.history.source_rows import source_tables
from pipeline.history.withdrawals import withdrawals_of
from pipeline.identity import read_identity, today_of
from pipeline.maintain.review.base import data_at
from pipeline.maintain.review.changed import CellChange, Differences, RowChange, differing_pages
from pipeline.maintain.review.guards import SizeChange, size_changes
from pipeline.maintain.review.quotations import unquoted_answers
from pipeline.maintain.review.rewritten_files import rewritten_files
from pipeline.maintain.review.states import State, read_state
from pipeline.pages.charts import ChartBook


@dataclass
class Review:
    """What the data of the working folder change of those of `base`.

    `problems` are faults of the data now: then nothing is compared. `base_problems` are faults of the base by today's
    rules: then only sizes can be compared. `rewritten` are files of releases that are not what the base has. `taken` are cases withdrawn as a whole. `errata` are corrections that still need a row, each with its draft.
    `unquoted` are answers that are new or another one without the sentence that says so.
    """

    base: str
    problems: list[Problem] = field(default_factory=list)
    base_problems: list[Problem] = field(default_factory=list)
    rewritten: list[str] = field(default_factory=list)
    sizes: list[SizeChange] = field(default_factory=list)
    rows: list[RowChange] = field(default_factory=list)
    taken: list[CellChange] = field(default_factory=list)
    cells: list[CellChange] = field(default_factory=list)
    computed: list[CellChange] = field(default_factory=list)
    pages: list[tuple[str, str]] = field(default_factory=list)
    errata: list[Problem] = field(default_factory=list)
    unquoted: list[str] = field(default_factory=list)
    newest_release: str = ""

    @property
    def has_changes(self) -> bool:
        return bool(self.rows or self.taken or self.cells or self.computed or self.pages)

    @property
    def losses(self) -> list[SizeChange]:
        return [size for size in self.sizes if size.is_loss]


def review_changes(base: str, data: Path, cache: Path) -> Review:
    """Compare the data with those of a commit.

    Shapes   cache: the folder of what is used again, so that of the second state only what differs is judged and drawn.
    Raises   NoSuchRevision
    """
    with data_at(base, data) as base_data:
        rewritten = rewritten_files(base_data, data)
        before, after = read_state(base_data, cache), read_state(data, cache)
    review = Review(base, after.problems, before.problems, rewritten)
    review.sizes = size_changes(before.row_counts, after.row_counts)
    if not before.problems and not after.problems:
        _compare(review, before, after)
        _compare_pages(review, before, after, data, cache)
    if not after.problems:
        identity = read_identity(data)
        review.errata = check_history(data, after.files, after.history, today_of(identity))
        review.newest_release = after.history.newest.version if after.history.newest else ""
    return review


def _compare(review: Review, before: State, after: State) -> None:
    withdrawals = [*withdrawals_of(before.files), *withdrawals_of(after.files)]
    sources = compare_sources(source_tables(before.files), source_tables(after.files), withdrawals)
    judged = Judge(before.tables, after.tables, sources, withdrawals).judge(compare(before.tables, after.tables))
    found = Differences(judged, before.tables, after.tables)
    review.rows, review.taken = found.changed_rows(), found.taken_cases()
    review.cells, review.computed = found.recorded_cells(), found.computed_cells()
    review.unquoted = unquoted_answers(before.tables, after.tables)


def _compare_pages(review: Review, before: State, after: State, data: Path, cache: Path) -> None:
    identity, charts = read_identity(data), ChartBook(cache / "charts")
    review.pages = list(differing_pages(before.pages(identity, charts), after.pages(identity, charts)))
