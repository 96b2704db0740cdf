"""本站自查: what the worker measures, what everybody reads of it, and who sees what went wrong."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from yicha.disclosure import jobs
from yicha.disclosure.queries import watch
from yicha.kernel.actor import Role
from yicha.kernel.clock import now
from yicha.kernel.outside import Away, Outside
from yicha.kernel.testing import NOW, REGION
from yicha.norms.testing import put_norm
from yicha.norms.types import NormCode, NormUnit
from yicha.orgs.testing import make_actor, make_department, make_region
from yicha.orgs.types import DepartmentKind
from yicha.portal.queries import columns
from yicha.portal.types import ColumnRow
from yicha.shell.testing import acting

pytestmark = pytest.mark.django_db
HERE = "http://127.0.0.1:1"
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def county() -> None:
    make_region()
    make_department("LXB", name="青禾县联席办", kind=DepartmentKind.LEAD_OFFICE)
    for code, amount, unit in (
        (NormCode.PORTAL_OPEN_SECONDS, 15, NormUnit.SECOND),
        (NormCode.PORTAL_DOWN_PCT, 5, NormUnit.PERCENT),
        (NormCode.PORTAL_NEWS_DAYS, 14, NormUnit.DAY),
        (NormCode.PORTAL_COLUMN_DAYS, 365, NormUnit.DAY),
    ):
        put_norm(code, amount, unit)


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What the portal answers next; the last again and again."""
    said: list[Any] = [(200, b"")]

    def ask(*_: Any, **__: Any) -> tuple[int, bytes]:
        one = said.pop(0) if len(said) > 1 else said[0]
        if isinstance(one, Away):
            raise one
        return one  # type: ignore[no-any-return]  # what a test says

    monkeypatch.setattr(Outside, "ask", ask)
    return said


def test_each_look_is_counted_and_one_that_misses_says_why(answers: list[Any]) -> None:
    answers[:] = [(200, b""), Away("连不上"), (500, b""), (200, b"")]
    for minute in range(40):
        jobs.look(HERE, NOW + timedelta(minutes=minute))
    found = watch(NOW.date())
    assert (found.looks, found.missed, found.opened_pct, found.is_up) == (40, 2, 95.0, False)
    assert found.days[0].trouble == "答复 500"
    jobs.look(HERE, NOW + DAY)
    assert watch((NOW + DAY).date()).is_up
    assert not watch((NOW + 8 * DAY).date()).days


def test_links_are_followed_once_a_day(answers: list[Any]) -> None:
    answers[:] = [(200, b'<a href="/public/gone/"></a>'), (404, b"")]
    jobs.follow(HERE, NOW)
    jobs.follow(HERE, NOW + timedelta(hours=1))
    found = watch(NOW.date())
    assert (found.links, found.followed_at, [one.link for one in found.dead]) == (2, NOW, [f"{HERE}/public/gone/"])
    answers[:] = [(200, b"")]
    jobs.follow(HERE, NOW + DAY)
    assert not watch((NOW + DAY).date()).dead


@pytest.mark.parametrize(
    ("last", "because", "stale"),
    [(14, "", False), (15, "", True), (None, "", True), (15, "无符合条件", False), (None, "无符合条件", False)],
)
def test_a_column_is_stale_when_nothing_came_and_nobody_said_why(last: int | None, because: str, stale: bool) -> None:
    day = NOW.date()
    assert ColumnRow("动态", "portal:news", None if last is None else day - last * DAY, because, 14, day).stale is stale


def test_everybody_reads_how_it_fares_and_who_keeps_it_why(client: Client, answers: list[Any]) -> None:
    assert all(one.stale for one in columns(now().date()))
    answers[:] = [Away("连不上"), (200, b'<a href="/public/gone/"></a>'), (404, b"")]
    jobs.look(HERE, now())
    jobs.follow(HERE, now())
    page = client.get("/public/watch/").content.decode()
    assert "共 1 次，打得开的占 0.0%；该更新没有更新的栏目 5 个；打不开的链接 1 个" in page
    assert "连不上" not in page
    assert "连不上" in acting(make_actor(Role.SYSTEM_ADMIN, "", REGION)).get("/watch/").content.decode()


def test_the_inner_page_is_for_who_keeps_the_portal() -> None:
    assert acting(make_actor(Role.OFFICER)).get("/watch/").status_code == 403


def test_where_the_portal_lies_must_be_said(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    asked: list[str] = []
    monkeypatch.setattr(jobs, "look", lambda address, _: asked.append(address))
    monkeypatch.setattr(jobs, "follow", lambda address, _: asked.append(address))
    context: Any = SimpleNamespace()
    for address, looks in (("", 0), (HERE, 2)):
        settings.YICHA_ADDRESS = address
        for job in (jobs.watch_portal, jobs.follow_portal_links):
            job.func(context)
        assert len(asked) == looks
