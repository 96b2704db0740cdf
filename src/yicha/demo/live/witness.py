"""县司法局 watches the log: a witness in the demo's home, in office from the first day, a program of its own beside the pages."""

import socket
import sys
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

from yicha.demo.story import Story
from yicha.engines.ledger import VerifierKey
from yicha.kernel import ledger
from yicha.kernel.children import Child
from yicha.kernel.command_line import say
from yicha.kernel.cosigning import Reply, ask_witnesses
from yicha.kernel.models import Witness
from yicha.kernel.witness.memory import Memory
from yicha.orgs.actions.appoint_witness import appoint_witness
from yicha.orgs.types import AppointWitness

NAME, HOST = "justice.qinghe.example", "127.0.0.1"


def appoint(story: Story, home: Path) -> None:
    """From then on each manifest is seen before its draw goes on, as the worker and the network do it later."""
    memory = _memory(home)
    memory.settle(NAME, [VerifierKey.parse(key) for log in ledger.LOGS for key in ledger.verifier_keys(log)])
    with closing(socket.socket()) as trial:
        trial.bind((HOST, 0))
        address = f"http://{HOST}:{trial.getsockname()[1]}"
    story.steady.do(appoint_witness, story.appointments.audit, AppointWitness(str(memory.key()), address))
    story.sealed = lambda: cosign(story, home)


def cosign(story: Story, home: Path) -> None:
    """Everything so far gets its place in the log, and the witness signs the head."""
    memory = _memory(home)

    def send(_: str, body: bytes) -> Reply:
        said = memory.answer(body, int(story.steady.now.timestamp()))
        return Reply(said.status, said.text)

    while story.steady.read(ledger.sequence):
        pass
    story.steady.read(lambda: ask_witnesses(story.steady.now, send))


def beside(home: Path) -> list[Child]:
    """The program that stays up with the pages; none if it was dismissed or its key is elsewhere, or if its port was taken meanwhile."""
    row = Witness.objects.filter(key__startswith=f"{NAME}+", ended_at=None).first()
    if row is None or not (_folder(home) / "key").exists():
        return []
    address = urlsplit(row.url).netloc
    with closing(socket.socket()) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((HOST, int(address.rpartition(":")[2])))
        except OSError:
            say(f"{address} 被占用，见证人这次不启动 · taken, so the witness does not start this time")
            return []
    command = [sys.executable, "-P", "-m", "yicha", "witness", f"{_folder(home)}", "--listen", address]
    return [Child("见证人 witness", command, home / "logs" / "witness.log")]


def _folder(home: Path) -> Path:
    return home / "witness"


def _memory(home: Path) -> Memory:
    return Memory(_folder(home))
