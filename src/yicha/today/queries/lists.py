"""The five tabs. A count is the length of its list."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yicha.kernel.notifications import inbox
from yicha.kernel.trail import Act, acts, acts_of
from yicha.orgs.types import OrgPermission
from yicha.shell.event_names import event_name
from yicha.today.queries.desk import Desk
from yicha.today.queries.duties import started, waiting
from yicha.today.queries.expiring import overdue
from yicha.today.types import Expiry, Row, Tab, TabCount

RECENT = timedelta(days=30)
MOST = 50
PASSING = ("NotificationRead", "SignedIn", "PersonalRead", "SessionsEnded")  # done, but no matter of business
TAB_NAMES: Mapping[Tab, object] = {
    Tab.WAITING: gettext_lazy("待办"),
    Tab.DONE: gettext_lazy("已办"),
    Tab.STARTED: gettext_lazy("我发起"),
    Tab.TOLD: gettext_lazy("抄送我"),
    Tab.OVERDUE: gettext_lazy("督办"),
}


class Lists:
    """All five of one person."""

    def __init__(self, desk: Desk, expiring: Iterable[Expiry]) -> None:
        done = list(acts_of(desk.actor.id, desk.at - RECENT, PASSING)[:MOST])
        self.rows: dict[Tab, list[Row]] = {
            Tab.WAITING: waiting(desk),
            Tab.DONE: [_done(act) for act in acts(done)],
            Tab.STARTED: started(desk),
            Tab.TOLD: [Row(row.title, row.text, "", None, _("打开"), row.link, row.at) for row in inbox(desk.actor, MOST)],
            Tab.OVERDUE: [_late(desk, one) for one in overdue(list(expiring))],
        }

    @property
    def counts(self) -> tuple[TabCount, ...]:
        return tuple(TabCount(tab, str(TAB_NAMES[tab]), len(rows)) for tab, rows in self.rows.items())


def _done(act: Act) -> Row:
    return Row(event_name(act.event), act.about.partition(":")[2], "", None, "", "", act.at, act.clause)


def _late(desk: Desk, one: Expiry) -> Row:
    today = {(row.matter, row.department) for row in desk.urgings if desk.calendar.day_of(row.at) == desk.today}
    may = bool(one.matter) and desk.may(OrgPermission.URGE)
    row = Row(one.kind, one.count, one.department, one.clock, _("去看"), one.href)
    return replace(row, matter=one.matter if may else "", owner=one.owner, urged=(one.matter, one.owner) in today)
