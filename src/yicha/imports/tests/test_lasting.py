"""职责, 专项库 and 委托下放 as workbooks: what goes out comes in again, one bad row keeps all out, and nothing in force is rewritten."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st
from pytest_bdd import given, parsers, scenarios, then, when

from yicha.duties.actions.assign_duty import assign_duty
from yicha.duties.queries import duty_entries, duty_words
from yicha.duties.testing import duty, make_departments
from yicha.duties.types import DutyEntry, Instrument, Part
from yicha.duties.workbooks import COLUMNS as DUTY_COLUMNS
from yicha.duties.workbooks import Words, duty_layout, write_duties
from yicha.imports.actions.ask_import import ask_import
from yicha.imports.actions.confirm_import import confirm_import
from yicha.imports.actions.undo_import import undo_import
from yicha.imports.queries import import_row, problems
from yicha.imports.testing import bring_in, look_at
from yicha.imports.types import AskImport, ConfirmImport, ImportAct, RegisterKind, UndoImport
from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.refusals import RuleBroken
from yicha.kernel.tables import Layout, read_all, read_rows
from yicha.kernel.testing import NOW, REGION
from yicha.orgs.actions.delegate_power import delegate_power
from yicha.orgs.queries.delegations import delegation_entries, delegation_words
from yicha.orgs.testing import make_actor, make_department, make_region
from yicha.orgs.types import DelegatePower, DelegationEntry, DelegationKind, DepartmentKind
from yicha.orgs.workbooks import DELEGATION_COLUMNS, DelegationWords, delegation_layout, write_delegations
from yicha.shell.testing import acting
from yicha.subjects.actions.publish_pool import publish_pool
from yicha.subjects.queries import pool_entries, pools
from yicha.subjects.testing import make_subjects, subject_row
from yicha.subjects.types import PoolEntry, PublishPool
from yicha.subjects.workbooks.pools import COLUMNS as POOL_COLUMNS
from yicha.subjects.workbooks.pools import pool_layout, write_pools

scenarios("features/lasting.feature")
pytestmark = pytest.mark.django_db

TODAY, ONE = timezone.localdate(NOW), timedelta(days=1)
BEFORE, LATER = date(2026, 2, 1), date(2026, 9, 1)
TOWN = f"{REGION}/620799100"
KINDS = {"职责分工": RegisterKind.DUTIES, "专项库": RegisterKind.POOLS, "委托下放": RegisterKind.DELEGATIONS}
HEADS = {RegisterKind.DUTIES: DUTY_COLUMNS, RegisterKind.POOLS: POOL_COLUMNS, RegisterKind.DELEGATIONS: DELEGATION_COLUMNS}


@pytest.fixture(scope="module", autouse=True)
def county(once: None) -> None:
    make_departments()
    make_region("620799100", "城关镇")
    make_region("620799400", "青禾园区")
    make_region()
    make_department("YQ", kind=DepartmentKind.PARK)
    make_subjects(subject_row(1), subject_row(2))


def duties() -> None:
    """A lead of the county with its successor, a town's own for some months, and one that assists."""
    assign_duty(SYSTEM, duty(), NOW)
    assign_duty(SYSTEM, duty(department="SCJG", first_day=LATER, basis="县政府办〔2026〕9号"), NOW)
    assign_duty(SYSTEM, duty(area=TOWN, department="WSJK", first_day=date(2026, 4, 1), last_day=date(2026, 5, 31)), NOW)
    assign_duty(SYSTEM, duty(items=("I001", "I002"), steps=("plan", "check"), part=Part.ASSIST, department="WSJK", share="出人"), NOW)


def special() -> None:
    """One by a condition, one by a list."""
    publish_pool(SYSTEM, PublishPool(REGION, "预付卡商户", TODAY, "青市监〔2026〕3号", rule="has_tag('预付卡')"), NOW)
    publish_pool(SYSTEM, PublishPool(REGION, "重点单位", TODAY + ONE, "会议纪要", sids=tuple(sids())), NOW)


def given_away() -> None:
    """To a park without an end, to another department for a year."""
    to_park = DelegatePower(DelegationKind.PARK_DELEGATION, "SCJG", "YQ", "620799400", ("I2", "I1"), "园区条例第十条", BEFORE)
    delegate_power(SYSTEM, to_park, NOW)
    basis = "《行政处罚法》第二十条"
    year = (BEFORE, date(2027, 1, 31))
    delegate_power(SYSTEM, DelegatePower(DelegationKind.ENTRUSTMENT, "SCJG", "XFJY", "620799", ("I3",), basis, *year), NOW)


def sids() -> list[str]:
    return sorted(subject_row(number).sid for number in (1, 2))


MAKERS: dict[RegisterKind, Callable[[], None]] = {
    RegisterKind.DUTIES: duties,
    RegisterKind.POOLS: special,
    RegisterKind.DELEGATIONS: given_away,
}


def held(kind: RegisterKind) -> list[Any]:
    if kind is RegisterKind.DUTIES:
        return duty_entries(SYSTEM, REGION)
    return list(pool_entries(SYSTEM)) if kind is RegisterKind.POOLS else delegation_entries(SYSTEM)


def book(kind: RegisterKind) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "rows.xlsx"
        if kind is RegisterKind.DUTIES:
            write_duties(path, held(kind), duty_words(REGION, TODAY))
        elif kind is RegisterKind.POOLS:
            write_pools(path, held(kind))
        else:
            write_delegations(path, held(kind), delegation_words(REGION, TODAY))
        return path.read_bytes()


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


GOOD = {
    RegisterKind.DUTIES: "I002,检查,青禾县,SFJ,牵头,,2026-03-01,,权责清单,权责清单",
    RegisterKind.POOLS: f"养老机构,has_tag('养老'),,{TODAY},民政函",
    RegisterKind.DELEGATIONS: f"委托,SCJG局,WSJK,青禾县,I7;I8,《行政处罚法》第二十条,{TODAY},",
}
BAD = {
    "没有的事项": "I999,检查,青禾县,XFJY,牵头,,2026-03-01,,权责清单,权责清单",
    "早于现任": "I001,检查,青禾县,SFJ,牵头,,2026-01-01,,权责清单,权责清单",
    "改了依据": "I001,检查,青禾县,XFJY,牵头,,2026-02-01,2026-08-31,权责清单,别的文件",
    "两个牵头": "I002,检查,青禾县,XFJY,牵头,,2026-03-01,,权责清单,权责清单",
    "没有的主体": f"新库,,NOBODY,{TODAY},民政函",
    "看不懂的条件": f"新库,不是条件(,,{TODAY},民政函",
    "倒填日期": f"新库,has_tag('养老'),,{TODAY - ONE},民政函",
    "改了止期": "委托,SCJG,XFJY,620799,I3,《行政处罚法》第二十条,2026-02-01,2026-10-01",
    "再委托": f"委托,XFJY,WSJK,青禾县,I3,《行政处罚法》第二十条,{TODAY},",
}
NO_SUCH_DEPARTMENT = {
    RegisterKind.DUTIES: "I001,检查,青禾县,无此局,牵头,,2026-10-01,,权责清单,权责清单",
    RegisterKind.DELEGATIONS: f"委托,无此局,XFJY,青禾县,I9,《行政处罚法》第二十条,{TODAY},",
}


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
    assert held(story.kind) == []
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


@when("导入一行新的，又要整批撤销")
def _(story: Story) -> None:
    story.bring(GOOD[story.kind])


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


@then("它是第 2 版")
def _(story: Story) -> None:
    assert next(row.version for row in pools(SYSTEM) if row.name == "重点单位") == 2


@then("撤销被拒绝，请逐条结束")
def _(story: Story) -> None:
    with pytest.raises(RuleBroken, match="不整批撤销"):
        undo_import(SYSTEM, UndoImport(story.made, "传错了"), NOW)
    with pytest.raises(RuleBroken, match="不整批撤销"):
        ask_import(SYSTEM, AskImport(story.made, ImportAct.UNDO, reason="传错了"), NOW)
    assert len(held(story.kind)) == len(story.before) + 1


WORDS = st.text("青禾县权责清单（２０２６年版）〔〕号A1，、 ", min_size=1, max_size=12).map(str.strip).filter(bool)
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
PLACES = {"青禾县": REGION, "城关镇": TOWN, REGION: REGION, TOWN: TOWN}
OFFICES = {"市场监管局": "SCJG", "SCJG": "SCJG", "消防救援大队": "XFJY", "XFJY": "XFJY"}


def no_doubt(_row: object) -> str:
    return ""


def duty_row(item: str, said: tuple[Any, ...]) -> DutyEntry:
    area, step, department, part, first_day, span, instrument, basis = said
    last_day = None if span is None else first_day + span * ONE
    return DutyEntry(area, item, step, department, part, first_day, instrument, basis, last_day, basis if part is Part.ASSIST else "")


def delegation_row(item: str, said: tuple[Any, ...]) -> DelegationEntry:
    area, _step, _department, _part, first_day, span, _instrument, basis = said
    last_day = None if span is None else first_day + span * ONE
    return DelegationEntry(DelegationKind.ENTRUSTMENT, "SCJG", "XFJY", area, (item, f"{item}0"), basis, first_day, last_day)


def pool_row(name: str, said: tuple[Any, ...]) -> PoolEntry:
    _area, _step, _department, part, first_day, _span, _instrument, basis = said
    if part is Part.LEAD:
        return PoolEntry(name, first_day, basis, "status = 'active'")
    return PoolEntry(name, first_day, basis, sids=tuple(sorted((f"LOC:{name}", "LOC:Z"))))


SAID = st.tuples(
    st.sampled_from((REGION, TOWN)),
    st.sampled_from(("plan", "check")),
    st.sampled_from(("SCJG", "XFJY")),
    st.sampled_from(Part),
    DAYS,
    st.none() | st.integers(0, 900),
    st.sampled_from(Instrument),
    WORDS,
)
DUTY_WORDS = Words(PLACES, OFFICES, {"计划": "plan", "plan": "plan", "检查": "check", "check": "check"}, no_doubt)
GIVEN_WORDS = DelegationWords(PLACES, OFFICES, no_doubt)
Write = Callable[[Path, list[Any]], None]
REGISTERS: dict[str, tuple[Layout[Any], Callable[[str, tuple[Any, ...]], Any], Write]] = {
    "duties": (duty_layout(DUTY_WORDS), duty_row, lambda path, rows: write_duties(path, rows, DUTY_WORDS)),
    "pools": (pool_layout(no_doubt), pool_row, write_pools),
    "delegations": (delegation_layout(GIVEN_WORDS), delegation_row, lambda path, rows: write_delegations(path, rows, GIVEN_WORDS)),
}


@pytest.mark.parametrize("name", REGISTERS)
@settings(max_examples=10, deadline=None)
@drawn(
    st.dictionaries(st.from_regex(r"[A-Z]{1,3}[0-9]{1,4}", fullmatch=True), SAID, min_size=1, max_size=5),
    st.sampled_from([".xlsx", ".csv"]),
)
def test_what_is_written_is_read_again(name: str, said: dict[str, tuple[Any, ...]], suffix: str) -> None:
    layout, made, write = REGISTERS[name]
    rows = [made(key, one) for key, one in said.items()]
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"rows{suffix}"
        write(path, rows)
        found = read_all(layout, read_rows(path))
    assert [one.row for one in found.accepted] == rows, found.problems


@pytest.mark.parametrize(
    ("role", "page", "export", "may"),
    [
        pytest.param(Role.DATA_STEWARD, "/duties/", "/duties/register.xlsx", True, id="duties"),
        pytest.param(Role.DEPARTMENT_CLERK, "/duties/", "/duties/register.xlsx", False, id="duties-to-read"),
        pytest.param(Role.DEPARTMENT_CLERK, "/subjects/pools/", "/subjects/pools/register.xlsx", True, id="pools"),
        pytest.param(Role.DEPARTMENT_HEAD, "/delegations/", "/delegations/export.xlsx", True, id="delegations"),
        pytest.param(Role.DEPARTMENT_CLERK, "/officers/", "", True, id="officers"),
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
        assert f'action="{export}"' in shown
        assert "attachment" in client.post(export)["Content-Disposition"]
