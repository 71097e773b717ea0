"""What a maintainer reads of a whole file or row: its name, its bytes, the shape of its table, its key."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Wording:
    """One sentence: what is there, how to mend it, which rule asks for it; `exact` replaces `fix` when that is certain.

    Facts stand in braces.
    """

    what: str
    fix: str
    rule: str
    exact: str = "「{exact}」に書きかえてください。"


_UTF8 = "文字コードは UTF-8（BOM の有無は問わない）（機械可読性ルール L3-08）"
_CSV = "区切りはカンマ、1行に1件の CSV（機械可読性ルール L1-01、L1-14、L1-15）"
_NAMES = "data/ の置き場所とファイル名（schemas/ の files、data/codes/prefectures.csv、data/codes/editions.csv）"
_HEADER = "見出しは1行目、列は {schema_file} の並びのとおり（機械可読性ルール {ids}）"
_TABLE = "表は見出しの次の行から、空行も注記もはさまずに続ける（機械可読性ルール {ids}）"

FILE_SENTENCES: dict[str, Wording] = {
    # files
    "file_unexpected": Wording(
        "このファイルは、どの表のファイルでもありません。",
        "置き場所とファイル名を確かめてください。データでなければ data/ の外に移してください。",
        _NAMES,
        "「{exact}」に名前を変えてください。",
    ),
    "file_not_csv": Wording(
        "CSV ではないファイル（{suffix}）です。",
        "CSV（UTF-8）で保存しなおし、このファイルは data/ の外に移してください。",
        "データは CSV で置く（機械可読性ルール L1-01）",
    ),
    "file_misplaced": Wording(
        "中身は表「{title}」のようですが、置き場所かファイル名が違います。",
        "data/{place} の形の場所と名前にしてください。",
        _NAMES,
    ),
    "file_copy": Wording(
        "「{original}」の写しと思われるファイルです。この中身は調べていません。",
        "「{original}」と見比べ、要る行をそちらに移してから、このファイルを data/ の外に移してください。",
        _NAMES,
    ),
    "file_prefecture": Wording(
        "ファイル名「{stem}」は、都道府県コードとローマ字の組になっていません。",
        "data/codes/prefectures.csv の都道府県コードとローマ字を「-」でつないだ名前（例: 27-osaka.csv）にしてください。",
        _NAMES,
        "ファイル名を「{exact}」に変えてください。",
    ),
    "file_edition": Wording(
        "「{edition}」という版は、版の一覧（data/codes/editions.csv）にありません。",
        "今ある版（{editions}）なら、その名前に変えてください。新しい版なら、先に data/codes/editions.csv に1行加えてください。",
        _NAMES,
    ),
    "file_missing": Wording(
        "表「{title}」のファイルがありません。",
        "このファイルをもとに戻してください。ほかの表がこの表のコードを使っています。",
        "コード表はデータと一緒に置く（機械可読性ルール L3-02）",
    ),
    "file_unreadable": Wording(
        "このファイルを開けません（{reason}）。",
        "ファイルの権限を確かめ、普通のファイルとして置きなおしてください。",
        "データは CSV で置く（機械可読性ルール L1-01）",
    ),
    "file_empty": Wording(
        "ファイルの中身がありません。見出しも値もありません。",
        "見出しの行のあるファイルに置きかえるか、ファイルを消してください。",
        "データは CSV で置く（機械可読性ルール L1-01）",
    ),
    "file_disguised": Wording(
        "名前は CSV ですが、中身は「{kind}」です。",
        "もとの表を表計算ソフトで開き、「CSV UTF-8（コンマ区切り）」で保存しなおしてください。",
        "データは CSV で置く（機械可読性ルール L1-01）",
    ),
    "file_too_large": Wording(
        "ファイルの大きさが {size} MB あり、上限の {limit} MB を超えています。",
        "中身を確かめてください。写真や別のファイルを CSV の名前で保存していませんか。",
        "1つのファイルは {limit} MB まで",
    ),
    "file_too_long": Wording(
        "行が {rows} 行あり、表計算ソフトで開ける {limit} 行を超えています。",
        "余分な行を消してください。",
        "1つのファイルは {limit} 行まで",
    ),
    # bytes
    "encoding": Wording(
        "文字コードが UTF-8 ではありません（{encoding}と思われます）。",
        "Excel では「名前を付けて保存」で「CSV UTF-8（コンマ区切り）」を選んで保存しなおしてください。",
        _UTF8,
    ),
    "encoding_mixed": Wording(
        "この行だけ文字コードが UTF-8 ではありません（{encoding}と思われます）。別のファイルから貼り付けた行ではありませんか。",
        "この行をもとの文書から入力しなおし、「CSV UTF-8（コンマ区切り）」で保存してください。",
        _UTF8,
    ),
    "line_ends_cr": Wording(
        "改行が CR だけの古い形式です。",
        "「CSV UTF-8（コンマ区切り）」で保存しなおしてください（改行は LF か CRLF）。",
        _CSV,
    ),
    "line_ends_mixed": Wording(
        "この行から改行の種類が変わっています（{kinds} が混ざっています）。",
        "表計算ソフトで開き、「CSV UTF-8（コンマ区切り）」で保存しなおしてください（改行はどれか1種類）。",
        _CSV,
    ),
    "delimiter": Wording(
        "区切りがカンマではなく{delimiter}です。",
        "「CSV UTF-8（コンマ区切り）」で保存しなおしてください。",
        _CSV,
    ),
    "quote": Wording(
        'この行の引用符（"）が正しく閉じていません。',
        'セルを囲む " を前後でそろえてください。セルの中の " は "" と2つ重ねます。',
        _CSV,
    ),
    # layout
    "header_absent": Wording(
        "1行目に見出しがありません。",
        "1行目を、列の名前（{first} から始まる {count} 列）にしてください。",
        _HEADER,
    ),
    "header_of_other": Wording(
        "見出しは表「{title}」のものですが、ここは表「{expected}」の置き場所です。",
        "このファイルを data/{place} の形の場所に移してください。",
        _NAMES,
    ),
    "header_late": Wording(
        "見出しが {found} 行目にあります。その上に表ではない行があります。",
        "見出しより上の行（{above}）を消し、見出しを1行目にしてください。",
        _HEADER,
    ),
    "header_renamed": Wording(
        "見出し「{value}」は、決められた列の名前と違います。",
        "",
        _HEADER,
    ),
    "header_extra": Wording(
        "見出し「{value}」という列は、この表にはありません。",
        "この列を消してください。書いておきたいことがあれば{note_place}に移してください。",
        _HEADER,
    ),
    "header_blank": Wording(
        "{letters} 列に見出しがありません。",
        "中身があれば決められた列に移してから、{letters} 列を列ごと削除してください（値を消すだけでは、空の列が残ります）。",
        _HEADER,
    ),
    "header_missing": Wording(
        "列「{value}」がありません。",
        "左から {position} 番目（{letter} 列）に「{value}」の列を作ってください。",
        _HEADER,
    ),
    "header_duplicate": Wording(
        "見出し「{value}」が2回以上あります。",
        "余分な列を消してください。",
        _HEADER,
    ),
    "header_order": Wording(
        "列の並びが違います。{letter} 列は「{value}」ですが、ここは「{expected}」の列です。",
        "列を決められた並びに戻してください。",
        _HEADER,
    ),
    "row_blank": Wording(
        "空の行です。", "この行を、行ごと削除してください（値を消すだけでは、空の行が残ります）。", _TABLE
    ),
    "row_header_again": Wording("見出しがもう一度書かれています。", "この行を消してください。", _TABLE),
    "row_note": Wording(
        "表の外の注記と思われる行です（「{value}」）。",
        "この行を消してください。事例についての注記は、{note_place}に書いてください。",
        _TABLE,
    ),
    "row_too_wide": Wording(
        "セルが {found} 個あり、見出しの {expected} 個より多くなっています。",
        'カンマを含む値を " で囲んでいないか、余分な値があります。値を " で囲むか、余分なセルを消してください。',
        _CSV,
    ),
    "row_too_narrow": Wording(
        "セルが {found} 個しかなく、見出しの {expected} 個に足りません。",
        "足りないセルを補ってください。値のないセルも、区切りのカンマは要ります。",
        _CSV,
    ),
    "row_blank_edge": Wording(
        "表の右に、空のセルが {count} 個付いています（行の終わりの余分なカンマ）。",
        "{letter} 列から右を列ごと削除して、保存しなおしてください。",
        _CSV,
    ),
    # keys
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
    # what Frictionless may one day find that has no words of its own
    "other": Wording("{note}", "この行を確かめてください。", "{schema_file}"),
}
