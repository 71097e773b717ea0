"""Every kind of page of which there are many: one for each municipality, prefecture, system type, case, table …"""

from pipeline.pages import (
    case_pages,
    data_pages,
    edition_pages,
    errata_pages,
    municipality_pages,
    prefecture_pages,
    search,
    system_pages,
    table_pages,
)
from pipeline.pages.page import CHARTS, PACKAGE, Kind

KINDS = (
    Kind(
        "municipality",
        "municipalities",
        "市区町村",
        municipality_pages.municipality_pages,
        twin="api/v1/municipalities/",
        frame={"menu": "short"},
        entries=search.municipalities,
    ),
    Kind(
        "prefecture",
        "prefectures",
        "都道府県",
        prefecture_pages.prefecture_pages,
        twin="api/v1/prefectures/",
        frame={"styles": ["decisions"]},
        entries=search.prefectures,
    ),
    Kind(
        "system_type",
        "systems",
        "システム種別",
        system_pages.system_pages,
        twin="api/v1/systems/",
        frame=CHARTS,
        entries=search.system_types,
    ),
    Kind("case", "cases", "事例", case_pages.case_pages, twin="api/v1/cases/", entries=search.cases),
    Kind("gone_case", "cases", "公開していない事例", errata_pages.gone_case_pages, twin="api/v1/cases/"),
    Kind("edition", "editions", "版", edition_pages.edition_pages),
    Kind("release", "changes", "リリース", errata_pages.release_pages),
    Kind(
        "table",
        "downloads",
        "表",
        table_pages.table_pages,
        twin="data/latest/",
        frame={"describedby": f"../../{PACKAGE}"},
        shows_files=True,
    ),
    Kind(
        "data_folder",
        "data",
        "データの置き場所",
        data_pages.data_pages,
        frame={"describedby": "datapackage.json"},
        shows_files=True,
    ),
)
