"""整改 from the enterprise's side: what was delivered, and the report with photographs."""

from collections.abc import Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from pytest_django import DjangoDbBlocker

from yicha.followups.actions.deliver_order import deliver_order
from yicha.followups.queries import order
from yicha.followups.testing import CLERK, after, delivered, delivery, ordered
from yicha.inspections.testing import PHOTOGRAPH, make_inspections, planned
from yicha.inspections.tests.papers import said_on
from yicha.inspections.types import InspectionRow
from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.models import Entry
from yicha.orgs.testing import make_actor
from yicha.planning.testing import owner
from yicha.shell.testing import acting


@pytest.fixture
def rows(django_db_setup: None, django_db_blocker: DjangoDbBlocker, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[InspectionRow]]:
    with django_db_blocker.unblock(), transaction.atomic():
        made = make_inspections()
        monkeypatch.setattr("yicha.enterprise.web.orders.now", lambda: after(made[0], 3))
        yield made
        transaction.set_rollback(True)


def photo() -> SimpleUploadedFile:
    return SimpleUploadedFile("after.png", PHOTOGRAPH, "image/png")


@pytest.mark.clause("LYG-4.4a")
def test_from_the_order_to_the_report(rows: list[InspectionRow]) -> None:
    client, made = acting(owner(planned(rows[0]).sid)), ordered(rows[0]).order
    assert client.get(f"/firm/orders/{made}/order.pdf").status_code == 404  # not delivered yet
    assert "没有要改正的" in client.get("/firm/orders/").content.decode()  # not delivered yet
    deliver_order(CLERK, delivery(made, after(rows[0], hour=15)), after(rows[0], hour=16))
    page = f"/firm/orders/{made}/report/"
    paper = f"/firm/orders/{made}/order.pdf"
    assert all(address in client.get("/firm/orders/").content.decode() for address in (page, paper))
    assert "装好纱窗" in said_on(client.get(paper).content)
    assert "装好纱窗" in client.get(page).content.decode()
    before = Entry.objects.count()
    assert client.post(page, {"words": "", "photos": [photo()]}).status_code == 422
    assert Entry.objects.count() == before
    assert client.post(page, {"words": "纱窗已装好", "photos": [photo()]}).status_code == 303
    (report,) = order(SYSTEM, made, after(rows[0], 4)).reports
    assert (report.words, report.brought_by, len(report.photos)) == ("纱窗已装好", "", 1)
    assert "纱窗已装好" in client.get("/firm/orders/").content.decode()


def test_of_others_there_is_nothing(rows: list[InspectionRow]) -> None:
    made = delivered(rows[0])
    other = next(row for row in rows if planned(row).sid != planned(rows[0]).sid)
    client = acting(owner(planned(other).sid))
    assert "没有要改正的" in client.get("/firm/orders/").content.decode()
    assert client.get(f"/firm/orders/{made}/report/").status_code == 404
    assert client.get(f"/firm/orders/{made}/order.pdf").status_code == 404
    assert client.post(f"/firm/orders/{made}/report/", {"words": "x"}).status_code == 404
    assert acting(make_actor(Role.DEPARTMENT_HEAD)).get("/firm/orders/").status_code == 403
