from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client

from yicha.kernel import web
from yicha.kernel.testing import NOW, sql
from yicha.kernel.tests.sample import CLERK, AddThing, add_thing


@pytest.mark.usefixtures("room")
def test_healthz_says_what_a_watchdog_needs(client: Client) -> None:
    add_thing(CLERK, AddThing("x"), NOW)
    sql("DELETE FROM procrastinate_workers")
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json() == {"version": "0.1.0", "database": "ok", "worker": "none", "ledger": {"size": 0, "root": "", "waiting": 1}}
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.django_db
@pytest.mark.parametrize(("age", "said"), [("5 seconds", "ok"), ("2 minutes", "stale")])
def test_healthz_knows_a_worker_that_has_gone_quiet(client: Client, age: str, said: str) -> None:
    sql(f"INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '{age}')")
    assert client.get("/healthz").json()["worker"] == said


def test_healthz_answers_while_the_database_is_away(client: Client, monkeypatch: Any) -> None:
    def away() -> str:
        raise OperationalError("connection refused")

    monkeypatch.setattr(web, "_worker", away)
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (503, {"version": "0.1.0", "database": "away"})
