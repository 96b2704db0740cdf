"""One department's answer to a whistle; with the last one all are there."""

from datetime import datetime

from yicha.kernel.jurisdiction import absent
from yicha.kernel.states import step
from yicha.levels.models import Whistle
from yicha.levels.states import MUSTER_TRANSITIONS, WHISTLE_TRANSITIONS
from yicha.levels.types import MusterStatus, WhistleStatus

CLAUSE = "LYG-5.3"


def answer(row: Whistle, department: str, verb: str, said: str, at: datetime) -> bool:
    """True if nobody is waited for any more. `row` is locked, so two last answers come one after the other."""
    found = row.musters.filter(department=department).first() or absent(CLAUSE)
    found.status = step(MUSTER_TRANSITIONS, MusterStatus(found.status), verb, clause=CLAUSE)
    found.said, found.at = said, at
    found.save()
    gathered = not row.musters.filter(status=MusterStatus.ASKED).exists()
    row.status = step(WHISTLE_TRANSITIONS, WhistleStatus(row.status), "gather" if gathered else "answer", clause=CLAUSE)
    row.save()
    return gathered
