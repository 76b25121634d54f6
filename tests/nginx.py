"""A real nginx for the tests and the benchmark; `python -m tests.nginx` installs what is missing for it."""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from calculators.build.nginx import BROTLI_OFF, BROTLI_ON, configuration
from calculators.build.policy import Rules
from tests import packages

BROTLI_MODULE = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
BROTLI_PACKAGE = "libnginx-mod-http-brotli-static"
# Debian keeps it where only root looks for commands.
PATH = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin"])
WAIT_S = 10.0

# Around the configuration of the site: what a system's own nginx.conf is for.
WRAPPER = """\
{modules}
{user}
daemon off;
worker_processes auto;
pid {folder}/nginx.pid;
error_log stderr;
events {{ worker_connections 1024; }}
http {{
    access_log off;
    sendfile on;
    tcp_nopush on;
    keepalive_requests 100000;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""


def find_nginx() -> str | None:
    """Return the path of nginx, or nothing."""
    return shutil.which("nginx", path=PATH)


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as it came over the line.

    Attributes:
        status: such as 200.
        headers: by name in small letters.
        body: still compressed.
        size: in bytes, of the status line, the headers and the body.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes
    size: int


class Nginx:
    """Serves ``site/`` of the folder that ``make nginx`` makes, with its own configuration, on a free port.

    Attributes:
        brotli: whether nginx can send what brotli compressed.
        path: under which the site stands.
    """

    def __init__(self, made: Path, rules: Rules, folder: Path) -> None:
        """Write the configuration.

        Args:
            made: the folder that ``make nginx`` made.
            rules: what is sent along.
            folder: a folder of its own for what nginx keeps while it runs.
        """
        self.brotli = BROTLI_MODULE.is_file()
        self.path = rules.path
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self._port: int = probe.getsockname()[1]
        self._folder = folder
        text = configuration(rules, self.url, str(made / "site"))
        (folder / "site.conf").write_text(text.replace(BROTLI_OFF, BROTLI_ON) if self.brotli else text, "utf-8")
        modules = f"load_module {BROTLI_MODULE};" if self.brotli else ""
        # As root it would work for somebody who cannot read a folder of ours.
        user = "user root;" if os.geteuid() == 0 else ""
        (folder / "nginx.conf").write_text(WRAPPER.format(modules=modules, user=user, folder=folder), "utf-8")

    @property
    def url(self) -> str:
        """The address of the site, with a slash at the end."""
        return f"http://127.0.0.1:{self._port}{self.path}"

    def __enter__(self) -> Self:
        command = [find_nginx() or "nginx", "-e", "stderr", "-p", str(self._folder), "-c", "nginx.conf"]
        self._log = (self._folder / "stderr").open("wb")
        self._process = subprocess.Popen(command, stdout=self._log, stderr=self._log)
        until = time.monotonic() + WAIT_S
        while True:
            try:
                socket.create_connection(("127.0.0.1", self._port), WAIT_S).close()
            except OSError:
                if self._process.poll() is not None or time.monotonic() > until:
                    self._stop()
                    raise RuntimeError((self._folder / "stderr").read_text("utf-8")) from None
                time.sleep(0.02)
            else:
                return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()

    def _stop(self) -> None:
        self._process.terminate()
        self._process.wait(WAIT_S)
        self._log.close()

    def get(self, path: str, **headers: str) -> Answer:
        """Ask for a path below that of the site; ``accept_encoding="gzip"`` is a header."""
        return self.get_from_host(self.path + path, **headers)

    def get_from_host(self, path: str, **headers: str) -> Answer:
        """Ask for a path from the root of the host."""
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=WAIT_S)
        try:
            connection.request("GET", path, headers={name.replace("_", "-"): text for name, text in headers.items()})
            response = connection.getresponse()
            body = response.read()
        finally:
            connection.close()
        lines = [f"HTTP/1.1 {response.status} {response.reason}", *map(": ".join, response.getheaders()), ""]
        size = sum(len(line) + len("\r\n") for line in lines) + len(body)
        return Answer(response.status, {name.lower(): text for name, text in response.getheaders()}, body, size)


def main() -> None:
    """See to nginx, its module for brotli and wrk; say what cannot be had."""
    if find_nginx() and shutil.which("wrk") and BROTLI_MODULE.is_file():
        return
    packages.install("nginx", "wrk")
    packages.install(BROTLI_PACKAGE)  # apart: older versions of Debian do not have it, and nginx goes without
    if not (find_nginx() and shutil.which("wrk")):
        print("Install nginx and wrk (so called on Debian) to try the site behind a real server.", file=sys.stderr)


if __name__ == "__main__":
    main()
