"""A page that remembers what went wrong on it."""

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request


class Watch:
    """What a page asked of other hosts, and what it complained about."""

    def __init__(self, page: Page, host: str) -> None:
        self.foreign: list[str] = []
        self.complaints: list[str] = []
        self._host = host
        page.on("request", self._on_request)
        page.on("console", self._on_console)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(f"{message.text} ({message.location.get('url', '')})")

    def _on_request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in ("http", "https", "ws", "wss") and address.netloc != self._host:
            self.foreign.append(request.url)


Open = Callable[..., Page]


@pytest.fixture
def open_page(browser: Browser, site_url: str) -> Iterator[Open]:
    """Open a page of the site in a fresh context; at the end it must have asked nobody else and not complained."""
    opened: list[tuple[BrowserContext, Watch]] = []

    def open_(address: str, width: int = 1280, height: int = 900, javascript: bool = True) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            java_script_enabled=javascript,
            reduced_motion="reduce",
            accept_downloads=True,
        )
        page = context.new_page()
        opened.append((context, Watch(page, urlsplit(site_url).netloc)))
        page.goto(site_url + address)
        return page

    yield open_
    for context, watch in opened:
        context.close()
        assert watch.foreign == [], "asked another host"
        assert watch.complaints == [], "complained on the console"
