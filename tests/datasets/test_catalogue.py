"""The descriptions for catalogues and search engines: they parse, and hold what they must."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from pyshacl import validate
from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import DCTERMS, RDF

from pipeline.paths import SCHEMAS
from pipeline.schemas import published_schemas
from written_files import Written

DCAT = Namespace("http://www.w3.org/ns/dcat#")
DESCRIBED_BY = URIRef("http://www.w3.org/2007/05/powder-s#describedby")
SHAPES = SCHEMAS / "dcat.shapes.ttl"
DCAT_AP = Path(__file__).with_name("dcat_ap.shapes.ttl")
RECOMMENDED = {
    "alternateName", "creator", "citation", "identifier", "isAccessibleForFree", "isPartOf", "keywords", "license",
    "spatialCoverage", "variableMeasured", "version", "url", "includedInDataCatalog", "distribution",
}  # fmt: skip
"""What Google's documentation recommends for a Dataset, without what we have not: DOIs, funders, instruments."""


def _catalogue(written: Written) -> Graph:
    return Graph().parse(written.folder / "catalog.jsonld", format="json-ld")


def test_catalogue_is_rdf_with_every_table_and_file(written: Written) -> None:
    graph = _catalogue(written)
    identifiers = {str(value) for value in graph.objects(None, DCTERMS.identifier)}
    assert identifiers == {"joint-procurement", "api-v1", *published_schemas()}
    files = [f for r in written.package["resources"] for f in (r, *r["alternates"])] + written.package["collections"]
    addresses = {str(url).rsplit("/", 1)[1] for url in graph.objects(None, DCAT.downloadURL)}
    assert addresses == {file["path"] for file in files}


def test_catalogue_knows_the_releases_and_the_api(built_site: Path) -> None:
    graph = Graph().parse(built_site / "data" / "latest" / "catalog.jsonld", format="json-ld")
    conforms, _, report = validate(graph, shacl_graph=Graph().parse(SHAPES))
    assert conforms, report
    folders = {str(url).split("/")[-2] for url in graph.objects(None, DCAT.hasVersion)}
    assert folders == {folder.name for folder in built_site.glob("data/v*")} != set()
    (endpoint,) = graph.objects(None, DCAT.endpointDescription)
    urls = [*graph.objects(None, DCAT.downloadURL), *graph.objects(None, DESCRIBED_BY), endpoint]
    assert [str(url) for url in urls if not _is_served(str(url), built_site)] == []


def test_catalogue_conforms_to_our_dcat_shapes(written: Written) -> None:
    conforms, _, report = validate(_catalogue(written), shacl_graph=Graph().parse(SHAPES))
    assert conforms, report


def test_catalogue_of_the_site_conforms_to_dcat_ap(built_site: Path) -> None:
    graph = Graph().parse(built_site / "data" / "latest" / "catalog.jsonld", format="json-ld")
    conforms, _, report = validate(graph, shacl_graph=Graph().parse(DCAT_AP))
    assert conforms, report
    graph.remove((None, DCAT.accessURL, None))
    assert not validate(graph, shacl_graph=Graph().parse(DCAT_AP))[0]


@pytest.mark.parametrize(
    ("kind", "predicate"),
    [
        (DCAT.Catalog, DCTERMS.publisher),
        (DCAT.Dataset, DCTERMS.title),
        (DCAT.Dataset, DCAT.distribution),
        (DCAT.Dataset, DCTERMS.spatial),
        (DCAT.Dataset, DESCRIBED_BY),
        (DCAT.DataService, DCAT.endpointURL),
        (DCAT.Catalog, DCAT.service),
        (DCAT.Distribution, DCAT.byteSize),
        (DCAT.Distribution, DCTERMS.license),
    ],
)
def test_shapes_miss_what_is_left_out(kind: Any, predicate: Any, written: Written) -> None:
    graph = _catalogue(written)
    graph.remove((next(graph.subjects(RDF.type, kind)), predicate, None))
    assert not validate(graph, shacl_graph=Graph().parse(SHAPES))[0]


def _structured_data(page: Path) -> list[dict[str, Any]]:
    tree = html.fromstring(page.read_text(encoding="utf-8"))
    return [json.loads(script.text) for script in tree.xpath('//script[@type="application/ld+json"]')]


def test_every_table_page_has_the_dataset_that_search_engines_ask_for(built_site: Path) -> None:
    for name in published_schemas():
        (dataset,) = _structured_data(built_site / "downloads" / name / "index.html")
        assert dataset["@context"] == "https://schema.org/" and dataset["@type"] == "Dataset"
        assert dataset["name"] and 50 <= len(dataset["description"]) <= 5000
        assert {d["encodingFormat"] for d in dataset["distribution"]} >= {"text/csv", "application/json"}
        assert all(_is_served(d["contentUrl"], built_site) for d in dataset["distribution"])
        assert set(dataset) >= RECOMMENDED
        assert ("temporalCoverage" in dataset) == ("edition" in published_schemas()[name].columns)
        assert 50 <= len(dataset["isPartOf"]["description"]) <= 5000


def test_downloads_page_names_every_table_as_a_dataset(built_site: Path) -> None:
    (whole,) = _structured_data(built_site / "downloads" / "index.html")
    assert {part["url"].rstrip("/").rsplit("/", 1)[1] for part in whole["hasPart"]} == set(published_schemas())
    assert all(_is_served(d["contentUrl"], built_site) for d in whole["distribution"])


def _is_served(url: str, site: Path) -> bool:
    return (site / re.sub("^https://[^/]+/", "", url)).is_file()


def test_structured_data_of_every_page_parse(built_site: Path) -> None:
    pages = [*built_site.glob("*/index.html"), *sorted(built_site.glob("cases/*/index.html"))[:20]]
    parsed = [data for page in pages for data in _structured_data(page)]
    assert parsed and all("@context" in data and "@type" in data for data in parsed)
