"""The derived tables of a toy record, and the rows that such a record is made of."""

import random
from collections.abc import Mapping
from functools import cache
from typing import Any

from hypothesis import HealthCheck, settings

from made.small import COUNTS, made_files
from made.small_decisions import Rows
from made.tables import MadeTables
from pipeline.read.source_files import SourceFile

EDITION, OFFICIAL = "2024-01-31", "official/2024-01-31"
TOWNS = {"27100": "浜市", "27201": "橋市", "27202": "川市", "27301": "森町"}
FEW = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
Row = dict[str, Any]


def derive(table: str, changed: Mapping[str, Rows]) -> list[Row]:
    return (MadeTables(made_files(changed)) if changed else made_record())[table]


@cache
def made_record() -> MadeTables:
    return MadeTables(made_files())


@cache
def shuffled_record() -> MadeTables:
    files = [SourceFile(f.table, f.path, random.Random(7).sample(f.rows, len(f.rows))) for f in made_files()]
    return MadeTables(files)


def only(rows: list[Row], **values: str) -> Row:
    (row,) = [row for row in rows if all(row[name] == value for name, value in values.items())]
    return row


WITHOUT_COUNTS: dict[str, Rows] = {COUNTS: []}


def case_row(case: str, scope: str, stated: int | None, **answers: str) -> dict[str, str]:
    fixed = {"出典ID": "town-plan", "確度": "公表", "公表一覧との対応": "不明", "システム種別": "地理情報システム(GIS)"}
    count = "…" if stated is None else str(stated)
    return {"事例ID": case, "名簿の範囲": scope, "参加自治体数": count, **fixed, **answers}


def joined_row(case: str, code: str) -> dict[str, str]:
    return {"事例ID": case, "市区町村コード": code, "市区町村名": TOWNS[code], "出典ID": "town-plan"}
