"""One cell of the matrix of rights: an address, a method, a person; what is wrong with the answer. `tests/test_routes.py` walks them.

Requests whose mark refuses ask for JSON, which spares the frame of a page; all the others are answered as a browser would see them,
refusals to the last letter; `unwritten` leaves the pages themselves out.
"""

import logging
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Any
from unittest.mock import patch
from urllib.parse import urlencode
from zlib import crc32

from django.conf import settings
from django.db import connection, transaction
from django.test import Client, override_settings
from django.utils import timezone
from psycopg.pq import TransactionStatus

from tests.acting import FOREIGN, KEY, MIDDLEWARE, Person, Relation, people
from tests.known import Things, names_things
from tests.ready.world import make_world
from tools.routes import Route
from yicha.kernel.actor import Role
from yicha.kernel.models import Entry
from yicha.kernel.testing import NOW

METHODS = ("GET", "POST")
FILLED = urlencode({"reason": "核对后更正", "note": "已核对", "act": "pin"})
FORM = "application/x-www-form-urlencoded"
PEOPLE = tuple(people())
ORDER = {role: place for place, role in enumerate(Role)}
TOKENS = re.compile(rb'(csrfmiddlewaretoken" value="|csrf-token" content="|X-CSRFToken[^:]*: *[^\w]*)\w{64}')
UNCOMPARED = {"Content-Length", "Date", "Set-Cookie", "Server-Timing"}  # the length is the body's
READ_MARK = "yicha.kernel.actions.record_read.record_read"
# What `record_read` leaves: a GET that shows sealed data is noted in the trail, which only grows.
TRAIL = {"kernel_entry", "kernel_payload", "kernel_unsequenced", "kernel_note", "kernel_run"}
# As pg_stat_xact_user_tables says, without what else it says of each table: asked before and after each of many thousand requests.
CHANGED = """
SELECT relname, written
  FROM pg_class, LATERAL (SELECT pg_stat_get_xact_tuples_inserted(oid) + pg_stat_get_xact_tuples_updated(oid)
                                 + pg_stat_get_xact_tuples_deleted(oid) AS written) AS counted
 WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND written > 0
"""


@contextmanager
def county() -> Iterator[Things]:
    """Prepared, and rolled back in the end; its pages live at the hour of the county."""
    shift = round((NOW - timezone.now()).total_seconds())
    shifted = override_settings(MIDDLEWARE=[*settings.MIDDLEWARE, MIDDLEWARE], YICHA_CLOCK_SHIFT=shift, YICHA_DEMO=True)
    logging.disable(logging.ERROR)  # thousands of refusals, each of them wanted
    try:
        with shifted, transaction.atomic():
            yield Things(make_world())
            transaction.set_rollback(True)
    finally:
        visitor.cache_clear()
        wary_visitor.cache_clear()
        logging.disable(logging.NOTSET)


@contextmanager
def unwritten() -> Iterator[None]:
    """Of a page that is shown only the name is written, which spares most of the time: how pages look is seen by the rooms' own tests."""
    with patch("django.template.loader.render_to_string", lambda name, *_, **__: str(name)):
        yield


@dataclass(frozen=True)
class Answer:
    """`changed`: tables in which a row was written; `broke`: what was raised and nobody answered for."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    changed: frozenset[str]
    broke: str = ""

    @property
    def said(self) -> tuple[int, tuple[tuple[str, str], ...], bytes]:
        headers = sorted((name, value) for name, value in self.headers.items() if name not in UNCOMPARED)
        return self.status, tuple(headers), TOKENS.sub(rb"\1", self.body)


@cache
def visitor() -> Client:
    """One for all: each new one would read the middleware anew."""
    return Client()


@cache
def wary_visitor() -> Client:
    return Client(enforce_csrf_checks=True)


def ask(method: str, address: str, person: Person, accept: str = "text/html", *, may_write: bool = False) -> Answer:
    """One request, undone afterwards. What may write is not asked what it wrote."""
    client = visitor()
    client.cookies.clear()
    meta: dict[str, Any] = {KEY: person.actor, "HTTP_ACCEPT": accept}
    with transaction.atomic():
        before = {} if may_write else written()
        try:
            found: Any = client.generic(method, address, FILLED, content_type=FORM, **meta)
            body = b"".join(found.streaming_content) if found.streaming else found.content
            answer = Answer(found.status_code, dict(found.items()), body, frozenset() if may_write else changes(before))
        except Exception as error:  # noqa: BLE001 whatever it is, it is what the test must tell
            answer = Answer(500, {}, b"", frozenset(), f"{type(error).__name__}: {error}"[:300])
        transaction.set_rollback(True)
    return answer


def written() -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute(CHANGED)
        return dict(cursor.fetchall())


def changes(before: Mapping[str, int]) -> frozenset[str]:
    """Tables that were written to meanwhile, but for the trail of reads."""
    if connection.needs_rollback or connection.connection.info.transaction_status is not TransactionStatus.INTRANS:
        return frozenset()
    changed = {table for table, count in written().items() if count != before.get(table, 0)}
    if changed and changed <= TRAIL and Entry.objects.order_by("-at").values_list("use_case", flat=True).first() == READ_MARK:
        return frozenset()
    return frozenset(changed)


def wrong(one: Route, method: str, person: Person, things: Things) -> Iterator[str]:
    """What is not as it must be in one cell."""
    if one.is_public:
        yield from wrong_in_public(one, method, person, things)
    elif person.role is None:
        yield from wrong_for_nobody(one, method, person, things)
    elif person.role not in one.who:
        yield from wrong_without_permission(one, method, person, things)
    else:
        yield from wrong_with_permission(one, method, person, things)


def wrong_in_public(one: Route, method: str, person: Person, things: Things) -> Iterator[str]:
    answer = ask(method, things.address(one, exists=True), person, may_write=method != "GET")
    if answer.status in {401, 403} or answer.status >= 500:
        yield f"{answer.status} {answer.broke}, but it is public"
    yield from unchanged(method, answer)


def wrong_for_nobody(one: Route, method: str, person: Person, things: Things) -> Iterator[str]:
    """A browser is sent to the door, a program hears 401; nothing tells whether the thing exists."""
    address = things.address(one, exists=True)
    page, plain = ask(method, address, person), ask(method, address, person, "application/json")
    if not (page.status in {302, 303} and "sign-in/" in page.headers.get("Location", "")) and page.status not in {401, 403, 405}:
        yield f"{page.status} {page.broke}, wanted the way to sign in"
    if plain.status not in {401, 403, 405}:
        yield f"{plain.status} {plain.broke} for a program, wanted 401"
    yield from unchanged("GET", page)


def wrong_without_permission(one: Route, method: str, person: Person, things: Things) -> Iterator[str]:
    answer = ask(method, things.address(one, exists=True), person, "application/json")
    if answer.status != 403 and not (answer.status == 405 and method not in one.methods):
        yield f"{answer.status} {answer.broke}, wanted 403"
    yield from unchanged("GET", answer)


def wrong_with_permission(one: Route, method: str, person: Person, things: Things) -> Iterator[str]:
    answer = ask(method, things.address(one, exists=True), person, may_write=method != "GET")
    if answer.status >= 500:
        yield f"{answer.status} {answer.broke}"
    yield from unchanged(method, answer)
    if not names_things(one):
        if answer.status in {401, 403}:
            yield f"{answer.status}, but the mark lets in"
        return
    address, unknown = things.address(one, exists=True), things.address(one, exists=False)
    absent = ask(method, unknown, person, "text/html" if person.relation in FOREIGN else "application/json", may_write=method != "GET")
    if absent.status not in ({404, 405} if method == "GET" else {400, 404, 405, 422}):
        yield f"{absent.status} {absent.broke} for what nobody has, wanted 404"
    if person.relation in FOREIGN and answer.said != in_place_of(absent, unknown, address).said:
        yield f"foreign {answer.status} and unknown {absent.status} can be told apart: {difference(answer, absent)}"


def in_place_of(absent: Answer, unknown: str, address: str) -> Answer:
    """A page may repeat the address it was asked for: that tells nothing."""
    headers = {name: value.replace(unknown, address) for name, value in absent.headers.items()}
    return Answer(absent.status, headers, absent.body.replace(unknown.encode(), address.encode()), absent.changed)


def difference(one: Answer, other: Answer) -> str:
    pairs = zip(one.body.decode(errors="replace").splitlines(), other.body.decode(errors="replace").splitlines(), strict=False)
    return next((f"{mine.strip()[:80]!r} / {theirs.strip()[:80]!r}" for mine, theirs in pairs if mine != theirs), "headers or length")


def unchanged(method: str, answer: Answer) -> Iterator[str]:
    if method == "GET" and answer.changed:
        yield f"changed rows in {sorted(answer.changed)}"


def by_turn(name: str, one: Route) -> Iterator[Person]:
    """Whom an address is asked as each time: nobody; who may, at home and in one relation more; who may not, or need not ask, in one."""
    turn, relations = crc32(name.encode()), list(Relation)
    for person in PEOPLE:
        allowed = person.role is None or (person.role in one.who and not one.is_public)
        choice = relations[1:] if allowed else relations
        at_home = allowed and person.relation is Relation.OWN
        if person.role is None or at_home or person.relation is choice[(turn + ORDER[person.role]) % len(choice)]:
            yield person


def faults(one: Route, things: Things, whom: Iterable[Person] = PEOPLE) -> dict[tuple[str, str], list[str]]:
    """What is wrong with an address, and for whom."""
    found: dict[tuple[str, str], list[str]] = {}
    for method, person in product(one.methods or METHODS, tuple(whom)):
        for fault in wrong(one, method, person, things):
            found.setdefault((method, fault), []).append(str(person))
    return found


def accepted_without_token(one: Route, things: Things) -> list[str]:
    """Methods that answer a form without its token otherwise than by refusing it."""
    client = wary_visitor()
    client.cookies.clear()
    person = next((found for found in PEOPLE if found.role in one.who and found.relation is Relation.OWN), PEOPLE[0])
    meta: dict[str, Any] = {KEY: person.actor}
    accepted = []
    for method in {*(one.methods or METHODS), "POST"} - {"GET"}:
        with transaction.atomic():
            answer = client.generic(method, things.address(one, exists=True), **meta)
            transaction.set_rollback(True)
        if answer.status_code not in {401, 403} and (method in one.methods or answer.status_code != 405):
            accepted.append(f"{method} {answer.status_code}")
    return accepted
