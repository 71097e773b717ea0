"""100,000 made-up survey rows in 47 files, and the same files as a package that Frictionless validates alone."""

import csv
import json
import shutil
from itertools import cycle, islice
from pathlib import Path

from pipeline.schemas import source_schemas

ROWS = 100_000
EDITION = "2024-01-31"
OWN_KEYS = ("$schema", "files", "row")


def write_survey_rows(data: Path, target: Path, rows: int = ROWS) -> list[Path]:
    """Write a data folder with that many survey rows, one file for each prefecture, from made-up cases.

    The cases of each prefecture are repeated under new numbers; none has a list of participants, so the survey is all.
    """
    shutil.copytree(data / "codes", target / "codes")
    for name in ("sources.csv", "SYNTHETIC"):
        shutil.copy(data / name, target / name)
    _write_empty_tables(target)
    sources = sorted((data / "survey" / EDITION).glob("*.csv"))
    shares = [rows // len(sources) + (i < rows % len(sources)) for i in range(len(sources))]
    return [_write_file(path, target, share) for path, share in zip(sources, shares, strict=True)]


def _write_empty_tables(target: Path) -> None:
    """Write the header of every other table, for some may not be missing."""
    for schema in source_schemas().values():
        path = target / schema.files
        if not schema.has_editions and not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"\ufeff{','.join(schema.header)}\n", encoding="utf-8", newline="\n")


def _write_file(source: Path, target: Path, rows: int) -> Path:
    header = source_schemas()["survey_cases"].header
    with source.open(encoding="utf-8-sig", newline="") as stream:
        _, *cases = csv.reader(stream)
    scope = header.index("名簿の範囲")
    path = target / "survey" / EDITION / source.name
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(header)
        for number, case in enumerate(islice(cycle(cases), rows), start=1):
            writer.writerow([f"{source.name[:2]}-{number:04d}", *case[1:scope], "なし", *case[scope + 1 :]])
    return path


def write_package(files: list[Path], folder: Path) -> Path:
    """Describe the files of a folder for Frictionless, beside it, with the schema that the check uses."""
    schema = source_schemas()["survey_cases"]
    own = {key: value for key, value in schema.descriptor.items() if key not in OWN_KEYS}
    described = {**own, "missingValues": list(schema.missing)}
    resources = [
        {"name": path.stem, "path": str(path.relative_to(folder.parent)), "encoding": "utf-8-sig", "schema": described}
        for path in files
    ]
    package = folder.parent / "datapackage.json"
    package.write_text(json.dumps({"name": "survey", "resources": resources}, ensure_ascii=False), encoding="utf-8")
    return package
