"""/cases/<id>/: one page for every recorded case."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache, partial
from typing import Any

from markupsafe import Markup, escape

from pipeline.files.descriptor import LICENSE_URL
from pipeline.identity import Identity
from pipeline.pages.edition_pages import values_by_edition
from pipeline.pages.history_view import HistoryView
from pipeline.pages.model import Model, case_key, group_rows
from pipeline.pages.page import Inputs
from pipeline.pages.shared_markup import CaseEntries, field_entry, municipality_chips, uncollected_fields
from pipeline.pages.stamp import EntityPage
from pipeline.pages.templates import case_size, case_title, field_text, template
from pipeline.rows import Row
from pipeline.schemas import Field, source_schemas, value_tables

RELATED_AT_MOST = 6
PHONE = re.compile(r"\b0\d{1,4}-\d{1,4}-\d{3,4}\b")


def case_pages(inputs: Inputs) -> Iterator[EntityPage]:
    """Give the page of the newest edition of every case."""
    model = inputs.model
    page = template("case.html.jinja")
    neighbours = ScaleNeighbours(model)
    entries = CaseEntries()
    for case in (case for case in model.cases if inputs.wants(case["case_id"])):
        yield EntityPage(
            key=case["case_id"],
            title=f"{case_title(case)}（{case['prefecture_name']}）",
            description=f"{case['prefecture_name']}と市区町村による{case['system_type']}の共同調達の事例。",
            body=page.render(
                inputs.everywhere
                | case_context(model, case, neighbours, entries, inputs.history)
                | {"decisions": inputs.decisions.of_case(case)}
            ),
            linked_data=_linked_data(case, inputs.identity),
        )


def case_context(
    model: Model,
    case: Row,
    neighbours: "ScaleNeighbours",
    entries: CaseEntries,
    history: HistoryView,
) -> dict[str, Any]:
    """Gather what the page of one case shows."""
    key = case_key(case)
    participations = group_rows(model.by_case("participations").get(key, []), "participation")
    return {
        "case": case,
        "title": case_title(case),
        "groups": field_groups(model, case, history),
        "rosters": {state: (len(rows), municipality_chips(rows)) for state, rows in participations.items()},
        "counts": model.by_case("participant_counts").get(key, []),
        "sources": [model.sources[row["source_id"]] for row in model.by_case("case_sources").get(key, [])],
        "evidence": [
            row | {"source": model.sources[row["source_id"]]} for row in model.by_case("case_evidence").get(key, [])
        ],
        "edition": model.editions[case["edition"]],
        "newest_edition": model.edition,
        "is_past": case["edition"] in list(model.official_editions)[1:],
        "answers_before": values_by_edition(model, case),
        "contact": contact(case),
        "events": history.events_of_case(case["case_id"]),
        "withdrawals": history.withdrawals_of_case(case["case_id"]),
        "errata_of": partial(history.errata_of_cell, case),
    } | _related(model, case, neighbours, entries, history)


def _related(
    model: Model, case: Row, neighbours: "ScaleNeighbours", entries: CaseEntries, history: HistoryView
) -> dict[str, Any]:
    """Show the cases that a reader of this one may want next, at most RELATED_AT_MOST of each kind."""
    others = [c for c in model.cases_by_prefecture[case["prefecture_code"]] if c is not case]

    def show(other: Row, words: str) -> Markup:
        return entries.show(other, words, history.errata_of_cell(other, "participant_count"))

    return {
        "similar": [show(other, _place_and_size(other)) for other in neighbours.nearest(case)],
        "same_prefecture": [show(other, _system_and_size(other)) for other in others[:RELATED_AT_MOST]],
        "same_prefecture_more": max(0, len(others) - RELATED_AT_MOST),
    }


def contact(case: Row) -> Markup:
    """Say whom to ask: the office that the case names, its telephone number as a link."""
    point = PHONE.sub(_phone_link, str(escape(case["contact_point"] or "")))
    return Markup("　").join(filter(None, (escape(case["contact_office"] or ""), Markup(point))))


def _phone_link(number: re.Match[str]) -> str:
    return f'<a href="tel:{number[0].replace("-", "")}">{number[0]}</a>'


def field_groups(model: Model, case: Row, history: HistoryView) -> list[tuple[str, Markup, Markup]]:
    """Show the answers of a case in the survey's groups; what is not collected stands in one line below its group."""
    return [(group, *_group_entries(model, case, fields, history)) for group, fields in _survey_groups()]


def _group_entries(model: Model, case: Row, fields: tuple[Field, ...], history: HistoryView) -> tuple[Markup, Markup]:
    asked = [f for f in fields if not _is_not_asked(case, f, history)]
    absent = tuple(f.column for f in asked if _is_uncollected(case, f, history))
    entries = Markup("".join(_field(model, case, f, history) for f in asked if f.column not in absent))
    return entries, uncollected_fields(absent) if absent else Markup()


def _is_not_asked(case: Row, f: Field, history: HistoryView) -> bool:
    """Tell whether a question is empty because it does not apply: no name of a subsidy where there is none."""
    if case[f"{f.column}_status"] != "blank" or history.errata_of_cell(case, f.column):
        return False
    named = source_schemas()["survey_cases"].by_column
    return any(not _begins_with(named[column], case[column], words) for column, words in f.only_when)


def _begins_with(f: Field, value: Any, words: str) -> bool:
    return value is not None and field_text(f, value).startswith(words)


def _is_uncollected(case: Row, f: Field, history: HistoryView) -> bool:
    """A corrected value keeps its place, also when the correction took it away."""
    return case[f"{f.column}_status"] == "not_collected" and not history.errata_of_cell(case, f.column)


@cache
def _survey_groups() -> tuple[tuple[str, tuple[Field, ...]], ...]:
    groups: dict[str, list[Field]] = {}
    for f in source_schemas()["survey_cases"].fields:
        if f.is_answer:
            groups.setdefault(f.group, []).append(f)
    return tuple((group, tuple(fields)) for group, fields in groups.items())


def _field(model: Model, case: Row, f: Field, history: HistoryView) -> Markup:
    status = case[f"{f.column}_status"]
    text = _answer_text(model, case, f) if status == "answered" else ""
    return field_entry(f.column, status, text, history.errata_of_cell(case, f.column))


def _answer_text(model: Model, case: Row, f: Field) -> str:
    if f.is_narrative:
        return model.narrative(case, f.column)
    if f.is_multiple:
        table, column = value_tables()[f.column]
        return "、".join(row[column] for row in model.by_case(table).get(case_key(case), []))
    return field_text(f, case[f.column])


def _place_and_size(case: Row) -> str:
    """Tell apart cases of one system type."""
    return "・".join(filter(None, (case["prefecture_name"], case["system_name"], case_size(case))))


def _system_and_size(case: Row) -> str:
    """Tell apart cases of one prefecture."""
    return f"{case['system_name'] or case['system_type']}・{case_size(case)}"


class ScaleNeighbours:
    """Finds, among the cases of the same system type, those with the nearest number of participants."""

    def __init__(self, model: Model) -> None:
        self._unsized = {
            code: [c for c in cases if c["participant_count"] is None] for code, cases in model.cases_by_type.items()
        }
        self._sized = {
            code: sorted((c for c in cases if c["participant_count"] is not None), key=_size_order)
            for code, cases in model.cases_by_type.items()
        }

    def nearest(self, case: Row) -> list[Row]:
        """List at most RELATED_AT_MOST other cases, nearest in size first; those without a size come last."""
        sized = self._sized[case["system_type_code"]]
        unsized = self._unsized[case["system_type_code"]]
        if case["participant_count"] is None:
            found = sized[-RELATED_AT_MOST:][::-1]
        else:
            place = bisect_left(sized, _size_order(case), key=_size_order)
            window = sized[max(0, place - RELATED_AT_MOST) : place + RELATED_AT_MOST + 1]
            size = case["participant_count"]
            found = sorted(window, key=lambda c: (abs(c["participant_count"] - size), c["case_id"]))
        return [c for c in [*found, *unsized[: RELATED_AT_MOST + 1]] if c is not case][:RELATED_AT_MOST]


def _size_order(case: Row) -> tuple[int, str]:
    return case["participant_count"], case["case_id"]


def _linked_data(case: Row, identity: Identity) -> dict[str, Any]:
    return {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": f"{case_title(case)}（{case['prefecture_name']}）",
        "about": case["system_type"],
        "inLanguage": "ja",
        "isAccessibleForFree": True,
        "license": LICENSE_URL,
        "publisher": {"@type": "Organization", "name": identity.publisher},
        "url": f"{identity.site_url}cases/{case['case_id']}/",
    }
