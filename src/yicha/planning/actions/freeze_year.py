from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from yicha.draws.actions.freeze_pool import freeze_pool
from yicha.draws.queries import upcoming_number
from yicha.draws.types import NARROW, FreezePool, suite_by
from yicha.engines.draw.bundle import pack
from yicha.engines.draw.frame import Frame, freeze_subjects
from yicha.engines.draw.types import Heading
from yicha.kernel.actor import Actor
from yicha.kernel.archive import keep
from yicha.kernel.jurisdiction import absent
from yicha.kernel.states import step
from yicha.kernel.trail import latest_entries
from yicha.kernel.use_case import use_case
from yicha.norms.queries import norms_in_force
from yicha.norms.types import NormsInForce
from yicha.planning import models
from yicha.planning.models import AnnualPlan
from yicha.planning.queries import competence_of, frozen_lines, past_checks, spared
from yicha.planning.rules import filing, pools
from yicha.planning.rules.exclusions import Excluder, Exclusion, require_recorded
from yicha.planning.rules.history import counts_per_site
from yicha.planning.rules.sparing import spares, whole_year
from yicha.planning.states import PLAN_TRANSITIONS
from yicha.planning.types import DepartmentLine, FreezeYear, PlanningPermission, PlanStatus, YearFrozen
from yicha.subjects.queries import active_subjects
from yicha.subjects.types import SubjectRow

BATCH = 2000


@use_case(may=PlanningPermission.FREEZE, clause="LYG-4.3a LYG-4.3e LYG-4.2 YX-2.7b R-FREQ-2 R-NODISTURB GX-3.5")
def freeze_year(actor: Actor, command: FreezeYear, at: datetime, /) -> YearFrozen:
    """冻结: the plans of all departments and the pools of all their random lines, in one frame with one key."""
    if not actor.covers(command.region_path):
        absent("LYG-4.3a")
    plans = AnnualPlan.objects.select_for_update().filter(
        region_path=command.region_path, year=command.year, status__in=[PlanStatus.FILED, PlanStatus.FROZEN]
    )
    filing.require_some_plans(len(plans))
    for plan in plans:
        plan.status = step(PLAN_TRANSITIONS, PlanStatus(plan.status), "freeze", clause="LYG-4.3a")
        plan.save()
    lines = [line for _, line in frozen_lines(actor, command.region_path, command.year).values()]
    filing.require_lines_apart(lines)
    made = _made(actor, command, lines, timezone.localdate(at))
    digest = keep(actor, pack(made.frame.to_files()), "frame", f"{made.frame.manifest.heading.draw}-frame.zip", at)
    open_from = pools.names_open_from(lines, told=bool(command.told_because.strip()))
    pool = FreezePool(command.region_path, command.year, digest, command.participants, command.beacon, open_from)
    frozen = freeze_pool(actor, pool, at)
    _record(frozen.draw, made.kept_out)
    size = made.frame.manifest.pool.n
    return YearFrozen(command.region_path, command.year, frozen.draw, len(plans), len(lines), size, made.narrow)


@dataclass(frozen=True)
class _Made:
    frame: Frame
    narrow: tuple[str, ...]
    kept_out: Sequence[Exclusion]


def _made(actor: Actor, command: FreezeYear, lines: Sequence[DepartmentLine], on: date) -> _Made:
    norms = norms_in_force(command.region_path, date(command.year, 1, 1))
    register = active_subjects(actor, command.region_path, on)
    drawn = pools.draw_lines(lines, norms)
    members = pools.members_of(lines, register)
    excluder = _excluder(actor, command, lines, register, norms)
    subjects = pools.draw_subjects(drawn, members, excluder.code)
    narrow = pools.narrow_lines(drawn, subjects, norms)
    filing.require_wide_pools(narrow, command.narrow_because)
    told = {NARROW: command.narrow_because.strip()} if narrow else {}
    number = upcoming_number(command.region_path, command.year)
    heading = Heading(number, f"{command.year}年度联合抽查", suite_by(norms), pools.CODES, told)
    frame = freeze_subjects(heading, drawn, subjects, bytes.fromhex(command.salt_key))
    return _Made(frame, narrow, excluder.all_of(drawn, members))


def _excluder(
    actor: Actor, command: FreezeYear, lines: Sequence[DepartmentLine], register: Sequence[SubjectRow], norms: NormsInForce
) -> Excluder:
    past = past_checks(actor, command.region_path, command.year)
    return Excluder(
        command.region_path,
        {line.line.line_id: line for line in lines},
        competence_of(actor, command.region_path, date(command.year, 1, 1)),
        spares(spared(actor, command.region_path, *whole_year(command.year))),
        pools.checked_this_year(command.year, past, register, per_site=counts_per_site(norms)),
    )


def _record(draw: int, kept_out: Sequence[Exclusion]) -> None:
    """Each exclusion with the entry of the ledger that says so, which the database wants too."""
    runs = latest_entries({one.about for one in kept_out})
    require_recorded(kept_out, runs)
    models.Exclusion.objects.bulk_create(
        (models.Exclusion(draw_id=draw, sid=one.sid, line_id=one.line_id, code=one.code, entry_id=runs[one.about]) for one in kept_out),
        batch_size=BATCH,
    )
