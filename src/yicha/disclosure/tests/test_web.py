"""The pages on which results are published and taken back."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from yicha.disclosure.queries import publication, publications
from yicha.disclosure.testing import draft_results
from yicha.disclosure.types import PublicationRow, PublicationStatus
from yicha.inspections.testing import make_inspections
from yicha.kernel.actor import SYSTEM, Role
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
    client = {"result": lambda who: acting(who).get(address)}.get(name, lambda who: acting(who).post(address, {"reason": "x"}))
    assert client(STRANGER).status_code == 403
    assert client(ELSEWHERE).status_code == 404
    if name != "result":
        assert client(CLERK).status_code == client(OTHER).status_code == 403
        assert acting(HEAD).get(address).status_code == 405
    assert status_of(row) is PublicationStatus.DRAFT


@pytest.mark.parametrize("query", ["", "?status=published", "?status=nonsense", "?page=x", "?page=99"])
def test_looking_changes_nothing(query: str) -> None:
    before = publications(SYSTEM, REGION)
    assert acting(HEAD).get(f"/results/{query}").status_code == 200
    assert publications(SYSTEM, REGION) == before
