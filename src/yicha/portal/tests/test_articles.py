"""工作动态 and 曝光台 as everybody reads them."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from yicha.disclosure.actions.publish_article import publish_article
from yicha.disclosure.actions.revise_article import revise_article
from yicha.disclosure.actions.withdraw_article import withdraw_article
from yicha.disclosure.actions.withdraw_publication import withdraw_publication
from yicha.disclosure.actions.write_article import write_article
from yicha.disclosure.testing import publish_results
from yicha.disclosure.types import (
    ArticleWritten,
    Column,
    PublicationRow,
    PublishArticle,
    ReviseArticle,
    WithdrawArticle,
    WithdrawPublication,
    WriteArticle,
)
from yicha.inspections.testing import make_inspections
from yicha.inspections.types import Outcome
from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.clock import now
from yicha.kernel.testing import REGION
from yicha.orgs.testing import make_actor, make_department
from yicha.orgs.types import DepartmentKind

CLERK, HEAD = make_actor(Role.DEPARTMENT_CLERK), make_actor(Role.DEPARTMENT_HEAD)


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[PublicationRow]:
    with django_db_blocker.unblock(), transaction.atomic():
        rows = make_inspections()
        make_department("LXB", name="青禾县联席办", kind=DepartmentKind.LEAD_OFFICE)
        yield next(row for row in publish_results(rows[0], Outcome.CORRECTED) if row.department == "SCJG")
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def result(made: PublicationRow) -> Iterator[PublicationRow]:
    with transaction.atomic():
        yield made
        transaction.set_rollback(True)


def page(address: str, status: int = 200) -> str:
    answer = Client().get(address)
    assert answer.status_code == status
    return answer.content.decode()


def write(column: Column, result: int = 0) -> ArticleWritten:
    made: ArticleWritten = write_article(
        CLERK, WriteArticle(REGION, CLERK.department, column, "一次进门", "第一段。\n\n<b>第二段</b>。", result), now()
    )
    return made


def test_news_are_read_with_department_day_and_version() -> None:
    made = write(Column.WORK_NEWS)
    assert "一次进门" not in page("/public/news/")
    page(f"/public/news/{made.number}/", 404)
    publish_article(HEAD, PublishArticle(made.article), now())
    assert f"/public/news/{made.number}/" in page("/public/news/")
    assert "一次进门" not in page("/public/news/exposure/")
    read = page(f"/public/news/{made.number}/")
    assert "<p>第一段。</p>" in read
    assert "&lt;b&gt;第二段" in read
    assert "第 1 版" in read


def test_a_correction_shows_every_version_and_why() -> None:
    made = write(Column.WORK_NEWS)
    publish_article(HEAD, PublishArticle(made.article), now())
    revise_article(CLERK, ReviseArticle(made.article, "一次进门", "改好的正文", "数字写错"), now())
    assert "改好的正文" not in page(f"/public/news/{made.number}/")
    publish_article(HEAD, PublishArticle(made.article), now())
    read = page(f"/public/news/{made.number}/")
    assert all(words in read for words in ("改好的正文", "数字写错", "第一段。", "第 2 版"))


def test_an_exposure_leads_to_its_result(result: PublicationRow) -> None:
    made = write(Column.EXPOSURE_BOARD, result.id)
    publish_article(HEAD, PublishArticle(made.article), now())
    assert result.name in page("/public/news/exposure/")
    read = page(f"/public/news/{made.number}/")
    assert f"/public/subjects/{result.sid}/" in read
    assert "公开到" in read


@pytest.mark.parametrize("how", ["article", "result"])
def test_what_is_withdrawn_is_nowhere(result: PublicationRow, how: str) -> None:
    made = write(Column.EXPOSURE_BOARD, result.id)
    publish_article(HEAD, PublishArticle(made.article), now())
    assert "一次进门" in page("/public/news/exposure/")
    if how == "article":
        withdraw_article(HEAD, WithdrawArticle(made.article, "有误"), now())
    else:
        withdraw_publication(SYSTEM, WithdrawPublication(result.id, "有误"), now())
    assert "一次进门" not in page("/public/news/exposure/")
    page(f"/public/news/{made.number}/", 404)


@pytest.mark.parametrize("address", ["/public/news/BG-2026-99/", "/public/news/%00/", "/public/news/x'--/"])
def test_what_is_unknown_is_not_found(address: str) -> None:
    page(address, 404)
