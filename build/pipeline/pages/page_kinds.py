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
from pipeline.pages.page import CHART_ASSETS, PACKAGE_URL, PageKind

PAGE_KINDS = (
    PageKind(
        "municipality",
        "municipalities",
        "市区町村",
        municipality_pages.municipality_pages,
        twin="api/v1/municipalities/",
        frame={"menu": "short"},
        entries=search.municipality_entries,
    ),
    PageKind(
        "prefecture",
        "prefectures",
        "都道府県",
        prefecture_pages.prefecture_pages,
        twin="api/v1/prefectures/",
        frame={"styles": ["decisions"]},
        entries=search.prefecture_entries,
    ),
    PageKind(
        "system_type",
        "systems",
        "システム種別",
        system_pages.system_pages,
        twin="api/v1/systems/",
        frame=CHART_ASSETS,
        entries=search.system_types,
    ),
    PageKind("case", "cases", "事例", case_pages.case_pages, twin="api/v1/cases/", entries=search.case_entries),
    PageKind("gone_case", "cases", "公開していない事例", errata_pages.gone_case_pages, twin="api/v1/cases/"),
    PageKind("edition", "editions", "版", edition_pages.edition_pages),
    PageKind("release", "changes", "リリース", errata_pages.release_pages),
    PageKind(
        "table",
        "downloads",
        "表",
        table_pages.table_pages,
        twin="data/latest/",
        frame={"describedby": f"../../{PACKAGE_URL}"},
        shows_files=True,
    ),
    PageKind(
        "data_folder",
        "data",
        "データの置き場所",
        data_pages.data_pages,
        frame={"describedby": "datapackage.json"},
        shows_files=True,
    ),
)
