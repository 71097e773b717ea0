"""plain/: the CSV files once more without the byte order mark, with a description of their own, for programs that stumble over it."""

import hashlib
from pathlib import Path
from typing import Any

from pipeline.files.descriptor import write_json
from pipeline.tables.csv_file import BYTE_ORDER_MARK

PLAIN = "plain"
MARKED_ONLY = ("byteOrderMark", "alternates")


def write_plain(folder: Path, package: dict[str, Any]) -> None:
    """Write the plain CSV files of a package below the folder that holds the others."""
    (folder / PLAIN).mkdir()
    resources = [_write(folder, resource) for resource in package["resources"]]
    told = {name: value for name, value in package.items() if name not in ("collections", "releases")}
    write_json(folder / PLAIN / "datapackage.json", {**told, "resources": resources})


def _write(folder: Path, resource: dict[str, Any]) -> dict[str, Any]:
    """Write one file; give what the description says of it."""
    content = (folder / resource["path"]).read_bytes().removeprefix(BYTE_ORDER_MARK.encode())
    (folder / PLAIN / resource["path"]).write_bytes(content)
    measured = {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}
    return {name: value for name, value in resource.items() if name not in MARKED_ONLY} | measured
