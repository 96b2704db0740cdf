"""Who may be what: permissions of this room and the roles of the whole house."""

from enum import StrEnum
from typing import Final


class OrgPermission(StrEnum):
    READ = "orgs.register.read"
    READ_ACCOUNTS = "orgs.account.read"
    LOAD_REGIONS = "orgs.region.load"
    CREATE_DEPARTMENT = "orgs.department.create"
    REGISTER_OFFICERS = "orgs.officer.register"
    RELEASE_OFFICER = "orgs.officer.release"
    RENEW_CERTIFICATE = "orgs.officer.renew_certificate"
    RECORD_LEAVE = "orgs.officer.record_leave"
    DECLARE_RECUSAL = "orgs.recusal.declare"
    DECIDE_RECUSAL = "orgs.recusal.decide"
    FOUND_ADMINISTRATION = "orgs.administration.found"
    CREATE_ACCOUNT = "orgs.account.create"
    DISABLE_ACCOUNT = "orgs.account.disable"
    SET_PASSWORD = "orgs.account.set_password"  # noqa: S105 a permission, not a secret
    PROPOSE_POST = "orgs.post.propose"
    APPROVE_POST = "orgs.post.approve"
    END_POST = "orgs.post.end"
    DELEGATE_POWER = "orgs.delegation.delegate"
    END_DELEGATION = "orgs.delegation.end"
    SUBSTITUTE = "orgs.substitution.substitute"
    END_SUBSTITUTION = "orgs.substitution.end"
    HAND_OVER = "orgs.account.hand_over"


class Role(StrEnum):
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


ADMINISTRATORS: Final = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN})

WHOLE_REGION: Final = ADMINISTRATORS | {
    Role.COORDINATOR,
    Role.LEGAL_SUPERVISOR,
    Role.ZONE_COMMAND,
    Role.PROCURATORATE,
    Role.DATA_STEWARD,
}
"""Roles that look across the departments of their region; all others stand for one department."""
