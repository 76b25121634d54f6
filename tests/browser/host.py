"""A site of somebody else, on another origin and under a strict policy, in which a calculator of ours is embedded."""

from __future__ import annotations

from http.server import BaseHTTPRequestHandler
from urllib.parse import urlsplit

from tests.server import LocalServer

STYLES = """
body {{ margin: 1rem; font-family: Georgia, serif; }}
html {{ {more} }}
"""
PAGE = """<!doctype html>
<html lang="nl"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Kantoor Vos</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/stijl.css"></head>
<body><h1>Kantoor Vos</h1><p><a id="before" href="/">Ervoor</a></p>
{content}
<p><a id="after" href="/">Erna</a></p></body></html>
"""


class Host(LocalServer):
    """Serves one page.

    Attributes:
        content: what stands in the page.
        styles: declarations for the root of the page.
        policy: its security policy; the two sources that our page about embedding names, and nothing else of ours.
    """

    def __init__(self, ours: str, content: str, styles: str = "") -> None:
        parts = urlsplit(ours)
        allowed = f"{parts.scheme}://{parts.netloc}"
        self.content = content
        self.styles = styles
        self.policy = (
            f"default-src 'none'; img-src data:; style-src 'self'; script-src {allowed}; frame-src {allowed}; "
            "base-uri 'none'; require-trusted-types-for 'script'"
        )
        host = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                is_style = self.path == "/stijl.css"
                text = STYLES.format(more=host.styles) if is_style else PAGE.format(content=host.content)
                body = text.encode()
                self.send_response(200)
                self.send_header("Content-Type", f"text/{'css' if is_style else 'html'}; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                self.send_header("Content-Security-Policy", host.policy)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the signature of the library
                """Say nothing."""

        super().__init__(Handler)

    @property
    def url(self) -> str:
        """The address of the page: of another site than ours, in the eyes of a browser."""
        return f"{self.origin.replace('127.0.0.1', 'localhost')}/"
