"""`yicha ledger …`: what an auditor runs."""

import json
import sys
from argparse import ArgumentParser, Namespace, _SubParsersAction
from pathlib import Path

from yicha.kernel.fsck import fsck
from yicha.kernel.ledger import latest_checkpoint, verifier_keys

BAD_INPUT = 2


def add_commands(subparsers: "_SubParsersAction[ArgumentParser]") -> None:
    """Each command sets `run`: arguments in, exit code out."""
    ledger = subparsers.add_parser("ledger", help="核验账本 · check the ledger").add_subparsers(required=True, metavar="fsck|checkpoint")
    check = ledger.add_parser("fsck", help="重放账本并核对文件与检查点 · replay the log against files and checkpoints")
    check.add_argument("--checkpoint", type=Path, metavar="FILE", help="在外保存的检查点 · a checkpoint that was kept outside")
    check.add_argument("--json", action="store_true", help="一个 JSON 对象 · one JSON object")
    check.set_defaults(run=run_fsck)
    show = ledger.add_parser("checkpoint", help="打印当前检查点与公钥 · print the present checkpoint and the keys")
    show.set_defaults(run=run_checkpoint)


def run_fsck(arguments: Namespace) -> int:
    try:
        outside = arguments.checkpoint.read_text(encoding="utf-8") if arguments.checkpoint else None
    except (OSError, UnicodeDecodeError) as error:
        sys.stderr.write(f"{arguments.checkpoint}：无法读取检查点 · cannot be read: {error}\n")
        return BAD_INPUT
    problems = fsck(outside)
    said = sys.stderr if arguments.json else sys.stdout
    said.write("\n".join(problems or ["账本完好 · the ledger is sound"]) + "\n")
    if arguments.json:
        sys.stdout.write(json.dumps({"sound": not problems, "problems": problems}, ensure_ascii=False) + "\n")
    return 1 if problems else 0


def run_checkpoint(arguments: Namespace) -> int:
    lines = [latest_checkpoint() or "尚无检查点 · no checkpoint yet", *verifier_keys()]
    sys.stdout.write("\n".join(lines) + "\n")
    return 0
