"""Who may ask, take over, and read the log."""

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.refusals import RuleBroken
from yicha.kernel.testing import NOW, RUN_SQL, Sql, actor, run_sql
from yicha.lookups.actions.ask_register import ask_register
from yicha.lookups.actions.note_answer import note_answer
from yicha.lookups.actions.take_over import take_over
from yicha.lookups.queries import log, lookups_of
from yicha.lookups.tests.conftest import USCC
from yicha.lookups.types import AskRegister, LookupStatus, NoteAnswer, PurposeKind, RegisterKind, TakeOver
from yicha.orgs.testing import make_actor
from yicha.shell.testing import acting, unlike_its_file

pytestmark = pytest.mark.usefixtures("county", "server")
CLERK, OTHER = make_actor(Role.DEPARTMENT_CLERK), make_actor(Role.DEPARTMENT_CLERK, name="另一人")
AUDITOR, ELSEWHERE = make_actor(Role.AUDIT_ADMIN), make_actor(Role.DEPARTMENT_CLERK, region="62/6208/620899")
ASKED = AskRegister(RegisterKind.LEGAL_PERSON, USCC, PurposeKind.DUTY, "I001")


def asked() -> int:
    return ask_register(CLERK, ASKED, NOW).lookup


def found() -> int:
    number = asked()
    note_answer(CLERK, NoteAnswer(number, LookupStatus.FOUND), NOW)
    return number


def test_looking_asks_nobody() -> None:
    page = acting(CLERK).get(reverse("lookups:ask", args=[USCC]))
    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]
    assert list(log(SYSTEM, "")) == []


def test_the_log_is_for_who_supervises() -> None:
    asked()
    shown = acting(AUDITOR).get("/lookups/").content.decode()
    assert "好味道" in shown
    assert "I001" in shown
    assert "好味道" not in acting(AUDITOR).get("/lookups/?q=别家").content.decode()
    assert acting(CLERK).get("/lookups/").status_code == 403
    found()
    for order in ("", "status", "-name"):
        assert unlike_its_file(acting(AUDITOR), f"/lookups/?q=好味&sort={order}") == []
    assert acting(CLERK).post("/lookups/export/").status_code == 403
    assert acting(AUDITOR).get(reverse("lookups:ask", args=[USCC])).status_code == 403


def test_another_region_finds_nothing() -> None:
    assert acting(ELSEWHERE).get(reverse("lookups:ask", args=[USCC])).status_code == 404
    assert acting(ELSEWHERE).post(reverse("lookups:take", args=[found()])).status_code == 404
    assert lookups_of(ELSEWHERE, USCC) == []


def test_only_who_asked_goes_on() -> None:
    number = found()
    assert acting(OTHER).post(reverse("lookups:take", args=[number]), {"column": "address"}).status_code == 404
    assert acting(CLERK).post(reverse("lookups:take", args=[number]), {"column": "name"}).status_code == 409
    assert acting(CLERK).post(reverse("lookups:take", args=[number]), {"column": "address"}).status_code == 303
    assert acting(CLERK).post(reverse("lookups:take", args=[number]), {"column": "address"}).status_code == 409


@pytest.mark.parametrize("values", [(), (("name", "别名"),), (("address", " "),), (("credit_class", "A"),)])
def test_what_is_not_taken_over(values: tuple[tuple[str, str], ...]) -> None:
    with pytest.raises(RuleBroken):
        take_over(CLERK, TakeOver(found(), values), NOW)


def test_nothing_is_taken_over_of_what_was_not_found() -> None:
    with pytest.raises(RuleBroken):
        take_over(CLERK, TakeOver(asked(), (("address", "幸福路8号"),)), NOW)


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE lookups_lookup SET purpose = ''",
        "UPDATE lookups_lookup SET asked_by = ''",
        "UPDATE lookups_lookup SET status = 'failed'",
        "DELETE FROM lookups_lookup",
    ],
)
def test_the_log_refuses_what_makes_no_sense(attack: str) -> None:
    asked()
    with pytest.raises(DatabaseError), transaction.atomic():
        run_sql(actor(RUN_SQL), Sql(attack), NOW)
