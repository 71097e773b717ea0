"""Thirty questions that people ask of the data, each with the call that answers it and the SQL that computes the answer.

`{case}`, `{other}`, `{town}`, `{prefecture}` and `{system}` stand for what CHOSEN finds in the data.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Answer = dict[str, Any]
Rows = list[tuple[Any, ...]]
ED = "edition = '2024-01-31'"
CHOSEN = {
    "case": f"select min(case_id) from cases where {ED} and participant_count is not null",
    "other": f"select max(case_id) from cases where {ED} and participant_count is null",
    "town": "select min(municipality_code) from participations where participation = 'joined'",
    "prefecture": f"select prefecture_code from cases where {ED} group by all order by count(*) desc, 1 limit 1",
    "system": f"select system_type_code from cases where {ED} group by all order by count(*) desc, 1 limit 1",
}


@dataclass(frozen=True)
class Question:
    """`picked` takes the answer out of what the tool gives; `sql` computes what it has to be."""

    text: str
    tool: str
    arguments: dict[str, Any]
    picked: Callable[[Answer], Rows]
    sql: str


def _rows(answer: Answer) -> Rows:
    return [tuple(row.values()) for row in answer["rows"]]


def _decided(answer: Answer) -> Rows:
    told = answer["behind"][0]
    return [(told["row_count"], told["undecided_row_count"])]


def _unknown(column: str, *reasons: str) -> Callable[[Answer], Rows]:
    return lambda answer: [tuple(answer["behind"][0]["unknowns"][column].get(reason, 0) for reason in reasons)]


def _ids(answer: Answer) -> Rows:
    return sorted((row_id,) for row_id in answer["behind"][0]["row_ids"])


def _asked(text: str, statement: str, picked: Callable[[Answer], Rows], sql: str) -> Question:
    return Question(text, "query", {"sql": statement}, picked, sql)


def _of_column(column: str) -> Callable[[Answer], Answer]:
    return lambda answer: next(c for c in answer["columns"] if c.get("column", c.get("name")) == column)


THREE = ("withheld", "unknown", "blank")
STATUS_COUNTS = "count(*) filter ({0} = 'withheld'), count(*) filter ({0} = 'unknown'), count(*) filter ({0} = 'blank')"
COUNTED = (
    _asked("How many cases are recorded?", "select count(*) from cases", _rows, "select count(*) from cases"),
    _asked(
        "How many in the official edition?",
        "select count(*) from cases where edition = '2024-01-31'",
        _decided,
        f"select count(*), 0 from cases where {ED}",
    ),
    _asked(
        "In how many does the prefecture bear a part, and of how many is that not known?",
        "select count(*) from cases where has_prefecture_burden",
        _decided,
        "select count(*) filter (has_prefecture_burden), count(*) filter (has_prefecture_burden is null) from cases",
    ),
    _asked(
        "In how many does it bear none? Unknown must not count.",
        "select count(*) from cases where not has_prefecture_burden",
        _decided,
        "select count(*) filter (has_prefecture_burden = false), count(*) filter (has_prefecture_burden is null) from cases",
    ),
    _asked(
        "Why is the burden not known?",
        "select has_prefecture_burden, count(*) from cases group by all",
        _unknown("cases.has_prefecture_burden", *THREE),
        f"select {STATUS_COUNTS.format('has_prefecture_burden_status')} from cases",
    ),
    _asked(
        "Which cases have a national subsidy?",
        "select case_id from cases where has_national_subsidy",
        _ids,
        "select 'cases/' || edition || '/' || case_id from cases where has_national_subsidy order by 1",
    ),
    _asked(
        "How many participants on average, and of how many cases is the number not known?",
        "select avg(participant_count) from cases",
        _unknown("cases.participant_count", *THREE),
        f"select {STATUS_COUNTS.format('participant_count_status')} from cases",
    ),
    _asked(
        "The mean itself",
        "select round(avg(participant_count), 3) from cases",
        _rows,
        "select round(sum(participant_count) / count(participant_count), 3) from cases",
    ),
    _asked(
        "Cases with ten participants or more",
        "select count(*) from cases where participant_count >= 10",
        _decided,
        "select count(*) filter (participant_count >= 10), count(*) filter (participant_count_status <> 'answered') from cases",
    ),
    _asked(
        "How does a town take part?",
        "select participation, count(*) from participations where municipality_code = '{town}' group by all order by all",
        _rows,
        "select participation, count(*) from participations where municipality_code = '{town}' group by all order by all",
    ),
    _asked(
        "In how many cases of its prefecture is it not known whether the town takes part?",
        "select participation from participations where municipality_code = '{town}'",
        lambda a: [(a["behind"][0]["unknowns"].get("participations.participation", {}).get("unknown", 0),)],
        "select count(*) from participations where municipality_code = '{town}' and participation = 'unknown'",
    ),
    _asked(
        "Which system types does a prefecture have?",
        "select distinct system_type_code from cases where prefecture_code = '{prefecture}' order by 1",
        _rows,
        "select system_type_code from cases where prefecture_code = '{prefecture}' group by 1 order by 1",
    ),
    _asked(
        "Which prefectures have a system type?",
        "select distinct prefecture_name from cases where system_type_code = '{system}' order by 1",
        _rows,
        "select distinct p.prefecture_name from cases c join prefectures p using (prefecture_code) where c.system_type_code = '{system}' order by 1",
    ),
    _asked(
        "Of how many of them is the year not known?",
        "select prefecture_name, introduced_year from cases where system_type_code = '{system}'",
        lambda a: [(sum(v for k, v in a["behind"][0]["unknowns"]["cases.introduced_year"].items() if k != "known"),)],
        "select count(*) from cases where system_type_code = '{system}' and introduced_year is null",
    ),
    _asked(
        "How many were introduced since 2020?",
        "with recent as (select * from cases where introduced_year >= 2020) select count(*) from recent",
        _decided,
        "select count(*) filter (introduced_year >= 2020), count(*) filter (introduced_year is null) from cases",
    ),
    _asked(
        "Which case has the most participants?",
        "select case_id from cases where edition = '2024-01-31' order by participant_count desc nulls last, 1 limit 1",
        _rows,
        f"select case_id from cases where {ED} and participant_count = (select max(participant_count) from cases where {ED}) order by 1 limit 1",
    ),
    _asked(
        "How many points does each topic have?",
        "select topic, count(*) from cases join case_points using (edition, case_id) group by all order by all",
        _rows,
        "select topic, count(*) from case_points group by all order by all",
    ),
    _asked(
        "Cases by annual cost, with those not known",
        "select annual_cost_band, annual_cost_band_status, count(*) from cases group by all order by all",
        _rows,
        "select annual_cost_band, annual_cost_band_status, count(*) from cases group by all order by all",
    ),
    _asked(
        "How many cases counts the official dashboard?",
        "select official_case_count from case_totals where edition = '2024-01-31'",
        _rows,
        "select sum(official_case_count)::bigint from case_counts_by_system_type where edition = '2024-01-31'",
    ),
    _asked(
        "Which municipalities does a prefecture have?",
        "select count(*) from municipalities where prefecture_code = '{prefecture}'",
        _rows,
        "select municipality_count from prefectures where prefecture_code = '{prefecture}'",
    ),
)
LOOKED_UP = (
    Question(
        "Which tables are there?",
        "list",
        {},
        lambda a: sorted((t["table"], t["rows"]) for t in a["tables"]),
        "select table_name, row_count from dictionary_tables join (select table_name, max(row_count) as row_count from column_profiles group by 1) using (table_name) union all select 'column_profiles', count(*) from column_profiles order by 1",
    ),
    Question(
        "What does a table hold?",
        "describe",
        {"table": "cases"},
        lambda a: [(c["name"], c["title"], c["title_en"], c["type"]) for c in a["columns"]],
        "select column_name, title, title_en, type from dictionary_columns where table_name = 'cases' order by position",
    ),
    Question(
        "In which unit is the population?",
        "describe",
        {"table": "cases"},
        lambda a: [(_of_column("population_10k")(a)["unit"],)],
        "select unit from dictionary_columns where table_name = 'cases' and column_name = 'population_10k'",
    ),
    Question(
        "How much of a column is not known?",
        "describe",
        {"table": "cases"},
        lambda a: [tuple(_of_column("supplier_name")(a)["values"].get(r, 0) for r in THREE)],
        f"select {STATUS_COUNTS.format('supplier_name_status')} from cases",
    ),
    Question(
        "What is one case?",
        "get_case",
        {"case_id": "{case}"},
        lambda a: [(c["row_id"], c["values"]["participant_count"]) for c in a["cases"]],
        "select 'cases/' || edition || '/' || case_id, participant_count from cases where case_id = '{case}' order by edition",
    ),
    Question(
        "Who takes part in it?",
        "get_case",
        {"case_id": "{case}", "edition": "2024-01-31"},
        lambda a: [(a["parts"]["participations"]["row_count"], len(a["parts"]["case_sources"]["rows"]))],
        f"select (select count(*) from participations where case_id = '{{case}}' and {ED}), (select count(*) from case_sources where case_id = '{{case}}' and {ED})",
    ),
    Question(
        "What is not known of another case?",
        "get_case",
        {"case_id": "{other}", "edition": "2024-01-31"},
        lambda a: [
            (
                a["cases"][0]["values"]["participant_count"],
                any("participant_count" in names for names in a["cases"][0]["not_known"].values()),
            )
        ],
        "select null, true",
    ),
    Question(
        "Do two cases have the same supplier?",
        "compare",
        {"row_ids": ["cases/2024-01-31/{case}", "cases/2024-01-31/{other}"]},
        lambda a: [(_of_column("supplier_name")(a)["verdict"],)],
        f"select case when count(supplier_name) < 2 then 'not_comparable' when count(distinct supplier_name) = 1 then 'same' else 'different' end from cases where {ED} and case_id in ('{{case}}', '{{other}}')",
    ),
    Question(
        "Do they have as many participants? One number is not known.",
        "compare",
        {"row_ids": ["cases/2024-01-31/{case}", "cases/2024-01-31/{other}"]},
        lambda a: [(_of_column("participant_count")(a)["verdict"],)],
        "select 'not_comparable'",
    ),
    Question(
        "Which of two prefectures has more municipalities?",
        "compare",
        {"row_ids": ["prefectures/01", "prefectures/47"]},
        lambda a: [tuple(_of_column("municipality_count")(a)["values"])],
        "select (select municipality_count from prefectures where prefecture_code = '01'), (select municipality_count from prefectures where prefecture_code = '47')",
    ),
)
QUESTIONS = (*COUNTED, *LOOKED_UP)
REFUSED = (
    ("query", {"sql": "select 1; select 2"}, "One SELECT only"),
    ("query", {"sql": "delete from cases"}, "Write one SELECT"),
    ("query", {"sql": "copy cases to 'cases.csv'"}, "Write one SELECT"),
    ("query", {"sql": "set threads = 8"}, "Write one SELECT"),
    ("query", {"sql": "select * from read_text('datapackage.json')"}, "Not allowed"),
    ("query", {"sql": "select * from 'cases.csv'"}, "No such table"),
    ("query", {"sql": "select * from information_schema.tables"}, "No such table"),
    ("query", {"sql": "select current_setting('memory_limit')"}, "Not allowed"),
    ("query", {"sql": "select no_such_column from cases"}, "does not run"),
    ("query", {"sql": "select count(*) from range(1000000000000)"}, "Stopped"),
    ("query", {"sql": "select list(a) from range(1000000000) t(a)"}, "Out of Memory"),
    ("describe", {"table": "no_such_table"}, "No table no_such_table"),
    ("get_case", {"case_id": "99-9999"}, "does not say that it does not exist"),
    ("compare", {"row_ids": ["cases/2024-01-31/99-9999", "prefectures/01"]}, "does not say that it does not exist"),
    ("compare", {"row_ids": ["prefectures/01"]}, "two or more rows"),
)
"""What no client may do, or what is not there: the call, and a part of what it is told."""
