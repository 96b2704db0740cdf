"""The pages on which results are published and taken back."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from yicha.disclosure.actions.publish_result import publish_result
from yicha.disclosure.queries import publication, publications
from yicha.disclosure.testing import draft_results
from yicha.disclosure.types import PublicationRow, PublicationStatus, PublishResult
from yicha.inspections.testing import make_inspections
from yicha.kernel.actor import SYSTEM, Actor, Role
from yicha.kernel.clock import now
from yicha.kernel.testing import REGION
from yicha.orgs.testing import make_actor
from yicha.shell.testing import acting

HEAD, OTHER, CLERK = make_actor(Role.DEPARTMENT_HEAD), make_actor(Role.DEPARTMENT_HEAD, "XFJY"), make_actor(Role.DEPARTMENT_CLERK)
OFFICE = make_actor(Role.COORDINATOR, "LXB")
ELSEWHERE, STRANGER = make_actor(Role.DEPARTMENT_HEAD, region="62/6208/620899"), make_actor(Role.SYSTEM_ADMIN)


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        for row in make_inspections()[:2]:
            draft_results(row)
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def county(made: None) -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def mine(department: str = "SCJG") -> list[PublicationRow]:
    return [row for row in publications(SYSTEM, REGION) if row.department == department]


def status_of(row: PublicationRow) -> PublicationStatus:
    return publication(SYSTEM, row.id).status


def test_the_head_sees_the_own_drafts_and_the_office_all() -> None:
    own = acting(HEAD).get("/results/").content.decode()
    assert own.count('name="publication"') == len(mine()) == 2
    everything = acting(OFFICE).get("/results/").content.decode()
    assert all(row.inspection in everything for row in publications(SYSTEM, REGION))
    assert 'name="publication"' not in everything
    assert mine()[0].name not in acting(ELSEWHERE).get("/results/").content.decode()


def test_publishing_one_and_taking_it_back() -> None:
    row = mine()[0]
    assert "核准公示" in acting(HEAD).get(reverse("disclosure:result", args=[row.id])).content.decode()
    assert acting(HEAD).post(reverse("disclosure:publish", args=[row.id])).status_code == 303
    assert status_of(row) is PublicationStatus.PUBLISHED
    withdraw = reverse("disclosure:withdraw", args=[row.id])
    assert acting(HEAD).post(withdraw, {"reason": " "}).status_code == 422
    assert acting(HEAD).post(withdraw, {"reason": "主体填错"}).status_code == 303
    assert status_of(row) is PublicationStatus.WITHDRAWN
    assert "主体填错" in acting(HEAD).get("/results/?status=withdrawn").content.decode()
    assert acting(HEAD).post(reverse("disclosure:publish", args=[row.id])).status_code == 409


def test_what_was_annulled_is_on_the_worklist_until_it_is_taken_off() -> None:
    row = mine()[0]
    publish_result(SYSTEM, PublishResult(row.id), now())
    said = {"kind": "void", "organ": "县法院", "number": "（2026）行初1号", "decided_on": now().date().isoformat()}
    address = reverse("disclosure:annul", args=[row.id])
    assert acting(HEAD).post(address, said).status_code == 422
    assert acting(OTHER).post(address, said | {"annulled_because": "越权"}).status_code == 403
    assert acting(CLERK).post(address, said | {"annulled_because": "越权"}).status_code == 303
    assert "越权" in acting(HEAD).get(reverse("disclosure:result", args=[row.id])).content.decode()
    worklist = acting(OFFICE).get("/results/annulled/").content.decode()
    assert row.inspection in worklist
    assert "（2026）行初1号" in worklist
    assert row.inspection not in acting(OTHER).get("/results/annulled/").content.decode()
    assert "撤回 1 条已被撤销的结果" in acting(HEAD).get("/").content.decode()
    acting(HEAD).post(reverse("disclosure:withdraw", args=[row.id]), {"reason": "行初1号"})
    assert row.inspection not in acting(OFFICE).get("/results/annulled/").content.decode()


@pytest.mark.parametrize("said", [{"all": "1"}, {"publication": "own"}])
def test_publishing_many(said: dict[str, str]) -> None:
    own = {"publication": [str(row.id) for row in mine()]} if "publication" in said else said
    answer = acting(HEAD).post("/results/publish/", own)
    assert answer.status_code == 303
    assert {status_of(row) for row in mine()} == {PublicationStatus.PUBLISHED}
    assert {row.status for row in mine("XFJY")} == {PublicationStatus.DRAFT}


def test_one_that_is_refused_does_not_hold_up_the_others() -> None:
    own, foreign = mine()[0], mine("XFJY")[0]
    client = acting(HEAD)
    client.post("/results/publish/", {"publication": [str(foreign.id), str(own.id), "x", "9" * 30, str(10**12)]})
    assert status_of(own) is PublicationStatus.PUBLISHED
    assert status_of(foreign) is PublicationStatus.DRAFT
    assert "没有公示 2 份" in client.get("/results/").content.decode()


@pytest.mark.parametrize("name", ["result", "publish", "withdraw"])
def test_whose_business_it_is(name: str) -> None:
    row = mine()[0]
    address = reverse(f"disclosure:{name}", args=[row.id])

    def answer(who: Actor) -> int:
        asked = acting(who).get(address) if name == "result" else acting(who).post(address, {"reason": "x"})
        return int(asked.status_code)

    assert answer(STRANGER) == 403
    assert answer(ELSEWHERE) == 404
    if name != "result":
        assert answer(CLERK) == answer(OTHER) == 403
        assert acting(HEAD).get(address).status_code == 405
    assert status_of(row) is PublicationStatus.DRAFT


@pytest.mark.parametrize("query", ["", "?status=published", "?status=nonsense", "?page=x", "?page=99"])
def test_looking_changes_nothing(query: str) -> None:
    before = publications(SYSTEM, REGION)
    assert acting(HEAD).get(f"/results/{query}").status_code == 200
    assert publications(SYSTEM, REGION) == before
