"""A file into staged rows: read in pieces, compared with the register, copied; then what rows say of one another. Memory stays bounded."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import islice
from typing import Any, TypeVar

from django.db import connection
from django.db.models import TextField
from django.db.models.functions import Cast

from yicha.imports.models import Import, Row
from yicha.imports.queries.registers import Register
from yicha.kernel.events import from_plain, to_text
from yicha.kernel.parsers.limits import index_of
from yicha.kernel.tables import Draft, Intake, Layout, Level, Problem, Record, Settlement, Verdict, verdict_of

T = TypeVar("T")
PIECE = 2000
TEXTS = [Cast("row", TextField()), Cast("old", TextField())]  # read back as they were written, without values between
JSON = json.JSONEncoder(ensure_ascii=False)
BRINGING = (Verdict.NEW, Verdict.CHANGED, Verdict.UNCHANGED)  # rows that a further number may come with
COPY = """
COPY imports_row (import_id, sheet, number, key, block, loose, verdict, row, old, extra, said, problems, old_number) FROM STDIN
"""
RELATED = """
WITH mine AS (SELECT id, key, block, loose, old_number FROM imports_row WHERE import_id = %(pk)s),
numbers AS (SELECT old_number FROM mine WHERE old_number <> '' GROUP BY old_number HAVING count(*) > 1),
keys AS (SELECT key FROM mine WHERE key <> '' GROUP BY key HAVING count(*) > 1),
blocks AS (SELECT block FROM mine WHERE block <> '' GROUP BY block HAVING count(*) > 1 AND bool_or(loose))
SELECT id FROM mine WHERE key IN (SELECT key FROM keys) OR block IN (SELECT block FROM blocks)
OR old_number IN (SELECT old_number FROM numbers) ORDER BY id
"""


def pieces(rows: Iterable[T]) -> Iterator[list[T]]:
    remaining = iter(rows)
    while piece := list(islice(remaining, PIECE)):
        yield piece


class Staging:
    """One file on its way into `imports_row`. `intake` tells afterwards what was left out."""

    def __init__(self, found: Import, register: Register[Any], layout: Layout[Any], intake: Intake) -> None:
        self.found, self.register, self.layout, self.intake = found, register, layout, intake

    def stage(self) -> None:
        for piece in pieces(self.intake.records()):
            self._copy([self.layout.draft(record) for record in piece])

    def _copy(self, drafts: Sequence[Draft[Any]]) -> None:
        keys = [draft.key for draft in drafts if draft.row is not None]
        known = self.register.known(self.found.region_path, keys)
        foreign = self.register.elsewhere(self.found.region_path, keys)
        self._note_namesakes([draft for draft in drafts if draft.row is not None and draft.key not in known and draft.key not in foreign])
        numbers = self._old_numbers(drafts)
        staged = [self._staged(draft, known, draft.key in foreign, numbers.get(draft.key, "")) for draft in drafts]
        with connection.cursor() as cursor, cursor.copy(COPY) as copy:
            for columns in staged:
                copy.write_row(columns)

    def _note_namesakes(self, drafts: Sequence[Draft[Any]]) -> None:
        found = self.register.namesakes(self.found.region_path, [draft.row for draft in drafts])
        for draft in drafts:
            if draft.key in found:
                text = f"疑与名录中的{found[draft.key]}是同一户"
                draft.record.note("suspected_duplicate", text, self.layout.columns[0].name, Level.WARNING)

    def _old_numbers(self, drafts: Sequence[Draft[Any]]) -> dict[str, str]:
        """Key → the further number that comes with its row and is nobody's yet. Whose it is otherwise, a warning says."""
        said = {draft.key: number for draft in drafts if draft.row is not None and (number := self.register.old_number(draft.record.extra))}
        holders = self.register.holders(set(said.values())) if said else {}
        for draft in drafts:
            holder = holders.get(said.get(draft.key, ""), draft.key)
            if holder != draft.key:
                text = f"原注册号{said[draft.key]}已登记在名录中的{holder}名下，疑是同一户"
                draft.record.note("suspected_duplicate", text, self.layout.columns[0].name, Level.WARNING)
        return {key: number for key, number in said.items() if number not in holders}

    def _staged(self, draft: Draft[Any], known: Mapping[str, Any], foreign: bool, number: str) -> list[Any]:  # noqa: FBT001 one of our own
        record, held = draft.record, known.get(draft.key)
        if foreign:
            record.note("conflict", "已登记在其他地区的名录中，请先由原登记地区迁出", self.layout.columns[0].name)
            held = None
        elif held is not None and draft.row is not None:
            self.layout.join(draft, held)
        verdict = Verdict.REFUSED if record.refused or draft.row is None else verdict_of(held, draft.row)
        verdict = Verdict.CHANGED if number and verdict is Verdict.UNCHANGED else verdict
        block = self.layout.block(draft)
        place = [self.found.pk, record.header.sheet, record.number, draft.key, block.text, block.loose, verdict.value]
        rows = [draft.row and to_text(draft.row), held and to_text(held)]
        return [*place, *rows, *map(_json, (record.extra, self._said(draft), _problems(record))), number]

    def _said(self, draft: Draft[Any]) -> dict[str, str] | None:
        """What could be read of a row that is none, to compare it with others."""
        if draft.row is not None:
            return None
        shown = {column.name: column.kind.show for column in self.layout.columns}
        return {name: shown[name](value) for name, value in draft.record.values.items()}

    def relate(self) -> None:
        """Only rows that share a key, a block or a further number with another are looked at again."""
        with connection.cursor() as cursor:
            cursor.execute(RELATED, {"pk": self.found.pk})
            ids = [pk for (pk,) in cursor.fetchall()]
        rows = list(Row.objects.filter(pk__in=ids).order_by("pk"))
        drafts = [self._draft(row) for row in rows]
        groups = self.layout.relate(drafts)
        existing = {row.key: from_plain(self.register.row, row.old) for row in rows if row.old is not None}
        settlement = Settlement(existing, self.layout.alike)
        holders: dict[str, str] = {}
        for row, draft in zip(rows, drafts, strict=True):
            settled = settlement.settle(draft)
            if row.old_number and settled in BRINGING and holders.setdefault(row.old_number, row.key) != row.key:
                row.old_number = ""  # another row of the file has it: its layout has said so
            row.verdict = _kept(row, settled).value
            row.problems = [*row.problems, *_problems(draft.record)[len(row.problems) :]]
        Row.objects.bulk_update(rows, ["verdict", "problems", "old_number"], batch_size=PIECE)
        self.found.duplicate_groups = [[list(drafts[index].place) for index in group] for group in groups]

    def _draft(self, row: Row) -> Draft[Any]:
        problems = [Problem(**{name: value for name, value in one.items() if name != "written"}) for one in row.problems]
        kinds = {column.name: column.kind for column in self.layout.columns}
        values = {name: kinds[name].parse(text) for name, text in (row.said or {}).items()}
        record = Record(self.intake.headers[row.sheet], row.number, (), values, row.extra, problems)
        return Draft(record, row.key, None if row.row is None else from_plain(self.register.row, row.row))


def _kept(row: Row, settled: Verdict) -> Verdict:
    """What brings a number changes the register, though its columns say nothing new."""
    return Verdict.CHANGED if settled is Verdict.UNCHANGED and row.old_number else settled


def _json(value: Any) -> str | None:
    return None if value is None else JSON.encode(value)


def _problems(record: Record) -> list[dict[str, Any]]:
    return [asdict(problem) | {"written": _written(record, problem)} for problem in record.problems]


def _written(record: Record, problem: Problem) -> str:
    """What stands in the cell that the problem is about."""
    place = index_of(problem.letter)
    return record.cells[place][:100] if 0 <= place < len(record.cells) else ""
