"""Installs packages of the system, as root or with sudo that asks for no password."""

import os
import shutil
import subprocess
from collections.abc import Iterable


def install_packages(packages: Iterable[str]) -> None:
    """Install Debian or Ubuntu packages. Raises OSError or CalledProcessError when this machine does not allow it."""
    for command in (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages],
    ):
        subprocess.run([*_as_root(), *command], check=True)


def _as_root() -> list[str]:
    if not shutil.which("apt-get"):
        raise OSError("there is no apt-get")
    if os.geteuid() == 0:
        return ["env", "DEBIAN_FRONTEND=noninteractive"]
    if not shutil.which("sudo"):
        raise OSError("this needs root or sudo")
    return ["sudo", "--non-interactive", "env", "DEBIAN_FRONTEND=noninteractive"]
