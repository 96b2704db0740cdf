"""Who acts. A frozen value: interfaces build it once per request, rules and use cases only read it."""

from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """What a person may be here. Which permissions that gives stands in `config/roles.py`."""

    COORDINATOR = "coordinator"  # 联席办
    DEPARTMENT_CLERK = "department_clerk"  # 科室
    DEPARTMENT_HEAD = "department_head"  # 分管领导
    TEAM_LEADER = "team_leader"  # 组长
    OFFICER = "officer"  # 检查员
    LEGAL_SUPERVISOR = "legal_supervisor"  # 司法监督
    ZONE_COMMAND = "zone_command"  # 片区指挥
    PARK_COMMITTEE = "park_committee"  # 园区管委会
    PROCURATORATE = "procuratorate"  # 检察联络
    DATA_STEWARD = "data_steward"  # 数据局
    ENTERPRISE = "enterprise"  # 企业
    SYSTEM_ADMIN = "system_admin"  # 系统管理员
    SECURITY_ADMIN = "security_admin"  # 安全管理员
    AUDIT_ADMIN = "audit_admin"  # 审计管理员


@dataclass(frozen=True)
class Actor:
    """`region` is a path such as `62/6207/620799`; empty means no jurisdiction at all, never all of it."""

    id: str
    name: str
    region: str = ""
    department: str = ""
    role: str = ""
    whole_region: bool = False  # acts for every department of the region, not only for its own
    permissions: frozenset[str] = field(default_factory=frozenset)
    system: bool = False
    stands_in_for: str = ""  # 代办: the account whose post was lent; `id` stays the person who acts

    def may(self, permission: str) -> bool:
        return self.system or permission in self.permissions

    def covers(self, region_path: str) -> bool:
        """Its own region or one below it. `62` covers `62/6207`, not `6299`."""
        if self.system:
            return True
        return bool(self.region) and (region_path == self.region or region_path.startswith(f"{self.region}/"))

    def acts_for(self, department_code: str) -> bool:
        if self.system:
            return True
        return bool(department_code) and (self.whole_region or department_code == self.department)


SYSTEM = Actor(id="system", name="系统", system=True)
NOBODY = Actor(id="", name="访客")
