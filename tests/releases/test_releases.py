"""Releases are whole, hashed, numbered by what changed, and never change."""

import csv
import json
import shutil
import subprocess
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.__main__ import app
from pipeline.history.publication import publish_releases
from pipeline.history.store import read_releases, touched_files
from pipeline.history.writing import NothingToRelease, ReleasedBefore
from releases.record import Record, bytes_of


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
    assert {n: b for n, b in published.items() if n in frozen and frozen[n] != b}.keys() == {
        "cases.csv",
        "cases.json",
        "SHA256SUMS",
    }
    assert published.keys() - frozen.keys() == {"WITHDRAWN.txt"}


def test_without_a_withdrawal_the_published_files_are_the_frozen_ones(released: Path, tmp_path: Path) -> None:
    publish_releases(read_releases(released), [], tmp_path)
    assert bytes_of(tmp_path / "v1.0.0") == bytes_of(released / "releases" / "1.0.0")


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


def test_a_release_vouches_for_the_digests_of_the_one_before(eventful: Record, tmp_path: Path) -> None:
    shutil.copytree(eventful.data / "releases", tmp_path / "releases")
    sums = tmp_path / "releases" / "1.0.0" / "SHA256SUMS"
    target = tmp_path / "releases" / "1.0.0" / "notes.md"
    before = sums.read_text(encoding="utf-8")
    target.write_text("別の説明", encoding="utf-8")
    from pipeline.history.store import sha256_of

    lines = [line if "notes.md" not in line else f"{sha256_of(target)}  notes.md" for line in before.splitlines()]
    sums.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert [(t.name, t.how) for t in touched_files(read_releases(tmp_path))] == [("SHA256SUMS", "changed")]


def test_a_release_is_not_dated_before_the_newest(record: Record) -> None:
    record.edit("28-5001", 連絡先="電話 00-0000-1111（架空）")
    with pytest.raises(ReleasedBefore, match="リリース日 2026-01-09 は"):
        record.release("2026-01-09")
    assert [r.version for r in read_releases(record.data)] == ["1.0.0"]
    assert record.release("2026-01-10").name == "1.1.0"
