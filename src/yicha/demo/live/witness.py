"""县司法局 watches the log: a witness in the demo's home, in office from the first day, a program of its own beside the pages."""

import socket
from contextlib import closing
from pathlib import Path

from yicha.demo.live.start import HOST, WITNESS, witness_folder
from yicha.demo.story import Story
from yicha.engines.ledger import VerifierKey
from yicha.kernel import ledger
from yicha.kernel.cosigning import Reply, ask_witnesses
from yicha.kernel.witness.memory import Memory
from yicha.orgs.actions.appoint_witness import appoint_witness
from yicha.orgs.types import AppointWitness


def appoint(story: Story, home: Path) -> None:
    """From then on each manifest is seen before its draw goes on, as the worker and the network do it later."""
    memory = _memory(home)
    memory.settle(WITNESS, [VerifierKey.parse(key) for log in ledger.LOGS for key in ledger.verifier_keys(log)])
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


def _memory(home: Path) -> Memory:
    return Memory(witness_folder(home))
