"""Makes sure that the tests have LibreOffice: it opens the workbooks and CSVs that offices open.

A `soffice` on PATH is taken as it is; else, as root on Debian, the package `libreoffice-calc-nogui` is installed.
When that fails, it says so and the tests do not start.
"""

import os
import shutil
import subprocess
import sys

DEBIAN_PACKAGES = ("libreoffice-calc-nogui",)


def find_office() -> str | None:
    """Give the path of LibreOffice on PATH."""
    return next((path for name in ("soffice", "libreoffice") if (path := shutil.which(name))), None)


def install_office() -> None:
    """Install LibreOffice from Debian. Raises OSError or CalledProcessError when this machine does not allow it."""
    if not shutil.which("apt-get") or os.geteuid() != 0:
        raise OSError("this needs apt-get and root")
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], check=True, env=environment)
    subprocess.run(["apt-get", "install", "-y", "-qq", *DEBIAN_PACKAGES], check=True, env=environment)


if __name__ == "__main__":
    if find_office() is None:
        try:
            install_office()
        except (OSError, subprocess.CalledProcessError) as error:
            sys.exit(f"The tests need LibreOffice and it could not be installed ({error}). Put `soffice` on PATH.")
