"""Serves the site on this machine and rebuilds it when a source changes: ``python -m calculators.build.serve``.

Every rebuild is a fresh process, so that changed Python is used. Open pages reload themselves; the small script for
that is added by this server to the pages it sends and is no part of the site.
"""

from __future__ import annotations

import argparse
import json
import mimetypes
import os
import subprocess
import sys
import threading
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from calculators.build.runtime import ROOT
from calculators.build.site import SITE

WATCHED = ("docs", "calculators", "mkdocs.yml")
RELOAD_SCRIPT = "/__reload.js"
RELOAD_EVENTS = "/__reload"
QUIET_SECONDS = 0.3
EMPTY_PAGE = (
    '<!doctype html><html lang="nl"><meta charset="utf-8"><title>Nog geen site</title>'
    f'<p>De site is nog niet gemaakt.</p><script src="{RELOAD_SCRIPT}"></script>'
).encode()


class Builds:
    """Counts the builds, so that open pages know when there is a newer one.

    Attributes:
        number: goes up with every build, also one that failed.
        problem: why the last one failed, in the words of the build; empty when it did not.
    """

    def __init__(self, url: str) -> None:
        self.number = 0
        self.problem = ""
        self._environment = {**os.environ, "SITE_URL": url}
        self._changed = threading.Condition()
        self._one_at_a_time = threading.Lock()

    def run(self) -> bool:
        """Build the site in a fresh process; a failure is told and leaves the old site standing."""
        with self._one_at_a_time:
            command = [sys.executable, "-m", "calculators.build.site", "--preview"]
            done = subprocess.run(command, cwd=ROOT, env=self._environment, capture_output=True, text=True, check=False)
        print(done.stdout + done.stderr, end="", flush=True)
        with self._changed:
            self.number += 1
            self.problem = done.stderr.strip() if done.returncode else ""
            self._changed.notify_all()
        return done.returncode == 0

    def wait_after(self, number: int, seconds: float) -> int:
        """Return the number of the newest build, as soon as it is above ``number`` or the time is up."""
        with self._changed:
            self._changed.wait_for(lambda: self.number > number, timeout=seconds)
            return self.number


class Handler(SimpleHTTPRequestHandler):
    """Static files, 404.html for what is not there, and the reload script in every page."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *args: object, builds: Builds, **kwargs: object) -> None:
        self._builds = builds
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed through as they come

    def do_GET(self) -> None:
        """Answer a request."""
        path = self.path.partition("?")[0]
        if path == RELOAD_EVENTS:
            self._wait_for_build()
        elif path == RELOAD_SCRIPT:
            script = Path(__file__).with_name("reload.js").read_bytes()
            self._send(HTTPStatus.OK, "text/javascript", script.replace(b"BUILD", str(self._builds.number).encode()))
        else:
            self._send_file(Path(self.translate_path(path)))

    def _send_file(self, file: Path) -> None:
        status = HTTPStatus.OK
        if file.is_dir():
            if not self.path.partition("?")[0].endswith("/"):
                self.send_response(HTTPStatus.MOVED_PERMANENTLY)
                self.send_header("Location", f"{self.path}/")
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            file /= "index.html"
        if not file.is_file():
            file, status = SITE / "404.html", HTTPStatus.NOT_FOUND
        if not file.is_file():  # nothing has been built yet: the page says why, and goes on once it is mended
            self._send(HTTPStatus.SERVICE_UNAVAILABLE, "text/html", EMPTY_PAGE)
            return
        content = file.read_bytes()
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        if kind == "text/html":
            content = content.replace(b"</body>", b'<script src="' + RELOAD_SCRIPT.encode() + b'"></script></body>')
        self._send(status, kind, content)

    def _wait_for_build(self) -> None:
        seen = int(self.path.partition("?")[2] or 0)
        newest = self._builds.wait_after(seen, seconds=25)
        told = {"build": newest, "problem": self._builds.problem}
        self._send(HTTPStatus.OK, "application/json", json.dumps(told).encode())

    def _send(self, status: HTTPStatus, kind: str, content: bytes) -> None:
        text = kind.startswith("text/") or kind == "application/json"
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if text else kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-cache")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the signature of the base class
        """Say nothing about single requests."""


class Server(ThreadingHTTPServer):
    """A thread for every request; a browser that hangs up is nothing to report."""

    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Report a fault, unless it is the visitor who left."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]  # handed through as they come


class Rebuild(FileSystemEventHandler):
    """Rebuilds once the sources have been quiet for a moment."""

    def __init__(self, builds: Builds) -> None:
        self._builds = builds
        self._timer: threading.Timer | None = None
        self._lock = threading.Lock()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Start the clock again at every change."""
        if event.event_type in {"opened", "closed_no_write"} or "__pycache__" in str(event.src_path):
            return
        with self._lock:
            if self._timer is not None:
                self._timer.cancel()
            self._timer = threading.Timer(QUIET_SECONDS, self._builds.run)
            self._timer.daemon = True
            self._timer.start()


def main() -> None:
    """Build, serve and watch, until Ctrl-C."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))
    port = parser.parse_args().port
    for ending, kind in ((".mjs", "text/javascript"), (".js", "text/javascript"), (".wasm", "application/wasm")):
        mimetypes.add_type(kind, ending)
    url = f"http://127.0.0.1:{port}/"
    builds = Builds(url)
    builds.run()
    try:
        server = Server(("127.0.0.1", port), partial(Handler, directory=str(SITE), builds=builds))
    except OSError:
        sys.exit(f"Port {port} is in use. Stop the other server, or choose another: make serve PORT={port + 1}")
    observer = Observer()
    for name in WATCHED:
        observer.schedule(Rebuild(builds), str(ROOT / name), recursive=True)
    observer.start()
    print(f"Serving {url} and rebuilding on change. Stop with Ctrl-C.", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        print()


if __name__ == "__main__":
    main()
