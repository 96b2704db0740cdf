import importlib
from typing import Any

import pytest
from django.core.checks import run_checks
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.urls import path

from yicha.kernel import startup
from yicha.kernel.startup import NotSound, require_sound
from yicha.kernel.testing import sql


def bare(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


@pytest.fixture(autouse=True)
def true_clock(settings: Any) -> None:
    """Only a demo may start with another."""
    settings.YICHA_CLOCK_SHIFT = 0


@pytest.mark.usefixtures("own_database")
class TestTheProgramStarts:
    def test_when_all_is_well(self) -> None:
        require_sound()

    def test_not_with_a_route_that_declares_nothing(self, settings: Any) -> None:
        settings.ROOT_URLCONF = (path("x/", bare),)
        with pytest.raises(NotSound, match=r"E002.*'x/'"):
            require_sound()

    def test_not_with_a_table_that_lost_its_guard(self) -> None:
        sql("DROP TRIGGER yicha_guard ON kernel_counter")
        with pytest.raises(NotSound, match=r"E001.*kernel_counter"):
            require_sound()

    def test_even_while_the_database_is_away_because_it_comes_back(self, monkeypatch: pytest.MonkeyPatch, caplog: Any) -> None:
        genuine = run_checks

        def away(**options: Any) -> Any:
            if options.get("databases"):
                raise OperationalError("connection refused")
            return genuine(**options)

        monkeypatch.setattr(startup, "run_checks", away)
        require_sound()
        assert "away" in caplog.text

    def test_the_web_server_s_door_asks(self, settings: Any) -> None:
        settings.ROOT_URLCONF = (path("x/", bare),)
        with pytest.raises(NotSound):
            importlib.reload(importlib.import_module("yicha.config.wsgi"))
