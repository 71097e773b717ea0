"""Makes sure that the tests have a Chromium; `make test` runs it once.

A Chromium on PATH is taken as it is; else the packages `chromium` and `fonts-noto-cjk` are installed through apt-get, as
root or with sudo; else Playwright downloads its own. When all fails, it says so and the tests do not start. The typeface
is for screenshots only: charts are measured and drawn with the face of their own package.
"""

import shutil
import subprocess
import sys

from install_packages import install_packages

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
DEBIAN_PACKAGES = ("chromium", "fonts-noto-cjk")


def find_browser() -> str | None:
    """Give the path of a Chromium on PATH."""
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


def install_browser() -> None:
    """Install a Chromium in the way this machine allows. Raises CalledProcessError when it does not."""
    try:
        install_packages(DEBIAN_PACKAGES)
    except (OSError, subprocess.CalledProcessError):
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)


if __name__ == "__main__":
    if find_browser() is None:
        try:
            install_browser()
        except subprocess.CalledProcessError as error:
            sys.exit(f"The tests need Chromium and it could not be installed ({error}). Put `chromium` on PATH.")
