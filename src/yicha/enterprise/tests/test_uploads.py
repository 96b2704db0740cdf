"""What an enterprise sends, whatever it holds (quality C3): taken as it came, or refused with one clear word and nothing kept."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from yicha.enterprise.tests.test_orders import rows
from yicha.followups.queries import order
from yicha.followups.testing import after, delivered
from yicha.inspections.queries import evidence, handed_in
from yicha.inspections.rules.evidence import EVIDENCE_TYPES
from yicha.inspections.testing import make_inspections, move_off_site, notify, officer, on_the_day, planned
from yicha.inspections.tests.pages import shifted
from yicha.inspections.tests.uploads import BAD, GOOD, MISPLACED, NAMES, picture, with_exif
from yicha.inspections.types import EvidenceKind, InspectionRow
from yicha.kernel.actor import SYSTEM
from yicha.kernel.archive import content_of
from yicha.kernel.media_types import HEAD, media_type
from yicha.planning.testing import owner
from yicha.shell.testing import acting

__all__ = ["rows"]  # a fixture
pytestmark = pytest.mark.django_db
PICTURES = EVIDENCE_TYPES[EvidenceKind.PHOTO]


@pytest.fixture
def row(db: None, settings: Any, tmp_path: Path) -> InspectionRow:
    """Another process of the tests keeps files as well."""
    settings.YICHA_HOME = tmp_path
    made = make_inspections()[0]
    move_off_site(made)
    notify(made)
    return made


def taken(types: frozenset[str]) -> dict[str, bytes]:
    """Of the corpus, what is whole and of these kinds; whatever it was sent for."""
    sound = GOOD | {name: BAD[name] for name in MISPLACED}
    return {name: content for name, (_kind, content) in sound.items() if media_type(content[:HEAD]) in types}


def refused(types: frozenset[str]) -> dict[str, bytes]:
    good = taken(types)
    return {name: content for name, (_kind, content) in {**GOOD, **BAD}.items() if name not in good}


def kept() -> set[Path]:
    return {path for path in (Path(settings.YICHA_HOME) / "files").glob("*/*") if path.is_file()}


def send(client: Client, page: str, name: str, content: bytes, **said: str) -> tuple[int, str]:
    answered = client.post(page, {name: SimpleUploadedFile("a.jpg", content, "image/jpeg"), **said})
    return answered.status_code, answered.content.decode()


@pytest.mark.clause("LYG-5.5", "R-EVID-1")
def test_papers_of_an_off_site_check(row: InspectionRow) -> None:
    page, client = f"/firm/visits/{row.id}/papers/", acting(owner(planned(row).sid))
    accepted = PICTURES | {"application/pdf"}
    with shifted(on_the_day(row)):
        before = kept()
        for name, content in refused(accepted).items():
            status, shown = send(client, page, "file", content, other="台账")
            assert (status, shown.count('class="yc-errors"'), "Traceback" in shown) == (422, 1, False), name
            assert kept() == before, name
        assert handed_in(SYSTEM, row.id) == ()
        for name, content in taken(accepted).items():
            assert send(client, page, "file", content, other=name)[0] == 303, name
        pieces = evidence(SYSTEM, row.id)
        assert [content_of(one.digest) for one in pieces] == list(taken(accepted).values())
        assert b"SecretPhone" not in b"".join(content_of(one.copy) for one in pieces if one.copy)
        office = acting(officer(row, planned(row).lead))
        for one in pieces:
            original = office.post(f"/visits/{row.id}/evidence/{one.place}/original/", {"purpose": "核对"})
            assert b"".join(original.streaming_content) == content_of(one.digest)  # type: ignore[attr-defined]  # a file answer
            assert original["Content-Disposition"].startswith("attachment"), one.note
            assert (original["X-Content-Type-Options"], original["Content-Security-Policy"][:7]) == ("nosniff", "sandbox"), one.note


def test_a_name_is_only_words(row: InspectionRow) -> None:
    page, client = f"/firm/visits/{row.id}/papers/", acting(owner(planned(row).sid))
    with shifted(on_the_day(row)):
        for name in NAMES:
            before, sent = kept(), SimpleUploadedFile(name, picture("JPEG"))
            assert client.post(page, {"file": sent, "other": "台账"}).status_code == 303, name
            assert all(len(path.name) == 62 for path in kept() - before), name


@pytest.mark.clause("LYG-4.4a")
def test_photographs_of_a_correction(rows: list[InspectionRow], settings: Any, tmp_path: Path) -> None:
    made, settings.YICHA_HOME = delivered(rows[0]), tmp_path
    client, page = acting(owner(planned(rows[0]).sid)), f"/firm/orders/{made}/report/"
    before = kept()
    for name, content in refused(PICTURES).items():
        if content:  # a file of nothing is none
            assert send(client, page, "photos", content, words="已改")[0] == 422, name
            assert kept() == before, name
    assert order(SYSTEM, made, after(rows[0], 4)).reports == ()
    assert send(client, page, "photos", with_exif(), words="已改")[0] == 303
