"""A receiver for forms, as the services are: `make lead-demo` tries the whole road with it, and so do the tests.

It stands on another port than the site, so for a browser it is another host. How it behaves is set by `mode`:

    ok        takes the message; JSON for a script, a redirect to the page of thanks without one
    fault     refuses the e-mail address, in the words of Formspree
    busy      429 Too Many Requests
    large     413 Content Too Large
    broken    500 Internal Server Error
    silent    takes the connection and never answers
    redirect  takes the message and redirects a script as well
    garbled   takes the message and answers something that is not JSON
"""

from __future__ import annotations

import argparse
import html
import json
import os
import subprocess
import sys
import threading
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from types import TracebackType
from urllib.parse import parse_qsl

from calculators.build.manuscript import LEAD
from tests.server import LocalServer
from tests.settings import MADE_UP

LARGEST = 100_000  # bytes
TRAP = "_gotcha"
KEPT = Path(__file__).parent.parent / ".cache" / "leads.jsonl"


class Receiver(LocalServer):
    """Takes forms on a free port of this machine, or on the port that is given.

    Attributes:
        mode: how it behaves, one of the words above.
        thanks: the page to which a visitor without JavaScript is sent on.
        leads: what arrived, fields by name; what fell into the trap is not among them.
        headers: of every request that arrived, in lower case.
        kept: a file that every message is added to.
    """

    def __init__(self, port: int = 0, thanks: str = "", kept: Path | None = None) -> None:
        self.mode = "ok"
        self.thanks = thanks
        self.leads: list[dict[str, str]] = []
        self.headers: list[dict[str, str]] = []
        self.kept = kept
        self.released = threading.Event()
        super().__init__(self._handler(), port)

    @property
    def url(self) -> str:
        """The address that a form is sent to."""
        return f"{self.origin}/aanvraag"

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.released.set()
        super().__exit__(kind, problem, trace)

    def take(self, fields: dict[str, str]) -> None:
        """Keep a message, once: a mark that was seen before is the same message again."""
        if fields.get(TRAP) or any(each["kenmerk"] == fields.get("kenmerk") != "" for each in self.leads):
            return
        self.leads.append(fields)
        if self.kept:
            with self.kept.open("a", encoding="utf-8") as file:
                file.write(json.dumps(fields, ensure_ascii=False) + "\n")

    def _handler(owner) -> type[BaseHTTPRequestHandler]:  # noqa: N805 -- the handler below has a self of its own
        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                """Show what arrived."""
                rows = "".join(
                    f"<pre>{html.escape(json.dumps(each, indent=2, ensure_ascii=False))}</pre>" for each in owner.leads
                )
                self._send(
                    HTTPStatus.OK,
                    f"<!doctype html><title>Aanvragen</title><h1>{len(owner.leads)} aanvragen</h1>{rows}",
                    "text/html",
                )

            def do_POST(self) -> None:
                """Take a form the way the mode says."""
                owner.headers.append({name.lower(): value for name, value in self.headers.items()})
                length = int(self.headers.get("Content-Length", 0))
                body = self.rfile.read(length)
                if owner.mode == "silent":
                    owner.released.wait()
                    self.close_connection = True
                    return
                script = "application/json" in self.headers.get("Accept", "")
                status, answer = owner.judge(length)
                if status is HTTPStatus.OK:
                    owner.take(dict(parse_qsl(body.decode("utf-8"), keep_blank_values=True)))
                if status is HTTPStatus.OK and (owner.mode == "redirect" or not script):
                    self.send_response(HTTPStatus.SEE_OTHER)
                    self.send_header("Location", owner.thanks)
                    self.send_header("Access-Control-Allow-Origin", "*")
                    self.send_header("Content-Length", "0")
                    self.end_headers()
                elif owner.mode == "garbled":
                    self._send(status, "OK, bedankt {", "text/plain")
                else:
                    self._send(status, json.dumps(answer), "application/json")

            def _send(self, status: HTTPStatus, text: str, kind: str) -> None:
                content = text.encode()
                self.send_response(status)
                self.send_header("Content-Type", f"{kind}; charset=utf-8")
                self.send_header("Content-Length", str(len(content)))
                self.send_header("Access-Control-Allow-Origin", "*")
                if status is HTTPStatus.TOO_MANY_REQUESTS:
                    self.send_header("Retry-After", "60")
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the base class calls it so
                pass

        return Handler

    def judge(self, length: int) -> tuple[HTTPStatus, object]:
        """Return what is answered to a script, by mode and size."""
        if length > LARGEST or self.mode == "large":
            return HTTPStatus.REQUEST_ENTITY_TOO_LARGE, {"error": "Content too large"}
        match self.mode:
            case "fault":
                errors = [{"code": "TYPE_EMAIL", "field": "email", "message": "should be an email"}]
                return HTTPStatus.UNPROCESSABLE_ENTITY, {"errors": errors}
            case "busy":
                return HTTPStatus.TOO_MANY_REQUESTS, {"error": "Too many requests"}
            case "broken":
                return HTTPStatus.INTERNAL_SERVER_ERROR, {"error": "Internal error"}
            case _:
                return HTTPStatus.OK, {"ok": True, "next": self.thanks}


def main() -> None:
    """Serve the site with a receiver beside it, until Ctrl-C."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mode", default="ok")
    parser.add_argument("--port", type=int, default=8001)
    options = parser.parse_args()
    site = os.environ.get("SITE_URL", "http://127.0.0.1:8000/")
    KEPT.parent.mkdir(exist_ok=True)
    with Receiver(options.port, f"{site}bedankt/", KEPT) as receiver:
        receiver.mode = options.mode
        print(f"What arrives: {receiver.url.removesuffix('aanvraag')} and {KEPT}", flush=True)
        lead = {**MADE_UP, "kind": "eigen", "endpoint": receiver.url}
        environment = {**os.environ, LEAD: json.dumps(lead)}
        try:
            subprocess.run([sys.executable, "-m", "calculators.build.serve"], env=environment, check=False)
        except KeyboardInterrupt:
            print()


if __name__ == "__main__":
    main()
