"""An empty home: what has to be done before the first merging, by whom, and the next step of who looks.

The three administrators bring people into their posts; then the office and the departments fill the registers.
"""

from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yicha.items.queries import items_in_force
from yicha.items.types import ItemPermission
from yicha.kernel.actor import Role
from yicha.orgs.queries import accounts, holders_in, officer_figures, posts
from yicha.orgs.types import ADMINISTRATORS, DepartmentKind, OrgPermission, PostStatus
from yicha.planning.types import PlanningPermission
from yicha.subjects.queries import listing
from yicha.subjects.types import SubjectFilter, SubjectPermission
from yicha.today.queries.desk import Desk, page
from yicha.today.types import SetUpStep

WANTED_KINDS = {DepartmentKind.LEAD_OFFICE, DepartmentKind.DEPARTMENT}
WANTED_ROLES = {Role.COORDINATOR, Role.DEPARTMENT_CLERK}


Asked = tuple[str, SetUpStep]  # a step, and the permission to take it; "": everybody may look


def set_up_steps(desk: Desk, *, idle: bool) -> tuple[SetUpStep, ...]:
    """Until people can work, and then until the first department has filed its plan; else none. Who has something to do sees that first."""
    if desk.actor.role in ADMINISTRATORS:
        return () if _peopled(desk) else _in_order(desk, _of_administrators(desk))
    if not desk.may(PlanningPermission.READ) or desk.plans or desk.programmes:
        return ()
    return _in_order(desk, _of_the_county(desk)) if idle or desk.may(PlanningPermission.ADOPT) else ()


def _in_order(desk: Desk, asked: Iterator[Asked]) -> tuple[SetUpStep, ...]:
    """The first that is not done is the current one; a link has who may follow it."""
    steps = [step if not may or desk.may(may) else replace(step, href="") for may, step in asked]
    first = next((step for step in steps if not step.done), None)
    return tuple(replace(step, current=step is first) for step in steps)


def _peopled(desk: Desk) -> bool:
    return all(holders_in(role, desk.actor.region, desk.at) for role in WANTED_ROLES)


def _of_administrators(desk: Desk) -> Iterator[Asked]:
    held = [post for post in posts(desk.actor) if post.status is not PostStatus.ENDED]
    people = {one.username for one in accounts(desk.actor)} - {post.account for post in held if post.role in ADMINISTRATORS}
    kinds, proposed = {row.kind for row in desk.departments.values()}, {post.role for post in held}
    approved = {post.role for post in held if post.status is PostStatus.APPROVED}
    system, note = _("系统管理员"), _("先建联席办和各执法部门，司法局、数据局也在这里建")
    step = SetUpStep(_("建部门"), note, kinds >= WANTED_KINDS, act=_("建部门"), href=page("orgs:departments"), who=system)
    yield OrgPermission.CREATE_DEPARTMENT, step
    note = _("账号本身没有权限。建好就开一次性链接，交给本人设密码")
    step = SetUpStep(_("建账号"), note, bool(people), act=_("建账号"), href=page("orgs:accounts"), who=system)
    yield OrgPermission.CREATE_ACCOUNT, step
    note, done = _("谁在哪个部门任什么岗位，先要有联席办和科室"), proposed >= WANTED_ROLES
    step = SetUpStep(_("提出任职"), note, done, act=_("提出任职"), href=page("orgs:new_post"), who=_("安全管理员"))
    yield OrgPermission.PROPOSE_POST, step
    note, done = _("批准了才有权限，提的人自己不能批"), approved >= WANTED_ROLES
    step = SetUpStep(_("批准任职"), note, done, act=_("看任职"), href=page("orgs:posts"), who=_("审计管理员"))
    yield OrgPermission.APPROVE_POST, step


def _of_the_county(desk: Desk) -> Iterator[Asked]:
    clerks, both = _("各部门科室"), _("联席办、数据局")
    count, norms = len(desk.planners), len(desk.norms.rows)
    note = ngettext("%(count)s 个部门", "%(count)s 个部门", count) % {"count": count} if count else _("先建部门，再建账号和任职")
    yield "", SetUpStep(_("建部门和账号"), note, bool(count), who=_("系统管理员"))
    note = ngettext("%(count)s 个时限和上限已生效", "%(count)s 个时限和上限已生效", norms) % {"count": norms} if norms else _("还没有载入")
    yield "", SetUpStep(_("定法定参数"), note, bool(norms), act=_("看参数"), href=page("help:clauses"), who=_("系统管理员"))
    officers, href = officer_figures(desk.actor, desk.today).in_post, page("imports:officers_start")
    note = _("已登记 %(count)s 名") % {"count": officers} if officers else _("证号、资格、有效期都在一张表里")
    step = SetUpStep(_("导入执法人员"), note, officers > 0, act=_("导入"), href=href, who=clerks)
    yield OrgPermission.REGISTER_OFFICERS, step
    subjects = bool(desk.may(SubjectPermission.READ) and listing(desk.actor, SubjectFilter(), 0, 1))
    note, href = _("Excel 或接口都行。没有信用代码的也收，先给内部编号"), page("imports:subjects_start")
    yield SubjectPermission.IMPORT, SetUpStep(_("导入监管对象"), note, subjects, act=_("导入"), href=href, who=both)
    items = bool(desk.may(ItemPermission.READ) and items_in_force(desk.actor, desk.actor.region, desk.today))
    publishes = desk.may(ItemPermission.PUBLISH)
    note, href = _("由科室提出，数据局审定公布"), page("items:review" if publishes else "items:items")
    step = SetUpStep(_("领事项清单"), note, items, act=_("看清单"), href=href, who=_("各部门科室、数据局"))
    yield ItemPermission.PUBLISH if publishes else ItemPermission.PROPOSE, step
    note = _("各部门填计划行，或上传原来的计划表")
    yield (
        PlanningPermission.FILE_PLAN,
        SetUpStep(_("收部门年度计划"), note, done=False, act=_("填计划"), href=page("planning:plans"), who=clerks),
    )
