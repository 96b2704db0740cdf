from datetime import datetime
from typing import Any

from django.db import IntegrityError

from yicha.draws import rules
from yicha.draws.models import Draw, Participant
from yicha.draws.queries import game_calendar, upcoming_number
from yicha.draws.types import BeaconPlan, DrawKind, DrawPermission, FreezePool, PoolFrozen
from yicha.engines.draw.bundle import unpack
from yicha.engines.draw.frame import Frame
from yicha.engines.draw.types import Round
from yicha.kernel.actor import Actor
from yicha.kernel.archive import content_of
from yicha.kernel.jurisdiction import absent
from yicha.kernel.limits import Limit, broken_limit
from yicha.kernel.refusals import Exit
from yicha.kernel.use_case import use_case

LIMITS = {
    "draws_draw_number_key": Limit(rules.CLAUSE, "同时有另一次抽取冻结了名录，请重试"),
    "draw_beacon_issue_once": Limit(rules.CLAUSE, "这一期公开随机数已经用于另一次抽取，一期只用一次", (Exit("改用还没有公布的一期"),)),
}


@use_case(may=DrawPermission.FREEZE, clause="LYG-4.2 YX-2.7b")
def freeze_pool(actor: Actor, command: FreezePool, at: datetime, /) -> PoolFrozen:
    """名录冻结: from here on the pool is bytes. Who takes part in the seed is fixed as well."""
    if not actor.covers(command.region_path):
        absent(rules.CLAUSE)
    rules.require_participants(command.participants)
    sources = _sources(command.beacon, command.region_path, at)
    frame = Frame.from_files(unpack(content_of(command.frame)))
    heading, kind = frame.manifest.heading, DrawKind(frame.manifest.kind.value)
    rules.require_number(heading.draw, upcoming_number(command.region_path, command.year))
    draw = Draw(
        number=heading.draw,
        region_path=command.region_path,
        year=command.year,
        kind=kind,
        title=heading.title,
        frame=command.frame,
        suite=heading.suite,
        pool_hash=frame.manifest.pool.file_hash.hex(),
        **sources,
        open_from=command.open_from,
        frozen_at=at,
    )
    try:
        draw.save(force_insert=True)
    except IntegrityError as error:
        raise broken_limit(error, LIMITS) from error
    Participant.objects.bulk_create(
        Participant(draw=draw, place=place, department=department) for place, department in enumerate(command.participants)
    )
    return PoolFrozen(draw.pk, draw.number, kind, draw.region_path, draw.year, draw.frame, draw.pool_hash)


def _sources(plan: BeaconPlan, region_path: str, at: datetime) -> dict[str, Any]:
    """What is read last, what is read in its place, and the hour of each."""
    source, calendar = Round(plan.name, plan.round), game_calendar(region_path, at.date())
    rules.require_named_issues(source)
    due = rules.hour_of(source, plan.due, calendar)
    rules.require_still_unknown(source, due, at)
    found = {"beacon_name": plan.name, "beacon_round": plan.round, "beacon_due": due}
    if plan.fallback is None:
        return found
    second = Round(plan.fallback.name, plan.fallback.round)
    later = rules.hour_of(second, plan.fallback.due, calendar)
    rules.require_fallback(source, due, second, later)
    return found | {"fallback_name": second.name, "fallback_round": second.round, "fallback_due": later}
