"""The model of the made-up record, as pages read it, with some of its files changed."""

from collections.abc import Mapping
from datetime import UTC, datetime

from made.small import made_files
from made.small_decisions import Rows
from made.tables import MadeTables
from pipeline.identity import Identity
from pipeline.pages.model import Model

IDENTITY = Identity(
    site_name="見本",
    site_url="https://site.example/",
    repo_url="https://git.example/repo",
    publisher="見本編集部",
    data_version="abc",
    data_time=datetime(2026, 1, 1, tzinfo=UTC),
    extra={
        "publisher": "見本編集部",
        "site_url": "https://site.example/",
        "repo_url": "https://git.example/repo",
        "license_name": "見本の利用条件",
        "license_url": "https://license.example/",
        "official_name": "見本の公表",
        "official_url": "https://official.example/",
    },
)


def model_of(changed: Mapping[str, Rows] | None = None) -> Model:
    return Model(MadeTables(made_files(changed)))
