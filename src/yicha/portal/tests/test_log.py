"""`/public/log/`: what the ledger is now, who cosigned it, and the sheet of each day."""

from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from yicha.engines.ledger import VerifierKey
from yicha.kernel.actor import SYSTEM
from yicha.kernel.cosigning import Reply, anchor_today, ask_witnesses
from yicha.kernel.ledger import LOGS, latest_checkpoint, sequence, verifier_keys
from yicha.kernel.models import Entry
from yicha.kernel.testing import NOW
from yicha.kernel.witness.memory import Memory
from yicha.orgs.actions.appoint_witness import appoint_witness
from yicha.orgs.testing import make_region
from yicha.orgs.types import AppointWitness

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Any) -> None:
    settings.YICHA_HOME = tmp_path / "home"
    cache.clear()
    make_region()


@pytest.fixture
def witnessed(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "witness")
    memory.settle("justice.example", [VerifierKey.parse(verifier_keys(log)[0]) for log in LOGS])
    appoint_witness(SYSTEM, AppointWitness(str(memory.key()), "https://justice.example"), NOW)
    sequence()
    anchor_today(NOW)

    def send(_: str, body: bytes) -> Reply:
        said = memory.answer(body, 1_800_000_000)
        return Reply(said.status, said.text)

    assert ask_witnesses(NOW, send) == 2


@pytest.mark.usefixtures("witnessed")
def test_anybody_sees_both_heads_and_who_cosigned(client: Client) -> None:
    before = Entry.objects.count()
    page = client.get("/public/log/")
    text = page.content.decode()
    assert page.status_code == 200
    assert "justice.example" in text
    for log in LOGS:
        assert latest_checkpoint(log).split("\n")[0] in text
        assert verifier_keys(log)[0] in text
    assert Entry.objects.count() == before


@pytest.mark.usefixtures("witnessed")
def test_the_sheet_of_a_day_is_a_pdf_and_of_another_size_there_is_none(client: Client) -> None:
    size = int(latest_checkpoint().split("\n")[1])
    sheet = client.get(f"/public/log/{size}.pdf")
    assert (sheet.status_code, sheet.headers["Content-Type"], sheet.content[:5]) == (200, "application/pdf", b"%PDF-")
    assert client.get(f"/public/log/{size + 1}.pdf").status_code == 404


def test_before_the_first_entry_the_page_says_so(client: Client) -> None:
    text = client.get("/public/log/").content.decode()
    assert "还没有记录" in text
    assert "还没有见证人" in text
