"""What the check found, and how a maintainer reads it."""

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.messages import Problem, sentence
from pipeline.read.source_files import SourceFile

__all__ = [
    "CheckResult",
    "Problem",
    "append_job_summary",
    "by_cause",
    "github_annotations",
    "on_github",
    "render_summary",
    "render_text",
    "row_runs",
]

ANNOTATIONS_AT_MOST = 10
RUNS_NAMED_AT_MOST = 20
# GitHub takes a summary of one megabyte from a step, and nothing at all of a longer one.
SUMMARY_BYTES_AT_MOST = 900_000


@dataclass(frozen=True)
class CheckResult:
    """The files as read, every problem in file order, and the checks that had to wait for a problem to be mended."""

    files: list[SourceFile]
    problems: list[Problem]
    postponed: list[str] = field(default_factory=list)


def render_text(problems: Iterable[Problem]) -> str:
    """Write the problems as the maintainer reads them: three lines each.

    What would be said in the same words of several rows of a column is said once, with a fourth line for the rows.
    """
    groups: dict[tuple[str | None, ...], list[Problem]] = {}
    for p in problems:
        groups.setdefault((p.path, p.column, p.message, p.fix, p.rule), []).append(p)
    return "\n".join(map(_render_group, groups.values()))


def _render_group(group: list[Problem]) -> str:
    first = group[0]
    text = f"{first.place}: {first.message}\n  直し方: {first.fix}\n  決まり: {first.rule}"
    return f"{text}\n  同じ問題: ほかに {len(group) - 1} 件（{_rows(group[1:])}）" if len(group) > 1 else text


def github_annotations(problems: Iterable[Problem]) -> str:
    """Write one GitHub annotation per cause, at most ten: GitHub shows no more for one step."""
    groups = list(by_cause(problems).values())
    shown = groups[:ANNOTATIONS_AT_MOST]
    if len(groups) > len(shown):
        shown = groups[: ANNOTATIONS_AT_MOST - 1]
    lines = [_annotation(group) for group in shown]
    rest = sum(map(len, groups[len(shown) :]))
    if rest:
        lines.append(f"::error title=ほかの問題::{sentence('problems_more', count=rest)}")
    return "\n".join(lines)


def by_cause(problems: Iterable[Problem]) -> dict[tuple[str, str], list[Problem]]:
    """Group the problems that one look at one column of one file mends together."""
    groups: dict[tuple[str, str], list[Problem]] = {}
    for problem in problems:
        groups.setdefault((problem.cause, f"{problem.path}\0{problem.column}"), []).append(problem)
    return groups


def _annotation(group: list[Problem]) -> str:
    first = group[0]
    text = f"{first.message}\n直し方: {first.fix}\n決まり: {first.rule}"
    if len(group) > 1:
        text += "\n" + sentence("problem_again", count=len(group) - 1, rows=_rows(group[1:]))
    place = f"file={_escaped(first.path, in_property=True)}"
    if first.row is not None:
        place += f",line={first.row}"
    return f"::error {place},title=データの問題::{_escaped(text)}"


def _rows(group: list[Problem]) -> str:
    """Name the rows, those that follow each other by the first and the last: `3～9行目、12行目`."""
    return row_runs(p.row for p in group if p.row is not None)


def row_runs(rows: Iterable[int]) -> str:
    """Name rows in words, those that follow each other by the first and the last."""
    runs: list[list[int]] = []
    for row in sorted(set(rows)):
        if runs and row == runs[-1][-1] + 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    named = [f"{run[0]}～{run[-1]}行目" if len(run) > 1 else f"{run[0]}行目" for run in runs]
    return "、".join(named[:RUNS_NAMED_AT_MOST]) + (" ほか" if len(named) > RUNS_NAMED_AT_MOST else "")


def _escaped(text: str, *, in_property: bool = False) -> str:
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if in_property else text


def on_github() -> bool:
    """Tell whether the check runs as a step of a GitHub workflow."""
    return os.environ.get("GITHUB_ACTIONS") == "true"


def append_job_summary(problems: Iterable[Problem]) -> None:
    """Add the full list to the summary page of the GitHub job, where there is one."""
    target = os.environ.get("GITHUB_STEP_SUMMARY")
    if target:
        with Path(target).open("a", encoding="utf-8") as summary:
            summary.write(render_summary(problems))


def render_summary(problems: Iterable[Problem]) -> str:
    """Write the full list as Markdown, grouped by cause; rows to be added stand in one piece, to be copied."""
    groups = by_cause(problems)
    lines = [f"## データの問題 {sum(map(len, groups.values()))} 件", ""]
    for group in groups.values():
        lines += [f"### {_inline(group[0].message)}（{len(group)} 件）", ""]
        lines += [f"- 直し方: {_inline(_said(group[0]))}", f"- 決まり: {_inline(group[0].rule)}", ""]
        lines += [f"  - `{p.place}` {_inline(p.message)} {_inline(_said(p))}" for p in group] + [""]
        drafts = [line for p in group for line in p.fix.splitlines()[1:]]
        lines += ["```", *drafts, "```", ""] if drafts else []
    return _cut("\n".join(lines) + "\n")


def _said(problem: Problem) -> str:
    """Give how to mend a problem without the row that is drafted below."""
    return problem.fix.partition("\n")[0]


def _cut(text: str) -> str:
    if len(text.encode()) <= SUMMARY_BYTES_AT_MOST:
        return text
    kept = text.encode()[:SUMMARY_BYTES_AT_MOST].decode(errors="ignore").rpartition("\n")[0]
    return f"{kept}\n\n{sentence('list_cut')}\n"


def _inline(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("|", "\\|").replace("`", "'")
