"""The explorer's answers are those of DuckDB on the same published tables: which cases, in which order, how many."""

import csv
import io
import random
from typing import Any

import pandas as pd
import pytest
from duckdb import DuckDBPyConnection
from playwright.sync_api import Page

from explorer.random_questions import (
    FACETS,
    FIRST_ORDER,
    NUMBERS,
    VALUE_OR_REASON,
    MadeUp,
    Question,
    all_keys,
    question_of,
    searched_text,
)
from pipeline.pages.model import Model
from pipeline.schemas import narratives, value_tables

QUESTIONS = 600
DOWNLOADS = 40


@pytest.fixture(scope="module")
def made_up(made_up_tables: DuckDBPyConnection, made_up_model: Model) -> MadeUp:
    """The newest edition of every made-up case as the table `asked`, with the text that is searched beside it."""
    made = MadeUp(made_up_tables, made_up_model)
    texts = pd.DataFrame(
        [(c["case_id"], searched_text(made, c)) for c in made.model.cases], columns=["case_id", "folded"]
    )
    made_up_tables.from_df(texts).create("folded_texts")
    made_up_tables.execute(
        "create table asked as select * from publish.cases join folded_texts using (case_id) where is_newest_edition"
    )
    return made


@pytest.fixture(scope="module")
def questions(made_up: MadeUp) -> list[Question]:
    """Random questions, the same in every run."""
    chance = random.Random(7)
    texts = [row[0] for row in made_up.connection.execute("select folded from asked order by case_id").fetchall()]
    keys = {name: all_keys(made_up, name) for name in FACETS if name not in NUMBERS}
    return [question_of(keys, chance, texts) for _ in range(QUESTIONS)]


def _ask_duckdb(made_up: MadeUp, select: str, where: str, rest: str = "") -> list[Any]:
    sql = f"select {select} from asked c where {where} {rest}"
    return made_up.connection.execute(sql).fetchall()


ASK = """(questions) => questions.map((question) => {
  const found = engine.findCases(made, question);
  return { ids: found.rows.map((row) => ids[row]), unsized: found.unsized.map((row) => ids[row]), counts: Object.fromEntries(
    Object.entries(found.counts).map(([name, counts]) => [name, [...counts]])) };
})"""


@pytest.fixture(scope="module")
def answers(engine: Page, questions: list[Question]) -> list[dict[str, Any]]:
    """What the explorer's engine says, question by question."""
    answered: list[dict[str, Any]] = engine.evaluate(ASK, [vars(question) for question in questions])
    return answered


def test_explorer_finds_the_cases_of_duckdb_in_its_order(
    made_up: MadeUp, questions: list[Question], answers: list[dict[str, Any]]
) -> None:
    for question, answer in zip(questions, answers, strict=True):
        sized = f" and {question.near['column']} is not null" if question.near else ""
        rows = _ask_duckdb(made_up, "case_id", question.conditions() + sized, f"order by {question.order()}")
        assert answer["ids"] == [row[0] for row in rows], question
    sizes = {len(answer["ids"]) for answer in answers}
    assert 0 in sizes and len(sizes) > 50, "the questions must not all have the same answer"


def test_count_beside_a_value_is_what_duckdb_counts_without_the_facets_own_filter(
    made_up: MadeUp, engine: Page, questions: list[Question], answers: list[dict[str, Any]]
) -> None:
    keys = engine.evaluate("() => Object.fromEntries([...made.columns].map(([name, c]) => [name, c.keys ?? []]))")
    statuses = engine.evaluate("() => made.statuses.map((status) => status.name)")
    for place, (question, answer) in enumerate(zip(questions, answers, strict=True)):
        name = FACETS[place % len(FACETS)]
        codes = [*statuses, *keys[name]]
        counted = {codes[code]: count for code, count in enumerate(answer["counts"][name]) if count}
        assert counted == _facet_counts(made_up, question, name), (question, name)


def _facet_counts(made_up: MadeUp, question: Question, name: str) -> dict[str, int]:
    where = question.conditions(without=name)
    if name in NUMBERS:
        return dict(_ask_duckdb(made_up, f"{name}_status, count(*)", where, "group by 1"))
    if name in value_tables():
        table, column = value_tables()[name]
        inner = f"(select {column} from publish.{table} x where x.edition = c.edition and x.case_id = c.case_id)"
        counts = _ask_duckdb(
            made_up, f"unnest(array(select {column} from {inner} given)) as value, count(*)", where, "group by 1"
        )
        return dict(counts) | dict(
            _ask_duckdb(made_up, f"{name}_status, count(*)", f"{where} and {name}_status <> 'answered'", "group by 1")
        )
    if name in VALUE_OR_REASON:
        value, reason = VALUE_OR_REASON[name]
        return dict(_ask_duckdb(made_up, f"coalesce({value}::varchar, {reason}), count(*)", where, "group by 1"))
    has_status = f"{name}_status" in made_up.model.cases[0]
    value = f"coalesce({name}::varchar, {f'{name}_status' if has_status else 'null'})"
    return dict(_ask_duckdb(made_up, f"{value}, count(*)", where, "group by 1"))


def test_cases_without_the_figure_stand_aside(
    made_up: MadeUp, questions: list[Question], answers: list[dict[str, Any]]
) -> None:
    asked = [(q, a) for q, a in zip(questions, answers, strict=True) if q.near]
    assert asked
    for question, answer in asked:
        assert question.near
        column = question.near["column"]
        rows = _ask_duckdb(
            made_up, "case_id", f"{question.conditions()} and {column} is null", f"order by {FIRST_ORDER}"
        )
        assert answer["unsized"] == [row[0] for row in rows]


def test_download_holds_the_published_values_of_what_is_shown(
    made_up: MadeUp, engine: Page, questions: list[Question], answers: list[dict[str, Any]]
) -> None:
    columns = ["service_name", "has_national_subsidy", "staff_thousand", "initial_cost_band", "effects", "subsidies"]
    ask = "([question, names]) => downloads.toCsv(made, names, engine.findCases(made, question).rows)"
    for question, answer in list(zip(questions, answers, strict=True))[:DOWNLOADS]:
        text = engine.evaluate(ask, [vars(question), columns])
        assert text.startswith("\ufeffedition,case_id,service_name,service_name_status,")
        rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
        assert [row["case_id"] for row in rows] == answer["ids"]
        for row in rows:
            assert row == _published_cells(made_up, row["case_id"], columns), question


def _published_cells(made_up: MadeUp, case_id: str, columns: list[str]) -> dict[str, str]:
    case = next(c for c in made_up.model.cases if c["case_id"] == case_id)
    cells = {"edition": case["edition"], "case_id": case_id}
    for name in columns:
        if name == "subsidies":
            found = made_up.model.by_case("case_subsidies").get((case["edition"], case_id), [])
            value: Any = ";".join(row["subsidy"] for row in found)
        elif name in narratives():
            value = made_up.model.narrative(case, name)
        else:
            value = case[name]
        cells[name] = _csv_text(value)
        cells[f"{name}_status"] = case[f"{name}_status"]
    return cells


def _csv_text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:g}" if isinstance(value, float) else str(value)


def test_address_says_a_state_and_gives_it_back(engine: Page, questions: list[Question]) -> None:
    ask = """(questions) => questions.map((question) => {
      const near = question.near && { ...question.near, caseId: "" };
      const state = { ...question, near, sort: near ? null : question.sort, page: 2, picked: [ids[3], ids[0]], ignored: [],
        words: question.words.trim(), columns: ["service_name", "effects", "region"] };
      const address = state_.writeState(state, made);
      return [state, state_.readState(address, made)];
    })"""
    engine.evaluate("() => { window.state_ = state; }")
    for written, read in engine.evaluate(ask, [vars(question) for question in questions[:100]]):
        assert read == written
