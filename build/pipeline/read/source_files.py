"""The files that people write, as text."""

from dataclasses import dataclass
from pathlib import Path

from pipeline.schemas import Schema, source_schemas


@dataclass(frozen=True)
class SourceFile:
    """One CSV below data/, read as text. `rows[i]` stands in row `i + 2` of the spreadsheet (the header is row 1)."""

    table: str
    path: str
    rows: list[list[str]]

    @property
    def edition(self) -> str:
        """The edition that the path names: `survey/<edition>/27-osaka.csv` or `participant_counts/<edition>.csv`."""
        return Path(self.path).with_suffix("").parts[1]


def find_files(data: Path) -> list[tuple[Schema, Path]]:
    """List every CSV that some schema describes, with that schema, in the order of tables and paths."""
    found = [(schema, path) for schema in source_schemas().values() for path in sorted(data.glob(schema.files))]
    return [(schema, path) for schema, path in found if not is_temporary(path)]


def is_temporary(path: Path) -> bool:
    """Tell whether a file is what a program keeps beside one that it has open (`~$27-osaka.csv`), or hidden."""
    return path.name.startswith(("~$", "."))
