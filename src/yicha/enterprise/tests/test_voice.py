"""What an enterprise has to say: a rating, an appeal, a repair; of its own visits and of nobody else's."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from yicha.disclosure.queries import publications_of
from yicha.disclosure.testing import publish_results
from yicha.feedback.actions.decide_petition import decide_petition
from yicha.feedback.actions.open_rating import open_rating
from yicha.feedback.queries import own_petitions, own_ratings, petitions, sealed_ratings
from yicha.feedback.types import DecidePetition, OpenRating
from yicha.inspections.testing import carry_out, make_inspections, notify, on_the_day, planned
from yicha.inspections.types import InspectionRow, Outcome
from yicha.kernel.actor import SYSTEM, Actor, Role
from yicha.kernel.models import Entry
from yicha.orgs.testing import make_actor
from yicha.planning.testing import owner as owner_of
from yicha.shell.testing import acting

JUSTICE = make_actor(Role.LEGAL_SUPERVISOR, "SFJ")
MODULES = ("pages", "rating", "petitions")


@pytest.fixture(scope="module")
def _county(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[list[InspectionRow]]:
    with django_db_blocker.unblock(), transaction.atomic():
        made = make_inspections()
        done = carry_out(made[0])
        publish_results(done, Outcome.NO_PROBLEM)
        yield [done, *made[1:]]
        transaction.set_rollback(True)


@pytest.fixture
def rows(_county: list[InspectionRow], monkeypatch: pytest.MonkeyPatch) -> Iterator[list[InspectionRow]]:
    """The first was carried out, concluded and published; it is a week later."""
    moment = on_the_day(_county[0]) + timedelta(days=7)
    for module in MODULES:
        monkeypatch.setattr(f"yicha.enterprise.web.{module}.now", lambda: moment)
    with transaction.atomic():
        yield _county
        transaction.set_rollback(True)


def owner(row: InspectionRow) -> Actor:
    return owner_of(planned(row).sid)


def page(row: InspectionRow, address: str) -> str:
    return acting(owner(row)).get(address).content.decode()


def departments(row: InspectionRow) -> list[str]:
    return [task.department for task in row.tasks]


class TestRating:
    @pytest.mark.clause("R-PROC-6")
    def test_from_the_first_page(self, rows: list[InspectionRow]) -> None:
        row, form = rows[0], f"/firm/visits/{rows[0].id}/rating/"
        home = page(row, "/firm/")
        assert "评一评上次检查" in home
        assert home.count("很好") == len(row.tasks)
        assert f'action="{form}"' in home
        assert acting(owner(row)).post(form, {"grade0": "4", "grade1": "1", "broken1": ["B1", "B6"]}).status_code == 303
        assert {one.department for one in own_ratings(owner(row))} == set(departments(row)[:2])
        assert "已封存" in page(row, "/firm/voice/")

    def test_each_of_the_thirteen_rules_is_asked_for_each_department(self, rows: list[InspectionRow]) -> None:
        shown = page(rows[0], f"/firm/visits/{rows[0].id}/rating/")
        for words in ("逐利检查", "变相检查", "接受馈赠、报酬、福利", "以观摩、督导、考察之名行检查之实"):
            assert shown.count(words) == len(rows[0].tasks)

    def test_what_it_said_stands_on_no_page(self, rows: list[InspectionRow]) -> None:
        row = rows[0]
        acting(owner(row)).post(f"/firm/visits/{row.id}/rating/", {f"grade{place}": "1" for place in range(3)})
        assert "很差" not in page(row, "/firm/voice/") + page(row, "/firm/record/") + page(row, "/firm/")

    def test_without_a_face_it_is_no_rating(self, rows: list[InspectionRow]) -> None:
        answer = acting(owner(rows[0])).post(f"/firm/visits/{rows[0].id}/rating/", {"broken0": ["B1"]})
        assert answer.status_code == 422
        assert "点一个脸" in answer.content.decode()

    @pytest.mark.parametrize("said", [{"grade0": "9"}, {"grade0": "4", "broken0": ["B99"]}, {"grade0": "x"}])
    def test_what_is_not_offered(self, said: dict[str, str | list[str]], rows: list[InspectionRow]) -> None:
        assert acting(owner(rows[0])).post(f"/firm/visits/{rows[0].id}/rating/", said).status_code == 422
        assert own_ratings(owner(rows[0])) == []

    def test_who_was_rated_is_asked_no_more(self, rows: list[InspectionRow]) -> None:
        row, form = rows[0], f"/firm/visits/{rows[0].id}/rating/"
        acting(owner(row)).post(form, {f"grade{place}": "4" for place in range(3)})
        assert acting(owner(row)).get(form).status_code == 404
        assert "评一评上次检查" not in page(row, "/firm/")

    def test_it_is_told_when_somebody_looked(self, rows: list[InspectionRow]) -> None:
        row = rows[0]
        acting(owner(row)).post(f"/firm/visits/{row.id}/rating/", {"grade0": "1"})
        open_rating(JUSTICE, OpenRating(sealed_ratings(JUSTICE)[0].rating, "反映收受礼品"), on_the_day(row))
        assert "反映收受礼品" in page(row, "/firm/voice/")

    def test_of_others_and_of_what_has_not_taken_place_there_is_nothing(self, rows: list[InspectionRow]) -> None:
        other = next(row for row in rows if planned(row).sid != planned(rows[0]).sid)
        notify(other)
        for who, pk in ((other, rows[0].id), (other, other.id), (rows[0], 999_999)):
            assert acting(owner(who)).get(f"/firm/visits/{pk}/rating/").status_code == 404
            assert acting(owner(who)).post(f"/firm/visits/{pk}/rating/", {"grade0": "1"}).status_code == 404


class TestPetitions:
    def result(self, row: InspectionRow) -> int:
        return publications_of(SYSTEM, planned(row).sid)[0].id

    @pytest.mark.clause("LYG-4.5")
    def test_an_appeal_from_the_record(self, rows: list[InspectionRow]) -> None:
        row, form = rows[0], f"/firm/results/{self.result(rows[0])}/appeal/"
        assert form in page(row, "/firm/record/")
        assert "一条结果申诉一次" in page(row, form)
        assert acting(owner(row)).post(form, {"words": ""}).status_code == 422
        assert acting(owner(row)).post(form, {"words": "当天设备已经换过"}).status_code == 303
        assert "等答复" in page(row, "/firm/voice/")
        assert form not in page(row, "/firm/record/")
        assert acting(owner(row)).post(form, {"words": "再说一次"}).status_code == 422

    def test_upheld_it_reads_what_became_of_it(self, rows: list[InspectionRow]) -> None:
        row = rows[0]
        acting(owner(row)).post(f"/firm/results/{self.result(row)}/appeal/", {"words": "查错了店"})
        (asked,) = petitions(SYSTEM, on_the_day(row))
        at = on_the_day(row) + timedelta(days=3)
        decide_petition(JUSTICE, DecidePetition(asked.id, uphold=True, reason="确实查错", outcome=Outcome.NO_SUCH_BUSINESS), at)
        assert "已更正为：未开展所查经营活动" in page(row, "/firm/voice/")
        assert "原为“未发现问题”" in page(row, "/firm/record/")

    @pytest.mark.clause("GX-5.2")
    def test_a_repair_that_is_not_needed_is_refused_at_the_form(self, rows: list[InspectionRow]) -> None:
        row, form = rows[0], f"/firm/results/{self.result(rows[0])}/repair/"
        assert form not in page(row, "/firm/record/")
        answer = acting(owner(row)).post(form, {"words": "已改好"})
        assert answer.status_code == 422
        assert "没有需要修复的公示" in answer.content.decode()

    @pytest.mark.parametrize("kind", ["appeal", "repair"])
    def test_of_others_there_is_nothing(self, kind: str, rows: list[InspectionRow]) -> None:
        other = next(row for row in rows if planned(row).sid != planned(rows[0]).sid)
        address = f"/firm/results/{self.result(rows[0])}/{kind}/"
        assert acting(owner(other)).get(address).status_code == 404
        assert acting(owner(other)).post(address, {"words": "不是我的"}).status_code == 404
        assert own_petitions(owner(rows[0]), on_the_day(rows[0])) == []


def test_the_self_check_asks_what_will_be_asked(rows: list[InspectionRow]) -> None:
    other = next(row for row in rows if planned(row).sid != planned(rows[0]).sid)
    notify(other)
    shown = page(other, f"/firm/visits/{other.id}/self-check/")
    assert "是否公示许可证" in shown
    assert "不会传给任何人" in shown
    ticks = shown.partition("<main")[2].partition("</main>")[0]
    assert "<form" not in ticks
    assert "name=" not in ticks
    assert acting(owner(rows[0])).get(f"/firm/visits/{other.id}/self-check/").status_code == 404


def test_looking_changes_nothing(rows: list[InspectionRow]) -> None:
    before = Entry.objects.count()
    for address in ("/firm/", "/firm/voice/", "/firm/record/", f"/firm/visits/{rows[0].id}/rating/"):
        page(rows[0], address)
    assert Entry.objects.count() == before


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.DEPARTMENT_HEAD, Role.LEGAL_SUPERVISOR])
def test_who_is_no_enterprise_is_refused(role: Role, rows: list[InspectionRow]) -> None:
    for address in ("/firm/voice/", f"/firm/visits/{rows[0].id}/rating/"):
        assert acting(make_actor(role)).get(address).status_code == 403
