"""What a maintainer reads of a workbook that cannot be taken over, and of a file whose place is not certain."""

from pipeline.check.problems import Problem
from pipeline.check.wording_files import Wording

SENTENCES: dict[str, Wording] = {
    "table_unknown": Wording(
        "どの表のファイルか、見出しから分かりません。",
        "見出しを schemas/ の表の列の名前と同じにしてください。",
        "見出しは1行目、列は schemas/ の並びのとおり（機械可読性ルール L1-05、L3-01）",
    ),
    "kind_unknown": Wording(
        "CSV でも XLSX でもないファイル（{suffix}）です。",
        "CSV か XLSX で保存しなおしてください。",
        "機械が直接読める形式にする（機械可読性ルール L1-01）",
    ),
    "workbook_unreadable": Wording(
        "このブックを開けません（{reason}）。",
        "表計算ソフトで開き、XLSX 形式で保存しなおしてください。",
        "機械が直接読める形式にする（機械可読性ルール L1-01）",
    ),
    "sheet_merged": Wording(
        "シート「{sheet}」のセル {area} が結合されています。",
        "結合を解き、それぞれのセルに値を書いてください。",
        "セルを結合しない（機械可読性ルール L1-12）",
    ),
    "sheet_date": Wording(
        "シート「{sheet}」の列「{column}」のセルが日付（{value}）になっています。表計算ソフトが書きかえたのかもしれません。",
        "列の書式を「文字列」にして、もとの値を入力しなおしてください。",
        "年月日は決められた列だけに書く（機械可読性ルール L3-05）",
    ),
    "edition_unknown": Wording(
        "どの版のデータか分かりません。",
        "EDITION=2024-01-31 のように版を付けて実行してください（版の一覧は data/codes/editions.csv）。",
        "data/ の置き場所（data/survey/版/都道府県コード-ローマ字.csv）",
    ),
    "prefecture_unclear": Wording(
        "シート「{sheet}」の事例IDから、1つの都道府県を決められません（{codes}）。",
        "1つのブックには1つの都道府県だけを書いてください。",
        "1つのファイルには1つの都道府県（data/survey/版/都道府県コード-ローマ字.csv）",
    ),
    "rows_gone": Wording(
        "シート「{sheet}」に行がありませんが、{target} には {count} 行あります。",
        "本当にすべて消すときは、CSV のほうを直してください。",
        "消すものは、はっきり分かるようにする",
    ),
}


def say(path: str, row: int | None, name: str, **facts: str) -> Problem:
    """Put what stands in the way of tidying into words."""
    wording = SENTENCES[name]
    what, fix, rule = (text.format(**facts) for text in (wording.what, wording.fix, wording.rule))
    return Problem(path, row, facts.get("column"), None, what, fix, rule, name)
