"""No planted script runs, and what is loaded first stays small."""

import gzip
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from steps import ROWS

FIRST_VIEW_BYTES = 200_000
EXPLORER_BYTES = 22_000
SEARCH_BYTES = 10_000
PARTICIPATION_BYTES = 300_000
MADE_BY_SCRIPTS = {"": "[role=combobox]", "cases/": ROWS, "cases/27-0003/": ".site-search-button"}
"""What stands on a page only once its scripts have run."""


@pytest.mark.parametrize("address", ["", "cases/", "cases/27-0003/"])
def test_planted_script_does_not_run(browser: Browser, site_url: str, address: str) -> None:
    planted = "<script>window.planted = 1</script><img src=x onerror='window.planted = 1'>"

    def plant(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("</body>", f"{planted}</body>"))

    page = browser.new_page()
    page.route(f"{site_url}{address}", plant)
    page.goto(site_url + address)
    assert "window.planted" in page.content()
    assert page.evaluate("window.planted") is None
    page.close()


def loaded_bytes(page: Page, site: Path, address: str, site_url: str) -> dict[str, int]:
    """Load a page until its scripts have done their part, and give the gzipped size of everything that it asked for."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site_url + address)
    expect(page.locator(MADE_BY_SCRIPTS[address]).first).to_be_visible()
    paths = {unquote(urlsplit(url).path).lstrip("/") for url in asked if url.startswith(site_url)}
    files = [site / (path + "index.html" if path.endswith("/") or not path else path) for path in paths]
    return {file.relative_to(site).as_posix(): len(gzip.compress(file.read_bytes())) for file in files}


@pytest.mark.parametrize("address", MADE_BY_SCRIPTS)
def test_first_view_stays_within_its_budget(browser: Browser, built_site: Path, site_url: str, address: str) -> None:
    page = browser.new_page()
    sizes = loaded_bytes(page, built_site, address, site_url)
    page.close()
    assert sum(sizes.values()) < FIRST_VIEW_BYTES, sizes
    assert "search.json" not in sizes
    search = [size for name, size in sizes.items() if re.match(r"assets/(search|dom|text_folding)", name)]
    assert sum(search) < SEARCH_BYTES, sizes
    if address == "cases/":
        own = {n: s for n, s in sizes.items() if re.match(r"assets/(explorer|dom|text_folding|corrections).*\.js", n)}
        assert len(own) > 5
        assert sum(own.values()) < EXPLORER_BYTES, own


def test_page_of_maps_stays_light(built_site: Path) -> None:
    assert len((built_site / "participation" / "index.html").read_bytes()) < PARTICIPATION_BYTES
