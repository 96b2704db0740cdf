"""Who finds what in the trail, and that reading sealed data leaves a mark."""

from dataclasses import replace
from datetime import timedelta

import pytest

from yicha.kernel.actions.record_read import record_read
from yicha.kernel.actor import SYSTEM
from yicha.kernel.audit import TrailFilter, kinds, reads, search
from yicha.kernel.models import Entry
from yicha.kernel.refusals import NotPermitted, RuleBroken
from yicha.kernel.testing import NOW, Sql, actor, run_sql
from yicha.kernel.types import KernelPermission, RecordRead

HOUR = timedelta(hours=1)
AUDIT = actor(KernelPermission.READ_TRAIL, KernelPermission.READ_READS, id="audit")
CLERK = actor(KernelPermission.RECORD_READ, id="clerk")
FOREIGN = replace(CLERK, id="stranger", region="62/6207/620798")
LOOK = RecordRead("subject:9", "法定代表人电话", "电话通知")


@pytest.fixture
def trail(db: None) -> None:
    record_read(CLERK, LOOK, NOW)
    record_read(replace(CLERK, id="deputy", stands_in_for="clerk"), replace(LOOK, about="subject:8"), NOW + HOUR)
    record_read(FOREIGN, LOOK, NOW)
    run_sql(SYSTEM, Sql("SELECT 1"), NOW + 2 * HOUR)


def found(**asked: object) -> list[str]:
    return [row.actor for row in search(AUDIT, TrailFilter(**asked)).rows]  # type: ignore[arg-type] # the tests name fields


@pytest.mark.clause("WY-5.8b")
def test_who_sees_sealed_data_leaves_an_entry_with_thing_fields_and_reason(trail: None) -> None:
    (row,) = reads(AUDIT, since=NOW, until=NOW + HOUR)
    assert (row.actor, row.about) == ("clerk", "subject:9")
    assert row.payload == {"about": "subject:9", "what": "法定代表人电话", "reason": "电话通知"}


@pytest.mark.parametrize("nothing", [replace(LOOK, about=" "), replace(LOOK, what=""), replace(LOOK, what="字" * 201)])
def test_what_cannot_be_recorded_is_not_shown(nothing: RecordRead, db: None) -> None:
    with pytest.raises(RuleBroken):
        record_read(CLERK, nothing, NOW)


def test_a_search_finds_the_own_region_newest_first(trail: None) -> None:
    assert found() == ["deputy", "clerk"]
    assert [row.actor for row in search(AUDIT, TrailFilter(), whole_home=True).rows] == ["system", "deputy", "clerk"]


def test_each_filter_limits(trail: None) -> None:
    assert found(person="clerk") == ["deputy", "clerk"]  # also who stood in
    assert found(about="subject:8") == ["deputy"]
    assert found(since=NOW + HOUR) == ["deputy"]
    assert found(until=NOW + HOUR) == ["clerk"]
    assert found(clause="WY-5.8b") == ["deputy", "clerk"]
    assert found(clause="WY-5.8") == []
    assert found(event="x") == []


def test_pages_and_count(trail: None) -> None:
    page = search(AUDIT, TrailFilter(), first=1, size=1)
    assert ([row.actor for row in page.rows], page.total, page.more_than_counted) == (["clerk"], 2, False)
    assert len(kinds(AUDIT)) == len(set(Entry.objects.values_list("event", flat=True)))


def test_nobody_else_may_look(trail: None) -> None:
    for look in (
        lambda: search(CLERK, TrailFilter()),
        lambda: reads(CLERK, since=NOW, until=NOW),
        lambda: kinds(CLERK),
    ):
        with pytest.raises(NotPermitted):
            look()
