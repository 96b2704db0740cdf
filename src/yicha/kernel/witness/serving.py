"""The witness on the network: `POST /add-checkpoint` (c2sp.org/tlog-witness), and `GET /` for people who compare."""

import time
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import SHUT_RDWR, socket
from threading import BoundedSemaphore, Timer
from typing import Any

from yicha.engines.ledger import REQUEST_MAX
from yicha.kernel.witness.memory import Memory, Reply

ADD = "/add-checkpoint"
PATIENCE = 10  # seconds for a whole request: who trickles would keep one of few places for days
AT_ONCE = 32


class Server(ThreadingHTTPServer):
    """Answers some requests at once and leaves the others waiting, so that nobody can take the machine's memory."""

    daemon_threads = True

    def __init__(self, address: tuple[str, int], memory: Memory) -> None:
        self.memory = memory
        self._places = BoundedSemaphore(AT_ONCE)
        super().__init__(address, Handler)

    def process_request(self, request: Any, client_address: Any) -> None:
        self._places.acquire()
        super().process_request(request, client_address)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        end = Timer(PATIENCE, _cut, [request])
        end.start()
        try:
            super().process_request_thread(request, client_address)
        finally:
            end.cancel()
            self._places.release()


def _cut(request: socket) -> None:
    with suppress(OSError):  # it has just ended by itself
        request.shutdown(SHUT_RDWR)


class Handler(BaseHTTPRequestHandler):
    server: Server
    timeout = PATIENCE
    server_version, sys_version = "yicha-witness", ""

    def do_POST(self) -> None:
        if self.path != ADD:
            return self._say(Reply(404, "POST /add-checkpoint\n"))
        told = self.headers.get("Content-Length", "")
        if not (told.isascii() and told.isdecimal()):
            return self._say(Reply(411, "the length is missing\n"))
        if len(told) > len(str(REQUEST_MAX)) or int(told) > REQUEST_MAX:
            return self._say(Reply(413, f"{REQUEST_MAX} bytes at most\n"))
        body = self.rfile.read(int(told))
        return self._say(self.server.memory.answer(body, int(time.time()))) if len(body) == int(told) else None

    def do_GET(self) -> None:
        if self.path != "/":
            return self._say(Reply(404, "GET / or POST /add-checkpoint\n"))
        memory = self.server.memory
        return self._say(Reply(200, "\n".join([f"{memory.key()}\n", *memory.notes()])))

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 the name is the standard library's
        """Nothing: what matters is in the folder."""

    def _say(self, reply: Reply) -> None:
        body = reply.text.encode()
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
