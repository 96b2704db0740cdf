"""Registers whose rows begin and end by themselves: what goes out comes in again, one bad row keeps all out, nothing in force changes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from pytest_bdd import given, parsers, scenarios, then, when

from yicha.duties.actions.add_policy_text import add_policy_text
from yicha.duties.actions.assign_duty import assign_duty
from yicha.duties.actions.finish_follow_up import finish_follow_up
from yicha.duties.actions.give_conflict_opinion import give_conflict_opinion
from yicha.duties.actions.list_resource import list_resource
from yicha.duties.actions.raise_dispute import raise_dispute
from yicha.duties.actions.record_minutes import record_minutes
from yicha.duties.actions.register_policy import register_policy
from yicha.duties.actions.report_conflict import report_conflict
from yicha.duties.actions.retire_resource import retire_resource
from yicha.duties.actions.settle_conflict import settle_conflict
from yicha.duties.queries import (
    all_minutes,
    conflict_entries,
    conflict_words,
    conflicts,
    duty_entries,
    duty_words,
    minutes_entries,
    minutes_words,
    policies,
    policy_entries,
    policy_words,
    resource_entries,
    resource_words,
)
from yicha.duties.testing import conflict, dispute, duty, kept_file, make_departments, minutes, registered_policy, resource
from yicha.duties.types import (
    AddPolicyText,
    ConflictKind,
    ConflictStatus,
    FinishFollowUp,
    GiveConflictOpinion,
    MinutesKind,
    Part,
    ResourceKind,
    RetireResource,
    SettleConflict,
    Task,
)
from yicha.duties.workbooks import (
    CONFLICT_COLUMNS,
    DUTY_COLUMNS,
    MINUTES_COLUMNS,
    POLICY_COLUMNS,
    RESOURCE_COLUMNS,
    write_conflicts,
    write_duties,
    write_minutes,
    write_policies,
    write_resources,
)
from yicha.imports.actions.confirm_import import confirm_import
from yicha.imports.actions.undo_import import undo_import
from yicha.imports.queries import import_row, problems
from yicha.imports.testing import bring_in, look_at
from yicha.imports.types import LASTING, ConfirmImport, RegisterKind, UndoImport
from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.refusals import RuleBroken
from yicha.kernel.testing import NOW, REGION
from yicha.orgs.actions.close_department import close_department
from yicha.orgs.actions.delegate_power import delegate_power
from yicha.orgs.actions.load_regions import load_regions
from yicha.orgs.queries.delegations import delegation_entries, delegation_words
from yicha.orgs.queries.place_entries import department_entries, department_words, region_entries
from yicha.orgs.testing import BEGINNING, make_actor, make_department, make_officers, make_region, officer_row
from yicha.orgs.types import CloseDepartment, DelegatePower, DelegationKind, DepartmentKind, LoadRegions, RegionRow
from yicha.orgs.workbooks import (
    DELEGATION_COLUMNS,
    DEPARTMENT_COLUMNS,
    REGION_COLUMNS,
    write_delegations,
    write_departments,
    write_regions,
)
from yicha.shell.testing import acting
from yicha.subjects.actions.publish_pool import publish_pool
from yicha.subjects.queries import pool_entries, pools
from yicha.subjects.testing import make_subjects, subject_row
from yicha.subjects.types import PublishPool
from yicha.subjects.workbooks.pools import COLUMNS as POOL_COLUMNS
from yicha.subjects.workbooks.pools import write_pools

scenarios("features/lasting.feature")
pytestmark = pytest.mark.django_db

TODAY, ONE = timezone.localdate(NOW), timedelta(days=1)
BEFORE, LATER = date(2026, 2, 1), date(2026, 9, 1)
TOWN = f"{REGION}/620799100"
STEWARD = make_actor(Role.DATA_STEWARD)
KINDS = {
    "职责分工": RegisterKind.DUTIES,
    "专项库": RegisterKind.POOLS,
    "委托下放": RegisterKind.DELEGATIONS,
    "政策文件": RegisterKind.POLICIES,
    "监管资源": RegisterKind.RESOURCES,
    "规则冲突": RegisterKind.CONFLICTS,
    "会商通报": RegisterKind.MINUTES,
    "部门": RegisterKind.DEPARTMENTS,
    "区划": RegisterKind.REGIONS,
}
HEADS = {
    RegisterKind.DUTIES: DUTY_COLUMNS,
    RegisterKind.POOLS: POOL_COLUMNS,
    RegisterKind.DELEGATIONS: DELEGATION_COLUMNS,
    RegisterKind.POLICIES: POLICY_COLUMNS,
    RegisterKind.RESOURCES: RESOURCE_COLUMNS,
    RegisterKind.CONFLICTS: CONFLICT_COLUMNS,
    RegisterKind.MINUTES: MINUTES_COLUMNS,
    RegisterKind.DEPARTMENTS: DEPARTMENT_COLUMNS,
    RegisterKind.REGIONS: REGION_COLUMNS,
}


@pytest.fixture(scope="module", autouse=True)
def county(once: None) -> None:
    make_departments()
    make_region("620799100", "城关镇")
    make_region("620799400", "青禾园区")
    make_region()
    make_department("YQ", kind=DepartmentKind.PARK)
    make_subjects(subject_row(1), subject_row(2))


def duties() -> None:
    """A lead of the county with its successor, a town's own for some months, and one that assists."""
    assign_duty(SYSTEM, duty(), NOW)
    assign_duty(SYSTEM, duty(department="SCJG", first_day=LATER, basis="县政府办〔2026〕9号"), NOW)
    assign_duty(SYSTEM, duty(area=TOWN, department="WSJK", first_day=date(2026, 4, 1), last_day=date(2026, 5, 31)), NOW)
    assign_duty(SYSTEM, duty(items=("I001", "I002"), steps=("plan", "check"), part=Part.ASSIST, department="WSJK", share="出人"), NOW)


def special() -> None:
    """One by a condition, one by a list."""
    publish_pool(SYSTEM, PublishPool(REGION, "预付卡商户", TODAY, "青市监〔2026〕3号", rule="has_tag('预付卡')"), NOW)
    publish_pool(SYSTEM, PublishPool(REGION, "重点单位", TODAY + ONE, "会议纪要", sids=tuple(sids())), NOW)


def given_away() -> None:
    """To a park without an end, to another department for a year."""
    to_park = DelegatePower(DelegationKind.PARK_DELEGATION, "SCJG", "YQ", "620799400", ("I2", "I1"), "园区条例第十条", BEFORE)
    delegate_power(SYSTEM, to_park, NOW)
    basis = "《行政处罚法》第二十条"
    year = (BEFORE, date(2027, 1, 31))
    delegate_power(SYSTEM, DelegatePower(DelegationKind.ENTRUSTMENT, "SCJG", "XFJY", "620799", ("I3",), basis, *year), NOW)


def documents() -> None:
    """One in force with items, one that ended and was repealed."""
    register_policy(SYSTEM, registered_policy(items=("I001", "I002")), NOW)
    ended: dict[str, Any] = {
        "number": "青政〔2020〕1号",
        "issued_on": date(2020, 1, 2),
        "valid_to": date(2025, 12, 31),
        "repealed_because": "上位文件修订",
    }
    register_policy(SYSTEM, registered_policy(title="旧办法", **ended), NOW)


def to_call_upon() -> None:
    """One in use, one that is not any more."""
    list_resource(SYSTEM, resource(items=("I001",)), NOW)
    gone = list_resource(SYSTEM, resource(department="XFJY", name="登高车", kind=ResourceKind.EQUIPMENT), NOW)
    retire_resource(SYSTEM, RetireResource(gone.resource, TODAY, "报废"), NOW)


def clashes() -> None:
    """One that waits, one that was mended."""
    report_conflict(SYSTEM, conflict(), NOW)
    mended = report_conflict(SYSTEM, conflict(title="开业时限两个数", kind=ConflictKind.UNCONNECTED), NOW)
    outcome = SettleConflict(mended.conflict, ConflictStatus.REVISED, "统一为五日", "青政〔2026〕5号", "I001")
    settle_conflict(SYSTEM, outcome, NOW)


def told() -> None:
    """A meeting with a task that is done and one that waits, a circular without any; words with the signs that divide a cell."""
    record_minutes(SYSTEM, minutes(tasks=(Task("XFJY", "复核：通道\n和出口", TODAY + ONE), Task("WSJK", "培训", TODAY))), NOW)
    (done,) = (one for one in all_minutes(SYSTEM)[0].follow_ups if one.department == "WSJK")
    finish_follow_up(SYSTEM, FinishFollowUp(done.id, "已培训：3\\4 人"), NOW)
    record_minutes(SYSTEM, minutes(kind=MinutesKind.CIRCULAR, title="通报几起事故", tasks=()), NOW)


def offices() -> None:
    """One that was closed, a squad of two towns."""
    make_department("OLD", name="旧局")
    close_department(SYSTEM, CloseDepartment("OLD", TODAY - ONE, "机构改革"), NOW)
    make_department("PQ", kind=DepartmentKind.ZONE, towns=("620799100", "620799400"))


def places() -> None:
    load_regions(SYSTEM, LoadRegions("x", (RegionRow("620799101", "河西镇"), RegionRow("620799102", "旧乡", TODAY)), BEGINNING), NOW)


def sids() -> list[str]:
    return sorted(subject_row(number).sid for number in (1, 2))


MAKERS: dict[RegisterKind, Callable[[], None]] = {
    RegisterKind.DUTIES: duties,
    RegisterKind.POOLS: special,
    RegisterKind.DELEGATIONS: given_away,
    RegisterKind.POLICIES: documents,
    RegisterKind.RESOURCES: to_call_upon,
    RegisterKind.CONFLICTS: clashes,
    RegisterKind.MINUTES: told,
    RegisterKind.DEPARTMENTS: offices,
    RegisterKind.REGIONS: places,
}
HELD: dict[RegisterKind, Callable[[], Sequence[Any]]] = {
    RegisterKind.DUTIES: lambda: duty_entries(SYSTEM, REGION),
    RegisterKind.POOLS: lambda: pool_entries(SYSTEM),
    RegisterKind.DELEGATIONS: lambda: delegation_entries(SYSTEM),
    RegisterKind.POLICIES: lambda: policy_entries(SYSTEM, REGION),
    RegisterKind.RESOURCES: lambda: resource_entries(SYSTEM, REGION),
    RegisterKind.CONFLICTS: lambda: conflict_entries(SYSTEM, REGION),
    RegisterKind.MINUTES: lambda: minutes_entries(SYSTEM, REGION),
    RegisterKind.DEPARTMENTS: lambda: department_entries(STEWARD),
    RegisterKind.REGIONS: lambda: region_entries(STEWARD),
}
WRITTEN: dict[RegisterKind, Callable[[Path, list[Any]], None]] = {
    RegisterKind.DUTIES: lambda path, rows: write_duties(path, rows, duty_words(REGION, TODAY)),
    RegisterKind.POOLS: write_pools,
    RegisterKind.DELEGATIONS: lambda path, rows: write_delegations(path, rows, delegation_words(REGION, TODAY)),
    RegisterKind.POLICIES: lambda path, rows: write_policies(path, rows, policy_words(REGION, TODAY)),
    RegisterKind.RESOURCES: lambda path, rows: write_resources(path, rows, resource_words(REGION, TODAY)),
    RegisterKind.CONFLICTS: lambda path, rows: write_conflicts(path, rows, conflict_words(REGION, TODAY)),
    RegisterKind.MINUTES: lambda path, rows: write_minutes(path, rows, minutes_words(REGION, TODAY)),
    RegisterKind.DEPARTMENTS: lambda path, rows: write_departments(path, rows, department_words(REGION)),
    RegisterKind.REGIONS: write_regions,
}


def held(kind: RegisterKind) -> list[Any]:
    return list(HELD[kind]())


def book(kind: RegisterKind) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "rows.xlsx"
        WRITTEN[kind](path, held(kind))
        return path.read_bytes()


@dataclass
class Story:
    kind: RegisterKind
    empty: str  # the savepoint before anything was in the register
    before: list[Any]
    made: int = 0

    def look(self, *lines: str) -> None:
        head = ",".join(column.label for column in HEADS[self.kind])
        self.made = look_at("\n".join((head, *lines)).encode(), kind=self.kind)

    def bring(self, *lines: str) -> None:
        self.look(*lines)
        confirm_import(SYSTEM, ConfirmImport(self.made), NOW)


GOOD = {
    RegisterKind.DUTIES: "I002,检查,青禾县,SFJ,牵头,,2026-03-01,,权责清单,权责清单",
    RegisterKind.POOLS: f"养老机构,has_tag('养老'),,{TODAY},民政函",
    RegisterKind.DELEGATIONS: f"委托,SCJG局,WSJK,青禾县,I7;I8,《行政处罚法》第二十条,{TODAY},",
    RegisterKind.POLICIES: "消防检查办法,青政办〔2026〕8号,县政府办,2026-01-10,,XFJY,I002,",
    RegisterKind.RESOURCES: "水质检测室,检验检测,WSJK,检测科 8630,工作日预约,,,",
    RegisterKind.CONFLICTS: "公示两个时限,不衔接,甲第1条,五日,乙第2条,七日,两个数,SCJG,2026-01-10,XFJY,待处理,,,,",
    RegisterKind.MINUTES: "夜市会商,会商,2026-02-10,SCJG,XFJY;WSJK,轮流值守,XFJY：排班：2026-02-20",
    RegisterKind.DEPARTMENTS: "NYJ,青禾县农业农村局,农业局,执法部门,青禾县,,,2026-01-01,",
    RegisterKind.REGIONS: "620799109,新镇,2026-01-01,",
}
BAD = {
    "没有的事项": "I999,检查,青禾县,XFJY,牵头,,2026-03-01,,权责清单,权责清单",
    "早于现任": "I001,检查,青禾县,SFJ,牵头,,2026-01-01,,权责清单,权责清单",
    "改了依据": "I001,检查,青禾县,XFJY,牵头,,2026-02-01,2026-08-31,权责清单,别的文件",
    "两个牵头": "I002,检查,青禾县,XFJY,牵头,,2026-03-01,,权责清单,权责清单",
    "没有的主体": f"新库,,NOBODY,{TODAY},民政函",
    "看不懂的条件": f"新库,不是条件(,,{TODAY},民政函",
    "倒填日期": f"新库,has_tag('养老'),,{TODAY - ONE},民政函",
    "改了止期": "委托,SCJG,XFJY,620799,I3,《行政处罚法》第二十条,2026-02-01,2026-10-01",
    "重号": "另一文件,青政办〔2026〕3号,县政府办,2026-01-10,,SCJG,,",
    "废止没有止期": "旧文件,青政〔2019〕1号,县政府办,2019-01-10,,SCJG,,已有新规定",
    "停用没有理由": "应急车,装备,SCJG,值班室 8600,全天,,2026-01-01,",
    "还没发现": f"公示两个时限,不衔接,甲第1条,五日,乙第2条,七日,两个数,SCJG,{TODAY + ONE},XFJY,待处理,,,,",
    "结果没有理由": "另一个时限,不衔接,甲第1条,五日,乙第2条,七日,两个数,SCJG,2026-01-10,XFJY,保留,,,,2026-02-01",
    "没有处理日期": "另一个时限,不衔接,甲第1条,五日,乙第2条,七日,两个数,SCJG,2026-01-10,XFJY,保留,适用范围不同,,,",
    "任务没有期限": "夜市会商二,会商,2026-02-10,SCJG,XFJY,轮流值守,XFJY：排班",
    "任务交给别人": "夜市会商二,会商,2026-02-10,SCJG,XFJY,轮流值守,WSJK：排班：2026-02-20",
    "办结没有结果": "夜市会商二,会商,2026-02-10,SCJG,XFJY,轮流值守,XFJY：排班：2026-02-20：2026-02-19：",
    "改了简称": "SCJG,SCJG局,别的简称,执法部门,青禾县,,,2026-01-01,",
    "别的地区的部门": "NYK,农业局,农业局二,执法部门,620899,,,2026-01-01,",
    "别的地区": "620899101,外乡,2026-01-01,",
    "改了起期": "620799101,河西镇,2026-06-01,",
    "再委托": f"委托,XFJY,WSJK,青禾县,I3,《行政处罚法》第二十条,{TODAY},",
}
NO_SUCH_DEPARTMENT = {
    RegisterKind.DUTIES: "I001,检查,青禾县,无此局,牵头,,2026-10-01,,权责清单,权责清单",
    RegisterKind.DELEGATIONS: f"委托,无此局,XFJY,青禾县,I9,《行政处罚法》第二十条,{TODAY},",
    RegisterKind.POLICIES: "消防检查细则,青政办〔2026〕9号,县政府办,2026-01-10,,无此局,,",
    RegisterKind.RESOURCES: "登高平台,装备,无此局,值班室 8600,全天,,,",
    RegisterKind.CONFLICTS: "公示时限,不衔接,甲第1条,五日,乙第2条,七日,两个数,SCJG,2026-01-10,无此局,待处理,,,,",
    RegisterKind.MINUTES: "夜市会商二,会商,2026-02-10,SCJG,无此局,轮流值守,",
}


CHANGED = {
    "换了牵头部门": "I001,检查,青禾县,WSJK,牵头,,2026-12-01,,政府决定,县政府办〔2026〕12号",
    "换了名单的专项库": f"重点单位,,{sids()[0]},{TODAY + 2 * ONE},会议纪要",
    "改了联系方式的资源": "阳光餐饮监控,执法系统,SCJG,餐饮科 8700,全天，电话联系,I001,,",
    "改了名的区划": f"620799101,河西街道,{BEGINNING},",
}


def a_dispute() -> None:
    raise_dispute(make_actor(Role.DEPARTMENT_CLERK), dispute(item="I002"), NOW)


def a_text() -> None:
    (row,) = policies(SYSTEM, "消防检查办法")
    add_policy_text(SYSTEM, AddPolicyText(row.id, kept_file()), NOW)


def an_opinion() -> None:
    row = next(row for row in conflicts(SYSTEM) if row.title == "公示两个时限")
    give_conflict_opinion(SYSTEM, GiveConflictOpinion(row.id, "SCJG", "按五日"), NOW)


def a_finished_task() -> None:
    (row,) = all_minutes(SYSTEM, "夜市")
    finish_follow_up(SYSTEM, FinishFollowUp(row.follow_ups[0].id, "已排班"), NOW)


def an_officer() -> None:
    make_officers(officer_row(1, department="NYJ"))


def a_department_there() -> None:
    make_department("XZ", region="620799109", valid_from=TODAY)


USED: dict[str, Callable[[], None]] = {
    "有人提出职责争议": a_dispute,
    "补了正文": a_text,
    "部门提了意见": an_opinion,
    "任务办结": a_finished_task,
    "来了执法人员": an_officer,
    "那里建了部门": a_department_there,
}


@given(parsers.parse("“{name}”里已有登记"), target_fixture="story")
def _(name: str) -> Story:
    kind, empty = KINDS[name], transaction.savepoint()
    MAKERS[kind]()
    return Story(kind, empty, held(kind))


@when("导入导出的表格")
def _(story: Story) -> None:
    story.made = look_at(book(story.kind), "rows.xlsx", story.kind)


@when("在空的名录里导入导出的表格")
def _(story: Story) -> None:
    content = book(story.kind)
    transaction.savepoint_rollback(story.empty)
    assert len(held(story.kind)) < len(story.before)
    bring_in(content, "rows.xlsx", story.kind)


@when(parsers.parse("导入一行新的和一行“{fault}”"))
def _(story: Story, fault: str) -> None:
    story.look(GOOD[story.kind], NO_SUCH_DEPARTMENT[story.kind] if fault == "没有的部门" else BAD[fault])


@when("导入一行新的牵头部门")
def _(story: Story) -> None:
    story.bring("I001,检查,青禾县,WSJK,牵头,,2026-12-01,,政府决定,县政府办〔2026〕12号")


@when("导入一行换了名单的专项库")
def _(story: Story) -> None:
    story.bring(f"重点单位,,{sids()[0]},{TODAY + 2 * ONE},会议纪要")


@when("导入一行新的，又整批撤销")
def _(story: Story) -> None:
    story.bring(GOOD[story.kind])
    assert held(story.kind) != story.before
    undo_import(SYSTEM, UndoImport(story.made, "传错了"), NOW)


@when(parsers.parse("导入“{changed}”，又整批撤销"))
def _(story: Story, changed: str) -> None:
    story.bring(CHANGED[changed])
    assert held(story.kind) != story.before
    undo_import(SYSTEM, UndoImport(story.made, "传错了"), NOW)


@when("再导入同一行")
def _(story: Story) -> None:
    story.bring(GOOD[story.kind])


@then("它又在名录里")
def _(story: Story) -> None:
    assert len(held(story.kind)) == len(story.before) + 1


@when(parsers.parse("导入一行新的，随后{then}"))
def _(story: Story, then: str) -> None:
    story.bring(GOOD[story.kind])
    USED[then]()


@then(parsers.parse("整批撤销被拒绝，写明“{reason}”"))
def _(story: Story, reason: str) -> None:
    before = held(story.kind)
    with pytest.raises(RuleBroken, match=reason):
        undo_import(SYSTEM, UndoImport(story.made, "传错了"), NOW + ONE)
    assert held(story.kind) == before


@then(parsers.parse("新增 {new:d} 行，修改 {changed:d} 行，错误 {refused:d} 行"))
def _(story: Story, new: int, changed: int, refused: int) -> None:
    found = import_row(SYSTEM, story.kind, story.made)
    assert (found.new, found.changed, found.refused) == (new, changed, refused), problems(found)
    assert found.unchanged == len(story.before)


@then("名录和原来一样")
def _(story: Story) -> None:
    assert sorted(map(str, held(story.kind))) == sorted(map(str, story.before))


@then(parsers.parse("预览只有 1 行错误，写明“{reason}”"))
def _(story: Story, reason: str) -> None:
    found = import_row(SYSTEM, story.kind, story.made)
    assert (found.new, found.refused) == (1, 1), [(one.row, one.message) for one in problems(found)]
    (problem,) = problems(found)
    assert reason in problem.message


@then("确认被拒绝，名录不变")
def _(story: Story) -> None:
    with pytest.raises(RuleBroken, match="整份文件没有导入"):
        confirm_import(SYSTEM, ConfirmImport(story.made), NOW)
    assert held(story.kind) == story.before


@then("原来的牵头到前一天为止")
def _(story: Story) -> None:
    leads = [row for row in held(story.kind) if (row.area, row.item, row.step, row.part) == (REGION, "I001", "check", Part.LEAD)]
    assert [(row.department, row.last_day) for row in leads][-2:] == [("SCJG", date(2026, 11, 30)), ("WSJK", None)]


@when("导入一行改了联系方式的资源")
def _(story: Story) -> None:
    story.bring("阳光餐饮监控,执法系统,SCJG,餐饮科 8700,全天，电话联系,I001,,")


@then("它的联系方式是新的")
def _(story: Story) -> None:
    assert [row.contact for row in held(story.kind) if row.name == "阳光餐饮监控"] == ["餐饮科 8700"]


@when("导入一行两个月前发现的冲突")
def _(story: Story) -> None:
    found = TODAY - timedelta(days=60)
    story.bring(f"公示两个时限,不衔接,甲第1条,五日,乙第2条,七日,两个数,SCJG,{found},XFJY,待处理,,,,")


@then("它的处理期限从发现那天算起")
def _(story: Story) -> None:
    brought, other = ((row.settle_by - timezone.localdate(row.found_at)).days for row in conflicts(SYSTEM)[:2])
    assert abs(brought - other) <= 10  # the same working days, other weekends and holidays
    assert conflicts(SYSTEM)[0].title == "公示两个时限"


@then("它是第 2 版")
def _(story: Story) -> None:
    assert next(row.version for row in pools(SYSTEM) if row.name == "重点单位") == 2


def test_no_register_of_these_is_left_out() -> None:
    assert set(MAKERS) == set(HELD) == set(WRITTEN) == set(GOOD) == LASTING == set(KINDS.values())


@pytest.mark.parametrize(
    ("role", "page", "export", "may"),
    [
        pytest.param(Role.DATA_STEWARD, "/duties/", "/duties/register.xlsx", True, id="duties"),
        pytest.param(Role.DEPARTMENT_CLERK, "/duties/", "/duties/register.xlsx", False, id="duties-to-read"),
        pytest.param(Role.DEPARTMENT_CLERK, "/subjects/pools/", "/subjects/pools/register.xlsx", True, id="pools"),
        pytest.param(Role.DEPARTMENT_HEAD, "/delegations/", "/delegations/export.xlsx", True, id="delegations"),
        pytest.param(Role.DEPARTMENT_CLERK, "/officers/", "", True, id="officers"),
        pytest.param(Role.DEPARTMENT_CLERK, "/duties/policies/", "/duties/policies/register.xlsx", True, id="policies"),
        pytest.param(Role.DEPARTMENT_HEAD, "/duties/policies/", "/duties/policies/register.xlsx", False, id="policies-to-read"),
        pytest.param(Role.DEPARTMENT_CLERK, "/duties/resources/", "/duties/resources/register.xlsx", True, id="resources"),
        pytest.param(Role.DEPARTMENT_HEAD, "/duties/conflicts/", "/duties/conflicts/register.xlsx", True, id="conflicts"),
        pytest.param(Role.DEPARTMENT_CLERK, "/duties/minutes/", "/duties/minutes/register.xlsx", True, id="minutes"),
        pytest.param(Role.SYSTEM_ADMIN, "/admin/departments/", "", True, id="departments"),
        pytest.param(Role.AUDIT_ADMIN, "/admin/departments/", "/admin/departments/export/?", False, id="departments-to-read"),
        pytest.param(Role.SYSTEM_ADMIN, "/admin/regions/", "", True, id="regions"),
    ],
)
def test_a_person_s_way_there_and_back(role: Role, page: str, export: str, *, may: bool) -> None:
    client = acting(make_actor(role))
    shown = client.get(page).content.decode()
    kind = page.strip("/").rpartition("/")[2]
    assert (f'href="/{kind}/import/"' in shown) is may
    assert client.get(f"/{kind}/import/").status_code == (200 if may else 403)
    assert client.get(f"/{kind}/import/template.xlsx").status_code == (200 if may else 403)
    if export:
        assert f'action="{export}' in shown
        assert "attachment" in client.post(export)["Content-Disposition"]


def test_a_department_is_written_as_people_write_it_and_one_that_was_closed_stays_where_it_stands() -> None:
    documents()
    close_department(SYSTEM, CloseDepartment("SCJG", TODAY - ONE, "机构改革"), NOW)
    again = import_row(SYSTEM, RegisterKind.POLICIES, look_at(book(RegisterKind.POLICIES), "rows.xlsx", RegisterKind.POLICIES))
    assert (again.unchanged, again.refused) == (2, 0)
    make_department("XXJ", name="青禾县信息局")
    head = ",".join(column.label for column in POLICY_COLUMNS)
    made = look_at(f"{head}\n办法,青信〔2026〕1号,县信息局,2026-01-10,,信息局,,\n".encode(), kind=RegisterKind.POLICIES)
    assert import_row(SYSTEM, RegisterKind.POLICIES, made).new == 1
