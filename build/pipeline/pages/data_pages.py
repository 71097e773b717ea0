"""/data/latest/ and /data/v<version>/: what lies in the folder, of which release it is, how to use and cite it."""

from collections.abc import Iterator

from pipeline.files.descriptor import citation, table_files
from pipeline.files.readme import COLLECTION_NOTES
from pipeline.files.schema_org import schema_org_package
from pipeline.identity import Identity, of_release
from pipeline.pages.examples import file_examples
from pipeline.pages.page import Inputs
from pipeline.pages.stamp import EntityPage
from pipeline.pages.templates import template
from pipeline.rows import Described


def data_pages(inputs: Inputs) -> Iterator[EntityPage]:
    """Give the page of the folder of the newest data, and of every release."""
    package, identity = inputs.package, inputs.identity
    yield _page("latest", "いちばん新しいデータ", package, identity, package["releases"][:1])
    for release in package["releases"]:
        version = release["version"]
        frozen = of_release(identity, version, release["released_on"])
        yield _page(f"v{version}", f"リリース {version} のデータ", release, frozen, [release])


def _page(key: str, title: str, package: Described, identity: Identity, releases: list[Described]) -> EntityPage:
    body = template("data_folder.html.jinja").render(
        title=title,
        package=package,
        identity=identity,
        release=next(iter(releases), None),
        is_frozen=package in releases,
        tables=[(resource, table_files(resource)) for resource in package["resources"]],
        notes=COLLECTION_NOTES,
        withdrawn=[r for r in package["resources"] if [f["name"] for f in r["schema"]["fields"]] == ["notice"]],
        examples=file_examples(package, identity),
        citation=citation(identity.site_name, identity.data_folder, identity),
    )
    return EntityPage(
        key=key,
        title=title,
        description=f"{title}のすべてのファイル。CSV、JSON、JSON Lines、Parquet、Excel、DuckDB、ZIP、説明、利用条件、引用、ハッシュ。",
        body=body,
        linked_data=schema_org_package(package, identity),
    )
