"""For the tests of limits: filings with consent, what planning them answers, and any statement past the use cases."""

from collections.abc import Iterable
from datetime import date

from django.db import connection

from yicha.kernel.actor import SYSTEM
from yicha.kernel.refusals import RuleBroken
from yicha.kernel.testing import NOW, REGION, RUN_SQL, actor
from yicha.planning.actions.consent_unplanned import consent_unplanned
from yicha.planning.actions.file_unplanned import file_unplanned
from yicha.planning.actions.plan_unplanned import plan_unplanned
from yicha.planning.types import ConsentUnplanned, FileUnplanned, PlanUnplanned

DAY = date(2026, 12, 15)
ROOT = actor(RUN_SQL)


def filings(sids: Iterable[str], check_class: str = "食品安全", day: date = DAY, item: str = "SCJG-I") -> list[int]:
    found = []
    for sid in sids:
        filing = file_unplanned(SYSTEM, FileUnplanned(REGION, "SCJG", sid, item, check_class, day, 60, "x"), NOW).filing
        consent_unplanned(SYSTEM, ConsentUnplanned(filing, consent=True), NOW)
        found.append(filing)
    return found


def plan(filing: int) -> str:
    try:
        plan_unplanned(SYSTEM, PlanUnplanned(filing), NOW)
    except RuleBroken as refusal:
        return refusal.clause
    return "planned"


def immediately() -> None:
    """What the database checks at commit, now."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
