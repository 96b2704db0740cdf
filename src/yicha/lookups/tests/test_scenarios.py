"""基础库按需查询, clause by clause, over the page that people use."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.urls import reverse
from pytest_bdd import given, parsers, scenarios, then, when

from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.refusals import Refusal
from yicha.kernel.testing import NOW
from yicha.lookups.actions.ask_register import ask_register
from yicha.lookups.queries import log
from yicha.lookups.testing import RegisterServer
from yicha.lookups.tests.conftest import USCC
from yicha.lookups.types import AskRegister, PurposeKind, RegisterKind
from yicha.orgs.testing import make_actor
from yicha.shell.testing import acting
from yicha.subjects.queries import subject

pytestmark = pytest.mark.usefixtures("county", "server")
scenarios("features/lookups.feature")
CLERK = make_actor(Role.DEPARTMENT_CLERK)


@dataclass
class Story:
    page: str = ""
    refusal: Refusal | None = None


@pytest.fixture
def story() -> Story:
    return Story()


@given("法人库里有“好味道”，住所是“幸福路8号”，法定代表人是“王小明”")
def _() -> None:
    """The fixture serves it."""


@given("法人库没有答复")
def _(settings: Any) -> None:
    path, options = settings.YICHA_REGISTERS["legal_person"]
    settings.YICHA_REGISTERS = {"legal_person": (path, options | {"url": "http://127.0.0.1:1/closed"})}


@when(parsers.parse("市场监管局科员以职责“{item}”查法人库"))
def _(story: Story, item: str) -> None:
    said = {"register": "legal_person", "purpose": f"duty:{item}"}
    story.page = acting(CLERK).post(reverse("lookups:ask", args=[USCC]), said).content.decode()
    if item == "I002":
        with pytest.raises(Refusal) as refused:
            ask_register(CLERK, AskRegister(RegisterKind.LEGAL_PERSON, USCC, PurposeKind.DUTY, item), NOW)
        story.refusal = refused.value


@when("科员采用住所")
def _() -> None:
    (row,) = log(SYSTEM, "")
    assert acting(CLERK).post(reverse("lookups:take", args=[row.pk]), {"column": "address"}).status_code == 303


@then(parsers.parse("看到住所“{address}”，法定代表人“{name}”"))
def _(story: Story, address: str, name: str) -> None:
    assert address in story.page
    assert name in story.page
    assert "王小明" not in story.page
    assert "13800001234" not in story.page


@then(parsers.parse("查询记录是“{status}”"))
def _(status: str) -> None:
    (row,) = log(SYSTEM, "")
    assert row.status == status


@then("没有查询记录")
def _(server: RegisterServer) -> None:
    assert list(log(SYSTEM, "")) == []
    assert server.asked == []


@then(parsers.parse("被拒绝，依据“{clause}”"))
def _(story: Story, clause: str) -> None:
    assert story.refusal is not None
    assert story.refusal.clause == clause


@then(parsers.parse("被告知“{words}”"))
def _(story: Story, words: str) -> None:
    assert words in story.page


@then(parsers.re("名录里的地址是“(?P<address>.*)”"))
def _(address: str) -> None:
    assert (subject(SYSTEM, USCC).address or "") == address
