from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.jobs import Job

from yicha.kernel import ledger, outbox
from yicha.kernel.actions.retry_dead_letter import retry_dead_letter
from yicha.kernel.actor import SYSTEM
from yicha.kernel.events import name_of
from yicha.kernel.jobs import append_to_ledger, forget, sweep
from yicha.kernel.models import Entry, FailedDelivery
from yicha.kernel.refusals import NotFound, NotPermitted, RuleBroken
from yicha.kernel.testing import NOW, actor, by_the_clock, jobs, sql, storm, work_off
from yicha.kernel.tests import sample
from yicha.kernel.tests.sample import CLERK, AddThing, Note, RenameThing, ThingRenamed, add_thing, rename_thing, take_note
from yicha.kernel.types import KernelPermission, RetryDeadLetter


@pytest.mark.usefixtures("own_room")
class TestAnEvent:
    def test_reaches_its_handler_once_even_if_delivered_twice(self) -> None:
        thing = add_thing(CLERK, AddThing("one"), NOW).thing
        work_off()
        run = Entry.objects.get(event__endswith="ThingAdded").run
        outbox.deliver.defer(run=str(run), handler=take_note.name)
        work_off()
        assert jobs() == ["succeeded", "succeeded"]
        assert [note.thing for note in Note.objects.all()] == [thing]

    def test_is_handled_by_the_system_under_the_key_of_its_run(self) -> None:
        add_thing(CLERK, AddThing("one"), NOW)
        work_off()
        first, second = Entry.objects.order_by("xact")
        assert (second.actor, second.key, second.use_case) == (SYSTEM.id, f"event:{first.run}", take_note.name)
        assert second.at > first.at - timedelta(days=1)

    def test_s_job_is_locked_by_what_it_is_about(self) -> None:
        abouts = [add_thing(CLERK, AddThing(title), NOW).about for title in "ab"]
        assert list(ProcrastinateJob.objects.filter(queue_name="events").order_by("id").values_list("lock", flat=True)) == abouts

    def test_rolled_back_leaves_no_job(self) -> None:
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            add_thing(CLERK, AddThing("never"), NOW)
            raise ZeroDivisionError
        assert jobs() == []

    def test_without_a_handler_makes_no_job(self) -> None:
        thing = add_thing(CLERK, AddThing("x"), NOW).thing
        rename_thing(CLERK, RenameThing(thing, "y"), NOW)
        assert len(jobs()) == 1


@pytest.mark.usefixtures("own_room")
class TestADeadLetter:
    @pytest.fixture
    def letter(self) -> outbox.DeadLetter:
        add_thing(CLERK, AddThing("please refuse"), NOW)
        work_off()
        (letter,) = outbox.dead_letters()
        return letter

    def test_says_why_and_left_nothing_behind(self, letter: outbox.DeadLetter) -> None:
        assert jobs() == ["failed"]
        assert letter.error == "RuleBroken: 不予受理"
        assert letter.args["handler"] == take_note.name
        assert not Note.objects.exists()
        assert FailedDelivery.objects.get().attempt == 1

    def test_can_be_retried_once_its_cause_is_mended(self, letter: outbox.DeadLetter, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sample, "REFUSED", "nothing")
        clerk = actor(KernelPermission.RETRY_DEAD_LETTER)
        assert retry_dead_letter(clerk, RetryDeadLetter(letter.job), NOW).task.endswith("deliver")
        work_off()
        assert jobs() == ["succeeded"]
        assert outbox.dead_letters() == []
        assert Note.objects.count() == 1

    def test_is_dead_again_if_it_is_not_mended(self, letter: outbox.DeadLetter) -> None:
        retry_dead_letter(SYSTEM, RetryDeadLetter(letter.job), NOW)
        work_off()
        assert [found.job for found in outbox.dead_letters()] == [letter.job]

    def test_is_not_for_everybody_to_retry(self, letter: outbox.DeadLetter) -> None:
        with pytest.raises(NotPermitted):
            retry_dead_letter(CLERK, RetryDeadLetter(letter.job), NOW)

    @pytest.mark.parametrize("status", ["todo", "doing", "succeeded"])
    def test_only_a_dead_one_is_retried(self, letter: outbox.DeadLetter, status: str) -> None:
        sql("UPDATE procrastinate_jobs SET status = %s::procrastinate_job_status", status)
        with pytest.raises(NotFound):
            retry_dead_letter(SYSTEM, RetryDeadLetter(letter.job), NOW)

    def test_of_a_handler_that_is_gone_is_visible_too(self) -> None:
        add_thing(CLERK, AddThing("x"), NOW)
        outbox.wire([])
        sql("UPDATE procrastinate_jobs SET attempts = 7")
        work_off()
        (letter,) = outbox.dead_letters()
        assert letter.error.startswith("KeyError")

    def test_of_a_payload_that_was_taken_out_is_visible_too(self) -> None:
        add_thing(CLERK, AddThing("x"), NOW)
        sql("ALTER TABLE kernel_payload DISABLE TRIGGER USER")
        sql("UPDATE kernel_payload SET text = NULL, salt = NULL")
        sql("UPDATE procrastinate_jobs SET attempts = 7")
        work_off()
        assert "taken out" in outbox.dead_letters()[0].error


WAIT = "SELECT round(extract(epoch FROM scheduled_at - now())) FROM procrastinate_jobs WHERE status = 'todo' AND queue_name = 'events'"


@pytest.mark.usefixtures("own_room")
def test_a_fault_is_retried_with_growing_patience_and_every_attempt_is_visible() -> None:
    add_thing(CLERK, AddThing("crash"), NOW)
    waits = []
    for _ in range(outbox.ATTEMPTS):
        work_off()
        with connection.cursor() as cursor:
            cursor.execute(WAIT)
            waits += [round(float(seconds)) for (seconds,) in cursor.fetchall()]
        sql("UPDATE procrastinate_jobs SET scheduled_at = NULL WHERE status = 'todo'")
    assert all(abs(waited - 2 ** (number + 1)) <= 2 for number, waited in enumerate(waits))
    assert len(waits) == outbox.ATTEMPTS - 1
    assert jobs() == ["failed"]
    assert list(FailedDelivery.objects.order_by("id").values_list("attempt", flat=True)) == list(range(1, 9))
    assert outbox.dead_letters()[0].error == "ZeroDivisionError: 程序出错"


@pytest.mark.usefixtures("own_room")
class TestTheQueue:
    def fetch(self) -> object:
        with connection.cursor() as cursor:
            cursor.execute("SELECT id FROM procrastinate_fetch_job_v2(NULL, NULL)")
            (found,) = cursor.fetchone()
        return found

    def test_keeps_the_order_of_one_aggregate_even_while_the_first_waits_for_its_retry(self) -> None:
        for _ in range(3):
            outbox.deliver.configure(lock="thing:1").defer(run="-", handler="none")
        first = self.fetch()
        assert self.fetch() is None, "the second waits for the first"
        sql("SELECT procrastinate_retry_job_v2(%s, now() + interval '1 hour', NULL, NULL, NULL)", str(first))
        assert self.fetch() is None, "also while the first waits for its retry"

    def test_lets_other_aggregates_pass(self) -> None:
        for number in range(3):
            outbox.deliver.configure(lock=f"thing:{number}").defer(run="-", handler="none")
        assert None not in {self.fetch(), self.fetch(), self.fetch()}

    def test_gives_back_the_jobs_of_a_dead_worker(self) -> None:
        add_thing(CLERK, AddThing("x"), NOW)
        self.fetch()
        work_off()
        assert jobs() == ["doing"], "nobody takes it before the sweep"
        by_the_clock(sweep, seconds=0)
        work_off()
        assert jobs() == ["succeeded"]

    def test_lets_nobody_wait_for_anybody(self) -> None:
        """A shared queueing_lock in the request would be a global lock: the unique index makes the second insert wait."""
        with transaction.atomic():
            add_thing(CLERK, AddThing("a"), NOW)
            storm(lambda number: add_thing(CLERK, AddThing(f"b{number}"), NOW), threads=2)
        assert len(jobs()) == 3


def test_two_handlers_of_one_event_are_two_jobs(own_room: str) -> None:
    outbox.wire([*sample.HANDLERS, outbox.Handler(sample.ThingAdded, rename_thing, lambda event: RenameThing(event.thing, "renamed"))])
    add_thing(CLERK, AddThing("x"), NOW)
    work_off()
    assert jobs() == ["succeeded", "succeeded"]
    assert Note.objects.count() == 1
    assert Entry.objects.filter(event=name_of(ThingRenamed)).count() == 1


def test_one_action_is_wired_to_an_event_once() -> None:
    before = {name: dict(found) for name, found in outbox._handlers.items()}
    with pytest.raises(ValueError, match="wired twice"):
        outbox.wire([*sample.HANDLERS, *sample.HANDLERS])
    outbox._handlers.update(before)


def test_an_event_that_is_not_wanted_makes_no_job(room: None) -> None:
    outbox.wire([replace(sample.HANDLERS[0], wanted=lambda event: event.title == "wanted")])
    for title in ("unwanted", "wanted"):
        add_thing(CLERK, AddThing(title), NOW)
    assert jobs() == ["todo"]


@pytest.mark.usefixtures("own_room")
def test_what_was_done_is_forgotten_in_time_and_what_failed_is_not() -> None:
    for title in ("done", "please refuse"):
        add_thing(CLERK, AddThing(title), NOW)
    work_off()
    sql("UPDATE procrastinate_events SET at = at - interval '31 days'")
    by_the_clock(forget)
    assert jobs() == ["failed"]
    assert len(outbox.dead_letters()) == 1


@pytest.mark.usefixtures("own_room")
def test_a_clock_s_job_that_fails_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> int:
        raise ledger.LedgerBroken("账本断了")

    monkeypatch.setattr(ledger, "sequence", broken)
    by_the_clock(append_to_ledger)
    assert "LedgerBroken: 账本断了" in [letter.error for letter in outbox.dead_letters()]


def test_a_refusal_is_an_answer_and_not_retried() -> None:
    job = Job(id=1, queue="events", lock=None, queueing_lock=None, task_name="t", attempts=0)
    patience = outbox.Patience()
    assert patience.get_retry_decision(exception=RuleBroken("x"), job=job) is None
    assert patience.get_retry_decision(exception=OSError(), job=job) is not None
