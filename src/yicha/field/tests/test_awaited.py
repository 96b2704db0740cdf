"""原件待传: a small copy comes with the act of a photograph, for its department to see before the bytes come."""

from base64 import b64encode
from typing import Any

import pytest

from yicha.field.tests.test_files import parts_of, photo, upload
from yicha.field.tests.visiting import Visit
from yicha.inspections.testing import PHOTOGRAPH
from yicha.inspections.tests.pages import shifted
from yicha.shell.testing import acting

SMALL = b64encode(PHOTOGRAPH).decode()


def taken(visit: Visit, **changes: Any) -> str:
    """An act of Zhang: its number."""
    assert visit.zhang.send(photo(visit.zhang, visit, **changes)) == [("applied", "")]
    return str(visit.zhang.log[-1].partition('"id":"')[2][:32])


@pytest.mark.clause("LYG-4.4a", "R-EVID-1")
def test_it_is_there_for_its_department_until_the_original_is(visit: Visit) -> None:
    op = taken(visit, copy=SMALL)
    address = f"/phones/copies/{op}/"
    with shifted(visit.at):
        own, other = acting(visit.zhang.actor), acting(visit.bai.actor)
        assert address in own.get("/phones/").content.decode()
        found = own.get(address)
        assert (found.status_code, found.headers["Content-Type"], found.content[:2]) == (200, "image/jpeg", b"\xff\xd8")
        assert "sandbox" in found.headers["Content-Security-Policy"]
        assert (other.get(address).status_code, address in other.get("/phones/").content.decode()) == (404, False)
        assert upload(own, visit)["receipt"]
        assert (own.get(address).status_code, address in own.get("/phones/").content.decode()) == (404, False)


def test_it_goes_to_the_office_and_not_to_every_phone(visit: Visit) -> None:
    taken(visit, copy=SMALL)
    [head] = visit.heads(f"p/{visit.own[2:]}").values()
    assert (len(head["parts"]), "copy" in head) == (len(parts_of(PHOTOGRAPH)), False)


@pytest.mark.parametrize(
    ("copy", "status"),
    [(None, 404), ("", 404), (7, 404), ("%%", 404), ("AAAA", 409)],
    ids=["none", "empty", "number", "no base64", "no picture"],
)
def test_what_is_no_copy(visit: Visit, copy: object, status: int) -> None:
    op = taken(visit, copy=copy)
    with shifted(visit.at):
        client = acting(visit.zhang.actor)
        assert client.get("/phones/").status_code == 200
        assert client.get(f"/phones/copies/{op}/").status_code == status
