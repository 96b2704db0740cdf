"""Originals: in chunks, resumed, by fingerprint, receipted; and what strangers and hostile bytes come to (FIELD1 §8, quality C3)."""

import json
from hashlib import sha256
from typing import Any

import pytest
from django.test import Client

from yicha.field.models import Chunk, Original
from yicha.field.queries.limits import CHUNK
from yicha.field.testing import Phone
from yicha.field.tests.visiting import Visit
from yicha.inspections.models import EvidenceItem
from yicha.inspections.testing import PHOTOGRAPH
from yicha.inspections.tests.pages import shifted
from yicha.inspections.tests.uploads import BAD, GOOD, MISPLACED
from yicha.kernel.files import path_of
from yicha.kernel.web_keys import is_signed, publics
from yicha.shell.testing import acting

SIZE = 40


def parts_of(content: bytes) -> list[bytes]:
    return [content[at : at + SIZE] for at in range(0, len(content), SIZE)]


def photo(phone: Phone, visit: Visit, content: bytes = PHOTOGRAPH, **changes: Any) -> str:
    """Seals the operation of a photograph."""
    parts = [sha256(part).hexdigest() for part in parts_of(content)]
    body = {"n": 1, "file": sha256(content).hexdigest(), "parts": parts, "size": len(content), "type": "image/png", "after": "", "link": ""}
    return phone.make(visit.id, "photo", f"p/{visit.own[2:]}", body | changes)


def address(visit: Visit, content: bytes = PHOTOGRAPH, number: int | None = None) -> str:
    whole = f"/api/v1/field/visits/{visit.id}/files/{sha256(content).hexdigest()}"
    return whole if number is None else f"{whole}/{number}"


def put(client: Client, visit: Visit, number: int, part: bytes, content: bytes = PHOTOGRAPH) -> Any:
    return client.put(address(visit, content, number), part, "application/octet-stream")


def upload(client: Client, visit: Visit, content: bytes = PHOTOGRAPH) -> dict[str, Any]:
    for number, part in enumerate(parts_of(content)):
        found = put(client, visit, number, part, content)
        assert found.status_code == 200, found.content
    said: dict[str, Any] = found.json()
    return said


def test_case_53_the_original_comes_in_parts_and_is_receipted(visit: Visit) -> None:
    assert visit.zhang.send(photo(visit.zhang, visit)) == [("applied", "")]
    with shifted(visit.at):
        client = acting(visit.zhang.actor)
        parts = parts_of(PHOTOGRAPH)
        assert client.get(address(visit)).json()["missing"] == list(range(len(parts)))
        assert put(client, visit, 1, parts[1]).json()["missing"] == [number for number in range(len(parts)) if number != 1]
        assert put(client, visit, 1, parts[1]).status_code == 200, "the same part again"
        visit.zhang.pull(visit.row.id)
        assert visit.zhang.visits[visit.id]["evidence"] == [{"file": sha256(PHOTOGRAPH).hexdigest(), "missing": len(parts) - 1}]
        receipt = upload(client, visit)["receipt"]
        assert upload(client, visit)["receipt"] == receipt, "a receipt never changes"
    said = json.loads(receipt["text"])
    assert is_signed(publics("field-receipts")[0], receipt["text"], receipt["sig"])
    assert (said["file"], said["size"], said["visit"]) == (sha256(PHOTOGRAPH).hexdigest(), len(PHOTOGRAPH), visit.id)
    assert path_of(f"sha256:{said['file']}").read_bytes() == PHOTOGRAPH
    assert Chunk.objects.count() == 0
    assert [one.digest for one in EvidenceItem.objects.filter(inspection=visit.row.id)] == [f"sha256:{said['file']}"]
    visit.zhang.pull(visit.row.id)
    assert visit.zhang.visits[visit.id]["evidence"] == []


def test_case_54_bytes_of_a_photograph_in_review_are_taken(visit: Visit) -> None:
    assert visit.bai.send(photo(visit.bai, visit)) == [("review", "not_yours")]
    with shifted(visit.at):
        assert upload(acting(visit.bai.actor), visit)["receipt"]
    assert not Original.objects.get().attached


def test_case_55_two_photographs_of_equal_bytes_are_one_object(visit: Visit) -> None:
    texts = [photo(visit.zhang, visit, n=number) for number in (1, 2)]
    assert visit.zhang.send(*texts) == [("applied", "")] * 2
    assert len(visit.heads(f"p/{visit.own[2:]}")) == 2
    with shifted(visit.at):
        upload(acting(visit.zhang.actor), visit)
    assert Original.objects.count() == 1


def test_what_is_not_what_the_operation_said(visit: Visit) -> None:
    visit.zhang.send(photo(visit.zhang, visit))
    with shifted(visit.at):
        client = acting(visit.zhang.actor)
        for number, part in ((0, b"other"), (99, b"x"), (0, b"")):
            found = put(client, visit, number, part)
            assert (found.status_code, found.json()["code"]) == (422, "bad_chunk")
        assert put(client, visit, 0, bytes(256 * 1024 + 1)).status_code == 413
    assert Chunk.objects.count() == 0


def test_parts_that_are_not_the_whole_get_no_receipt(visit: Visit) -> None:
    """Each part as promised, the fingerprint of the whole another."""
    lie = sha256(b"another").hexdigest()
    visit.zhang.send(photo(visit.zhang, visit, file=lie))
    with shifted(visit.at):
        client, parts = acting(visit.zhang.actor), parts_of(PHOTOGRAPH)
        answers = [client.put(f"/api/v1/field/visits/{visit.id}/files/{lie}/{number}", part, "x/y") for number, part in enumerate(parts)]
    assert answers[-1].status_code == 422
    assert Original.objects.count() == 0


def test_one_s_own_photographs_only(visit: Visit) -> None:
    """Nobody learns of another's file, of another visit's, of one that is not there: one answer."""
    visit.zhang.send(photo(visit.zhang, visit))
    with shifted(visit.at):
        for who in (visit.su, visit.bai):
            client = acting(who.actor)
            found = [client.get(address(visit)), put(client, visit, 0, parts_of(PHOTOGRAPH)[0]), client.get(address(visit, b"never"))]
            assert {one.status_code for one in found} == {404}
            assert len({one.json()["detail"] for one in found}) == 1
        other = acting(visit.zhang.actor).get(address(visit).replace(f"/{visit.id}/", "/999999/"))
        assert other.status_code == 404


@pytest.mark.clause("LYG-4.4a", "R-EVID-1")
def test_hostile_bytes_are_kept_sealed_and_shown_to_nobody(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are evidence of what the phone held; into the chain that pages show they do not come. What is good by itself does."""
    monkeypatch.setattr("yicha.field.tests.test_files.SIZE", CHUNK)
    corpus = {name: content for name, (_kind, content) in {**BAD, **GOOD}.items() if content}
    texts = [photo(visit.zhang, visit, content, n=number) for number, content in enumerate(dict.fromkeys(corpus.values()), 1)]
    assert {status for status, _why in visit.zhang.send(*texts)} == {"applied"}
    with shifted(visit.at):
        client = acting(visit.zhang.actor)
        for name, content in corpus.items():
            assert upload(client, visit, content)["receipt"], name
            kept = Original.objects.get(file=sha256(content).hexdigest())
            good = name in GOOD or name in MISPLACED
            assert (kept.attached, bool(kept.why_not)) == (good, not good), name
    assert EvidenceItem.objects.filter(inspection=visit.row.id).count() == Original.objects.filter(attached=True).count() > 20


def test_a_photograph_larger_than_the_norm(visit: Visit) -> None:
    visit.zhang.send(photo(visit.zhang, visit, size=10**12))
    with shifted(visit.at):
        assert put(acting(visit.zhang.actor), visit, 0, parts_of(PHOTOGRAPH)[0]).json()["code"] == "bad_chunk"
