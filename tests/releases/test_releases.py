"""Releases are whole, hashed, numbered by what changed, and never change."""

import csv
import json
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest
import yaml
from frictionless import Package
from typer.testing import CliRunner

from pipeline.__main__ import app
from pipeline.digests import read_sums, sha256_of, write_sums
from pipeline.files.ocds import OCDS_FILES
from pipeline.files.releases import ANCHORS, write_releases
from pipeline.history.ledger import add_to_ledger, read_ledger, touched_releases
from pipeline.history.store import read_releases
from pipeline.history.writing import NothingToRelease, ReleasedBefore
from pipeline.identity import read_identity
from releases.record import Record, bytes_of


def published_of(files: dict[str, bytes]) -> dict[str, bytes]:
    """Leave out the source of a release."""
    return {name: content for name, content in files.items() if not name.startswith("source/")}


def test_a_release_holds_every_table_twice_and_its_digests(released: Path) -> None:
    folder = released / "releases" / "1.0.0"
    assert subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=folder, check=False).returncode == 0
    manifest = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert (manifest["version"], manifest["released_on"], manifest["previous"]) == ("1.0.0", "2026-01-10", None)
    for resource in manifest["resources"]:
        with (folder / resource["path"]).open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
        assert rows[0] == [field["name"] for field in resource["schema"]["fields"]]
        assert len(rows) - 1 == resource["rows"]
        twin = json.loads((folder / resource["alternates"][0]["path"]).read_text(encoding="utf-8"))
        assert len(twin) == resource["rows"]


def test_releasing_twice_without_a_change_is_refused_with_a_sentence(record: Record) -> None:
    again = CliRunner().invoke(app, ["release", "--data", str(record.data)])
    assert again.exit_code == 2
    assert "リリース 1.0.0 から変わったところがありません。" in again.output
    assert [r.version for r in read_releases(record.data)] == ["1.0.0"]


def test_a_row_that_only_moves_in_its_file_is_no_change(record: Record) -> None:
    path = record.survey("10-5001")
    record.write(path, [*record.read(path)][::-1])
    with pytest.raises(NothingToRelease):
        record.release("2026-02-01")


def test_the_second_release_names_the_first_and_what_changed(eventful: Record) -> None:
    second = read_releases(eventful.data)[-1]
    assert (second.version, second.previous, second.note) == ("2.0.0", "1.0.0", "試験のリリースです。")
    notes = (second.folder / "notes.md").read_text(encoding="utf-8")
    assert "E0002（重大）" in notes and "なくなった事例：24-5001" in notes
    explained = {j.erratum_id for j in second.changes if j.nature == "correction"}
    assert explained == {"E0001", "E0002"}
    assert "28-5001" in {j.change.key for j in second.changes if j.nature == "update"}


def test_old_releases_are_the_same_bytes_after_later_releases_and_builds(
    released: Path, eventful: Record, eventful_site: Path
) -> None:
    frozen = bytes_of(released / "releases" / "1.0.0")
    assert bytes_of(eventful.data / "releases" / "1.0.0") == frozen
    published = bytes_of(eventful_site / "data" / "v1.0.0")
    frozen = as_published(frozen)
    differing = {n for n, b in frozen.items() if published[n] != b}
    assert differing == {"cases.csv", "cases.json"}
    assert "WITHDRAWN.txt" in published and not set(OCDS_FILES) & set(published)
    assert sums_fit(eventful_site / "data" / "v1.0.0")


def as_published(frozen: dict[str, bytes]) -> dict[str, bytes]:
    """Give the frozen files under the names that they have on the site."""
    return {ANCHORS.get(name, name): content for name, content in published_of(frozen).items()}


def sums_fit(folder: Path) -> bool:
    """Tell whether SHA256SUMS names every other file of a folder, as it is, but for its page."""
    sums = read_sums(folder)
    files = {path.name for path in folder.iterdir() if path.is_file()} - {"SHA256SUMS", "index.html"}
    return sums == {name: sha256_of(folder / name) for name in files}


@pytest.fixture(scope="module")
def published(released: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of release 1.0.0 as the site shows it."""
    folder = tmp_path_factory.mktemp("published")
    write_releases(read_releases(released), [], folder / "data", folder / "kept", read_identity(released))
    return folder / "data" / "v1.0.0"


def test_without_a_withdrawal_the_frozen_files_are_published_as_they_are(released: Path, published: Path) -> None:
    frozen = as_published(bytes_of(released / "releases" / "1.0.0"))
    assert {name: content for name, content in bytes_of(published).items() if name in frozen} == frozen
    assert sums_fit(published)


def test_every_format_of_a_release_holds_the_frozen_rows(published: Path) -> None:
    package = json.loads((published / "datapackage.json").read_text(encoding="utf-8"))
    names = [resource["name"] for resource in package["resources"]]
    assert {"cases", "participations", "changes", "erratum_effects"} <= set(names)
    with duckdb.connect(str(published / "joint-procurement.duckdb"), read_only=True) as database_file:
        for name in names:
            rows = duckdb.read_parquet(str(published / f"{name}.parquet")).fetchall()
            assert rows == database_file.table(name).fetchall()
            records = json.loads((published / f"{name}.json").read_text(encoding="utf-8"))
            lines = (published / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
            assert records == [json.loads(line) for line in lines]
            assert [[str(v) for v in row if v is not None] for row in rows] == [
                [str(v) for v in record.values() if v is not None] for record in records
            ]


def test_a_release_describes_itself(published: Path) -> None:
    report = Package(str(published / "datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "type", "note"])[:5]
    assert (published / "LICENSE-DATA").exists()
    assert "1.0.0" in (published / "README.md").read_text(encoding="utf-8")
    cited = yaml.safe_load((published / "CITATION.cff").read_text(encoding="utf-8"))
    assert (cited["version"], str(cited["date-released"])) == ("1.0.0", "2026-01-10")
    assert cited["url"].endswith("/data/v1.0.0/")


def test_a_release_has_ocds_of_its_own_cases(released: Path, published: Path) -> None:
    cases = Record(released).read_released("1.0.0", "cases")
    shown = {row["case_id"] for row in cases if row["is_newest_edition"] == "true" and row["is_withdrawn"] == "false"}
    package = json.loads((published / "ocds-releases.json").read_text(encoding="utf-8"))
    assert {release["ocid"][-7:] for release in package["releases"]} == shown != set()
    assert package["uri"].endswith("/data/v1.0.0/ocds-releases.json")
    described = json.loads((published / "datapackage.json").read_text(encoding="utf-8"))["collections"]
    assert set(OCDS_FILES) <= {file["path"] for file in described}


class MadeAgain(Exception):
    """A release was written although it was kept."""


def test_a_release_is_written_once_until_what_it_is_made_of_changes(
    released: Path, published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> bytes:
        raise MadeAgain

    monkeypatch.setattr("pipeline.files.releases._make", refuse)
    releases, identity, kept = read_releases(released), read_identity(released), published.parents[1] / "kept"
    write_releases(releases, [], tmp_path / "again", kept, identity)
    assert bytes_of(tmp_path / "again" / "v1.0.0") == bytes_of(published)
    with pytest.raises(MadeAgain):
        write_releases(releases, [], tmp_path / "moved", kept, replace(identity, site_url="https://moved.example/"))


def test_a_touched_release_is_a_fault(record: Record) -> None:
    folder = record.data / "releases" / "1.0.0"
    (folder / "cases.csv").write_text("changed", encoding="utf-8")
    (folder / "cases.json").unlink()
    (folder / "more.csv").write_text("a\n", encoding="utf-8")
    assert sorted((p.cause, Path(p.path).name) for p in record.problems()) == [
        ("release_added", "more.csv"),
        ("release_changed", "cases.csv"),
        ("release_missing", "cases.json"),
    ]


def test_a_release_keeps_the_files_that_people_write(released: Path) -> None:
    frozen = bytes_of(released / "releases" / "1.0.0" / "source")
    written = {name: content for name, content in bytes_of(released).items() if name.endswith(".csv")}
    written = {name: content for name, content in written.items() if not name.startswith("releases/")}
    frozen.pop("SHA256SUMS")
    assert frozen == written


def rewritten(folder: Path, name: str) -> None:
    """Change a file and the checksums with it, as somebody who wants to hide the change."""
    (folder / name).write_text("別の説明", encoding="utf-8")
    source = folder.parent / ".source"
    (folder / "source").rename(source)
    write_sums(folder)
    source.rename(folder / "source")


def touched(data: Path) -> list[tuple[str, str, str]]:
    return [(t.release, t.name, t.how) for t in touched_releases(data)]


@pytest.fixture
def two(eventful: Record, tmp_path: Path) -> Path:
    """The two releases of the eventful record, to be touched."""
    shutil.copytree(eventful.data / "releases", tmp_path / "data" / "releases")
    return tmp_path / "data"


def test_untouched_releases_are_whole(two: Path) -> None:
    assert touched(two) == []
    assert [entry.release for entry in read_ledger(two)] == ["1.0.0", "2.0.0"]


@pytest.mark.parametrize("version", ["1.0.0", "2.0.0"])
def test_a_release_that_is_deleted_or_renamed_is_missed(two: Path, version: str) -> None:
    (two / "releases" / version).rename(two / "releases" / "0.9.0")
    assert touched(two) == [("", "0.9.0", "unlisted"), (version, "", "gone")]
    shutil.rmtree(two / "releases" / "0.9.0")
    assert touched(two) == [(version, "", "gone")]


@pytest.mark.parametrize("version", ["1.0.0", "2.0.0"])
def test_a_release_that_is_rewritten_with_its_checksums_is_found(two: Path, version: str) -> None:
    rewritten(two / "releases" / version, "notes.md")
    assert (version, "SHA256SUMS", "changed") in touched(two)


def test_source_rows_that_are_rewritten_with_their_checksums_are_found(two: Path) -> None:
    folder = two / "releases" / "2.0.0" / "source"
    (folder / "sources.csv").write_text("別の出典", encoding="utf-8")
    assert touched(two) == [("2.0.0", "source/sources.csv", "changed")]
    (folder / "SHA256SUMS").unlink()
    write_sums(folder)
    assert touched(two) == [("2.0.0", "source/SHA256SUMS", "changed")]


def test_a_release_vouches_for_the_one_before_against_a_rewritten_ledger(two: Path) -> None:
    rewritten(two / "releases" / "1.0.0", "notes.md")
    (two / "releases" / "ledger.csv").unlink()
    assert touched(two) == [("", "ledger.csv", "missing")]
    for release in read_releases(two):
        add_to_ledger(two, release)
    assert touched(two) == [("2.0.0", "ledger.csv", "unchained")]


def test_checksums_that_are_no_text_are_a_fault_and_no_traceback(two: Path) -> None:
    (two / "releases" / "1.0.0" / "SHA256SUMS").write_bytes(bytes(range(256)))
    (two / "releases" / "2.0.0" / "datapackage.json").write_bytes(b"\xff{")
    assert {("1.0.0", "SHA256SUMS", "changed"), ("2.0.0", "datapackage.json", "changed")} <= set(touched(two))


def test_a_release_is_not_dated_before_the_newest(record: Record) -> None:
    record.edit("28-5001", 連絡先="電話 00-0000-1111（架空）")
    with pytest.raises(ReleasedBefore, match="リリース日 2026-01-09 は"):
        record.release("2026-01-09")
    assert [r.version for r in read_releases(record.data)] == ["1.0.0"]
    assert record.release("2026-01-10").name == "1.1.0"
