"""Tables that a page gives to be saved."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from django.http import HttpResponse

from yicha.kernel.tables import Sheet, write_workbook
from yicha.kernel.tables.writing import Cell
from yicha.shell.types import Column

MEDIA_TYPES: Final[Mapping[str, str]] = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".csv": "text/csv; charset=utf-8",
}


def saved(name: str, write: Callable[[Path], object]) -> HttpResponse:
    """What `write` puts at a path, under a name whose ending says what it is. No copy of it is kept on the way: rows may name people."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        write(path)
        sent = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
        return HttpResponse(path.read_bytes(), content_type=MEDIA_TYPES[path.suffix], headers=sent)


def write_list(path: Path, title: str, columns: Sequence[Column], rows: Iterable[Mapping[str, Cell]]) -> None:
    """A list as a person sees it: these columns, these words, in this order. `rows`: the words by the key of their column."""
    cells = [[row[column.key] for column in columns] for row in rows]
    write_workbook(path, [Sheet(title, [str(column.label) for column in columns], cells)])
