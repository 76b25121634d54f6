"""Find, or install, the WebKit that the tests drive: `python -m tests.webkit.driver`.

It is WebKitGTK, the engine of Safari as Debian packages it, with its own driver. It needs a screen, and Xvfb is one
that nobody sees.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from selenium import webdriver
from selenium.webdriver.webkitgtk.service import Service

# Each command with the package that has it.
DEBIAN = {"WebKitWebDriver": "webkit2gtk-driver", "Xvfb": "xvfb"}


def main() -> int:
    """Install what is missing, where that is possible without asking; 1 when it cannot be had."""
    if missing := _missing():
        _install(missing)
    if missing := _missing():
        print(
            f"Install {' and '.join(missing)} (so called on Debian and Ubuntu) for `make test-webkit`.", file=sys.stderr
        )
        return 1
    return 0


@contextmanager
def webkit() -> Iterator[webdriver.WebKitGTK]:
    """Start WebKit on a screen of its own."""
    with _screen() as display:
        service = Service(executable_path=shutil.which("WebKitWebDriver"), env={**os.environ, "DISPLAY": display})
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # Selenium warns of its own code
            browser = webdriver.WebKitGTK(service=service)
        try:
            yield browser
        finally:
            browser.quit()


@contextmanager
def _screen() -> Iterator[str]:
    """Start Xvfb and give the name of its display, which it picks itself."""
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", "1280x1024x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as running:
        try:
            yield f":{running.stdout.readline().strip()}" if running.stdout else ""
        finally:
            running.terminate()


def _missing() -> list[str]:
    return [package for command, package in DEBIAN.items() if not shutil.which(command)]


def _install(packages: list[str]) -> None:
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return
    print("Installing", *packages, "with apt-get ...", flush=True)
    get = ["apt-get", "-qq", "-o=Dpkg::Use-Pty=0"]
    for command in ([*get, "update"], [*get, "install", "--yes", "--no-install-recommends", *packages]):
        subprocess.run(command, check=False)


if __name__ == "__main__":
    sys.exit(main())
