"""Makes sure that the tests have a Chromium; `make test` runs it once.

Chromium without a window takes a third of the time for a page, so where it is not on PATH, the packages
`chromium-headless-shell` and `fonts-noto-cjk` are installed through apt-get, as root or with sudo; else any Chromium on PATH
is taken; else Playwright downloads its own. When all fails, it says so and the tests do not start. The typeface is for
screenshots only: charts are measured and drawn with the face of their own package.
"""

import shutil
import subprocess
import sys

from install_packages import install_packages

WITHOUT_WINDOW = "chromium-headless-shell"
BROWSERS = (WITHOUT_WINDOW, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
DEBIAN_PACKAGES = (WITHOUT_WINDOW, "fonts-noto-cjk")


def find_browser() -> str | None:
    """Give the path of a Chromium on PATH."""
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


def install_browser() -> None:
    """Install a Chromium in the way this machine allows. Raises CalledProcessError when it does not."""
    try:
        install_packages(DEBIAN_PACKAGES)
    except (OSError, subprocess.CalledProcessError):
        if find_browser() is None:
            subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)


if __name__ == "__main__":
    if shutil.which(WITHOUT_WINDOW) is None:
        try:
            install_browser()
        except subprocess.CalledProcessError as error:
            sys.exit(f"The tests need Chromium and it could not be installed ({error}). Put `chromium` on PATH.")
