"""`yicha backup`, `yicha restore`: what they are asked."""

from argparse import ArgumentParser
from pathlib import Path

from yicha.kernel.command_line import Commands


def add_commands(commands: Commands) -> None:
    backup = commands.add_parser("backup", help="备份 · back up database, files and keys")
    backup.add_argument("folder", type=Path, metavar="DIR", help="新文件夹 · a new folder")
    _shared(backup, "yicha.config.backup:run")
    restore = commands.add_parser("restore", help="恢复到空目录 · restore a backup into an empty home")
    restore.add_argument("folder", type=Path, metavar="DIR", help="备份文件夹 · the folder of a backup")
    _shared(restore, "yicha.config.restore:run")


def _shared(parser: ArgumentParser, run: str) -> None:
    parser.add_argument("--home", type=Path, metavar="DIR", help="数据目录 · data home")
    parser.add_argument("--passphrase-file", type=Path, metavar="FILE", help="以文件首行为口令加密 · seal with the first line of it")
    parser.add_argument("--json", action="store_true", help="输出 JSON · print JSON")
    parser.set_defaults(run=run, needs="nothing")
