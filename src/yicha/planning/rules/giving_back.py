"""撤出: one department of a visit does not come."""

from collections.abc import Sequence

from yicha.kernel.jurisdiction import absent
from yicha.kernel.refusals import Exit, RuleBroken


def require_others_come(department: str, departments: Sequence[str], lead: str) -> None:
    """LYG-4.3a: a department of the visit that does not lead it; who comes alone, or leads, has the whole visit cancelled."""
    if department not in departments:
        absent("LYG-4.3a")
    if department == lead:
        raise RuleBroken(
            "牵头部门不来，这次检查就没有人牵头", clause="LYG-4.3a", exits=(Exit("取消整次检查"), Exit("请政府指定别的部门牵头后重新安排"))
        )
