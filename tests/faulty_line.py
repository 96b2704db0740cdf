"""A line that goes wrong: a TCP proxy before the real server that cuts, swallows, loses and delays whole connections, by a seed."""

import socket
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from random import Random
from time import sleep

HOST = "127.0.0.1"
PIECE = 65536
PATIENCE_S = 30
LATE_S = 0.3
FAULTS = {"": 40, "cut": 15, "cut answer": 15, "lose answer": 20, "late": 8, "swallow": 2}  # how often, of a hundred


@dataclass
class Line:
    """`broken` only when told; `seen` counts what happened to connections."""

    behind: int
    seed: int
    broken: bool = False
    seen: Counter[str] = field(default_factory=Counter)
    holes: list[socket.socket] = field(default_factory=list)
    listener: socket.socket = field(default_factory=lambda: socket.create_server((HOST, 0)))

    @property
    def port(self) -> int:
        return int(self.listener.getsockname()[1])

    def run(self) -> None:
        random = Random(self.seed)
        with suppress(OSError):  # closed: the end
            while True:
                caller, _ = self.listener.accept()
                fault = random.choices(list(FAULTS), list(FAULTS.values()))[0] if self.broken else ""
                self.seen[fault] += 1
                threading.Thread(target=self._serve, args=(caller, fault, random.random()), daemon=True).start()

    def _serve(self, caller: socket.socket, fault: str, share: float) -> None:
        """One request and its answer: each connection carries one."""
        if fault == "swallow":
            self.holes.append(caller)  # a black hole: open, and nothing ever comes
            return
        with suppress(OSError), closing(caller):
            caller.settimeout(PATIENCE_S)
            request = _whole(caller)
            if fault == "late":
                sleep(LATE_S)  # what is sent after it comes before it
            with closing(socket.create_connection((HOST, self.behind), PATIENCE_S)) as server:
                server.sendall(request[: int(len(request) * share)] if fault == "cut" else request)
                if fault == "cut":
                    return
                answer = _whole(server)
            if fault != "lose answer":
                caller.sendall(answer[: int(len(answer) * share)] if fault == "cut answer" else answer)


def _whole(one: socket.socket) -> bytes:
    """Head and body, by the length that the head says; or until the other end is through."""
    found = b""
    while piece := one.recv(PIECE):
        found += piece
        head, gap, body = found.partition(b"\r\n\r\n")
        lengths = [int(line.split(b":")[1]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
        chunked = b"transfer-encoding: chunked" in head.lower()
        if gap and not chunked and len(body) >= (lengths or [0])[0]:
            break
        if chunked and body.endswith(b"0\r\n\r\n"):
            break
    return found


@contextmanager
def faulty_line(behind: int, seed: int) -> Iterator[Line]:
    line = Line(behind, seed)
    thread = threading.Thread(target=line.run, daemon=True)
    thread.start()
    try:
        yield line
    finally:
        with suppress(OSError):
            line.listener.shutdown(socket.SHUT_RDWR)
        line.listener.close()
        for hole in line.holes:
            hole.close()
        thread.join(PATIENCE_S)
