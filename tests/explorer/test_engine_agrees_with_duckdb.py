"""The explorer's answers are those of DuckDB on the same published tables: which cases, in which order, how many."""

import csv
import io
import random
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
import pytest
from duckdb import DuckDBPyConnection
from playwright.sync_api import Page

from explorer.folding import fold, patterns_of, words_of
from pipeline.pages.explorer import explorer_fields, facets
from pipeline.pages.model import Model
from pipeline.pages.templates import case_title
from pipeline.schemas import value_tables

FACETS = facets()
SEARCHED = [f.column for f in explorer_fields() if "searched" in f.explorer_use and f.column != "service_name"]
QUESTIONS = 600
DOWNLOADS = 40
NUMBERS = {"introduced_year": (2000, 2026), "participant_count": (0, 60), "population_10k": (0, 600)}
STATUSES = ("withheld", "unknown", "blank", "not_collected")
FIRST_ORDER = "certainty = '存在のみ', answered_count desc, case_id"
SORTS = {
    "participant_count": "participant_count",
    "introduced_year": "introduced_year",
    "staff_thousand": "staff_thousand",
    "prefecture_name": "prefecture_code",
    "system_type": "(select sort_order from publish.system_types t where t.system_type = c.system_type)",
    "initial_cost_band": "(select sort_order from publish.cost_bands b where b.cost_band = c.initial_cost_band)",
    "has_national_subsidy": "case has_national_subsidy when true then 0 when false then 1 end",
    "case_id": "case_id",
}


@dataclass(frozen=True)
class MadeUp:
    """The made-up cases: the published tables in DuckDB, and the same as pages are made from."""

    connection: DuckDBPyConnection
    model: Model


@dataclass
class Question:
    """What a reader could choose, in the words of explorer_engine.js."""

    words: str = ""
    choices: dict[str, list[str]] = field(default_factory=dict)
    ranges: dict[str, dict[str, Any]] = field(default_factory=dict)
    near: dict[str, Any] | None = None
    sort: dict[str, Any] | None = None

    def conditions(self, without: str = "") -> str:
        """Write the filters as SQL, leaving out one facet's own."""
        parts = [_choice_condition(name, keys) for name, keys in self.choices.items() if keys and name != without]
        parts += [_range_condition(name, r) for name, r in self.ranges.items() if name != without and not _is_open(r)]
        parts += [_word_condition(word) for word in words_of(self.words)]
        return " and ".join(parts) or "true"

    def order(self) -> str:
        if self.near:
            return f"abs({self.near['column']} - {self.near['value']}), {FIRST_ORDER}"
        if not self.sort:
            return FIRST_ORDER
        direction = "desc" if self.sort["descending"] else "asc"
        return f"{SORTS[self.sort['column']]} {direction} nulls last, {FIRST_ORDER}"


def _is_open(given: dict[str, Any]) -> bool:
    return given["from"] is None and given["to"] is None and not given["missing"]


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


TOWNS = """(select case when bool_or(participation = 'joined') then true when bool_and(participation = 'not_joined') then false end
  from publish.participations p join publish.municipalities m using (municipality_code)
  where p.edition = c.edition and p.case_id = c.case_id and m.kind in ('町', '村'))"""
CONTACT = "(case when contact_office is not null or contact_point is not null then true end)"
# What is only filtered by: the value in SQL, and the reason where there is none.
DERIVED = {"has_towns": (TOWNS, "'not_collected'"), "has_contact": (CONTACT, "contact_office_status")}
# What has no status and is empty where it does not apply.
WITHOUT_STATUS = {"match_basis": ("match_basis", "'blank'")}
VALUE_OR_REASON = DERIVED | WITHOUT_STATUS


def _choice_condition(name: str, keys: list[str]) -> str:
    values = ", ".join(_quoted(key) for key in keys if not key.startswith("~")) or "null"
    reasons = ", ".join(_quoted(key[1:]) for key in keys if key.startswith("~"))
    if name in value_tables():
        table, column = value_tables()[name]
        same = f"x.edition = c.edition and x.case_id = c.case_id and x.{column} in ({values})"
        given = f"exists (select 1 from publish.{table} x where {same})"
    elif name in VALUE_OR_REASON:
        value, reason = VALUE_OR_REASON[name]
        return f"(coalesce({value}::varchar, '~' || {reason}) in ({', '.join(map(_quoted, keys))}))"
    else:
        given = f"coalesce({name}::varchar in ({values}), false)"
    return f"({given} or {name}_status in ({reasons}))" if reasons else f"({given})"


def _range_condition(name: str, given: dict[str, Any]) -> str:
    parts = [f"{name}_status = {_quoted(status)}" for status in given["missing"]]
    ends = [f"{name} >= {given['from']}"] if given["from"] is not None else []
    ends += [f"{name} <= {given['to']}"] if given["to"] is not None else []
    parts += [f"coalesce({' and '.join(ends)}, false)"] if ends else []
    return f"({' or '.join(parts)})"


def _word_condition(word: str) -> str:
    return f"({' or '.join(f'regexp_matches(folded, {_quoted(pattern)})' for pattern in patterns_of(word))})"


def _changed(word: str, chance: random.Random) -> str:
    """Write a word as somebody else would: in the other kana, the other width, the other case."""
    swap = {chr(k): chr(k - 0x60) for k in range(ord("ァ"), ord("ヶ") + 1)}
    ways = [
        word,
        word.upper(),
        "".join(swap.get(sign, sign) for sign in word),
        "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in word),
    ]
    return chance.choice(ways)


@pytest.fixture(scope="module")
def made_up(made_up_tables: DuckDBPyConnection, made_up_model: Model) -> MadeUp:
    """The newest edition of every made-up case as the table `asked`, with the text that is searched beside it."""
    made = MadeUp(made_up_tables, made_up_model)
    texts = pd.DataFrame(
        [(c["case_id"], _searched_text(made, c)) for c in made.model.cases], columns=["case_id", "folded"]
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
    keys = {name: _all_keys(made_up, name) for name in FACETS if name not in NUMBERS}
    return [_question(keys, chance, texts) for _ in range(QUESTIONS)]


def _searched_text(made_up: MadeUp, case: dict[str, Any]) -> str:
    parts = [case_title(case)]
    for name in SEARCHED:
        if name in value_tables():
            table, column = value_tables()[name]
            found = made_up.model.by_case(table).get((case["edition"], case["case_id"]), [])
            parts.append("、".join(row[column] for row in found))
        elif case[name] is not None:
            parts.append(str(case[name]))
    return "\n".join(map(fold, parts))


def _question(all_keys: dict[str, list[str]], chance: random.Random, texts: list[str]) -> Question:
    made = Question(choices={name: [] for name in FACETS if name not in NUMBERS})
    made.ranges = {name: {"from": None, "to": None, "missing": []} for name in NUMBERS}
    for name in chance.sample(FACETS, chance.randint(0, 4)):
        if name in NUMBERS:
            low, high = sorted(chance.randint(*NUMBERS[name]) for _ in range(2))
            ends = {"from": chance.choice([low, None]), "to": chance.choice([high, None])}
            made.ranges[name] = ends | {"missing": chance.sample(STATUSES, chance.randint(0, 2))}
        else:
            keys = all_keys[name]
            made.choices[name] = chance.sample(keys, min(len(keys), chance.randint(1, 3)))
    if chance.random() < 0.4:
        text = chance.choice(texts).replace("\n", " ").split()
        made.words = "　".join(_changed(chance.choice(text)[:6], chance) for _ in range(chance.randint(1, 2)))
    if chance.random() < 0.3:
        column = chance.choice(["participant_count", "population_10k", "staff_thousand"])
        made.near = {"column": column, "value": chance.randint(0, 50)}
    elif chance.random() < 0.8:
        made.sort = {"column": chance.choice(list(SORTS)), "descending": chance.random() < 0.5}
    return made


def _all_keys(made_up: MadeUp, name: str) -> list[str]:
    if name in DERIVED:
        return ["true", "false", *(f"~{status}" for status in STATUSES)]
    table, column = value_tables().get(name, ("cases", name))
    sql = f"select distinct {column}::varchar from publish.{table} where {column} is not null order by 1"
    keys = [row[0] for row in made_up.connection.execute(sql).fetchall()]
    if f"{name}_status" in made_up.model.cases[0] or name in WITHOUT_STATUS:
        keys += [f"~{status}" for status in STATUSES]
    return keys


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
