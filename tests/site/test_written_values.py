"""Dates and shares on every page of the built site: written in one way, and rounded once."""

import csv
import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
from lxml import html

CLASS = "contains(concat(' ', @class, ' '), ' {} ')"
NOT_READ = f"//*[self::script or self::style or self::pre or self::code or {CLASS.format('code')} or {CLASS.format('preview')} or @lang='en'][not(self::html)]"
"""Code, and data as they are in the files; English has its own way."""
OTHER_DATE = re.compile(r"(?<![\w./-])\d{4}(?:-\d{2}(?:-\d{2})?|/\d{1,2}/\d{1,2}|\.\d{1,2}\.\d{1,2})(?![\w/.-])")
SHARE = re.compile(r"([\d,]+) / ([\d,]+)[^\d（]{0,6}（([\d.]+)\s?%）")
SHARE_COLUMN = "参加の割合（%）"


def pages(site: Path) -> Iterator[tuple[str, html.HtmlElement]]:
    """Read every page, of the towns those of two prefectures."""
    for path in sorted(site.rglob("index.html")):
        address = path.parent.relative_to(site).as_posix()
        if not re.match(r"municipalities/(?!01|47)|en(/|$)", address):
            yield address, html.fromstring(path.read_text(encoding="utf-8"))


def said(page: html.HtmlElement) -> str:
    """Give what a page says, without code, raw data and what is English."""
    for element in page.xpath(NOT_READ):
        element.drop_tree()
    return re.sub(r"\s+", " ", " ".join(page.itertext()))


@pytest.fixture(scope="module")
def texts(built_site: Path) -> dict[str, str]:
    return {address: said(page) for address, page in pages(built_site)}


def rounded(part: str, whole: str, like: str) -> str:
    """Compute a share in percent, with as many digits as another has."""
    exact = Decimal(part.replace(",", "")) * 100 / Decimal(whole.replace(",", ""))
    return str(exact.quantize(Decimal(like), ROUND_HALF_UP))


def test_dates_are_written_in_one_way(texts: dict[str, str]) -> None:
    found = {address: OTHER_DATE.findall(text) for address, text in texts.items() if OTHER_DATE.search(text)}
    assert found == {}
    assert sum(bool(re.search(r"\d{4}年\d{1,2}月\d{1,2}日", text)) for text in texts.values()) == len(texts)


@pytest.mark.parametrize("date", ["2024-01-31", "2024-01", "2024/1/31", "2024.1.31"])
def test_other_way_to_write_a_date_is_found(date: str) -> None:
    assert OTHER_DATE.search(f"基準日は {date}、")
    assert not OTHER_DATE.search(said(html.fromstring(f"<p>版は <span class='code'>{date}</span></p>")))


def test_shares_are_rounded_once_from_the_counts_beside_them(texts: dict[str, str]) -> None:
    shares = [(address, *share) for address, text in texts.items() for share in SHARE.findall(text)]
    assert len(shares) > 500
    assert [share for share in shares if rounded(share[1], share[2], share[3]) != share[3]] == []


def test_shares_in_columns_are_rounded_once_from_the_published_counts(built_out: Path) -> None:
    with (built_out / "datasets" / "participation_by_prefecture_and_system_type.csv").open(encoding="utf-8-sig") as f:
        counts = {(row["system_type_code"], row["prefecture_code"]): row for row in csv.DictReader(f)}
    checked = 0
    for system in (built_out / "site" / "systems").glob("*/index.html"):
        for place, share in _column(html.fromstring(system.read_text(encoding="utf-8"))):
            row = counts[system.parent.name, place]
            assert share == rounded(row["participant_count"], row["municipality_count"], share), (system, place)
            checked += 1
    assert checked > 30


def _column(page: html.HtmlElement) -> Iterator[tuple[str, str]]:
    """Find the shares in a table of prefectures, with the prefecture's code."""
    for table in page.iter("table"):
        titles = [heading.text_content() for heading in table.xpath("thead//th")]
        if SHARE_COLUMN in titles:
            for row in table.xpath("tbody/tr"):
                share = row[titles.index(SHARE_COLUMN)].text_content()
                if re.fullmatch(r"[\d.]+", share):
                    yield row.xpath("th//a/@href")[0].strip("/").rpartition("/")[2], share
