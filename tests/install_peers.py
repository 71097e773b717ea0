"""Makes sure that the tests have the programs that readers of the data use; `make test` runs it once.

LibreOffice opens the workbooks and CSVs, and R, curl and unzip run the examples of the download pages. A program on
PATH is taken as it is; what is missing is installed as root on Debian. When that fails, it says so and the tests do
not start.
"""

import os
import shutil
import subprocess
import sys

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


def install(programs: list[str]) -> None:
    """Install programs from Debian. Raises OSError or CalledProcessError when this machine does not allow it."""
    if not shutil.which("apt-get") or os.geteuid() != 0:
        raise OSError("this needs apt-get and root")
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    packages = [DEBIAN_PACKAGES[name] for name in programs]
    subprocess.run(["apt-get", "update", "-qq"], check=True, env=environment)
    subprocess.run(
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages], check=True, env=environment
    )


if __name__ == "__main__" and (missing := missing_programs()):
    try:
        install(missing)
    except (OSError, subprocess.CalledProcessError) as error:
        sys.exit(f"The tests need {', '.join(missing)} on PATH, and installing them failed ({error}).")
