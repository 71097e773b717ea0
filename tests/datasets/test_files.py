"""The files themselves: what they say of themselves, and that the same data give the same bytes."""

import csv
import hashlib
import json
import re
import xml.etree.ElementTree as ElementTree
from datetime import UTC, date, datetime
from pathlib import Path
from zipfile import ZipFile

import duckdb
import openpyxl
import pyarrow.parquet
import pytest
import yaml
from frictionless import Package

from pipeline.dates import japanese_date
from pipeline.english import english_texts, in_english
from pipeline.files import write_datasets
from pipeline.files.citation_file import describe_citation
from pipeline.files.database_file import FileLayoutUnknown, replace_file_id
from pipeline.files.xlsx import export_rows, sheet_name, write_workbook
from pipeline.history.store import read_releases
from pipeline.identity import of_release, read_identity
from pipeline.paths import ROOT
from pipeline.read.source_files import SourceFile
from pipeline.schemas import STATUSES, Field, published_schemas
from pipeline.tables.aggregate import aggregate
from pipeline.tables.dictionary import column_choices, status_description_en
from readers import workbook_of
from rules import judge_folder
from written_files import AWKWARD_TEXTS, Written

COMMENTS = (
    "select comment from duckdb_columns() where schema_name = 'main' and table_name = $table order by column_index"
)
TABLE_COMMENT = "select comment from duckdb_tables() where table_name = $table"
KEYS = "select count(*) from duckdb_constraints() where constraint_type = 'FOREIGN KEY'"


def test_same_data_give_the_same_bytes(
    made_up_files: tuple[Path, list[SourceFile]], written: Written, tmp_path: Path
) -> None:
    _, files = made_up_files
    write_datasets(aggregate(files), tmp_path / "again", written.identity)
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


def test_workbooks_have_frozen_headings_with_notes_and_nothing_that_hides(written: Written) -> None:
    names = {workbook_of(schema) for schema in published_schemas().values()}
    books = {name: openpyxl.load_workbook(written.folder / name) for name in names}
    for schema in published_schemas().values():
        sheet = books[workbook_of(schema)][sheet_name(schema)]
        assert sheet.freeze_panes == "A2" and not sheet.merged_cells.ranges
        for f, cell in zip(schema.fields, sheet[1], strict=True):
            assert f.title in str(cell.comment) and f.title_en in str(cell.comment) and f.unit in str(cell.comment)


def test_workbooks_hold_no_formula_and_explain_themselves(written: Written) -> None:
    for path in sorted(written.folder.glob("*.xlsx")):
        book = openpyxl.load_workbook(path)
        assert book.sheetnames[0] == "説明" and all(sheet.sheet_state == "visible" for sheet in book)
        kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
        assert kinds <= {"s", "n", "b", "d"}, "f would be a formula, e an error"
        assert written.identity.data_version in [row[1] for row in book["説明"].iter_rows(values_only=True)]


def test_texts_that_look_like_formulas_stay_texts_in_a_workbook(written: Written) -> None:
    sheet = openpyxl.load_workbook(written.folder / "joint-procurement.xlsx")["出典"]
    found = {cell.value: cell for row in sheet.iter_rows() for cell in row if cell.value in AWKWARD_TEXTS}
    assert set(found) == set(AWKWARD_TEXTS)
    assert {cell.data_type for cell in found.values()} == {"s"}
    assert found["=1+1"].quotePrefix


def test_a_table_longer_than_a_sheet_goes_on_in_the_next(
    written: Written, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows, schema = written.rows["prefectures"], published_schemas()["prefectures"]
    monkeypatch.setattr("pipeline.files.xlsx.ROWS_OF_A_SHEET", 4)
    export_rows(written.connection, {schema.name: schema}, tmp_path)
    write_workbook(tmp_path, tmp_path / "long.xlsx", [schema], written.identity)
    book = openpyxl.load_workbook(tmp_path / "long.xlsx")
    _, *sheets = [list(sheet.iter_rows(values_only=True)) for sheet in book]
    assert book.sheetnames[1:3] == [sheet_name(schema), f"{sheet_name(schema)}_2"] and len(sheets) == 12
    assert [sheet[0] for sheet in sheets] == [tuple(schema.columns)] * len(sheets)
    assert [row for sheet in sheets for row in sheet[1:]] == rows


def test_workbook_bears_the_time_of_the_data_not_of_the_clock(written: Written) -> None:
    book = openpyxl.load_workbook(written.folder / "joint-procurement.xlsx")
    assert book.properties.modified.replace(tzinfo=UTC) == written.identity.data_time
    with ZipFile(written.folder / "joint-procurement.xlsx") as archive:
        times = {datetime(*entry.date_time, tzinfo=UTC) for entry in archive.infolist()}
    assert {abs((time - written.identity.data_time).total_seconds()) < 2 for time in times} == {True}


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


def test_every_published_file_of_the_real_data_meets_all_national_rules(built_out: Path) -> None:
    folder = built_out / "datasets"
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    report = judge_folder(folder, package, ROOT / "data" / "releases")
    tables = {path.name for path in folder.iterdir() if path.suffix in (".csv", ".xlsx")}
    assert {verdict.file for verdict in report.verdicts} == tables
    assert [(v.rule, v.file, v.table, v.finding.evidence) for v in report.broken] == []
    assert report.scores == {1: 100, 2: 100, 3: 100}


def test_dictionary_names_every_column_in_both_languages(written: Written) -> None:
    with (written.folder / "dictionary_columns.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [(r["table_name"], r["column_name"]) for r in rows] == [
        (schema.name, column) for schema in published_schemas().values() for column in schema.columns
    ]
    assert [r["column_name"] for r in rows if not r["title"] or not r["title_en"]] == []


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


def test_every_japanese_text_of_the_schemas_has_an_english_one_and_no_other_has(written: Written) -> None:
    texts = {
        text
        for schema in published_schemas().values()
        for text in (schema.row, schema.description, *(t for f in schema.fields for t in _texts(f)))
    }
    assert sorted(text for text in texts if text and not in_english(text)) == [], "add them to schemas/english.csv"
    assert sorted(set(english_texts()) - texts - _values_with_english(written)) == [], "nothing uses them"


def _values_with_english(written: Written) -> set[str]:
    """The values of code lists whose English the published tables take from the list."""
    columns = {
        "value_statuses": ("status_label", "meaning"),
        "cost_bands": ("cost_band",),
        "editions": ("edition_name", "edition_description"),
    }
    return {
        row[published_schemas()[table].columns.index(column)]
        for table, names in columns.items()
        for column in names
        for row in written.rows[table]
    }


def _texts(f: Field) -> list[str]:
    described = "" if status_description_en(f) else f.description
    return [described, f.unit, *(label for _, label in column_choices(f))]


def test_every_column_is_described_in_both_languages(written: Written) -> None:
    with (written.folder / "dictionary_columns.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    wanted = ("title", "title_en", "description", "description_en")
    assert [(r["table_name"], r["column_name"]) for r in rows if not all(r[w] for w in wanted)] == []
    assert [(r["table_name"], r["column_name"]) for r in rows if r["unit"] and not r["unit_en"]] == []


def test_plain_csv_is_the_same_without_the_mark_and_described(written: Written) -> None:
    plain = Package(str(written.folder / "plain" / "datapackage.json"))
    assert [resource.name for resource in plain.resources] == list(published_schemas())
    for resource in plain.resources:
        marked = (written.folder / str(resource.path)).read_bytes()
        content = (written.folder / "plain" / str(resource.path)).read_bytes()
        assert marked == b"\xef\xbb\xbf" + content
        assert resource.hash == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert content.decode().split("\n")[0].split(",") == published_schemas()[str(resource.name)].columns


def test_every_choice_has_an_english_name(built_out: Path) -> None:
    for table in ("dictionary_choices", "value_statuses", "cost_bands", "editions", "system_types", "municipalities"):
        with (built_out / "datasets" / f"{table}.csv").open(encoding="utf-8-sig", newline="") as stream:
            header, *rows = csv.reader(stream)
        english = [i for i, name in enumerate(header) if name.endswith("_en") or name == "romaji"]
        assert rows and english, table
        assert [row for row in rows if not all(row[i] for i in english)] == [], table


def test_package_describes_every_table_in_both_languages(written: Written) -> None:
    wanted = ("title", "title_en", "row", "row_en", "description", "description_en")
    assert [r["name"] for r in written.package["resources"] if not all(r[w] for w in wanted)] == []
