"""What a broken constraint of this room says to people."""

from collections.abc import Mapping
from typing import Final

from yicha.kernel.limits import Limit

LIMITS: Final[Mapping[str, Limit]] = {
    "subjects_subject_pkey": Limit("LYG-4.2", "主体编号已登记"),
    "identifier_names_one": Limit("LYG-4.2", "这个编号同一时段已属于另一户"),
    "tagged_once": Limit("LYG-4.2", "同一时段已有这个标签"),
    "pool_one_in_force": Limit("GX-5.4", "同一天只能有一版专项库有效；新版从今天以后、上一版开始之后起算"),
    "pool_name": Limit("GX-5.4", "已有同名专项库"),
    "merged_once": Limit("YX-2.14", "已经并入另一户"),
}
