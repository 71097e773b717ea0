"""The files themselves: what they say of themselves, and that the same data give the same bytes."""

import csv
import hashlib
import json
import re
import xml.etree.ElementTree as ElementTree
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import duckdb
import pyarrow.parquet
import pytest
import yaml
from frictionless import Package

from pipeline.dates import japanese_date
from pipeline.files import describe_datasets, write_datasets
from pipeline.files.citation_file import describe_citation
from pipeline.files.database_file import FileLayoutUnknown, replace_file_id
from pipeline.history.store import read_releases
from pipeline.identity import of_release, read_identity
from pipeline.paths import ROOT
from pipeline.read.source_files import SourceFile
from pipeline.schemas import STATUSES, published_schemas
from pipeline.tables.aggregate import aggregate
from written_files import Written

COMMENTS = (
    "select comment from duckdb_columns() where schema_name = 'main' and table_name = $table order by column_index"
)
TABLE_COMMENT = "select comment from duckdb_tables() where table_name = $table"
KEYS = "select count(*) from duckdb_constraints() where constraint_type = 'FOREIGN KEY'"


def test_same_data_give_the_same_bytes(
    made_up_files: tuple[Path, list[SourceFile]], written: Written, tmp_path: Path
) -> None:
    _, files = made_up_files
    write_datasets(lambda: aggregate(files), tmp_path / "again", written.identity)
    describe_datasets(tmp_path / "again", written.identity)
    first, again = files_below(written.folder), files_below(tmp_path / "again")
    assert [name for name, path in first.items() if again[name].read_bytes() != path.read_bytes()] == []
    assert again.keys() == first.keys()


def files_below(folder: Path) -> dict[str, Path]:
    """Give every file in a folder and its folders, by its path there."""
    return {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}


def names_in(folder: Path) -> set[str]:
    """Name the files of a folder, without its folders."""
    return {path.name for path in folder.iterdir() if path.is_file()}


def test_every_file_has_the_size_and_hash_that_the_package_states(written: Written) -> None:
    stated = [f for r in written.package["resources"] for f in (r, *r["alternates"])] + written.package["collections"]
    for file in stated:
        content = (written.folder / file["path"]).read_bytes()
        assert (file["bytes"], file["hash"]) == (len(content), f"sha256:{hashlib.sha256(content).hexdigest()}")
    described = {file["path"] for file in stated}
    others = {"SHA256SUMS", "CITATION.cff", "LICENSE-DATA", "README.md", "catalog.jsonld", "datapackage.json"}
    assert described | others == names_in(written.folder)


def test_checksums_name_every_file_but_themselves(written: Written) -> None:
    lines = (written.folder / "SHA256SUMS").read_text().splitlines()
    sums = {name: digest for digest, name in (line.split("  ") for line in lines)}
    assert set(sums) == names_in(written.folder) - {"SHA256SUMS"}
    for name, digest in sums.items():
        assert digest == hashlib.sha256((written.folder / name).read_bytes()).hexdigest()


def test_csv_has_a_byte_order_mark_and_unix_line_ends(written: Written) -> None:
    for name in published_schemas():
        content = (written.folder / f"{name}.csv").read_bytes()
        assert content.startswith(b"\xef\xbb\xbf") and content.endswith(b"\n") and b"\r" not in content
        assert content.count(b"\n") == len(written.rows[name]) + 1


def test_parquet_describes_its_columns_and_is_compressed(written: Written) -> None:
    for name, schema in published_schemas().items():
        metadata = pyarrow.parquet.read_metadata(written.folder / f"{name}.parquet")
        stated = {key.decode(): value.decode() for key, value in metadata.metadata.items()}
        fields = json.loads(stated["table_schema"])["fields"]
        assert [(f["name"], f["title"]) for f in fields] == [(f.name, f.title) for f in schema.fields]
        assert stated["title"] == schema.title and stated["version"] == written.identity.version
        if metadata.num_row_groups:
            assert metadata.row_group(0).column(0).compression == "ZSTD"


def test_database_has_comments_keys_and_japanese_views(written: Written) -> None:
    with duckdb.connect(str(written.folder / "joint-procurement.duckdb"), read_only=True) as database:
        for name, schema in published_schemas().items():
            comments = [comment for (comment,) in database.execute(COMMENTS, {"table": name}).fetchall()]
            assert [f.title in c for f, c in zip(schema.fields, comments, strict=True)] == [True] * len(schema.fields)
            (comment,) = database.execute(TABLE_COMMENT, {"table": name}).fetchone() or ("",)
            assert schema.row in comment and written.identity.version in comment and "CC BY 4.0" in comment
            assert database.execute(COMMENTS, {"table": schema.title}).fetchall() == [(c,) for c in comments]
            view = database.table(schema.title)
            assert view.columns == [f.title for f in schema.fields] and len(view) == len(written.rows[name])
        assert database.execute(KEYS).fetchall() == [(sum(len(s.foreign_keys) for s in published_schemas().values()),)]


def test_every_column_with_a_code_table_has_a_foreign_key_into_it(written: Written) -> None:
    for resource in written.package["resources"]:
        keys = {tuple(key["fields"]): key["reference"]["resource"] for key in resource["schema"].get("foreignKeys", [])}
        codes = {(f["name"],): f["codes"] for f in resource["schema"]["fields"] if "codes" in f}
        assert codes.items() <= keys.items(), resource["name"]
        assert len(keys) == len(resource["schema"].get("foreignKeys", [])), "no key is declared twice"


def test_a_database_file_laid_out_otherwise_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "other.duckdb"
    path.write_bytes(bytes(3 * 4096))
    with pytest.raises(FileLayoutUnknown):
        replace_file_id(path, bytes(16))
    assert path.read_bytes() == bytes(3 * 4096)


def test_zip_holds_all_tables_in_all_formats(written: Written) -> None:
    with ZipFile(written.folder / "joint-procurement.zip") as archive:
        names = {name.removeprefix("joint-procurement/") for name in archive.namelist()}
        assert names == names_in(written.folder) - {
            "joint-procurement.zip",
            "catalog.jsonld",
        }
        assert archive.testzip() is None
        assert archive.read("joint-procurement/cases.csv") == (written.folder / "cases.csv").read_bytes()
        assert archive.read("joint-procurement/LICENSE-DATA") == (ROOT / "LICENSE-DATA").read_bytes()


def test_zip_holds_the_checksums_of_its_own_files(written: Written) -> None:
    with ZipFile(written.folder / "joint-procurement.zip") as archive:
        files = {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}
    lines = files.pop("SHA256SUMS").decode().splitlines()
    sums = {name: digest for digest, name in (line.split("  ") for line in lines)}
    assert sums == {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}


def test_readme_names_every_table_file_and_status(written: Written) -> None:
    text = (written.folder / "README.md").read_text(encoding="utf-8")
    for name, schema in published_schemas().items():
        assert f"| {name} | {schema.title} |" in text and f"| {len(written.rows[name])} | {schema.title_en} |" in text
    for path in (*written.folder.glob("*.xlsx"), *written.folder.glob("*.duckdb")):
        assert f"`{path.name}`" in text
    assert all(f"| {status} |" in text for status in STATUSES)
    assert written.identity.version in text and "CC BY 4.0" in text


def test_citation_files_agree_and_that_of_the_repository_names_the_newest_release(written: Written) -> None:
    published = yaml.safe_load((written.folder / "CITATION.cff").read_text(encoding="utf-8"))
    assert (published["version"], published["commit"]) == (written.identity.version, written.identity.data_version)
    assert str(published["date-released"]) == written.identity.data_date
    ours = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    newest = read_releases(ROOT / "data")[-1]
    identity = of_release(read_identity(ROOT / "data"), newest.version, newest.released_on)
    assert ours == describe_citation(identity) | {
        "version": newest.version,
        "date-released": date.fromisoformat(newest.released_on),
        "url": f"{identity.site_url}data/v{newest.version}/",
    }
    assert {"cff-version", "message", "title", "authors"} <= set(ours)


def test_licence_of_the_data_names_the_site_as_the_configuration_does() -> None:
    identity, text = read_identity(ROOT / "data"), (ROOT / "LICENSE-DATA").read_text(encoding="utf-8")
    assert [line.count(identity.site_url) for line in text.splitlines() if "CC BY 4.0" in line and "http" in line] == [
        1,
        1,
        1,
    ]
    assert f"{identity.publisher}『{identity.site_name}』" in text


def test_every_chart_can_be_taken_away_whole(built_site: Path) -> None:
    bundles = sorted((built_site / "data" / "latest" / "charts").glob("*.zip"))
    assert bundles
    for bundle in bundles:
        with ZipFile(bundle) as archive:
            files = {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}
        assert set(files) == {
            "README.md",
            "data.csv",
            "data.en.csv",
            "metadata.json",
            f"{bundle.stem}.svg",
            f"{bundle.stem}.png",
        }
        header, *rows = csv.reader(files["data.csv"].decode("utf-8-sig").splitlines())
        assert rows and header == json.loads(files["metadata.json"])["columns"]
        drawn = "".join(ElementTree.fromstring(files[f"{bundle.stem}.svg"]).itertext())
        about = json.loads(files["metadata.json"])
        told = [about[part] for part in ("title", "subtitle", "publisher", "address")] + [japanese_date(about["date"])]
        assert [text for text in told if text not in drawn] == []
        assert files[f"{bundle.stem}.png"].startswith(b"\x89PNG") and b"var(--" not in files[f"{bundle.stem}.svg"]


def test_every_chart_on_a_page_links_its_bundle(built_site: Path) -> None:
    linked = {
        (page.parent / href).resolve()
        for page in built_site.glob("**/index.html")
        for href in re.findall(r'href="([^"]*data/latest/charts/[^"]*)"', page.read_text(encoding="utf-8"))
    }
    assert linked == {path.resolve() for path in (built_site / "data" / "latest" / "charts").glob("*.zip")}


def test_plain_csv_is_the_same_without_the_mark_and_described(written: Written) -> None:
    plain = Package(str(written.folder / "plain" / "datapackage.json"))
    assert [resource.name for resource in plain.resources] == list(published_schemas())
    for resource in plain.resources:
        marked = (written.folder / str(resource.path)).read_bytes()
        content = (written.folder / "plain" / str(resource.path)).read_bytes()
        assert marked == b"\xef\xbb\xbf" + content
        assert resource.hash == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert content.decode().split("\n")[0].split(",") == published_schemas()[str(resource.name)].columns
