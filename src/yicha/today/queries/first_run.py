"""An empty home: five steps to the first merged programme."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yicha.items.queries import items_in_force
from yicha.items.types import ItemPermission
from yicha.orgs.types import OrgPermission
from yicha.planning.types import PlanningPermission
from yicha.subjects.queries import listing
from yicha.subjects.types import SubjectFilter, SubjectPermission
from yicha.today.queries.desk import Desk, page
from yicha.today.types import SetUpStep


def set_up_steps(desk: Desk) -> tuple[SetUpStep, ...]:
    """Of who sets the home up, until the first department has filed its plan; else none."""
    if not desk.may(PlanningPermission.ADOPT, OrgPermission.CREATE_DEPARTMENT) or desk.plans or desk.programmes:
        return ()
    if desk.may(OrgPermission.CREATE_DEPARTMENT) and desk.planners:
        return ()
    steps = list(_steps(desk))
    current = next((place for place, (_t, _n, done, _a, _h) in enumerate(steps) if not done), len(steps))
    return tuple(SetUpStep(title, note, done, place == current, act, href) for place, (title, note, done, act, href) in enumerate(steps))


def _steps(desk: Desk) -> Iterator[tuple[str, str, bool, str, str]]:
    count, norms = len(desk.planners), len(desk.norms.rows)
    departments = ngettext("%(count)s 个部门", "%(count)s 个部门", count) % {"count": count} if count else _("先建部门，再建账号和任职")
    yield _("建部门和账号"), departments, bool(count), _("看账号"), page("orgs:accounts")
    known = ngettext("%(count)s 个时限和上限已生效", "%(count)s 个时限和上限已生效", norms) % {"count": norms} if norms else _("还没有载入")
    yield _("定法定参数"), known, bool(norms), _("看参数"), page("help:clauses")
    may = desk.may(SubjectPermission.READ)
    subjects = bool(may and listing(desk.actor, SubjectFilter(), 0, 1))
    words = _("Excel 或接口都行。没有信用代码的也收，先给内部编号")
    yield _("导入监管对象"), words, subjects, _("导入"), page("subjects:import") or page("subjects:subjects")
    items = bool(desk.may(ItemPermission.READ) and items_in_force(desk.actor, desk.actor.region, desk.today))
    yield _("领事项清单"), _("由部门提出，数据局审定公布"), items, _("看事项"), page("items:items")
    yield _("收部门年度计划"), _("各部门填计划行，或上传原来的计划表"), bool(desk.plans), _("看计划"), page("planning:plans")
