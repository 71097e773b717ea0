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
        """The edition that the path names, or nothing for tables that have none."""
        return edition_of(self.path)


def edition_of(path: str) -> str:
    """Take the edition from a path: `survey/<edition>/27-osaka.csv` or `participant_counts/<edition>.csv`."""
    parts = Path(path).with_suffix("").parts
    if parts[0] in ("survey", "participation", "evidence", "official"):
        return parts[1]
    return parts[1] if parts[0] == "participant_counts" else ""


def find_files(data: Path) -> list[tuple[Schema, Path]]:
    """List every CSV that some schema describes, with that schema, in the order of tables and paths."""
    return [(schema, path) for schema in source_schemas().values() for path in sorted(data.glob(schema.files))]
