"""What must hold on the way of a joint task from above: 分发 → 认领 → 结束 → 反馈."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from yicha.kernel.limits import Limit
from yicha.kernel.refusals import Exit, RuleBroken
from yicha.levels.types import Dispatch, TaskVisitRow

LIMITS: Mapping[str, Limit] = {
    "upper_task_once": Limit("YX-2.8", "这个任务编号已经收过", (Exit("在任务列表中查看"),)),
    "task_visit_once": Limit("YX-2.8", "这个对象本部门已安排检查", (Exit("查看已安排的检查"),)),
}
CORRECT = Exit("请上级更正任务文件后再导入")


def require_dispatch(dispatch: Dispatch) -> None:
    """YX-2.8: a task has a number, names departments, and no subject twice."""
    if not dispatch.number or not dispatch.units:
        raise RuleBroken("任务文件缺少任务编号或参与单位", clause="YX-2.8", exits=(CORRECT,))
    times = Counter(subject.code for subject in dispatch.subjects)
    twice = next((code for code in times if times[code] > 1), "")
    if twice:
        raise RuleBroken(f"任务文件里同一对象出现两次：{twice}", clause="YX-2.8", exits=(CORRECT,))


def departments_named(units: Sequence[tuple[str, str]], names: Mapping[str, str]) -> tuple[str, ...]:
    """YX-2.8: whom the file means. `names`: every code, name and short name of the county's departments → code."""
    unknown = [name or code for code, name in units if code not in names and name not in names]
    if unknown:
        raise RuleBroken(f"任务文件里有本地没有的单位：{unknown[0]}", clause="YX-2.8", exits=(CORRECT, Exit("请系统管理员登记该部门")))
    return tuple(dict.fromkeys(names.get(code) or names[name] for code, name in units))


def require_known(sid: str) -> None:
    """R-PLAN-2: a visit is at a subject of the register."""
    if not sid:
        raise RuleBroken(
            "名录里没有这个对象，不能安排检查", clause="R-PLAN-2", exits=(Exit("先在监管对象里登记"), Exit("结束任务时说明未查原因"))
        )


def require_fitting(subjects: Collection[str], sid: str, departments: Collection[str], department: str) -> None:
    """YX-2.8, LYG-4.3a: a visit that is planned anyway serves the task if it goes there and the department comes along."""
    if sid not in subjects or department not in departments:
        raise RuleBroken(
            "这次检查不去该对象，或本部门不参加", clause="YX-2.8", exits=(Exit("选另一次检查"), Exit("另排有因检查", "R-FREQ-4"))
        )


def require_finished(visits: Sequence[TaskVisitRow], unchecked: int, reason: str) -> None:
    """YX-2.8: ended when what was begun is done; what was not checked says why."""
    begun = next((row.number for row in visits if not row.finished), "")
    if begun:
        raise RuleBroken(f"检查 {begun} 还没有办结", clause="YX-2.8", exits=(Exit("检查办结或撤销后再结束"),))
    if not reason.strip():
        what = f"{unchecked} 个对象为什么没有检查" if unchecked else "怎么结束的"
        raise RuleBroken(f"请写明{what}", clause="YX-2.8")
