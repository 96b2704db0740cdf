"""`yicha items template`: the empty workbook of the list; `yicha items import`: a list as proposals, done by the room of imports."""

import shutil
from argparse import ArgumentParser, Namespace
from pathlib import Path
from tempfile import TemporaryDirectory

from yicha.items.workbooks import write_items_template
from yicha.kernel.command_line import BadInput, Commands, answer, needs_database, show


def add_commands(commands: Commands) -> None:
    own = commands.add_parser("items", help="监管事项 · items of supervision").add_subparsers(required=True, metavar="template|import")
    add_template(own.add_parser("template", help="空表格 · the empty workbook"))
    add_import(own.add_parser("import", help="提出清单，待审核 · propose a list, to be reviewed"))


def add_import(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="xlsx、xls、ods、csv、parquet")
    parser.add_argument("--dry-run", action="store_true", help="只看差异，不提出 · differences only")
    parser.add_argument("--accept-valid", action="store_true", help="有错误的不提，其余提出 · propose the valid ones")
    parser.add_argument("--because", default="", metavar="TEXT", help="修改已生效事项的依据 · why what is in force changes")
    parser.add_argument("--region", default="", metavar="CODE", help="清单所属区划代码，默认本级 · region of the list (the home's own)")
    parser.add_argument("--json", action="store_true", help="一个 JSON 对象 · one JSON object")
    needs_database(parser, "yicha.imports.batch.items:run")


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
