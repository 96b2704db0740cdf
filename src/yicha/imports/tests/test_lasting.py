"""Registers whose rows begin and end by themselves: what goes out comes in again, one bad row keeps all out, nothing in force changes."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from pytest_bdd import given, parsers, scenarios, then, when

from yicha.duties.queries import (
    conflicts,
)
from yicha.duties.testing import make_departments
from yicha.duties.types import (
    Part,
)
from yicha.duties.workbooks import (
    POLICY_COLUMNS,
)
from yicha.imports.actions.confirm_import import confirm_import
from yicha.imports.actions.undo_import import undo_import
from yicha.imports.queries import import_row, problems
from yicha.imports.testing import bring_in, look_at
from yicha.imports.tests.lasting import (
    BAD,
    CHANGED,
    GOOD,
    HEADS,
    HELD,
    KINDS,
    MAKERS,
    NO_SUCH_DEPARTMENT,
    ONE,
    TODAY,
    USED,
    WRITTEN,
    book,
    documents,
    held,
    sids,
)
from yicha.imports.types import LASTING, ConfirmImport, RegisterKind, UndoImport
from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.refusals import RuleBroken
from yicha.kernel.testing import NOW, REGION
from yicha.orgs.actions.close_department import close_department
from yicha.orgs.testing import make_actor, make_department, make_region
from yicha.orgs.types import CloseDepartment, DepartmentKind
from yicha.shell.testing import acting
from yicha.subjects.queries import pools
from yicha.subjects.testing import make_subjects, subject_row

scenarios("features/lasting.feature")
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def county(once: None) -> None:
    make_departments()
    make_region("620799100", "城关镇")
    make_region("620799400", "青禾园区")
    make_region()
    make_department("YQ", kind=DepartmentKind.PARK)
    make_subjects(subject_row(1), subject_row(2))


@dataclass
class Story:
    kind: RegisterKind
    empty: str  # the savepoint before anything was in the register
    before: list[Any]
    made: int = 0

    def look(self, *lines: str) -> None:
        head = ",".join(column.label for column in HEADS[self.kind])
        self.made = look_at("\n".join((head, *lines)).encode(), kind=self.kind)

    def bring(self, *lines: str) -> None:
        self.look(*lines)
        confirm_import(SYSTEM, ConfirmImport(self.made), NOW)


@given(parsers.parse("“{name}”里已有登记"), target_fixture="story")
def _(name: str) -> Story:
    kind, empty = KINDS[name], transaction.savepoint()
    MAKERS[kind]()
    return Story(kind, empty, held(kind))


@when("导入导出的表格")
def _(story: Story) -> None:
    story.made = look_at(book(story.kind), "rows.xlsx", story.kind)


@when("在空的名录里导入导出的表格")
def _(story: Story) -> None:
    content = book(story.kind)
    transaction.savepoint_rollback(story.empty)
    assert len(held(story.kind)) < len(story.before)
    bring_in(content, "rows.xlsx", story.kind)


@when(parsers.parse("导入一行新的和一行“{fault}”"))
def _(story: Story, fault: str) -> None:
    story.look(GOOD[story.kind], NO_SUCH_DEPARTMENT[story.kind] if fault == "没有的部门" else BAD[fault])


@when("导入一行新的牵头部门")
def _(story: Story) -> None:
    story.bring("I001,检查,青禾县,WSJK,牵头,,2026-12-01,,政府决定,县政府办〔2026〕12号")


@when("导入一行换了名单的专项库")
def _(story: Story) -> None:
    story.bring(f"重点单位,,{sids()[0]},{TODAY + 2 * ONE},会议纪要")


@when("导入一行新的，又整批撤销")
def _(story: Story) -> None:
    story.bring(GOOD[story.kind])
    assert held(story.kind) != story.before
    undo_import(SYSTEM, UndoImport(story.made, "传错了"), NOW)


@when(parsers.parse("导入“{changed}”，又整批撤销"))
def _(story: Story, changed: str) -> None:
    story.bring(CHANGED[changed])
    assert held(story.kind) != story.before
    undo_import(SYSTEM, UndoImport(story.made, "传错了"), NOW)


@when("再导入同一行")
def _(story: Story) -> None:
    story.bring(GOOD[story.kind])


@then("它又在名录里")
def _(story: Story) -> None:
    assert len(held(story.kind)) == len(story.before) + 1


@when(parsers.parse("导入一行新的，随后{then}"))
def _(story: Story, then: str) -> None:
    story.bring(GOOD[story.kind])
    USED[then]()


@then(parsers.parse("整批撤销被拒绝，写明“{reason}”"))
def _(story: Story, reason: str) -> None:
    before = held(story.kind)
    with pytest.raises(RuleBroken, match=reason):
        undo_import(SYSTEM, UndoImport(story.made, "传错了"), NOW + ONE)
    assert held(story.kind) == before


@then(parsers.parse("新增 {new:d} 行，修改 {changed:d} 行，错误 {refused:d} 行"))
def _(story: Story, new: int, changed: int, refused: int) -> None:
    found = import_row(SYSTEM, story.kind, story.made)
    assert (found.new, found.changed, found.refused) == (new, changed, refused), problems(found)
    assert found.unchanged == len(story.before)


@then("名录和原来一样")
def _(story: Story) -> None:
    assert sorted(map(str, held(story.kind))) == sorted(map(str, story.before))


@then(parsers.parse("预览只有 1 行错误，写明“{reason}”"))
def _(story: Story, reason: str) -> None:
    found = import_row(SYSTEM, story.kind, story.made)
    assert (found.new, found.refused) == (1, 1), [(one.row, one.message) for one in problems(found)]
    (problem,) = problems(found)
    assert reason in problem.message


@then("确认被拒绝，名录不变")
def _(story: Story) -> None:
    with pytest.raises(RuleBroken, match="整份文件没有导入"):
        confirm_import(SYSTEM, ConfirmImport(story.made), NOW)
    assert held(story.kind) == story.before


@then("原来的牵头到前一天为止")
def _(story: Story) -> None:
    leads = [row for row in held(story.kind) if (row.area, row.item, row.step, row.part) == (REGION, "I001", "check", Part.LEAD)]
    assert [(row.department, row.last_day) for row in leads][-2:] == [("SCJG", date(2026, 11, 30)), ("WSJK", None)]


@when("导入一行改了联系方式的资源")
def _(story: Story) -> None:
    story.bring("阳光餐饮监控,执法系统,SCJG,餐饮科 8700,全天，电话联系,I001,,")


@then("它的联系方式是新的")
def _(story: Story) -> None:
    assert [row.contact for row in held(story.kind) if row.name == "阳光餐饮监控"] == ["餐饮科 8700"]


@when("导入一行两个月前发现的冲突")
def _(story: Story) -> None:
    found = TODAY - timedelta(days=60)
    story.bring(f"公示两个时限,不衔接,甲第1条,五日,乙第2条,七日,两个数,SCJG,{found},XFJY,待处理,,,,")


@then("它的处理期限从发现那天算起")
def _(story: Story) -> None:
    brought, other = ((row.settle_by - timezone.localdate(row.found_at)).days for row in conflicts(SYSTEM)[:2])
    assert abs(brought - other) <= 10  # the same working days, other weekends and holidays
    assert conflicts(SYSTEM)[0].title == "公示两个时限"


@then("它是第 2 版")
def _(story: Story) -> None:
    assert next(row.version for row in pools(SYSTEM) if row.name == "重点单位") == 2


def test_no_register_of_these_is_left_out() -> None:
    assert set(MAKERS) == set(HELD) == set(WRITTEN) == set(GOOD) == LASTING == set(KINDS.values())


@pytest.mark.parametrize(
    ("role", "page", "export", "may"),
    [
        pytest.param(Role.DATA_STEWARD, "/duties/", "/duties/register.xlsx", True, id="duties"),
        pytest.param(Role.DEPARTMENT_CLERK, "/duties/", "/duties/register.xlsx", False, id="duties-to-read"),
        pytest.param(Role.DEPARTMENT_CLERK, "/subjects/pools/", "/subjects/pools/register.xlsx", True, id="pools"),
        pytest.param(Role.DEPARTMENT_HEAD, "/delegations/", "/delegations/export.xlsx", True, id="delegations"),
        pytest.param(Role.DEPARTMENT_CLERK, "/officers/", "", True, id="officers"),
        pytest.param(Role.DEPARTMENT_CLERK, "/duties/policies/", "/duties/policies/register.xlsx", True, id="policies"),
        pytest.param(Role.DEPARTMENT_HEAD, "/duties/policies/", "/duties/policies/register.xlsx", False, id="policies-to-read"),
        pytest.param(Role.DEPARTMENT_CLERK, "/duties/resources/", "/duties/resources/register.xlsx", True, id="resources"),
        pytest.param(Role.DEPARTMENT_HEAD, "/duties/conflicts/", "/duties/conflicts/register.xlsx", True, id="conflicts"),
        pytest.param(Role.DEPARTMENT_CLERK, "/duties/minutes/", "/duties/minutes/register.xlsx", True, id="minutes"),
        pytest.param(Role.SYSTEM_ADMIN, "/admin/departments/", "", True, id="departments"),
        pytest.param(Role.AUDIT_ADMIN, "/admin/departments/", "/admin/departments/export/?", False, id="departments-to-read"),
        pytest.param(Role.SYSTEM_ADMIN, "/admin/regions/", "", True, id="regions"),
    ],
)
def test_a_person_s_way_there_and_back(role: Role, page: str, export: str, *, may: bool) -> None:
    client = acting(make_actor(role))
    shown = client.get(page).content.decode()
    kind = page.strip("/").rpartition("/")[2]
    assert (f'href="/{kind}/import/"' in shown) is may
    assert client.get(f"/{kind}/import/").status_code == (200 if may else 403)
    assert client.get(f"/{kind}/import/template.xlsx").status_code == (200 if may else 403)
    if export:
        assert f'action="{export}' in shown
        assert "attachment" in client.post(export)["Content-Disposition"]


def test_a_department_is_written_as_people_write_it_and_one_that_was_closed_stays_where_it_stands() -> None:
    documents()
    close_department(SYSTEM, CloseDepartment("SCJG", TODAY - ONE, "机构改革"), NOW)
    again = import_row(SYSTEM, RegisterKind.POLICIES, look_at(book(RegisterKind.POLICIES), "rows.xlsx", RegisterKind.POLICIES))
    assert (again.unchanged, again.refused) == (2, 0)
    make_department("XXJ", name="青禾县信息局")
    head = ",".join(column.label for column in POLICY_COLUMNS)
    made = look_at(f"{head}\n办法,青信〔2026〕1号,县信息局,2026-01-10,,信息局,,\n".encode(), kind=RegisterKind.POLICIES)
    assert import_row(SYSTEM, RegisterKind.POLICIES, made).new == 1
