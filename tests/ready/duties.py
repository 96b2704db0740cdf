"""Duties and disputes."""

from dataclasses import replace
from datetime import timedelta

from tests.ready.world import SOURCE, Ready, World, do, maker
from yicha.config.roles import ROLES
from yicha.duties.queries import all_minutes
from yicha.duties.queries import minutes as minutes_of
from yicha.duties.testing import conflict, dispute, duty, kept_file, minutes, registered_policy, resource
from yicha.duties.types import (
    AddPolicyText,
    AnswerOpinion,
    ConflictStatus,
    DecideDispute,
    DraftPolicy,
    EndDuty,
    EntryKind,
    FinishFollowUp,
    GiveConflictOpinion,
    GivePolicyOpinion,
    InviteParty,
    IssuePolicy,
    OpenRound,
    Part,
    RepealPolicy,
    RetireResource,
    ReviewDispute,
    SettleConflict,
    Stance,
    StateClaim,
    TakeBackEntries,
    Task,
    WithdrawDispute,
)
from yicha.kernel.actor import SYSTEM, Actor, Role
from yicha.kernel.testing import NOW, REGION

ITEM = "SCJG-I"
OWN = "统一检查口径"
PERSON = Actor("keeper", "keeper", REGION, "SCJG", Role.DEPARTMENT_CLERK, permissions=ROLES[Role.DEPARTMENT_CLERK])
LATER = NOW + timedelta(days=30)


@maker
def assign_duty(world: World) -> Ready:
    return Ready(duty(items=(ITEM,)))


@maker
def end_duty(world: World) -> Ready:
    made = do("assign_duty", duty(items=(ITEM,), part=Part.ASSIST, share="核查疏散通道"))
    return Ready(EndDuty(made.duties[0], NOW.date(), "机构改革"))


@maker
def take_back_entries(world: World) -> Ready:
    made = do("list_resource", resource())
    return Ready(TakeBackEntries(REGION, EntryKind.RESOURCES, SOURCE, (f"{made.department}|{made.name}",)))


@maker
def raise_dispute(world: World) -> Ready:
    return Ready(dispute(item=ITEM))


def raised(world: World) -> int:
    made: int = do("raise_dispute", raise_dispute(world).command).dispute
    return made


@maker
def withdraw_dispute(world: World) -> Ready:
    return Ready(WithdrawDispute(raised(world), "已协商一致"))


@maker
def state_claim(world: World) -> Ready:
    return Ready(StateClaim(raised(world), "SCJG", Stance.NEITHER, "三定规定没有此项"))


@maker
def invite_party(world: World) -> Ready:
    return Ready(InviteParty(raised(world), "WSJK"))


@maker
def review_dispute(world: World) -> Ready:
    return Ready(ReviewDispute(raised(world)), LATER)


@maker
def decide_dispute(world: World) -> Ready:
    review = review_dispute(world)
    do("review_dispute", review.command, review.at)
    return Ready(DecideDispute(review.command.dispute, "XFJY", (), "按主要行为特征"), LATER)


@maker
def report_conflict(world: World) -> Ready:
    return Ready(conflict())


def reported(world: World) -> int:
    made: int = do("report_conflict", conflict()).conflict
    return made


@maker
def give_conflict_opinion(world: World) -> Ready:
    return Ready(GiveConflictOpinion(reported(world), "SCJG", "按较严的一条"))


@maker
def settle_conflict(world: World) -> Ready:
    return Ready(SettleConflict(reported(world), ConflictStatus.KEPT, "适用范围不同"), department="XFJY")


@maker
def register_policy(world: World) -> Ready:
    return Ready(registered_policy(PERSON), account=PERSON.id)


@maker
def add_policy_text(world: World) -> Ready:
    made = do("register_policy", replace(register_policy(world).command, file=None), actor=PERSON)
    return Ready(AddPolicyText(made.policy, kept_file(PERSON)), account=PERSON.id)


@maker
def draft_policy(world: World) -> Ready:
    return Ready(DraftPolicy(REGION, "SCJG", "食品经营检查细则", kept_file(PERSON)), account=PERSON.id)


def drafted(world: World) -> int:
    made: int = do("draft_policy", draft_policy(world).command, actor=PERSON).policy
    return made


@maker
def open_round(world: World) -> Ready:
    return Ready(OpenRound(drafted(world), ("XFJY",)))


def heard(world: World) -> int:
    command = open_round(world).command
    do("open_round", command)
    return int(command.policy)


@maker
def give_policy_opinion(world: World) -> Ready:
    return Ready(GivePolicyOpinion(heard(world), "XFJY", "加一条"), department="XFJY")


@maker
def answer_opinion(world: World) -> Ready:
    given = give_policy_opinion(world).command
    do("give_policy_opinion", given)
    return Ready(AnswerOpinion(given.policy, "XFJY", adopted=True))


@maker
def issue_policy(world: World) -> Ready:
    answered = answer_opinion(world).command
    do("answer_opinion", answered)
    return Ready(IssuePolicy(answered.policy, "青市监〔2026〕9号", "青禾县市场监管局", NOW.date(), kept_file(PERSON)), account=PERSON.id)


@maker
def repeal_policy(world: World) -> Ready:
    made = do("register_policy", register_policy(world).command, actor=PERSON)
    return Ready(RepealPolicy(made.policy, NOW.date(), "上位文件修订"))


@maker
def list_resource(world: World) -> Ready:
    return Ready(resource())


@maker
def retire_resource(world: World) -> Ready:
    return Ready(RetireResource(do("list_resource", resource()).resource, NOW.date(), "系统升级"))


@maker
def record_minutes(world: World) -> Ready:
    return Ready(minutes())


@maker
def finish_follow_up(world: World) -> Ready:
    made = do("record_minutes", minutes())
    return Ready(FinishFollowUp(made.follow_ups[0], "已复核"), department="XFJY")


def met(_: World) -> int:
    """Of SCJG, with a task of its own; the same for every parameter of an address."""
    known = [row.id for row in all_minutes(SYSTEM, OWN)]
    task = Task("SCJG", "更新检查表", NOW.date())
    return known[0] if known else int(do("record_minutes", minutes(title=OWN, tasks=(task,))).minutes)


def to_follow(world: World) -> int:
    return minutes_of(SYSTEM, met(world)).follow_ups[0].id
