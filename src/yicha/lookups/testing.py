"""A base register for tests: a server of its own on this machine."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit


@dataclass
class RegisterServer:
    """`known`: code → facts. `body` and `status`, if set, are what it answers to everything. `asked`: the queries it heard."""

    known: dict[str, dict[str, str]] = field(default_factory=dict)
    body: bytes = b""
    status: int = 0
    token: str = ""
    url: str = ""
    asked: list[dict[str, list[str]]] = field(default_factory=list)

    def answer(self, path: str, authorization: str) -> tuple[int, bytes]:
        query = parse_qs(urlsplit(path).query)
        self.asked.append(query)
        if self.status or self.body:
            return self.status or 200, self.body
        if self.token and authorization != f"Bearer {self.token}":
            return 401, b""
        found = self.known.get(query.get("uscc", query.get("sid", [""]))[0])
        return (200, json.dumps({"facts": found, "as_of": "2026-11-01"}).encode()) if found else (404, b"")


@contextmanager
def register_server(**values: Any) -> Iterator[RegisterServer]:
    """Answers until the end of the block."""
    made = RegisterServer(**values)

    class Answering(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, body = made.answer(self.path, self.headers.get("Authorization", ""))
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nothing on the screen."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answering) as server:
        made.url = f"http://127.0.0.1:{server.server_port}/register"
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        try:
            yield made
        finally:
            server.shutdown()
