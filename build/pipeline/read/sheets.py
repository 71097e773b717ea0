"""What a reader gives: sheets of rows, what is odd about single cells, and everything that it did not read."""

from dataclasses import dataclass, field

from pipeline.messages import Fault, Problem, problem_of

ROWS_AT_MOST = 50_000
COLUMNS_AT_MOST = 1_000
Rows = list[list[str] | None]


def column_letter(position: int) -> str:
    """Name a column as spreadsheets do: 1 is A, 27 is AA."""
    letters = ""
    while position > 0:
        position, rest = divmod(position - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@dataclass(frozen=True)
class Place:
    """One cell of a sheet: row and column count from 1."""

    row: int
    column: int

    @property
    def name(self) -> str:
        return f"{column_letter(self.column)}{self.row}"


@dataclass(frozen=True)
class Area:
    """Cells that are merged: the first and the last of them."""

    first: Place
    last: Place

    @property
    def name(self) -> str:
        return f"{self.first.name}:{self.last.name}"


@dataclass
class Sheet:
    """One sheet, or the whole of a CSV. `rows[0]` is row 1; a row that could not be read is None.

    Shapes   odd: what is wrong with a cell in a way that its text does not show (a formula, struck-through text).
             hidden_rows, hidden_columns: those that hold something and that a reader of the sheet does not see.
             beside: notes and drawings with text, each with its row.
    """

    title: str = ""
    rows: Rows = field(default_factory=list)
    odd: dict[Place, Fault] = field(default_factory=dict)
    merged: list[Area] = field(default_factory=list)
    is_hidden: bool = False
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    beside: list[tuple[int, str]] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not any(cell.strip() for row in self.rows for cell in row or [])

    def named(self, path: str) -> str:
        """Name the sheet in a message; a CSV has none."""
        return f"{path}（シート「{self.title}」）" if self.title else path

    def odd_problems(self, path: str, header: list[str], below: int) -> list[Problem]:
        """Put the odd cells of the table into words. Shapes  header: names by column. below: the row of the header."""
        problems = []
        for place, fault in self.odd.items():
            if place.row >= below:
                name = header[place.column - 1] if place.column <= len(header) else ""
                facts = {"cell": place.name, **fault.facts}
                column = name if name and place.row > below else None
                problems.append(problem_of(Fault(fault.name, facts), path, place.row, column))
        return problems


@dataclass
class Reading:
    """A file as read: its sheets, and what is wrong with it as a file, by row where it has one."""

    sheets: list[Sheet] = field(default_factory=list)
    faults: list[tuple[int | None, Fault]] = field(default_factory=list)
    without_cells: list[str] = field(default_factory=list)

    @property
    def rows(self) -> Rows:
        """The rows of a file of one sheet, as every CSV is."""
        return self.sheets[0].rows if self.sheets else []

    def add(self, row: int | None, name: str, **facts: str) -> None:
        self.faults.append((row, Fault(name, facts)))

    def problems(self, path: str) -> list[Problem]:
        return [problem_of(fault, path, row) for row, fault in self.faults]
