"""The pages of one subject, of duplicates, of special pools: who sees them, what they change."""

import pytest
from django.test import Client

from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.clock import now
from yicha.kernel.models import Entry
from yicha.kernel.testing import NOW, REGION
from yicha.norms.testing import load_shipped
from yicha.orgs.testing import make_actor, make_region
from yicha.shell.testing import acting, sheet_of, table_of, unlike_its_file
from yicha.subjects.actions.add_identifier import add_identifier
from yicha.subjects.actions.publish_pool import publish_pool
from yicha.subjects.actions.tag_subject import tag_subject
from yicha.subjects.models import Subject
from yicha.subjects.queries import details, openings_of, pools, suspicions
from yicha.subjects.testing import make_subjects, subject_row
from yicha.subjects.types import AddIdentifier, PublishPool, Scheme, SubjectStatus, TagSubject

pytestmark = pytest.mark.django_db
STEWARD = make_actor(Role.DATA_STEWARD)
CLERK = make_actor(Role.DEPARTMENT_CLERK)
OFFICER = make_actor(Role.OFFICER)
STRANGER = make_actor(Role.DATA_STEWARD, region="62/6299")
SID, TWIN = subject_row(1).sid, subject_row(2).sid
PLACE = "东川镇人民路12号"
GOOD = "9199999931412580XT"
FACTS = {"kind": "enterprise", "name": "青禾县春风饭店", "town": "东川镇", "address": PLACE, "source": "营业执照"}
TODAY = NOW.date()


@pytest.fixture(autouse=True)
def register() -> None:
    load_shipped()
    make_region()
    make_region("620798", "邻县")
    make_subjects(subject_row(1, name="青禾县春风饭店", address=PLACE), subject_row(2, name="春风饭店", address=PLACE))


@pytest.fixture
def steward() -> Client:
    return acting(STEWARD)


PAGES = {
    f"/subjects/{SID}/details/": {STEWARD, CLERK, OFFICER},
    "/subjects/new/": {STEWARD},
    f"/subjects/new/?site_of={SID}": {STEWARD},
    f"/subjects/{SID}/correct/": {STEWARD},
    f"/subjects/{SID}/identifiers/": {STEWARD, CLERK},
    f"/subjects/{SID}/openings/": {STEWARD, CLERK},
    f"/subjects/{SID}/tags/": {STEWARD, CLERK},
    f"/subjects/{SID}/close/": {STEWARD},
    f"/subjects/{SID}/move/": {STEWARD},
    f"/subjects/{SID}/merge/{TWIN}/": {STEWARD},
    "/subjects/duplicates/": {STEWARD},
    "/subjects/arrivals/": {STEWARD},
    "/subjects/pools/": {STEWARD, CLERK, OFFICER},
    "/subjects/pools/new/": {STEWARD, CLERK},
}


@pytest.mark.parametrize("address", PAGES)
def test_who_sees_which_page_and_looking_changes_nothing(address: str) -> None:
    before = Entry.objects.count()
    for actor in (STEWARD, CLERK, OFFICER):
        assert acting(actor).get(address).status_code == (200 if actor in PAGES[address] else 403)
    assert Entry.objects.count() == before


@pytest.mark.parametrize("address", [address for address in PAGES if SID in address])
def test_a_subject_of_another_region_is_none(address: str) -> None:
    answers = [acting(STRANGER).get(address.replace(SID, sid)).status_code for sid in (SID, "LOC:NOBODY")]
    assert answers == [404, 404]


def test_one_is_registered_and_its_number_stays(steward: Client) -> None:
    answer = steward.post("/subjects/new/", FACTS | {"name": "青禾新店", "uscc": GOOD})
    assert (answer.status_code, answer["Location"]) == (303, f"/subjects/{GOOD}/details/")
    again = steward.post("/subjects/new/", FACTS | {"uscc": GOOD})
    assert again.status_code == 422
    assert "已经登记：青禾新店" in again.content.decode()


def test_a_site_is_added_at_its_enterprise(steward: Client) -> None:
    steward.post("/subjects/new/", FACTS | {"name": "青禾新店", "uscc": GOOD})
    answer = steward.post(f"/subjects/new/?site_of={GOOD}", FACTS | {"name": "青禾新店二店"})
    assert answer["Location"] == f"/subjects/{GOOD}-2/details/"
    assert "青禾新店二店" in steward.get(f"/subjects/{GOOD}/details/").content.decode()


def test_a_correction_begins_with_what_is_known(steward: Client) -> None:
    assert PLACE in steward.get(f"/subjects/{SID}/correct/").content.decode()
    assert steward.post(f"/subjects/{SID}/correct/", FACTS | {"name": "青禾县春风大饭店"}).status_code == 303
    page = steward.get(f"/subjects/{SID}/details/").content.decode()
    assert "青禾县春风大饭店" in page
    assert "曾用名" in page


def test_a_number_that_fails_is_told_with_the_way_out(steward: Client) -> None:
    asked = {"scheme": "registration", "code": "150821600012345"}
    answer = steward.post(f"/subjects/{SID}/identifiers/", asked)
    assert answer.status_code == 422
    assert "写明理由照原件登记" in answer.content.decode()
    assert steward.post(f"/subjects/{SID}/identifiers/", asked | {"waived": "原件如此"}).status_code == 303
    (one,) = details(STEWARD, SID, TODAY).identifiers
    assert steward.post(f"/subjects/identifiers/{one.identifier}/end/", {"reason": "换照"}).status_code == 303


def test_opening_hours_come_line_by_line(steward: Client) -> None:
    line = {"days0": ["1", "2"], "opens0": "09:00", "closes0": "18:30"}
    assert steward.post(f"/subjects/{SID}/openings/", line | {"days1": ["6"]}).status_code == 422
    assert steward.post(f"/subjects/{SID}/openings/", line).status_code == 303
    (one,) = openings_of(STEWARD, SID)
    assert (one.weekdays, one.season) == ((1, 2), ("01-01", "12-31"))
    assert "09:00–18:30" in steward.get(f"/subjects/{SID}/details/").content.decode()
    assert 'value="18:30"' in steward.get(f"/subjects/{SID}/openings/").content.decode()


def test_a_tag_is_given_and_ended(steward: Client) -> None:
    asked = {"tag": "学校周边", "mode": "internal", "source": "现场核实", "first_day": TODAY.isoformat()}
    assert steward.post(f"/subjects/{SID}/tags/", asked).status_code == 303
    (one,) = details(STEWARD, SID, TODAY).tags
    assert steward.post(f"/subjects/tags/{one.tagging}/end/", {"reason": "学校搬了"}).status_code == 303
    assert "学校搬了" in steward.get(f"/subjects/{SID}/details/").content.decode()


def test_closed_and_reopened(steward: Client) -> None:
    assert steward.post(f"/subjects/{SID}/close/", {"reason": "注销登记"}).status_code == 303
    assert "注销登记" in steward.get(f"/subjects/{SID}/details/").content.decode()
    assert steward.post(f"/subjects/{SID}/reopen/", {"reason": "误报"}).status_code == 303
    assert Subject.objects.get(pk=SID).state == SubjectStatus.ACTIVE


def test_moved_out_here_and_in_there(steward: Client) -> None:
    there = acting(make_actor(Role.DATA_STEWARD, region="62/6207/620798"))
    assert steward.post(f"/subjects/{SID}/move/", {"region": "620798", "reason": "迁址"}).status_code == 303
    assert "春风" in there.get("/subjects/arrivals/").content.decode()
    assert steward.get(f"/subjects/arrivals/{SID}/").status_code == 404
    arrived = there.post(f"/subjects/arrivals/{SID}/", {"town": "新镇", "address": "新镇1号"})
    assert arrived["Location"] == f"/subjects/{SID}/details/"


@pytest.mark.clause("YX-2.14")
def test_duplicates_are_found_compared_merged_and_split(steward: Client) -> None:
    assert steward.post("/subjects/duplicates/find/").status_code == 303
    assert f"/subjects/{SID}/merge/{TWIN}/" in steward.get("/subjects/duplicates/").content.decode()
    assert "不同" in steward.get(f"/subjects/{SID}/merge/{TWIN}/").content.decode()
    assert steward.post(f"/subjects/{SID}/merge/{TWIN}/", {"reason": "同一户"}).status_code == 303
    assert "合并自 1 条登记" in steward.get(f"/subjects/{SID}/details/").content.decode()
    assert steward.get(f"/subjects/{TWIN}/details/")["Location"] == f"/subjects/{SID}/details/"
    assert steward.post(f"/subjects/{TWIN}/split/", {"reason": "两户"})["Location"] == f"/subjects/{TWIN}/details/"
    assert steward.get(f"/subjects/{TWIN}/details/").status_code == 200


def test_every_pair_stands_on_some_page_in_the_order_that_is_asked_for(steward: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("yicha.subjects.web.duplicates.SHOWN", 1)
    make_subjects(subject_row(50, name="望湖楼餐饮", address=""), subject_row(51, name="望湖楼餐饮", address=""))
    steward.post("/subjects/duplicates/find/")
    pairs = sorted(suspicions(STEWARD), key=lambda one: one.likeness)
    heads, *rows = sheet_of(steward.post("/subjects/duplicates/export/?sort=likeness&columns=right,likeness").content)
    assert heads == ["一份登记", "另一份登记", "名称相近"]
    assert [row[2] for row in rows] == [f"{one.likeness}%" for one in pairs]
    assert len(pairs) > 1
    for place, one in enumerate(pairs, 1):
        page = steward.get("/subjects/duplicates/", {"sort": "likeness", "page": str(place)}).content.decode()
        assert f"/subjects/duplicates/{one.suspicion}/dismiss/" in page
        assert "存下的视图" in page


def test_a_pair_that_is_not_one_leaves_the_list(steward: Client) -> None:
    steward.post("/subjects/duplicates/find/")
    (one,) = suspicions(STEWARD)
    assert steward.post(f"/subjects/duplicates/{one.suspicion}/dismiss/", {"reason": "两处"}).status_code == 303
    assert suspicions(STEWARD) == ()


@pytest.mark.clause("GX-5.4")
def test_a_pool_is_published_seen_renewed_and_ended(steward: Client) -> None:
    asked = {"name": "春风专项库", "rule": "name LIKE '%春风%'", "first_day": now().date().isoformat(), "basis": "会议纪要"}
    unreadable = steward.post("/subjects/pools/new/", asked | {"rule": "name ~ 'x'"})
    assert unreadable.status_code == 422
    pool = steward.post("/subjects/pools/new/", asked)["Location"]
    page = steward.get(pool).content.decode()
    assert "今天 2 户" in page
    assert "春风专项库" in steward.get("/subjects/?tag=春风专项库").content.decode()
    assert "2 户" in steward.get("/subjects/?tag=春风专项库").content.decode()
    assert "name LIKE" in steward.get(f"/subjects/pools/new/?pool={pools(STEWARD)[0].pool}").content.decode()
    assert steward.post(f"{pool}end/", {"reason": "不用了"}).status_code == 303
    assert acting(STRANGER).get(pool).status_code == 404


def test_pools_are_sorted_and_taken_out_as_they_are_seen() -> None:
    publish_pool(SYSTEM, PublishPool(REGION, "甲库", TODAY, "纪要", sids=(TWIN,)), NOW)
    publish_pool(SYSTEM, PublishPool(REGION, "乙库", TODAY, "纪要", "name LIKE '%春风%'"), NOW)
    reader = acting(OFFICER)
    rows = table_of(reader.get("/subjects/pools/?sort=-size").content.decode())[1:]
    assert [(row[0], row[2]) for row in rows] == [("乙库", "2"), ("甲库", "1")]
    assert unlike_its_file(reader, "/subjects/pools/?sort=size") == []
    assert len(sheet_of(acting(STRANGER).post("/subjects/pools/export/").content)) == 1


def test_the_list_narrows_by_kind_and_by_a_tag_of_today() -> None:
    tag_subject(STEWARD, TagSubject(SID, "学校周边", "现场", TODAY), NOW)
    add_identifier(SYSTEM, AddIdentifier(TWIN, Scheme.SIGN, "老味道"), NOW)
    publish_pool(SYSTEM, PublishPool(REGION, "名单库", TODAY, "纪要", sids=(TWIN,)), NOW)
    questions = ("tag=学校周边", "tag=名单库", "kind=school", "q=老味道")
    found = {asked: names(acting(CLERK).get(f"/subjects/?{asked}").content.decode()) for asked in questions}
    assert found == {"tag=学校周边": {SID}, "tag=名单库": {TWIN}, "kind=school": set(), "q=老味道": {TWIN}}


def names(page: str) -> set[str]:
    return {sid for sid in (SID, TWIN) if f"/subjects/{sid}/" in page}
