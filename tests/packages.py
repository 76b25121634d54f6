"""Packages of Debian that some tests and benchmarks need."""

import os
import shutil
import subprocess


def install(*names: str) -> bool:
    """Install packages, where that is possible without asking; return whether it was done."""
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return False
    print("Installing", *names, "with apt-get ...", flush=True)
    get = ["apt-get", "-qq", "-o=Dpkg::Use-Pty=0"]
    commands = ([*get, "update"], [*get, "install", "--yes", "--no-install-recommends", *names])
    return all(subprocess.run(command, check=False).returncode == 0 for command in commands)
