"""A permit arrives while the check that answers it is being concluded: whichever comes first, they find each other."""

from datetime import date
from threading import Barrier

import pytest

from yicha.duties.testing import make_departments
from yicha.kernel.actor import SYSTEM
from yicha.kernel.testing import NOW, REGION, storm
from yicha.permits.actions import receive_permits as receiving
from yicha.permits.actions import record_permit_check as recording
from yicha.permits.actions.define_permit_kind import define_permit_kind
from yicha.permits.models import Permit
from yicha.permits.testing import permit_kind, permit_row
from yicha.permits.types import ReceivePermits, RecordPermitCheck
from yicha.subjects.testing import make_subjects, subject_row

PAIRS = 8
SUBJECTS = [subject_row(number) for number in range(2 * PAIRS)]


def meet(first: int) -> list[str]:
    """Eight permits and the eight checks of their holders at the same moment; the numbers of permits that are still owed a check."""
    numbers = range(first, first + PAIRS)

    def one(thread: int) -> None:
        number, sid = numbers[thread % PAIRS], SUBJECTS[numbers[thread % PAIRS]].sid
        if thread < PAIRS:
            row = permit_row(number, sid=sid, granted_on=date(2026, 10, 12))
            receiving.receive_permits(SYSTEM, ReceivePermits(REGION, str(number), (row,)), NOW)
        else:
            recording.record_permit_check(SYSTEM, RecordPermitCheck(sid, "SCJG", number + 1, NOW), NOW)

    storm(one, 2 * PAIRS)
    mine = {permit_row(number).number for number in numbers}
    assert Permit.objects.filter(number__in=mine).count() == PAIRS
    return list(Permit.objects.filter(number__in=mine, checked_at=None).values_list("number", flat=True))


@pytest.mark.clause("GX-6.3b", "LYG-2.4")
def test_a_permit_and_its_check_never_miss_each_other(own_database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the lock that both hold they do: each looks before the other has written."""
    make_departments()
    define_permit_kind(SYSTEM, permit_kind(), NOW)
    make_subjects(*SUBJECTS)
    all_look = Barrier(2 * PAIRS)
    with monkeypatch.context() as naive:
        for module in (receiving, recording):
            naive.setattr(module, "hold", lambda _name: all_look.wait(60))
        assert meet(0) != []
    assert meet(PAIRS) == []
