"""The data described for search engines: schema.org Dataset, put into the pages of the downloads."""

from typing import Any

from pipeline.files.descriptor import KEYWORDS, LICENSE_URL, citation, describe_source, table_files
from pipeline.identity import Identity
from pipeline.rows import Described


def schema_org_package(package: dict[str, Any], identity: Identity) -> Described:
    """Describe all tables together as a schema.org Dataset, for /downloads/."""
    return {
        "@context": "https://schema.org/",
        **_schema_org(package["title"], package["description"], "downloads/", identity),
        **_coverage(package),
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


def schema_org_table(resource: dict[str, Any], identity: Identity) -> Described:
    """Describe one table as a schema.org Dataset, for its page."""
    description = long_description(resource, identity)
    return {
        "@context": "https://schema.org/",
        **_schema_org(resource["title"], description, f"downloads/{resource['name']}/", identity),
        **_coverage(resource),
        "isPartOf": {
            "@type": "Dataset",
            "name": identity.site_name,
            "description": describe_source(identity),
            "url": f"{identity.site_url}downloads/",
            "license": LICENSE_URL,
            "creator": _organization(identity),
        },
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


def _coverage(described: dict[str, Any]) -> Described:
    """Say since when, of what has editions; the end is open."""
    since = described.get("temporal", {}).get("start")
    return {"temporalCoverage": f"{since}/.."} if since else {}


def _unit(f: dict[str, Any]) -> Described:
    return {"unitText": f["unit"]} if "unit" in f else {}


def _schema_org(name: str, description: str, address: str, identity: Identity) -> Described:
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
        "version": identity.version,
        "dateModified": identity.data_date,
        "creator": _organization(identity),
        "publisher": _organization(identity),
        "spatialCoverage": {"@type": "Country", "name": "日本"},
        "citation": citation(name, address, identity),
    }


def _organization(identity: Identity) -> Described:
    return {"@type": "Organization", "name": identity.publisher, "url": identity.site_url}


def _data_download(file: dict[str, Any], identity: Identity) -> Described:
    return {
        "@type": "DataDownload",
        "name": file["path"],
        "encodingFormat": file["mediatype"],
        "contentUrl": f"{identity.site_url}{identity.data_folder}{file['path']}",
        "contentSize": f"{file['bytes']} B",
        "sha256": file["hash"].removeprefix("sha256:"),
    }
