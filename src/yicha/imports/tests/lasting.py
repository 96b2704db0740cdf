"""Registers whose rows begin and end by themselves: what stands in them, as rows and as workbooks, good ones and bad ones."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.utils import timezone

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
from yicha.duties.testing import conflict, dispute, duty, kept_file, minutes, registered_policy, resource
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
from yicha.imports.types import RegisterKind
from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.testing import NOW, REGION
from yicha.orgs.actions.close_department import close_department
from yicha.orgs.actions.delegate_power import delegate_power
from yicha.orgs.actions.load_regions import load_regions
from yicha.orgs.queries.delegations import delegation_entries, delegation_words
from yicha.orgs.queries.place_entries import department_entries, department_words, region_entries
from yicha.orgs.testing import BEGINNING, make_actor, make_department, make_officers, officer_row
from yicha.orgs.types import CloseDepartment, DelegatePower, DelegationKind, DepartmentKind, LoadRegions, RegionRow
from yicha.orgs.workbooks import (
    DELEGATION_COLUMNS,
    DEPARTMENT_COLUMNS,
    REGION_COLUMNS,
    write_delegations,
    write_departments,
    write_regions,
)
from yicha.subjects.actions.publish_pool import publish_pool
from yicha.subjects.queries import pool_entries
from yicha.subjects.testing import subject_row
from yicha.subjects.types import PublishPool
from yicha.subjects.workbooks.pools import COLUMNS as POOL_COLUMNS
from yicha.subjects.workbooks.pools import write_pools

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
