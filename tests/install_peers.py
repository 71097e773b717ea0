"""Makes sure that the tests have the programs that readers of the data use; `make test` runs it once.

LibreOffice opens the workbooks and CSVs, and R, curl and unzip run the examples of the download pages. A program on
PATH is taken as it is; what is missing is installed through apt-get, as root or with sudo. When that fails, it says so
and the tests do not start.
"""

import shutil
import subprocess
import sys

from install_packages import install_packages

DEBIAN_PACKAGES = {
    "soffice": "libreoffice-calc-nogui",
    "Rscript": "r-base-core",
    "curl": "curl",
    "unzip": "unzip",
}


def find_office() -> str | None:
    """Give the path of LibreOffice on PATH."""
    return next((path for name in ("soffice", "libreoffice") if (path := shutil.which(name))), None)


def missing_programs() -> list[str]:
    """Name the programs that are not on PATH."""
    return [name for name in DEBIAN_PACKAGES if not (find_office() if name == "soffice" else shutil.which(name))]


if __name__ == "__main__" and (missing := missing_programs()):
    try:
        install_packages(DEBIAN_PACKAGES[name] for name in missing)
    except (OSError, subprocess.CalledProcessError) as error:
        sys.exit(f"The tests need {', '.join(missing)} on PATH, and installing them failed ({error}).")
