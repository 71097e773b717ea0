"""The MCP server over standard input and output: one process answers all questions, through the package's own client."""

import asyncio
import sys
from pathlib import Path
from typing import Any

import duckdb
import pytest
from duckdb import DuckDBPyConnection
from mcp import Client, StdioServerParameters
from mcp.types import CallToolResult

from answers.thirty_questions import CHOSEN, QUESTIONS, REFUSED, Question
from pipeline.answers import limits
from pipeline.answers.published import Published, open_published

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def published(built_out: Path) -> Published:
    return open_published(built_out / "datasets")


@pytest.fixture(scope="module")
def tables(published: Published) -> DuckDBPyConnection:
    """The published database file, as anybody opens it."""
    return duckdb.connect(str(published.folder / "joint-procurement.duckdb"), read_only=True)


@pytest.fixture(scope="module")
def chosen(tables: DuckDBPyConnection) -> dict[str, str]:
    return {name: tables.execute(sql).fetchall()[0][0] for name, sql in CHOSEN.items()}


@pytest.fixture(scope="module")
def results(published: Published, chosen: dict[str, str]) -> list[CallToolResult]:
    """What the server gives for every question, and then for every call that it refuses."""
    calls = [(q.tool, _filled(q.arguments, chosen)) for q in QUESTIONS] + [(t, a) for t, a, _ in REFUSED]
    return asyncio.run(_ask(published.folder, calls))


async def _ask(folder: Path, calls: list[tuple[str, dict[str, Any]]]) -> list[CallToolResult]:
    command = ["-m", "pipeline", "mcp", "--data", str(folder)]
    async with Client(StdioServerParameters(command=sys.executable, args=command, cwd=ROOT)) as client:
        tools = {tool.name for tool in (await client.list_tools()).tools}
        assert tools == {"list", "describe", "query", "get_case", "compare"}
        return [await client.call_tool(tool, arguments) for tool, arguments in calls]


def _filled(value: Any, chosen: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {name: _filled(inner, chosen) for name, inner in value.items()}
    if isinstance(value, list):
        return [_filled(inner, chosen) for inner in value]
    return value.format(**chosen) if isinstance(value, str) else value


@pytest.mark.parametrize("number", range(len(QUESTIONS)), ids=[q.text for q in QUESTIONS])
def test_answer_is_the_one_that_sql_computes(
    number: int, results: list[CallToolResult], tables: DuckDBPyConnection, chosen: dict[str, str]
) -> None:
    question: Question = QUESTIONS[number]
    assert not results[number].is_error, results[number].content
    answer = results[number].structured_content
    assert answer is not None
    expected = tables.execute(question.sql.format(**chosen)).fetchall()
    assert expected and question.picked(answer) == expected


@pytest.mark.parametrize("number", range(len(REFUSED)), ids=[str(a) for _, a, _ in REFUSED])
def test_refusal_says_why(number: int, results: list[CallToolResult]) -> None:
    result = results[len(QUESTIONS) + number]
    assert result.is_error
    assert REFUSED[number][2] in str(result.content)


def test_every_answer_names_release_editions_rows_and_unknowns(
    results: list[CallToolResult], published: Published
) -> None:
    for question, result in zip(QUESTIONS, results, strict=False):
        answer = result.structured_content
        assert answer is not None
        assert answer["release"]["release"] == published.package["release"], question.text
        assert answer["totals"], question.text
        for told in answer.get("behind", []):
            assert {"row_ids", "editions", "unknowns", "undecided_row_count"} <= told.keys(), question.text
            for row_id in told["row_ids"][:2]:
                published.row(row_id)


def test_there_are_thirty_questions() -> None:
    assert len({q.text for q in QUESTIONS}) == len(QUESTIONS) >= 30


def test_long_rows_are_cut_and_the_answer_says_so(published: Published) -> None:
    answer = limits.answer_select(published.folder, "select repeat('x', 90000) from range(5)", 100)
    assert len(answer["rows"]) == 2
    assert answer["has_more_rows"]


def test_a_select_inside_of_another_is_told_of_too(published: Published) -> None:
    sql = "select prefecture_code from prefectures p where exists (from cases c where c.prefecture_code = p.prefecture_code)"
    outer, inner = limits.answer_select(published.folder, sql, 100)["behind"]
    assert outer["tables"] == ["prefectures"]
    assert inner == {"tables": ["cases"], "is_part_of_another_select": True}
