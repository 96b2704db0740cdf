"""Which plans, filings, visits and past checks name subjects: those may not vanish from the register."""

from collections.abc import Collection, Iterator

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import within
from yicha.planning import models


def subjects_relied_on(actor: Actor, sids: Collection[str]) -> list[str]:
    """One line for each kind of record that names one of them, with an example."""
    return [*_named(actor, list(sids))] if sids else []


def _named(actor: Actor, sids: list[str]) -> Iterator[str]:
    visits = within(actor, models.Visit.objects.filter(subject__sid__one_of=sids)).values_list("number", flat=True)
    if visits:
        yield f"检查 {visits[0]}"
    filings = within(actor, models.Filing.objects.filter(subject__sid__one_of=sids)).values_list("pk", flat=True)
    if filings:
        yield f"计划外报备 {filings[0]}"
    lines = within(actor, models.PlanLine.objects.filter(sids__overlap=sids), "plan__region_path").values_list("line_id", flat=True)
    if lines:
        yield f"计划行 {lines[0]}"
    checks = within(actor, models.PastCheck.objects.filter(sid__one_of=sids)).values_list("sid", flat=True)
    if checks:
        yield f"{checks[0]} 已有检查记录"
