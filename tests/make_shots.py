"""Takes pictures of the ten main pages of out/site, for a pull request: wide, on a telephone, and dark.

`make shots` runs it after the site is built; the pictures are in out/shots/.
"""

import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from install_browser import find_browser
from served import served

PAGES = {
    "home": "",
    "status": "status/",
    "cases": "cases/?region=近畿&sort=-participant_count",
    "case": "cases/27-0003/",
    "compare": "compare/?ids=27-0003,14-0004,12-0003",
    "system": "systems/facility-reservation/",
    "participation": "participation/",
    "prefecture": "prefectures/27/",
    "municipality": "municipalities/27100/",
    "downloads": "downloads/",
}
SCREENS = {"desktop": (1280, 900, "light"), "phone": (390, 844, "light"), "dark": (1280, 900, "dark")}


def take_shots(site: Path, target: Path) -> None:
    """Serve a site and write one picture of every page on every screen."""
    target.mkdir(parents=True, exist_ok=True)
    with served(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=["--no-sandbox"])
        for screen in SCREENS:
            _take(browser, screen, address, target)
        browser.close()


def _take(browser: Browser, screen: str, address: str, target: Path) -> None:
    width, height, scheme = SCREENS[screen]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    for name, place in PAGES.items():
        page.goto(address + place, wait_until="networkidle")
        page.screenshot(path=target / f"{name}-{screen}.png", full_page=screen == "phone")
    context.close()


if __name__ == "__main__":
    out = Path(sys.argv[1] if len(sys.argv) > 1 else "out")
    take_shots(out / "site", out / "shots")
    print(f"できました: {out / 'shots'}")
