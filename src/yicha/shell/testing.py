"""For the tests of every room's screens: a client that acts as somebody, without a password."""

import io
import re
from html import unescape
from typing import Any

from django.http import HttpRequest
from django.test import Client
from django.test.client import ClientHandler
from python_calamine import CalamineWorkbook

from yicha.kernel.actor import Actor


class _Acting(ClientHandler):
    """No session is brought, so the sign-in middleware leaves the actor as it is."""

    actor: Actor

    def get_response(self, request: HttpRequest) -> Any:
        request.actor = self.actor  # type: ignore[attr-defined]  # read by kernel.access.actor_of
        return super().get_response(request)


def acting(actor: Actor, **headers: str) -> Client:
    """`acting(make_actor(Role.OFFICER)).get("/subjects/")`. Refusals come as pages, as people see them."""
    client = Client(headers={"Accept": "text/html", **headers})
    handler = _Acting(enforce_csrf_checks=False)
    handler.actor = actor
    client.handler = handler
    return client


def table_of(page: str) -> list[list[str]]:
    """The words of a page's first table, headings first, one list a row."""
    (table,) = re.findall(r"<table.*?</table>", page, re.DOTALL)[:1]
    rows = [re.findall(r"<t[hd]\b[^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in re.findall(r"<tr.*?</tr>", table, re.DOTALL)]
    return [[unescape(" ".join(re.sub(r"<[^>]+>", " ", cell).split())) for cell in row] for row in rows]


def sheet_of(file: bytes) -> list[list[str]]:
    """What a saved list holds."""
    return [
        [f"{cell:g}" if isinstance(cell, float) else str(cell) for cell in row]
        for row in CalamineWorkbook.from_filelike(io.BytesIO(file)).get_sheet_by_index(0).to_python()
    ]


def differences(page: str, file: bytes) -> list[object]:
    """Where a list and its file part: other headings or another order of them, a row too many, a cell whose words the page's has not."""
    (heads, *shown), (header, *taken) = table_of(page), sheet_of(file)
    parted: list[object] = [(heads, header)] * ([head.removesuffix(" 内部") for head in heads] != header)
    parted += [(len(shown), len(taken))] * (len(shown) != len(taken))
    return parted + [(seen, row) for seen, row in zip(shown, taken, strict=False) if not _same(seen, row)]


def unlike_its_file(client: Client, address: str) -> list[object]:
    """`differences` of a list and of what its own button takes out."""
    seen = client.get(address).content.decode()
    (way,) = re.findall(r'action="([^"]+columns=[^"]+)"', seen)
    return differences(seen, client.post(unescape(way)).content)


def _same(seen: list[str], row: list[str]) -> bool:
    there = [cell.replace(" ", "") for cell in seen]
    here = [cell.replace(" ", "").split("、") for cell in row]
    return len(there) == len(here) and all(word in cell for cell, words in zip(there, here, strict=True) for word in words)
