"""What was withdrawn is found by nobody: everything that the public can reach is walked before and after, by link, search, download,
direct address, former ETag, in each version of the pages.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from yicha.disclosure.actions.correct_publication import correct_publication
from yicha.disclosure.actions.publish_article import publish_article
from yicha.disclosure.actions.record_annulment import record_annulment
from yicha.disclosure.actions.withdraw_publication import withdraw_publication
from yicha.disclosure.actions.write_article import write_article
from yicha.disclosure.testing import publish_results
from yicha.disclosure.types import (
    AnnulmentKind,
    Column,
    CorrectPublication,
    PublicationRow,
    PublishArticle,
    RecordAnnulment,
    WithdrawPublication,
    WriteArticle,
)
from yicha.inspections.testing import make_inspections
from yicha.inspections.types import Outcome
from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.clock import now
from yicha.kernel.testing import NOW
from yicha.orgs.testing import make_actor, make_department
from yicha.orgs.types import DepartmentKind
from yicha.subjects.queries import mark_of

LINK = re.compile(r'(?:href|action)="([^"]+)"')
MOST = 150  # pages: more would mean that links go round
HEADLINE, WHY = "曝光这一家", "送达时没有告知权利"
# Draws name who was drawn: that is another matter, and not withdrawn with a result.
ELSEWHERE = ("/public/draws/", "/public/version/", "/public/log/", "/sign-in/", "/i18n/")
COOKIES: tuple[dict[str, str], ...] = ({}, {"large": "1"}, {"large": "1", "size": "30"}, {"django_language": "en"})


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[list[PublicationRow]]:
    with django_db_blocker.unblock(), transaction.atomic():
        inspections = make_inspections()
        make_department("LXB", name="青禾县联席办", kind=DepartmentKind.LEAD_OFFICE)
        rows = publish_results(inspections[0])
        publish_results(inspections[1])
        found = next(row for row in rows if row.department == "SCJG")
        correct_publication(SYSTEM, CorrectPublication(found.id, Outcome.PENDING, "后续处理"), NOW)
        clerk, head = make_actor(Role.DEPARTMENT_CLERK), make_actor(Role.DEPARTMENT_HEAD)
        article = write_article(
            clerk, WriteArticle(clerk.region, clerk.department, Column.EXPOSURE_BOARD, HEADLINE, "正文", found.id), now()
        ).article
        publish_article(head, PublishArticle(article), now())
        yield rows
        transaction.set_rollback(True)


@pytest.fixture
def rows(made: list[PublicationRow]) -> Iterator[list[PublicationRow]]:
    with transaction.atomic():
        yield made
        transaction.set_rollback(True)


@dataclass
class Walk:
    """What somebody reads who follows every link. `tags`: the ETag of each page, as his browser keeps it."""

    client: Client
    seen: dict[str, str] = field(default_factory=dict)
    tags: dict[str, str] = field(default_factory=dict)

    def over(self, *starts: str) -> "Walk":
        waiting = list(starts)
        while waiting:
            address = waiting.pop()
            if address in self.seen:
                continue
            self.seen[address] = text = self.read(address)
            waiting += [one for one in _links(address, text) if one not in self.seen]
            assert len(self.seen) < MOST
        return self

    def read(self, address: str) -> str:
        sent = {"If-None-Match": self.tags[address]} if address in self.tags else {}
        answer: Any = self.client.get(address, headers=sent)
        if answer.status_code == 304:
            return "not modified"
        self.tags[address] = answer.headers.get("ETag", "")
        return bytes(answer.getvalue()).decode(errors="replace") if answer.status_code == 200 else ""

    def telling(self, *words: str) -> list[str]:
        return [address for address, text in self.seen.items() if any(word in text for word in words)]


def _links(address: str, text: str) -> Iterator[str]:
    for link in LINK.findall(text):
        found = urldefrag(urljoin(address, unescape(link))).url
        parts = urlsplit(found)
        narrow = parts.query.count("&") > 0  # one question at a time: all of them together are thousands
        if parts.path.startswith("/public/") and not parts.path.startswith(ELSEWHERE) and not parts.path.endswith(".pdf") and not narrow:
            yield found


@pytest.mark.clause("LYG-4.4c", "R-PUB-1")
@pytest.mark.parametrize("cookies", COOKIES)
def test_nobody_finds_what_was_withdrawn(rows: list[PublicationRow], cookies: dict[str, str]) -> None:
    one = rows[0]
    asked = ("qhd", one.town, one.items[0].name)
    starts = ("/public/", f"/public/?year={one.year}", "/public/data/articles.json", *(f"/public/?q={text}" for text in asked))
    door = f"/d/{one.sid}/{mark_of(one.sid)}/"
    client = Client()
    client.cookies.load(cookies)
    before = Walk(client).over(*starts)
    told = before.telling(one.name, HEADLINE)
    assert f"/public/subjects/{one.sid}/" in before.read(door)
    kinds = ("/public/", "/public/subjects/", "/public/news/exposure/", "/public/news/", "/public/data/results.", "/public/data/articles.")
    assert all(any(address.startswith(kind) for address in told) for kind in kinds), told
    for row in rows:
        assert row.published_at is not None
        said = (AnnulmentKind.VOID, "县法院", "（2026）行初1号", row.published_at.date(), WHY)
        record_annulment(SYSTEM, RecordAnnulment(row.id, *said), row.published_at)
        withdraw_publication(SYSTEM, WithdrawPublication(row.id, "主体填错"), NOW)
    after = Walk(client, tags=before.tags).over(*starts, *before.seen)
    assert after.telling(one.name, one.inspection, HEADLINE) == []
    why = ["/public/data/withdrawn.csv", "/public/data/withdrawn.json", "/public/withdrawn/"]
    assert sorted(after.telling(WHY)) == why, "why it was taken off is public, of whom it spoke is not"
    assert f"/public/subjects/{one.sid}/" not in after.read(door)
    assert {Client().get(address).status_code for address in told if address.startswith("/public/subjects/")} <= {404}
    assert "not modified" not in {after.seen[address] for address in told}
