"""The offices' pages: sums for departments, opening for the legal supervisor, decisions for who did not conclude."""

import pytest

from yicha.feedback.queries import opened_ratings, petition, sealed_ratings
from yicha.feedback.testing import raised, rate
from yicha.feedback.tests.test_petitions import CONCLUDER, DEPUTY, JUSTICE, concluded, outcome_of
from yicha.feedback.types import Grade, PetitionStatus
from yicha.inspections.types import InspectionRow, Outcome
from yicha.kernel.actor import SYSTEM, Actor, Role
from yicha.kernel.models import Entry
from yicha.kernel.testing import NOW
from yicha.orgs.testing import make_actor
from yicha.shell.testing import acting

HEAD, FIRE = make_actor(Role.DEPARTMENT_HEAD), make_actor(Role.DEPARTMENT_HEAD, "XFJY")
STRANGER = make_actor(Role.SYSTEM_ADMIN)
ABROAD = make_actor(Role.LEGAL_SUPERVISOR, "SFJ", region="62/6208/620899")


class TestRatings:
    def test_a_department_reads_sums_from_five_on(self, visits: list[InspectionRow]) -> None:
        for row in visits[:4]:
            rate(row, "SCJG", Grade.GOOD)
        assert "还没有满五份的评价" in acting(HEAD).get("/feedback/ratings/").content.decode()
        rate(visits[4], "SCJG", Grade.VERY_BAD, "B1")
        shown = acting(HEAD).get("/feedback/ratings/").content.decode()
        assert "接受馈赠、报酬、福利 1" in shown
        assert "3.4" in shown
        assert "接受馈赠" not in acting(FIRE).get("/feedback/ratings/").content.decode()

    def test_no_page_of_a_department_names_a_rating(self, visits: list[InspectionRow]) -> None:
        for row in visits[:5]:
            rate(row)
        (first, *_) = sealed_ratings(JUSTICE)
        assert str(first.rating)[:8] not in acting(HEAD).get("/feedback/ratings/").content.decode()
        for address in ("/feedback/ratings/opened/", f"/feedback/ratings/{first.rating}/open/"):
            assert acting(HEAD).get(address).status_code == 403

    def test_the_legal_supervisor_opens_one_with_a_reason(self, visits: list[InspectionRow]) -> None:
        rate(visits[0], "SCJG", Grade.VERY_BAD, "B1")
        (sealed,) = sealed_ratings(JUSTICE)
        page = f"/feedback/ratings/{sealed.rating}/open/"
        assert page in acting(JUSTICE).get("/feedback/ratings/").content.decode()
        assert acting(JUSTICE).post(page, {"reason": ""}).status_code == 422
        assert opened_ratings(JUSTICE) == []
        assert acting(JUSTICE).post(page, {"reason": "反映收受礼品"}).status_code == 303
        shown = acting(JUSTICE).get("/feedback/ratings/opened/").content.decode()
        assert "反映收受礼品" in shown
        assert "接受馈赠" in shown
        assert acting(JUSTICE).post(page, {"reason": "再看"}).status_code == 422

    def test_elsewhere_it_is_not_there(self, visits: list[InspectionRow]) -> None:
        rate(visits[0])
        (sealed,) = sealed_ratings(JUSTICE)
        assert acting(ABROAD).post(f"/feedback/ratings/{sealed.rating}/open/", {"reason": "x"}).status_code == 404
        assert acting(STRANGER).get("/feedback/ratings/").status_code == 403


class TestPetitions:
    @pytest.fixture
    def asked(self, visits: list[InspectionRow]) -> int:
        concluded(visits[5], Outcome.CORRECTED)
        return raised(visits[5]).petition

    def test_who_did_not_conclude_decides(self, asked: int, visits: list[InspectionRow]) -> None:
        page = f"/feedback/petitions/{asked}/"
        assert page in acting(DEPUTY).get("/feedback/petitions/").content.decode()
        assert "当天灶具已经换过" in acting(DEPUTY).get(page).content.decode()
        said = {"decision": "uphold", "outcome": "no_problem", "reason": "发票属实"}
        refused = acting(CONCLUDER).post(page, said)
        assert refused.status_code == 422
        assert "由另一名负责人或司法行政部门决定" in refused.content.decode()
        assert acting(DEPUTY).post(page, said | {"outcome": ""}).status_code == 422
        assert acting(DEPUTY).post(page, said | {"reason": ""}).status_code == 422
        assert acting(DEPUTY).post(page, said).status_code == 303
        assert outcome_of(visits[5]) is Outcome.NO_PROBLEM
        assert "已更正为：未发现问题" in acting(DEPUTY).get(page).content.decode()
        assert page in acting(JUSTICE).get("/feedback/petitions/?status=upheld").content.decode()

    def test_dismissed_whatever_outcome_was_chosen(self, asked: int, visits: list[InspectionRow]) -> None:
        said = {"decision": "dismiss", "outcome": "no_problem", "reason": "发票在检查之后"}
        assert acting(JUSTICE).post(f"/feedback/petitions/{asked}/", said).status_code == 303
        assert petition(SYSTEM, asked, NOW).status is PetitionStatus.DISMISSED
        assert outcome_of(visits[5]) is Outcome.CORRECTED

    def test_who_may_only_read_has_no_button(self, asked: int) -> None:
        clerk = make_actor(Role.DEPARTMENT_CLERK)
        assert "不予支持" not in acting(clerk).get(f"/feedback/petitions/{asked}/").content.decode()

    @pytest.mark.parametrize(("who", "status"), [(STRANGER, 403), (ABROAD, 404), (FIRE, 404)])
    def test_to_others_it_is_not_there(self, asked: int, who: Actor, status: int) -> None:
        page = f"/feedback/petitions/{asked}/"
        assert acting(who).get(page).status_code == status
        assert acting(who).post(page, {"decision": "dismiss", "reason": "x"}).status_code == status

    def test_looking_changes_nothing(self, asked: int) -> None:
        before = Entry.objects.count()
        for address in ("/feedback/petitions/", f"/feedback/petitions/{asked}/", "/feedback/ratings/", "/feedback/ratings/opened/"):
            acting(JUSTICE).get(address)
        assert Entry.objects.count() == before
