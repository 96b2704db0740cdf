"""Which plans, filings, visits and past checks name subjects: those may not vanish from the register."""

from collections.abc import Collection, Iterator
from datetime import datetime

from django.db.models import Value

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import within
from yicha.planning import models


def subjects_relied_on(actor: Actor, sids: Collection[str]) -> list[str]:
    """One line for each kind of record that names one of them, with an example."""
    return [*_named(actor, list(sids))] if sids else []


def programmes_since(region_path: str, since: datetime) -> list[str]:
    """Programmes of a region that were merged or amended since then: who is competent where is written into them."""
    found = models.ProgrammeVersion.objects.filter(programme__region_path=region_path, made_at__gte=since)
    return [f"{year} 年 第 {pk} 份" for year, pk in found.values_list("programme__year", "programme").distinct()[:9]]


def _named(actor: Actor, sids: list[str]) -> Iterator[str]:
    visits = within(actor, models.Visit.objects.filter(subject__sid__one_of=sids)).values_list("number", flat=True)[:1]
    yield from (f"检查 {number}" for number in visits)
    filings = within(actor, models.Filing.objects.filter(subject__sid__one_of=sids)).values_list("pk", flat=True)[:1]
    yield from (f"计划外报备 {pk}" for pk in filings)
    named = Value(sids, output_field=models.PlanLine._meta.get_field("sids"))  # noqa: SLF001 documented as public; one array, not thousands of values
    lines = within(actor, models.PlanLine.objects.filter(sids__overlap=named), "plan__region_path").values_list("line_id", flat=True)[:1]
    yield from (f"计划行 {line}" for line in lines)
    checks = within(actor, models.PastCheck.objects.filter(sid__one_of=sids)).values_list("sid", flat=True)[:1]
    yield from (f"{sid} 已有检查记录" for sid in checks)
