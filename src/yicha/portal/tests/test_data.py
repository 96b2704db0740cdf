"""Open data, as somebody meets it who knows nothing but the catalogue."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from yicha.disclosure.actions.publish_article import publish_article
from yicha.disclosure.actions.record_annulment import record_annulment
from yicha.disclosure.actions.withdraw_publication import withdraw_publication
from yicha.disclosure.actions.write_article import write_article
from yicha.disclosure.testing import draft_results, publish_results
from yicha.disclosure.types import AnnulmentKind, Column, PublishArticle, RecordAnnulment, WithdrawPublication, WriteArticle
from yicha.inspections.testing import make_inspections, planned
from yicha.inspections.types import InspectionRow
from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.clock import now
from yicha.kernel.testing import REGION
from yicha.orgs.testing import make_actor, make_department
from yicha.orgs.types import DepartmentKind
from yicha.portal.web.datasets import DATASETS

EVIL = '=HYPERLINK("http://evil.example","x")'


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[list[InspectionRow]]:
    with django_db_blocker.unblock(), transaction.atomic():
        rows = make_inspections()
        make_department("LXB", name="青禾县联席办", kind=DepartmentKind.LEAD_OFFICE)
        publish_results(rows[0])
        draft_results(rows[1])
        article = write_article(
            make_actor(Role.DEPARTMENT_CLERK), WriteArticle(REGION, "SCJG", Column.WORK_NEWS, EVIL, "第一段，\n“第二段”。"), now()
        )
        publish_article(make_actor(Role.DEPARTMENT_HEAD), PublishArticle(article.article), now())
        yield rows
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def rows(made: list[InspectionRow]) -> Iterator[list[InspectionRow]]:
    with transaction.atomic():
        yield made
        transaction.set_rollback(True)


def got(address: str, **query: str) -> str:
    answer = Client().get(address.removeprefix("http://testserver"), query)
    assert answer.status_code == 200, address
    return answer.getvalue().decode()


def catalogue() -> dict[str, Any]:
    return {one["name"]: one for one in json.loads(got("/public/data/catalogue.json"))["datasets"]}


def table(address: str, **query: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(got(address, **query).removeprefix("\ufeff"))))


def fits(value: Any, said: dict[str, str]) -> bool:
    if said["type"] == "integer":
        return type(value) is int
    if "format" in said and value:
        (date if said["format"] == "date" else datetime).fromisoformat(value)
    return isinstance(value, str)


@pytest.mark.parametrize("name", DATASETS)
def test_each_set_is_what_its_schema_says(name: str) -> None:
    """CSV and JSON hold the same; every value has the type of its column."""
    one = catalogue()[name]
    told, schema = json.loads(got(one["json"])), json.loads(got(one["schema"]))
    properties = schema["items"]["properties"]
    assert properties == one["columns"]
    for row in told:
        assert list(row) == schema["items"]["required"]
        assert all(fits(value, properties[column]) for column, value in row.items()), row
    plain = [{column: str(value) for column, value in row.items()} for row in told]
    assert [{column: value.removeprefix("'") for column, value in row.items()} for row in table(one["csv"])] == plain


def test_the_sets_hold_what_is_public_and_nothing_else(rows: list[InspectionRow]) -> None:
    found = {name: json.loads(got(one["json"])) for name, one in catalogue().items()}
    assert {row["department"] for row in found["results"]} == {"SCJG局", "XFJY局", "WSJK局"}
    assert {row["inspection"] for row in found["results"]} == {rows[0].number}
    assert date.fromisoformat(found["results"][0]["checked_on"]) == planned(rows[0]).first_day
    assert [row["title"] for row in found["articles"]] == [EVIL]
    assert found["draws"]
    assert found["plans"][0]["saved"] == found["plans"][0]["alone"] - found["plans"][0]["doors"]
    assert planned(rows[1]).name not in json.dumps(found, ensure_ascii=False)


def test_everything_else_that_is_public_is_a_set_as_well(rows: list[InspectionRow]) -> None:
    one = next(row for row in publish_results(rows[2]) if row.department == "SCJG")
    assert one.published_at
    fallen = RecordAnnulment(one.id, AnnulmentKind.VOID, "县法院", "（2026）行初1号", one.published_at.date(), "没有告知权利")
    record_annulment(SYSTEM, fallen, one.published_at)
    withdraw_publication(SYSTEM, WithdrawPublication(one.id, "判决无效"), one.published_at)
    found = {name: json.loads(got(one["json"])) for name, one in catalogue().items()}
    assert [(row["department"], row["organ"], row["reason"]) for row in found["withdrawn"]] == [("SCJG局", "县法院", "没有告知权利")]
    assert one.name not in json.dumps(found["withdrawn"], ensure_ascii=False)
    assert {row["column"]: row["late"] for row in found["columns"]}["检查结果"] in {"true", "false"}
    assert {"campaigns", "handbooks", "devices"} < set(found)
    drawn = [row for row in found["tasks"] if not row["void"]]
    assert {row["draw"] for row in drawn} <= {row["number"] for row in found["draws"]}
    assert all(0 < row["drawn"] <= row["pool"] for row in drawn)
    assert drawn


def test_a_question_narrows_the_results() -> None:
    address = catalogue()["results"]["csv"]
    assert [row["department"] for row in table(address, department="SCJG")] == ["SCJG局"]
    assert table(address, year="1999") == []


def test_a_spreadsheet_runs_nothing_of_it() -> None:
    assert [row["title"] for row in table(catalogue()["articles"]["csv"])] == [f"'{EVIL}"]


def test_people_read_the_same_on_a_page() -> None:
    text = got("/public/data/")
    for name, one in catalogue().items():
        assert f"/public/data/{name}.csv" in text
        assert all(column in text for column in one["columns"])
    assert json.loads(got("/public/data/catalogue.json"))["licence"] in text


@pytest.mark.parametrize("address", ["nothing.csv", "nothing.json", "nothing.schema.json", "results.xml"])
def test_what_is_no_set_is_not_found(address: str) -> None:
    assert Client().get(f"/public/data/{address}").status_code == 404
