from datetime import datetime

from django.db import IntegrityError, connection

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent
from yicha.kernel.locks import hold
from yicha.kernel.refusals import Exit, RuleBroken
from yicha.kernel.use_case import use_case
from yicha.subjects.actions._old_numbers import take_back_numbers
from yicha.subjects.actions._writing import update
from yicha.subjects.queries import register_lock, reliance_lock
from yicha.subjects.types import SubjectPermission, SubjectsTakenBack, TakeBackSubjects

REFERRING = """
SELECT quote_ident(conname) FROM pg_constraint WHERE contype = 'f' AND condeferrable AND confrelid = 'subjects_subject'::regclass
"""


# By number, whatever the statistics say of regions: one may hold a million rows, and every piece would read them all.
REMOVE = "DELETE FROM subjects_subject WHERE sid = ANY(%s) AND (region_path = %s) IS TRUE"


@use_case(may=SubjectPermission.TAKE_BACK, clause="LYG-4.2")
def take_back_subjects(actor: Actor, command: TakeBackSubjects, at: datetime, /) -> SubjectsTakenBack:
    """Follows from the undoing of an import, which has looked whether anything stands on these rows. What the tables know of, holds."""
    if not actor.covers(command.region_path):
        absent("LYG-4.2")
    hold(reliance_lock(command.region_path))
    hold(register_lock(command.region_path))
    take_back_numbers([*command.removed, *(row.sid for row in command.restored)], command.brought_by)
    try:
        removed = _removed(command)
    except IntegrityError as error:
        raise RuleBroken("已有业务用到这批数据，不能撤销", clause="LYG-4.2", exits=(Exit("逐条更正或注销"),)) from error
    update(command.restored)
    return SubjectsTakenBack(command.region_path, command.source, removed, len(command.restored))


def _removed(command: TakeBackSubjects) -> int:
    """Whoever refers to them is asked at once: foreign keys speak at the commit otherwise, when nobody can answer any more. The guard's
    own has to wait until then.
    """
    with connection.cursor() as cursor:
        cursor.execute(REFERRING)
        names = ", ".join(name for (name,) in cursor.fetchall())
        cursor.execute(f"SET CONSTRAINTS {names} IMMEDIATE")
        cursor.execute(REMOVE, [list(command.removed), command.region_path])
        return int(cursor.rowcount)
