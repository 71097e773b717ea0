"""What a maintainer reads of a foreign file that cannot be taken over as it is."""

from pipeline.check.problems import Problem
from pipeline.check.wording_files import Wording

_MAP = "すべての列と値の行き先を、対応表に書く（{map}）"

SENTENCES: dict[str, Wording] = {
    "map_header": Wording(
        "対応表の見出しが決められたものと違います。", "見出しを「{header}」にしてください。", "対応表の書き方（CONTRIBUTING.md）"
    ),
    "map_column": Wording(
        "対応表の列「{target}」は、調査票にありません。",
        "schemas/survey_cases.schema.json の列の名前か「都道府県名」にしてください。",
        "対応表の書き方（CONTRIBUTING.md）",
    ),
    "file_unreadable": Wording(
        "このファイルを読めません（{reason}）。", "CSV か XLSX で保存しなおしてください。", "機械が直接読める形式（機械可読性ルール L1-01）"
    ),
    "header_absent": Wording(
        "対応表の見出しのある行が見つかりません。",
        "対応表の「見出し」を、ファイルの見出しと同じにしてください。",
        _MAP,
    ),
    "column_unmapped": Wording(
        "列「{column}」の行き先が、対応表にありません。",
        "対応表に「{column}」の行を加えてください。取り込まないなら、「列」を空欄にして「備考」に理由を書きます。",
        _MAP,
    ),
    "column_absent": Wording(
        "対応表の見出し「{column}」が、ファイルにありません。",
        "見出しが変わったのなら対応表を直し、なくなったのなら対応表の行を消してください。",
        _MAP,
    ),
    "value_unknown": Wording(
        "列「{column}」の値「{value}」は、列「{target}」の選択肢にありません。",
        "対応表に、「もとの値」が「{value}」の行を加えて、どの値にするかを決めてください。",
        _MAP,
    ),
    "value_required": Wording(
        "列「{target}」に入れる値がありません。", "もとのファイルの値を補うか、対応表に値を書いてください。", _MAP
    ),
    "prefecture_unknown": Wording(
        "都道府県「{value}」が data/codes/prefectures.csv にありません。",
        "「青森県」のように、都・道・府・県まで書いてください。",
        "地域は正式な名前で書く（機械可読性ルール L3-06）",
    ),
    "case_unclear": Wording(
        "この行に当たる事例を1つに決められません（{cases}）。",
        "どの事例のことかを確かめ、収録ずみの行のサービス名などを先に埋めてください。",
        "1つの事例は1回だけ記録する",
    ),
    "row_twice": Wording(
        "この行は、{other} 行目と同じ事例のようです。", "どちらかの行を消すか、対応表の「照合」の列を見なおしてください。",
        "1つの事例は1回だけ記録する",
    ),
}  # fmt: skip


def say(path: str, row: int | None, name: str, **facts: str) -> Problem:
    """Put what stands in the way of an import into words."""
    wording = SENTENCES[name]
    what, fix, rule = (text.format(**facts) for text in (wording.what, wording.fix, wording.rule))
    return Problem(path, row, facts.get("column"), facts.get("value"), what, fix, rule, name)
