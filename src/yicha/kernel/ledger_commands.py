"""What `yicha ledger …` does once the database stands ready."""

from argparse import Namespace
from pathlib import Path

from yicha.kernel.command_line import BadInput, answer, say, show
from yicha.kernel.fsck import fsck
from yicha.kernel.ledger import TWIN, latest_checkpoint, verifier_keys
from yicha.kernel.progress import Watched


def run_fsck(arguments: Namespace) -> int:
    outside = _read(arguments.checkpoint) if arguments.checkpoint else None
    with Watched({"log": "重放日志 replaying"}) as watch:
        problems = fsck(outside, watch)
    tell = say if arguments.json else show
    for problem in problems or ["日志完好 · the ledger is sound"]:
        tell(problem)
    if arguments.json:
        answer({"sound": not problems, "problems": problems})
    return 1 if problems else 0


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise BadInput(
            "不是检查点 · not a checkpoint",
            "请提供 yicha ledger checkpoint 的输出，或打印件上的文字 · give what it printed, or the text of the sheet",
            file=path,
        ) from error


def run_checkpoint(arguments: Namespace) -> int:
    note, keys, twin_keys = latest_checkpoint(), verifier_keys(), verifier_keys(TWIN)
    if arguments.json:
        answer({"checkpoint": note, "keys": keys, "twin_checkpoint": latest_checkpoint(TWIN), "twin_keys": twin_keys})
    else:
        show("\n".join([note.rstrip() or "尚无检查点 · no checkpoint yet", "", *keys, *twin_keys]))
    return 0
