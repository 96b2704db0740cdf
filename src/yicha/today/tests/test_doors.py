"""What waits at the doors to the outside stands on the page of the day of who may open them, and of nobody else."""

from datetime import timedelta
from unittest.mock import patch

import pytest

from yicha.disclosure import jobs
from yicha.exchange.actions.propose_partner import propose_partner
from yicha.exchange.actions.propose_subscription import propose_subscription
from yicha.exchange.types import ProposePartner, ProposeSubscription, Topic, Way
from yicha.kernel.actor import Actor, Role
from yicha.kernel.outside import Outside
from yicha.kernel.testing import NOW, REGION
from yicha.norms.testing import load_shipped
from yicha.orgs.actions.propose_program import propose_program
from yicha.orgs.testing import make_actor, make_department, make_region
from yicha.orgs.types import ProposeProgram, Scope
from yicha.today.queries import day_of
from yicha.today.types import Tab

pytestmark = pytest.mark.django_db
SECURITY, AUDIT, SYSTEM = (make_actor(role, "") for role in (Role.SECURITY_ADMIN, Role.AUDIT_ADMIN, Role.SYSTEM_ADMIN))
ELSEWHERE = make_actor(Role.AUDIT_ADMIN, "", region="62/6208/620899")
HERE, DAY = "http://127.0.0.1:1", NOW.date() + timedelta(days=9)


def waiting(who: Actor) -> list[tuple[str, str]]:
    return [(row.title, row.href) for row in day_of(who, Tab.WAITING, NOW).rows]


def test_what_one_administrator_named_waits_for_another() -> None:
    load_shipped()
    make_region()
    make_department()
    propose_program(SECURITY, ProposeProgram("业务系统", "SCJG", (Scope.RECORDS,), DAY), NOW)
    propose_partner(SECURITY, ProposePartner(REGION, "省级平台", Way.FILE), NOW)
    propose_subscription(SECURITY, ProposeSubscription(REGION, "SCJG", "办案系统", "https://a.example/", (Topic.RESULT_PUBLISHED,)), NOW)
    assert set(waiting(AUDIT)) >= {
        ("核准接入系统：业务系统", "/admin/programs/"),
        ("核准上级平台：省级平台", "/exchange/partners/"),
        ("核准事件订阅：办案系统", "/exchange/subscriptions/"),
    }
    assert not [title for who in (SECURITY, SYSTEM, ELSEWHERE) for title, _ in waiting(who) if title.startswith("核准")]


def test_a_portal_that_does_not_open_waits_for_who_keeps_it() -> None:
    load_shipped()
    make_region()
    with patch.object(Outside, "ask", lambda *_, **__: (500, b"")):
        jobs.look(HERE, NOW)
        jobs.follow(HERE, NOW)
    told = {("公示门户最近 7 天有 1 次打不开", "/watch/"), ("公示门户有 1 个链接打不开", "/watch/")}
    assert told <= set(waiting(SYSTEM))
    assert not told & set(waiting(AUDIT))
    with patch.object(Outside, "ask", lambda *_, **__: (200, b"")):
        for minute in range(1, 30):
            jobs.look(HERE, NOW + timedelta(minutes=minute))
    assert ("公示门户最近 7 天有 1 次打不开", "/watch/") not in waiting(SYSTEM)
