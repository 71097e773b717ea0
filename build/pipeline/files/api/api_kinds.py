"""The kinds of things that have files in the API."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ApiKind:
    """One kind: the folder of its files, the JSON Schemas that one file may have, the table and the key of a row.

    `title` is for readers; `key_pattern` is a regular expression for the whole key.
    """

    name: str
    schemas: tuple[str, ...]
    table: str
    title: str
    key: str
    key_pattern: str


API_KINDS = (
    ApiKind("cases", ("case", "gone-case"), "cases", "事例", "case_id", "^[0-9]{2}-[0-9]{4}$"),
    ApiKind("municipalities", ("municipality",), "municipalities", "市区町村", "municipality_code", "^[0-9]{5}$"),
    ApiKind("prefectures", ("prefecture",), "prefectures", "都道府県", "prefecture_code", "^[0-9]{2}$"),
    ApiKind("systems", ("system",), "system_types", "システム種別", "system_type_code", "^[a-z-]+$"),
)
