"""What a broken constraint of this room says to people."""

from collections.abc import Mapping
from typing import Final

from yicha.kernel.limits import Limit
from yicha.kernel.refusals import Exit
from yicha.orgs.rules.posts import ANOTHER

LIMITS: Final[Mapping[str, Limit]] = {
    "post_one_sphere": Limit("WY-5.8b", "三员分立：同一人不能兼任两类管理员，也不能兼任管理员和业务岗位", (ANOTHER,)),
    "post_held_once": Limit("WY-5.8b", "此人在该时段已有相同的任职"),
    "post_lent_once": Limit("WS-2.2", "该时段已有代办人"),
    "post_founded_once": Limit("WY-5.8b", "首任管理员只能设立一次"),
    "account_one_per_person": Limit("YX-2.13", "此人已有启用的账号"),
    "account_one_per_officer": Limit("YX-2.13", "该执法人员已有启用的账号"),
    "orgs_account_pkey": Limit("YX-2.13", "账号名已被使用"),
    "orgs_department_pkey": Limit("WS-2.2", "部门代码已被使用"),
    "department_name": Limit("WS-2.2", "本区划已有同名部门"),
    "department_short_name": Limit("WS-2.2", "本区划已有相同简称的部门"),
    "link_one_open": Limit("WY-5.8b", "此账号刚刚已有新的链接"),
    "urged_once_a_day": Limit("GX-4.4", "此事今天已经催过，一天只催一次", (Exit("明天再催"),)),
    "recusal_open_once": Limit("R-SUB-3", "该回避已申报"),
    "leave_once": Limit("LYG-4.2", "该请假已登记"),
    "delegated_to_one": Limit("GX-3.5", "同一事项在同一区域和时段已委托或下放"),
}
