"""The data described for catalogues: DCAT 3 as JSON-LD."""

from pathlib import Path
from typing import Any

from pipeline.files.descriptor import (
    KEYWORDS,
    LICENSE_URL,
    describe_source,
    table_files,
    write_json,
)
from pipeline.files.ocds import OCDS_FILES
from pipeline.identity import Identity, of_release
from pipeline.rows import Described

DATE = "xsd:date"
CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "wdrs": "http://www.w3.org/2007/05/powder-s#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
JAPAN = "http://publications.europa.eu/resource/authority/country/JPN"
MEDIA_TYPE = "https://www.iana.org/assignments/media-types/"
UNREGISTERED = ("application/vnd.duckdb", "application/jsonl")
CHECKSUM = "http://spdx.org/rdf/terms#checksumAlgorithm_sha256"
OCDS = "https://standard.open-contracting.org/1.1/"


def write_catalog(path: Path, package: dict[str, Any], identity: Identity) -> None:
    """Write the DCAT catalogue."""
    write_json(path, describe_catalog(package, identity))


def describe_catalog(package: dict[str, Any], identity: Identity) -> Described:
    """Describe all tables as one DCAT 3 catalogue.

    A dataset for the whole, for each release and for each table, a distribution for each file, and the API as a service.
    """
    return {
        "@context": CONTEXT,
        "@id": f"{identity.site_url}{identity.data_folder}catalog.jsonld",
        "@type": "dcat:Catalog",
        "dct:title": [_text(identity.site_name, "ja")],
        "dct:description": [_text(describe_source(identity), "ja")],
        "dct:language": {"@id": "http://publications.europa.eu/resource/authority/language/JPN"},
        "foaf:homepage": {"@id": identity.site_url},
        **_common(identity),
        "dcat:dataset": [
            _whole_dataset(package, identity),
            *(_release_dataset(release, identity) for release in package["releases"]),
            *(_table_dataset(resource, identity) for resource in package["resources"]),
        ],
        "dcat:service": [_api(identity)],
    }


def _common(identity: Identity) -> Described:
    return {
        "dct:publisher": {
            "@id": f"{identity.site_url}#publisher",
            "@type": "foaf:Agent",
            "foaf:name": identity.publisher,
        },
        "dct:license": {"@id": LICENSE_URL},
        "dct:modified": {"@value": identity.data_date, "@type": DATE},
    }


def _whole_dataset(package: dict[str, Any], identity: Identity) -> Described:
    releases = [_id(_release_address(release["version"], identity)) for release in package["releases"]]
    return {
        **_package_dataset(package, identity, package["name"]),
        **({"dcat:hasVersion": releases} if releases else {}),
    }


def _release_dataset(package: dict[str, Any], identity: Identity) -> Described:
    """Describe a frozen release; the one before it is its previous version."""
    frozen = of_release(identity, package["version"], package["released_on"])
    previous = (package["previous"] or {}).get("version")
    return {
        **_package_dataset(package, frozen, f"{package['name']}-{frozen.version}"),
        "dcat:isVersionOf": _id(f"{identity.site_url}downloads/#dataset"),
        "dct:issued": {"@value": package["released_on"], "@type": DATE},
        **({"dcat:previousVersion": _id(_release_address(previous, identity))} if previous else {}),
    }


def _release_address(version: str, identity: Identity) -> str:
    return f"{identity.site_url}data/v{version}/#dataset"


def _package_dataset(package: dict[str, Any], identity: Identity, identifier: str) -> Described:
    address = f"{identity.site_url}{identity.downloads}"
    return {
        "@id": f"{address}#dataset",
        "@type": "dcat:Dataset",
        "dct:identifier": identifier,
        "dct:title": [_text(package["title"], "ja")],
        "dct:description": [_text(package["description"], "ja")],
        "dcat:keyword": list(KEYWORDS),
        "dcat:version": identity.version,
        "dcat:landingPage": _id(address),
        "wdrs:describedby": _described_by(identity),
        **_coverage(package),
        **_common(identity),
        "dcat:distribution": [_distribution(file, identity) for file in package["collections"]],
    }


def _described_by(identity: Identity) -> Described:
    """Name the Data Package: types, units, keys and meanings of all columns."""
    return _id(f"{identity.site_url}{identity.data_folder}datapackage.json")


def _api(identity: Identity) -> Described:
    """Describe the static API as a service on the newest data; it has no address by release (see decisions/)."""
    address = f"{identity.site_url}api/v1/"
    return {
        "@id": f"{address}#service",
        "@type": "dcat:DataService",
        "dct:identifier": "api-v1",
        "dct:title": [_text("JSON の API", "ja"), _text("JSON API", "en")],
        "dct:description": [
            _text("事例、市区町村、都道府県、システム種別を1件ずつ返す。いちばん新しいデータだけ。", "ja")
        ],
        "dcat:endpointURL": _id(address),
        "dcat:endpointDescription": _id(f"{address}openapi.json"),
        "dcat:servesDataset": _id(f"{identity.site_url}downloads/#dataset"),
        "dcat:landingPage": _id(f"{identity.site_url}downloads/"),
        **_common(identity),
    }


def _table_dataset(resource: dict[str, Any], identity: Identity) -> Described:
    address = f"{identity.site_url}downloads/{resource['name']}/"
    return {
        "@id": f"{address}#dataset",
        "@type": "dcat:Dataset",
        "dct:identifier": resource["name"],
        "dct:title": [_text(resource["title"], "ja"), _text(resource["title_en"], "en")],
        "dct:description": [_text(f"{resource['title']}。{resource['description']}", "ja")],
        "dcat:keyword": list(KEYWORDS),
        "dcat:version": identity.version,
        "dcat:landingPage": {"@id": address},
        "dct:isPartOf": _id(f"{identity.site_url}downloads/#dataset"),
        "wdrs:describedby": _described_by(identity),
        **_coverage(resource),
        **_common(identity),
        "dcat:distribution": [_distribution(file, identity) for file in table_files(resource)],
    }


def _coverage(described: dict[str, Any]) -> Described:
    """Say where and, of a table with editions, since when."""
    since = described.get("temporal", {}).get("start")
    period = {"@type": "dct:PeriodOfTime", "dcat:startDate": {"@value": since, "@type": DATE}}
    return {"dct:spatial": {"@id": JAPAN}, **({"dct:temporal": period} if since else {})}


def _distribution(file: dict[str, Any], identity: Identity) -> Described:
    address = f"{identity.site_url}{identity.data_folder}{file['path']}"
    known = file["mediatype"] not in UNREGISTERED
    return {
        "@id": address,
        "@type": "dcat:Distribution",
        "dct:title": file["path"],
        "dcat:downloadURL": {"@id": address},
        "dcat:accessURL": {"@id": address},
        **({"dcat:mediaType": {"@id": MEDIA_TYPE + file["mediatype"]}} if known else {}),
        "dct:license": {"@id": LICENSE_URL},
        **({"dct:conformsTo": _id(OCDS)} if file["path"] in OCDS_FILES else {}),
        "dcat:byteSize": {"@value": str(file["bytes"]), "@type": "xsd:nonNegativeInteger"},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": CHECKSUM},
            "spdx:checksumValue": {"@value": file["hash"].removeprefix("sha256:"), "@type": "xsd:hexBinary"},
        },
    }


def _id(address: str) -> Described:
    return {"@id": address}


def _text(text: str, language: str) -> Described:
    return {"@value": text, "@language": language}
