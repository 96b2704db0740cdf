"""`yicha items template`: the empty workbook of the list."""

import shutil
from argparse import ArgumentParser, Namespace
from pathlib import Path
from tempfile import TemporaryDirectory

from yicha.items.workbooks import write_items_template
from yicha.kernel.command_line import BadInput, Commands, answer, show


def add_commands(commands: Commands) -> None:
    own = commands.add_parser("items", help="监管事项 · items of supervision").add_subparsers(required=True, metavar="template")
    add_template(own.add_parser("template", help="空表格 · the empty workbook"))


def add_template(parser: ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="写入的文件 · where the workbook is written")
    parser.add_argument("--json", action="store_true", help="一个 JSON 对象 · one JSON object")
    parser.set_defaults(run=run_template, needs="nothing")


def run_template(arguments: Namespace) -> int:
    """Never over a workbook that somebody has begun to fill in."""
    out: Path = arguments.out
    with TemporaryDirectory() as folder:
        made = Path(folder) / f"items{out.suffix or '.xlsx'}"
        write_items_template(made)
        if out.exists() and out.read_bytes() != made.read_bytes():
            raise BadInput("已有填写过的表格 · a workbook is there already", "换一个文件名 · choose another name", file=out)
        out.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(made, out)
    answer({"out": str(out)}) if arguments.json else show(str(out))
    return 0
