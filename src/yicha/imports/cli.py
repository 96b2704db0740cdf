"""`yicha subjects|officers|plans import FILE`: what they are asked. Django is loaded when the database stands ready."""

from argparse import ArgumentParser
from pathlib import Path

from yicha.kernel.command_line import Commands, needs_database

KINDS = {"subjects": "监管对象 · subjects of supervision", "officers": "执法人员 · officers"}


def add_commands(commands: Commands) -> None:
    for kind, purpose in KINDS.items():
        own = commands.add_parser(kind, help=purpose).add_subparsers(required=True, metavar="import")
        add_import(own.add_parser("import", help="导入名录 · import a register"), kind)
    plans = commands.add_parser("plans", help="年度计划 · yearly plans").add_subparsers(required=True, metavar="import")
    add_plans(plans.add_parser("import", help="报送一个部门的计划，代替原来的 · file a department's plan in place of the one before"))


def add_import(parser: ArgumentParser, kind: str) -> None:
    """The arguments of one register's import; other rooms' commands may add it to theirs."""
    parser.add_argument("file", type=Path, metavar="FILE", help="xlsx、xls、ods、csv、parquet")
    parser.add_argument("--dry-run", action="store_true", help="只看差异，不导入 · differences only")
    parser.add_argument("--accept-valid", action="store_true", help="有错误的行不导，其余导入 · import the valid rows")
    parser.add_argument("--region", default="", metavar="CODE", help="名录所属区划代码，默认本级 · region of the register (the home's own)")
    parser.add_argument("--json", action="store_true", help="一个 JSON 对象 · one JSON object")
    parser.set_defaults(kind=kind)
    needs_database(parser, "yicha.imports.batch.command:run")


def add_plans(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="xlsx、xls、ods、csv、parquet")
    parser.add_argument("--department", required=True, metavar="CODE", help="报送部门的代码 · code of the department that files")
    parser.add_argument("--year", type=int, choices=range(2000, 2100), required=True, metavar="Y", help="计划年度 · the year")
    parser.add_argument("--dry-run", action="store_true", help="只看差异，不报送 · differences only")
    parser.add_argument("--accept-valid", action="store_true", help="有错误的行不报，其余报送 · file the valid lines")
    parser.add_argument("--region", default="", metavar="CODE", help="计划所属区划代码，默认本级 · region of the plan (the home's own)")
    parser.add_argument("--json", action="store_true", help="一个 JSON 对象 · one JSON object")
    needs_database(parser, "yicha.imports.batch.plans:run")
