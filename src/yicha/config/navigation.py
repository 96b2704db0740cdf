"""The side menus. One line per entry; who holds none of the permissions does not see it, nor where the room is not built in."""

from django.utils.translation import gettext_lazy as _

from yicha.appraisal.types import AppraisalPermission
from yicha.disclosure.types import DisclosurePermission
from yicha.draws.types import DrawPermission
from yicha.duties.types import DutyPermission
from yicha.enterprise.types import EnterprisePermission
from yicha.exchange.types import ExchangePermission
from yicha.feedback.types import FeedbackPermission
from yicha.field.types import FieldPermission
from yicha.followups.types import FollowUpPermission
from yicha.inspections.types import InspectionPermission
from yicha.items.types import ItemPermission
from yicha.kernel.actor import Role
from yicha.kernel.types import KernelPermission
from yicha.levels.types import LevelPermission
from yicha.lookups.types import LookupPermission
from yicha.norms.types import NormPermission
from yicha.orgs.types import OrgPermission
from yicha.permits.types import PermitPermission
from yicha.planning.types import PlanningPermission
from yicha.scenes.types import ScenePermission
from yicha.shell.types import Entry, Group
from yicha.subjects.types import SubjectPermission

OFFICE = (
    Role.COORDINATOR,
    Role.DEPARTMENT_CLERK,
    Role.DEPARTMENT_HEAD,
    Role.LEGAL_SUPERVISOR,
    Role.ZONE_COMMAND,
    Role.PARK_COMMITTEE,
    Role.DATA_STEWARD,
)
DEPARTMENT = (Role.DEPARTMENT_CLERK, Role.DEPARTMENT_HEAD)
RECEIVERS = (Role.COORDINATOR, Role.DEPARTMENT_HEAD, Role.ZONE_COMMAND, Role.PARK_COMMITTEE)  # who gives powers, who exercises them
OVERSEERS = (Role.COORDINATOR, Role.LEGAL_SUPERVISOR)
KEEPERS = (Role.SYSTEM_ADMIN, Role.AUDIT_ADMIN, Role.DATA_STEWARD)
FILINGS = (PlanningPermission.FILE_UNPLANNED, PlanningPermission.CONSENT_UNPLANNED)

MENU: tuple[Group, ...] = (
    Group("", (Entry(_("今日"), "today:today", "house", (KernelPermission.READ_NOTIFICATION,)),)),
    Group(
        _("统筹"),
        (
            Entry(_("计划汇总"), "planning:plans", "layers", (PlanningPermission.READ,), OVERSEERS),
            Entry(_("部门计划"), "planning:plans", "layers", (PlanningPermission.FILE_PLAN,), (Role.DEPARTMENT_CLERK,)),
            Entry(_("合并台"), "planning:programmes", "combine", (PlanningPermission.READ,), (*OVERSEERS, *DEPARTMENT)),
            Entry(_("任务进程"), "inspections:progress", "route", (InspectionPermission.READ,), (*OVERSEERS, *DEPARTMENT)),
            Entry(_("抽取"), "draws:draws", "dices", (DrawPermission.READ,)),
            Entry(_("排班日历"), "planning:schedule", "calendar-days", (PlanningPermission.READ,)),
            Entry(_("计划外"), "planning:unplanned", "file-plus", FILINGS),
            Entry(_("专项行动"), "planning:campaigns", "target", (PlanningPermission.READ,), (*OVERSEERS, *DEPARTMENT)),
            Entry(_("规则推演"), "planning:simulations", "flask-conical", (PlanningPermission.SIMULATE,)),
            Entry(_("无事不扰"), "planning:spared", "bell-off", (PlanningPermission.READ,), (*OVERSEERS, *DEPARTMENT)),
        ),
    ),
    Group(
        _("执行"),
        (
            Entry(_("检查任务"), "inspections:visits", "clipboard-check", (InspectionPermission.READ,)),
            Entry(_("任务签收"), "inspections:tasks", "clipboard-pen", (InspectionPermission.READ,), (*OVERSEERS, *DEPARTMENT)),
            Entry(_("协助请求"), "inspections:assistance", "siren", (InspectionPermission.ASSIST,)),
            Entry(_("吹哨报到"), "levels:whistles", "bell-ring", (LevelPermission.READ,), OFFICE),
            Entry(_("镇街巡查"), "levels:patrols", "footprints", (LevelPermission.PATROL,)),
            Entry(_("上级任务"), "levels:tasks", "landmark", (LevelPermission.READ,), (*OVERSEERS, *DEPARTMENT)),
            Entry(_("后续处置"), "followups:follow_ups", "wrench", (FollowUpPermission.READ,), (*OVERSEERS, *DEPARTMENT)),
            Entry(_("结果核定"), "inspections:review", "stamp", (InspectionPermission.CONCLUDE,)),
            Entry(_("现场检查"), "inspections:check", "smartphone", (InspectionPermission.RECORD,)),
            Entry(_("手机记录"), "phones:brought", "inbox", (FieldPermission.DECIDE,)),
        ),
    ),
    Group(
        _("底数"),
        (
            Entry(_("监管对象"), "subjects:subjects", "building-2", (SubjectPermission.READ,)),
            Entry(_("专项库"), "subjects:pools", "layers", (SubjectPermission.KEEP_POOL,)),
            Entry(_("执法人员"), "orgs:officers", "id-card", (OrgPermission.READ,), (*OFFICE, Role.TEAM_LEADER)),
            Entry(_("委托下放"), "orgs:delegations", "arrow-right-left", (OrgPermission.READ,), RECEIVERS),
            Entry(_("许可核查"), "permits:permits", "file-badge", (PermitPermission.READ,)),
            Entry(_("职责分工"), "duties:matrix", "network", (DutyPermission.READ,)),
            Entry(_("事项清单"), "items:items", "list-checks", (ItemPermission.READ,)),
            Entry(_("监控设备"), "inspections:devices", "cctv", (InspectionPermission.READ,)),
            Entry(_("清单审核"), "items:review", "file-check", (ItemPermission.PUBLISH,)),
            Entry(_("检查场景"), "scenes:scenes", "layout-list", (ScenePermission.READ,)),
        ),
    ),
    Group(
        _("公开"),
        (
            Entry(_("结果公示"), "disclosure:results", "megaphone", (DisclosurePermission.READ,)),
            Entry(_("动态曝光"), "disclosure:articles", "newspaper", (DisclosurePermission.READ,)),
            Entry(_("门户自查"), "portal:watch_inside", "activity", (DisclosurePermission.WATCH,)),
            Entry(_("数据交换"), "exchange:board", "arrow-left-right", (ExchangePermission.READ,)),
            Entry(_("资源目录"), "exchange:resources", "library", (ExchangePermission.READ_RESOURCE,)),
            Entry(_("数据质量"), "exchange:scorecards", "badge-check", (ExchangePermission.READ,)),
        ),
    ),
    Group(
        _("监督"),
        (
            Entry(_("企业评价"), "feedback:ratings", "smile", (FeedbackPermission.READ_RATINGS,)),
            Entry(_("申诉修复"), "feedback:petitions", "gavel", (FeedbackPermission.READ_PETITIONS,)),
            Entry(_("扫码反映"), "feedback:reports", "qr-code", (FeedbackPermission.READ_REPORTS,)),
            Entry(_("异议裁定"), "inspections:objections", "hand", (InspectionPermission.DECIDE_OBJECTION,)),
            Entry(_("结果时限"), "appraisal:deadlines", "timer", (AppraisalPermission.READ_DEADLINES,)),
            Entry(_("紧急补批"), "inspections:urgencies", "zap", (InspectionPermission.DECIDE_URGENCY, InspectionPermission.STOP)),
            Entry(_("行为监督"), "appraisal:oversight", "scale", (AppraisalPermission.OVERSEE,)),
        ),
    ),
    Group(
        _("系统"),
        (
            Entry(_("导出"), "orgs:exports", "download", (OrgPermission.EXPORT,)),
            Entry(_("部门"), "orgs:departments", "building", (OrgPermission.READ,), KEEPERS),
            Entry(_("账号"), "orgs:accounts", "users", (OrgPermission.READ_ACCOUNTS,)),
            Entry(_("任职"), "orgs:posts", "id-card", (OrgPermission.READ_ACCOUNTS,)),
            Entry(_("代办移交"), "orgs:substitutions", "user-cog", (OrgPermission.SUBSTITUTE, OrgPermission.HAND_OVER)),
            Entry(_("登录链接"), "orgs:links", "link", (OrgPermission.ISSUE_LINK, OrgPermission.CONFIRM_LINK)),
            Entry(_("投递失败"), "orgs:letters", "mail-x", (KernelPermission.RETRY_DEAD_LETTER,)),
            Entry(_("基础库"), "lookups:log", "book-search", (LookupPermission.READ_LOG,)),
            Entry(_("参数"), "norms:norms", "sliders-horizontal", (NormPermission.READ,), (*OVERSEERS, Role.SYSTEM_ADMIN)),
            Entry(_("上级平台"), "exchange:partners", "plug", (ExchangePermission.READ_PARTNER,)),
            Entry(_("事件订阅"), "exchange:subscriptions", "webhook", (ExchangePermission.READ_SUBSCRIPTION,)),
            Entry(_("手机"), "phones:register", "smartphone", (FieldPermission.CLOSE_LANE,), (Role.DEPARTMENT_CLERK, Role.SECURITY_ADMIN)),
            Entry(_("接入系统"), "orgs:programs", "key-round", (OrgPermission.READ_PROGRAMS,)),
            Entry(_("见证"), "orgs:witnesses", "shield-check", (OrgPermission.APPOINT_WITNESS,)),
            Entry(_("审计"), "orgs:audit", "scroll-text", (KernelPermission.READ_TRAIL,)),
            Entry(_("信息删除"), "orgs:redactions", "eraser", (OrgPermission.READ_REDACTIONS,)),
        ),
    ),
)

# The bottom bar of a phone, and the columns of the public site.
TABS: tuple[Entry, ...] = (
    Entry(_("检查"), "inspections:check", "clipboard-check", (InspectionPermission.RECORD,)),
    Entry(_("掌上检查"), "field:app", "smartphone", (InspectionPermission.RECORD,)),
    Entry(_("下次检查"), "firm:home", "calendar-days", (EnterprisePermission.READ,)),
    Entry(_("检查记录"), "firm:record", "clipboard-list", (EnterprisePermission.READ,)),
    Entry(_("整改"), "firm:orders", "wrench", (EnterprisePermission.READ,)),
    Entry(_("一业一册"), "firm:handbooks", "book-open", (EnterprisePermission.READ,)),
    Entry(_("评价异议"), "firm:voice", "smile", (EnterprisePermission.READ,)),
)
COLUMNS: tuple[Entry, ...] = (
    Entry(_("查结果"), "portal:results", "search", ()),
    Entry(_("查计划"), "portal:plans", "calendar-check", ()),
    Entry(_("查事项"), "portal:items", "list-checks", ()),
    Entry(_("查抽取"), "portal:draws", "dices", ()),
    Entry(_("一业一册"), "portal:handbooks", "book-open", ()),
    Entry(_("工作动态"), "portal:news", "newspaper", ()),
    Entry(_("反映问题"), "portal:problems", "megaphone", ()),
    Entry(_("开放数据"), "portal:data", "download", ()),
)
