"""What a SELECT reads: its tables and columns, and the rows behind what it gives, by DuckDB's own syntax tree.

A condition that meets an unknown value is neither true nor false, and SQL drops the row without a word. Here such
rows are counted apart, as undecided.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import duckdb

from pipeline.answers.published import Published, Refused, iterate_rows
from pipeline.answers.unknowns import count_unknowns, status_column, value_columns
from pipeline.rows import Row

ROW_IDS_AT_MOST = 200
READ_AT_MOST = 200_000
TABLE_FUNCTIONS = ("range", "generate_series", "unnest")
FORBIDDEN_FUNCTIONS = ("current_setting",)
REWRITTEN = ("group_expressions", "group_sets", "having", "qualify", "sample", "where_clause")
Tree = Any


@dataclass(frozen=True)
class Source:
    """One table that a SELECT reads: its name, what the SELECT calls it, and the columns of it that it looks at."""

    table: str
    alias: str
    columns: list[str]


def parse(published: Published, sql: str) -> Tree:
    """Read the one SELECT of `sql`. Raises Refused for anything else, and for what is not a published table."""
    tree = json.loads(published.statement("parse", statement=sql))
    if tree["error"]:
        raise Refused(f"SELECT 文を1つだけ書いてください。 / Write one SELECT. {tree['error_message']}")
    if len(tree["statements"]) != 1:
        raise Refused("SELECT 文は1つだけにしてください。 / One SELECT only.")
    node = tree["statements"][0]["node"]
    known = {*published.tables, *(cte["key"] for inner in walk(node) for cte in _named_queries(inner))}
    for inner in walk(node):
        _refuse_more_than_reading(inner, known)
    return node


def _named_queries(node: Tree) -> list[Tree]:
    named: list[Tree] = node.get("cte_map", {}).get("map", [])
    return named


def _refuse_more_than_reading(node: Tree, known: set[str]) -> None:
    kind = str(node.get("type", ""))
    if kind == "BASE_TABLE" and (node["table_name"] not in known or len(node["qualified_name"]["path"]) > 1):
        raise Refused(f"表 {node['table_name']} はありません。一覧は list で。 / No such table; call list for all.")
    function = node.get("function", node) if kind == "TABLE_FUNCTION" else node
    name = function.get("function_name", "")
    is_forbidden = name in FORBIDDEN_FUNCTIONS or (kind == "TABLE_FUNCTION" and name not in TABLE_FUNCTIONS)
    if is_forbidden or kind == "SHOW_REF" or kind in ("INSERT_QUERY_NODE", "UPDATE_QUERY_NODE", "DELETE_QUERY_NODE"):
        raise Refused(f"これは使えません：{name or kind} / Not allowed here: {name or kind}")


def walk(tree: Tree) -> Iterator[dict[str, Any]]:
    """Give every node of a syntax tree, outer before inner."""
    if isinstance(tree, dict):
        yield tree
    for child in tree.values() if isinstance(tree, dict) else tree:
        if isinstance(child, dict | list):
            yield from walk(child)


def behind(published: Published, tree: Tree) -> list[Row]:
    """Tell, for every SELECT within the statement, which rows it rests on and what is not known of them."""
    return [
        _told(published, node, sources)
        for node in walk(tree)
        if node.get("type") == "SELECT_NODE" and (sources := _sources(published, node))
    ]


def _sources(published: Published, node: Tree) -> list[Source]:
    """List the published tables of one SELECT; none when it reads queries as well, which tell of themselves."""
    tables = _joined(node.get("from_table", {}))
    if not tables or any(table.get("table_name") not in published.tables for table in tables):
        return []
    aliases = [str(table.get("alias", table["table_name"])) for table in tables]
    looked_at = [inner for part, inner in node.items() if part != "cte_map" and isinstance(inner, dict | list)]
    return [
        Source(t["table_name"], alias, _columns(published, t["table_name"], alias, looked_at))
        for t, alias in zip(tables, aliases, strict=True)
    ]


def _joined(tree: Tree) -> list[Tree]:
    """List what a FROM joins."""
    return [*_joined(tree["left"]), *_joined(tree["right"])] if tree.get("type") == "JOIN" else [tree]


def _columns(published: Published, table: str, alias: str, looked_at: Tree) -> list[str]:
    """List the columns of a table that a SELECT names; all for a star."""
    columns = value_columns(published.columns(table))
    named: set[str] = set()
    for node in walk(looked_at):
        *owner, name = node.get("column_names", [""])
        if node.get("class") == "STAR" and node.get("relation_name", alias) == alias:
            return columns
        if owner in ([], [alias]):
            named.add(name.lower())
    return [c for c in columns if c in named or f"{c}_status" in named]


def _told(published: Published, node: Tree, sources: list[Source]) -> Row:
    """Run a SELECT again for the rows it rests on: those that meet its condition, and those that leave it open."""
    wanted = [(s, c) for s in sources for c in _needed(published, s)]
    expressions = [_column(s.alias, c) | {"alias": f"c{i}"} for i, (s, c) in enumerate(wanted)]
    condition = node.get("where_clause", {"class": "CONSTANT", "type": "VALUE_CONSTANT", "literal": TRUE})
    statement = {k: v for k, v in node.items() if k not in REWRITTEN} | {
        "select_list": [*expressions, condition | {"alias": "is_met"}],
        "modifiers": [{"type": "LIMIT_MODIFIER", "limit": _number(READ_AT_MOST + 1)}],
    }
    try:
        rows = _run(published, statement)
    except duckdb.Error:  # it needs what stands outside of it
        return {"tables": [s.table for s in sources], "is_part_of_another_select": True}
    of = {(s.alias, c): f"c{i}" for i, (s, c) in enumerate(wanted)}
    open_or_met = [row for row in rows if row["is_met"] is not False]
    return {
        "tables": [s.table for s in sources],
        "row_count": sum(row["is_met"] is True for row in rows),
        "undecided_row_count": sum(row["is_met"] is None for row in rows),
        "is_whole": len(rows) <= READ_AT_MOST,
        **_ids(published, sources, of, [row for row in open_or_met if row["is_met"]]),
        "unknowns": {
            f"{s.table}.{c}": count
            for s in sources
            for c in s.columns
            if len(count := _unknowns(published, s, c, of, open_or_met)) > 1
        },
    }


TRUE = {"kind": "BOOLEAN", "text": "true"}


def _needed(published: Published, source: Source) -> list[str]:
    """List key, columns and statuses of a table, each once."""
    columns = published.columns(source.table)
    statuses = [status for c in source.columns if (status := status_column(c, columns))]
    return list(dict.fromkeys([*published.key(source.table), *source.columns, *statuses]))


def _column(alias: str, name: str) -> Row:
    return {"class": "COLUMN_REF", "type": "COLUMN_REF", "column_names": [alias, name]}


def _number(number: int) -> Row:
    return {"class": "CONSTANT", "type": "VALUE_CONSTANT", "literal": {"kind": "INTEGER", "text": str(number)}}


def _run(published: Published, node: Tree) -> list[Row]:
    tree = json.dumps({"error": False, "statements": [{"node": node}]})
    return list(iterate_rows(published.connection.query(published.statement("render", tree=tree))))


def _ids(published: Published, sources: list[Source], of: dict[tuple[str, str], str], rows: list[Row]) -> Row:
    """Name the rows, each once; the editions are those of their keys."""
    ids: dict[str, None] = {}
    editions: set[str] = set()
    for source in sources:
        key = published.key(source.table)
        for row in rows:
            named = {c: row[of[source.alias, c]] for c in key}
            if any(cell is not None for cell in named.values()):
                ids[published.row_id(source.table, named)] = None
                editions |= {named["edition"]} if named.get("edition") else set()
    return {"row_id_count": len(ids), "row_ids": list(ids)[:ROW_IDS_AT_MOST], "editions": sorted(editions)}


def _unknowns(
    published: Published, source: Source, column: str, of: dict[tuple[str, str], str], rows: list[Row]
) -> dict[str, int]:
    status = status_column(column, published.columns(source.table))
    return count_unknowns(
        (row[of[source.alias, column]], row[of[source.alias, status]] if status else None) for row in rows
    )
