"""A small made-up data folder in which nothing is wrong: two prefectures, seven municipalities, three cases."""

import csv
import io
from collections.abc import Mapping
from pathlib import Path

from made.small_decisions import DECISIONS, Rows
from pipeline.read.source_files import SourceFile
from pipeline.schemas import source_schemas

SURVEY_OSAKA = "survey/2024-01-31/27-osaka.csv"
SURVEY_HOKKAIDO = "survey/2024-01-31/01-hokkaido.csv"
ROSTER_OSAKA = "participation/2024-01-31/27-osaka.csv"
ROSTER_HOKKAIDO = "participation/2024-01-31/01-hokkaido.csv"
EVIDENCE_OSAKA = "evidence/2024-01-31/27-osaka.csv"
COUNTS = "participant_counts/2024-01-31.csv"


def _listed(*names: str) -> Rows:
    return [
        {"名称": name, "英語名": f"Choice {number}", "公表画面の用語": "はい", "並び順": str(number)}
        for number, name in enumerate(names, start=1)
    ]


def _municipality(code6: str, name: str, kana: str, romaji: str, kind: str, district: str = "") -> Mapping[str, str]:
    return {
        "市区町村コード": code6[:5],
        "団体コード": code6,
        "都道府県コード": code6[:2],
        "市区町村名": name,
        "かな": kana,
        "ローマ字": romaji,
        "種類": kind,
        "郡・支庁など": district,
    }


def _prefecture(code: str, name: str, kana: str, romaji: str, region: str, column: str) -> Mapping[str, str]:
    return {
        "都道府県コード": code,
        "都道府県名": name,
        "かな": kana,
        "ローマ字": romaji,
        "地域": region,
        "タイル列": column,
        "タイル行": "7",
    }


def _band(name: str, low: str, high: str, order: str) -> Mapping[str, str]:
    return {"規模": name, "下限": low, "上限": high, "並び順": order}


def _system_type(code: str, name: str, category: str, order: str) -> Mapping[str, str]:
    return {
        "種別コード": code,
        "名称": name,
        "区分": category,
        "画面の表記": name.partition("（")[0],
        "英語名": f"Type {code}",
        "説明": f"{name}の説明。",
        "並び順": order,
    }


def _joined(case: str, code: str, name: str, year: str = "…") -> Mapping[str, str]:
    return {
        "事例ID": case,
        "市区町村コード": code,
        "市区町村名": name,
        "参加年": year,
        "参加月": "…",
        "出典ID": "town-plan",
    }


def _case(case: str, system_type: str, scope: str, **answers: str) -> Mapping[str, str]:
    fixed = {"出典ID": "town-plan", "確度": "公表", "公表一覧との対応": "不明"}
    return {"事例ID": case, "システム種別": system_type, "名簿の範囲": scope, **fixed, **answers}


TABLES: dict[str, Rows] = {
    "codes/apportionment_bases.csv": _listed("人口割", "均等割", "その他"),
    "codes/bodies.csv": _listed("都道府県", "協議会", "各参加団体"),
    "codes/environments.csv": _listed("クラウドサービス", "オンプレミス開発"),
    "codes/selection_methods.csv": _listed(
        "一般競争入札（総合評価落札方式）", "随意契約（プロポーザル方式[企画競争]）"
    ),
    "codes/subsidies.csv": _listed("見本市交付金Type 1", "見本市交付金Type 2", "共同化補助金"),
    "codes/cost_bands.csv": [
        _band("0", "0", "0", "1"),
        _band("5百万未満", "1", "5000000", "2"),
        _band("5百万-1千万", "5000000", "10000000", "3"),
    ],
    "codes/editions.csv": [
        {
            "版": "2024-01-31",
            "名称": "2024年1月31日時点",
            "基準日": "2024-01-31",
            "公表日": "2025-02-28",
            "種類": "公表",
            "説明": "見本の版。",
            "並び順": "1",
        },
        {"版": "rolling", "名称": "随時", "種類": "随時", "説明": "基準日のない版。", "並び順": "2"},
    ],
    "codes/prefectures.csv": [
        _prefecture("01", "北海道", "ほっかいどう", "hokkaido", "北海道・東北", "12"),
        _prefecture("27", "大阪府", "おおさかふ", "osaka", "近畿", "7"),
    ],
    "codes/prefecture_neighbours.csv": [
        {"都道府県コード": "01", "隣接都道府県コード": "27", "つながり": "橋・トンネル"},
        {"都道府県コード": "27", "隣接都道府県コード": "01", "つながり": "橋・トンネル"},
    ],
    "codes/municipalities.csv": [
        _municipality("011002", "北市", "きたし", "kita-shi", "指定都市"),
        _municipality("013030", "雪町", "ゆきちょう", "yuki-chou", "町", "白郡"),
        _municipality("013048", "森村", "もりむら", "mori-mura", "村", "白郡"),
        _municipality("271004", "浜市", "はまし", "hama-shi", "指定都市"),
        _municipality("272019", "橋市", "はしし", "hashi-shi", "市"),
        _municipality("272027", "川市", "かわし", "kawa-shi", "市"),
        _municipality("273015", "森町", "もりちょう", "mori-chou", "町", "青郡"),
    ],
    "codes/system_types.csv": [
        _system_type("facility-reservation", "施設予約システム", "事業部門", "1"),
        _system_type("ai-ocr", "AI-OCR", "ツール", "2"),
        _system_type("gis", "地理情報システム(GIS)", "ツール", "3"),
        _system_type("other-tools", "その他システム（ツール）", "ツール", "4"),
    ],
    "codes/value_statuses.csv": [],
    "codes/search_synonyms.csv": [{"打つことば": "コスト", "載っていることば": "費用", "関係": "同義"}],
    "sources.csv": [
        {
            "出典ID": "town-plan",
            "標題": "共同化計画",
            "発行者": "見本県",
            "種類": "自治体の公表資料",
            "公表年": "2023",
            "公表月": "4",
            "公表日": "1",
            "所在": "https://town.example/plan",
            "確認日": "2024-05-01",
        },
        {
            "出典ID": "press-2023",
            "標題": "共同利用の開始について",
            "発行者": "見本県",
            "種類": "自治体の公表資料",
            "所在": "報道発表資料",
        },
    ],
    "errata.csv": [],
    SURVEY_HOKKAIDO: [
        _case("01-0001", "AI-OCR", "全市区町村", 参加自治体数="3", 導入年="2020", 導入月="4"),
    ],
    SURVEY_OSAKA: [
        _case(
            "27-0001",
            "施設予約システム",
            "全部",
            サービス名="はまなび予約",
            導入年="2015",
            導入月="4",
            システム環境種別="クラウドサービス",
            参加自治体数="2",
            参加自治体人口="88",
            参加自治体職員数="11.6",
            初期費用の規模="0",
            年間運用費用の規模="5百万-1千万",
            国の補助金="あり",
            補助金名="見本市交付金Type 1;共同化補助金",
            費用按分の基準="人口割",
            事業者選定方法="随意契約（プロポーザル方式[企画競争]）",
            調達の経緯="府と市町村の会議で決めた / 4市町村で始めた",
        ),
        _case(
            "27-0002",
            "その他システム（ツール）",
            "一部",
            システム名="職員採用",
            参加自治体数="-",
            サービス名="×",
        ),
    ],
    ROSTER_OSAKA: [
        _joined("27-0001", "27100", "浜市", "2015"),
        _joined("27-0001", "27201", "橋市", "2016"),
        _joined("27-0002", "27301", "森町"),
    ],
    EVIDENCE_OSAKA: [
        {"事例ID": "27-0001", "項目": "導入年", "値": "2015", "出典ID": "press-2023", "採否": "採用"},
    ],
    COUNTS: [
        {
            "事例ID": "27-0001",
            "時点年": "2023",
            "時点月": "4",
            "時点の表現": "令和5年4月",
            "団体数": "3",
            "数える対象": "市区町村",
            "出典ID": "press-2023",
        },
    ],
    "official/2024-01-31/case_counts_by_system_type.csv": [
        {"システム種別": "AI-OCR", "公表件数": "2", "公表都道府県数": "2", "出典ID": "town-plan"},
    ],
    "official/2024-01-31/participation.csv": [
        {
            "システム種別": "AI-OCR",
            "都道府県コード": "01",
            "市区町村数": "3",
            "参加市区町村数": "3",
            "出典ID": "town-plan",
        },
    ],
    "official/2024-01-31/presence.csv": [
        {"システム種別": "AI-OCR", "都道府県コード": "01", "共同調達の回答": "あり", "出典ID": "town-plan"},
    ],
    "official/2024-01-31/screen_figures.csv": [
        {
            "システム種別": "AI-OCR",
            "図": "システム開発環境",
            "項目": "クラウドサービス",
            "値": "83",
            "単位": "%",
            "読み取り": "確実",
            "出典ID": "town-plan",
        },
    ],
    **DECISIONS,
}


def table_of(path: str) -> str:
    """Name the table that a file belongs to."""
    return next(s.name for s in source_schemas().values() if Path(path).match(s.files))


def csv_of(path: str, rows: Rows) -> str:
    """Write rows under the header of the file's table; an answer that a row does not give is not collected."""
    schema = source_schemas()[table_of(path)]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(schema.header)
    for row in rows:
        writer.writerow([row.get(f.name, "…" if f.is_answer else "") for f in schema.fields])
    return out.getvalue()


def made_files(changed: Mapping[str, Rows] | None = None) -> list[SourceFile]:
    """Give every file as the check reads it, some of them with other rows."""
    tables = {**TABLES, **(changed or {})}
    return [
        SourceFile(table_of(path), path, list(csv.reader(io.StringIO(csv_of(path, rows))))[1:])
        for path, rows in tables.items()
    ]


def valid_text(path: str) -> str:
    return csv_of(path, TABLES[path])


def write_valid(data: Path) -> None:
    """Write the whole folder."""
    for path, rows in TABLES.items():
        file = data / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("\ufeff" + csv_of(path, rows), encoding="utf-8", newline="")
