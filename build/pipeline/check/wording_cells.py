"""What a maintainer reads of a cell: its characters, its number or date, its code or choice, the rules of its column.

`{own}` is the column's own rule, which describing.py puts into words from the schema.
"""

from pipeline.check.wording_files import Wording

_VALUE = "列「{column}」の値「{value}」"
_OWN = "{own}"
_CHARACTERS = "どの機械でも同じに読める文字だけを使う（機械可読性ルール L1-08）"
_NO_LAYOUT = "空白で体裁を整えない（機械可読性ルール L1-06）"
_NO_FORMULA = "計算式ではなく値を書く（機械可読性ルール L2-06）"
_EMPTY = "空欄＝未回答・回答対象外、×＝非掲載希望、-＝不明、…＝未収録（機械可読性ルール L3-03）"
_YEAR = "{own}、年は西暦で書く（機械可読性ルール L3-05）"
_DATE = "{own}、日付は決められた1つの書き方（機械可読性ルール L3-05）"
_CODE = "{own}、コードは文字として扱う（機械可読性ルール L3-06）"
_CHOICE = "{own}、選択肢は決められた1つの書き方（機械可読性ルール L2-04）"
_SEVERAL = "{own}、複数の値は ; で区切る"
_WRITE = "{exact} に書きかえてください。"
_WRITE_NARROW = "半角の {exact} に書きかえてください。"
_TYPE_AGAIN = "「{exact}」と入力しなおしてください。"

_CHARACTER_SENTENCES = {
    "line_break": Wording(
        "列「{column}」のセルの中に改行があります。",
        "改行を消し、1行で書いてください。",
        "1件は1行（機械可読性ルール L1-06、L1-14）",
        "改行を消し、「{exact}」のように1行で書いてください。",
    ),
    "invisible": Wording(
        _VALUE + "に、目に見えない文字（{names}）が入っています。",
        "セルを空にして入力しなおしてください。",
        _CHARACTERS,
        _TYPE_AGAIN,
    ),
    "nbsp": Wording(
        _VALUE + "に、普通の空白ではない空白（{names}）が入っています。",
        "普通の空白に置きかえるか、消してください。",
        _CHARACTERS,
        _TYPE_AGAIN,
    ),
    "garbled": Wording(
        _VALUE + "に、文字化けの跡があります。", "もとの文書を見て入力しなおしてください。", _CHARACTERS
    ),
    "padding": Wording(
        _VALUE + "の前後に余分な空白があります。",
        "前後の空白を消してください。",
        _NO_LAYOUT,
        "空白を消して「{exact}」にしてください。",
    ),
    "only_blanks": Wording(
        "列「{column}」のセルに空白だけが入っています。", "空白を消して、空欄にしてください。", _NO_LAYOUT
    ),
    "repeated_blanks": Wording(
        _VALUE + "に、空白が2つ以上続いています。",
        "空白を1つにするか、消してください。",
        _NO_LAYOUT,
        "「{exact}」のように空白を1つにしてください。",
    ),
    "platform": Wording(
        _VALUE + "に、機種依存文字「{names}」があります。",
        "「{names}」を、普通の文字で書きかえてください。",
        _CHARACTERS,
    ),
    "half_kana": Wording(_VALUE + "に、半角カナがあります。", "全角のカナに書きかえてください。", _CHARACTERS),
    "decomposed": Wording(
        _VALUE + "は、濁点などが文字から離れた形（Mac のファイル名に多い形）です。",
        "入力しなおしてください。",
        _CHARACTERS,
        "「{exact}」と入力しなおしてください（見た目は同じです）。",
    ),
    "excel_error": Wording(
        _VALUE + "は、表計算ソフトのエラーです。", "もとの値を入力しなおしてください。", _NO_FORMULA
    ),
    "formula": Wording(
        _VALUE + "は「{sign}」で始まり、表計算ソフトが計算式として扱います。",
        "先頭の「{sign}」を消すか、書き方を変えてください。",
        _NO_FORMULA,
    ),
    "cell_too_long": Wording(
        "列「{column}」の値が {length} 文字あり、セルに書ける {limit} 文字を超えています。",
        "短くしてください。",
        "表計算ソフトの1つのセルは {limit} 文字まで",
    ),
}

_EMPTY_SENTENCES = {
    "marker_alike": Wording(
        _VALUE + "は、値のないことを表す記号に似ていますが、違う文字です。",
        "",
        _EMPTY,
        "{meaning}の意味なら「{exact}」（{name}）に書きかえてください。",
    ),
    "marker_word": Wording(
        _VALUE + "は、値のないことを言葉で書いています。",
        "空欄にしてください（空欄は未回答・回答対象外の意味です）。",
        _EMPTY,
        "{meaning}の意味の「{exact}」に書きかえてください。",
    ),
    "marker_not_allowed": Wording(
        "列「{column}」に「{value}」は書けません。「{value}」は調査の回答の列だけで使う記号です。",
        "値を書いてください。書くことがなく、必須の列でなければ空欄にしてください。",
        _OWN,
    ),
}

_NUMBER_SENTENCES = {
    "fullwidth_digits": Wording(_VALUE + "は全角の数字です。", "半角で書きかえてください。", _OWN, _WRITE_NARROW),
    "fullwidth": Wording(
        _VALUE + "に、全角の英数字や記号、または機種依存文字があります。",
        "半角の英数字で書きかえてください。",
        _OWN,
        _WRITE_NARROW,
    ),
    "thousands": Wording(_VALUE + "に、3桁ごとの区切りがあります。", "区切りのカンマを消してください。", _OWN, _WRITE),
    "unit": Wording(
        _VALUE + "に、数字のほかの文字があります。",
        "数字だけを書いてください。単位は{unit}です。",
        _OWN,
        "数字だけの {exact} に書きかえてください（単位は{unit}です）。",
    ),
    "inexact": Wording(
        _VALUE + "は、1つの決まった数ではありません。",
        "もとの文書で数を確かめ、数字だけを書いてください。数が決まらないときは、もとの書き方を{note_place}に移してください。",
        _OWN,
    ),
    "negative": Wording(
        _VALUE + "は、負の数を表す印で始まっています。",
        "負の数でよいか確かめ、数字だけを書いてください（負の数は -5 のように半角の - で書きます）。",
        _OWN,
    ),
    "exponent": Wording(
        _VALUE + "は、表計算ソフトが大きな数を短く書きかえたものです。",
        "もとの文書を見て、すべての桁を入力しなおしてください（列の書式を「数値」か「文字列」にします）。",
        _OWN,
    ),
    "leading_zero": Wording(
        _VALUE + "は、数の前に余分な 0 や + が付いています。", "数字だけを書いてください。", _OWN, _WRITE
    ),
    "not_integer": Wording(_VALUE + "は整数ではありません。", "整数で書いてください。", _OWN, _WRITE),
    "not_number": Wording(_VALUE + "は数ではありません。", "半角の数字だけで書いてください。", _OWN, _WRITE),
    "too_many_digits": Wording(_VALUE + "は桁が多すぎます。", "値を確かめてください（15桁まで）。", _OWN),
    "era_year": Wording(
        _VALUE + "は和暦です。",
        "西暦の年（4桁の数字）に書きかえてください。",
        _YEAR,
        "西暦の {exact} に書きかえてください。",
    ),
    "fiscal_year": Wording(
        _VALUE + "は年度です。1月から3月に始まったときは、年が年度とずれます。",
        "始まった月を確かめ、西暦の年（4桁の数字）を書いてください。",
        _YEAR,
    ),
    "year_month": Wording(
        _VALUE + "は、年のほかに月や日が入っています。",
        "年だけを4桁の数字で書いてください。",
        "{own}、1つのセルに1つの値（機械可読性ルール L1-07）",
        "この列には {exact} だけを書き、月の {month} は月の列に書いてください。",
    ),
    "year_serial": Wording(
        _VALUE + "は、表計算ソフトが日付（{day}）を通し番号に変えたものと思われます。",
        "年だけを4桁の数字で書いてください。",
        _OWN,
        "年だけの {exact} に書きかえてください。",
    ),
    "date_serial": Wording(
        _VALUE + "は、表計算ソフトの日付の通し番号です。", "日付を 2024-01-31 の形で書いてください。", _DATE, _WRITE
    ),
    "date_style": Wording(
        _VALUE + "は、決められた日付の書き方ではありません。",
        "日付を 2024-01-31 の形で書いてください。",
        _DATE,
        _WRITE,
    ),
    "date_impossible": Wording(_VALUE + "という日付はありません。", "日付を確かめてください。", _OWN),
}

_CHOICE_SENTENCES = {
    "code_zero_lost": Wording(
        _VALUE + "は、先頭などの 0 が落ちています。",
        "0 を補ってください。",
        _CODE,
        "「{exact}」に書きかえてください（表計算ソフトでは、列の書式を「文字列」にしてから入力します）。",
    ),
    "code_check_digit": Wording(
        _VALUE + "は、6桁目の検査数字が合いません（正しくは {digit}）。",
        "もとの団体コードを確かめてください。どこかの数字が違っています。",
        "{own}、6桁目は検査数字（機械可読性ルール L3-06）",
    ),
    "code_six_digits": Wording(
        _VALUE + "は、検査数字の付いた6桁の団体コードです。", "先頭の5桁を書いてください。", _OWN
    ),
    "code_is_name": Wording(_VALUE + "は、コードではなく名前です。", "コードを書いてください。", _OWN),
    "prefecture_suffix": Wording(
        _VALUE + "に、都・道・府・県がありません。",
        "「青森県」のように、都・道・府・県まで書いてください。",
        "{own}、地域は正式な名前で書く（機械可読性ルール L3-06）",
    ),
    "choice_variant": Wording(_VALUE + "は、決められた書き方と違います。", "", _CHOICE),
    "choice_similar": Wording(
        _VALUE + "は、決められた値にありません。",
        "「{hint}」のことですか。そうでなければ、決められた値から選んでください。",
        _CHOICE,
    ),
    "choice_unknown": Wording(
        _VALUE + "は、決められた値にありません。",
        "{choices}から選んでください。新しい値が要るときは、先に{home}に加えてください。",
        _CHOICE,
    ),
    "choice_other_detail": Wording(
        _VALUE + "は、「その他」と中身が1つのセルに書かれています。",
        "この列では決められた値を選び、中身の「{detail}」は列「{detail_column}」に書いてください。",
        "{own}、「その他」の中身は別の列に書く（機械可読性ルール L2-05）",
        "この列には「{exact}」だけを書き、中身の「{detail}」は列「{detail_column}」に書いてください。",
    ),
    "multiple_separator": Wording(
        _VALUE + "は、複数の値の区切りが「;」ではありません。", "値を半角の「;」で区切ってください。", _SEVERAL
    ),
    "multiple_blank": Wording(
        _VALUE + "に、余分な「;」や空白があります。", "余分な「;」や空白を消してください。", _SEVERAL
    ),
    "multiple_twice": Wording(_VALUE + "に、同じ値「{twice}」が2回あります。", "1回だけ書いてください。", _SEVERAL),
}

_RULE_SENTENCES = {
    "required": Wording(
        "列「{column}」が空欄です。",
        "値を書いてください。上の行と同じ値のときや、セルを結合していたときも、どの行にも書きます。",
        "{own}、上と同じ値も省かない（機械可読性ルール L2-02）",
    ),
    "minimum": Wording(_VALUE + "は、下限の {limit} より小さい値です。", "値を確かめてください。", _OWN),
    "maximum": Wording(_VALUE + "は、上限の {limit} より大きい値です。", "値を確かめてください。", _OWN),
    "max_length": Wording(
        "列「{column}」の値が {length} 文字あり、上限の {limit} 文字を超えています。",
        "{limit} 文字以内に書きかえてください。",
        _OWN,
    ),
    "min_length": Wording(_VALUE + "は、{limit} 文字より短い値です。", "値を確かめてください。", _OWN),
    "pattern": Wording(_VALUE + "は、決められた形ではありません。", "決められた形（{form}）で書いてください。", _OWN),
    "enum": Wording(_VALUE + "は、選択肢にありません。", "{choices}のどれかを書いてください。", _CHOICE),
    "type": Wording(_VALUE + "は、この列の種類の値ではありません。", "値を確かめてください。", _OWN),
    "unique": Wording(
        _VALUE + "は、{other} 行目にもあります。",
        "どちらかが誤りです。値を確かめてください。",
        "{own}、同じ値は1回だけ",
    ),
}

CELL_SENTENCES: dict[str, Wording] = {
    **_CHARACTER_SENTENCES,
    **_EMPTY_SENTENCES,
    **_NUMBER_SENTENCES,
    **_CHOICE_SENTENCES,
    **_RULE_SENTENCES,
}
