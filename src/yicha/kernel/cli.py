"""`yicha ledger …`: what an auditor runs."""

from pathlib import Path

from yicha.kernel.command_line import Commands, needs_database


def add_commands(commands: Commands) -> None:
    ledger = commands.add_parser("ledger", help="存证日志 · the ledger").add_subparsers(
        required=True, title="命令 commands", metavar="命令"
    )
    check = ledger.add_parser("fsck", help="重放日志，核对文件与检查点 · replay the log against files and checkpoints")
    check.add_argument(
        "--checkpoint",
        type=Path,
        metavar="FILE",
        help="在外保存的检查点：签名原文、扫码所得或打印件上的文字 · a checkpoint kept outside: the note, or what was printed",
    )
    check.add_argument("--json", action="store_true", help="输出一个 JSON 对象 · one JSON object")
    needs_database(check, "yicha.kernel.ledger_commands:run_fsck")
    show = ledger.add_parser("checkpoint", help="当前检查点与公钥，供外部保存 · the present checkpoint and the keys, to be kept outside")
    show.add_argument("--json", action="store_true", help="输出一个 JSON 对象 · one JSON object")
    needs_database(show, "yicha.kernel.ledger_commands:run_checkpoint")
