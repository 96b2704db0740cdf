"""`yicha setup`: a home in earnest. Norms, calendar, regions, and three administrators with a one-time link each.

Nobody learns a password: each of the three opens the own link, once, and sets it. So the first day of a home needs three people.
"""

from argparse import Namespace
from pathlib import Path

from yicha.kernel.command_line import Commands, needs_database

ADDRESS = "http://127.0.0.1:8470"
OFFICES = {"system": ("sysadmin", "系统管理员"), "security": ("secadmin", "安全管理员"), "audit": ("auditadmin", "审计管理员")}


def add_commands(commands: Commands) -> None:
    setup = commands.add_parser("setup", help="生产环境初次设立 · found a home in earnest")
    needs_database(setup, "yicha.config.founding:run")
    setup.add_argument("--region", required=True, metavar="CODE", help="本级区划代码，如 620799 · code of the home's own region")
    setup.add_argument("--name", required=True, metavar="NAME", help="本级区划名称 · its name")
    setup.add_argument("--regions", type=Path, metavar="FILE", help="下级（和中间）区划，YAML：代码: 名称 · regions above and below, YAML")
    setup.add_argument("--address", default=ADDRESS, metavar="URL", help=f"链接的开头 · how the links begin ({ADDRESS})")
    for office, (username, title) in OFFICES.items():
        setup.add_argument(
            f"--{office}", default=username, metavar="ACCOUNT", help=f"{title}的账号名 · account of this administrator ({username})"
        )
    setup.add_argument("--json", action="store_true", help="输出一个 JSON 对象 · one JSON object")


def chosen(arguments: Namespace) -> list[tuple[str, str]]:
    """(account, title) of the three, in the order of the offices."""
    return [(getattr(arguments, office), title) for office, (_username, title) in OFFICES.items()]
