"""The things that addresses speak of, each made in the county of `tests/ready/`; `tests/known.py` says which parameter stands for which."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from tests.acting import VISITED
from tests.ready.draws import invite_participant
from tests.ready.followups import sent
from tests.ready.inspections import entrust_check, file_case, request_assistance
from tests.ready.registers import LAW, propose_items
from tests.ready.scenes import publish_scene
from tests.ready.world import SID, World, account_of, by, do
from yicha.disclosure.queries import publications_of
from yicha.disclosure.testing import publish_results
from yicha.draws.queries import draws
from yicha.draws.types import DrawRow
from yicha.engines.ledger import KeyKind, VerifierKey
from yicha.engines.quality.tests.makers import invented_uscc
from yicha.exchange.queries import records
from yicha.exchange.testing import match_items, name_subject
from yicha.exchange.types import MapCheck
from yicha.followups.queries import orders_of_subject
from yicha.followups.testing import after, delivered
from yicha.followups.types import OrderRow, ReportCorrection
from yicha.inspections.queries import inspection
from yicha.inspections.testing import PHOTOGRAPH, move_off_site, notify, planned
from yicha.items.queries import open_law_tasks
from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.clock import now
from yicha.kernel.cosigning import anchor_today, daily_checkpoints
from yicha.kernel.files import store
from yicha.kernel.ledger import sequence
from yicha.kernel.models import Entry
from yicha.kernel.testing import NOW, REGION, Sql, run_sql
from yicha.kernel.uploads import upload
from yicha.orgs.actions.appoint_witness import appoint_witness
from yicha.orgs.actions.ask_export import ask_export
from yicha.orgs.actions.ask_redaction import ask_redaction
from yicha.orgs.actions.decide_export import decide_export
from yicha.orgs.actions.declare_recusal import declare_recusal
from yicha.orgs.actions.delegate_power import delegate_power
from yicha.orgs.actions.finish_export import finish_export
from yicha.orgs.actions.issue_link import issue_link
from yicha.orgs.actions.propose_post import propose_post
from yicha.orgs.actions.propose_program import propose_program
from yicha.orgs.actions.save_view import save_view
from yicha.orgs.actions.substitute import substitute
from yicha.orgs.actions.take_export import take_export
from yicha.orgs.queries import kept_list
from yicha.orgs.testing import COUNTY, instrument, make_account, make_actor, make_post, make_region, officer_row
from yicha.orgs.types import (
    AppointWitness,
    AskExport,
    AskRedaction,
    DecideExport,
    DeclareRecusal,
    FinishExport,
    IssueLink,
    ProposePost,
    ProposeProgram,
    SaveView,
    Scope,
    Substitute,
    TakeExport,
    Taking,
)
from yicha.scenes.queries import scenes_in_force
from yicha.scenes.testing import TOMORROW
from yicha.subjects.testing import make_subjects, subject_row
from yicha.subjects.types import MergeSubjects, MoveOut, SubjectPermission

TOKEN = "t" * 43
OFFICER = account_of(officer_row(0).cert_no)


def told_around(world: World) -> int:
    """What was found at the enterprise of these tests, and at two more."""
    ordered(world)
    return sent(replace(world, inspections=sorted(world.inspections, key=lambda row: planned(row).sid != VISITED)))


def filed(world: World) -> int:
    ready = file_case(world)
    do("file_case", ready.command, ready.at)
    return world.untouched.id


def at_door(exists: Callable[[World], Any], place: int) -> Callable[[World], Any]:
    """Made at a door of its own, counted from the last one of the department: each can be entered once only."""

    def made(world: World) -> Any:
        rows = [row for row in world.inspections if row.id != world.visited.id and planned(row).sid != VISITED]
        return exists(replace(world, inspections=rows[-place:]))

    return made


def going_up(exists: Callable[[World], Any]) -> Callable[[World], Any]:
    """With a record of what was found at the enterprise of these tests."""

    def made(world: World) -> Any:
        if not records(SYSTEM)[:1]:
            checked = ordered(world).inspection
            match_items()
            name_subject(VISITED, invented_uscc(1))
            do("map_check", MapCheck(checked, "SCJG"), NOW)
        return exists(world)

    return made


OFFICERS = "执法证号,姓名,部门\nQHX1,张某,SCJG\n".encode()
DUTIES = "事项编码,环节,区域,部门,牵头或配合,从哪天起,依据种类,依据文件\nNONE,检查,620799,SCJG,牵头,2026-03-01,权责清单,清单\n".encode()
POOLS = "名称,条件,从哪天起,依据\n养老机构,has_tag('养老'),2099-01-01,民政函\n".encode()
DELEGATIONS = "种类,谁的权力,交给谁,在哪里,事项编码,法律依据,从哪天起\n委托,SCJG,XFJY,620799,I9,依据,2099-01-01\n".encode()
POLICIES = "文件名称,文号,印发机关,印发日期,部门\n餐饮检查办法,青政办〔2026〕31号,县政府办,2026-01-10,SCJG\n".encode()
RESOURCES = "资源名称,类型,部门,联系方式,可用条件\n阳光餐饮监控,执法系统,SCJG,餐饮科 8622,全天\n".encode()
CONFLICTS = (
    "冲突在哪,类型,第一条规定,第一条原文,第二条规定,第二条原文,怎么不一致,谁发现,发现日期,谁处理,结果\n"
    "通道宽度,不一致,甲第1条,1.1米,乙第2条,0.9米,两个数,SCJG,2026-01-10,XFJY,待处理\n"
).encode()
MINUTES = "事由,类型,日期,部门,参加或收到的部门,内容\n夜市会商,会商,2026-02-10,SCJG,XFJY,轮流值守\n".encode()
DEPARTMENTS = "代码,名称,简称,类别,区划,从哪天起\nNYNC,青禾县农业农村局,农业局,执法部门,620799,2026-01-01\n".encode()
REGIONS = "区划代码,名称,从哪天起\n620799109,新镇,2026-01-01\n".encode()
DEVICES = "设备编号,设备,部门,设在哪里\nSB-9,油烟在线监测仪,SCJG,解放路 8 号\n".encode()


def view(_: World) -> int:
    own = make_actor(Role.DEPARTMENT_CLERK, name=OFFICER)
    save_view(own, SaveView("items", "重点", "item_class=key"), NOW)
    return kept_list(own, "items").views[0].id


def proposed(_: World) -> int:
    make_account("proposed")
    return propose_post(SYSTEM, ProposePost("proposed", Role.DEPARTMENT_CLERK, COUNTY, "SCJG"), NOW).post


def proposed_item(world: World) -> str:
    do("propose_items", propose_items(world).command)
    return str(propose_items(world).command.rows[0].code)


def law_task(_: World) -> int:
    do("register_law_change", LAW)
    return open_law_tasks(SYSTEM, REGION, NOW)[0].id


def held(_: World) -> int:
    make_account("holder")
    return make_post("holder", Role.DEPARTMENT_CLERK)


def lent(_: World) -> int:
    for name in ("lender", "borrower"):
        make_account(name)
        make_post(name, Role.DEPARTMENT_CLERK)
    post = make_post("lender", Role.DEPARTMENT_HEAD)
    return substitute(SYSTEM, Substitute(post, "borrower", "出差", NOW, NOW + timedelta(days=9)), NOW).post


def link(_: World) -> int:
    make_account("locked-out")
    make_post("locked-out", Role.SYSTEM_ADMIN, department="")
    return issue_link(SYSTEM, IssueLink("locked-out", sha256(TOKEN.encode()).hexdigest(), drops_factor=False), NOW).link


def first_draw() -> DrawRow:
    return draws(SYSTEM, REGION)[0]


def published(world: World) -> str:
    return publish_results(world.inspections[1])[0].sid


def shown_at_the_door(world: World) -> str:
    notify(world.inspections[2])
    return world.inspections[2].code


def help_asked(world: World) -> int:
    asked = request_assistance(world)
    return int(do("request_assistance", asked.command, asked.at, by(asked.account)).request)


def entered_in_urgency(world: World) -> int:
    """As if it had been, and approved since: every door of this county has already been entered for somebody else."""
    columns = "inspection_id, entered_at, approved, opinion, decided_by, decided_at"
    said = f"INSERT INTO inspections_urgency ({columns}) VALUES (%s, %s, %s, %s, %s, %s)"
    run_sql(SYSTEM, Sql(said, (world.untouched.id, NOW.isoformat(), "true", "险情属实", "deputy", NOW.isoformat())), NOW)
    return world.untouched.id


def led_by_its_clerk(world: World) -> int:
    return next(row.id for row in world.inspections if planned(row).lead == "SCJG")


def noticed(world: World) -> int:
    """A check at the enterprise of these tests, announced."""
    row = next(row for row in world.inspections if planned(row).sid == VISITED)
    notify(row)
    return row.id


def told_off_site(world: World) -> int:
    """The same, without a door; whatever needs the door has been there before."""
    pk, _ = finished(world)
    move_off_site(next(row for row in world.inspections if row.id == pk))
    return pk


def ordered(world: World) -> OrderRow:
    """The order that followed a check at the enterprise of these tests; somebody brought a photograph of what was put right."""
    if not orders_of_subject(SYSTEM, VISITED, NOW):
        row = next(row for row in world.inspections if planned(row).sid == VISITED)
        made, clerk = delivered(row), make_actor(Role.DEPARTMENT_CLERK)
        photo = upload(clerk, [PHOTOGRAPH], NOW, kind="photo", name="纱窗.png", limit=len(PHOTOGRAPH)).file
        do("report_correction", ReportCorrection(made, "已装好", (photo,), "李掌柜"), after(row, 5), clerk)
    return orders_of_subject(SYSTEM, VISITED, NOW)[0]


def finished(world: World) -> tuple[int, int]:
    """That check, and what was published of it."""
    ordered(world)
    row = next(row for row in world.inspections if planned(row).sid == VISITED)
    if not publications_of(SYSTEM, VISITED):
        publish_results(row)
    out = next(one for one in publications_of(SYSTEM, VISITED) if one.department == "SCJG")
    return row.id, out.id


def located(world: World) -> int:
    """That check, begun by a phone that said where it stood."""
    run_sql(SYSTEM, Sql("UPDATE inspections_inspection SET place = '38.92754,101.66530' WHERE id = %s", (world.visited.id,)), NOW)
    return world.visited.id


def told(_: World) -> str:
    """A message to the officer."""
    values = ("5a5a5a5a-5a5a-4a5a-8a5a-5a5a5a5a5a5a", OFFICER, "有一件事", "请看", "/notices/", NOW.isoformat())
    run_sql(
        SYSTEM, Sql("INSERT INTO kernel_notification (id, recipient, title, text, link, at) VALUES (%s, %s, %s, %s, %s, %s)", values), NOW
    )
    return values[0]


def moving(_: World) -> str:
    """On its way to the county of these tests."""
    make_region("620798", "邻县")
    make_subjects(subject_row(77), region_path="62/6207/620798")
    return str(do("move_out", MoveOut(subject_row(77).sid, COUNTY, "迁址")).sid)


def merged(_: World) -> str:
    make_subjects(subject_row(78), subject_row(79))
    return str(do("merge_subjects", MergeSubjects(subject_row(78).sid, subject_row(79).sid, "同一户")).merged)


def in_force(world: World) -> str:
    """The code of a scene whose handbook everybody reads."""
    do("publish_scene", publish_scene(world).command)
    return scenes_in_force(SYSTEM, REGION, TOMORROW)[0].code


def delegated(_: World) -> int:
    return delegate_power(SYSTEM, instrument(), NOW).delegation


def invitation(world: World) -> str:
    """The link of somebody who was invited to a draw."""
    do("invite_participant", replace(invite_participant(world).command, invitation=sha256(TOKEN.encode()).hexdigest()))
    return TOKEN


def invited(world: World) -> int:
    """A draw with an invited party, the last in its list."""
    found: int = do("invite_participant", invite_participant(world).command).draw
    return found


def recusal(_: World) -> int:
    clerk = make_actor(Role.DEPARTMENT_CLERK)
    return declare_recusal(clerk, DeclareRecusal(officer_row(1).cert_no, SID, "近亲属"), NOW).recusal


def asked_export(_: World) -> int:
    taking = Taking("subjects", SubjectPermission.READ, "/subjects/export/", "全部", 1900)
    return ask_export(make_actor(Role.DATA_STEWARD, name="steward"), AskExport(taking, "交审计局"), NOW).export


def made_export(_: World) -> int:
    """An officer's own; the worker has made its file."""
    own, taking = (
        make_actor(Role.DEPARTMENT_CLERK, name=OFFICER),
        Taking("subjects", SubjectPermission.READ, "/subjects/export/", "全部", 12_000),
    )
    asked = ask_export(own, AskExport(taking, "交审计局"), now()).export
    decide_export(make_actor(Role.DATA_STEWARD, name="steward"), DecideExport(asked, release=True), now())
    take_export(own, TakeExport(taking, asked), now())
    return finish_export(SYSTEM, FinishExport(asked, store([PHOTOGRAPH], limit=len(PHOTOGRAPH)).digest, "subjects.xlsx"), now()).export


def first_entry(_: World) -> UUID:
    """Of what people of the county did."""
    return Entry.objects.filter(region=REGION).earliest("at", "run").run


def asked_redaction(_: World) -> int:
    run = Entry.objects.filter(region=REGION).latest("at", "run").run
    return ask_redaction(make_actor(Role.AUDIT_ADMIN), AskRedaction(run, "本人要求"), NOW).redaction


def placed(_: World) -> str:
    """The ledger has an entry."""
    sequence()
    return "000.p/1"


def anchored(world: World) -> int:
    placed(world)
    anchor_today(NOW)
    return daily_checkpoints()[0].size


WITNESS = VerifierKey("justice.example", bytes(32), KeyKind.COSIGNATURE)


def named_program(_: World) -> int:
    return propose_program(SYSTEM, ProposeProgram("业务系统", "SCJG", (Scope.PERMITS,), NOW.date()), NOW).program


def appointed(_: World) -> int:
    return appoint_witness(SYSTEM, AppointWitness(str(WITNESS), "http://127.0.0.1:1"), NOW).witness


def given_away(world: World) -> str:
    """A department that has entrusted another with its part."""
    given = [task.department for task in inspection(SYSTEM, world.untouched.id).tasks if task.entrusted_to]
    ready = entrust_check(world)
    if not given:
        do("entrust_check", ready.command, ready.at)
    return ready.department
