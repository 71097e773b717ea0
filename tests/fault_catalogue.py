"""Every kind of fault that tests/faults/ holds: the file it stands in, and how it gets there."""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass

from made.small import (
    ADOPTION,
    AMOUNTS,
    COUNTS,
    EVENTS,
    EVIDENCE_OSAKA,
    ROSTER_OSAKA,
    SAVINGS,
    SCHEME_CASES,
    STATEMENTS,
    STEPS,
    SUBSIDIES_APPLIED,
    SUBSIDY_RULES,
    SURVEY_HOKKAIDO,
    SURVEY_OSAKA,
    SURVEYS,
    valid_text,
)

Make = Callable[[str], bytes]
OFFICIAL = "official/2024-01-31"


@dataclass(frozen=True)
class FaultCase:
    """One fault: `source` is the valid file that `make` spoils, `path` where the result stands."""

    path: str
    make: Make
    source: str

    def content(self) -> bytes:
        return self.make(valid_text(self.source))


def _cell(row: int, column: str, value: str) -> Make:
    """Write one value into one cell, quoting as a spreadsheet would."""
    return _cells((row, column, value))


def _cells(*edits: tuple[int, str, str]) -> Make:
    def make(text: str) -> bytes:
        rows = list(csv.reader(io.StringIO(text)))
        for row, column, value in edits:
            rows[row - 1][rows[0].index(column)] = value
        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerows(rows)
        return out.getvalue().encode()

    return make


def _rows(change: Callable[[list[list[str]]], list[list[str]]]) -> Make:
    def make(text: str) -> bytes:
        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerows(change(list(csv.reader(io.StringIO(text)))))
        return out.getvalue().encode()

    return make


def _text(change: Callable[[str], str]) -> Make:
    return lambda text: change(text).encode()


def _in(path: str, make: Make, at: str = "") -> FaultCase:
    return FaultCase(at or path, make, path)


def _same(text: str) -> bytes:
    return text.encode()


def _move(rows: list[list[str]], start: int, end: int) -> list[list[str]]:
    for row in rows:
        row.insert(end, row.pop(start))
    return rows


def _mixed_encoding(text: str) -> bytes:
    lines = text.splitlines(keepends=True)
    return b"".join(line.encode("cp932" if number == 2 else "utf-8") for number, line in enumerate(lines))


def _mixed_ends(text: str) -> bytes:
    lines = text.splitlines()
    return ("\r\n".join(lines[:2]) + "\n" + "\n".join(lines[2:]) + "\n").encode()


def _quoted(text: str, start: int) -> str:
    """Make one quoted cell of each line from a place on, as when all of it stood in column A."""
    lines = text.splitlines()
    return "\n".join([*lines[:start], *(f'"{line}"' for line in lines[start:])]) + "\n"


def _two_faults(text: str) -> bytes:
    return _cells((2, "参加自治体数", "２"), (3, "導入年", "令和3年"), (3, "確度", "公開"))(text)


_BYTES = {
    "encoding-cp932": _in("sources.csv", lambda text: text.encode("cp932")),
    "encoding-euc-jp": _in("sources.csv", lambda text: text.encode("euc_jp")),
    "encoding-iso-2022-jp": _in("sources.csv", lambda text: text.encode("iso2022_jp")),
    "encoding-mixed": _in("sources.csv", _mixed_encoding),
    "encoding-utf16": _in("sources.csv", lambda text: text.encode("utf-16")),
    "encoding-unknown": _in("sources.csv", lambda text: text.encode("cp932") + b"\x81\x01,\xfe\x01\n"),
    "encoding-utf16-tabs": _in(ROSTER_OSAKA, lambda text: text.replace(",", "\t").encode("utf-16")),
    "encoding-utf16-without-bom": _in("sources.csv", lambda text: text.encode("utf-16-le")),
    "file-empty": _in("sources.csv", lambda text: b""),
    "file-blank": _in(ROSTER_OSAKA, lambda text: b"\xef\xbb\xbf,,\r\n\r\n"),
    "file-workbook-named-csv": _in(SURVEY_OSAKA, lambda text: b"PK\x03\x04\x14\x00\x06\x00" + bytes(range(64))),
    "file-web-page-named-csv": _in(
        SURVEY_OSAKA, _text(lambda text: f"\n<!DOCTYPE html><html><body>{text}</body></html>")
    ),
    "lines-quoted": _in(ROSTER_OSAKA, _text(lambda text: _quoted(text, 1))),
    "lines-quoted-with-header": _in(ROSTER_OSAKA, _text(lambda text: _quoted(text, 0))),
    "lines-of-tabs-in-one-cell": _in(ROSTER_OSAKA, _rows(lambda rows: [*rows[:2], ["\t".join(rows[2])], *rows[3:]])),
    "line-ends-cr": _in("sources.csv", _text(lambda text: text.replace("\n", "\r"))),
    "line-ends-mixed": _in("sources.csv", _mixed_ends),
    "delimiter-semicolon": _in("sources.csv", _text(lambda text: text.replace(",", ";"))),
    "delimiter-tab": _in("sources.csv", _text(lambda text: text.replace(",", "\t"))),
    "quote-not-closed": _in(ROSTER_OSAKA, _text(lambda text: text.replace("橋市", '"橋市'))),
    "quote-inside": _in(ROSTER_OSAKA, _text(lambda text: text.replace("橋市", '"橋"市'))),
}

_FILES = {
    "file-misnamed": _in("sources.csv", _same, "source.csv"),
    "file-upper-suffix": _in(SURVEY_OSAKA, _same, "survey/rolling/27-osaka.CSV"),
    "file-workbook": _in("sources.csv", lambda text: b"PK\x03\x04", "survey/2024-01-31/27-osaka.xlsx"),
    "file-prefecture-code": _in(ROSTER_OSAKA, _text(lambda text: text.splitlines()[0]), "participation/rolling/28-osaka.csv"),
    "file-prefecture-name": _in(ROSTER_OSAKA, _text(lambda text: text.splitlines()[0]), "participation/rolling/大阪府.csv"),
    "file-prefecture-zero": _in(ROSTER_OSAKA, _text(lambda text: text.splitlines()[0]), "participation/rolling/1-hokkaido.csv"),
    "file-edition": _in(COUNTS, _text(lambda text: text.splitlines()[0]), "participant_counts/2024.csv"),
    "file-two-suffixes": _in(SURVEY_OSAKA, _same, "survey/rolling/27-osaka.csv.txt"),
    "file-suffix-swapped": _in(SURVEY_OSAKA, _same, "survey/2024-01-31/27-osaka.cvs"),
    "file-suffix-of-a-copy": _in(SURVEY_OSAKA, _same, "survey/2024-01-31/27-osaka.csv~"),
    "file-fullwidth-dot": _in(SURVEY_OSAKA, _same, "survey/rolling/27-osaka．csv"),
    "file-no-suffix": _in(SURVEY_OSAKA, _same, "survey/rolling/27-osaka"),
    "file-hidden": _in(SURVEY_OSAKA, _same, "survey/rolling/.27-osaka.csv"),
    "file-of-another-kind": _in(SURVEY_OSAKA, lambda text: b"%PDF-1.7", "survey/2024-01-31/27-osaka.pdf"),
    "file-folder": _in(SURVEY_OSAKA, _same, "survey/27-osaka.csv"),
    "file-folder-too-deep": _in(ROSTER_OSAKA, _same, "participation/2024-01-31/提出/27-osaka.csv"),
    "file-proposed": _in(SURVEY_OSAKA, _same, "proposals/27-0001-service-name.txt"),
    "file-copy": _in(SURVEY_OSAKA, _same, "survey/2024-01-31/27-osaka (1).csv"),
    "file-copy-upper-suffix": _in(SURVEY_OSAKA, _same, "survey/2024-01-31/27-osaka.CSV"),
    "file-edition-folder": _in(EVIDENCE_OSAKA, _text(lambda text: text.splitlines()[0]), "evidence/2025-03-31/27-osaka.csv"),
}  # fmt: skip

_LAYOUT = {
    "header-absent": _in(ROSTER_OSAKA, _rows(lambda rows: rows[1:])),
    "header-of-another-table": _in(EVIDENCE_OSAKA, _same, ROSTER_OSAKA),
    "header-late-by-two": _in(ROSTER_OSAKA, _rows(lambda rows: [["名簿", *[""] * 5], [""] * 6, *rows])),
    "header-late": _in(ROSTER_OSAKA, _rows(lambda rows: [["参加市区町村の名簿", *[""] * 5], *rows])),
    "header-renamed": _in(ROSTER_OSAKA, _text(lambda text: text.replace("市区町村コード", "市区町村ｺｰﾄﾞ"))),
    "header-padded": _in(ROSTER_OSAKA, _text(lambda text: text.replace("参加年", "参加年 "))),
    "header-extra": _in(ROSTER_OSAKA, _rows(lambda rows: [[*row, "担当" if n == 0 else ""] for n, row in enumerate(rows)])),
    "header-blank": _in(ROSTER_OSAKA, _rows(lambda rows: [[*row, ""] for row in rows])),
    "header-blank-many": _in(ROSTER_OSAKA, _rows(lambda rows: [row + [""] * 200 for row in rows])),
    "header-missing-year-of-month": _in(ROSTER_OSAKA, _rows(lambda rows: [[*row[:3], "4" if n else row[4], *row[5:]] for n, row in enumerate(rows)])),
    "header-missing": _in(ROSTER_OSAKA, _rows(lambda rows: [row[:4] + row[5:] for row in rows])),
    "header-duplicate": _in(ROSTER_OSAKA, _rows(lambda rows: [[*row, row[5]] for row in rows])),
    "header-swapped": _in(ROSTER_OSAKA, _rows(lambda rows: _move(rows, 1, 2))),
    "row-blank": _in(ROSTER_OSAKA, _rows(lambda rows: [*rows[:2], [""] * 6, *rows[2:]])),
    "row-blank-many": _in(ROSTER_OSAKA, _rows(lambda rows: [*rows, *[[""] * 6] * 500])),
    "row-blank-edge": _in(ROSTER_OSAKA, _rows(lambda rows: [rows[0], rows[1] + [""] * 200, *rows[2:]])),
    "row-header-again": _in(ROSTER_OSAKA, _rows(lambda rows: [*rows, rows[0]])),
    "row-note": _in(ROSTER_OSAKA, _rows(lambda rows: [*rows, ["※市町村は五十音順", *[""] * 5]])),
    "row-too-wide": _in(ROSTER_OSAKA, _text(lambda text: text.replace("27-0001,27201,橋市", "27-0001,27201,橋市,分庁舎"))),
    "row-too-narrow": _in(ROSTER_OSAKA, _text(lambda text: text.replace("27-0001,27201,橋市,2016,…", "27-0001,27201,橋市,2016"))),
}  # fmt: skip

_CHARACTERS = {
    "line-break-in-cell": _in(SURVEY_OSAKA, _cell(2, "調達の経緯", "府と市町村の会議で決めた\n4市町村で始めた")),
    "line-break-in-name": _in(ROSTER_OSAKA, _cell(2, "市区町村名", "浜\n市")),
    "nul": _in("sources.csv", _cell(2, "標題", "共同化\x00計画")),
    "control-character": _in("sources.csv", _cell(2, "標題", "共同化\x07計画")),
    "zero-width-blank": _in(SURVEY_OSAKA, _cell(2, "導入年", "2015\u200b")),
    "non-breaking-blank": _in("sources.csv", _cell(2, "標題", "共同化\u00a0計画")),
    "garbled": _in("sources.csv", _cell(2, "標題", "共同\ufffd計画")),
    "decomposed-kana": _in(SURVEY_OSAKA, _cell(2, "サービス名", "はまなひ\u3099予約")),
    "padding": _in(SURVEY_OSAKA, _cell(2, "サービス名", "　はまなび予約 ")),
    "only-blanks": _in(SURVEY_OSAKA, _cell(2, "備考", "　")),
    "repeated-blanks": _in(SURVEY_OSAKA, _cell(2, "サービス名", "はまなび　　予約")),
    "circled-digit": _in(SURVEY_OSAKA, _cell(2, "調達の経緯", "①会議で決めた")),
    "company-sign": _in(SURVEY_OSAKA, _cell(2, "事業者名", "㈱見本システム")),
    "roman-numeral": _in(SURVEY_OSAKA, _cell(2, "調達の効果", "第Ⅲ期から")),
    "half-width-kana": _in(SURVEY_OSAKA, _cell(2, "サービス名", "ｸﾞﾙｰﾌﾟ予約")),
    "noncharacter": _in("sources.csv", _cell(2, "標題", "共同化\uffff計画")),
    "noncharacter-of-another-plane": _in("sources.csv", _cell(2, "標題", "共同化\U0001fffe計画")),
    "braille-blank": _in("sources.csv", _cell(2, "標題", "共同化\u2800計画")),
    "kangxi-radical": _in(SURVEY_OSAKA, _cell(2, "サービス名", "⽇本予約")),
    "cjk-radical": _in(SURVEY_OSAKA, _cell(2, "サービス名", "⺝本予約")),
    "combining-enclosure": _in(SURVEY_OSAKA, _cell(2, "サービス名", "は\u20ddまなび")),
    "apostrophe": _in(SURVEY_OSAKA, _cell(2, "導入年", "'2015")),
    "apostrophe-in-text": _in(SURVEY_OSAKA, _cell(2, "サービス名", "'はまなび")),
    "escaped-line-break": _in(SURVEY_OSAKA, _cell(2, "調達の経緯", "会議で決めた_x000D_\n始めた")),
    "escaped-character": _in(SURVEY_OSAKA, _cell(2, "サービス名", "はま_x0041_")),
    "ditto-sign": _in(SURVEY_OSAKA, _cell(3, "事業者名", "〃")),
    "ditto-word": _in(SURVEY_OSAKA, _cell(3, "担当部署", "同上")),
    "ditto-quote": _in(SURVEY_OSAKA, _cell(3, "参加自治体数", '"')),
    "excel-error": _in(SURVEY_OSAKA, _cell(2, "参加自治体人口", "#REF!")),
    "formula-equals": _in(SURVEY_OSAKA, _cell(2, "備考", "=SUM(A1:A3)")),
    "formula-minus": _in(SURVEY_OSAKA, _cell(2, "備考", "-約半分")),
    "formula-at": _in(SURVEY_OSAKA, _cell(2, "連絡先", "@mihon_pref")),
    "cell-too-long": _in("codes/municipalities.csv", _cell(2, "郡・支庁など", "郡" * 32_768)),
}

_EMPTY = {
    "marker-dash": _in(SURVEY_OSAKA, _cell(2, "初期費用の規模", "－")),
    "marker-long-vowel": _in(SURVEY_OSAKA, _cell(2, "参加自治体人口", "ー")),
    "marker-cross": _in(SURVEY_OSAKA, _cell(2, "サービス名", "✕")),
    "marker-letter-x": _in(SURVEY_OSAKA, _cell(2, "国の補助金", "x")),
    "marker-dots": _in(SURVEY_OSAKA, _cell(2, "事業者名", "・・・")),
    "marker-word": _in(SURVEY_OSAKA, _cell(2, "導入月", "不明")),
    "marker-word-blank": _in(SURVEY_OSAKA, _cell(2, "調達の課題", "該当なし")),
    "marker-not-allowed": _in(SURVEY_OSAKA, _cell(2, "備考", "…")),
}

_VALUES = {
    "fullwidth-digits": _in(SURVEY_OSAKA, _cell(2, "参加自治体数", "２")),
    "fullwidth-point": _in(SURVEY_OSAKA, _cell(2, "参加自治体職員数", "11．6")),
    "thousands": _in(COUNTS, _cell(2, "団体数", "1,234")),
    "unit": _in(SURVEY_OSAKA, _cell(2, "参加自治体数", "2市町村")),
    "unit-thousands": _in(COUNTS, _cell(2, "団体数", "1,234団体")),
    "unit-yen": _in("codes/cost_bands.csv", _cell(3, "上限", "5百万円")),
    "unit-unclear": _in(SURVEY_OSAKA, _cell(2, "参加自治体人口", "880000人")),
    "number-about": _in(SURVEY_OSAKA, _cell(2, "参加自治体数", "約2")),
    "number-range": _in(SURVEY_OSAKA, _cell(2, "参加自治体人口", "80～90")),
    "number-negative": _in(SURVEY_OSAKA, _cell(2, "参加自治体職員数", "▲5")),
    "number-exponent": _in(COUNTS, _cell(2, "団体数", "1.23E+05")),
    "leading-zero": _in(SURVEY_OSAKA, _cell(2, "導入月", "04")),
    "decimal-for-integer": _in(SURVEY_OSAKA, _cell(2, "参加自治体人口", "88.5")),
    "word-for-number": _in(SURVEY_OSAKA, _cell(2, "参加自治体職員数", "多数")),
    "underscore-in-number": _in(SURVEY_OSAKA, _cell(2, "参加自治体人口", "8_8")),
    "not-a-number": _in(SURVEY_OSAKA, _cell(2, "参加自治体職員数", "Infinity")),
    "computed-digits": _in(SURVEY_OSAKA, _cell(2, "参加自治体職員数", "11.600000000000001")),
    "year-october": _in(SURVEY_OSAKA, _cell(2, "導入年", "2021.1")),
    "digits-without-end": _in(SURVEY_OSAKA, _cell(2, "参加自治体数", "1" * 30_000)),
    "too-many-digits": _in("codes/cost_bands.csv", _cell(3, "上限", "99999999999999999999")),
    "year-reiwa": _in(SURVEY_OSAKA, _cell(2, "導入年", "平成27年")),
    "year-era-letter": _in(SURVEY_OSAKA, _cell(3, "導入年", "R5")),
    "year-first-of-era": _in(SURVEY_OSAKA, _cell(3, "導入年", "令和元年")),
    "year-era-impossible": _in(SURVEY_OSAKA, _cell(3, "導入年", "平成40年")),
    "year-fiscal": _in(SURVEY_OSAKA, _cell(3, "導入年", "令和3年度")),
    "year-with-month": _in(SURVEY_OSAKA, _cell(2, "導入年", "２０１５年４月")),
    "year-with-unit": _in(SURVEY_OSAKA, _cell(2, "導入年", "2015年")),
    "year-serial": _in(SURVEY_OSAKA, _cell(2, "導入年", "42095")),
    "date-serial": _in("sources.csv", _cell(2, "確認日", "45413")),
    "date-slashes": _in("sources.csv", _cell(2, "確認日", "2024/5/1")),
    "date-reiwa": _in("sources.csv", _cell(2, "確認日", "令和6年5月1日")),
    "date-impossible": _in("sources.csv", _cell(2, "確認日", "2024-02-30")),
    "limit-maximum": _in(SURVEY_OSAKA, _cell(2, "導入月", "13")),
    "limit-minimum": _in(SURVEY_OSAKA, _cell(2, "導入年", "1887")),
    "limit-length": _in(SURVEY_OSAKA, _cell(2, "サービス名", "名" * 201)),
    "case-id-blank": _in(SURVEY_OSAKA, _cell(3, "事例ID", "")),
    "required": _in(SURVEY_OSAKA, _cell(2, "確度", "")),
    "same-fault-in-many-rows": _in(ROSTER_OSAKA, _cells(*((row, "参加年", "平成27年") for row in (2, 3, 4)))),
    "two-faults-in-a-file": _in(SURVEY_OSAKA, _two_faults),
}

_CODES = {
    "code-zero-lost": _in(SURVEY_HOKKAIDO, _cell(2, "事例ID", "1-0001")),
    "code-zero-lost-in-list": _in(f"{OFFICIAL}/participation.csv", _cell(2, "都道府県コード", "1")),
    "code-six-digits": _in(ROSTER_OSAKA, _cell(2, "市区町村コード", "271004")),
    "code-check-digit": _in(ROSTER_OSAKA, _cell(2, "市区町村コード", "271005")),
    "code-check-digit-in-list": _in("codes/municipalities.csv", _cell(5, "団体コード", "271005")),
    "code-fullwidth": _in(ROSTER_OSAKA, _cell(2, "事例ID", "２７－０００１")),
    "code-unknown": _in(ROSTER_OSAKA, _cell(2, "市区町村コード", "27999")),
    "code-zero-lost-at-home": _in("codes/prefectures.csv", _cell(2, "都道府県コード", "1")),
    "code-is-name": _in(f"{OFFICIAL}/participation.csv", _cell(2, "都道府県コード", "北海道")),
    "code-pattern": _in(SURVEY_OSAKA, _cell(3, "事例ID", "大阪-2")),
    "prefecture-suffix": _in("codes/prefectures.csv", _cell(3, "都道府県名", "大阪")),
    "choice-fullwidth": _in(SURVEY_HOKKAIDO, _cell(2, "システム種別", "ＡＩ－ＯＣＲ")),
    "choice-brackets": _in(SURVEY_OSAKA, _cell(2, "事業者選定方法", "随意契約(プロポーザル方式（企画競争）)")),
    "choice-long-vowel": _in(SURVEY_OSAKA, _cell(2, "年間運用費用の規模", "5百万～1千万円")),
    "choice-typing-error": _in(SURVEY_OSAKA, _cell(2, "システム種別", "施設予約シテスム")),
    "choice-unknown": _in(SURVEY_OSAKA, _cell(2, "システム環境種別", "未定")),
    "choice-other-digit": _in(SURVEY_OSAKA, _cell(2, "補助金名", "見本市交付金Type 3")),
    "choice-enum": _in(SURVEY_OSAKA, _cell(2, "公表一覧との対応", "確認中")),
    "choice-boolean": _in(SURVEY_OSAKA, _cell(2, "国の補助金", "有")),
    "choice-boolean-unknown": _in(SURVEY_OSAKA, _cell(2, "国の補助金", "検討中")),
    "choice-other-detail": _in(SURVEY_OSAKA, _cell(2, "費用按分の基準", "その他（世帯数割）")),
    "choice-other-system": _in(SURVEY_OSAKA, _cell(3, "システム種別", "その他（職員採用）")),
    "multiple-separator": _in(SURVEY_OSAKA, _cell(2, "費用按分の基準", "人口割、均等割")),
    "multiple-blank": _in(SURVEY_OSAKA, _cell(2, "費用按分の基準", "人口割; 均等割;")),
    "multiple-twice": _in(SURVEY_OSAKA, _cell(2, "費用按分の基準", "人口割;均等割;人口割")),
    "unique-value": _in("codes/bodies.csv", _cell(3, "並び順", "1")),
    "primary-key": _in(SURVEY_OSAKA, _cell(3, "事例ID", "27-0001")),
    "primary-key-of-two": _in(ROSTER_OSAKA, _cells((3, "市区町村コード", "27100"), (3, "市区町村名", "浜市"))),
}  # fmt: skip

_ACROSS = {
    "municipality-in-prefecture": _in(ROSTER_OSAKA, _cells((3, "市区町村コード", "01304"), (3, "市区町村名", "森町"))),
    "municipality-name-agrees": _in(ROSTER_OSAKA, _cell(3, "市区町村名", "川市")),
    "roster-full-equals-count": _in(SURVEY_OSAKA, _cell(2, "参加自治体数", "3")),
    "roster-partial-within-count": _in(SURVEY_OSAKA, _cell(3, "参加自治体数", "0")),
    "roster-is-listed": _in(ROSTER_OSAKA, _rows(lambda rows: rows[:3])),
    "roster-is-not-listed": _in(SURVEY_OSAKA, _cell(3, "名簿の範囲", "なし")),
    "roster-all-equals-total": _in(SURVEY_HOKKAIDO, _cell(2, "参加自治体数", "2")),
    "participants-within-prefecture": _in(SURVEY_OSAKA, _cell(3, "参加自治体数", "5")),
    "case-id-fits-file": _in(SURVEY_HOKKAIDO, _cells((2, "事例ID", "27-0009"), (2, "名簿の範囲", "なし"))),
    "case-exists": _in(ROSTER_OSAKA, _cell(4, "事例ID", "27-0007")),
    "case-id-once": _in(SURVEY_HOKKAIDO, _cells((2, "事例ID", "27-0001"), (2, "名簿の範囲", "全部"), (2, "参加自治体数", "2"))),
    "participation-once": _in(ROSTER_OSAKA, _rows(lambda rows: rows[:2]), "participation/2024-01-31/01-hokkaido.csv"),
    "started-by-reference-date": _in(SURVEY_OSAKA, _cells((2, "導入年", "2024"), (2, "導入月", "2"))),
    "month-has-year": _in(ROSTER_OSAKA, _cell(4, "参加月", "4")),
    "other-system-has-name": _in(SURVEY_OSAKA, _cell(3, "システム名", "")),
    "existence-only-has-no-answers": _in(SURVEY_OSAKA, _cells((3, "確度", "存在のみ"), (3, "導入年", "2020"))),
    "match-has-basis": _in(SURVEY_OSAKA, _cell(2, "公表一覧との対応", "一致")),
    "match-basis-needs-match": _in(SURVEY_OSAKA, _cell(2, "一致の根拠", "同じ調達と確認")),
    "match-from-screen-cites-screen": _in(SURVEY_OSAKA, _cells((2, "公表一覧との対応", "一致"), (2, "一致の根拠", "公表画面から収録"))),
    "quotation-has-day": _in(EVIDENCE_OSAKA, _cell(2, "引用", "2015年に始めた。")),
    "evidence-field-exists": _in(EVIDENCE_OSAKA, _cell(2, "項目", "開始年")),
    "subsidy-needs-subsidy": _in(SURVEY_OSAKA, _cell(2, "国の補助金", "なし")),
    "official-total-agrees": _in(f"{OFFICIAL}/participation.csv", _cell(2, "市区町村数", "4")),
    "official-participants-within-total": _in(f"{OFFICIAL}/participation.csv", _cell(2, "参加市区町村数", "4")),
    "official-prefectures-within-cases": _in(f"{OFFICIAL}/case_counts_by_system_type.csv", _cell(2, "公表件数", "1")),
    "official-presences-within-prefectures": _in(f"{OFFICIAL}/case_counts_by_system_type.csv", _cell(2, "公表都道府県数", "0")),
    "municipality-codes-agree": _in("codes/municipalities.csv", _cell(4, "団体コード", "013056")),
    "municipality-name-once": _in("codes/municipalities.csv", _cell(4, "市区町村名", "雪町")),
    "neighbour-is-mutual": _in("codes/prefecture_neighbours.csv", _rows(lambda rows: rows[:2])),
    "synonym-says-more": _in("codes/search_synonyms.csv", _cell(2, "載っていることば", "コスト削減")),
    "cost-band-is-ordered": _in("codes/cost_bands.csv", _cell(4, "上限", "1000000")),
    "edition-kind-fits-date": _in("codes/editions.csv", _cell(2, "基準日", "")),
    "edition-is-official": _in("codes/editions.csv", _cells((2, "種類", "随時"), (2, "基準日", ""))),
    "edition-is-published-after": _in("codes/editions.csv", _cell(2, "公表日", "2023-02-28")),
    "source-day-exists": _in("sources.csv", _cell(2, "公表日", "31")),
    "source-is-read-after-publication": _in("sources.csv", _cell(2, "確認日", "2023-03-31")),
    "erratum-names-column": _in("errata.csv", _rows(lambda rows: [rows[0], ["E0001", "2025-04-01", "2024-01-31", "1.0.0", "1.0.0", "cases", "27-0001", "値", "", "2", "3", "一般", "写し誤り", "閲覧者", "3 を使ってください"]])),
    "erratum-releases-are-ordered": _in("errata.csv", _rows(lambda rows: [rows[0], ["E0001", "2025-04-01", "2024-01-31", "1.10.0", "1.9.0", "cases", "27-0001", "値", "case_count", "2", "3", "一般", "写し誤り", "閲覧者", "3 を使ってください"]])),
}  # fmt: skip

_DECISIONS = {
    "demand-votes-have-no-denominator": _in(STATEMENTS, _cell(3, "母数", "43")),
    "demand-value-has-unit": _in(STATEMENTS, _cell(3, "単位", "")),
    "demand-value-within-denominator": _in(STATEMENTS, _cell(2, "値", "5")),
    "survey-answers-within-asked": _in(SURVEYS, _cell(2, "回答数", "5")),
    "adopters-within-prefecture": _in(ADOPTION, _cell(2, "導入団体数", "5")),
    "scheme-case-exists": _in(EVENTS, _cells((2, "出来事ID", "27-0009-01"), (2, "事例ID", "27-0009"))),
    "scheme-case-in-prefecture": _in(SCHEME_CASES, _cell(2, "事例ID", "01-0001")),
    "scheme-steps-are-in-order": _in(STEPS, _cell(3, "年度", "1")),
    "amount-limits-are-ordered": _in(AMOUNTS, _cell(2, "上限", "5000000")),
    "saving-percent-within-hundred": _in(SAVINGS, _cell(2, "上限", "130")),
    "subsidy-rate-is-a-share": _in(SUBSIDY_RULES, _cell(2, "補助率の分子", "3")),
    "subsidy-difference-is-explained": _in(SUBSIDIES_APPLIED, _cell(2, "補助率の分母", "3")),
    "partial-date-exists": _in(EVENTS, _cell(2, "時期", "2021-02-30")),
    "event-id-fits-case": _in(EVENTS, _cell(2, "出来事ID", "27-0002-01")),
    "event-municipality-in-prefecture": _in(EVENTS, _cell(3, "市区町村コード", "01303")),
    "contract-ends-after-start": _in(EVENTS, _cell(4, "時期", "2020-03-31")),
}

# What is judged with all tables: names of files, rules between tables, and faults that must not be blamed on other files.
NEED_ALL_TABLES = frozenset({*_FILES, *_ACROSS, *_DECISIONS, "code-zero-lost-at-home", "header-missing-year-of-month"})

CATALOGUE: dict[str, FaultCase] = {
    **_BYTES,
    **_FILES,
    **_LAYOUT,
    **_CHARACTERS,
    **_EMPTY,
    **_VALUES,
    **_CODES,
    **_ACROSS,
    **_DECISIONS,
}
