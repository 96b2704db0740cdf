"""Officers and delegations on screens: who sees whom, what narrows the list, what a certificate's end does at once."""

import io
import re
from datetime import date, timedelta
from html import unescape
from pathlib import Path

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.models import Entry
from yicha.kernel.refusals import RuleBroken
from yicha.kernel.tables import read_rows
from yicha.kernel.testing import NOW, REGION
from yicha.norms.testing import load_shipped
from yicha.orgs.actions.register_officers import register_officers
from yicha.orgs.models import Officer
from yicha.orgs.queries import delegations, officer_figures, officer_lines, officer_rows, officer_sheet, officers_available, signing_officer
from yicha.orgs.testing import instrument, make_account, make_actor, make_department, make_officers, make_region, officer_row
from yicha.orgs.types import OfficerFilter, OfficerRow, RegisterOfficers, Standing
from yicha.orgs.workbooks import read_officers, write_officers
from yicha.shell.testing import acting, differences, sheet_of, unlike_its_file

pytestmark = pytest.mark.django_db
CLERK = make_actor(Role.DEPARTMENT_CLERK)
HEAD = make_actor(Role.DEPARTMENT_HEAD)
COORDINATOR = make_actor(Role.COORDINATOR, department="LXB")
OTHER = make_actor(Role.DEPARTMENT_CLERK, department="SLJ")
STRANGER = make_actor(Role.DEPARTMENT_CLERK, region="62/6299")
CERT = officer_row(0).cert_no
TODAY = NOW.date()


@pytest.fixture(autouse=True)
def people() -> None:
    load_shipped()
    make_region()
    for code in ("SCJG", "SLJ"):
        make_department(code)
    make_officers(
        officer_row(0, name="张渠", phone="13800001234", valid_to=date(TODAY.year + 2, 1, 1)),
        officer_row(1, name="李坝", valid_to=TODAY - timedelta(days=1)),
        officer_row(2, name="王堰", valid_to=date(TODAY.year, 12, 31), skills=("特种设备",), expertise=("消防",)),
        officer_row(3, name="赵闸", department="SLJ", valid_to=None),
    )
    make_account("zq", cert_no=CERT)


def names(**asked: str) -> list[str]:
    return [line.name for line in officer_lines(CLERK, OfficerFilter(**asked), TODAY)]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["张渠", "李坝", "王堰"]),
        ({"text": "zq"}, ["张渠"]),
        ({"text": "李"}, ["李坝"]),
        ({"standing": "expired"}, ["李坝"]),
        ({"standing": "ends_this_year"}, ["王堰"]),
        ({"account": "no"}, ["王堰"]),
        ({"account": "yes"}, ["张渠"]),
        ({"skill": "消防"}, ["王堰"]),
        ({"department": "SLJ"}, []),
        ({"standing": "left"}, []),
    ],
)
def test_the_list_narrows(asked: dict[str, str], found: list[str]) -> None:
    assert names(**asked) == found


@pytest.mark.clause("YX-2.13")
def test_each_figure_counts_the_rows_that_it_opens() -> None:
    figures = officer_figures(CLERK, TODAY)
    assert (figures.in_post, figures.certified, figures.covered) == (3, 2, 1)
    assert figures.uncovered == len(names(account="no"))
    assert figures.expired == len(names(standing="expired"))
    assert figures.ends_this_year == len(names(standing="ends_this_year"))
    assert officer_figures(COORDINATOR, TODAY).in_post == 4


@pytest.mark.parametrize(("actor", "status"), [(CLERK, 200), (HEAD, 200), (COORDINATOR, 200), (OTHER, 404), (STRANGER, 404)])
def test_an_officer_of_another_department_is_none(actor: object, status: int) -> None:
    before = Entry.objects.count()
    page = acting(actor).get(f"/officers/{CERT}/")  # type: ignore[arg-type]  # actors
    assert page.status_code == status
    assert Entry.objects.count() == before


def test_personal_data_is_masked() -> None:
    page = acting(CLERK).get(f"/officers/{CERT}/").content.decode()
    assert "138****1234" in page
    assert "13800001234" not in page


def test_of_an_identity_number_the_end_alone_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "officers.xlsx"
    write_officers(path, [officer_row(5, id_tail="62079919900101123x")])
    assert [row.id_tail for row in read_officers(read_rows(path)).rows] == ["123X"]


def clerk() -> Client:
    return acting(CLERK)


def test_leave_renewal_and_release_by_form() -> None:
    days = {"leave-first_day": "2027-02-01", "leave-last_day": "2027-02-05"}
    assert clerk().post(f"/officers/{CERT}/leave/", days).status_code == 303
    assert officer_sheet(CLERK, CERT, TODAY).leave == ((date(2027, 2, 1), date(2027, 2, 5)),)
    twice = clerk().post(f"/officers/{CERT}/leave/", days)
    assert (twice.status_code, "该请假已登记" in twice.content.decode()) == (422, True)
    assert clerk().post(f"/officers/{CERT}/renew/", {"renew-valid_to": f"{TODAY.year + 9}-01-01"}).status_code == 303
    assert clerk().post(f"/officers/{CERT}/renew/", {"renew-valid_to": "2020-01-01"}).status_code == 422
    assert clerk().post(f"/officers/{CERT}/release/", {"release-reason": "调离"}).status_code == 303
    assert officer_sheet(CLERK, CERT, TODAY).standing is Standing.LEFT
    assert acting(OTHER).post(f"/officers/{CERT}/leave/", days).status_code == 404


@pytest.mark.clause("R-SUB-3")
def test_a_recusal_is_declared_by_one_and_decided_by_another() -> None:
    said = {"recusal-sid": "LOC:0000000000000001", "recusal-reason": "近亲属"}
    assert clerk().post(f"/officers/{CERT}/recusal/", said).status_code == 303
    head = acting(HEAD)
    (waiting,) = officer_sheet(HEAD, CERT, TODAY).waiting
    assert "近亲属" in head.get("/officers/recusals/").content.decode()
    assert "近亲属" in str(sheet_of(head.post("/officers/recusals/export.xlsx").content)[1])
    assert clerk().get("/officers/recusals/").status_code == clerk().post("/officers/recusals/export.xlsx").status_code == 403
    assert acting(make_actor(Role.DEPARTMENT_HEAD, department="SLJ")).post(f"/officers/recusals/{waiting.recusal}/").status_code == 404
    assert head.post(f"/officers/recusals/{waiting.recusal}/", {"upheld": "yes", "reason": "属实"}).status_code == 303
    assert officer_sheet(HEAD, CERT, TODAY).waiting == ()


@pytest.mark.clause("R-SUB-3")
def test_the_day_after_its_last_a_certificate_neither_signs_nor_is_drawn() -> None:
    last = date(TODAY.year + 2, 1, 1)
    me = make_actor(Role.OFFICER, name="zq")
    assert signing_officer(me, last).cert_no == CERT
    with pytest.raises(RuleBroken, match="到期"):
        signing_officer(me, last + timedelta(days=1))
    (drawn,) = (one for one in officers_available(SYSTEM, last.year) if one.cert_no == CERT)
    assert drawn.absences == ((last + timedelta(days=1), date(last.year, 12, 31)),)
    assert CERT not in {one.cert_no for one in officers_available(SYSTEM, last.year + 1)}


def test_an_import_that_says_nothing_of_the_person_changes_nothing_of_him() -> None:
    make_officers(officer_row(0, name="张渠", phone="", valid_to=date(2030, 1, 1)))
    assert Officer.objects.get(cert_no=CERT).phone == "13800001234"


WORDS = st.text(alphabet="青禾渠A1", min_size=1, max_size=6)
ROWS = st.builds(
    officer_row,
    st.integers(10, 20),
    staff_no=st.just("") | WORDS,
    gender=st.sampled_from(["", "男", "女"]),
    id_tail=st.sampled_from(["", "123X", "0042"]),
    education=st.just("") | WORDS,
    job_kinds=st.lists(WORDS, unique=True, max_size=3).map(tuple),
    job_since=st.none() | st.dates(date(1990, 1, 1), date(2026, 1, 1)),
    expertise=st.lists(WORDS, unique=True, max_size=2).map(tuple),
    duty=st.just("") | WORDS,
    established=st.sampled_from(["", "是", "否"]),
)


@pytest.mark.clause("LYG-4.2")
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(ROWS, min_size=1, max_size=4, unique_by=lambda row: row.cert_no))
def test_what_is_exported_and_imported_again_is_the_register(rows: list[OfficerRow], tmp_path_factory: pytest.TempPathFactory) -> None:
    make_officers(*rows)
    path = tmp_path_factory.mktemp("book") / "officers.xlsx"
    held = officer_rows(COORDINATOR, OfficerFilter(), TODAY)
    write_officers(path, held)
    read = tuple(read_officers(read_rows(path)).rows)
    assert read == held
    again = register_officers(SYSTEM, RegisterOfficers(REGION, "0" * 64, read), NOW)
    assert (again.new, again.changed) == (0, 0)


def test_the_export_is_a_workbook_of_the_filtered_rows_and_leaves_a_mark() -> None:
    answer = clerk().post("/officers/export/?standing=expired")
    assert answer.status_code == 200
    assert io.BytesIO(answer.content).read(2) == b"PK"
    assert Entry.objects.filter(use_case__endswith="take_export").count() == 1


def test_the_list_is_taken_out_as_it_is_seen() -> None:
    page = clerk()
    seen = page.get("/officers/?sort=-valid_to").content.decode()
    (way,) = re.findall(r'action="(/officers/export/[^"]+columns=[^"]+)"', seen)
    answer = page.post(unescape(way))
    assert differences(seen, answer.content) == []
    assert len(sheet_of(answer.content)) > 2


@pytest.mark.clause("GX-3.5")
def test_a_delegation_is_registered_listed_and_ended() -> None:
    said = vars(instrument()) | {"items": "I001\nI002", "first_day": TODAY.isoformat(), "last_day": ""}
    head = acting(HEAD)
    assert clerk().get("/delegations/new/").status_code == 403
    assert head.post("/delegations/new/", said | {"legal_basis": ""}).status_code == 422
    assert head.post("/delegations/new/", said).status_code == 303
    (one,) = delegations(HEAD)
    assert one.items == ("I001", "I002")
    assert "I001、I002" in clerk().get("/delegations/").content.decode()
    assert unlike_its_file(clerk(), "/delegations/?sort=-giver") == []
    assert "不再抽这片区域" in head.get("/delegations/new/").content.decode()
    taken = head.post("/delegations/new/", said)
    assert "已委托或下放" in taken.content.decode()
    assert acting(make_actor(Role.DEPARTMENT_HEAD, region="62/6299")).post(f"/delegations/{one.delegation}/end/").status_code == 404
    assert head.post(f"/delegations/{one.delegation}/end/", {"reason": "期满收回"}).status_code == 303
    assert "期满收回" in head.get("/delegations/").content.decode()
    for role in (Role.PARK_COMMITTEE, Role.ZONE_COMMAND):  # who exercises what was given finds it in the menu
        page = acting(make_actor(role, "YQ")).get("/delegations/", {"sort": "-giver"}).content.decode()
        assert 'href="/delegations/"' in page
        assert "期满收回" in page


def test_who_reads_the_lists() -> None:
    for address in ("/officers/", "/delegations/"):
        assert acting(CLERK).get(address).status_code == 200
        assert acting(make_actor(Role.ENTERPRISE)).get(address).status_code == 403
    assert "张渠" not in acting(OTHER).get("/officers/").content.decode()
