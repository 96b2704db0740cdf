"""`/subjects/import/` and its like: the same pages for every register."""

from collections.abc import Callable, Iterator
from typing import Any

from django.http import HttpResponse
from django.urls import URLPattern, path

from yicha.imports.queries import register_of
from yicha.imports.types import ADMINISTERED, RegisterKind
from yicha.imports.web import acts, history, pages
from yicha.imports.web.lineage import lineage
from yicha.kernel.access import requires

app_name = "imports"
PAGES: dict[str, tuple[str, Callable[..., HttpResponse]]] = {
    "start": ("", pages.start),
    "template": ("template.xlsx", pages.template),
    "history": ("history.xlsx", history.export),
    "page": ("<int:pk>/", pages.page),
    "state": ("<int:pk>/state/", pages.state),
    "errors": ("<int:pk>/errors.xlsx", pages.errors),
    "confirm": ("<int:pk>/confirm/", acts.confirm),
    "waive": ("<int:pk>/waive/", acts.waive),
    "drop": ("<int:pk>/drop/", acts.drop),
    "undo": ("<int:pk>/undo/", acts.undo),
}


def _of(kind: RegisterKind) -> Iterator[URLPattern]:
    allowed: Any = requires(register_of(kind).permission)
    for name, (address, view) in PAGES.items():
        if name == "history" and kind in ADMINISTERED:
            continue
        yield path(f"{kind}/import/{address}", allowed(view), {"kind": kind}, name=f"{kind}_{name}")


urlpatterns: list[URLPattern] = [
    *(pattern for kind in RegisterKind for pattern in _of(kind)),
    path("subjects/<str:sid>/lineage/", lineage, name="lineage"),
]
