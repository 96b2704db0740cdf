"""What is owed of duties, disputes, conflicting rules, drafts and permits stands on the page of the day of who owes it."""

from collections.abc import Callable

import pytest

from yicha.duties.actions.decide_dispute import decide_dispute
from yicha.duties.actions.draft_policy import draft_policy
from yicha.duties.actions.open_round import open_round
from yicha.duties.actions.review_dispute import review_dispute
from yicha.duties.testing import kept_file, make_conflict, make_departments, make_dispute
from yicha.duties.types import DecideDispute, DisputeKind, DraftPolicy, OpenRound, ReviewDispute
from yicha.kernel.actor import SYSTEM, Actor, Role
from yicha.kernel.testing import NOW, REGION
from yicha.orgs.testing import make_actor
from yicha.permits.testing import make_permits
from yicha.today.queries import day_of
from yicha.today.types import Row, Tab

pytestmark = pytest.mark.django_db
CLERK, HEAD = make_actor(Role.DEPARTMENT_CLERK, "XFJY"), make_actor(Role.DEPARTMENT_HEAD, "XFJY")
MARKET, JUSTICE = make_actor(Role.DEPARTMENT_CLERK), make_actor(Role.LEGAL_SUPERVISOR, "SFJ")
OTHER = make_actor(Role.DEPARTMENT_CLERK, "WSJK")
LATER = NOW.replace(month=12)


def waiting(who: Actor) -> list[Row]:
    return list(day_of(who, Tab.WAITING, NOW).rows)


def dispute() -> None:
    make_dispute()


def conflict() -> None:
    make_conflict()


def new_item() -> None:
    made = make_dispute(kind=DisputeKind.NEW_BUSINESS, item="", steps=())
    review_dispute(SYSTEM, ReviewDispute(made.dispute), LATER)
    decide_dispute(SYSTEM, DecideDispute(made.dispute, "XFJY", (), "按主要行为特征", "I900", "密室逃脱检查"), LATER)


def draft() -> None:
    made = draft_policy(MARKET, DraftPolicy(REGION, "SCJG", "检查细则", kept_file(MARKET)), NOW).policy
    open_round(MARKET, OpenRound(made, ("XFJY",)), NOW)


def permit() -> None:
    make_permits()


@pytest.mark.parametrize(
    ("begin", "who", "words", "address"),
    [
        (dispute, CLERK, "陈述职责争议的意见", "/duties/disputes/"),
        (dispute, JUSTICE, "裁定职责争议", "/duties/disputes/"),
        (new_item, CLERK, "提出新事项：密室逃脱检查", "/duties/disputes/"),
        (conflict, HEAD, "处理规则冲突", "/duties/conflicts/"),
        (draft, CLERK, "对文件草案提意见", "/duties/policies/"),
        (permit, MARKET, "批后核查 1 件许可", "/permits/"),
    ],
)
def test_who_owes_it_is_told(begin: Callable[[], None], who: Actor, words: str, address: str) -> None:
    make_departments()
    before = {row.title for row in waiting(who)}
    begin()
    (row,) = [row for row in waiting(who) if row.title not in before]
    assert row.title.startswith(words)
    assert row.href.startswith(address)
    assert [one for one in waiting(OTHER) if one.title == row.title] == []
