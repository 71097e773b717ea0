"""/errata/, /changes/, the page of each release, and the pages of cases that are gone."""

from collections.abc import Iterator
from typing import Any

from pipeline.history.withdrawals import HIDDEN
from pipeline.identity import Identity
from pipeline.pages.history_view import (
    NATURE_LABELS,
    TOLD_NATURES,
    UNRELEASED,
    HistoryView,
)
from pipeline.pages.model import group_rows
from pipeline.pages.page import Inputs
from pipeline.pages.stamp import EntityPage
from pipeline.pages.templates import template
from pipeline.rows import Row

_ROWS_AT_MOST = 2000
FORMER_COLUMNS = ("service_name", "system_type", "prefecture_name", "system_type_code", "prefecture_code")


def errata_page(inputs: Inputs) -> Row:
    """List every correction and withdrawal, newest first, with what the filters offer."""
    view = inputs.history
    return {
        "errata": view.errata,
        "withdrawals": view.withdrawals,
        "newest": view.releases[0] if view.releases else None,
        "prefectures": _choices(view.errata, "prefecture_code", "prefecture_name"),
        "system_types": _choices(view.errata, "system_type_code", "system_type"),
        "words": view.words,
    }


def _choices(errata: list[Row], code: str, name: str) -> list[tuple[str, str]]:
    return sorted({(row[code], row[name]) for row in errata if row[code]})


def changes_page(inputs: Inputs) -> Row:
    """List every release, newest first, and what the next one will bring."""
    view = inputs.history
    replaced = [row for row in view.withdrawals if row["is_active"] and row["old_releases"] == "差し替える"]
    return {
        "releases": view.releases,
        "pending": _counts(view.pending),
        "pending_errata": [row for row in view.errata if not row["release"]],
        "replaced": replaced,
        "nature_words": NATURE_LABELS,
    }


def _counts(changes: list[Row]) -> dict[str, int]:
    groups = group_rows(changes, "nature")
    return {nature: len(groups[nature]) for nature in NATURE_LABELS if nature in groups}


def release_pages(inputs: Inputs) -> Iterator[EntityPage]:
    """Give the page of every release, and of the changes that no release holds yet."""
    view, page = inputs.history, template("change_set.html.jinja")
    sets: list[tuple[str, Row | None, list[Row]]] = [(UNRELEASED, None, view.pending)] if view.pending else []
    sets.extend((f"v{row['release']}", row, view.changes_by_release.get(row["release"], [])) for row in view.releases)
    for key, release, changes in sets:
        name = f"リリース {release['release']}" if release else "次のリリースに入る変更"
        yield EntityPage(
            key=key,
            title=f"{name}（更新履歴）",
            description=f"{name}で変わったことを、セルごとにすべて示します。",
            body=page.render(_change_set(view, name, release, changes, inputs.identity)),
        )


def _change_set(
    view: HistoryView, name: str, release: Row | None, changes: list[Row], identity: Identity
) -> dict[str, Any]:
    version = release["release"] if release else ""
    groups = group_rows(changes, "nature")
    return {
        "name": name,
        "release": release,
        "previous": release["previous_release"] if release else view.releases[0]["release"],
        "errata": [row for row in view.errata if row["release"] == version],
        "sections": [
            {
                "nature": nature,
                "title": NATURE_LABELS[nature],
                "count": len(groups[nature]),
                "rows": groups[nature][:_ROWS_AT_MOST],
            }
            for nature in (*TOLD_NATURES, "computed")
            if nature in groups
        ],
        "words": view.words,
        "identity": identity,
    }


def gone_case_pages(inputs: Inputs) -> Iterator[EntityPage]:
    """Give a page that explains to every released case that is removed or withdrawn."""
    view, page = inputs.history, template("removed_case.html.jinja")
    removed = {case_id: _removed_case(rows) for case_id, rows in view.gone_cases.items()}
    withdrawn = {case_id: _withdrawn_case(rows[-1]) for case_id, rows in view.withdrawn_cases.items()}
    for case_id, case in sorted({**removed, **withdrawn}.items()):
        yield EntityPage(
            key=case_id,
            title=f"{case_id}（{'取り下げた' if case['is_withdrawn'] else '除いた'}事例）",
            description=f"事例 {case_id} は、いまは公開していません。理由と、前のデータのありかを示します。",
            body=page.render(
                case_id=case_id,
                case=case,
                errata=view.errata_by_case.get(case_id, []),
                withdrawals=view.withdrawals_of_case(case_id)
                or [w for w in view.withdrawals if w["is_active"] and w["table"] == "cases"],
                events=view.events_of_case(case_id),
                identity=inputs.identity,
            ),
        )


def _removed_case(cells: list[Row]) -> Row:
    """Give what is told of a case that is gone, from the cells of the change that removed it."""
    known = {row["column"]: row["before"] for row in cells if row["before"] != HIDDEN}
    names = {column: known.get(column, "") for column in FORMER_COLUMNS}
    return names | {
        "is_withdrawn": False,
        "release": cells[-1]["release"],
        "last_release": cells[-1]["previous_release"],
    }


def _withdrawn_case(row: Row) -> Row:
    names = {column: row[column] or "" for column in FORMER_COLUMNS}
    return names | {"is_withdrawn": True, "release": "", "last_release": ""}
