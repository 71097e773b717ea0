"""Makes sure that the tests have a Chromium and a Japanese typeface; `make test` runs it once.

A Chromium on PATH is taken as it is; else, as root on Debian, the packages `chromium` and `fonts-noto-cjk` are
installed; else Playwright downloads its own. When all fails, it says so and the tests do not start.
"""

import os
import shutil
import subprocess
import sys

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
DEBIAN_PACKAGES = ("chromium", "fonts-noto-cjk")


def find_browser() -> str | None:
    """Give the path of a Chromium on PATH."""
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


def install_browser() -> None:
    """Install a Chromium in the way this machine allows. Raises CalledProcessError when it does not."""
    if shutil.which("apt-get") and os.geteuid() == 0:
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], check=True, env=environment)
        subprocess.run(["apt-get", "install", "-y", "-qq", *DEBIAN_PACKAGES], check=True, env=environment)
    else:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)


if __name__ == "__main__":
    if find_browser() is None:
        try:
            install_browser()
        except subprocess.CalledProcessError as error:
            sys.exit(f"The tests need Chromium and it could not be installed ({error}). Put `chromium` on PATH.")
