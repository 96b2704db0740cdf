from collections.abc import Mapping
from datetime import date, datetime

from django.utils import timezone

from yicha.exchange.actions._clocks import last_day
from yicha.exchange.models import SourceDifference
from yicha.exchange.queries.crossing import found_differences
from yicha.exchange.states import DIFFERENCE_TRANSITIONS
from yicha.exchange.types import CompareSources, DifferenceStatus, ExchangePermission, SourcesCompared
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent
from yicha.kernel.locks import hold
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case
from yicha.norms.types import NormCode

Key = tuple[str, str, str, str]
SAID = ("name", "paper", "ours", "theirs")
MOST = 400


@use_case(may=ExchangePermission.COMPARE, clause="GX-5.3")
def compare_sources(actor: Actor, command: CompareSources, at: datetime, /) -> SourcesCompared:
    """多源比对: what is new or another difference now is opened, with an owner and a last day; what agrees again is settled."""
    place = command.region_path
    if not actor.covers(place):
        absent("GX-5.3")
    hold(f"exchange:crossing:{place}")
    found = _found(place, at)
    known = {_key(row): row for row in SourceDifference.objects.select_for_update().filter(region_path=place)}
    due = last_day(NormCode.SOURCE_DIFFERENCE, place, at)
    made = [
        SourceDifference(
            region_path=place, **dict(zip(("sid", "rule", "source", "department"), key, strict=True)), **said, found_at=at, due=due
        )
        for key, said in found.items()
        if key not in known
    ]
    SourceDifference.objects.bulk_create(made, batch_size=1_000)
    again = sum(_said_again(row, found[key], at, due) for key, row in known.items() if key in found)
    gone = [row for key, row in known.items() if key not in found and row.status != DifferenceStatus.SETTLED]
    for row in gone:
        _move(row, "settle", at)
        row.save()
    standing = SourceDifference.objects.filter(region_path=place, status=DifferenceStatus.OPEN).count()
    return SourcesCompared(place, len(made) + again, len(gone), standing)


def _found(place: str, at: datetime) -> dict[Key, dict[str, str]]:
    rows = found_differences(place, timezone.localdate(at))
    return {
        (subject.sid, one.rule.name, one.claim.source, one.claim.by): dict(
            zip(SAID, (subject.name[:200], paper[:100], one.ours[:MOST], one.theirs[:MOST]), strict=True)
        )
        for subject, paper, one in rows
    }


def _key(row: SourceDifference) -> Key:
    return row.sid, row.rule, row.source, row.department


def _said_again(row: SourceDifference, said: Mapping[str, str], at: datetime, due: date) -> bool:
    """Whether it has to be looked at anew: it had agreed meanwhile, or other words stand there now than were explained."""
    same = (row.ours, row.theirs) == (said["ours"], said["theirs"])
    if same and row.status != DifferenceStatus.SETTLED:
        return False
    anew = row.status != DifferenceStatus.OPEN
    if anew:
        _move(row, "differ", None)
        row.found_at, row.due, row.reason = at, due, ""
    for name, text in said.items():
        setattr(row, name, text)
    row.save()
    return anew


def _move(row: SourceDifference, verb: str, at: datetime | None) -> None:
    row.status = step(DIFFERENCE_TRANSITIONS, DifferenceStatus(row.status), verb, clause="GX-5.3")
    row.closed_at = at
