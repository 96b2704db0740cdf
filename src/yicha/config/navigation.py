"""The side menus. One line per entry; who holds none of the permissions does not see it, nor where the room is not built in."""

from django.utils.translation import gettext_lazy as _

from yicha.kernel.actor import Role
from yicha.kernel.types import KernelPermission
from yicha.planning.types import PlanningPermission
from yicha.shell.types import Entry, Group

DEPARTMENT = (Role.DEPARTMENT_CLERK, Role.DEPARTMENT_HEAD)
OVERSEERS = (Role.COORDINATOR, Role.LEGAL_SUPERVISOR)
FILINGS = (PlanningPermission.FILE_UNPLANNED, PlanningPermission.CONSENT_UNPLANNED)

MENU: tuple[Group, ...] = (
    Group("", (Entry(_("今日"), "today:today", "house", (KernelPermission.READ_NOTIFICATION,)),)),
    Group(
        _("统筹"),
        (
            Entry(_("计划汇总"), "planning:plans", "layers", (PlanningPermission.READ,), OVERSEERS),
            Entry(_("部门计划"), "planning:plans", "layers", (PlanningPermission.FILE_PLAN,), (Role.DEPARTMENT_CLERK,)),
            Entry(_("合并台"), "planning:programmes", "combine", (PlanningPermission.READ,), (*OVERSEERS, *DEPARTMENT)),
            Entry(_("排班日历"), "planning:schedule", "calendar-days", (PlanningPermission.READ,)),
            Entry(_("计划外"), "planning:unplanned", "file-plus", FILINGS),
        ),
    ),
    Group(_("执行"), ()),
    Group(_("底数"), ()),
    Group(_("公开"), ()),
    Group(_("监督"), ()),
    Group(_("系统"), ()),
)

# The bottom bar of a phone, and the columns of the public site.
TABS: tuple[Entry, ...] = ()
COLUMNS: tuple[Entry, ...] = ()
