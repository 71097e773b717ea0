"""Answers questions about the published files, for programs that speak MCP: `python -m pipeline mcp`.

server     the tools, over standard input and output; nothing listens
lookups    tables, cases and rows, each with what is not known of them
published  one folder of published files: its tables, keys, release, and rows by their ids
asked      what a SELECT reads: its tables and columns, and the rows behind what it gives
unknowns   values that are not there, counted by why
limits     a SELECT in a process of its own, that ends in time
"""

TOOLS = (
    ("list", "表の一覧（1行が何か、行数、キー）。", "Lists the tables: what a row is, how many rows, the key."),
    (
        "describe",
        "1つの表の列の意味、単位、選択肢、値のない数。",
        "What the columns of a table mean: unit, choices, how many values are not known and why.",
    ),
    (
        "query",
        "SELECT を1つ実行（DuckDB）。behind に、もとの行の ID、版、値のない数。",
        "Runs one SELECT of DuckDB; `behind` names the rows it rests on, their editions, and what is not known of them.",
    ),
    (
        "get_case",
        "1つの事例のすべて（版を書かなければ全部の版）。",
        "All of one case, in one edition or in each.",
    ),
    (
        "compare",
        "同じ表の行を列ごとに比べる。片方でも分からなければ not_comparable。",
        "Compares rows of one table column by column; where a value is not known the verdict is not_comparable.",
    ),
)
"""Every tool: its name, and what it does, in Japanese and English."""
