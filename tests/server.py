"""A static web server for the tests: it behaves as a host does, and as badly as a test asks for."""

from __future__ import annotations

import gzip
import mimetypes
import re
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import unquote, urlsplit

TYPES = {".mjs": "text/javascript", ".js": "text/javascript", ".wasm": "application/wasm", ".py": "text/plain"}
CHUNK = 16_384


class Line:
    """A line that all answers share: so many bytes a second together, each answer beginning after a delay.

    Attributes:
        bytes_per_second: of all answers together.
        delay: in seconds, there and back.
    """

    def __init__(self, bytes_per_second: float, delay: float) -> None:
        self.bytes_per_second = bytes_per_second
        self.delay = delay
        self._free_at = 0.0
        self._lock = threading.Lock()

    def begin(self) -> None:
        """Wait as long as a request is under way."""
        time.sleep(self.delay)

    def carry(self, size: int) -> None:
        """Wait until so many bytes have been carried, after those of others that came before."""
        with self._lock:
            self._free_at = max(self._free_at, time.monotonic()) + size / self.bytes_per_second
            until = self._free_at
        time.sleep(max(0.0, until - time.monotonic()))


class QuietServer(ThreadingHTTPServer):
    """A thread for every request; a browser that hangs up halfway is nothing to report."""

    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Report a fault, unless the visitor left."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]  # handed through as they come


class LocalServer:
    """Answers on a free port of this machine, or on the one that is given, as long as a ``with`` lasts."""

    def __init__(self, handler: type[BaseHTTPRequestHandler], port: int = 0) -> None:
        self._server = QuietServer(("127.0.0.1", port), handler)
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    @property
    def origin(self) -> str:
        """The address, without a slash at the end."""
        return f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()


class StaticServer(LocalServer):
    """Serves a built site on a free port of this machine, gzipped and cacheable as static hosts do.

    The site stands under the path for which it was built, and its sitemap names this server: the theme only navigates
    by itself to addresses in the sitemap.

    Attributes:
        prefix: the path under which the site stands, such as "/klantkompas/".
        headers: extra headers for every answer.
        bytes_per_second: how fast an answer is sent; None is as fast as it goes.
        line: a slow line that all answers share, or None.
        broken: tells for a path whether to answer 404 instead.
        hangs_up: tells for a path whether to break off the answer halfway.
        is_gone: whether nobody answers at all, as in a tunnel.
        damage: by the name of a file, what makes of its content that which is sent instead.
        requested: every path that was asked for, with the number of bytes that were sent.
        heard: every request of whatever kind, such as "POST /gesprek/", also what was not answered.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.published = published_address(folder)
        self.prefix = urlsplit(self.published).path
        self.headers: dict[str, str] = {}
        self.bytes_per_second: float | None = None
        self.line: Line | None = None
        self.broken: Callable[[str], bool] = lambda _: False
        self.hangs_up: Callable[[str], bool] = lambda _: False
        self.is_gone = False
        self.damage: Mapping[str, Callable[[bytes], bytes]] = {}
        self.requested: list[tuple[str, int]] = []
        self.heard: list[str] = []
        super().__init__(self._handler())

    @property
    def url(self) -> str:
        """The address of the folder, with a slash at the end."""
        return f"{self.origin}{self.prefix}"

    def answer(self, path: str) -> tuple[HTTPStatus, Path]:
        """Return what a host answers for a path: a file, a folder's index, or the page for what is not there."""
        missing = HTTPStatus.NOT_FOUND, self.folder / "404.html"
        if not path.startswith(self.prefix) or self.broken(path):
            return missing
        file = (self.folder / unquote(path.removeprefix(self.prefix))).resolve()
        if file.is_dir():
            file /= "index.html"
        return (HTTPStatus.OK, file) if file.is_file() and file.is_relative_to(self.folder.resolve()) else missing

    def content(self, file: Path) -> bytes:
        """Return the compressed content of a file."""
        if file.name == "sitemap.xml":
            return gzip.compress(file.read_bytes().replace(self.published.encode(), self.url.encode()))
        if change := self.damage.get(file.name):
            return gzip.compress(change(file.read_bytes()), 6)
        return _compressed(file)

    def pieces(self, content: bytes) -> Iterator[bytes]:
        """Give what is sent piece by piece, as fast as the line or the speed that was asked for allows."""
        if self.line is not None:
            self.line.begin()
        size = CHUNK if self.line is not None or self.bytes_per_second is not None else len(content) or 1
        for start in range(0, len(content), size):
            piece = content[start : start + size]
            if self.line is not None:
                self.line.carry(len(piece))
            elif self.bytes_per_second is not None and start:
                time.sleep(size / self.bytes_per_second)  # not after the last: the browser asks again on this line
            yield piece

    def _handler(owner) -> type[BaseHTTPRequestHandler]:  # noqa: N805 -- the handler below has a self of its own
        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True  # the headers go first: the rest would wait 40 ms for the visitor's thanks

            def parse_request(self) -> bool:
                is_request = super().parse_request()
                owner.heard.append(self.requestline.rpartition(" ")[0])
                return is_request

            def do_GET(self) -> None:
                if owner.is_gone:
                    self.close_connection = True
                    return
                path = urlsplit(self.path).path
                status, file = owner.answer(path)
                content = owner.content(file)
                self.send_response(status)
                kind = TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
                self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
                self.send_header("Content-Encoding", "gzip")
                self.send_header("Content-Length", str(len(content)))
                self.send_header("Cache-Control", "max-age=600" if status is HTTPStatus.OK else "no-store")
                for name, value in owner.headers.items():
                    self.send_header(name, value)
                self.end_headers()
                if self.command == "HEAD":
                    return
                owner.requested.append((path, len(content)))
                try:
                    for piece in owner.pieces(content[: len(content) // 2] if owner.hangs_up(path) else content):
                        self.wfile.write(piece)
                    self.close_connection |= owner.hangs_up(path)
                except ConnectionError:
                    self.close_connection = True  # the visitor left

            do_HEAD = do_GET  # noqa: N815 -- the base class calls it so

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the base class calls it so
                pass

        return Handler


def published_address(folder: Path) -> str:
    """Return the address for which a site was built: the first one in its sitemap, its home page."""
    sitemap = folder / "sitemap.xml"
    found = re.search(r"<loc>(.*?)</loc>", sitemap.read_text("utf-8")) if sitemap.exists() else None
    return found[1] if found else "/"


@lru_cache(maxsize=256)
def _compressed(file: Path) -> bytes:
    return gzip.compress(file.read_bytes(), 6)
