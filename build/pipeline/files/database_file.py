"""All tables as one DuckDB file: types, comments, keys, and a view with Japanese names beside each table."""

import struct
from dataclasses import dataclass
from graphlib import TopologicalSorter
from hashlib import sha256
from pathlib import Path
from typing import Any

from duckdb import DuckDBPyConnection

from pipeline.english import description_in_english, in_english, table_in_english
from pipeline.files.descriptor import citation
from pipeline.files.sql_templates import fill_statement
from pipeline.files.table_schema import is_key_required
from pipeline.identity import Identity
from pipeline.schemas import Field, Schema, Schemas
from pipeline.tables import database

OLDEST_DUCKDB = "1.1"
"""The oldest release that the tests open the file with; `storage_version` in build/sql/export/attach.sql."""
BLOCK = 4096
CHECKSUM_BYTES = 8
FILE_ID = slice(124, 140)
_HEADERS = (0, 1, 2)


class FileLayoutUnknown(Exception):
    """This DuckDB writes the head of its files in another way than the one we know."""


@dataclass(frozen=True)
class ForeignKey:
    """These columns hold the key of a row of another table."""

    columns: list[str]
    table: str
    references: list[str]


def write_database(connection: DuckDBPyConnection, schemas: Schemas, path: Path, identity: Identity) -> None:
    """Write every published table into a new DuckDB file at `path`."""
    database.attach_file(connection, path)
    database.run_script(connection, database_script(schemas, identity))
    replace_file_id(path, sha256((identity.data_version or identity.version).encode()).digest()[:16])


def database_script(schemas: Schemas, identity: Identity) -> str:
    """Give the statements that fill the file."""
    return fill_statement("database", tables=[_table(schema, identity) for schema in referenced_first(schemas)])


def referenced_first(schemas: Schemas) -> list[Schema]:
    """Order tables so that one comes after all that its foreign keys name."""
    graph = {name: [key["reference"]["resource"] for key in s.foreign_keys] for name, s in schemas.items()}
    return [schemas[name] for name in TopologicalSorter(graph).static_order()]


def _table(schema: Schema, identity: Identity) -> dict[str, Any]:
    cite = citation(schema.title, identity.page_of(schema.name), identity)
    told = f"{schema.title}。{schema.row}。{schema.description} / {schema.title_en}. {table_in_english(schema)} "
    return {
        "name": schema.name,
        "title": schema.title,
        "comment": f"{told}引用するとき / To cite：{cite}",
        "columns": [_column(f) for f in schema.fields],
        "key": schema.published_key,
        "is_key_required": is_key_required(schema),
        "foreign_keys": [
            ForeignKey(key["fields"], key["reference"]["resource"], key["reference"]["fields"])
            for key in schema.foreign_keys
        ],
    }


def _column(f: Field) -> dict[str, Any]:
    unit, unit_en = (f"（単位：{f.unit}）", f" ({in_english(f.unit)})") if f.unit else ("", "")
    return {
        "name": f.name,
        "title": f.title,
        "type": database.SQL_TYPES[f.type],
        "is_required": bool(f.constraints.get("required")),
        "comment": f"{f.title}{unit}。{f.description} / {f.title_en}{unit_en}. {description_in_english(f)}",
    }


def replace_file_id(path: Path, file_id: bytes) -> None:
    """Put `file_id` in the place of the random number that DuckDB gives a new file, so that its bytes do not vary.

    Units    the file begins with three header blocks of 4,096 bytes, each led by its checksum. The number stands in
             the first; the others may hold what is left of it.
    Raises   FileLayoutUnknown when a checksum is not what the rest of its block gives, before anything is written.
    """
    with path.open("r+b") as stream:
        blocks = {number: _read_block(stream, number) for number in _HEADERS}
        random_id = bytes(blocks[0][FILE_ID])
        for number, block in blocks.items():
            if block[FILE_ID] == random_id:
                block[FILE_ID] = file_id
                block[:CHECKSUM_BYTES] = _checksum(block)
                stream.seek(number * BLOCK)
                stream.write(block)


def _read_block(stream: Any, number: int) -> bytearray:
    stream.seek(number * BLOCK)
    block = bytearray(stream.read(BLOCK))
    if block[:CHECKSUM_BYTES] != _checksum(block):
        raise FileLayoutUnknown(f"block {number}: unexpected checksum")
    return block


def _checksum(block: bytearray) -> bytes:
    """DuckDB's checksum of a block without its first eight bytes."""
    result = 5381
    for (word,) in struct.iter_unpack("<Q", block[CHECKSUM_BYTES:]):
        result ^= word * 0xBF58476D1CE4E5B9 & 0xFFFFFFFFFFFFFFFF
    return struct.pack("<Q", result)
