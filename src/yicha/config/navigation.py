"""The side menus. One line per entry; who holds none of the permissions does not see it, nor where the room is not built in."""

from django.utils.translation import gettext_lazy as _

from yicha.enterprise.types import EnterprisePermission
from yicha.kernel.types import KernelPermission
from yicha.orgs.types import OrgPermission
from yicha.shell.types import Entry, Group
from yicha.subjects.types import SubjectPermission

MENU: tuple[Group, ...] = (
    Group("", (Entry(_("今日"), "today:today", "house", (KernelPermission.READ_NOTIFICATION,)),)),
    Group(_("统筹"), ()),
    Group(_("执行"), ()),
    Group(_("底数"), (Entry(_("监管对象"), "subjects:subjects", "building-2", (SubjectPermission.READ,)),)),
    Group(_("公开"), ()),
    Group(_("监督"), ()),
    Group(
        _("系统"),
        (
            Entry(_("账号"), "orgs:accounts", "users", (OrgPermission.READ_ACCOUNTS,)),
            Entry(_("任职"), "orgs:posts", "id-card", (OrgPermission.READ_ACCOUNTS,)),
            Entry(_("代办移交"), "orgs:substitutions", "user-cog", (OrgPermission.SUBSTITUTE, OrgPermission.HAND_OVER)),
            Entry(_("登录链接"), "orgs:links", "link", (OrgPermission.ISSUE_LINK, OrgPermission.CONFIRM_LINK)),
            Entry(_("审计"), "orgs:audit", "scroll-text", (KernelPermission.READ_TRAIL,)),
        ),
    ),
)

# The bottom bar of a phone, and the columns of the public site.
TABS: tuple[Entry, ...] = (
    Entry(_("下次检查"), "firm:home", "calendar-days", (EnterprisePermission.READ,)),
    Entry(_("检查记录"), "firm:record", "clipboard-list", (EnterprisePermission.READ,)),
    Entry(_("申请回避"), "firm:recusal", "user-x", (EnterprisePermission.READ,)),
)
COLUMNS: tuple[Entry, ...] = ()
