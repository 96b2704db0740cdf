"""What the doctor reads in the tables: what does not get out, and how the portal fares."""

from datetime import timedelta
from typing import Any

import pytest

from yicha.config.doctor_database import examine
from yicha.disclosure import jobs
from yicha.exchange.testing import make_partner
from yicha.kernel.clock import now
from yicha.kernel.outside import Away, Outside
from yicha.kernel.testing import RUN_SQL, Sql, actor, run_sql
from yicha.norms.testing import put_norm
from yicha.norms.types import NormCode, NormUnit

pytestmark = pytest.mark.django_db


def wrong() -> list[str]:
    return [found.what.partition(" · ")[2] for found in examine() if found.mend]


def test_what_does_not_get_out_is_told_until_it_does() -> None:
    partner = make_partner("https://exchange.example.gov.cn/v1")
    assert wrong() == []
    rest = "UPDATE exchange_partner SET failures = 3, trouble = '503', rests_until = %s WHERE id = %s"
    run_sql(actor(RUN_SQL), Sql(rest, (f"{now() + timedelta(hours=1)}", partner)), now())
    assert wrong() == ["nothing gets to 省级平台: 503"]


def test_a_portal_that_was_not_open_is_told(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    put_norm(NormCode.PORTAL_OPEN_SECONDS, 15, NormUnit.SECOND)
    put_norm(NormCode.PORTAL_DOWN_PCT, 5, NormUnit.PERCENT)
    assert any("is not watched" in found.what for found in examine())
    settings.YICHA_ADDRESS = "https://yicha.example.gov.cn"
    monkeypatch.setattr(Outside, "ask", lambda *_: (200, b""))
    jobs.look(settings.YICHA_ADDRESS, now())
    assert wrong() == []

    def away(*_: Any) -> Any:
        raise Away("连不上")

    monkeypatch.setattr(Outside, "ask", away)
    jobs.look(settings.YICHA_ADDRESS, now())
    assert wrong() == ["the portal opened 50.0 % of the last seven days"]
