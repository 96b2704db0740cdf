"""126 files as counties hand them over, made by chance from a seed. What each says of every row was fixed before it was written."""

from random import Random
from typing import Any

import pytest
from openpyxl import load_workbook

from yicha.imports.actions.confirm_import import confirm_import
from yicha.imports.models import Row
from yicha.imports.queries import as_json, error_workbook, import_row
from yicha.imports.testing import look_at
from yicha.imports.tests.carriers import CARRIERS, HEADS, Carrier, Page, page
from yicha.imports.tests.dirt import DIRTS, Dirt, Typed
from yicha.imports.types import ConfirmImport, RegisterKind
from yicha.kernel.actor import SYSTEM
from yicha.kernel.files import path_of
from yicha.kernel.tables import read_rows
from yicha.kernel.testing import NOW, REGION
from yicha.subjects.queries import active_subjects
from yicha.subjects.workbooks import read_subjects

pytestmark = pytest.mark.django_db

KIND = RegisterKind.SUBJECTS
SEEDS = range(9)
CASES = [(name, seed) for name in CARRIERS for seed in SEEDS]
MORE = 12


def test_there_are_enough_of_them_and_every_dirt_is_in_many() -> None:
    assert len(CASES) >= 120
    used = [dirt for number, _ in enumerate(CASES) for dirt in chosen(number)]
    assert min(used.count(dirt) for dirt in DIRTS) >= 10


def chosen(number: int) -> list[Dirt]:
    """Each dirt in turn, so that none is left to chance, and the order of a file by its seed."""
    turn = [DIRTS[(number * MORE + place) % len(DIRTS)] for place in range(MORE)]
    Random(number).shuffle(turn)
    return turn


def made(name: str, seed: int) -> tuple[Carrier, list[Page], Random]:
    chance = Random(f"{name} {seed}")
    carrier = CARRIERS[name]
    dirts = chosen(CASES.index((name, seed)))
    typed: list[Typed] = [row for number, dirt in enumerate(dirts) for row in dirt(seed * 100 + number + 1, chance)]
    half = len(typed) // carrier.sheets
    parts = [typed[:half], typed[half:]] if carrier.sheets > 1 else [typed]
    pages = [page(f"表{number}", part, chance, furniture=carrier.furniture) for number, part in enumerate(parts, 1)]
    return carrier, pages, chance


@pytest.mark.parametrize(("name", "seed"), CASES)
def test_every_row_is_told_as_it_was_meant(name: str, seed: int) -> None:
    carrier, pages, _ = made(name, seed)
    file = f"册{seed}{carrier.ending}"
    found = import_row(SYSTEM, KIND, look_at(carrier.write(pages), file))
    told = as_json(found)
    rows = [((one.name if carrier.named else file, number), typed) for one in pages for number, typed in one.places]
    wanted = sorted((*place, *problem) for place, typed in rows for problem in typed.problems)
    assert sorted((one["sheet"], one["row"], one["code"], one["level"]) for one in told["problems"]) == wanted
    refused = [typed for _, typed in rows if any(level == "refused" for _, level in typed.problems)]
    assert (told["rows"], told["refused"], told["skipped"]) == (len(rows), len(refused), sum(one.skipped for one in pages))
    assert told["new"] == sum(typed.means is not None for _, typed in rows)
    held: dict[tuple[str, int], Any] = {(row.sheet, row.number): row.row for row in Row.objects.filter(verdict="new")}
    assert {place: {name: held[place][name] for name in typed.means} for place, typed in rows if typed.means is not None} == {
        place: typed.means for place, typed in rows if typed.means is not None
    }
    assert read_subjects(read_rows(path_of(found.digest), name=file), latest=NOW.date()).as_json() == told


@pytest.mark.parametrize("seed", range(3))
def test_what_is_mended_in_the_error_workbook_comes_in(seed: int) -> None:
    """Every dirt in one file; every refused row is put right in the workbook of errors, sent again, and the register holds all."""
    chance = Random(seed)
    typed = [row for number, dirt in enumerate(DIRTS) for row in dirt(seed * 100 + number + 1, chance)]
    found = import_row(SYSTEM, KIND, look_at(CARRIERS["xlsx"].write([page("名录", typed, chance)]), "册.xlsx"))
    confirm_import(SYSTEM, ConfirmImport(found.id, accept_valid=True, reason="余下的改好再传"), NOW)
    before = len(active_subjects(SYSTEM, REGION, NOW.date()))
    path = path_of(found.digest).with_suffix(".errors.xlsx")
    error_workbook(found, path)
    book = load_workbook(path)
    mended = 0
    head = [str(cell.value) for cell in book.worksheets[0][1]]
    for number, cells in enumerate(book.worksheets[0].iter_rows(min_row=2), 1):
        if "拒绝" in str(cells[head.index("原因")].value):
            mended += 1
        for cell, label in zip(cells, head, strict=True):
            cell.value = put_right(str(cell.value or ""), label, 5000 + seed * 100 + number)
    book.save(path)
    again = import_row(SYSTEM, KIND, look_at(path.read_bytes(), "改好.xlsx"))
    path.unlink()
    assert (again.refused, again.fault) == (0, {})
    confirm_import(SYSTEM, ConfirmImport(again.id), NOW)
    assert len(active_subjects(SYSTEM, REGION, NOW.date())) == before + again.new
    assert again.new >= mended == found.refused


def put_right(text: str, label: str, number: int) -> str:
    """A fresh row in place of each: what matters is that the workbook can be filled in and read."""
    plain = DIRTS[0](number, Random(0))[0].cells
    for own, heads in HEADS.items():
        if label in {head.strip() for head in heads} | set(heads):
            return plain[own]
    return text
