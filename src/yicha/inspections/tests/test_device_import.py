"""监控设备 as a workbook: out of the register, and back into it by the pages of every import."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.utils import timezone
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st
from pytest_bdd import given, parsers, scenarios, then, when

from yicha.imports.actions.confirm_import import confirm_import
from yicha.imports.actions.undo_import import undo_import
from yicha.imports.queries import import_row
from yicha.imports.testing import look_at
from yicha.imports.types import ConfirmImport, RegisterKind, UndoImport
from yicha.inspections.actions.attach_evidence import attach_evidence
from yicha.inspections.actions.register_device import register_device
from yicha.inspections.actions.review_device import review_device
from yicha.inspections.queries import devices, merged_form
from yicha.inspections.queries.devices import device_entries, known_devices
from yicha.inspections.testing import PHOTOGRAPH, enter_with_code, notify, officer, on_the_day, planned
from yicha.inspections.types import AttachEvidence, DeviceEntry, DeviceStep, InspectionRow, RegisterDevice, ReviewDevice
from yicha.inspections.workbooks import COLUMNS, device_layout, write_devices
from yicha.kernel.actor import SYSTEM, Actor, Role
from yicha.kernel.refusals import Refusal
from yicha.kernel.tables import read_all, read_rows
from yicha.kernel.testing import NOW
from yicha.kernel.uploads import upload
from yicha.orgs.testing import make_actor
from yicha.shell.testing import acting

scenarios("features/device_import.feature")
KIND, TODAY = RegisterKind.DEVICES, timezone.localdate(NOW)
HEADER = ",".join(column.label for column in COLUMNS)


def book(rows: list[DeviceEntry], suffix: str = ".xlsx") -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"devices{suffix}"
        write_devices(path, rows)
        return path.read_bytes()


@dataclass
class Story:
    row: InspectionRow
    clerk: Actor
    head: Actor
    made: int = 0
    refusal: Refusal | None = None

    def bring(self, content: bytes, name: str, who: Actor | None = None) -> None:
        self.made = look_at(content, name, KIND, who or self.clerk)
        self.attempt(lambda: confirm_import(who or self.clerk, ConfirmImport(self.made), NOW))

    def attempt(self, act: object) -> None:
        self.refusal = None
        try:
            act()  # type: ignore[operator]  # a use case with its command
        except Refusal as refusal:
            self.refusal = refusal

    def line(self, number: str, legal: str = ",") -> bytes:
        return f"{HEADER}\n{number},油烟在线监测仪,{self.clerk.department},解放路 8 号,{legal},,,,\n".encode()


@given("市场监管局有一台已审核、已公布的设备“YY-01”", target_fixture="story")
def story(opened: list[InspectionRow]) -> Story:
    lead = planned(opened[0]).lead
    made = Story(opened[0], make_actor(Role.DEPARTMENT_CLERK, lead), make_actor(Role.DEPARTMENT_HEAD, lead))
    command = RegisterDevice(made.clerk.region, lead, "YY-01", "油烟在线监测仪", "解放路 8 号")
    device = register_device(made.clerk, command, NOW).device
    for step in DeviceStep:
        review_device(made.head, ReviewDevice(device, step, TODAY, "审〔2026〕1号"), NOW)
    return made


told = pytest.fixture(name="told")(story)


@when("科室导入导出的表格")
def _(story: Story) -> None:
    story.made = look_at(book(device_entries(story.clerk)), "devices.xlsx", KIND, story.clerk)


@when(parsers.parse("科室导入“{number}”"))
def _(story: Story, number: str) -> None:
    story.bring(story.line(number), "a.csv")


@when(parsers.parse("科室导入已审核的“{number}”"))
def _(story: Story, number: str) -> None:
    story.bring(story.line(number, f"{TODAY},审〔2026〕2号"), "a.csv")


@when(parsers.parse("部门负责人导入已审核的“{number}”"))
def _(story: Story, number: str) -> None:
    story.bring(story.line(number, f"{TODAY},审〔2026〕2号"), "b.csv", story.head)


@when(parsers.parse("科室导入改了审核文号的“{number}”"))
def _(story: Story, number: str) -> None:
    story.made = look_at(story.line(number, f"{TODAY},别的文号"), "a.csv", KIND, story.clerk)


@when(parsers.parse("科室导入不提审核的“{number}”"))
def _(story: Story, number: str) -> None:
    story.made = look_at(story.line(number), "b.csv", KIND, story.clerk)


@when("科室撤销导入")
def _(story: Story) -> None:
    undo_import(story.clerk, UndoImport(story.made, "传错了"), NOW)


@when(parsers.parse("“{number}”记录了一份证据"))
def _(story: Story, number: str) -> None:
    notify(story.row)
    enter_with_code(story.row, story.row.code)
    who, at = officer(story.row, planned(story.row).lead), on_the_day(story.row)
    device = next(one.id for one in devices(SYSTEM, at.date()) if one.number == number)
    asked = next(one for one in merged_form(SYSTEM, planned(story.row)) if who.department in one.departments)
    kept = upload(who, [PHOTOGRAPH], at, kind="evidence", name="p.png", limit=len(PHOTOGRAPH))
    attach_evidence(who, AttachEvidence(story.row.id, asked.key, kept.file, device=device), at)


@then("没有新增，没有修改，没有错误")
def _(story: Story) -> None:
    found = import_row(story.clerk, KIND, story.made)
    assert (found.new, found.changed, found.unchanged, found.refused) == (0, 0, 1, 0)


@then("那一行有错误")
def _(story: Story) -> None:
    assert import_row(story.clerk, KIND, story.made).refused == 1


@then(parsers.parse("“{number}”登记在册，缺“{lack}”"))
def _(story: Story, number: str, lack: str) -> None:
    assert story.refusal is None
    assert [one.lacks for one in devices(SYSTEM, TODAY) if one.number == number] == [lack]


@then(parsers.parse("“{number}”不在用"))
def _(story: Story, number: str) -> None:
    assert known_devices(story.clerk.region, [number]) == {}


@then(parsers.parse("被拒绝，依据“{clause}”"))
def _(story: Story, clause: str) -> None:
    assert story.refusal is not None
    assert story.refusal.clause == clause


@then("撤销导入被拒绝")
def _(story: Story) -> None:
    story.attempt(lambda: undo_import(story.clerk, UndoImport(story.made, "传错了"), on_the_day(story.row) + timedelta(hours=1)))
    assert story.refusal is not None


WORDS = st.text("排烟口后厨〔〕号审解放路8Bx", min_size=1, max_size=12)
STEPS = st.one_of(st.just((None, "")), st.tuples(st.dates(date(2020, 1, 1), TODAY), WORDS))


@st.composite
def entries(draw: st.DrawFn) -> list[DeviceEntry]:
    numbers = draw(st.lists(st.from_regex(r"[A-Z]{2}-[0-9]{1,4}", fullmatch=True), min_size=1, max_size=5, unique=True))
    return [DeviceEntry(one, draw(WORDS), "SCJG", draw(WORDS), *draw(STEPS), *draw(STEPS), *draw(STEPS)) for one in numbers]


@settings(max_examples=10, deadline=None)
@drawn(entries(), st.sampled_from([".xlsx", ".csv"]))
def test_what_is_written_is_read_again(rows: list[DeviceEntry], suffix: str) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"devices{suffix}"
        path.write_bytes(book(rows, suffix))
        found = read_all(device_layout({"SCJG": "SCJG"}, TODAY), read_rows(path), {row.number: row for row in rows})
    assert [one.row for one in found.accepted] == rows
    assert (found.unchanged, found.total) == (len(rows), len(rows))


@pytest.mark.clause("LYG-5.5")
def test_a_person_s_pages(told: Story) -> None:
    client = acting(told.clerk)
    page = client.get("/devices/").content.decode()
    assert "/devices/import/" in page
    taken = client.post("/devices/export.xlsx")
    assert (taken.status_code, "attachment" in taken["Content-Disposition"]) == (200, True)
    assert acting(make_actor(Role.OFFICER, told.clerk.department)).post("/devices/export.xlsx").status_code == 403
    assert "/devices/import/" not in acting(make_actor(Role.LEGAL_SUPERVISOR, "SFJ")).get("/devices/").content.decode()
