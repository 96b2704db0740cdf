"""The list of visits leaves by the door of all exports."""

from io import BytesIO
from urllib.parse import quote

import pytest
from python_calamine import CalamineWorkbook

from yicha.inspections.testing import notify, planned
from yicha.inspections.types import InspectionRow
from yicha.kernel.actor import Role
from yicha.kernel.models import Entry
from yicha.kernel.testing import NOW
from yicha.norms.testing import put_norm
from yicha.norms.types import NormCode
from yicha.orgs.queries import exports
from yicha.orgs.testing import make_actor
from yicha.shell.testing import acting

ADDRESS = "/visits/export.xlsx"
COORDINATOR, SECOND = (make_actor(Role.COORDINATOR, "LXB", name=name) for name in ("first", "second"))


def numbers(book: bytes) -> list[object]:
    sheet = CalamineWorkbook.from_filelike(BytesIO(book)).get_sheet_by_index(0).to_python()
    return [line[0] for line in sheet[1:]]


def taken() -> int:
    return Entry.objects.filter(use_case__endswith="take_export").count()


@pytest.mark.clause("WY-5.8b")
def test_it_has_the_rows_of_the_list_and_leaves_a_mark(opened: list[InspectionRow]) -> None:
    notify(opened[0])
    before = taken()
    assert numbers(acting(COORDINATOR).post(f"{ADDRESS}?status=notified").content) == [opened[0].number]
    assert taken() == before + 1
    assert len(numbers(acting(COORDINATOR).post(ADDRESS, {"export": "nonsense"}).content)) == len(opened)


@pytest.mark.clause("WY-5.8b")
def test_more_rows_than_one_person_may_take_are_asked_for_released_and_taken_once(opened: list[InspectionRow]) -> None:
    name, first, second = planned(opened[0]).name, acting(COORDINATOR), acting(SECOND)
    put_norm(NormCode.EXPORT_APPROVAL_ROWS, 0, since=NOW.date())
    asked = first.post(f"{ADDRESS}?q={name}&status=scheduled&page=7")
    assert asked.status_code == 302
    assert f"{name} · 待通知" in first.get(asked["Location"]).content.decode()
    first.post(asked["Location"], {"purpose": "交审计局"})
    (row,) = exports(SECOND)
    assert row.address == f"{ADDRESS}?q={quote(name)}&status=scheduled"
    second.post(f"/exports/{row.id}/decide/", {"release": "1"})
    assert second.post(row.address, {"export": row.id}).status_code == 404
    assert first.post(row.address, {"export": row.id}).status_code == 200
    assert first.post(row.address, {"export": row.id}).status_code == 409


def test_who_may_not_gets_nothing_and_looking_takes_nothing(opened: list[InspectionRow]) -> None:
    before = Entry.objects.count()
    assert acting(COORDINATOR).get(ADDRESS).status_code == 405
    for role in (Role.ENTERPRISE, Role.SYSTEM_ADMIN):
        assert acting(make_actor(role)).post(ADDRESS).status_code == 403
    assert Entry.objects.count() == before
    stranger = make_actor(Role.COORDINATOR, "LXB", "62/6208/620899")
    assert numbers(acting(stranger).post(ADDRESS).content) == []
    page = acting(COORDINATOR).get("/visits/?week=").content.decode()
    assert f'<form method="post" action="{ADDRESS}?week="' in page
    assert f"导出 {len(opened)} 行" in page
