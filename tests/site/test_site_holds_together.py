"""The built site of the real data: every page is there, every link leads somewhere, nothing is asked of another host."""

import csv
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest

from pipeline.pages.security_policy import policy

DATA = Path(__file__).resolve().parents[2] / "data"


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def pages_of(site: Path, kind: str) -> set[str]:
    return {path.parent.name for path in (site / kind).glob("*/index.html")}


@pytest.mark.parametrize(
    ("kind", "table", "column"),
    [
        ("cases", "cases", "case_id"),
        ("prefectures", "prefectures", "prefecture_code"),
        ("municipalities", "municipalities", "municipality_code"),
        ("systems", "system_types", "system_type_code"),
    ],
)
def test_every_published_thing_has_a_page(built_out: Path, kind: str, table: str, column: str) -> None:
    published = {row[column] for row in rows_of(built_out / "datasets" / f"{table}.csv")}
    assert pages_of(built_out / "site", kind) == published


def test_site_has_all_prefectures_municipalities_and_system_types(built_site: Path) -> None:
    assert len(pages_of(built_site, "prefectures")) == 47
    assert len(pages_of(built_site, "municipalities")) == 1741
    assert len(pages_of(built_site, "systems")) == 22 + 3


def test_every_survey_row_is_published_with_its_file_and_row(built_out: Path) -> None:
    written = {
        (str(path.relative_to(DATA)), number, row["事例ID"])
        for path in DATA.glob("survey/*/*.csv")
        for number, row in enumerate(rows_of(path), start=2)
    }
    published = rows_of(built_out / "datasets" / "cases.csv")
    assert {(row["source_file"], int(row["source_row"]), row["case_id"]) for row in published} == written


def test_official_totals_come_out_of_the_published_tables(built_out: Path) -> None:
    counts = rows_of(built_out / "datasets" / "case_counts_by_system_type.csv")
    official: dict[str, int] = {}
    for row in counts:
        if row["edition"] == "2024-01-31":
            official[row["category"]] = official.get(row["category"], 0) + int(row["official_case_count"])
    assert official == {"総務部門": 79, "事業部門": 62, "ツール": 104}
    assert sum(official.values()) == 245


def test_official_map_of_facility_reservation_comes_out_of_the_published_tables(built_out: Path) -> None:
    rows = rows_of(built_out / "datasets" / "participation_by_prefecture_and_system_type.csv")
    shown = [
        int(row["official_participant_count"]) for row in rows if row["system_type_code"] == "facility-reservation"
    ]
    assert len([count for count in shown if count > 0]) == 18
    assert sum(shown) == 253


class _Page(HTMLParser):
    """Collects what a page links to, and the anchors that can be linked to."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.anchors: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.anchors |= {values[name] for name in ("id", "name") if name in values}
        if tag in ("a", "area") and "href" in values:
            self.links.append(values["href"])
        if tag in ("script", "img", "iframe", "source") and "src" in values:
            self.loaded.append(values["src"])
        if values.get("type") == "application/json+oembed":
            return  # its address has to name the host
        if tag == "link" and values.get("rel") in ("stylesheet", "icon", "alternate", "modulepreload"):
            self.loaded.append(values["href"])


@pytest.fixture(scope="module")
def pages(built_site: Path) -> dict[str, _Page]:
    """Every page by its address below the site; of the 1,741 municipalities every tenth."""
    parsed = {}
    for path in built_site.rglob("*.html"):
        address = path.relative_to(built_site).as_posix()
        if address.startswith("municipalities/") and not re.search(r"/(\d{3}0\d/|index)", address):
            continue
        page = _Page()
        page.feed(path.read_text(encoding="utf-8"))
        parsed[address] = page
    return parsed


def test_no_internal_link_is_broken(built_site: Path, pages: dict[str, _Page]) -> None:
    broken = [
        (address, link)
        for address, page in pages.items()
        if address != "404.html"
        for link in {*page.links, *page.loaded}
        if not urlsplit(link).scheme and not _leads_somewhere(built_site, pages, address, link)
    ]
    assert broken == []


def _leads_somewhere(site: Path, pages: dict[str, _Page], address: str, link: str) -> bool:
    target, anchor = urldefrag(urljoin(f"http://site/{address}", link))
    place = unquote(urlsplit(target).path).removeprefix("/")
    place = f"{place}index.html" if place.endswith("/") or not place else place
    if not (site / place).is_file():
        return False
    return not anchor or place not in pages or unquote(anchor) in pages[place].anchors


def test_pages_load_nothing_from_another_host(pages: dict[str, _Page]) -> None:
    foreign = [(address, link) for address, page in pages.items() for link in page.loaded if urlsplit(link).netloc]
    assert foreign == []


def test_every_page_carries_a_policy_without_unsafe_scripts(built_site: Path) -> None:
    for path in [*built_site.glob("*/index.html"), *sorted(built_site.glob("*/*/index.html"))[::50]]:
        text = path.read_text(encoding="utf-8")
        written = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
        assert written, path
        scripts = next(part for part in written[1].split(";") if part.strip().startswith("script-src"))
        assert "unsafe" not in scripts
        assert "style-src 'self';" in text and not re.search(r"<style|<[^>]* style=", text), path
        assert written[1] == policy(text), path


def test_sitemap_lists_every_page(built_site: Path) -> None:
    listed = set(
        re.findall(r"<loc>https://joint-procurement.example/(.*?)</loc>", (built_site / "sitemap.xml").read_text())
    )
    built = {path.parent.relative_to(built_site).as_posix() + "/" for path in built_site.rglob("index.html")}
    assert listed == {"" if address == "./" else address for address in built}


def test_no_shell_page_is_left(built_site: Path) -> None:
    assert not list(built_site.rglob("_shell"))
    assert not [path for path in built_site.rglob("index.html") if "@@" in path.read_text(encoding="utf-8")]


def test_data_package_tells_the_bytes_of_every_file(built_out: Path) -> None:
    package = json.loads((built_out / "datasets" / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        for file in [resource, *resource["alternates"]]:
            assert (built_out / "site" / "data" / "latest" / file["path"]).stat().st_size == file["bytes"]


def test_pages_say_their_language_and_their_feeds(built_site: Path) -> None:
    english = (built_site / "en" / "index.html").read_text(encoding="utf-8")
    assert '<html lang="en"' in english and re.search(r'<header [^>]*lang="ja"', english)
    for address, feeds in (
        ("", ["errata/feed.xml", "changes/feed.xml"]),
        ("errata", ["feed.xml"]),
        ("changes", ["feed.xml"]),
    ):
        page = (built_site / address / "index.html").read_text(encoding="utf-8")
        assert '<html lang="ja"' in page
        assert re.findall(r'type="application/atom\+xml"[^>]* href="([^"]*)"', page) == feeds
        # Beside a bare "alternate" Material's script would ask for a sitemap that is not there.
        assert 'rel="alternate"' not in page


def test_hosts_are_told_what_a_page_cannot_say_itself(built_site: Path) -> None:
    written = (built_site / "_headers").read_text(encoding="utf-8")
    nginx = (DATA.parent / "build" / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    headers = {line.strip() for line in written.splitlines() if ": " in line and not line.startswith("#")}
    assert "Content-Security-Policy: frame-ancestors 'none'" in headers
    for header in headers:
        name, value = header.split(": ")
        assert re.search(rf'add_header {name} "?{re.escape(value)}"? always;', nginx), header


NO_DATA = re.compile(r"(about|notes|contribute|compare|errata|ocds|en(/dictionary)?|data/.*)")
"""Pages whose tables are written by hand, by the reader's choice, or list files."""


def test_page_with_a_table_links_the_table_and_the_sql_it_comes_from(built_site: Path, pages: dict[str, _Page]) -> None:
    silent, linking = [], 0
    for address, page in pages.items():
        place = address.removesuffix("/index.html")
        if "<table" not in (built_site / address).read_text(encoding="utf-8") or NO_DATA.fullmatch(place):
            continue
        linking += 1
        if not any("/build/sql/publish/" in link and link.endswith(".sql") for link in page.links):
            silent.append(place)
    assert silent == []
    assert linking > 100
