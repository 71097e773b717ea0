"""The registry of pages: what it lists is built, and nothing else."""

import re

import pytest

from pipeline.pages.page_kinds import PAGE_KINDS
from pipeline.pages.registry import PAGES
from pipeline.pages.tree import NotRegistered, menu, require_registered, unregistered
from pipeline.paths import SITE_SOURCE, TEMPLATES

ADDRESSES = [page.address for page in PAGES]


def test_every_address_and_title_stands_once() -> None:
    assert len(set(ADDRESSES)) == len(ADDRESSES)
    assert len({page.title for page in PAGES}) == len(PAGES)
    assert all(re.fullmatch(r"([a-z]+/)*", address) for address in ADDRESSES)


def test_every_template_of_a_page_is_in_the_registry() -> None:
    written = {f"pages/{path.name}" for path in (TEMPLATES / "pages").glob("*.md.jinja")}
    prose = {path.relative_to(SITE_SOURCE.parent).as_posix() for path in SITE_SOURCE.rglob("*.md")}
    assert {page.template for page in PAGES} == written | prose


def test_menu_names_every_page_that_has_a_place_in_it_under_one_heading_each() -> None:
    headings = [title for entry in menu() for title in entry]
    assert len(set(headings)) == len(headings)
    files = [file for entry in menu() for listed in entry.values() for file in _files(listed)]
    assert sorted(files) == sorted(page.source for page in PAGES if page.menu or page.menu_title)


def _files(listed: object) -> list[str]:
    return [file for item in listed for file in item.values()] if isinstance(listed, list) else [str(listed)]


@pytest.mark.parametrize("extra", ["blog/", "cases/27-0003/more/", "unknown/27/"])
def test_page_outside_of_the_registry_is_refused(extra: str) -> None:
    with pytest.raises(NotRegistered, match=extra):
        require_registered([*ADDRESSES, extra])


def test_page_of_the_registry_that_is_not_built_is_missed() -> None:
    with pytest.raises(NotRegistered, match="status/"):
        require_registered([address for address in ADDRESSES if address != "status/"])


def test_pages_of_kinds_are_taken_for_pages_of_the_registry() -> None:
    assert unregistered([*ADDRESSES, *(f"{kind.folder}/x/" for kind in PAGE_KINDS)]) == []
