"""The data described for catalogues: DCAT 3 as JSON-LD, and schema.org Dataset for search engines."""

from pathlib import Path
from typing import Any

from pipeline.datasets.descriptor import DATA_FOLDER, citation, describe_source, write_json
from pipeline.identity import Identity

LICENSE_URL = "https://creativecommons.org/licenses/by/4.0/"
KEYWORDS = ("共同調達", "共同利用", "情報システム", "都道府県", "市区町村", "joint procurement", "local government")
DATE = "xsd:date"
CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
MEDIA_TYPE = "https://www.iana.org/assignments/media-types/"
UNREGISTERED = "application/vnd.duckdb"
CHECKSUM = "http://spdx.org/rdf/terms#checksumAlgorithm_sha256"
Resource = dict[str, Any]


def write_catalog(path: Path, package: dict[str, Any], identity: Identity) -> None:
    """Write the DCAT catalogue."""
    write_json(path, describe_catalog(package, identity))


def describe_catalog(package: dict[str, Any], identity: Identity) -> Resource:
    """Describe all tables as one DCAT 3 catalogue: a dataset for each table, a distribution for each of its files."""
    return {
        "@context": CONTEXT,
        "@id": f"{identity.site_url}{DATA_FOLDER}catalog.jsonld",
        "@type": "dcat:Catalog",
        "dct:title": [_text(identity.site_name, "ja")],
        "dct:description": [_text(describe_source(identity), "ja")],
        "dct:language": {"@id": "http://publications.europa.eu/resource/authority/language/JPN"},
        "foaf:homepage": {"@id": identity.site_url},
        **_common(identity),
        "dcat:dataset": [
            _whole_dataset(package, identity),
            *(_table_dataset(resource, identity) for resource in package["resources"]),
        ],
    }


def _common(identity: Identity) -> Resource:
    return {
        "dct:publisher": {
            "@id": f"{identity.site_url}#publisher",
            "@type": "foaf:Agent",
            "foaf:name": identity.publisher,
        },
        "dct:license": {"@id": LICENSE_URL},
        "dct:modified": {"@value": identity.data_date, "@type": DATE},
    }


def _whole_dataset(package: dict[str, Any], identity: Identity) -> Resource:
    address = f"{identity.site_url}downloads/"
    return {
        "@id": f"{address}#dataset",
        "@type": "dcat:Dataset",
        "dct:identifier": package["name"],
        "dct:title": [_text(package["title"], "ja")],
        "dct:description": [_text(package["description"], "ja")],
        "dcat:keyword": list(KEYWORDS),
        "dcat:version": identity.data_version,
        "dcat:landingPage": {"@id": address},
        **_common(identity),
        "dcat:distribution": [_distribution(file, identity) for file in package["collections"]],
    }


def _table_dataset(resource: dict[str, Any], identity: Identity) -> Resource:
    address = f"{identity.site_url}downloads/{resource['name']}/"
    return {
        "@id": f"{address}#dataset",
        "@type": "dcat:Dataset",
        "dct:identifier": resource["name"],
        "dct:title": [_text(resource["title"], "ja"), _text(resource["title_en"], "en")],
        "dct:description": [_text(f"{resource['title']}。{resource['description']}", "ja")],
        "dcat:keyword": list(KEYWORDS),
        "dcat:version": identity.data_version,
        "dcat:landingPage": {"@id": address},
        "dct:isPartOf": {"@id": f"{identity.site_url}downloads/#dataset"},
        **_common(identity),
        "dcat:distribution": [_distribution(file, identity) for file in table_files(resource)],
    }


def _distribution(file: dict[str, Any], identity: Identity) -> Resource:
    address = f"{identity.site_url}{DATA_FOLDER}{file['path']}"
    known = file["mediatype"] != UNREGISTERED
    return {
        "@id": address,
        "@type": "dcat:Distribution",
        "dct:title": file["path"],
        "dcat:downloadURL": {"@id": address},
        "dcat:accessURL": {"@id": address},
        **({"dcat:mediaType": {"@id": MEDIA_TYPE + file["mediatype"]}} if known else {}),
        "dct:license": {"@id": LICENSE_URL},
        "dcat:byteSize": {"@value": str(file["bytes"]), "@type": "xsd:nonNegativeInteger"},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": CHECKSUM},
            "spdx:checksumValue": {"@value": file["hash"].removeprefix("sha256:"), "@type": "xsd:hexBinary"},
        },
    }


def table_files(resource: dict[str, Any]) -> list[dict[str, Any]]:
    """List the files of a table, CSV first, each with path, format, bytes and hash."""
    return [resource, *resource["alternates"]]


def _text(text: str, language: str) -> Resource:
    return {"@value": text, "@language": language}


def schema_org_package(package: dict[str, Any], identity: Identity) -> Resource:
    """Describe all tables together as a schema.org Dataset, for /downloads/."""
    return {
        "@context": "https://schema.org/",
        **_schema_org(package["title"], package["description"], "downloads/", identity),
        "distribution": [_data_download(file, identity) for file in package["collections"]],
        "hasPart": [
            {
                "@type": "Dataset",
                "name": resource["title"],
                "description": long_description(resource, identity),
                "url": f"{identity.site_url}downloads/{resource['name']}/",
                "license": LICENSE_URL,
                "creator": _organization(identity),
            }
            for resource in package["resources"]
        ],
    }


def schema_org_table(resource: dict[str, Any], identity: Identity) -> Resource:
    """Describe one table as a schema.org Dataset, for its page."""
    description = long_description(resource, identity)
    return {
        "@context": "https://schema.org/",
        **_schema_org(resource["title"], description, f"downloads/{resource['name']}/", identity),
        "alternateName": [resource["name"], resource["title_en"]],
        "variableMeasured": [
            {"@type": "PropertyValue", "name": f["name"], "description": f["title"], **_unit(f)}
            for f in resource["schema"]["fields"]
        ],
        "distribution": [_data_download(file, identity) for file in table_files(resource)],
        "includedInDataCatalog": {
            "@type": "DataCatalog",
            "name": identity.site_name,
            "url": f"{identity.site_url}downloads/",
        },
    }


def long_description(resource: dict[str, Any], identity: Identity) -> str:
    """Describe a table in the 50 characters and more that search engines for data ask for."""
    return f"{resource['title']}。{resource['description']}{describe_source(identity)}"


def _unit(f: dict[str, Any]) -> Resource:
    return {"unitText": f["unit"]} if "unit" in f else {}


def _schema_org(name: str, description: str, address: str, identity: Identity) -> Resource:
    return {
        "@type": "Dataset",
        "name": name,
        "description": description,
        "url": f"{identity.site_url}{address}",
        "identifier": f"{identity.site_url}{address}",
        "keywords": list(KEYWORDS),
        "license": LICENSE_URL,
        "isAccessibleForFree": True,
        "inLanguage": "ja",
        "version": identity.data_version,
        "dateModified": identity.data_date,
        "creator": _organization(identity),
        "publisher": _organization(identity),
        "spatialCoverage": {"@type": "Country", "name": "日本"},
        "citation": citation(name, address, identity),
    }


def _organization(identity: Identity) -> Resource:
    return {"@type": "Organization", "name": identity.publisher, "url": identity.site_url}


def _data_download(file: dict[str, Any], identity: Identity) -> Resource:
    return {
        "@type": "DataDownload",
        "name": file["path"],
        "encodingFormat": file["mediatype"],
        "contentUrl": f"{identity.site_url}{DATA_FOLDER}{file['path']}",
        "contentSize": f"{file['bytes']} B",
        "sha256": file["hash"].removeprefix("sha256:"),
    }
