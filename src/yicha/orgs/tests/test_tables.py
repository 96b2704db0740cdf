import pytest
from django.core.checks import run_checks

pytestmark = pytest.mark.django_db


def test_every_table_has_its_guard() -> None:
    assert run_checks(tags=["database"], databases=["default"]) == []
