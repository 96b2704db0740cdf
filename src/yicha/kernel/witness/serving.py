"""The witness on the network: `POST /add-checkpoint` (c2sp.org/tlog-witness), and `GET /` for people who compare."""

import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import BoundedSemaphore
from typing import Any

from yicha.engines.ledger import REQUEST_MAX
from yicha.kernel.witness.memory import Memory, Reply

ADD = "/add-checkpoint"
PATIENCE = 10  # seconds for a whole line of a request
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
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._places.release()


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
        return self._say(self.server.memory.answer(self.rfile.read(int(told)), int(time.time())))

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
