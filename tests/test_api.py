"""The programs' interface: its description is a file that reviewers see change, and whatever is sent to it is no fault of ours.

Random requests after the description itself, as every role; `docs/openapi.json` is written by `python -m tools.openapi write`.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pkgutil import resolve_name
from typing import Any

import pytest
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import override_settings
from hypothesis import HealthCheck, Phase, given, settings
from pytest_django import DjangoDbBlocker

from tests.acting import ROLE_HEADER
from tests.cells import county
from tests.known import Things
from tools import openapi
from yicha.kernel.actor import Role

EXAMPLES = 5
ROLES = (*Role, None)


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Things]:
    with django_db_blocker.unblock(), county() as prepared, one_connection():
        yield prepared


@contextmanager
def one_connection() -> Iterator[None]:
    """The county stands in a transaction: requests must not close the connection that holds it."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def faults() -> list[str]:
    """Operations that answered 5xx, and to what. By name: what no other test needs takes two seconds to load, in each process."""
    schema = resolve_name("schemathesis.openapi:from_wsgi")("/api/openapi.json", get_wsgi_application())
    found: list[str] = []
    for operation in schema.get_all_operations():
        for role in ROLES:
            found += faults_of(operation.ok(), role)
    return found


def faults_of(operation: Any, role: Role | None) -> list[str]:
    found: list[str] = []

    @settings(max_examples=EXAMPLES, phases=[Phase.explicit, Phase.generate], database=None, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy())
    def send(case: Any) -> None:
        answer = case.call(headers={ROLE_HEADER: role} if role else {})
        if answer.status_code >= 500:
            found.append(f"{operation.label} as {role}: {answer.status_code} to {case.as_curl_command()}")

    send()
    return found


def test_the_description_is_in_step() -> None:
    assert json.loads(openapi.PAGE.read_text(encoding="utf-8")) == openapi.description(), "run `python -m tools.openapi write`"


def test_whatever_is_sent_is_answered(world: Things) -> None:
    assert faults() == []


def test_a_fault_would_be_seen(world: Things) -> None:
    with override_settings(ROOT_URLCONF="tests.breaches"):
        found = faults()
    assert found
    assert "/api/fails/{number}" in found[0]
