"""The parts of a workbook's file: XML packed as ZIP, looked at before anything is unpacked."""

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import IO, Any

from lxml import etree

UNPACKED_AT_MOST = 40_000_000
ELEMENT_AT_MOST = 8_000_000
RELATIONSHIP = "{*}Relationship"


class TooLarge(Exception):
    """A part, or one element of it, takes more memory than any table of ours; the text is the part's size in MB."""


class NotThere(Exception):
    """A part that another one names is missing; the text is its name."""


@dataclass
class _Stream:
    """The bytes of a part; how many were read since the last element was taken from it is counted."""

    file: IO[bytes]
    size: int
    held: int = 0

    def read(self, size: int) -> bytes:
        data = self.file.read(size)
        self.held += len(data)
        if self.held > ELEMENT_AT_MOST:
            raise TooLarge(f"{self.size / 1e6:,.0f}")
        return data


@dataclass(frozen=True)
class WorkbookPackage:
    """The open file. Names of parts are compared without regard to case, as Excel does."""

    zip: zipfile.ZipFile

    @cached_property
    def _infos(self) -> dict[str, zipfile.ZipInfo]:
        return {_plain(info.filename): info for info in self.zip.infolist()}

    def elements(self, part: str, *names: str) -> Iterator[Any]:
        """Give the elements of some names in a part, one by one, whatever their namespace; each is forgotten afterwards.

        Raises   NotThere, TooLarge
        """
        info = self._infos.get(_plain(part))
        if info is None:
            raise NotThere(part)
        if info.file_size > UNPACKED_AT_MOST:
            raise TooLarge(f"{info.file_size / 1e6:,.0f}")
        wanted = [f"{{*}}{name}" for name in names]
        with self.zip.open(info) as file:
            stream = _Stream(file, info.file_size)
            for _, element in etree.iterparse(stream, tag=wanted, resolve_entities=False, load_dtd=False):
                stream.held = 0
                yield element
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]

    def related(self, part: str) -> dict[str, tuple[str, str]]:
        """List what a part refers to: the kind and the name of each part, by its id."""
        folder, name = posixpath.split(part)
        found: dict[str, tuple[str, str]] = {}
        for item in self.elements(posixpath.join(folder, "_rels", f"{name}.rels"), "Relationship"):
            if item.get("TargetMode") != "External":
                kind = item.get("Type", "").rpartition("/")[2]
                found[item.get("Id", "")] = (kind, _resolved(folder, item.get("Target", "")))
        return found

    def has(self, part: str) -> bool:
        return _plain(part) in self._infos


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _resolved(folder: str, target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))


def local_name(element: Any) -> str:
    """Name an element without its namespace: the Strict variant of the format has others."""
    return str(element.tag).rpartition("}")[2]
