"""From events to their handlers, by jobs that are written in the same transaction as the change itself.

`Entry` is the outbox; a job is (run, handler). Three facts make delivery exactly once in effect:
the job is committed with the change; a worker that dies leaves it to the sweep; and the handler is a use case called with
the key `event:<run>`, so its second run returns the first one's event.

Jobs of one aggregate share a procrastinate lock, therefore they run one after the other in the order of their commit
(the use case holds the aggregate's row lock). A job that waits for its retry holds up the later ones: order before speed.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol
from uuid import UUID

import psycopg
from django.db import OperationalError, transaction
from procrastinate import BaseRetryStrategy, JobContext, RetryDecision
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job

from yicha.kernel import trail
from yicha.kernel.actor import SYSTEM, Actor
from yicha.kernel.clock import now
from yicha.kernel.events import Event, from_plain, name_of
from yicha.kernel.models import Entry, FailedDelivery
from yicha.kernel.refusals import Refusal

ATTEMPTS = 8
P = ParamSpec("P")


class Action(Protocol):
    @property
    def name(self) -> str: ...
    def __call__(self, actor: Actor, command: Any, at: datetime, /, *, key: str | None = None) -> Any: ...


@dataclass(frozen=True)
class Handler:
    """On an `event` that is `wanted`, do `action` with the command that `translate` makes of it."""

    event: type[Any]
    action: Action
    translate: Callable[[Any], Any]
    wanted: Callable[[Any], bool] = lambda _: True


_handlers: dict[str, dict[str, Handler]] = {}


def wire(handlers: Iterable[Handler]) -> None:
    """Called once, by config/wiring.py."""
    _handlers.clear()
    for handler in handlers:
        of_event = _handlers.setdefault(name_of(handler.event), {})
        if handler.action.name in of_event:
            raise ValueError(f"{handler.action.name} is wired twice to {name_of(handler.event)}")
        of_event[handler.action.name] = handler


def enqueue(entry: Entry, event: Event) -> None:
    for name, handler in _handlers.get(entry.event, {}).items():
        if handler.wanted(event):
            with _in_the_databases_words():
                deliver.configure(lock=event.about).defer(run=str(entry.run), handler=name)


@contextmanager
def _in_the_databases_words() -> Iterator[None]:
    """The queue has a name of its own for “the database is away” or “is full”; everybody else knows Django's."""
    try:
        yield
    except ConnectorException as error:
        if isinstance(error.__cause__, psycopg.OperationalError | psycopg.InterfaceError):
            raise OperationalError(*error.__cause__.args) from error.__cause__
        raise


class Patience(BaseRetryStrategy):
    """2, 4, 8 … seconds; but a refusal is an answer and will not change: dead letter at once."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        if isinstance(exception, Refusal) or job.attempts + 1 >= ATTEMPTS:
            return None
        return RetryDecision(retry_in={"seconds": 2 ** (job.attempts + 1)})


def visibly(task: Callable[Concatenate[JobContext, P], None]) -> Callable[Concatenate[JobContext, P], None]:
    """A failed attempt leaves its reason in `FailedDelivery`."""

    @wraps(task)
    def attempt(context: JobContext, /, *args: P.args, **kwargs: P.kwargs) -> None:
        try:
            task(context, *args, **kwargs)
        except Exception as error:
            with transaction.atomic():
                reason = f"{type(error).__name__}: {error}"
                FailedDelivery.objects.create(job=context.job.id or 0, attempt=context.job.attempts + 1, error=reason)
            raise

    return attempt


@app.task(queue="events", retry=Patience(), pass_context=True)
@visibly
def deliver(context: JobContext, *, run: str, handler: str) -> None:
    entry = Entry.objects.get(run=UUID(run))
    found = _handlers[entry.event][handler]
    command = found.translate(from_plain(found.event, trail.payload(entry.run)))
    found.action(SYSTEM, command, now(), key=f"event:{run}")


@dataclass(frozen=True)
class DeadLetter:
    job: int
    task: str
    args: dict[str, Any]
    error: str


@dataclass(frozen=True)
class Setback:
    """What kept a delivery from being done. `final`: nobody tries again by himself."""

    error: str
    attempts: int
    final: bool


def setback(kind: type[Any], about: str) -> Setback | None:
    """Of the newest event of this kind about an aggregate: why its handler has not done its work. None while all is well."""
    entry = Entry.objects.filter(event=name_of(kind), about=about).order_by("-pk").first()
    if entry is None:
        return None
    job = ProcrastinateJob.objects.filter(args__run=str(entry.run)).exclude(status="succeeded").order_by("id").first()
    failed = FailedDelivery.objects.filter(job=job.id).order_by("-id").first() if job else None
    return Setback(failed.error, failed.attempt, job.status == "failed") if job and failed else None


def outstanding(kind: type[Any], about: str) -> bool:
    """Whether a handler of the newest event of this kind about an aggregate has still to do its work. A dead letter is nobody's."""
    entry = Entry.objects.filter(event=name_of(kind), about=about).order_by("-pk").first()
    return entry is not None and ProcrastinateJob.objects.filter(args__run=str(entry.run), status__in=["todo", "doing"]).exists()


def dead_letters() -> list[DeadLetter]:
    """For the duty page and `doctor`; an official retries them there after the cause is mended."""
    jobs = ProcrastinateJob.objects.filter(status="failed").order_by("id")
    reasons = dict(FailedDelivery.objects.filter(job__in=jobs.values("id")).order_by("id").values_list("job", "error"))
    return [DeadLetter(job.id, job.task_name, job.args, reasons.get(job.id, "")) for job in jobs]
