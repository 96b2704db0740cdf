"""Pages are kept for exactly as long as nothing public has changed."""

import threading
from collections.abc import Iterator
from datetime import date
from time import monotonic

import pytest
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.test import Client, RequestFactory
from pytest_django import DjangoDbBlocker

from yicha.disclosure.actions.correct_publication import correct_publication
from yicha.disclosure.actions.withdraw_publication import withdraw_publication
from yicha.disclosure.testing import publish_results
from yicha.disclosure.types import CorrectPublication, PublicationRow, WithdrawPublication
from yicha.inspections.testing import make_inspections
from yicha.kernel import headers
from yicha.kernel.actor import SYSTEM
from yicha.kernel.testing import NOW
from yicha.orgs.testing import make_department
from yicha.orgs.types import DepartmentKind
from yicha.portal.web import kept
from yicha.portal.web.kept import Answer, Kept, KeptPages, Shelf, Version


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[list[PublicationRow]]:
    with django_db_blocker.unblock(), transaction.atomic():
        rows = make_inspections()
        make_department("LXB", name="青禾县联席办", kind=DepartmentKind.LEAD_OFFICE)
        yield publish_results(rows[0])
        transaction.set_rollback(True)


@pytest.fixture
def rows(made: list[PublicationRow]) -> Iterator[list[PublicationRow]]:
    with transaction.atomic():
        yield made
        transaction.set_rollback(True)


class Counting:
    """How often the page was really made."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.times, self.strict = 0, headers.strict_headers
        monkeypatch.setattr(headers, "strict_headers", self)

    def __call__(self, answer: Answer) -> Answer:
        """In the place of the middleware that stands next."""
        inner = self.strict(answer)

        def counted(request: HttpRequest) -> HttpResponseBase:
            self.times += 1
            return inner(request)

        return counted


@pytest.mark.parametrize("address", ["/public/", "/public/news/", "/public/?q=青禾"])
def test_asked_twice_it_is_made_once(rows: list[PublicationRow], monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    counting, client = Counting(monkeypatch), Client()
    first, second = client.get(address), client.get(address)
    assert counting.times == 1
    assert first.content == second.content
    assert dict(first.items()) == dict(second.items())
    assert "Content-Security-Policy" in second.headers
    assert second.headers["Cache-Control"] == "public, no-cache"


def test_what_is_kept_is_gone_with_the_change(rows: list[PublicationRow]) -> None:
    """No second passes, no sweeper runs: the page that was kept a moment ago is not shown again, and its ETag is not confirmed."""
    client, one = Client(), rows[0]
    addresses = ("/public/", "/public/?q=qhd", f"/public/subjects/{one.sid}/", "/public/data/results.csv", "/public/data/results.json")
    tags = {address: client.get(address).headers["ETag"] for address in addresses}
    for address in addresses:
        assert one.name in _text(client.get(address)), address
        assert client.get(address, headers={"If-None-Match": tags[address]}).status_code == 304
    for row in rows:
        withdraw_publication(SYSTEM, WithdrawPublication(row.id, "主体填错"), NOW)
    for address in addresses:
        answer = client.get(address, headers={"If-None-Match": tags[address]})
        assert answer.status_code in {200, 404}, address
        assert one.name not in _text(answer), address


def _text(answer: object) -> str:
    streaming = getattr(answer, "streaming", False)
    content = b"".join(answer.streaming_content) if streaming else answer.content  # type: ignore[attr-defined] # of whatever kind
    return str(content.decode())


def test_a_correction_is_seen_at_once(rows: list[PublicationRow]) -> None:
    client, one = Client(), rows[0]
    address = f"/public/subjects/{one.sid}/"
    assert "漏记一项" not in client.get(address).content.decode()
    correct_publication(SYSTEM, CorrectPublication(one.id, "pending", "漏记一项"), NOW)
    assert "漏记一项" in client.get(address).content.decode()


@pytest.mark.parametrize("cookies", [{"large": "1"}, {"large": "1", "size": "30"}, {"django_language": "en"}])
def test_each_version_of_a_page_is_kept_for_itself(rows: list[PublicationRow], cookies: dict[str, str]) -> None:
    client = Client()
    plain = client.get("/public/").content
    client.cookies.load(cookies)
    chosen = client.get("/public/").content
    assert chosen != plain
    assert client.get("/public/").content == chosen


@pytest.mark.parametrize("address", ["/public/subjects/nobody/", "/public/news/none/"])
def test_what_is_not_there_is_not_kept(rows: list[PublicationRow], monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    counting, client = Counting(monkeypatch), Client()
    assert [client.get(address).status_code for _ in range(2)] == [404, 404]
    assert counting.times == 2


def page(body: bytes = b"x", epoch: int = 1, until: float | None = None) -> Kept:
    return Kept(Version(epoch, date(2026, 3, 2)), monotonic() + 60 if until is None else until, (), body)


def test_a_page_of_another_version_or_age_is_none() -> None:
    shelf = Shelf()
    shelf.put("a", page())
    assert shelf.get("a", Version(1, date(2026, 3, 2))) is not None
    assert shelf.get("a", Version(2, date(2026, 3, 2))) is None
    assert shelf.get("a", Version(1, date(2026, 3, 3))) is None
    shelf.put("a", page(until=monotonic() - 1))
    assert shelf.get("a", Version(1, date(2026, 3, 2))) is None


def test_the_shelf_never_grows_over_its_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MOST_BYTES", 100)
    shelf = Shelf()
    for number in range(50):
        shelf.put(f"{number % 20}", page(bytes(30)))
        shelf.get("0", page().version)
        assert shelf.size == sum(len(one.body) for one in shelf.pages.values()) <= 100
    shelf.put("new", page(bytes(30)))
    assert list(shelf.pages)[-1] == "new"


def test_a_thousand_at_once_cost_one_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """A miss is made by one; its naive twin, without waiting for each other, makes it for everybody."""

    class Nowhere:
        def __enter__(self) -> None: ...
        def __exit__(self, *_: object) -> None: ...

    monkeypatch.setattr(kept, "epoch", lambda: 1)
    assert _storm(16) == 1
    monkeypatch.setattr(Shelf, "alone", lambda *_: Nowhere())
    assert _storm(16) > 1


def _storm(people: int) -> int:
    made, all_here = [], threading.Barrier(people)

    def slow(_: HttpRequest) -> HttpResponse:
        made.append(1)
        threading.Event().wait(0.1)
        return HttpResponse(b"page")

    middleware = KeptPages(slow)

    def ask() -> None:
        request = RequestFactory().get("/public/")
        all_here.wait()
        middleware(request)

    threads = [threading.Thread(target=ask) for _ in range(people)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(made)
