"""查文书: whoever holds a paper learns whether it is ours; who holds none learns nothing."""

from collections.abc import Iterator
from hashlib import sha256

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoDbBlocker

from yicha.inspections.queries import documents
from yicha.inspections.testing import make_inspections, notify
from yicha.inspections.types import DocumentRow
from yicha.kernel.actor import SYSTEM
from yicha.kernel.archive import content_of
from yicha.orgs.testing import make_department
from yicha.orgs.types import DepartmentKind

ADDRESS = "/public/documents/"
GENUINE, NONE_SUCH = "是真的，一个字没有改", "没有这样一份文书"


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[DocumentRow]:
    with django_db_blocker.unblock(), transaction.atomic():
        row = make_inspections()[0]
        make_department("LXB", name="青禾县联席办", kind=DepartmentKind.LEAD_OFFICE)
        notify(row)
        yield documents(SYSTEM, row.id)[0]
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def paper(made: DocumentRow) -> Iterator[DocumentRow]:
    with transaction.atomic():
        yield made
        transaction.set_rollback(True)


def asked(number: str, content: bytes | None = None, fingerprint: str = "") -> HttpResponse:
    sent: dict[str, object] = {"number": number, "fingerprint": fingerprint}
    if content is not None:
        sent["file"] = SimpleUploadedFile("文书.pdf", content, "application/pdf")
    return Client().post(ADDRESS, sent)  # type: ignore[return-value] # the test client's own response


def pdf(paper: DocumentRow) -> bytes:
    return content_of(paper.digest)


def test_the_paper_itself_is_genuine(paper: DocumentRow) -> None:
    answer = asked(paper.number, pdf(paper)).content.decode()
    assert GENUINE in answer
    assert paper.number in answer


@pytest.mark.parametrize("written", ["plain", "in groups", "capitals"])
def test_its_fingerprint_may_be_typed(paper: DocumentRow, written: str) -> None:
    plain = sha256(pdf(paper)).hexdigest()
    groups = " ".join(plain[start : start + 4] for start in range(0, len(plain), 4))
    fingerprint = {"plain": plain, "in groups": groups, "capitals": plain.upper()}[written]
    assert GENUINE in asked(paper.number, fingerprint=fingerprint).content.decode()


@pytest.mark.parametrize("what", ["one byte changed", "another number", "no such number", "empty file"])
def test_anything_else_is_the_same_answer(paper: DocumentRow, what: str) -> None:
    """A number that exists is not told from one that does not."""
    content = pdf(paper)
    number = {"another number": "联综查〔2026〕2号", "no such number": "x"}.get(what, paper.number)
    sent = content + b"x" if what == "one byte changed" else content
    answer = asked(number, fingerprint="0" * 64) if what == "empty file" else asked(number, sent)
    assert NONE_SUCH in answer.content.decode()
    assert GENUINE not in answer.content.decode()


@pytest.mark.parametrize("fingerprint", ["", "abc", "g" * 64, "0" * 65])
def test_what_is_no_fingerprint_is_said_at_the_field(paper: DocumentRow, fingerprint: str) -> None:
    answer = asked(paper.number, fingerprint=fingerprint)
    assert answer.status_code == 422
    assert NONE_SUCH not in answer.content.decode()


def test_the_number_in_the_address_fills_the_form_and_tells_nothing(paper: DocumentRow) -> None:
    known, unknown = (Client().get(f"{ADDRESS}{number}/").content.decode() for number in (paper.number, "联综查〔2026〕99999号"))
    assert f'value="{paper.number}"' in known
    assert GENUINE not in known + unknown
    assert NONE_SUCH not in known + unknown


def test_nothing_of_it_is_kept_by_a_cache(paper: DocumentRow) -> None:
    assert asked(paper.number, pdf(paper)).headers["Cache-Control"] == "no-store"
    assert Client().get(ADDRESS).headers["Cache-Control"] == "no-store"
