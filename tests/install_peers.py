"""Makes sure that the tests have the programs that readers of the data use; `make test` runs it once.

LibreOffice opens the workbooks and CSVs, and R, curl and unzip run the examples of the download pages. A program on
PATH is taken as it is; what is missing is installed through apt-get, as root or with sudo. The oldest DuckDB that we
promise to opens the database file; it and the programs of peer_clients.in go into folders of their own. The schemas of OCDS lie in the
sources of a package. When that fails, it says so and the tests do not
start.
"""

import shutil
import subprocess
import sys
import tarfile
from pathlib import Path
from tempfile import TemporaryDirectory

from install_packages import install_packages

OLD_DUCKDB = Path(sys.prefix) / "peers" / "duckdb"
OLD_DUCKDB_LOCK = Path(__file__).with_name("old_duckdb.txt")
CLIENTS = Path(sys.prefix) / "peers" / "clients"
CLIENTS_LOCK = Path(__file__).with_name("peer_clients.txt")
OCDS_SCHEMAS = Path(sys.prefix) / "peers" / "ocds"
OCDS_LOCK = Path(__file__).with_name("ocds_schema.txt")
OCDS_NAMES = ("release-package-schema-dereferenced.json", "record-package-schema-dereferenced.json")
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


def has_clients() -> bool:
    """Tell whether csvkit, sqlite-utils, datasette and feedparser are there, as the lock has them."""
    mark = CLIENTS / CLIENTS_LOCK.name
    return mark.is_file() and mark.read_bytes() == CLIENTS_LOCK.read_bytes()


def install_clients() -> None:
    """Put them into a folder of their own: they bring fifty packages that nothing else of ours may lean on."""
    if not has_clients():
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
        subprocess.run([*pip, "--upgrade", "--target", str(CLIENTS), "-r", str(CLIENTS_LOCK)], check=True)
        shutil.copyfile(CLIENTS_LOCK, CLIENTS / CLIENTS_LOCK.name)


def has_ocds_schemas() -> bool:
    """Tell whether both schemas are there."""
    return all((OCDS_SCHEMAS / name).is_file() for name in OCDS_NAMES)


def install_ocds_schemas() -> None:
    """Take the schemas of OCDS 1.1.5 out of the sources of ocdskit. Raises CalledProcessError when they cannot be had."""
    if has_ocds_schemas():
        return
    OCDS_SCHEMAS.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as place:
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--require-hashes"]
        subprocess.run([*pip, "--no-deps", "--no-binary", ":all:", "--dest", place, "-r", str(OCDS_LOCK)], check=True)
        (archive,) = Path(place).glob("*.tar.gz")
        with tarfile.open(archive) as sources:
            for name in OCDS_NAMES:
                member = sources.extractfile(f"{archive.name.removesuffix('.tar.gz')}/tests/fixtures/a/{name}")
                (OCDS_SCHEMAS / name).write_bytes(member.read() if member else b"")


def install_all() -> None:
    """Install whatever is missing, or say what could not be and stop."""
    missing = missing_programs()
    try:
        if missing:
            install_packages(DEBIAN_PACKAGES[name] for name in missing)
        install_old_duckdb()
        install_clients()
        install_ocds_schemas()
    except (OSError, subprocess.CalledProcessError) as error:
        sys.exit(
            f"The tests need {', '.join(missing) or 'an old DuckDB, the clients of peer_clients.in and the schemas of OCDS'}, and installing failed ({error})."
        )


if __name__ == "__main__":
    install_all()
