"""The result of a review as Markdown, as JSON and as GitHub annotations."""

import json
import os
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from pipeline.check.problems import by_cause
from pipeline.history.source_changes import CASES, CORRECTION, REMARK, UPDATE, WITHDRAWAL
from pipeline.maintain.review.changed import CellChange
from pipeline.maintain.review.reviewing import Review
from pipeline.schemas import published_schemas

SHOWN_AT_MOST = 100
VALUE_AT_MOST = 80
PAGES_AT_MOST = 20
PAGE_KINDS = {
    "cases": "事例",
    "municipalities": "市区町村",
    "prefectures": "都道府県",
    "systems": "システム種別",
    "changes": "更新履歴",
}
FOLLOWING = "連動"
NATURES = {CORRECTION: "訂正", UPDATE: "追加", REMARK: "注記", WITHDRAWAL: "取下げ"}


def render_markdown(review: Review) -> str:
    """Write the review for the job summary and for the terminal."""
    lines = [f"## このデータの変更で変わること（{_code(review.base)} と比べて）", "", *_rewritten(review)]
    if review.problems:
        return "\n".join([*lines, f"データに {len(review.problems)} 件の問題があり、比べられません。", ""])
    lines += list(_sizes(review))
    if review.base_problems:
        lines += [f"{_code(review.base)} のデータが今の決まりに合わないので、行の数だけを比べました。", ""]
    elif not review.has_changes:
        lines += ["公開する値もページも変わりません。", ""]
    else:
        lines += [_summary(review), "", *_errata(review), *_unquoted(review), *_cases(review), *_cells(review)]
        return "\n".join([*lines, *_other_rows(review), *_computed(review), *_pages(review)])
    return "\n".join([*lines, *_errata(review)])


def _summary(review: Review) -> str:
    """Say in one line how much changes, and what is left to do."""
    natures = Counter(NATURES.get(cell.nature, FOLLOWING) for cell in review.cells)
    told = "、".join(f"{word} {natures[word]}" for word in (*NATURES.values(), FOLLOWING) if natures[word])
    cases = [row.is_added for row in review.rows if row.table == CASES]
    counts = {
        "増える事例": cases.count(True),
        "なくなる事例": cases.count(False),
        "取下げに関わる事例": len(review.taken),
        "変わる値": f"{len(review.cells)}（{told}）" if told else 0,
        "動く集計値": len(review.computed),
        "変わるページ": len(review.pages),
    }
    to_do = f"**正誤の行が {len(review.errata)} 件足りません。**" if review.errata else ""
    return "、".join(f"{word} {count}" for word, count in counts.items() if count) + "。" + to_do


def _rewritten(review: Review) -> Iterator[str]:
    """Say first what nobody may do: change what was published."""
    if review.rewritten:
        yield f"**止めました: リリースしたファイルが {len(review.rewritten)} 個、書きかえられたか、消されたか、加えられました。**"
        yield "直し方: data/releases/ を版管理から元に戻してください。直した値は、元のデータを直して次のリリースに入れます。"
        yield from ("", *_cut([f"- {_code(path)}" for path in review.rewritten]), "")


def _sizes(review: Review) -> Iterator[str]:
    for size in review.sizes:
        yield f"- **{'止めました' if size.is_loss else '確かめてください'}**: {size.text}"
    if review.sizes:
        yield ""


def _cases(review: Review) -> Iterator[str]:
    for is_added, title in ((True, "増える事例"), (False, "なくなる事例")):
        keys = [
            _code(f"{row.key}（{row.edition}）")
            for row in review.rows
            if row.table == CASES and row.is_added == is_added
        ]
        if keys:
            yield from (f"### {title} {len(keys)} 件", "", _joined(keys), "")
    for after, title in (("はい", "取り下げる事例"), ("いいえ", "取下げをやめる事例")):
        keys = [_code(f"{cell.key}（{cell.edition}）") for cell in review.taken if cell.after == after]
        if keys:
            yield from (f"### {title} {len(keys)} 件", "", _joined(keys), "")


def _cells(review: Review) -> Iterator[str]:
    if review.cells:
        yield from (
            f"### 変わる値 {len(review.cells)} 個",
            "",
            "| 事例など | 版 | 列 | 前 | 後 | 種類 |",
            "|---|---|---|---|---|---|",
        )
        yield from _cut([_cell_line(c, NATURES.get(c.nature, FOLLOWING)) for c in review.cells])
        yield ""


def _other_rows(review: Review) -> Iterator[str]:
    others = [row for row in review.rows if row.table != CASES and not row.follows]
    tables = dict.fromkeys((row.table, row.is_added) for row in others)
    if others:
        yield from ("### ほかの表の行", "")
    for table, is_added in tables:
        keys = [_code(r.place or r.key) for r in others if (r.table, r.is_added) == (table, is_added)]
        yield f"- {_title(table)}: {len(keys)} 行が{'増える' if is_added else 'なくなる'}（{_joined(keys)}）"
    if others:
        yield ""


def _computed(review: Review) -> Iterator[str]:
    if review.computed:
        yield f"### 動く集計値 {len(review.computed)} 個"
        yield from ("", "| 表 | 行 | 版 | 列 | 前 | 後 |", "|---|---|---|---|---|---|")
        yield from _cut([f"| {_title(c.table)} {_cell_line(c, None)}" for c in review.computed])
        yield ""


def _cell_line(cell: CellChange, nature: str | None) -> str:
    parts = [_short(cell.place or cell.key), _cell(cell.edition), cell.title, _short(cell.before), _short(cell.after)]
    return "| " + " | ".join([*parts, *([nature] if nature else [])]) + " |"


def _pages(review: Review) -> Iterator[str]:
    if not review.pages:
        return
    yield from (f"### 変わるページ {len(review.pages)} 枚", "")
    kinds = dict.fromkeys((_kind(address), how) for address, how in review.pages)
    for kind, how in kinds:
        addresses = [address for address, is_ in review.pages if (_kind(address), is_) == (kind, how)]
        more = f" ほか {len(addresses) - PAGES_AT_MOST} 枚" if len(addresses) > PAGES_AT_MOST else ""
        named = "、".join(_code(f"/{address}") for address in addresses[:PAGES_AT_MOST])
        yield f"- {PAGE_KINDS.get(kind, 'まとめのページ')} {len(addresses)} 枚が{how}: {named}{more}"
    yield from ("", "ほかに、変わる表のダウンロードのページが変わります。", "")


def _kind(address: str) -> str:
    """Give the kind of an entity page; the overviews are one kind."""
    kind, _, rest = address.partition("/")
    return kind if rest else ""


def _errata(review: Review) -> Iterator[str]:
    yield from ("### 正誤情報", "")
    if not review.newest_release:
        yield from ("まだリリースがないので、正誤の行は要りません。", "")
    elif not review.errata:
        yield from (f"リリース {review.newest_release} から変わった値で、正誤の行が足りないものはありません。", "")
    else:
        yield from _cut([f"- {_code(p.place)} {_code(p.message)}" for p in review.errata])
        yield ""
        yield from _drafts([line for p in review.errata for line in p.fix.splitlines()[1:]])


def _drafts(rows: list[str]) -> Iterator[str]:
    """Give the drafted rows in one piece, to be copied."""
    if rows:
        yield "訂正なら、次の行を data/errata.csv の終わりに加え、原因・指摘・利用者へのお願いを、分かることに書きかえてください。"
        fence = "`" * max(3, 1 + max(len(run) for run in re.findall("`*", "\n".join(rows))))
        yield from ("訂正でなければ、値を元に戻してください。", "", fence, *rows, fence, "")


def _unquoted(review: Review) -> Iterator[str]:
    """Ask for the sentences of the sources; a change without them can be taken all the same."""
    if review.unquoted:
        yield from (
            f"### 引用のない値 {len(review.unquoted)} 個",
            "",
            "もとになった資料の文を、見た日とともに data/evidence/ に書いてください（列「引用」と「確認日」）。",
            "",
            _joined(review.unquoted),
            "",
        )


def _title(table: str) -> str:
    schema = published_schemas().get(table)
    return schema.title if schema else table


def _cut(lines: list[str]) -> Iterator[str]:
    """Show the first lines: a job summary holds one megabyte, and nobody reads more; the JSON has them all."""
    yield from lines[:SHOWN_AT_MOST]
    if len(lines) > SHOWN_AT_MOST:
        yield from ("", f"ほかに {len(lines) - SHOWN_AT_MOST} 件（全部は review.json にあります）。")


def _joined(keys: list[str]) -> str:
    more = f" ほか {len(keys) - SHOWN_AT_MOST} 件" if len(keys) > SHOWN_AT_MOST else ""
    return "、".join(keys[:SHOWN_AT_MOST]) + more


def _short(text: str) -> str:
    return _cell(text if len(text) <= VALUE_AT_MOST else f"{text[:VALUE_AT_MOST]}…（以下略）")


def _cell(text: str) -> str:
    """Quote a text from the data for a cell of a table, where even in code a bar ends the cell."""
    return _code(text).replace("|", "\\|") if text else ""


def _code(text: str) -> str:
    """Quote a text from the data so that no Markdown in it is live: as code, in more backticks than it has in a row."""
    line = " ".join(text.split())
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", line)), default=0))
    pad = " " if line.startswith("`") or line.endswith("`") or not line else ""
    return f"{fence}{pad}{line}{pad}{fence}"


def write_report(review: Review, folder: Path) -> None:
    """Write review.md and review.json, and add the Markdown to the summary of the GitHub job, where there is one."""
    folder.mkdir(parents=True, exist_ok=True)
    markdown = render_markdown(review)
    (folder / "review.md").write_text(markdown, encoding="utf-8")
    text = json.dumps(asdict(review), ensure_ascii=False, indent=1) + "\n"
    (folder / "review.json").write_text(text, encoding="utf-8")
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if summary:
        with Path(summary).open("a", encoding="utf-8") as stream:
            stream.write(markdown)


def render_annotations(review: Review) -> str:
    """Write GitHub annotations: one for each cause, with how often it occurs."""
    lines = [f"::error title=リリースの書きかえ::{_escaped(path)}" for path in review.rewritten[:PAGES_AT_MOST]]
    lines += [f"::{'error' if s.is_loss else 'warning'} title=行の数::{_escaped(s.text)}" for s in review.sizes]
    for group in by_cause(review.errata).values():
        text = _escaped(f"{group[0].message}（同じ列に {len(group)} 件）")
        lines.append(f"::warning file={_escaped(group[0].path, ':,')},title=正誤の行が要ります::{text}")
    if review.has_changes:
        found = f"変わる値 {len(review.cells)}、動く集計値 {len(review.computed)}、変わるページ {len(review.pages)}"
        lines.append(f"::notice title=このデータの変更で変わること::{found}。一覧はジョブの要約にあります。")
    return "\n".join(lines)


def _escaped(text: str, more: str = "") -> str:
    """Write a text into a command of GitHub so that nothing of it ends the line; `more` ends a property."""
    return "".join(f"%{ord(c):02X}" if c in f"%\r\n{more}" else c for c in text)
