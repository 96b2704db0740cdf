"""Whistles of the towns and tasks from above."""

from datetime import timedelta

from tests.ready.world import SID, Ready, World, do, maker
from yicha.config.roles import ROLES
from yicha.kernel.actor import SYSTEM, Actor, Role
from yicha.kernel.testing import NOW, REGION
from yicha.levels.queries import upper_task, upper_tasks, whistles
from yicha.levels.testing import received, whistle
from yicha.levels.types import (
    ClaimTask,
    CloseWhistle,
    EndTask,
    EscalateWhistle,
    ExecuteTask,
    FeedTaskBack,
    GiveTaskBack,
    RecordPatrol,
    ReleaseDepartment,
    ReportIn,
    VisitForWhistle,
    WithdrawWhistle,
)

OWN = "WSJK"  # whistles here; SCJG and XFJY are called
OFFICE = Actor("office", "office", REGION, "LXB", Role.COORDINATOR, whole_region=True, permissions=ROLES[Role.COORDINATOR])
DAY = NOW.date() + timedelta(days=3)


@maker
def blow_whistle(world: World) -> Ready:
    return Ready(whistle(raised_by=OWN, sid=SID), department=OWN)


def blown(world: World) -> int:
    return int(do("blow_whistle", blow_whistle(world).command).whistle)


def named(world: World) -> int:
    """One that waits; the same for every parameter of an address."""
    known = [row.id for row in whistles(SYSTEM)]
    return known[0] if known else blown(world)


@maker
def record_patrol(world: World) -> Ready:
    return Ready(RecordPatrol(REGION, OWN, "东川镇北街夜市", NOW.date(), "油烟直排", SID), department=OWN)


@maker
def report_in(world: World) -> Ready:
    return Ready(ReportIn(blown(world), "SCJG", "两人，半小时到"))


@maker
def release_department(world: World) -> Ready:
    return Ready(ReleaseDepartment(blown(world), "SCJG", "不属其职责"))


@maker
def escalate_whistle(world: World) -> Ready:
    return Ready(EscalateWhistle(blown(world)), NOW + timedelta(hours=2))


def gathered(world: World) -> int:
    made = blown(world)
    for department in ("SCJG", "XFJY"):
        do("report_in", ReportIn(made, department, "来"))
    return made


@maker
def visit_for_whistle(world: World) -> Ready:
    return Ready(VisitForWhistle(gathered(world), "SCJG", "SCJG-I", DAY, 60))


@maker
def close_whistle(world: World) -> Ready:
    return Ready(CloseWhistle(gathered(world), "已清理"), department=OWN)


@maker
def withdraw_whistle(world: World) -> Ready:
    return Ready(WithdrawWhistle(blown(world), "误报"), department=OWN)


@maker
def receive_task(world: World) -> Ready:
    return Ready(received(OFFICE), account=OFFICE.id, department="LXB")


def dispatched(world: World) -> int:
    known = [row.id for row in upper_tasks(SYSTEM)]
    return known[0] if known else int(do("receive_task", received(OFFICE), actor=OFFICE).task)


def subject_of(world: World) -> int:
    return upper_task(SYSTEM, dispatched(world)).subjects[0].id


@maker
def claim_task(world: World) -> Ready:
    return Ready(ClaimTask(dispatched(world), "SCJG"))


@maker
def give_task_back(world: World) -> Ready:
    return Ready(GiveTaskBack(dispatched(world), "SCJG", "不属本局"))


def claimed(world: World) -> int:
    made = dispatched(world)
    do("claim_task", ClaimTask(made, "SCJG"))
    return made


@maker
def execute_task(world: World) -> Ready:
    made = claimed(world)
    return Ready(ExecuteTask(made, "SCJG", upper_task(SYSTEM, made).subjects[0].id, 0, "SCJG-I", DAY))


@maker
def end_task(world: World) -> Ready:
    return Ready(EndTask(claimed(world), "SCJG", "均已停业"))


@maker
def feed_task_back(world: World) -> Ready:
    ended = end_task(world).command
    do("end_task", ended)
    return Ready(FeedTaskBack(ended.task, "SCJG", "无"))
