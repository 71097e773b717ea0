"""Every sentence that a maintainer of the data can read, one per rule.

`what` says what is there, `exact` how to mend it when that is certain, `fix` when it is not, `rule` which rule asks for it.
A rule that is a column's own is put into words from its schema by describing.py.
The sentences of the checks across tables are the header comments of build/sql/checks/.
"""

from pipeline.check.wording_files import FILE_SENTENCES, Wording

_OWN = "{own}"
_CHARACTERS = "どの機械でも同じに読める文字だけを使う（機械可読性ルール L1-08）"

SENTENCES: dict[str, Wording] = {
    **FILE_SENTENCES,
    # characters
    "line_break": Wording(
        "列「{column}」のセルの中に改行があります。",
        "改行を消し、1行で書いてください。",
        "1件は1行（機械可読性ルール L1-06、L1-14）",
        "改行を消し、「{exact}」のように1行で書いてください（複数の点は「 / 」で区切ります）。",
    ),
    "invisible": Wording(
        "列「{column}」の値「{value}」に、目に見えない文字（{names}）が入っています。",
        "セルを空にして入力しなおしてください。",
        _CHARACTERS,
        "「{exact}」と入力しなおしてください。",
    ),
    "nbsp": Wording(
        "列「{column}」の値「{value}」に、普通の空白ではない空白（{names}）が入っています。",
        "普通の空白に置きかえるか、消してください。",
        _CHARACTERS,
        "「{exact}」と入力しなおしてください。",
    ),
    "garbled": Wording(
        "列「{column}」の値「{value}」に、文字化けの跡があります。",
        "もとの文書を見て入力しなおしてください。",
        _CHARACTERS,
    ),
    "padding": Wording(
        "列「{column}」の値「{value}」の前後に余分な空白があります。",
        "前後の空白を消してください。",
        "空白で体裁を整えない（機械可読性ルール L1-06）",
        "空白を消して「{exact}」にしてください。",
    ),
    "only_blanks": Wording(
        "列「{column}」のセルに空白だけが入っています。",
        "空白を消して、空欄にしてください。",
        "空白で体裁を整えない（機械可読性ルール L1-06）",
    ),
    "repeated_blanks": Wording(
        "列「{column}」の値「{value}」に、空白が2つ以上続いています。",
        "空白を1つにするか、消してください。",
        "空白で体裁を整えない（機械可読性ルール L1-06）",
        "「{exact}」のように空白を1つにしてください。",
    ),
    "platform": Wording(
        "列「{column}」の値「{value}」に、機種依存文字「{names}」があります。",
        "「{names}」を、普通の文字で書きかえてください。",
        _CHARACTERS,
    ),
    "half_kana": Wording(
        "列「{column}」の値「{value}」に、半角カナがあります。",
        "全角のカナに書きかえてください。",
        _CHARACTERS,
    ),
    "decomposed": Wording(
        "列「{column}」の値「{value}」は、濁点などが文字から離れた形（Mac のファイル名に多い形）です。",
        "入力しなおしてください。",
        _CHARACTERS,
        "「{exact}」と入力しなおしてください（見た目は同じです）。",
    ),
    "excel_error": Wording(
        "列「{column}」の値「{value}」は、表計算ソフトのエラーです。",
        "もとの値を入力しなおしてください。",
        "計算式ではなく値を書く（機械可読性ルール L2-06）",
    ),
    "formula": Wording(
        "列「{column}」の値「{value}」は「{sign}」で始まり、表計算ソフトが計算式として扱います。",
        "先頭の「{sign}」を消すか、書き方を変えてください。",
        "計算式ではなく値を書く（機械可読性ルール L2-06）",
    ),
    "cell_too_long": Wording(
        "列「{column}」の値が {length} 文字あり、セルに書ける {limit} 文字を超えています。",
        "短くしてください。",
        "表計算ソフトの1つのセルは {limit} 文字まで",
    ),
    # the four kinds of empty
    "marker_alike": Wording(
        "列「{column}」の値「{value}」は、値のないことを表す記号に似ていますが、違う文字です。",
        "",
        "空欄＝未回答・回答対象外、×＝非掲載希望、-＝不明、…＝未収録（機械可読性ルール L3-03）",
        "{meaning}の意味なら「{exact}」（{name}）に書きかえてください。",
    ),
    "marker_word": Wording(
        "列「{column}」の値「{value}」は、値のないことを言葉で書いています。",
        "空欄にしてください（空欄は未回答・回答対象外の意味です）。",
        "空欄＝未回答・回答対象外、×＝非掲載希望、-＝不明、…＝未収録（機械可読性ルール L3-03）",
        "{meaning}の意味の「{exact}」に書きかえてください。",
    ),
    "marker_not_allowed": Wording(
        "列「{column}」に「{value}」は書けません。「{value}」は調査の回答の列だけで使う記号です。",
        "値を書いてください。書くことがなく、必須の列でなければ空欄にしてください。",
        _OWN,
    ),
    # numbers and dates
    "fullwidth_digits": Wording(
        "列「{column}」の値「{value}」は全角の数字です。",
        "半角で書きかえてください。",
        _OWN,
        "半角の {exact} に書きかえてください。",
    ),
    "fullwidth": Wording(
        "列「{column}」の値「{value}」に、全角の英数字や記号、または機種依存文字があります。",
        "半角の英数字で書きかえてください。",
        _OWN,
        "半角の {exact} に書きかえてください。",
    ),
    "thousands": Wording(
        "列「{column}」の値「{value}」に、3桁ごとの区切りがあります。",
        "区切りのカンマを消してください。",
        _OWN,
        "{exact} に書きかえてください。",
    ),
    "unit": Wording(
        "列「{column}」の値「{value}」に、数字のほかの文字があります。",
        "数字だけを書いてください。単位は{unit}です。",
        _OWN,
        "数字だけの {exact} に書きかえてください（単位は{unit}です）。",
    ),
    "leading_zero": Wording(
        "列「{column}」の値「{value}」は、数の前に余分な 0 や + が付いています。",
        "数字だけを書いてください。",
        _OWN,
        "{exact} に書きかえてください。",
    ),
    "not_integer": Wording(
        "列「{column}」の値「{value}」は整数ではありません。",
        "整数で書いてください。",
        _OWN,
        "{exact} に書きかえてください。",
    ),
    "not_number": Wording(
        "列「{column}」の値「{value}」は数ではありません。",
        "半角の数字だけで書いてください。",
        _OWN,
        "{exact} に書きかえてください。",
    ),
    "too_many_digits": Wording(
        "列「{column}」の値「{value}」は桁が多すぎます。", "値を確かめてください（15桁まで）。", _OWN
    ),
    "era_year": Wording(
        "列「{column}」の値「{value}」は和暦です。",
        "西暦の年（4桁の数字）に書きかえてください。",
        "{own}、年は西暦で書く（機械可読性ルール L3-05）",
        "西暦の {exact} に書きかえてください。",
    ),
    "fiscal_year": Wording(
        "列「{column}」の値「{value}」は年度です。1月から3月に始まったときは、年が年度とずれます。",
        "始まった月を確かめ、西暦の年（4桁の数字）を書いてください。",
        "{own}、年は西暦で書く（機械可読性ルール L3-05）",
    ),
    "year_month": Wording(
        "列「{column}」の値「{value}」は、年のほかに月や日が入っています。",
        "年だけを4桁の数字で書いてください。",
        "{own}、1つのセルに1つの値（機械可読性ルール L1-07）",
        "この列には {exact} だけを書き、月の {month} は月の列に書いてください。",
    ),
    "year_serial": Wording(
        "列「{column}」の値「{value}」は、表計算ソフトが日付（{day}）を通し番号に変えたものと思われます。",
        "年だけを4桁の数字で書いてください。",
        _OWN,
        "年だけの {exact} に書きかえてください。",
    ),
    "date_serial": Wording(
        "列「{column}」の値「{value}」は、表計算ソフトの日付の通し番号です。",
        "日付を 2024-01-31 の形で書いてください。",
        "{own}、日付は決められた1つの書き方（機械可読性ルール L3-05）",
        "{exact} に書きかえてください。",
    ),
    "date_style": Wording(
        "列「{column}」の値「{value}」は、決められた日付の書き方ではありません。",
        "日付を 2024-01-31 の形で書いてください。",
        "{own}、日付は決められた1つの書き方（機械可読性ルール L3-05）",
        "{exact} に書きかえてください。",
    ),
    "date_impossible": Wording(
        "列「{column}」の値「{value}」という日付はありません。", "日付を確かめてください。", _OWN
    ),
    # codes and choices
    "code_zero_lost": Wording(
        "列「{column}」の値「{value}」は、先頭などの 0 が落ちています。",
        "0 を補ってください。",
        "{own}、コードは文字として扱う（機械可読性ルール L3-06）",
        "「{exact}」に書きかえてください（表計算ソフトでは、列の書式を「文字列」にしてから入力します）。",
    ),
    "code_check_digit": Wording(
        "列「{column}」の値「{value}」は、6桁目の検査数字が合いません（正しくは {digit}）。",
        "もとの団体コードを確かめてください。どこかの数字が違っています。",
        "{own}、6桁目は検査数字（機械可読性ルール L3-06）",
    ),
    "code_six_digits": Wording(
        "列「{column}」の値「{value}」は、検査数字の付いた6桁の団体コードです。",
        "先頭の5桁を書いてください。",
        _OWN,
    ),
    "code_is_name": Wording(
        "列「{column}」の値「{value}」は、コードではなく名前です。",
        "コードを書いてください。",
        _OWN,
    ),
    "prefecture_suffix": Wording(
        "列「{column}」の値「{value}」に、都・道・府・県がありません。",
        "「青森県」のように、都・道・府・県まで書いてください。",
        "{own}、地域は正式な名前で書く（機械可読性ルール L3-06）",
    ),
    "choice_variant": Wording(
        "列「{column}」の値「{value}」は、決められた書き方と違います。",
        "",
        "{own}、選択肢は決められた1つの書き方（機械可読性ルール L2-04）",
    ),
    "choice_similar": Wording(
        "列「{column}」の値「{value}」は、決められた値にありません。",
        "「{hint}」のことですか。そうでなければ、決められた値から選んでください。",
        "{own}、選択肢は決められた1つの書き方（機械可読性ルール L2-04）",
    ),
    "choice_unknown": Wording(
        "列「{column}」の値「{value}」は、決められた値にありません。",
        "{choices}から選んでください。新しい値が要るときは、先に{home}に加えてください。",
        "{own}、選択肢は決められた1つの書き方（機械可読性ルール L2-04）",
    ),
    "choice_other_detail": Wording(
        "列「{column}」の値「{value}」は、「その他」と中身が1つのセルに書かれています。",
        "この列では決められた値を選び、中身の「{detail}」は列「{detail_column}」に書いてください。",
        "{own}、「その他」の中身は別の列に書く（機械可読性ルール L2-05）",
        "この列には「{exact}」だけを書き、中身の「{detail}」は列「{detail_column}」に書いてください。",
    ),
    "multiple_separator": Wording(
        "列「{column}」の値「{value}」は、複数の値の区切りが「;」ではありません。",
        "値を半角の「;」で区切ってください。",
        "{own}、複数の値は ; で区切る",
    ),
    "multiple_blank": Wording(
        "列「{column}」の値「{value}」に、余分な「;」や空白があります。",
        "余分な「;」や空白を消してください。",
        "{own}、複数の値は ; で区切る",
    ),
    "multiple_twice": Wording(
        "列「{column}」の値「{value}」に、同じ値「{twice}」が2回あります。",
        "1回だけ書いてください。",
        "{own}、複数の値は ; で区切る",
    ),
    # rules of the schemas, as Frictionless reports them
    "required": Wording("列「{column}」が空欄です。", "値を書いてください。", _OWN),
    "minimum": Wording(
        "列「{column}」の値「{value}」は、下限の {limit} より小さい値です。", "値を確かめてください。", _OWN
    ),
    "maximum": Wording(
        "列「{column}」の値「{value}」は、上限の {limit} より大きい値です。", "値を確かめてください。", _OWN
    ),
    "max_length": Wording(
        "列「{column}」の値が {length} 文字あり、上限の {limit} 文字を超えています。",
        "{limit} 文字以内に書きかえてください。",
        _OWN,
    ),
    "min_length": Wording(
        "列「{column}」の値「{value}」は、{limit} 文字より短い値です。", "値を確かめてください。", _OWN
    ),
    "pattern": Wording(
        "列「{column}」の値「{value}」は、決められた形ではありません。",
        "決められた形（{form}）で書いてください。",
        _OWN,
    ),
    "enum": Wording(
        "列「{column}」の値「{value}」は、選択肢にありません。",
        "{choices}のどれかを書いてください。",
        "{own}、選択肢は決められた1つの書き方（機械可読性ルール L2-04）",
    ),
    "boolean": Wording(
        "列「{column}」の値「{value}」は、選択肢にありません。",
        "{choices}のどれかを書いてください。",
        "{own}、選択肢は決められた1つの書き方（機械可読性ルール L2-04）",
    ),
    "type": Wording(
        "列「{column}」の値「{value}」は、この列の種類の値ではありません。", "値を確かめてください。", _OWN
    ),
    "unique": Wording(
        "列「{column}」の値「{value}」は、{other} 行目にもあります。",
        "どちらかが誤りです。値を確かめてください。",
        "{own}、同じ値は1回だけ",
    ),
    "primary_key": Wording(
        "{columns}の組「{value}」は、{other} 行目にもあります。",
        "同じ行を2回書いたのなら片方を消し、そうでなければ値を確かめてください。",
        "{key}の組が同じ行は1つだけ（{schema_file}）",
    ),
    "primary_key_of_one": Wording(
        "{columns}の値「{value}」は、{other} 行目にもあります。",
        "同じ行を2回書いたのなら片方を消し、そうでなければ値を確かめてください。",
        "{key}が同じ行は1つだけ（{schema_file}）",
    ),
    "primary_key_blank": Wording(
        "{columns}がすべて空欄です。", "値を書いてください。", "{key}の組が行を見分ける（{schema_file}）"
    ),
    "other": Wording("{note}", "この行を確かめてください。", "{schema_file}"),
}


def sentence(name: str, facts: dict[str, str], exact: str | None = None) -> tuple[str, str, str]:
    """Fill one wording: what is there, how to mend it, which rule asks for it."""
    wording = SENTENCES[name]
    fix = wording.fix if exact is None else wording.exact
    filled = facts if exact is None else {**facts, "exact": exact}
    return wording.what.format(**filled), fix.format(**filled), wording.rule.format(**filled)
