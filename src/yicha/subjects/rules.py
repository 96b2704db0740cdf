"""What must hold before the register changes."""

from collections import Counter
from collections.abc import Iterable, Sequence

from yicha.kernel.refusals import Exit, RuleBroken
from yicha.subjects.types import SubjectRow, SubjectStatus


def require_each_sid_once(rows: Sequence[SubjectRow]) -> None:
    """LYG-4.2: a subject stands once in the register, or a draw would give it two chances."""
    twice = [sid for sid, times in Counter(row.sid for row in rows).items() if times > 1]
    if twice:
        raise RuleBroken(f"同一主体出现多次：{twice[0]}", clause="LYG-4.2", exits=(Exit("合并重复的行后再导入"),))


def require_same_region(region_path: str, held: Iterable[str]) -> None:
    """R-SUB-1: a register takes no subject away from another region."""
    if any(path != region_path for path in held):
        raise RuleBroken("有主体已登记在其他地区", clause="R-SUB-1", exits=(Exit("先由原登记地区迁出"), Exit("从文件中去掉这些行")))


def require_open(state: str) -> None:
    if state == SubjectStatus.CLOSED:
        raise RuleBroken("该主体已经注销或关闭", clause="LYG-4.2")
