"""`yicha …`: one frame for all commands. A room's commands stand in its `cli.py`; only the one that was asked for is loaded.

Exit 0 done · 1 the answer is no · 2 bad usage or input · 70 a fault of ours, told in one line with the place of its log ·
130 Ctrl-C. Never a traceback on the screen.
"""

import argparse
import os
import re
import signal
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from typing import Any, NoReturn

from yicha.config import VERSION
from yicha.config.faults import tell
from yicha.config.home import default_home
from yicha.kernel.command_line import Work, answer, load, say

# The one place that knows where commands live. A command whose module is not there yet is no command.
COMMANDS = {
    "demo": ("yicha.demo.cli", "演示县 · the demo county"),
    "programme": ("yicha.planning.cli", "年度计划合并排期 · merge plans into the fewest visits, on files"),
    "draw": ("yicha.draws.cli", "随机抽取与验证 · draw and verify, on files"),
    "subjects": ("yicha.imports.cli", "监管对象 · subjects of supervision"),
    "officers": ("yicha.imports.cli", "执法人员 · officers"),
    "plans": ("yicha.imports.cli", "年度计划 · yearly plans"),
    "items": ("yicha.items.cli", "监管事项 · items of supervision"),
    "ledger": ("yicha.kernel.cli", "存证日志 · the ledger"),
    "witness": ("yicha.kernel.witness.cli", "见证存证日志 · witness a ledger on a machine of one’s own"),
    "setup": ("yicha.config.setup", "生产环境初次设立 · found a home in earnest"),
    "serve": ("yicha.config.serving", "提供网页 · serve the pages"),
    "worker": ("yicha.config.serving", "后台任务 · background jobs"),
    "migrate": ("yicha.config.serving", "更新数据库结构 · bring the database into step"),
    "backup": ("yicha.config.backup_commands", "备份 · back up database, files and keys"),
    "restore": ("yicha.config.backup_commands", "恢复到空目录 · restore a backup into an empty home"),
    "doctor": ("yicha.config.serving", "检查运行环境 · say what is wrong and how to mend it"),
    "bench": ("yicha.demo.bench.commands", "性能测量 · measure against the naive way"),
    "test": ("yicha.config.checking", "运行测试 · run the tests"),
}
INTERRUPTED = 130

# argparse speaks English only; the reader of a message need not.
TRANSLATIONS = {
    r"the following arguments are required: (.+)": r"缺少参数 {}",
    r"unrecognized arguments: (.+)": r"不认识的参数 {}",
    r"argument (.+): expected .+": r"参数 {} 后面要有值",
    r"argument (.+): invalid choice: (.+) \(choose from (.+)\)": r"参数 {} 没有 {} 这一项，可选 {}",
    r"argument (.+): invalid .+ value: (.+)": r"参数 {} 的值 {} 不对",
    r"argument (.+): not allowed with argument (.+)": r"参数 {} 不能与 {} 同用",
    r"one of the arguments (.+) is required": r"以下参数须有一个：{}",
}


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one line of both languages and ends with 2."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**{"allow_abbrev": False, **settings})
        self._positionals.title, self._optionals.title = "参数 arguments", "选项 options"

    def error(self, message: str) -> NoReturn:
        say(f"{translate(message)} · {message} ({self.prog} --help)")
        raise SystemExit(2)


def translate(message: str) -> str:
    for pattern, chinese in TRANSLATIONS.items():
        if found := re.fullmatch(pattern, message, re.DOTALL):
            return chinese.format(*found.groups())
    return "参数不对"


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code. Without `argv`: as the program itself, which hears the system's signals."""
    if argv is None:
        _settle()
    arguments = list(sys.argv[1:] if argv is None else argv)
    parsed = Namespace()
    try:
        code = _command(arguments, parsed)
        sys.stdout.flush()
    except KeyboardInterrupt:
        say("已中断 · interrupted")
        return INTERRUPTED
    except BrokenPipeError:  # the reader has left
        _drop_output()
        return 1
    except Exception as problem:  # noqa: BLE001 whatever it is, people get one line
        told = tell(problem, getattr(parsed, "home", None) or default_home(), ["yicha", *arguments])
        say(told.line)
        if getattr(parsed, "json", False):
            answer({"problem": told.problem})
        _drop_output()
        return told.code
    return code


def _command(arguments: Sequence[str], parsed: Namespace) -> int:
    try:
        parser(arguments).parse_args(arguments, parsed)
        return run(parsed)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0


def _drop_output() -> None:
    """Python would try once more at the end to write what cannot be written, and complain."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def _settle() -> None:
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="backslashreplace")  # a terminal that lacks a character shows its number instead
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a script starts what runs in the background deaf to it
    signal.signal(signal.SIGTERM, _leave)
    signal.signal(signal.SIGHUP, _leave)


def _leave(number: int, _frame: object) -> NoReturn:
    """Asked to end, or the terminal was closed: unwind, so that what was started is stopped."""
    raise SystemExit(128 + number)


def parser(arguments: Sequence[str]) -> Parser:
    """All commands by name, and the options of the one that is asked for."""
    whole = Parser(prog="yicha", description="一查：跨部门综合监管 · supervision across departments as one")
    whole.add_argument("--version", action="version", version=f"yicha {VERSION}")
    whole.set_defaults(run=partial(_help, whole), needs="nothing")
    commands = whole.add_subparsers(title="命令 commands", metavar="命令 command")
    asked = next((word for word in arguments if not word.startswith("-")), "")
    if asked in COMMANDS and _exists(COMMANDS[asked][0]):
        import_module(COMMANDS[asked][0]).add_commands(commands)
        return whole
    for name, (module, purpose) in COMMANDS.items():
        if _exists(module):
            commands.add_parser(name, help=purpose)
    return whole


def _help(whole: Parser, _: Namespace) -> int:
    whole.print_help()
    return 0


def _exists(module: str) -> bool:
    with suppress(ModuleNotFoundError):
        return find_spec(module) is not None
    return False


def run(parsed: Namespace) -> int:
    def work(arguments: Namespace) -> int:
        code: int = load(parsed.run)(arguments)
        return code

    if getattr(parsed, "needs", "nothing") == "nothing":
        return work(parsed)
    run_prepared: Callable[[Namespace, Work], int] = load("yicha.config.database:run_prepared")
    return run_prepared(parsed, work)


if __name__ == "__main__":
    sys.exit(main())
