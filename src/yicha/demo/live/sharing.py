"""职责分工 of 青禾县, what its departments dispute, its policies and resources, and the permits that came in."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from uuid import UUID

from yicha.demo.county.regions import department_code
from yicha.demo.live.incidents import TODAY, days
from yicha.demo.story import Story, moment
from yicha.duties.actions.assign_duty import assign_duty
from yicha.duties.actions.decide_dispute import decide_dispute
from yicha.duties.actions.draft_policy import draft_policy
from yicha.duties.actions.finish_follow_up import finish_follow_up
from yicha.duties.actions.give_conflict_opinion import give_conflict_opinion
from yicha.duties.actions.list_resource import list_resource
from yicha.duties.actions.open_round import open_round
from yicha.duties.actions.raise_dispute import raise_dispute
from yicha.duties.actions.record_minutes import record_minutes
from yicha.duties.actions.register_policy import register_policy
from yicha.duties.actions.report_conflict import report_conflict
from yicha.duties.actions.review_dispute import review_dispute
from yicha.duties.actions.state_claim import state_claim
from yicha.duties.types import (
    AssignDuty,
    ConflictKind,
    DecideDispute,
    DisputeKind,
    DraftPolicy,
    FinishFollowUp,
    GiveConflictOpinion,
    Instrument,
    ListResource,
    MinutesKind,
    OpenRound,
    Part,
    Provision,
    RaiseDispute,
    RecordMinutes,
    RegisterPolicy,
    ReportConflict,
    ResourceKind,
    ReviewDispute,
    Stance,
    StateClaim,
    Task,
)
from yicha.items.types import ItemRow
from yicha.kernel.actor import Actor, Role
from yicha.kernel.uploads import upload
from yicha.orgs.types import DepartmentKind
from yicha.permits.actions.define_permit_kind import define_permit_kind
from yicha.permits.actions.receive_permits import receive_permits
from yicha.permits.types import DefinePermitKind, PermitRow, ReceivePermits

MARKET, FIRE, HOUSING, CITY = (department_code(number) for number in ("01", "03", "04", "09"))
STEPS = ("plan", "check", "recheck", "penalty", "coercion", "publish")
UNSETTLED = 3  # departments for which no instrument was found yet
SCHEME = "青禾县县级部门职能配置、内设机构和人员编制规定（2024年）"


def settle_duties(story: Story) -> None:
    """In November: who leads by the staffing schemes, who assists by a decision of the government; the last departments wait."""
    story.steady.at(moment(date(story.year - 1, 11, 12)))
    story.tell("职责分工 · who leads what")
    steward, begin = story.who(Role.DATA_STEWARD), TODAY.replace(month=1, day=1)
    for department in story.departments[:-UNSETTLED]:
        codes = tuple(row.code for row in _items(story, department))
        given = (Part.LEAD, begin, Instrument.STAFFING_SCHEME, SCHEME)
        lead = AssignDuty(story.place, codes, STEPS, department, *given)
        story.steady.do(assign_duty, steward, lead)
    code = (next(_items(story, MARKET)).code,)
    what = "核查安全出口、用火用电和消防设施"
    decision = (FIRE, Part.ASSIST, begin, Instrument.GOVERNMENT_DECISION, "青政办发〔2025〕31号")
    story.steady.do(assign_duty, steward, AssignDuty(story.place, code, ("check",), *decision, share=what))
    town = next(row for row in story.county.departments if row.kind is DepartmentKind.TOWN_GOVERNMENT)
    lent = (town.code, Part.LEAD, begin, Instrument.GOVERNMENT_DECISION, "青政发〔2025〕12号")
    story.steady.do(assign_duty, steward, AssignDuty(f"{story.place}/{town.region}", code, ("recheck",), *lent))


def disagree(story: Story) -> None:
    """A dispute decided, a new business under way, and two rules that do not fit."""
    item = list(_items(story, HOUSING))[-1].code
    begun = _raised(story, -40, RaiseDispute(story.place, CITY, DisputeKind.COMPETENCE, *CHARGING, (HOUSING,), item, ("check",)))
    for department, words in ((CITY, "占用公共场地的由本局管理，安装不在职责内"), (HOUSING, "小区内的安装由住房主管部门牵头")):
        clerk = story.who(Role.DEPARTMENT_CLERK, department)
        stance = Stance.LEAD if department == HOUSING else Stance.ASSIST
        story.steady.do(state_claim, clerk, StateClaim(begun, department, stance, words), days(-36))
    justice = story.who(Role.LEGAL_SUPERVISOR)
    story.steady.do(review_dispute, justice, ReviewDispute(begun), days(-30))
    decided = DecideDispute(begun, HOUSING, ((CITY, "清理占用公共场地的充电设施"),), "按领域归口，住宅小区内由住房主管部门牵头")
    story.steady.do(decide_dispute, justice, decided, days(-28))
    rooms = _raised(story, -3, RaiseDispute(story.place, MARKET, DisputeKind.NEW_BUSINESS, *ESCAPE_ROOMS, (FIRE, CITY)))
    clerk = story.who(Role.DEPARTMENT_CLERK, FIRE)
    story.steady.do(state_claim, clerk, StateClaim(rooms, FIRE, Stance.ASSIST, "可以检查疏散和用电，经营内容不在职责内"), days(-1))
    _conflict(story)


CHARGING = ("小区电动自行车充电桩由谁监管", "小区内新装充电桩逐年增加，占用公共场地、私拉电线均有投诉，两部门都没有列入检查计划。")
ESCAPE_ROOMS = ("密室逃脱类场所由谁牵头", "登记为文化娱乐服务，实际搭建布景和机械装置，全县已有四家，现有事项清单没有对应事项。")


def _raised(story: Story, when: int, command: RaiseDispute) -> int:
    return story.steady.do(raise_dispute, story.who(Role.DEPARTMENT_CLERK, command.raised_by), command, days(when)).dispute


def _conflict(story: Story) -> None:
    first = Provision("餐饮服务场所管理规定第九条", "疏散通道净宽不少于1.10米")
    second = Provision("小型经营场所消防安全要求第四条", "疏散通道净宽不少于0.90米")
    what = (ConflictKind.INCONSISTENT, "餐饮场所疏散通道宽度两个数", (first, second), "同一场所两个部门按不同宽度检查，企业无所适从")
    clerk = story.who(Role.DEPARTMENT_CLERK, MARKET)
    made = story.steady.do(report_conflict, clerk, ReportConflict(story.place, *what, MARKET, FIRE), days(-20))
    said = GiveConflictOpinion(made.conflict, MARKET, "建议统一按1.10米，已建成的给过渡期")
    story.steady.do(give_conflict_opinion, clerk, said, days(-18))


def issue_policies(story: Story) -> None:
    """One in force, one draft on which opinions are heard; and what can be called upon."""
    clerk, item = story.who(Role.DEPARTMENT_CLERK, MARKET), next(_items(story, MARKET)).code
    issued = ("关于推进餐饮服务综合监管的实施意见", "青政办发〔2025〕31号", "青禾县人民政府办公室", date(story.year - 1, 10, 20))
    kept = partial(_file, story, clerk)
    story.steady.do(register_policy, clerk, RegisterPolicy(story.place, MARKET, *issued, kept("意见正文"), (item,)), days(-10))
    draft = DraftPolicy(story.place, MARKET, "食品经营检查细则（征求意见稿）", kept("细则草案"), (item,))
    drafted = story.steady.do(draft_policy, clerk, draft, days(-4)).policy
    story.steady.do(open_round, clerk, OpenRound(drafted, (FIRE, HOUSING, CITY)), days(-4, 11))
    for department, kind, name, contact, available in RESOURCES:
        owner = story.who(Role.DEPARTMENT_CLERK, department)
        story.steady.do(list_resource, owner, ListResource(story.place, department, kind, name, contact, available), days(-9))


RESOURCES = (
    (MARKET, ResourceKind.SYSTEM, "阳光餐饮后厨监控", "餐饮科 值班电话8622", "全天，其他部门登记后可看"),
    (MARKET, ResourceKind.LABORATORY, "食品快检室", "检验科 值班电话8631", "工作日，提前一天送样"),
    (FIRE, ResourceKind.EQUIPMENT, "便携式烟感测试仪12套", "防火科 值班电话8119", "提前两天预约"),
    (HOUSING, ResourceKind.MECHANISM, "自建房安全联合鉴定机制", "房管科 值班电话8455", "联席办发起，三日内到场"),
)


def meet(story: Story) -> None:
    """A meeting that left two tasks, one of them done."""
    agreed = "统一按较严的疏散通道宽度检查；已建成的餐饮场所给三个月过渡期，期间只提示、不处罚。"
    tasks = (Task(FIRE, "印发过渡期提示单样式", days(6).date()), Task(MARKET, "把提示单并入食品经营检查", days(1).date()))
    told = (MinutesKind.MEETING, "餐饮场所疏散通道检查口径会商", days(-7).date(), (FIRE, HOUSING), agreed, tasks)
    clerk = story.who(Role.DEPARTMENT_CLERK, MARKET)
    made = story.steady.do(record_minutes, clerk, RecordMinutes(story.place, MARKET, *told), days(-7, 15))
    done = FinishFollowUp(made.follow_ups[1], "已并入检查表第12项")
    story.steady.do(finish_follow_up, clerk, done, days(-1, 16))


def _file(story: Story, actor: Actor, text: str) -> UUID:
    chunks = [text.encode()]
    sent = partial(upload, actor, chunks, days(-10), kind="policy", name=f"{text}.txt", limit=1 << 20, key=f"demo-file:{text}")
    return story.steady.read(lambda: sent().file)


def receive_some_permits(story: Story) -> None:
    """Of firms in the register and of new ones: checked, due and overdue."""
    steward, items = story.who(Role.DATA_STEWARD), tuple(row.code for row in _items(story, MARKET))[:2]
    kind = DefinePermitKind(story.place, "SPJY", "食品经营许可", MARKET, items)
    story.steady.do(define_permit_kind, steward, kind, days(-90))
    story.steady.do(receive_permits, steward, ReceivePermits(story.place, "行政审批系统", tuple(_permits(story))), days(-2))


def _permits(story: Story) -> Iterator[PermitRow]:
    food = [row for row in story.county.subjects if "食品经营" in (row.scope or "") or "餐饮" in (row.scope or "")]
    for number, row in enumerate(food[:12], start=1):
        granted = days(-9 * number).date()
        yield PermitRow(f"JY{story.year}9904210{number:04d}", "SPJY", row.name, "青禾县行政审批局", granted, row.uscc, row.sid)
    new = ("JY29904210000099", "SPJY", "青禾县城关镇新禾面馆", "青禾县行政审批局", days(-5).date())
    yield PermitRow(*new, town="城关镇", address="青禾县城关镇南街19号", scope="热食类食品制售")


def _items(story: Story, department: str) -> Iterator[ItemRow]:
    return (row for row in story.county.items if row.department == department)
