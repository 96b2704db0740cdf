"""Who may do what. One line per permission, room by room; what stands nowhere, nobody may.

The three administrators (三员) share nothing: who creates accounts cannot grant rights, and neither can touch the trail.
"""

from collections.abc import Mapping

from yicha.appraisal.types import AppraisalPermission
from yicha.disclosure.types import DisclosurePermission
from yicha.draws.types import DrawPermission
from yicha.duties.types import DutyPermission
from yicha.enterprise.types import EnterprisePermission
from yicha.exchange.types import ExchangePermission
from yicha.feedback.types import FeedbackPermission
from yicha.field.types import FieldPermission
from yicha.followups.types import FollowUpPermission
from yicha.imports.types import ImportPermission
from yicha.inspections.types import InspectionPermission
from yicha.items.types import ItemPermission
from yicha.kernel.actor import Role
from yicha.kernel.types import KernelPermission
from yicha.levels.types import LevelPermission
from yicha.lookups.types import LookupPermission
from yicha.norms.types import NormPermission
from yicha.orgs.types import ADMINISTRATORS, OrgPermission, Scope
from yicha.permits.types import PermitPermission
from yicha.planning.types import PlanningPermission
from yicha.scenes.types import ScenePermission
from yicha.subjects.types import SubjectPermission

# Who works in an office of the county and reads what it holds.
OFFICE = (
    Role.COORDINATOR,
    Role.DEPARTMENT_CLERK,
    Role.DEPARTMENT_HEAD,
    Role.TEAM_LEADER,
    Role.OFFICER,
    Role.LEGAL_SUPERVISOR,
    Role.ZONE_COMMAND,
    Role.PARK_COMMITTEE,
    Role.DATA_STEWARD,
)

DEPARTMENT_PEOPLE = (Role.DEPARTMENT_CLERK, Role.DEPARTMENT_HEAD, Role.TEAM_LEADER, Role.OFFICER)

# Whose secret may go into a seed: never the office that runs the draw.
SECRET_HOLDERS = (Role.DEPARTMENT_HEAD, Role.LEGAL_SUPERVISOR)

GRANTS: Mapping[str, tuple[Role, ...]] = {
    # kernel
    KernelPermission.DECLARE_DEMO: (),  # the demo itself, in an empty database
    KernelPermission.RETRY_DEAD_LETTER: (Role.SYSTEM_ADMIN,),
    KernelPermission.REDACT_PAYLOAD: (),  # nobody by himself: what two persons decided
    KernelPermission.READ_NOTIFICATION: tuple(Role),
    KernelPermission.KEEP_FILE: tuple(Role),
    KernelPermission.RECORD_READ: tuple(Role),  # everybody leaves a mark; what may be seen, the query decides
    KernelPermission.READ_READS: (Role.AUDIT_ADMIN, Role.LEGAL_SUPERVISOR),
    KernelPermission.READ_TRAIL: (Role.AUDIT_ADMIN,),
    KernelPermission.ANCHOR_CHECKPOINT: (),  # the clock: once a day
    # norms
    NormPermission.READ: (*OFFICE, *ADMINISTRATORS),
    NormPermission.LOAD: (Role.SYSTEM_ADMIN,),
    NormPermission.LOAD_CALENDAR: (Role.SYSTEM_ADMIN,),
    # orgs
    OrgPermission.READ: (*OFFICE, *ADMINISTRATORS),
    OrgPermission.READ_ACCOUNTS: (*ADMINISTRATORS, Role.DEPARTMENT_HEAD),
    OrgPermission.EXPORT_ACCOUNTS: (Role.AUDIT_ADMIN, Role.DEPARTMENT_HEAD),  # not who creates them, nor who grants rights
    OrgPermission.LOAD_REGIONS: (Role.SYSTEM_ADMIN,),
    OrgPermission.CREATE_DEPARTMENT: (Role.SYSTEM_ADMIN,),
    OrgPermission.CLOSE_DEPARTMENT: (Role.SYSTEM_ADMIN,),
    OrgPermission.REGISTER_OFFICERS: (Role.DEPARTMENT_CLERK, Role.COORDINATOR),
    OrgPermission.TAKE_BACK_PLACES: (),  # follows from the undoing of an import: the system does it
    OrgPermission.TAKE_BACK_OFFICERS: (),  # follows from the undoing of an import: the system does it
    OrgPermission.RELEASE_OFFICER: (Role.DEPARTMENT_CLERK, Role.DEPARTMENT_HEAD),
    OrgPermission.RENEW_CERTIFICATE: (Role.DEPARTMENT_CLERK, Role.LEGAL_SUPERVISOR),
    OrgPermission.RECORD_LEAVE: (Role.DEPARTMENT_CLERK, Role.TEAM_LEADER),
    OrgPermission.DECLARE_RECUSAL: (Role.OFFICER, Role.TEAM_LEADER, Role.DEPARTMENT_CLERK, Role.ENTERPRISE),
    OrgPermission.DECIDE_RECUSAL: (Role.DEPARTMENT_HEAD,),
    OrgPermission.FOUND_ADMINISTRATION: (),  # the system itself, once
    OrgPermission.CREATE_ACCOUNT: (Role.SYSTEM_ADMIN,),
    OrgPermission.DISABLE_ACCOUNT: (Role.SYSTEM_ADMIN,),
    OrgPermission.SET_PASSWORD: tuple(Role),
    OrgPermission.KEEP_OWN: tuple(Role),
    OrgPermission.FINISH_EXPORT: (),  # the worker makes long files: the system does it
    OrgPermission.RECORD_REFUSED: (),  # the clock counts: the system does it
    OrgPermission.END_SESSIONS: (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN),
    OrgPermission.ISSUE_LINK: (Role.SYSTEM_ADMIN,),
    OrgPermission.CONFIRM_LINK: (Role.SECURITY_ADMIN, Role.AUDIT_ADMIN),
    OrgPermission.APPOINT_WITNESS: (Role.AUDIT_ADMIN,),  # who runs the machine does not choose who watches it
    OrgPermission.PROPOSE_POST: (Role.SECURITY_ADMIN,),
    OrgPermission.APPROVE_POST: (Role.AUDIT_ADMIN,),
    OrgPermission.END_POST: (Role.SECURITY_ADMIN,),
    OrgPermission.DELEGATE_POWER: (Role.DEPARTMENT_HEAD, Role.COORDINATOR),
    OrgPermission.END_DELEGATION: (Role.DEPARTMENT_HEAD, Role.COORDINATOR),
    OrgPermission.SUBSTITUTE: (Role.DEPARTMENT_HEAD,),
    OrgPermission.END_SUBSTITUTION: (Role.DEPARTMENT_HEAD,),
    OrgPermission.URGE: (Role.COORDINATOR, Role.LEGAL_SUPERVISOR, Role.DATA_STEWARD),
    OrgPermission.READ_PROGRAMS: (Role.DATA_STEWARD, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN),
    OrgPermission.PROPOSE_PROGRAM: (Role.SECURITY_ADMIN,),  # two persons open a door to the outside, one closes it
    OrgPermission.APPROVE_PROGRAM: (Role.AUDIT_ADMIN,),
    OrgPermission.EXPORT_SAFEGUARDS: (Role.AUDIT_ADMIN,),  # not who opens doors, nor who closes them
    OrgPermission.END_PROGRAM: (Role.SECURITY_ADMIN,),
    OrgPermission.EXPORT: (*OFFICE, Role.AUDIT_ADMIN),  # and the right to read the rows
    OrgPermission.RELEASE_EXPORT: (
        Role.COORDINATOR,
        Role.DEPARTMENT_HEAD,
        Role.LEGAL_SUPERVISOR,
        Role.DATA_STEWARD,
        Role.AUDIT_ADMIN,
    ),  # and the right to read the rows
    OrgPermission.HAND_OVER: (Role.DEPARTMENT_HEAD, Role.SECURITY_ADMIN),
    OrgPermission.READ_REDACTIONS: (Role.AUDIT_ADMIN, Role.LEGAL_SUPERVISOR),
    OrgPermission.ASK_REDACTION: (Role.AUDIT_ADMIN,),  # two persons take a trace away
    OrgPermission.DECIDE_REDACTION: (Role.LEGAL_SUPERVISOR,),
    # subjects
    SubjectPermission.READ: OFFICE,
    SubjectPermission.IMPORT: (Role.COORDINATOR, Role.DATA_STEWARD),
    SubjectPermission.REGISTER: (Role.COORDINATOR, Role.DATA_STEWARD),
    SubjectPermission.DESCRIBE: (Role.DEPARTMENT_CLERK, Role.COORDINATOR, Role.DATA_STEWARD),
    SubjectPermission.CLOSE: (Role.COORDINATOR, Role.DATA_STEWARD),
    SubjectPermission.TAKE_BACK: (),  # follows from the undoing of an import: the system does it
    SubjectPermission.MOVE: (Role.COORDINATOR, Role.DATA_STEWARD),
    SubjectPermission.MERGE: (Role.COORDINATOR, Role.DATA_STEWARD),
    SubjectPermission.KEEP_POOL: (Role.DEPARTMENT_CLERK, Role.COORDINATOR, Role.DATA_STEWARD),
    # items
    ItemPermission.READ: OFFICE,
    ItemPermission.PROPOSE: (Role.DEPARTMENT_CLERK,),
    ItemPermission.GIVE_OPINION: (Role.DEPARTMENT_CLERK, Role.DEPARTMENT_HEAD, Role.LEGAL_SUPERVISOR),
    ItemPermission.RETURN: (Role.DATA_STEWARD,),
    ItemPermission.PUBLISH: (Role.DATA_STEWARD,),
    ItemPermission.WITHDRAW: (Role.DATA_STEWARD,),
    ItemPermission.REGISTER_LAW_CHANGE: (Role.LEGAL_SUPERVISOR, Role.DATA_STEWARD),
    ItemPermission.ANSWER_LAW_TASK: (Role.DEPARTMENT_CLERK,),
    ItemPermission.LOAD_CATALOGUE: (Role.DATA_STEWARD,),
    ItemPermission.MAP: (Role.DEPARTMENT_CLERK, Role.DATA_STEWARD),
    # duties: the justice bureau decides disputes, the data bureau keeps who leads what
    DutyPermission.READ: OFFICE,
    DutyPermission.ASSIGN: (Role.DATA_STEWARD, Role.LEGAL_SUPERVISOR),
    DutyPermission.END: (Role.DATA_STEWARD, Role.LEGAL_SUPERVISOR),
    DutyPermission.RAISE_DISPUTE: (Role.DEPARTMENT_CLERK, Role.DEPARTMENT_HEAD, Role.COORDINATOR),
    DutyPermission.STATE_CLAIM: (Role.DEPARTMENT_CLERK, Role.DEPARTMENT_HEAD),
    DutyPermission.REVIEW_DISPUTE: (Role.LEGAL_SUPERVISOR,),
    DutyPermission.DECIDE_DISPUTE: (Role.LEGAL_SUPERVISOR,),
    DutyPermission.REPORT_CONFLICT: (Role.DEPARTMENT_CLERK, Role.DEPARTMENT_HEAD, Role.COORDINATOR, Role.LEGAL_SUPERVISOR),
    DutyPermission.GIVE_OPINION: (Role.DEPARTMENT_CLERK, Role.DEPARTMENT_HEAD),
    DutyPermission.SETTLE_CONFLICT: (Role.DEPARTMENT_HEAD,),
    DutyPermission.DRAFT_POLICY: (Role.DEPARTMENT_CLERK, Role.COORDINATOR),
    DutyPermission.ISSUE_POLICY: (Role.DEPARTMENT_HEAD, Role.COORDINATOR),
    DutyPermission.LIST_RESOURCE: (Role.DEPARTMENT_CLERK,),
    DutyPermission.RECORD_MINUTES: (Role.DEPARTMENT_CLERK, Role.COORDINATOR, Role.LEGAL_SUPERVISOR),
    DutyPermission.TAKE_BACK: (),  # follows from the undoing of an import: the system does it
    DutyPermission.FINISH_FOLLOW_UP: (Role.DEPARTMENT_CLERK, Role.DEPARTMENT_HEAD),
    # scenes: the lead or the joint office proposes, the justice bureau reviews, the joint office publishes
    ScenePermission.READ: OFFICE,
    ScenePermission.SUGGEST: (Role.COORDINATOR, Role.LEGAL_SUPERVISOR),
    ScenePermission.PROPOSE: (Role.DEPARTMENT_CLERK, Role.COORDINATOR),
    ScenePermission.REVIEW: (Role.LEGAL_SUPERVISOR,),
    ScenePermission.PUBLISH: (Role.COORDINATOR,),
    ScenePermission.WITHDRAW: (Role.COORDINATOR,),
    ScenePermission.DROP: (Role.COORDINATOR,),
    # permits: the data bureau takes the feed over, an inspection closes the loop
    PermitPermission.READ: OFFICE,
    PermitPermission.RECEIVE: (Role.DATA_STEWARD,),
    PermitPermission.FEED: (),  # a program with a token of its own
    PermitPermission.DEFINE_KIND: (Role.DATA_STEWARD,),
    PermitPermission.RECORD_CHECK: (),  # follows from the conclusion: the system does it
    # lookups: for a duty or a task, on the record
    LookupPermission.ASK: DEPARTMENT_PEOPLE,
    LookupPermission.TAKE_OVER: (Role.DEPARTMENT_CLERK,),
    LookupPermission.READ_LOG: (Role.AUDIT_ADMIN, Role.LEGAL_SUPERVISOR),
    # draws: the coordinator runs the ceremony, participants hold the secrets
    DrawPermission.READ: OFFICE,
    DrawPermission.FREEZE: (Role.COORDINATOR,),
    DrawPermission.COMMIT: SECRET_HOLDERS,
    DrawPermission.SEAL: (Role.COORDINATOR,),
    DrawPermission.REVEAL: SECRET_HOLDERS,
    DrawPermission.INVITE: (Role.COORDINATOR,),
    DrawPermission.RECORD_BEACON: (Role.COORDINATOR, Role.LEGAL_SUPERVISOR),  # two persons type it
    DrawPermission.RUN: (Role.COORDINATOR,),
    DrawPermission.VOID: (Role.COORDINATOR, Role.LEGAL_SUPERVISOR),  # one proposes, another confirms
    DrawPermission.REHEARSE: (Role.COORDINATOR,),
    DrawPermission.LOG: (),  # part of sealing and running
    DrawPermission.REPLAY: SECRET_HOLDERS,  # not the office that ran it
    DrawPermission.READ_SEALED: (Role.COORDINATOR, Role.LEGAL_SUPERVISOR),
    # planning: departments file and object, the joint conference's office merges and adopts
    PlanningPermission.READ: OFFICE,
    PlanningPermission.FILE_PLAN: (Role.DEPARTMENT_CLERK,),
    PlanningPermission.RETURN_PLAN: (Role.COORDINATOR,),
    PlanningPermission.RECORD_PAST_CHECKS: (Role.COORDINATOR, Role.DATA_STEWARD),
    PlanningPermission.FREEZE: (Role.COORDINATOR,),
    PlanningPermission.MERGE: (Role.COORDINATOR,),
    PlanningPermission.AMEND: (Role.COORDINATOR,),
    PlanningPermission.CONSULT: (Role.COORDINATOR,),
    PlanningPermission.CLOSE_CONSULTATION: (),  # the clock: when the term for opinions is over
    PlanningPermission.GIVE_OPINION: (Role.DEPARTMENT_CLERK, Role.DEPARTMENT_HEAD),
    PlanningPermission.ADOPT: (Role.COORDINATOR,),
    PlanningPermission.PLACE_LATE: (Role.COORDINATOR,),
    PlanningPermission.REPLAN: (Role.COORDINATOR,),
    PlanningPermission.RUN_REPLAN: (),  # follows from the asking: the worker does it
    PlanningPermission.FREEZE_STAFFING: (Role.COORDINATOR,),
    PlanningPermission.STAFF: (),  # follows from the draw: the system does it
    PlanningPermission.NOTIFY_VISIT: (Role.DEPARTMENT_CLERK,),
    PlanningPermission.FINISH_VISIT: (Role.DEPARTMENT_HEAD,),
    PlanningPermission.SCHEDULE: (Role.DEPARTMENT_CLERK, Role.COORDINATOR),
    PlanningPermission.ASK_HOURS: (Role.ENTERPRISE,),
    PlanningPermission.CANCEL_VISIT: (Role.COORDINATOR, Role.LEGAL_SUPERVISOR),
    PlanningPermission.FILE_UNPLANNED: (Role.DEPARTMENT_CLERK,),
    PlanningPermission.CONSENT_UNPLANNED: (Role.COORDINATOR,),
    PlanningPermission.PLAN_UNPLANNED: (Role.DEPARTMENT_CLERK,),
    PlanningPermission.PLAN_TRIGGERED: (Role.DEPARTMENT_CLERK,),
    PlanningPermission.PROPOSE_CAMPAIGN: (Role.DEPARTMENT_CLERK,),
    PlanningPermission.APPROVE_CAMPAIGN: (Role.COORDINATOR,),
    PlanningPermission.PUBLISH_CAMPAIGN: (Role.COORDINATOR,),
    PlanningPermission.SPARE_SUBJECT: (Role.COORDINATOR,),
    PlanningPermission.SIMULATE: (Role.COORDINATOR,),
    PlanningPermission.RUN_SIMULATION: (),  # follows from the asking: the worker does it
    # inspections: clerks give notice, who was drawn checks, heads conclude
    InspectionPermission.READ: OFFICE,
    InspectionPermission.OPEN: (),  # follows from the draw of officers: the system does it
    InspectionPermission.NOTIFY: (Role.DEPARTMENT_CLERK,),
    InspectionPermission.SCAN_IN: (Role.TEAM_LEADER, Role.OFFICER),
    InspectionPermission.SIGN_FOR: DEPARTMENT_PEOPLE,  # an officer only where he was drawn
    InspectionPermission.NAME_COMPANION: (Role.DEPARTMENT_CLERK, Role.TEAM_LEADER, Role.OFFICER),
    InspectionPermission.ASSIST: (Role.ZONE_COMMAND, Role.LEGAL_SUPERVISOR, Role.TEAM_LEADER, Role.DEPARTMENT_HEAD),
    InspectionPermission.RECORD: (Role.TEAM_LEADER, Role.OFFICER),
    InspectionPermission.CONCLUDE: (Role.DEPARTMENT_HEAD,),
    InspectionPermission.RETURN: (Role.DEPARTMENT_HEAD,),
    InspectionPermission.DECIDE_URGENCY: (Role.DEPARTMENT_HEAD,),  # of the department that leads
    InspectionPermission.STOP: (Role.LEGAL_SUPERVISOR,),  # and letting it go on, or ending it
    InspectionPermission.OBJECT: (Role.ENTERPRISE, Role.DEPARTMENT_CLERK),  # the clerk for who calls
    InspectionPermission.ENTRUST: (Role.DEPARTMENT_HEAD,),  # the own part; or ending what the own department was entrusted with
    InspectionPermission.KEEP_DEVICE: (Role.DEPARTMENT_CLERK, Role.DEPARTMENT_HEAD),  # of the own department
    InspectionPermission.REVIEW_DEVICE: (Role.DEPARTMENT_HEAD,),
    InspectionPermission.TAKE_BACK_DEVICES: (),  # follows from the undoing of an import: the system does it
    InspectionPermission.HAND_IN: (Role.ENTERPRISE,),  # papers of an off-site check
    InspectionPermission.DECIDE_OBJECTION: (Role.LEGAL_SUPERVISOR,),
    InspectionPermission.MAKE_DOCUMENT: DEPARTMENT_PEOPLE,  # of a department that comes
    InspectionPermission.FILE_CASE: (Role.DEPARTMENT_CLERK,),  # of the department that leads
    InspectionPermission.DELIVER: DEPARTMENT_PEOPLE,
    InspectionPermission.OPEN_ORIGINAL: (*DEPARTMENT_PEOPLE, Role.LEGAL_SUPERVISOR),  # for a purpose, which leaves a mark
    InspectionPermission.CANCEL: (Role.COORDINATOR, Role.LEGAL_SUPERVISOR),
    InspectionPermission.WITHDRAW: (Role.DEPARTMENT_HEAD, Role.COORDINATOR, Role.LEGAL_SUPERVISOR),  # the head his own department's part
    # field: who checks brings what his phone holds; the leader decides what cannot count by itself
    FieldPermission.WORK: (Role.TEAM_LEADER, Role.OFFICER),
    FieldPermission.HAND_IN: DEPARTMENT_PEOPLE,  # any desk: the file is sealed and signed
    FieldPermission.CLOSE_LANE: (*DEPARTMENT_PEOPLE, Role.SECURITY_ADMIN),  # a lost phone cannot wait
    FieldPermission.FORCE: (Role.TEAM_LEADER, Role.OFFICER, Role.DEPARTMENT_HEAD),  # and the clock, after the days of the norm
    FieldPermission.DECIDE: (Role.TEAM_LEADER, Role.OFFICER, Role.DEPARTMENT_HEAD),
    InspectionPermission.CORRECT: (Role.DEPARTMENT_HEAD, Role.LEGAL_SUPERVISOR),  # by deciding an appeal
    # followups: who checked follows up; the firm or who takes its paper reports; the head ends
    FollowUpPermission.READ: OFFICE,
    FollowUpPermission.OPEN: (),  # follows from the conclusion: the system does it
    FollowUpPermission.DECIDE: (Role.DEPARTMENT_CLERK, Role.DEPARTMENT_HEAD),
    FollowUpPermission.SETTLE: (Role.DEPARTMENT_CLERK, Role.DEPARTMENT_HEAD),
    FollowUpPermission.DROP: (Role.DEPARTMENT_HEAD,),
    FollowUpPermission.EDUCATE: (Role.DEPARTMENT_HEAD,),
    FollowUpPermission.ISSUE: (Role.DEPARTMENT_CLERK, Role.DEPARTMENT_HEAD),
    FollowUpPermission.GIVE: (Role.TEAM_LEADER, Role.OFFICER),
    FollowUpPermission.DELIVER: (Role.DEPARTMENT_CLERK,),
    FollowUpPermission.REPORT: (Role.ENTERPRISE, Role.DEPARTMENT_CLERK),  # the clerk for who brings paper
    FollowUpPermission.RECHECK: (Role.DEPARTMENT_CLERK,),
    FollowUpPermission.CONCLUDE: (Role.DEPARTMENT_HEAD,),
    FollowUpPermission.WITHDRAW: (Role.DEPARTMENT_HEAD,),
    FollowUpPermission.CIRCULATE: (Role.DEPARTMENT_HEAD, Role.COORDINATOR),
    FollowUpPermission.ACKNOWLEDGE: (Role.DEPARTMENT_CLERK, Role.DEPARTMENT_HEAD),
    FollowUpPermission.REMIND: (),  # the clock: when the term is over
    # levels: towns and zones whistle, departments report; tasks from above are claimed, executed, ended, fed back
    LevelPermission.READ: OFFICE,
    LevelPermission.WHISTLE: (Role.ZONE_COMMAND, Role.PARK_COMMITTEE, Role.DEPARTMENT_CLERK, Role.COORDINATOR),
    LevelPermission.PATROL: (Role.ZONE_COMMAND, Role.PARK_COMMITTEE, Role.DEPARTMENT_CLERK),
    LevelPermission.REPORT: (Role.DEPARTMENT_CLERK, Role.DEPARTMENT_HEAD),
    LevelPermission.RELEASE: (Role.COORDINATOR,),
    LevelPermission.ESCALATE: (),  # the clock: when the time to report is over
    LevelPermission.VISIT: (Role.DEPARTMENT_CLERK,),
    LevelPermission.RECEIVE: (Role.COORDINATOR,),
    LevelPermission.DISPATCH: (),  # the system of the level above
    LevelPermission.WORK: (),  # a department's own system
    LevelPermission.CLAIM: (Role.DEPARTMENT_CLERK, Role.DEPARTMENT_HEAD),
    LevelPermission.EXECUTE: (Role.DEPARTMENT_CLERK,),
    LevelPermission.END: (Role.DEPARTMENT_CLERK,),
    LevelPermission.FEED_BACK: (Role.DEPARTMENT_HEAD,),
    # disclosure: who checks publishes
    DisclosurePermission.READ: OFFICE,
    DisclosurePermission.DRAFT: (),  # follows from the conclusion: the system does it
    DisclosurePermission.PUBLISH: (Role.DEPARTMENT_HEAD,),
    DisclosurePermission.ANNUL: (Role.DEPARTMENT_CLERK, Role.DEPARTMENT_HEAD, Role.LEGAL_SUPERVISOR),  # who hears of the decision
    DisclosurePermission.REPORT_ANNULMENT: (),  # a department's own system
    DisclosurePermission.WITHDRAW: (Role.DEPARTMENT_HEAD,),
    DisclosurePermission.WRITE: (Role.DEPARTMENT_CLERK, Role.COORDINATOR),
    DisclosurePermission.REVIEW: (Role.DEPARTMENT_HEAD, Role.COORDINATOR),
    DisclosurePermission.EXPLAIN: (Role.COORDINATOR,),
    DisclosurePermission.WATCH: (Role.COORDINATOR, Role.DATA_STEWARD, Role.SYSTEM_ADMIN),
    # exchange: what departments concluded goes up; the data bureau carries it, who provided it mends it
    ExchangePermission.READ: (Role.COORDINATOR, Role.DATA_STEWARD, Role.LEGAL_SUPERVISOR, Role.DEPARTMENT_CLERK, Role.DEPARTMENT_HEAD),
    ExchangePermission.MAP: (),  # follows from the conclusion: the system does it
    ExchangePermission.GIVE: (),  # a department's own system
    ExchangePermission.ENTER: (Role.DEPARTMENT_CLERK,),  # of a department without a system, after its own check
    ExchangePermission.FETCH: (),  # likewise: what a message's number stands for
    ExchangePermission.MEND: (Role.DEPARTMENT_CLERK, Role.DATA_STEWARD),
    ExchangePermission.WITHDRAW: (Role.DEPARTMENT_HEAD,),
    ExchangePermission.BATCH: (Role.DATA_STEWARD,),
    ExchangePermission.SEND: (Role.DATA_STEWARD,),
    ExchangePermission.ANSWER: (Role.DATA_STEWARD,),
    ExchangePermission.SET_ASIDE: (),  # what came in a folder and nobody can make out: the clock
    ExchangePermission.COMPARE: (),  # the clock, every night
    ExchangePermission.FLOW_BACK: (),  # the clock: what was accepted goes back to the lower levels
    ExchangePermission.READ_BACKFLOW: (Role.COORDINATOR, Role.DATA_STEWARD, *DEPARTMENT_PEOPLE[:2]),
    ExchangePermission.EXPLAIN: (Role.DEPARTMENT_CLERK,),
    ExchangePermission.READ_PARTNER: (Role.DATA_STEWARD, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN),
    ExchangePermission.PROPOSE_PARTNER: (Role.SECURITY_ADMIN,),  # two persons open a door to the outside, one closes it
    ExchangePermission.APPROVE_PARTNER: (Role.AUDIT_ADMIN,),
    ExchangePermission.END_PARTNER: (Role.SECURITY_ADMIN,),
    ExchangePermission.READ_SUBSCRIPTION: (Role.DATA_STEWARD, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN),
    ExchangePermission.PROPOSE_SUBSCRIPTION: (Role.SECURITY_ADMIN,),  # as with the level above
    ExchangePermission.APPROVE_SUBSCRIPTION: (Role.AUDIT_ADMIN,),
    ExchangePermission.END_SUBSCRIPTION: (Role.SECURITY_ADMIN,),
    ExchangePermission.TELL: (),  # follows from what happened: the system does it
    ExchangePermission.RESEND: (Role.DATA_STEWARD,),
    ExchangePermission.READ_RESOURCE: (Role.COORDINATOR, Role.DATA_STEWARD, Role.LEGAL_SUPERVISOR, *DEPARTMENT_PEOPLE[:2]),
    ExchangePermission.DRAFT_RESOURCE: (Role.DEPARTMENT_CLERK,),  # clerk drafts, head reviews, data bureau publishes
    ExchangePermission.REVIEW_RESOURCE: (Role.DEPARTMENT_HEAD,),
    ExchangePermission.PUBLISH_RESOURCE: (Role.DATA_STEWARD,),
    ExchangePermission.ASK_SHARE: (Role.DEPARTMENT_CLERK,),
    ExchangePermission.CHECK_SHARE: (Role.DATA_STEWARD,),
    ExchangePermission.ANSWER_SHARE: (Role.DEPARTMENT_HEAD,),
    DisclosurePermission.CORRECT: (Role.DEPARTMENT_HEAD, Role.LEGAL_SUPERVISOR),  # by deciding an appeal
    # feedback: enterprises rate, appeal and ask; departments read sums of ratings, the legal supervisor alone looks into one
    FeedbackPermission.RATE: (Role.ENTERPRISE,),
    FeedbackPermission.READ_RATINGS: (Role.COORDINATOR, Role.DEPARTMENT_CLERK, Role.DEPARTMENT_HEAD, Role.LEGAL_SUPERVISOR),
    FeedbackPermission.OPEN_RATING: (Role.LEGAL_SUPERVISOR,),
    FeedbackPermission.PETITION: (Role.ENTERPRISE,),
    FeedbackPermission.READ_PETITIONS: (Role.COORDINATOR, Role.DEPARTMENT_CLERK, Role.DEPARTMENT_HEAD, Role.LEGAL_SUPERVISOR),
    FeedbackPermission.DECIDE_PETITION: (Role.DEPARTMENT_HEAD, Role.LEGAL_SUPERVISOR),
    FeedbackPermission.REPORT: (),  # anybody at a shop's door, without an account
    FeedbackPermission.READ_REPORTS: (Role.COORDINATOR, Role.DEPARTMENT_CLERK, Role.DEPARTMENT_HEAD, Role.LEGAL_SUPERVISOR),
    FeedbackPermission.HANDLE_REPORT: (Role.COORDINATOR, Role.DEPARTMENT_CLERK),
    # appraisal: supervision of supervisors
    AppraisalPermission.OVERSEE: (Role.LEGAL_SUPERVISOR,),
    # a head the own department's
    AppraisalPermission.READ_DEADLINES: (Role.COORDINATOR, Role.DEPARTMENT_HEAD, Role.LEGAL_SUPERVISOR, Role.PROCURATORATE),
    # imports: whoever may write one of the registers; which one, the register's own permission says
    ImportPermission.RUN: (
        Role.COORDINATOR,
        Role.DATA_STEWARD,
        Role.DEPARTMENT_CLERK,
        Role.DEPARTMENT_HEAD,
        Role.LEGAL_SUPERVISOR,
        Role.SYSTEM_ADMIN,
    ),
    ImportPermission.FINISH: (),  # somebody has asked for it: the system does it
    # enterprise: its own inspections, and nobody else's
    EnterprisePermission.READ: (Role.ENTERPRISE,),
}

ROLES: Mapping[str, frozenset[str]] = {
    role: frozenset(str(permission) for permission, roles in GRANTS.items() if role in roles) for role in Role
}

TASK_STEPS = (LevelPermission.CLAIM, LevelPermission.EXECUTE, LevelPermission.END, LevelPermission.FEED_BACK)
# What a program may that was admitted for a scope (`orgs/types/programs.py`): the right to call, held by no role, and what the call does.
SCOPES: Mapping[str, frozenset[str]] = {
    Scope.PERMITS: frozenset({PermitPermission.FEED, PermitPermission.RECEIVE, SubjectPermission.IMPORT, SubjectPermission.READ}),
    Scope.RECORDS: frozenset(
        {
            ExchangePermission.GIVE,
            ExchangePermission.FETCH,
            ExchangePermission.READ_BACKFLOW,
            DisclosurePermission.REPORT_ANNULMENT,
            DisclosurePermission.ANNUL,
        }
    ),
    Scope.TASKS: frozenset({LevelPermission.DISPATCH, LevelPermission.RECEIVE, KernelPermission.KEEP_FILE}),
    Scope.TASK_WORK: frozenset({LevelPermission.WORK, ExchangePermission.FETCH, *TASK_STEPS, PlanningPermission.PLAN_TRIGGERED}),
}
