"""The inbox: one's own, read by opening."""

from uuid import UUID, uuid4

import pytest

from yicha.kernel.actor import NOBODY, Actor, Role
from yicha.kernel.models import Notification
from yicha.kernel.notifications import unread
from yicha.kernel.testing import NOW, Sql, run_sql
from yicha.kernel.testing import actor as person
from yicha.orgs.testing import make_actor, make_region
from yicha.shell.testing import acting

pytestmark = pytest.mark.django_db
CLERK, HEAD = make_actor(Role.DEPARTMENT_CLERK), make_actor(Role.DEPARTMENT_HEAD)


def told(recipient: Actor, link: str = "/visits/") -> UUID:
    key = uuid4()
    insert = "INSERT INTO kernel_notification (id, recipient, title, text, link, at) VALUES (%s, %s, '有新的检查任务', '周一上门', %s, %s)"
    run_sql(person("test.sql"), Sql(insert, (str(key), recipient.id, link, NOW.isoformat())), NOW)
    return key


@pytest.fixture(autouse=True)
def region() -> None:
    make_region()


def test_it_shows_ones_own_and_opening_notes_it_as_read() -> None:
    key = told(CLERK)
    assert "有新的检查任务" in acting(CLERK).get("/notices/").content.decode()
    assert unread(CLERK) == 1
    answer = acting(CLERK).post(f"/notices/{key}/")
    assert (answer.status_code, answer.headers["Location"], unread(CLERK)) == (303, "/visits/", 0)
    assert Notification.objects.get(pk=key).read_at is not None


def test_looking_reads_nothing() -> None:
    key = told(CLERK)
    acting(CLERK).get("/notices/")
    assert acting(CLERK).get(f"/notices/{key}/").status_code == 405
    assert unread(CLERK) == 1


def test_what_is_anothers_is_not_there() -> None:
    key = told(HEAD)
    assert "有新的检查任务" not in acting(CLERK).get("/notices/").content.decode()
    assert acting(CLERK).post(f"/notices/{key}/").status_code == 404
    assert unread(HEAD) == 1


def test_a_link_that_leads_outside_is_not_followed() -> None:
    key = told(CLERK, "//elsewhere.example/")
    assert acting(CLERK).post(f"/notices/{key}/").headers["Location"] == "/notices/"


def test_without_notices_it_says_when_there_will_be_some() -> None:
    assert "没有通知" in acting(CLERK).get("/notices/").content.decode()
    assert acting(NOBODY).get("/notices/").headers["Location"].startswith("/sign-in/")
