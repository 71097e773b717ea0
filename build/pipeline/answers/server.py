"""The tools that an MCP client calls, over standard input and output."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import ParamSpec

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError

from pipeline.answers import TOOLS
from pipeline.answers.limits import OwnProcess
from pipeline.answers.lookups import case_answer, compare_rows, describe_table, table_line
from pipeline.answers.published import Published, Refused, open_published
from pipeline.rows import Row

P = ParamSpec("P")
LIMIT, LIMIT_AT_MOST = 100, 1_000
INSTRUCTIONS = """\
都道府県と市区町村による情報システムの共同調達の公開データです。list で表を、describe で列の意味を確かめてから query で数えます。
値がないことは「ない」「0」「参加していない」という答えではありません。unknowns（なぜ値がないかの数）と
undecided_row_count（条件が成り立つか分からない行の数）を、答えに必ず添えてください。収録した事例は全部ではありません（totals）。
Open data on joint procurement of information systems by Japanese prefectures and municipalities. Call list for the tables,
describe for the columns, then query. No value is not "no", not 0, not "does not take part": say with every answer
how many values are not known (unknowns, by reason) and for how many rows a condition could not be decided
(undecided_row_count). Recorded cases are not all cases (totals). Cite row ids, editions and the release.
withheld: asked not to publish; unknown: the prefecture does not know; blank: not answered or not applicable;
not_collected: not recorded here; not_reported: not on the official screen; withdrawn: taken back; empty: no reason recorded."""


def serve_answers(folder: Path) -> None:
    """Answer until the client closes the line. Raises Refused when the folder does not hold the published files."""
    published = open_published(folder)
    selects = OwnProcess(folder)
    try:
        make_server(published, selects).run("stdio")
    finally:
        selects.end()


def make_server(published: Published, selects: OwnProcess) -> MCPServer:
    """Give the server with its five tools."""
    said = {name: f"{japanese} / {english}" for name, japanese, english in TOOLS}
    server = MCPServer(
        "joint-procurement", instructions=INSTRUCTIONS, log_level="WARNING", version=published.package["version"]
    )

    def tool(name: str) -> Callable[[Callable[P, Row]], Callable[P, Row]]:
        return lambda answer: server.tool(name, description=said[name])(_with_state(published, answer))

    @tool("list")
    def list_tables() -> Row:
        return {"tables": [table_line(published, name) for name in published.tables]}

    @tool("describe")
    def describe(table: str) -> Row:
        return describe_table(published, table)

    @tool("query")
    def query(sql: str, limit: int = LIMIT) -> Row:
        return selects.answer(sql, max(1, min(limit, LIMIT_AT_MOST)))

    @tool("get_case")
    def get_case(case_id: str, edition: str = "") -> Row:
        return case_answer(published, case_id, edition)

    @tool("compare")
    def compare(row_ids: list[str]) -> Row:
        return compare_rows(published, row_ids)

    return server


def _with_state(published: Published, answer: Callable[P, Row]) -> Callable[P, Row]:
    """Let an answer say which release it is of, and how many cases there are; a refusal tells the client why."""

    @wraps(answer)
    def told(*args: P.args, **kwargs: P.kwargs) -> Row:
        try:
            return {"release": published.release, "totals": published.totals, **answer(*args, **kwargs)}
        except Refused as refusal:
            raise ToolError(str(refusal)) from None

    return told
