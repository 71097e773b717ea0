"""Makes sure that the tests have the programs that readers of the data use; `make test` runs it once.

LibreOffice opens the workbooks and CSVs, and R, curl and unzip run the examples of the download pages. A program on
PATH is taken as it is; what is missing is installed through apt-get, as root or with sudo. The oldest DuckDB that we
promise to opens the database file; it goes into a folder of its own. When that fails, it says so and the tests do not
start.
"""

import shutil
import subprocess
import sys
from pathlib import Path

from install_packages import install_packages

OLD_DUCKDB = Path(sys.prefix) / "peers" / "duckdb"
OLD_DUCKDB_LOCK = Path(__file__).with_name("old_duckdb.txt")
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


def has_old_duckdb() -> bool:
    """Tell whether the old DuckDB lies beside ours, whole: pip moves it there at the end."""
    return (OLD_DUCKDB / "duckdb" / "__init__.py").is_file()


def install_old_duckdb() -> None:
    """Put the old DuckDB beside ours. Raises CalledProcessError when it cannot be had."""
    if not has_old_duckdb():
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
        subprocess.run([*pip, "--upgrade", "--target", str(OLD_DUCKDB), "-r", str(OLD_DUCKDB_LOCK)], check=True)


def install_all() -> None:
    """Install whatever is missing, or say what could not be and stop."""
    missing = missing_programs()
    try:
        if missing:
            install_packages(DEBIAN_PACKAGES[name] for name in missing)
        install_old_duckdb()
    except (OSError, subprocess.CalledProcessError) as error:
        sys.exit(f"The tests need {', '.join(missing) or 'an old DuckDB'}, and installing failed ({error}).")


if __name__ == "__main__":
    install_all()
