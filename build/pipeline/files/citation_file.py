"""CITATION.cff: how to cite the data. The file in the repository is that of the newest release."""

from pathlib import Path
from typing import Any

import yaml

from pipeline.files.descriptor import LICENSE_ID, describe_source
from pipeline.identity import Identity, today_of


def write_citation(path: Path, identity: Identity) -> None:
    """Write the citation of this state of the data."""
    commit = {"commit": identity.data_version} if identity.data_version else {}
    state = {"version": identity.version, **commit, "date-released": today_of(identity)}
    if identity.downloads == identity.data_folder:
        state["url"] = f"{identity.site_url}{identity.data_folder}"
    write_yaml(path, describe_citation(identity) | state)


def describe_citation(identity: Identity) -> dict[str, Any]:
    """Give what holds for every state of the data, in the terms of the Citation File Format 1.2."""
    return {
        "cff-version": "1.2.0",
        "message": "データを使うときは、次のように引用してください。 / Please cite the data as follows.",
        "type": "dataset",
        "title": identity.site_name,
        "abstract": describe_source(identity),
        "authors": [{"name": identity.publisher}],
        "license": LICENSE_ID,
        "url": identity.site_url,
        "repository-code": identity.repo_url,
    }


def write_yaml(path: Path, content: dict[str, Any]) -> None:
    """Write YAML in the order given."""
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=120), encoding="utf-8")
