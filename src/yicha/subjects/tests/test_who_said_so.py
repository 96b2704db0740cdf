"""Tags, further names, special pools: one register for all departments, in which each takes back what it said itself."""

from datetime import timedelta
from typing import Any

import pytest

from yicha.kernel.actor import SYSTEM, Actor, Role
from yicha.kernel.refusals import NotPermitted
from yicha.kernel.testing import NOW, REGION
from yicha.orgs.testing import make_actor
from yicha.subjects.actions.add_identifier import add_identifier
from yicha.subjects.actions.end_identifier import end_identifier
from yicha.subjects.actions.end_pool import end_pool
from yicha.subjects.actions.end_tag import end_tag
from yicha.subjects.actions.publish_pool import publish_pool
from yicha.subjects.actions.tag_subject import tag_subject
from yicha.subjects.queries import identifiers_of, pools, tags_of
from yicha.subjects.testing import make_subjects, subject_row
from yicha.subjects.types import AddIdentifier, EndIdentifier, EndPool, EndTag, PublishPool, Scheme, TagSubject

pytestmark = pytest.mark.django_db
STEWARD = make_actor(Role.DATA_STEWARD)
CLERK, OTHER = make_actor(Role.DEPARTMENT_CLERK), make_actor(Role.DEPARTMENT_CLERK, department="XFJY")
TODAY = NOW.date()


@pytest.mark.clause("LYG-4.2", "YX-2.7", "GX-5.4")
@pytest.mark.parametrize("what", ["identifier", "tag", "pool"])
def test_who_said_it_takes_it_back_or_who_keeps_the_register_and_nobody_else(what: str) -> None:
    sid = make_subjects(subject_row(1))[0].sid

    def ending() -> Any:
        if what == "identifier":
            return end_identifier, EndIdentifier(add_identifier(CLERK, AddIdentifier(sid, Scheme.SIGN, "好味道"), NOW).identifier, "换了")
        if what == "tag":
            return end_tag, EndTag(tag_subject(CLERK, TagSubject(sid, "校边", "现场", TODAY), NOW).tagging, "搬了")
        return end_pool, EndPool(publish_pool(CLERK, PublishPool(REGION, "餐饮", TODAY, "纪要", rule="TRUE"), NOW).pool, "不用了")

    act, command = ending()
    assert [one.mine for actor in (CLERK, OTHER, STEWARD) for one in shown(actor, sid)] == [True, False, True]
    with pytest.raises(NotPermitted) as said:
        act(OTHER, command, NOW)
    assert said.value.exits[0].need == CLERK.department
    assert act(CLERK, command, NOW).reason == command.reason


@pytest.mark.parametrize("actor", [STEWARD, SYSTEM])
def test_the_data_bureau_ends_what_any_department_has_said(actor: Actor) -> None:
    sid = make_subjects(subject_row(1))[0].sid
    tagged = tag_subject(CLERK, TagSubject(sid, "校边", "现场", TODAY), NOW)
    assert end_tag(actor, EndTag(tagged.tagging, "查实不在校边"), NOW).last_day == TODAY


@pytest.mark.clause("GX-5.4")
def test_a_pool_has_no_next_version_by_another_department() -> None:
    publish_pool(CLERK, PublishPool(REGION, "餐饮", TODAY, "纪要", rule="TRUE"), NOW)
    later = PublishPool(REGION, "餐饮", TODAY + timedelta(days=1), "纪要", rule="town = '东川镇'")
    with pytest.raises(NotPermitted):
        publish_pool(OTHER, later, NOW)
    assert publish_pool(CLERK, later, NOW).version == 2


def shown(actor: Actor, sid: str) -> list[Any]:
    """What the register says besides the row itself, as somebody sees it."""
    return [*identifiers_of(actor, sid), *tags_of(actor, sid), *pools(actor)]
