"""Every sentence about releases, errata and withdrawals that a maintainer can read."""

from pipeline.check.problems import Problem
from pipeline.messages import Wording

_ERRATA_NEEDED = "公表した値を直したら、必ず data/errata.csv に書く（schemas/errata.schema.json）"
_ERRATA_TRUE = "正誤の行は、公表した値といまの値の両方に合うこと（schemas/errata.schema.json）"
_ERRATA_KEPT = "公表した行は、直さず、消さない（schemas/errata.schema.json、schemas/withdrawals.schema.json）"
_SEVERITY = "重さの決め方は正誤情報のページにある（軽微・一般・重大）"
_FROZEN = "リリースしたファイルは変えない（data/releases/）"
_WITHDRAWN = "取下げの書き方（schemas/withdrawals.schema.json）"
_DRAFT = (
    "訂正なら、data/errata.csv に次の1行を加えてください"
    "（原因・指摘・利用者へのお願いは、分かることに書きかえます）。訂正でなければ、元に戻してください。\n{draft}"
)

SENTENCES: dict[str, Wording] = {
    "release_changed": Wording(
        "リリース {release} のファイルが、リリースしたときから変わっています。",
        "版管理から元のファイルに戻してください。直した値は、元のデータを直して次のリリースに入れます。",
        _FROZEN,
    ),
    "release_missing": Wording(
        "リリースのファイル {name} がありません。", "版管理から元のファイルに戻してください。", _FROZEN
    ),
    "release_added": Wording(
        "リリース {release} のフォルダーに、リリースしたときになかったファイルがあります。",
        "このファイルを data/releases/ の外に移してください。",
        _FROZEN,
    ),
    "release_gone": Wording(
        "台帳（ledger.csv）にあるリリース {release} のフォルダーがありません。",
        "版管理からフォルダーを元に戻してください。名前を変えたときは、元の名前に戻してください。",
        _FROZEN,
    ),
    "release_unlisted": Wording(
        "data/releases/ に、台帳（ledger.csv）にない「{name}」があります。",
        "公表したリリースなら、台帳を版管理から元に戻してください。作りかけのリリースなら、フォルダーを消してから"
        "リリースをやりなおしてください。どちらでもなければ、data/releases/ の外に移してください。",
        _FROZEN,
    ),
    "release_unchained": Wording(
        "リリース {release} が前のものとして指すリリースは、台帳（ledger.csv）の前の行とちがいます。",
        "台帳と data/releases/ のフォルダーを、版管理から元に戻してください。",
        _FROZEN,
    ),
    "case_id_of_another_case": Wording(
        "事例ID {id} は、リリース {release} では別の事例の番号でした。",
        "新しい事例なら、だれも使ったことのない番号（{free}）を付けてください。同じ事例なら、消した行をそのまま元に戻してください。",
        "一度公表した事例IDは、その事例を除いたあとも、別の事例に使わない（schemas/survey_cases.schema.json）",
    ),
    "statement_without_source": Wording(
        "{name} の「{column}」が「…」（未収録）から{now}に変わりました。{now}は、都道府県の答えが「{meaning}」だったという意味です。",
        "まだ調べていないなら「…」に戻してください。そう答えたことが資料で分かったなら、その資料を、この行の列「出典ID」に加えるか、"
        "data/evidence/ のこの項目の行に書いてください。",
        "×・-・空欄は、都道府県がそう答えたときにだけ使う（CONTRIBUTING.md）",
    ),
    "value_without_erratum": Wording(
        "表「{table}」の {name} の「{column_title}」は、リリース {release} では「{wrong}」でしたが、いまは「{right}」です。"
        "正誤の行がありません。",
        _DRAFT,
        _ERRATA_NEEDED,
    ),
    "removed_row_without_erratum": Wording(
        "表「{table}」の行 {name} は、リリース {release} にはありましたが、いまはありません。正誤の行がありません。",
        _DRAFT,
        _ERRATA_NEEDED,
    ),
    "added_row_without_erratum": Wording(
        "表「{table}」の行 {name} は、リリース {release} ではもれていました。正誤の行がありません。",
        _DRAFT,
        _ERRATA_NEEDED,
    ),
    "erratum_without_release": Wording(
        "訂正 {id} がありますが、リリースがまだありません。",
        "この行を消してください。リリースの前の直しは、訂正になりません。",
        _ERRATA_TRUE,
    ),
    "erratum_edited": Wording(
        "訂正 {id} の列「{column}」は、リリース {release} では「{wrong}」でしたが、「{right}」に変わっています。",
        "元の「{wrong}」に戻してください。公表した行であとから書きかえられるのは、「確認中」としていた原因だけです。",
        _ERRATA_KEPT,
    ),
    "erratum_removed": Wording(
        "リリース {release} にあった訂正 {id} の行がありません。",
        "この行を元に戻してください。",
        _ERRATA_KEPT,
    ),
    "withdrawal_edited": Wording(
        "取下げ {id} の列「{column}」は、リリース {release} では「{wrong}」でしたが、「{right}」に変わっています。",
        "元の「{wrong}」に戻してください。取下げをやめるときは、種類が「取消」の行を加えてください。",
        _ERRATA_KEPT,
    ),
    "withdrawal_removed": Wording(
        "リリース {release} にあった取下げ {id} の行がありません。",
        "この行を元に戻してください。取下げをやめるときは、種類が「取消」の行を加えてください。",
        _ERRATA_KEPT,
    ),
    "erratum_release_unknown": Wording(
        "訂正 {id} の列「{column}」の「{value}」というリリースはありません。",
        "{releases}のどれかを書いてください。",
        _ERRATA_TRUE,
    ),
    "erratum_last_release": Wording(
        "訂正 {id} の「誤りの最後のリリース」は {value} ですが、誤りはリリース {release} にもあります。",
        "{release} と書いてください。",
        _ERRATA_TRUE,
    ),
    "erratum_too_early": Wording(
        "訂正 {id} の公表日 {value} は、誤りのあるリリース {release} の日（{day}）より前です。",
        "訂正を公表する日を書いてください。",
        _ERRATA_TRUE,
    ),
    "erratum_table_unknown": Wording(
        "訂正 {id} の列「表」の「{value}」は、リリース {release} の、記録を公表する表ではありません。",
        "表の名前（例: cases）を書いてください。集計の表は計算しなおされるので、正誤に書きません。",
        _ERRATA_TRUE,
    ),
    "erratum_column_unknown": Wording(
        "訂正 {id} の列「列」の「{value}」は、表 {table} の列ではありません。",
        "公開する列の名前（例: participant_count）を書いてください。",
        _ERRATA_TRUE,
    ),
    "erratum_row_unknown": Wording(
        "訂正 {id} の行（版「{edition}」、キー「{key}」）は、リリース {release} の表 {table} にありません。",
        "版とキーを確かめてください。新しく加えた行は訂正ではないので、正誤の行は要りません。",
        _ERRATA_TRUE,
    ),
    "erratum_wrong_not_published": Wording(
        "訂正 {id} の「誤」は「{value}」ですが、リリース {release} で公表した値は「{published}」です。",
        "「{published}」と書くか、誤りのリリースの番号を確かめてください。",
        _ERRATA_TRUE,
    ),
    "erratum_right_differs": Wording(
        "訂正 {id} の「正」は「{value}」ですが、いまの表の値は「{now}」です。",
        "「{now}」と書くか、元のデータを直してください。",
        _ERRATA_TRUE,
    ),
    "erratum_of_update": Wording(
        "訂正 {id} の値は、値のなかったところに入ったもので、訂正ではなく更新です。",
        "この行を消してください。更新は、更新履歴に自動で載ります。",
        _ERRATA_TRUE,
    ),
    "erratum_of_computed": Wording(
        "訂正 {id} の列「{column}」は、ほかの値から決まる列か、注記の列です。",
        "もとになる値（例: system_type ではなく system_type_code）の訂正として書くか、この行を消してください。",
        _ERRATA_TRUE,
    ),
    "erratum_row_still_there": Wording(
        "訂正 {id} は行削除ですが、表 {table} の行（版「{edition}」、キー「{key}」）はいまもあります。",
        "行を消すか、訂正の種類を確かめてください。",
        _ERRATA_TRUE,
    ),
    "erratum_row_not_added": Wording(
        "訂正 {id} は行追加ですが、表 {table} の行（版「{edition}」、キー「{key}」）は{state}。",
        "版、キー、種類を確かめてください。",
        _ERRATA_TRUE,
    ),
    "erratum_twice": Wording(
        "訂正 {id} は、訂正 {other} と同じ値の訂正です。", "片方の行を消してください。", _ERRATA_TRUE
    ),
    "erratum_too_light": Wording(
        "訂正 {id} の重さは「{value}」ですが、{reason}ので「{least}」以上です。",
        "「{least}」と書いてください。",
        _SEVERITY,
    ),
    "withdrawal_incomplete": Wording(
        "取下げ {id} の列「{column}」が空欄です。",
        "値を書いてください。",
        _WITHDRAWN,
    ),
    "withdrawal_superfluous": Wording(
        "取下げ {id} の列「{column}」に「{value}」とありますが、この行では使いません。",
        "空欄にしてください。",
        _WITHDRAWN,
    ),
    "withdrawal_case_unknown": Wording(
        "取下げ {id} の事例 {value} は、data/survey/ にも、これまでのリリースにもありません。",
        "事例IDと版を確かめてください。取り下げても、調査票の行は消しません。",
        _WITHDRAWN,
    ),
    "withdrawal_column_unknown": Wording(
        "取下げ {id} の列「{value}」は、回答の列ではありません。",
        "表 cases の、状態の列がとなりにある列の名前（例: contact_point）を書いてください。",
        _WITHDRAWN,
    ),
    "withdrawal_undone_unknown": Wording(
        "取下げ {id} が取り消す「{value}」は、この行より前の取下げではありません。",
        "前の行にある取下げIDを書いてください。",
        _WITHDRAWN,
    ),
}


def problem(
    name: str,
    path: str,
    row: int | None = None,
    column: str | None = None,
    value: str | None = None,
    /,
    **facts: str,
) -> Problem:
    """Make a problem from one of the sentences. `column` and `value` are facts of the sentence unless it has its own."""
    said = SENTENCES[name]
    known = {"column": column or "", "value": value or "", **facts}
    what, fix, rule = (text.format(**known) for text in (said.what, said.fix, said.rule))
    return Problem(path, row, column, value, what, fix, rule, name)
