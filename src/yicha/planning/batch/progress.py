"""What the commands of the programme tell people while they work and when they are done."""

import sys
from collections.abc import Mapping

from yicha.kernel.command_line import say

STAGES = {
    "pools": "筛选名录",
    "draw": "抽取对象",
    "units": "逐户求解",
    "settle": "安排周次",
    "relief": "化解人力紧张",
    "officers": "抽取人员",
}


class Telling:
    """Progress on standard error: one line that grows on a terminal, else a line per stage."""

    def __init__(self) -> None:
        self.terminal, self.last = sys.stderr.isatty(), ""

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


def in_words(figures: Mapping[str, int]) -> str:
    """The summary, “中文 · English”."""
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
