"""The only door through which state changes.

    @use_case(may=CluePermission.ASSIGN, clause="WS-2.5 LYG-4.3d")
    def assign_clue(actor: Actor, command: AssignClue, at: datetime, /) -> ClueAssigned: ...

    assign_clue(actor, command, at, key="…")    # with a key: once, however often it is sent

permission → transaction → body → one frozen event → audit entry and jobs for its handlers.

A use case may call one below it. It joins the same transaction and writes an entry of its own, whose `cause` is the caller;
it has no savepoint, so a refusal further down takes everything with it, even if somebody catches it. (The outermost one has
one, which costs nothing in production and lets a test that rolls back look at the database after a refusal.)

An act on many aggregates at once returns an event whose `of_each` holds one event for each: each gets an entry of its own, whose `cause`
is the act, and the act's own payload does not say them again (so it is not called with a key).
"""

import json
import re
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, Generic, TypeVar, get_type_hints

from django.apps import apps
from django.db import connection, transaction

from yicha.kernel import outbox, trail
from yicha.kernel.actor import Actor
from yicha.kernel.events import Event, canonical, from_plain, name_of, require_event, to_plain
from yicha.kernel.models import Entry
from yicha.kernel.permissions import holders_of
from yicha.kernel.refusals import Exit, NotPermitted, RuleBroken

C = TypeVar("C")
E = TypeVar("E", bound=Event)
Body = Callable[[Actor, C, datetime], E]

KEY_LENGTH = 200
NUL = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")  # as JSON writes it; not a backslash that somebody typed

# The first statement waits for a call with the same key, the second sees what that one has committed: one round trip for both.
EARLIER = """
SELECT pg_advisory_xact_lock(hashtextextended(%(lock)s, 0));
SELECT entry.command_digest, payload.salt, payload.text
  FROM kernel_entry entry LEFT JOIN kernel_payload payload ON payload.entry_id = entry.run
 WHERE entry.use_case = %(use_case)s AND entry.actor = %(actor)s AND entry.key = %(key)s
"""

_running: ContextVar[uuid.UUID | None] = ContextVar("running use case", default=None)
_registry: "dict[str, UseCase[Any, Any]]" = {}


@dataclass(frozen=True, eq=False)
class UseCase(Generic[C, E]):
    body: Body[C, E]
    may: str
    clause: str

    @property
    def name(self) -> str:
        return f"{self.body.__module__}.{self.body.__qualname__}"

    @property
    def clauses(self) -> tuple[str, ...]:
        return tuple(self.clause.split())

    def __call__(self, actor: Actor, command: C, at: datetime, /, *, key: str | None = None) -> E:
        if not actor.may(self.may):
            raise NotPermitted(
                f"{actor.name}没有权限办理此事", clause=self.clause, exits=(Exit("请有权限的人员办理", holders_of(self.may)),)
            )
        if at.tzinfo is None:
            raise TypeError("`at` has no time zone: interfaces pass what kernel.clock says")
        asked = self._text_of(command, key)
        with transaction.atomic(savepoint=_running.get() is None), _run() as (run, cause):
            if key and (done := self._done(actor, key, asked)):
                return done
            event = self.body(actor, command, at)
            require_event(event)
            entry, plain = self._entry(actor, event, at, run=run, cause=cause, key=key), to_plain(event)
            of_each, plains = getattr(event, "of_each", ()), plain.pop("of_each", ())
            entries = [self._entry(actor, require_event(one), at, run=uuid.uuid4(), cause=run, key=None) for one in of_each]
            trail.write(entry, asked, plain, list(zip(entries, plains, strict=True)))
            for written, told in zip((entry, *entries), (event, *of_each), strict=True):
                outbox.enqueue(written, told)
        return event

    def _text_of(self, command: C, key: str | None) -> str:
        """What strangers send may hold characters and numbers that no table takes: refused here, once for all."""
        try:
            text, key_text = canonical(to_plain(command)), canonical(key)
            (text + key_text).encode()
        except ValueError as error:
            raise RuleBroken("内容含有无法保存的字符或数值", clause=self.clause) from error
        if NUL.search(text) or NUL.search(key_text) or len(key or "") > KEY_LENGTH:
            raise RuleBroken("内容含有无法保存的字符，或请求编号过长", clause=self.clause)
        return text

    def _done(self, actor: Actor, key: str, asked: str) -> E | None:
        """The event of an earlier call with this key. Of two calls at once the second waits here."""
        with connection.cursor() as cursor:
            cursor.execute(EARLIER, {"lock": f"{self.name}|{actor.id}|{key}", "use_case": self.name, "actor": actor.id, "key": key})
            cursor.nextset()
            earlier = cursor.fetchone()
        if earlier is None:
            return None
        digest, salt, text = earlier
        if salt is None or text is None:
            raise RuleBroken("此请求已办理，其内容已依法删除", clause=self.clause)
        if digest != trail.salted(bytes(salt), asked):
            raise RuleBroken("同一请求编号不能用于不同内容", clause=self.clause)
        kind: type[E] = get_type_hints(self.body)["return"]
        return from_plain(kind, json.loads(text))

    def _entry(self, actor: Actor, event: Event, at: datetime, **columns: Any) -> Entry:
        who = {"actor": actor.id, "stands_in_for": actor.stands_in_for, "role": actor.role}
        where = {"region": actor.region, "department": actor.department}
        what = {"use_case": self.name, "event": name_of(type(event)), "about": event.about, "clause": self.clause}
        return Entry(at=at, **who, **where, **what, **columns)


def use_case(*, may: str, clause: str) -> Callable[[Body[C, E]], UseCase[C, E]]:
    def decorate(body: Body[C, E]) -> UseCase[C, E]:
        made = UseCase(body, may, clause)
        _registry[made.name] = made
        return made

    return decorate


def all_use_cases() -> list[UseCase[Any, Any]]:
    """Every use case of the product (those of tests left out), so that tests can walk them all."""
    for room in apps.get_app_configs():
        if room.name.startswith("yicha.") and room.module is not None:
            _import_actions(room.name, list(room.module.__path__))
    return [made for name, made in sorted(_registry.items()) if not {"tests", "testing"} & set(name.split("."))]


def _import_actions(room: str, places: list[str]) -> None:
    if "actions" not in {module.name for module in iter_modules(places)}:
        return
    actions = import_module(f"{room}.actions")
    for module in iter_modules(actions.__path__):
        import_module(f"{actions.__name__}.{module.name}")


@contextmanager
def _run() -> Iterator[tuple[uuid.UUID, uuid.UUID | None]]:
    """Open the database's write guard for this transaction, and close it again behind us."""
    cause, run = _running.get(), uuid.uuid4()
    token = _running.set(run)
    try:
        _announce(run)
        yield run, cause
        _announce(cause)
    finally:
        _running.reset(token)


def _announce(run: uuid.UUID | None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('yicha.use_case', %s, true)", [str(run or "")])
