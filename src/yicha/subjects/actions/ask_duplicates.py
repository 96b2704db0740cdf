from datetime import datetime

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent
from yicha.kernel.locks import hold
from yicha.kernel.use_case import use_case
from yicha.subjects.queries import duplicates_awaited
from yicha.subjects.rules.identities import require_not_searching
from yicha.subjects.types import AskDuplicates, DuplicatesAsked, SubjectPermission


@use_case(may=SubjectPermission.MERGE, clause="YX-2.14")
def ask_duplicates(actor: Actor, command: AskDuplicates, at: datetime, /) -> DuplicatesAsked:
    """查重 in a large register: the worker searches, once at a time."""
    if not actor.covers(command.region_path):
        absent("YX-2.14")
    hold(f"duplicates:{command.region_path}")
    require_not_searching(duplicates_awaited(command.region_path))
    return DuplicatesAsked(command.region_path)
