"""Subjects and items."""

from tests.ready.world import SID, SOURCE, Ready, World, do, maker
from yicha.items.testing import item_row
from yicha.items.types import ProposeItems, PublishItems, WithdrawItem
from yicha.kernel.testing import REGION
from yicha.subjects.testing import subject_row
from yicha.subjects.types import CloseSubject, ImportSubjects


@maker
def import_subjects(world: World) -> Ready:
    return Ready(ImportSubjects(REGION, SOURCE, (subject_row(99),)))


@maker
def close_subject(world: World) -> Ready:
    return Ready(CloseSubject(SID, "注销"))


@maker
def propose_items(world: World) -> Ready:
    return Ready(ProposeItems(REGION, "SCJG", (item_row(5),)))


@maker
def publish_items(world: World) -> Ready:
    do("propose_items", propose_items(world).command)
    return Ready(PublishItems(REGION, "SCJG", ("I005",)))


@maker
def withdraw_item(world: World) -> Ready:
    return Ready(WithdrawItem(REGION, "SCJG-I", "法律已废止"))
