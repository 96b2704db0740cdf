"""What waits for an officer: the firms to which he was drawn."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from yicha.inspections.queries import own_visits
from yicha.orgs.queries import certificate_of
from yicha.today.queries.desk import Desk, page
from yicha.today.types import Row


def own(desk: Desk) -> Iterator[Row]:
    cert_no = certificate_of(desk.actor.id)
    for visit in own_visits(desk.actor, cert_no, desk.today, desk.end_of_next_week) if cert_no else ():
        act = _("接着查") if visit.started else _("去检查")
        note = "、".join(desk.short(code) for code in visit.departments)
        yield Row(visit.name, note, _("检查任务"), desk.until(visit.last_day), act, page("inspections:site", visit.inspection))
