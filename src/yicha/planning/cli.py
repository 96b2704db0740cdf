"""`yicha programme …`: the planning engine and its independent checker, on files."""

import json
import re
import resource
import time
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from yicha.draws.batch.on_files import seed_text
from yicha.engines.planning import InputError, Instance, VisitState, parse_instance, replan, solve, summary, to_plain
from yicha.engines.programme_check import Breach, Unreadable, check
from yicha.kernel.command_line import BadInput, Commands, answer, say, show
from yicha.kernel.progress import Watched
from yicha.planning.batch.progress import STAGES, in_words

MEND = "请改正该处后重试 · mend that place and try again"


def add_commands(commands: Commands) -> None:
    programme = commands.add_parser("programme", help="年度计划合并排期 · merge plans into the fewest visits, on files")
    own = programme.add_subparsers(required=True, metavar="template|build|solve|check")
    add_template(own.add_parser("template", help="空表格 · the empty workbooks"))
    add_build(own.add_parser("build", help="由表格求方案并抽取 · from workbooks to programme and draws"))
    add_solve(own.add_parser("solve", help="由实例求方案，已公布的不动 · a programme, close to what was published"))
    add_check(own.add_parser("check", help="独立核查方案 · check a programme, sharing no code with the solver"))


def add_template(parser: ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="写入的文件夹 · where the workbooks are written")
    parser.add_argument("--json", action="store_true", help="一个 JSON 对象 · one JSON object")
    parser.set_defaults(run="yicha.planning.batch.build:run_template", needs="nothing")


def add_build(parser: ArgumentParser) -> None:
    for name, what in {"subjects": "监管对象表 · subjects", "officers": "执法人员表 · officers", "plans": "计划行表 · plan lines"}.items():
        parser.add_argument(f"--{name}", type=Path, required=True, metavar="F", help=what)
    parser.add_argument("--history", type=Path, metavar="F", help="本年度已检查 · this year's checks already done")
    parser.add_argument("--year", type=plan_year, required=True, metavar="Y", help="计划年度 · the year")
    parser.add_argument("--seed", type=seed_text, metavar="HEX", help="64位十六进制，仅供试验 · 64 hex digits, for tests only")
    parser.add_argument("--from", dest="first_day", type=day, metavar="DATE", help="可安排的第一天 · first day that may be planned")
    parser.add_argument("--notices", action="store_true", help="生成通知书 · print the notices")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="写入的文件夹 · the folder to write")
    parser.add_argument("--json", action="store_true", help="一个 JSON 对象 · one JSON object")
    parser.set_defaults(run="yicha.planning.batch.build:run_build", needs="nothing")


def plan_year(text: str) -> int:
    """The argument of `--year`. Cells know no later day than 2099."""
    if not re.fullmatch("(19|20)[0-9]{2}", text):
        raise ArgumentTypeError("a year of four digits is needed")
    return int(text)


def day(text: str) -> date:
    """The argument of `--from`."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError("a date like 2026-04-01 is needed") from error


def add_solve(parser: ArgumentParser) -> None:
    parser.add_argument("instance", type=Path, metavar="INSTANCE.json", help="实例 · the instance")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="方案写入此文件 · where the programme is written")
    parser.add_argument("--json", action="store_true", help="一个 JSON 对象 · one JSON object")
    parser.set_defaults(run=run_solve)


def add_check(parser: ArgumentParser) -> None:
    parser.add_argument("instance", type=Path, metavar="INSTANCE.json", help="实例 · the instance")
    parser.add_argument("programme", type=Path, metavar="PROGRAMME.json", help="方案 · the programme")
    parser.add_argument("--json", action="store_true", help="一个 JSON 对象 · one JSON object")
    parser.set_defaults(run=run_check)


def run_solve(arguments: Namespace) -> int:
    started = time.monotonic()
    plain = read_json(arguments.instance)
    try:
        instance = parse_instance(plain)
    except InputError as error:
        raise BadInput(str(error), MEND, file=arguments.instance) from error
    with Watched(STAGES) as progress:
        programme = (replan if announced(instance) else solve)(instance, progress)
    figures = asdict(summary(instance, programme))
    result = {**to_plain(programme), "summary": figures}
    breaches = check(plain, result)
    if breaches:
        say("求得的方案未通过独立核查，未写入 · the programme failed the independent check and was not written")
        return report(breaches, as_json=arguments.json)
    write_json(arguments.out, result)
    if arguments.json:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        answer({**figures, "seconds": round(time.monotonic() - started, 2), "peak_mb": peak})
    else:
        show(in_words(figures))
    return 0


def announced(instance: Instance) -> bool:
    """Is there a published programme to keep to?"""
    return any(visit.state is VisitState.PUBLISHED for visit in instance.previous)


def run_check(arguments: Namespace) -> int:
    instance, programme = read_json(arguments.instance), read_json(arguments.programme)
    try:
        return report(check(instance, programme), as_json=arguments.json)
    except Unreadable as error:
        raise BadInput(str(error), MEND, file=f"{arguments.instance} + {arguments.programme}") from error


def report(breaches: list[Breach], *, as_json: bool) -> int:
    """Says what is broken: 0 nothing, 1 something."""
    lines = [str(breach) for breach in breaches] or ["合法：未发现违反 · lawful: nothing is broken"]
    if as_json:
        answer({"lawful": not breaches, "breaches": [asdict(breach) for breach in breaches]})
    for line in lines:
        (say if as_json else show)(line)
    return int(bool(breaches))


def read_json(path: Path) -> Any:
    try:
        return json.loads(path.read_bytes())
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise BadInput(f"不是 JSON · is not JSON: {error}", MEND, file=path) from error


def write_json(path: Path, plain: Mapping[str, Any]) -> None:
    """Sorted keys, UTF-8, one line: two runs are byte-equal."""
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    path.write_text(text + "\n", encoding="utf-8")
