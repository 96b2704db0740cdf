from collections import Counter
from datetime import datetime

from yicha.exchange.models import Backflow
from yicha.exchange.queries.backflow import to_flow
from yicha.exchange.rules.rows import require_rows
from yicha.exchange.types import ExchangePermission, FlowBack, FlownBack
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent
from yicha.kernel.locks import hold
from yicha.kernel.numbers import next_numbers
from yicha.kernel.use_case import use_case

SERIES, NO_YEAR = "backflow", 0


@use_case(may=ExchangePermission.FLOW_BACK, clause="GX-5.2b WY-5.9b")
def flow_back(actor: Actor, command: FlowBack, at: datetime, /) -> FlownBack:
    """回流: every accepted version once to each lower level that it concerns, under numbers without gaps, so that none is missed."""
    if not actor.covers(command.region_path):
        absent("GX-5.2b")
    hold(f"backflow:{command.region_path}")
    found = to_flow(command.region_path)
    require_rows(found)
    counted = Counter(place for place, _ in found)
    numbers = {place: iter(next_numbers(SERIES, place, NO_YEAR, counted[place])) for place in sorted(counted)}
    Backflow.objects.bulk_create(
        Backflow(region_path=place, number=next(numbers[place]), version_id=version, at=at) for place, version in found
    )
    return FlownBack(command.region_path, tuple(sorted(counted.items())))
