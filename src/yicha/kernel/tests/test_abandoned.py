"""What a dead worker or a dead connection leaves is taken up again, and nothing stands in its way."""

from dataclasses import replace

import pytest
from django.db import OperationalError, connection
from procrastinate.contrib.django.models import ProcrastinateJob

from yicha.kernel import outbox
from yicha.kernel.jobs import append_to_ledger, sweep
from yicha.kernel.models import Entry
from yicha.kernel.testing import NOW, by_the_clock, jobs, sql, work_off
from yicha.kernel.tests import sample
from yicha.kernel.tests.sample import CLERK, AddThing, Thing, add_thing

pytestmark = pytest.mark.usefixtures("own_room")


def begun_by_the_dead() -> None:
    sql("UPDATE procrastinate_jobs SET status = 'doing'")


class TestTheSweep:
    def test_gives_back_jobs_though_the_clock_has_queued_another_of_its_own(self) -> None:
        """Of each job of the clock one waits at a time, and there is a new one every few seconds: the dead one's is not needed."""
        append_to_ledger.defer()
        add_thing(CLERK, AddThing("x"), NOW)
        begun_by_the_dead()
        append_to_ledger.defer()
        sweep.defer(seconds=0)
        work_off("clock")
        assert not ProcrastinateJob.objects.filter(queue_name="clock").exclude(status="succeeded").exists()
        work_off()
        assert jobs() == ["succeeded"]

    def test_leaves_alone_what_nobody_has_begun(self) -> None:
        add_thing(CLERK, AddThing("x"), NOW)
        by_the_clock(sweep, seconds=0)
        assert jobs() == ["todo"]


def cut_the_line(_: object) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
    return True


def cut_quietly(event: object) -> bool:
    """The connection is gone, and nobody has noticed yet."""
    try:
        return cut_the_line(event)
    except OperationalError:
        return True


def test_a_connection_cut_while_a_job_is_queued_is_told_like_any_other() -> None:
    """As the database's own error, which interfaces know: 503, come again. Not as one of the queue's, which nobody knows."""
    outbox.wire([replace(sample.HANDLERS[0], wanted=cut_quietly)])
    with pytest.raises(OperationalError):
        add_thing(CLERK, AddThing("x"), NOW)
    connection.close()
    assert not Thing.objects.exists()
    assert not Entry.objects.exists()
    assert jobs() == []
