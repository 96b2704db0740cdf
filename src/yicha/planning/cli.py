"""`yicha programme …`: the planning engine and its independent checker, on files."""

import json
import resource
import sys
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from yicha.engines.planning import InputError, parse_instance, solve, summary, to_plain
from yicha.engines.programme_check import Breach, Unreadable, check
from yicha.kernel.command_line import BadInput, Commands, answer, say, show

STAGES = {"units": "逐户求解", "settle": "安排周次", "relief": "化解人力紧张"}
MEND = "请改正该处后重试 · mend that place and try again"


def add_commands(commands: Commands) -> None:
    programme = commands.add_parser("programme", help="年度计划合并排期 · merge plans into the fewest visits, on files")
    own = programme.add_subparsers(required=True, metavar="solve|check")
    add_solve(own.add_parser("solve", help="由实例求方案 · a programme for an instance"))
    add_check(own.add_parser("check", help="独立核查方案 · check a programme, sharing no code with the solver"))


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
    programme = solve(instance, Telling(sys.stderr.isatty()))
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


def in_words(figures: Mapping[str, int]) -> str:
    """The summary in two lines."""
    saved = figures["alone_doors"] - figures["doors"]
    chinese = (
        f"需求 {figures['demands']} 项：各部门单独上门 {figures['alone_doors']} 次，合并后 {figures['doors']} 次，少打扰 {saved} 次；"
        f"至少 {figures['lower_bound']} 次。未排 {figures['unplaced']} 项（至少 {figures['unplaced_bound']} 项）。"
    )
    english = (
        f"{figures['demands']} demands: {figures['alone_doors']} doors each department alone, {figures['doors']} together, {saved} spared; "
        f"at least {figures['lower_bound']}. {figures['unplaced']} not placed (at least {figures['unplaced_bound']})."
    )
    return f"{chinese} · {english}"


class Telling:
    """Progress on standard error: one line that grows on a terminal, else a line per stage."""

    def __init__(self, terminal: bool) -> None:  # noqa: FBT001 it is what isatty says
        self.terminal, self.last = terminal, ""

    def __call__(self, stage: str, done: int, of: int) -> None:
        text = f"{STAGES.get(stage, stage)} · {stage}"
        if self.terminal:
            mark = f"\r{text} {100 * done // max(of, 1):3d}%"
            if mark != self.last:
                sys.stderr.write(mark)
                self.last = mark
        elif text != self.last:
            say(text)
            self.last = text


def read_json(path: Path) -> Any:
    try:
        return json.loads(path.read_bytes())
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise BadInput(f"不是 JSON · is not JSON: {error}", MEND, file=path) from error


def write_json(path: Path, plain: Mapping[str, Any]) -> None:
    """Sorted keys, UTF-8, one line: two runs are byte-equal."""
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    path.write_text(text + "\n", encoding="utf-8")
