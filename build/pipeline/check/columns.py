"""What the gate needs to know of a column: its kind, its choices and which marks for "no value" it may hold."""

import re
from dataclasses import dataclass, field
from functools import cached_property

from pipeline.schemas import Field, Schema

MARKER_NAMES = {"×": "かける", "-": "半角のハイフン", "…": "三点リーダー1文字"}
MARKER_MEANINGS = {"×": "非掲載希望", "-": "不明", "…": "未収録", "": "未回答・回答対象外"}


@dataclass(frozen=True)
class CodeList:
    """The values of one code column, the file they stand in, and the code of each name that has just one."""

    values: tuple[str, ...]
    file: str
    codes_by_name: dict[str, str] = field(default_factory=dict)


CodeLists = dict[str, CodeList]


@dataclass(frozen=True)
class Column:
    """One column of a source table, with the code list that its values come from."""

    field: Field
    schema: Schema
    code_list: CodeList | None

    @cached_property
    def kind(self) -> str:
        if self.field.type != "string":
            return self.field.type
        if self.field.code_table or "enum" in self.field.constraints:
            return "choice"
        return "code" if "pattern" in self.field.constraints else "text"

    @cached_property
    def choices(self) -> tuple[str, ...]:
        """The values that may stand here; empty where any may, or where the code list could not be read."""
        if self.code_list is not None:
            return self.code_list.values
        if self.field.type == "boolean":
            return (*self.field.true_values, *self.field.false_values)
        return tuple(self.field.constraints.get("enum", ()))

    @cached_property
    def known(self) -> frozenset[str]:
        return frozenset(self.choices)

    @property
    def takes_points(self) -> bool:
        """Whether the schema asks to write several points on one line, set apart by " / "."""
        return "「 / 」" in self.field.description

    @cached_property
    def form(self) -> re.Pattern[str] | None:
        pattern = self.field.constraints.get("pattern")
        return re.compile(pattern) if pattern else None

    @cached_property
    def markers(self) -> frozenset[str]:
        """The marks for "no value" besides the empty cell."""
        return frozenset(self.schema.missing) - {""}


def columns_of(schema: Schema, code_lists: CodeLists) -> list[Column]:
    return [
        Column(field=f, schema=schema, code_list=code_lists.get(f"{f.code_table}.{f.code_field}"))
        for f in schema.fields
    ]
