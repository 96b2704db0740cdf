"""`yicha witness DIR`: stays up and cosigns. Ctrl-C ends it; what it cosigned is in DIR."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from yicha.engines.ledger import KeyKind, NoteError, VerifierKey
from yicha.kernel.command_line import BadInput, CannotRun, Commands, say, show
from yicha.kernel.witness.memory import KeyExposed, Memory
from yicha.kernel.witness.serving import Server

LISTEN = "127.0.0.1:8471"


def add_commands(commands: Commands) -> None:
    witness: ArgumentParser = commands.add_parser("witness", help="见证存证日志 · witness a ledger on a machine of one’s own")
    witness.add_argument("folder", type=Path, metavar="DIR", help="见证人的密钥与记录 · key and memory of the witness")
    witness.add_argument(
        "--log", action="append", default=[], metavar="KEY", help="信任的日志公钥，可多次给出 · public key of a log to trust, repeatable"
    )
    witness.add_argument("--name", default="", help="见证人名称，首次启动时定下 · name of the witness, settled at the first start")
    witness.add_argument("--listen", default=LISTEN, metavar="HOST:PORT", help=f"监听地址，默认 {LISTEN} · address")
    witness.set_defaults(run=run, needs="nothing")


def run(arguments: Namespace) -> int:
    """Serves until it is told to end."""
    memory = settled(arguments)
    try:
        server = Server(_address(arguments.listen), memory)
    except OSError as error:
        raise CannotRun(f"无法监听 {arguments.listen}：{error.strerror} → 换一个 --listen · cannot listen there, give another") from error
    show(str(memory.key()))
    say(f"在 {arguments.listen} 见证 {len(memory.logs())} 个日志 · witnessing")
    with server:
        server.serve_forever()
    return 0


def settled(arguments: Namespace) -> Memory:
    """The folder as it must be before anybody is answered."""
    memory = Memory(arguments.folder)
    try:
        memory.settle(arguments.name, [_log_key(text) for text in arguments.log])
        memory.key()
    except NoteError as error:
        raise BadInput("名称或公钥不对 · not a name or not a key", str(error)) from error
    except KeyExposed as error:
        raise CannotRun(str(error)) from error
    if not memory.logs():
        raise BadInput(
            "没有可信的日志 · no log is trusted",
            "用 --log 给出 yicha ledger checkpoint 印出的公钥 · give the key that it prints with --log",
        )
    return memory


def _log_key(text: str) -> VerifierKey:
    key = VerifierKey.parse(text)
    if key.kind is not KeyKind.ED25519:
        raise NoteError("the key of a witness, not of a log")
    return key


def _address(listen: str) -> tuple[str, int]:
    host, _, port = listen.rpartition(":")
    if not host or not port.isdecimal() or int(port) > 65535:  # noqa: PLR2004 the highest port
        raise BadInput(f"地址不对 {listen} · not an address", f"例如 {LISTEN} · for example")
    return host, int(port)
