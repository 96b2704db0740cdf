from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import datetime

from yicha.engines.search import vector_of
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent
from yicha.kernel.use_case import use_case
from yicha.subjects.models import Subject
from yicha.subjects.rules import register as rules
from yicha.subjects.types import ImportSubjects, SubjectPermission, SubjectRow, SubjectsImported

COLUMNS = [field.name for field in fields(SubjectRow) if field.name != "sid"]
BATCH = 1000


@use_case(may=SubjectPermission.IMPORT, clause="LYG-4.2 YX-2.7")
def import_subjects(actor: Actor, command: ImportSubjects, at: datetime, /) -> SubjectsImported:
    """One workbook is one use case. Rows that are already so are left alone, so a second import changes nothing."""
    if not actor.covers(command.region_path):
        absent("LYG-4.2")
    rules.require_each_sid_once(command.rows)
    known = Subject.objects.select_for_update().defer("words").in_bulk([row.sid for row in command.rows])
    rules.require_same_region(command.region_path, [subject.region_path for subject in known.values()])
    new = [_subject(row, command.region_path) for row in command.rows if row.sid not in known]
    changed = _changed(command.rows, known)
    Subject.objects.bulk_create(new, batch_size=BATCH)
    Subject.objects.bulk_update(changed, [*COLUMNS, "enterprise", "words"], batch_size=BATCH)
    unchanged = len(command.rows) - len(new) - len(changed)
    return SubjectsImported(command.region_path, command.source, len(new), len(changed), unchanged)


def _subject(row: SubjectRow, region_path: str) -> Subject:
    return Subject(sid=row.sid, region_path=region_path, words=_words(row), **_values(row))


def _words(row: SubjectRow) -> str:
    return vector_of([row.name], [row.uscc, row.sid])


def _values(row: SubjectRow) -> dict[str, object]:
    values = {name: getattr(row, name) for name in COLUMNS}
    return values | {"enterprise": row.enterprise, "tags": list(row.tags), "blocked": [list(period) for period in row.blocked]}


def _changed(rows: Sequence[SubjectRow], known: Mapping[str, Subject]) -> list[Subject]:
    changed = []
    for row in rows:
        subject = known.get(row.sid)
        values = _values(row)
        if subject is not None and any(getattr(subject, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(subject, name, value)
            subject.words = _words(row)
            changed.append(subject)
    return changed
