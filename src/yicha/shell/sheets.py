"""Tables and packages that a page gives to be saved, and tables that it is handed: looked at first, taken over by a second step."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, TypeVar
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django import forms
from django.http import HttpRequest, HttpResponse

from yicha.kernel.access import actor_of
from yicha.kernel.clock import now
from yicha.kernel.command_line import BadInput
from yicha.kernel.files import FileRow, own_file
from yicha.kernel.refusals import RuleBroken
from yicha.kernel.tables import Level, Problem, Sheet, write_workbook
from yicha.kernel.tables.writing import Cell
from yicha.kernel.uploads import upload
from yicha.shell.numbers import uuid_of
from yicha.shell.types import Column

P = TypeVar("P")
MEGABYTE = 1024 * 1024
MEDIA_TYPES: Final[Mapping[str, str]] = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".csv": "text/csv; charset=utf-8",
}


class Looked:
    """What a workbook says, before it is taken over: `foreign` are departments that it also speaks of."""

    problems: Sequence[Problem]
    foreign: tuple[str, ...]

    @property
    def refused(self) -> int:
        return sum(problem.level is Level.REFUSED for problem in self.problems) + len(self.foreign)


def saved(name: str, write: Callable[[Path], object]) -> HttpResponse:
    """What `write` puts at a path, under a name whose ending says what it is. No copy of it is kept on the way: rows may name people."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        write(path)
        sent = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
        return HttpResponse(path.read_bytes(), content_type=MEDIA_TYPES[path.suffix], headers=sent)


def zipped(name: str, files: Mapping[str, bytes]) -> HttpResponse:
    """Files as one package; the same files are the same bytes: no clock is read."""
    packed = BytesIO()
    with ZipFile(packed, "w") as file:
        for path, content in sorted(files.items()):
            file.writestr(ZipInfo(path), content, ZIP_DEFLATED)
    sent = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(packed.getvalue(), content_type="application/zip", headers=sent)


def write_list(path: Path, title: str, columns: Sequence[Column], rows: Iterable[Mapping[str, Cell]]) -> None:
    """A list as a person sees it: these columns, these words, in this order. `rows`: the words by the key of their column."""
    cells = [[row[column.key] for column in columns] for row in rows]
    write_workbook(path, [Sheet(title, [str(column.label) for column in columns], cells)])


def looked_at(request: HttpRequest, form: forms.Form, kind: str, megabytes: int, look: Callable[[FileRow], P]) -> P | None:
    """What `look` sees in the form's `workbook`, which is kept; None: the form says why it cannot be read."""
    sent = form.cleaned_data["workbook"]
    try:
        limit = megabytes * MEGABYTE
        kept = upload(actor_of(request), sent.chunks(), now(), kind=kind, name=sent.name or "", limit=limit, declared=sent.size)
        return look(FileRow(kept.file, kept.digest, kept.size, kept.kind, kept.media_type, kept.name))
    except (BadInput, RuleBroken) as refused:
        form.add_error("workbook", str(refused).partition(" · ")[0])
        return None


def shown_file(request: HttpRequest, clause: str) -> FileRow:
    """The `file` that was looked at in the first step: the actor's own, or none."""
    return own_file(actor_of(request), uuid_of(request.POST["file"]), clause=clause)
