"""Rows as the whole package hands them on: one dict per row, a value for each column."""

from typing import Any

Row = dict[str, Any]  # of a published table: typed values, a missing one is None
TextRow = dict[str, str]  # as a CSV file has it: every value as it is written, an empty cell is ""
Described = dict[str, Any]  # a part of a description in JSON: a Data Package, a resource, a node of linked data
