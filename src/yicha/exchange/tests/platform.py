"""A level above, as it should not be: it can be down, slow, answer garbage, or take a batch and lose it."""

import json
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

WELL, DOWN, SLOW, GARBAGE, LOSES, BROKEN, ELSEWHERE = "well", "down", "slow", "garbage", "loses", "breaks off", "redirects"
FAULTS = (DOWN, SLOW, GARBAGE, LOSES, BROKEN, ELSEWHERE)
PATIENCE = 0.6  # of our side, in these tests


@dataclass
class Level:
    """`rows`: what it holds, by `cd_id`; `inserted`: how often each was inserted. It takes each batch number once."""

    mood: str = WELL
    batches: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    rows: dict[str, dict[str, str]] = field(default_factory=dict)
    inserted: Counter[str] = field(default_factory=Counter)
    signatures: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    refuses: set[str] = field(default_factory=set)
    address: str = ""

    def take(self, number: str, body: bytes) -> None:
        if number in self.batches:
            return
        rows = json.loads(body)["rows"]
        self.batches[number] = rows
        for row in rows:
            if row["administrative_cp"] not in self.refuses:
                self.inserted[row["cd_id"]] += row["cd_operation"] == "i"
                self.rows[row["cd_id"]] = row

    def forget(self, number: str) -> None:
        for row in self.batches.pop(number):
            if self.rows.pop(row["cd_id"], None):
                self.inserted[row["cd_id"]] -= row["cd_operation"] == "i"

    def receipt(self, number: str) -> bytes:
        rows = [self._said(row) for row in self.batches[number]]
        return json.dumps({"batch": number, "rows": rows}, ensure_ascii=False).encode()

    def _said(self, row: dict[str, str]) -> dict[str, Any]:
        if row["administrative_cp"] in self.refuses:
            return {"cd_id": row["cd_id"], "result": "rejected", "reasons": [{"column": "administrative_cp", "reason": "查无此主体"}]}
        return {"cd_id": row["cd_id"], "result": "accepted"}


class _Answers(BaseHTTPRequestHandler):
    level: Level

    def do_GET(self) -> None:
        self._answer(b"")

    def do_POST(self) -> None:
        self._answer(self.rfile.read(int(self.headers["Content-Length"])))

    def _answer(self, body: bytes) -> None:
        level, number = self.level, self.path.rpartition("/")[2]
        level.asked.append(f"{self.command} {number}")
        level.signatures.append(self.headers.get("Yicha-Signature", ""))
        if level.mood == DOWN:
            return self._say(503, b"")
        if level.mood == GARBAGE:
            return self._say(200, b"<html>\xff login please</html>")
        if level.mood == ELSEWHERE:
            return self._say(302, b"", Location="http://127.0.0.1:1/batches/x")
        if self.command == "POST":
            return self._taken(number, body)
        return self._say(200, level.receipt(number)) if number in level.batches else self._say(404, b"")

    def _taken(self, number: str, body: bytes) -> None:
        level = self.level
        if level.mood == LOSES:
            return self._say(202, b"")
        level.take(number, body)
        if level.mood == SLOW:
            time.sleep(2 * PATIENCE)
        if level.mood == BROKEN:
            return self._say(200, level.receipt(number)[:-20], length=len(level.receipt(number)))
        return self._say(200, level.receipt(number))

    def _say(self, status: int, body: bytes, length: int | None = None, **headers: str) -> None:
        try:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body) if length is None else length))
            self.end_headers()
            self.wfile.write(body)
        except OSError:
            pass  # our side has gone

    def log_message(self, *_: Any) -> None:
        """Not to the test's output."""


@contextmanager
def running() -> Iterator[Level]:
    level = Level()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Answers", (_Answers,), {"level": level}))
    level.address = f"http://127.0.0.1:{server.server_port}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield level
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
