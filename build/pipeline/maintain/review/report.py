"""The result of a review as Markdown, as JSON and as GitHub annotations."""

import json
import os
import re
from collections import Counter
from dataclasses import asdict
from pathlib import Path

from pipeline.check.problems import by_cause
from pipeline.history.source_changes import CASES, CORRECTION, REMARK, UPDATE, WITHDRAWAL
from pipeline.history.words import table_title
from pipeline.maintain.review.changed import CellChange, RowChange
from pipeline.maintain.review.reviewing import Review
from pipeline.messages import sentence
from pipeline.text_templates import text_template

_SHOWN_AT_MOST = 100
VALUE_AT_MOST = 80
PAGES_AT_MOST = 20
_PAGE_KINDS = {
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
    drafts = [line for p in review.errata for line in p.fix.splitlines()[1:]]
    text = text_template("reports/review.md.jinja").render(
        review=review,
        counts=_counts(review),
        rewritten=[f"- {_code(path)}" for path in review.rewritten],
        errata=[f"- {_code(p.place)} {_code(p.message)}" for p in review.errata],
        drafts=drafts,
        fence="`" * max(3, 1 + max((len(run) for run in re.findall("`*", "\n".join(drafts))), default=0)),
        cases=_cases(review),
        cells=[_cell_line(c, NATURES.get(c.nature, FOLLOWING)) for c in review.cells],
        other_rows=_other_rows(review),
        computed=[f"| {table_title(c.table)} {_cell_line(c)}" for c in review.computed],
        pages=_pages(review),
        page_kinds=_PAGE_KINDS,
        title=table_title,
        code=_code,
        shown_at_most=_SHOWN_AT_MOST,
        pages_at_most=PAGES_AT_MOST,
    )
    return text.rstrip("\n") + "\n"


def _counts(review: Review) -> list[str]:
    """Say in a word and a number how much changes of what."""
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
    return [f"{word} {count}" for word, count in counts.items() if count]


def _cases(review: Review) -> dict[str, list[str]]:
    """Name the cases that come, go, are withdrawn or given back."""
    rows = [row for row in review.rows if row.table == CASES]
    found: dict[str, list[RowChange] | list[CellChange]] = {
        "増える事例": [row for row in rows if row.is_added],
        "なくなる事例": [row for row in rows if not row.is_added],
        "取り下げる事例": [cell for cell in review.taken if cell.after == "はい"],
        "取下げをやめる事例": [cell for cell in review.taken if cell.after == "いいえ"],
    }
    return {heading: [_code(f"{c.key}（{c.edition}）") for c in cases] for heading, cases in found.items()}


def _other_rows(review: Review) -> dict[tuple[str, bool], list[str]]:
    """Name the rows of other tables that come or go by themselves, by table."""
    found: dict[tuple[str, bool], list[str]] = {}
    for row in review.rows:
        if row.table != CASES and not row.follows:
            found.setdefault((row.table, row.is_added), []).append(_code(row.place or row.key))
    return found


def _pages(review: Review) -> dict[tuple[str, str], list[str]]:
    """Give the addresses of changed pages by their kind; the overviews are one kind."""
    found: dict[tuple[str, str], list[str]] = {}
    for address, how in review.pages:
        kind, _, rest = address.partition("/")
        found.setdefault((kind if rest else "", how), []).append(_code(f"/{address}"))
    return found


def _cell_line(cell: CellChange, *nature: str) -> str:
    parts = [_short(cell.place or cell.key), _cell(cell.edition), cell.title, _short(cell.before), _short(cell.after)]
    return "| " + " | ".join([*parts, *nature]) + " |"


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
        lines.append(f"::warning file={_escaped(group[0].path, ':,')},title={sentence('erratum_wanted')}::{text}")
    if review.has_changes:
        counts = {name: len(getattr(review, name)) for name in ("cells", "computed", "pages")}
        lines.append(f"::notice title=このデータの変更で変わること::{sentence('review_counts', **counts)}")
    return "\n".join(lines)


def _escaped(text: str, more: str = "") -> str:
    """Write a text into a command of GitHub so that nothing of it ends the line; `more` ends a property."""
    return "".join(f"%{ord(c):02X}" if c in f"%\r\n{more}" else c for c in text)
