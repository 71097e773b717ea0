"""Which state of the data examples and citations point at: the newest release, whose address never changes, where it can."""

from pipeline.files.descriptor import citation
from pipeline.identity import Identity, of_release
from pipeline.rows import Described


def citable(package: Described, identity: Identity, *tables: str) -> tuple[Described, Identity]:
    """Give the newest release, if it has these tables, else the data of now: what its package says, and its identity."""
    for newest in package["releases"][:1]:
        if set(tables) <= {resource["name"] for resource in newest["resources"]}:
            return newest, of_release(identity, newest["version"], newest["released_on"])
    return package, identity


def citations(title: str, package: Described, identity: Identity, *tables: str) -> list[str]:
    """Give the lines that cite the whole or, named as the only one, a table: as released, and as now where that is more."""
    _, released = citable(package, identity, *tables)
    states = [released, identity] if identity.has_unreleased_changes and released != identity else [released]
    return [citation(title, state.page_of(tables[0]) if tables else state.downloads, state) for state in states]
