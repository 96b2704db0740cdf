from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import IntegrityError

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent
from yicha.kernel.limits import Limit, broken_limit
from yicha.kernel.locks import hold
from yicha.kernel.refusals import Exit
from yicha.kernel.use_case import use_case
from yicha.subjects.actions._old_numbers import keep_old_numbers
from yicha.subjects.actions._writing import insert, update, values_of
from yicha.subjects.models import Subject
from yicha.subjects.queries import register_lock
from yicha.subjects.rules import register as rules
from yicha.subjects.types import ImportSubjects, SubjectPermission, SubjectRow, SubjectsImported

LIMITS = {"subjects_subject_pkey": Limit("R-SUB-1", "有主体同时被其他地区登记", (Exit("稍后再试"),))}


@use_case(may=SubjectPermission.IMPORT, clause="LYG-4.2 YX-2.7")
def import_subjects(actor: Actor, command: ImportSubjects, at: datetime, /) -> SubjectsImported:
    """Rows that are already so are left alone, so a second import changes nothing. One writer of a region's register at a time."""
    if not actor.covers(command.region_path):
        absent("LYG-4.2")
    rules.require_each_sid_once(command.rows)
    hold(register_lock(command.region_path))
    sids = [row.sid for row in command.rows]
    held = Subject.objects.select_for_update().filter(sid__one_of=sids).order_by("sid").defer("words", "other_words")
    known = {subject.sid: subject for subject in held}
    rules.require_same_region(command.region_path, [subject.region_path for subject in known.values()])
    new = [row for row in command.rows if row.sid not in known]
    changed = _changed(command.rows, known)
    try:
        insert(new, command.region_path)
    except IntegrityError as error:
        raise broken_limit(error, LIMITS) from error
    update(changed)
    keep_old_numbers(command.old_numbers, actor.department, command.brought_by)
    unchanged = len(command.rows) - len(new) - len(changed)
    return SubjectsImported(command.region_path, command.source, len(new), len(changed), unchanged)


def _changed(rows: Sequence[SubjectRow], known: Mapping[str, Subject]) -> list[SubjectRow]:
    held = [(row, known[row.sid]) for row in rows if row.sid in known]
    return [row for row, subject in held if any(_said_otherwise(subject, name, value) for name, value in values_of(row).items())]


def _said_otherwise(subject: Subject, name: str, value: object) -> bool:
    """What a merged registration counts with is not for its row to say."""
    return getattr(subject, name) != value and not (name == "enterprise" and subject.merged_into_id is not None)
