"""Permissions of this room, and what tells the roles apart."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from yicha.kernel.actor import Role


class OrgPermission(StrEnum):
    READ = "orgs.register.read"
    READ_ACCOUNTS = "orgs.account.read"
    EXPORT_ACCOUNTS = "orgs.account.export"
    LOAD_REGIONS = "orgs.region.load"
    CREATE_DEPARTMENT = "orgs.department.create"
    CLOSE_DEPARTMENT = "orgs.department.close"
    REGISTER_OFFICERS = "orgs.officer.register"
    TAKE_BACK_OFFICERS = "orgs.officer.take_back"
    TAKE_BACK_PLACES = "orgs.place.take_back"  # and delegations
    RELEASE_OFFICER = "orgs.officer.release"
    RENEW_CERTIFICATE = "orgs.officer.renew_certificate"
    RECORD_LEAVE = "orgs.officer.record_leave"
    DECLARE_RECUSAL = "orgs.recusal.declare"
    DECIDE_RECUSAL = "orgs.recusal.decide"
    FOUND_ADMINISTRATION = "orgs.administration.found"
    CREATE_ACCOUNT = "orgs.account.create"
    DISABLE_ACCOUNT = "orgs.account.disable"
    SET_PASSWORD = "orgs.account.set_password"  # noqa: S105 a permission, not a secret
    KEEP_OWN = "orgs.account.keep_own"  # sign in, own second factor, own sessions
    RECORD_REFUSED = "orgs.account.record_refused"
    END_SESSIONS = "orgs.account.end_sessions"
    ISSUE_LINK = "orgs.link.issue"
    CONFIRM_LINK = "orgs.link.confirm"
    PROPOSE_POST = "orgs.post.propose"
    APPROVE_POST = "orgs.post.approve"
    END_POST = "orgs.post.end"
    DELEGATE_POWER = "orgs.delegation.delegate"
    END_DELEGATION = "orgs.delegation.end"
    SUBSTITUTE = "orgs.substitution.substitute"
    END_SUBSTITUTION = "orgs.substitution.end"
    HAND_OVER = "orgs.account.hand_over"
    URGE = "orgs.department.urge"
    APPOINT_WITNESS = "orgs.witness.appoint"
    READ_PROGRAMS = "orgs.program.read"
    PROPOSE_PROGRAM = "orgs.program.propose"
    APPROVE_PROGRAM = "orgs.program.approve"
    EXPORT_SAFEGUARDS = "orgs.safeguard.export"  # programs and sign-in links as files
    END_PROGRAM = "orgs.program.end"
    READ_REDACTIONS = "orgs.redaction.read"
    ASK_REDACTION = "orgs.redaction.ask"
    DECIDE_REDACTION = "orgs.redaction.decide"
    EXPORT = "orgs.export.take"  # of rows that one may read: ask, take
    RELEASE_EXPORT = "orgs.export.release"  # for another
    FINISH_EXPORT = "orgs.export.finish"


ADMINISTRATORS: Final = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN})

WHOLE_REGION: Final = ADMINISTRATORS | {
    Role.COORDINATOR,
    Role.LEGAL_SUPERVISOR,
    Role.ZONE_COMMAND,
    Role.PROCURATORATE,
    Role.DATA_STEWARD,
}
"""Roles that look across the departments of their region; all others stand for one department."""

ROLE_NAMES: Final[Mapping[Role, str]] = {
    Role.COORDINATOR: "联席办",
    Role.DEPARTMENT_CLERK: "科室",
    Role.DEPARTMENT_HEAD: "分管领导",
    Role.TEAM_LEADER: "组长",
    Role.OFFICER: "检查员",
    Role.LEGAL_SUPERVISOR: "司法监督",
    Role.ZONE_COMMAND: "片区指挥",
    Role.PARK_COMMITTEE: "园区管委会",
    Role.PROCURATORATE: "检察联络",
    Role.DATA_STEWARD: "数据局",
    Role.ENTERPRISE: "企业",
    Role.SYSTEM_ADMIN: "系统管理员",
    Role.SECURITY_ADMIN: "安全管理员",
    Role.AUDIT_ADMIN: "审计管理员",
}
