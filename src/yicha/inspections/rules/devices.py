"""Which device's records are evidence (行政处罚法§41, LYG-5.5)."""

from collections.abc import Iterable
from datetime import date

from yicha.inspections.types import LACK_NAMES, RETIRED_NAMES, TAKEN_BACK, DeviceStep
from yicha.kernel.refusals import Exit, RuleBroken

CLAUSE = "LYG-5.5"


def lacking(steps: Iterable[tuple[DeviceStep, date | None]], retired_on: date | None, on: date) -> str:
    """行政处罚法§41: reviewed by law and by technique, its place made public, in use. What lacks first; empty: nothing."""
    if retired_on and retired_on <= on:
        return RETIRED_NAMES[0]
    return next((LACK_NAMES[step] for step, done in steps if done is None or done > on), "")


def require_told(*words: str) -> None:
    """LYG-5.5: a register says what, where, by which paper and why."""
    if not all(word.strip() for word in words):
        raise RuleBroken("每一项都要填写", clause=CLAUSE, exits=(Exit("补全以后再登记"),))


def require_new_number(taken: bool) -> None:  # noqa: FBT001 whether it is
    """LYG-5.5: a number stands for one device."""
    if taken:
        raise RuleBroken("这个设备编号已经登记过", clause=CLAUSE, exits=(Exit("核对设备标签"),))


def require_steps_of_a_head(*, brings: bool, may: bool) -> None:
    """LYG-5.5: reviews are the head's word, also where a workbook brings them."""
    if brings and not may:
        raise RuleBroken("审核和公布由部门负责人登记", clause=CLAUSE, exits=(Exit("请部门负责人导入"), Exit("这几列空着")))


def require_in_use(number: str, retired: str) -> None:
    """LYG-5.5: what went out of use does not come back by a workbook, unless only an undone import had brought it."""
    if retired and retired != TAKEN_BACK:
        raise RuleBroken(f"设备 {number} 已停用", clause=CLAUSE, exits=(Exit("换一个编号重新登记"),))


def require_step(done: date | None, on: date, today: date, retired_on: date | None) -> None:
    """LYG-5.5: each step once, as it was done, of a device in use."""
    if retired_on:
        raise RuleBroken("设备已停用", clause=CLAUSE, exits=(Exit("重新登记一台"),))
    if done is not None:
        raise RuleBroken("这一步已经登记过", clause=CLAUSE, exits=(Exit("看登记的文号"),))
    if on > today:
        raise RuleBroken("日期还没有到", clause=CLAUSE, exits=(Exit("做完以后再登记"),))
