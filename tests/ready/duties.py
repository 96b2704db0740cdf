"""Duties and disputes."""

from datetime import timedelta

from tests.ready.world import Ready, World, do, maker
from yicha.duties.testing import conflict, dispute, duty
from yicha.duties.types import (
    ConflictStatus,
    DecideDispute,
    EndDuty,
    GiveConflictOpinion,
    InviteParty,
    Part,
    ReviewDispute,
    SettleConflict,
    Stance,
    StateClaim,
    WithdrawDispute,
)
from yicha.kernel.testing import NOW

ITEM = "SCJG-I"
LATER = NOW + timedelta(days=30)


@maker
def assign_duty(world: World) -> Ready:
    return Ready(duty(items=(ITEM,)))


@maker
def end_duty(world: World) -> Ready:
    made = do("assign_duty", duty(items=(ITEM,), part=Part.ASSIST, share="核查疏散通道"))
    return Ready(EndDuty(made.duties[0], NOW.date(), "机构改革"))


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
