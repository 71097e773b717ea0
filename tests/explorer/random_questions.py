"""Questions that a reader could put to the explorer, at random, each also as SQL."""

import random
from dataclasses import dataclass, field
from typing import Any

from duckdb import DuckDBPyConnection

from explorer.folding import fold, patterns_of, words_of
from pipeline.pages.explorer import explorer_fields, facets
from pipeline.pages.model import Model
from pipeline.pages.templates import case_title
from pipeline.schemas import narratives, value_tables

FACETS = facets()
SEARCHED = [f.column for f in explorer_fields() if "searched" in f.explorer_use and f.column != "service_name"]
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


def quoted(text: str) -> str:
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
    values = ", ".join(quoted(key) for key in keys if not key.startswith("~")) or "null"
    reasons = ", ".join(quoted(key[1:]) for key in keys if key.startswith("~"))
    if name in value_tables():
        table, column = value_tables()[name]
        same = f"x.edition = c.edition and x.case_id = c.case_id and x.{column} in ({values})"
        given = f"exists (select 1 from publish.{table} x where {same})"
    elif name in VALUE_OR_REASON:
        value, reason = VALUE_OR_REASON[name]
        return f"(coalesce({value}::varchar, '~' || {reason}) in ({', '.join(map(quoted, keys))}))"
    else:
        given = f"coalesce({name}::varchar in ({values}), false)"
    return f"({given} or {name}_status in ({reasons}))" if reasons else f"({given})"


def _range_condition(name: str, given: dict[str, Any]) -> str:
    parts = [f"{name}_status = {quoted(status)}" for status in given["missing"]]
    ends = [f"{name} >= {given['from']}"] if given["from"] is not None else []
    ends += [f"{name} <= {given['to']}"] if given["to"] is not None else []
    parts += [f"coalesce({' and '.join(ends)}, false)"] if ends else []
    return f"({' or '.join(parts)})"


def _word_condition(word: str) -> str:
    return f"({' or '.join(f'regexp_matches(folded, {quoted(pattern)})' for pattern in patterns_of(word))})"


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


def searched_text(made_up: MadeUp, case: dict[str, Any]) -> str:
    parts = [case_title(case)]
    for name in SEARCHED:
        if name in value_tables():
            table, column = value_tables()[name]
            found = made_up.model.by_case(table).get((case["edition"], case["case_id"]), [])
            parts.append("、".join(row[column] for row in found))
        elif name in narratives():
            parts.append(made_up.model.narrative(case, name))
        elif case[name] is not None:
            parts.append(str(case[name]))
    return "\n".join(map(fold, parts))


def question_of(all_keys: dict[str, list[str]], chance: random.Random, texts: list[str]) -> Question:
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


def all_keys(made_up: MadeUp, name: str) -> list[str]:
    if name in DERIVED:
        return ["true", "false", *(f"~{status}" for status in STATUSES)]
    table, column = value_tables().get(name, ("cases", name))
    sql = f"select distinct {column}::varchar from publish.{table} where {column} is not null order by 1"
    keys = [row[0] for row in made_up.connection.execute(sql).fetchall()]
    if f"{name}_status" in made_up.model.cases[0] or name in WITHOUT_STATUS:
        keys += [f"~{status}" for status in STATUSES]
    return keys
