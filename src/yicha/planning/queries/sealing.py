"""封存: which visits a person may not know yet. One rule for every page that names who is visited."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache

from django.db.models import Q
from django.utils.translation import gettext as _

from yicha.draws.queries import names_closed
from yicha.engines.deadlines import week_start, weeks_in
from yicha.kernel.actor import Actor
from yicha.planning import models
from yicha.planning.queries.programmes import board_of_digest
from yicha.planning.rules.sealing import Sealing
from yicha.planning.types import Board, ProgrammeRow, VisitRow, VisitStatus


def sealed(actor: Actor, today: date, visit: str = "") -> Q:
    """LYG-4.3e, YX-2.7b: visits that nobody knows of by then: not announced, of a draw whose names are closed, before their first day.

    So are those that a re-planning replaced, on whatever day: another one of theirs is still to come. `visit`: the path to the visit of
    the rows that are asked. The system knows of all.
    """
    if actor.system:
        return Q(pk__in=())
    asked = {"announced": False, "programme__draw__open_from__gt": today}
    ahead = {"status": VisitStatus.PUBLISHED, "first_day__gt": today}
    closed, ahead = ({f"{visit}{name}": value for name, value in one.items()} for one in (asked, ahead))
    return Q(**closed) & (Q(**ahead) | Q(**{f"{visit}replaced__isnull": False}))


def told_from(first_day: date, open_from: date | None, *, announced: bool) -> date | None:
    """LYG-4.3e: the day on which those who come learn of a visit that was sealed; None of one that never was."""
    return None if announced or open_from is None else min(first_day, open_from)


def names_kept(actor: Actor, rows: Sequence[VisitRow], today: date) -> list[VisitRow]:
    """The same rows; of those that nobody knows of yet no name, no number."""
    secret = [row.id for row in rows if not row.announced]
    held = set(models.Visit.objects.filter(sealed(actor, today), pk__in=secret).values_list("pk", flat=True)) if secret else set()
    return [replace(row, sid="", name=sealed_name(), uscc="", opened_because=None) if row.id in held else row for row in rows]


def sealed_name() -> str:
    return _("封存的一家")


def board_shown(actor: Actor, row: ProgrammeRow, at: datetime) -> Board:
    """What the programme shows now."""
    return board_under(row.board, board_sealing(actor, row, at))


def board_under(digest: str, how: Sealing | None) -> Board:
    """Any version of a programme, as `board_sealing` says that it may be seen."""
    return _sealed_board(digest, how) if how else board_of_digest(digest)


def board_sealing(actor: Actor, row: ProgrammeRow, at: datetime) -> Sealing | None:
    """What stays unsaid on its board; nothing for whoever opened the sealed list of its draw a moment ago."""
    if not names_closed(actor, row.draw, at):
        return None
    plans = models.PlanLine.objects.filter(plan__region_path=row.region_path, plan__year=row.year, announced=False)
    begun = frozenset(week for week in range(weeks_in(row.year)) if week_start(row.year, week) <= at.date())
    return Sealing(frozenset(plans.values_list("line_id", flat=True)), begun, sealed_name())


@lru_cache(maxsize=4)
def _sealed_board(digest: str, how: Sealing) -> Board:
    return how.of(board_of_digest(digest))
