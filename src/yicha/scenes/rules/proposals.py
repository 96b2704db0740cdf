"""What must hold before a scene is proposed, reviewed, published or ended."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from yicha.engines.forms import Question, Ref, flaws, refs_of
from yicha.engines.scope import Column, QueryRefused, parse_query
from yicha.items.types import ItemRow
from yicha.kernel.actor import Actor
from yicha.kernel.limits import Limit
from yicha.kernel.refusals import Exit, NotPermitted, RuleBroken
from yicha.scenes.types import Finding, Offer, SceneContent, SceneItem, SceneStatus

LEAST_DEPARTMENTS = 2
LIMITS = {
    "scene_one_in_force": Limit("LYG-4.1", "这一天已有生效的版本", (Exit("改施行日"),)),
    "scene_one_proposal": Limit("LYG-4.1", "这个场景已有办理中的版本", (Exit("在办理中的版本上改"),)),
}


def require_lead(actor: Actor, lead: str) -> None:
    """LYG-4.1: the lead proposes, or the office that acts for all."""
    if not actor.acts_for(lead):
        raise NotPermitted("场景由牵头部门提出", clause="LYG-4.1", exits=(Exit("请牵头部门或联席办提出", lead),))


def require_member(actor: Actor, department: str) -> None:
    """WY-5.2: a department proposes its own items."""
    if not actor.acts_for(department):
        raise NotPermitted("只能提出本部门的事项", clause="WY-5.2", exits=(Exit("请该部门提出", department),))


def require_whole(content: SceneContent) -> None:
    """WS-2.3, GX-2.4, GX-2.5: lead, partners, share of each, subjects, items, procedure, consultation and circulars: none is missing."""
    missing = [label for label, value in _elements(content) if not value]
    if missing:
        raise RuleBroken(f"场景缺少：{'、'.join(missing)}", clause="WS-2.3", exits=(Exit("补齐后再提出"),))
    if len(content.departments) < LEAST_DEPARTMENTS:
        raise RuleBroken("只有一个部门，不是跨部门场景", clause="LYG-4.1", exits=(Exit("加上配合部门"), Exit("在部门计划里办理")))
    idle = [one for one in content.departments if one not in {item.department for item in content.items}]
    if idle:
        raise RuleBroken(f"部门 {idle[0]} 没有事项", clause="WY-5.2", exits=(Exit("加上该部门的事项"), Exit("不列该部门")))
    strange = [item.name for item in content.items if item.department not in content.departments]
    if strange:
        raise RuleBroken(f"事项“{strange[0]}”的部门不在场景里", clause="WY-5.2", exits=(Exit("加上该部门"), Exit("去掉该事项")))


def _elements(content: SceneContent) -> Iterable[tuple[str, object]]:
    return (
        ("名称", content.name.strip()),
        ("牵头部门", content.lead),
        ("对象范围", content.scope_query.strip()),
        ("事项", content.items),
        ("分工", all(member.duty.strip() for member in content.members)),
        ("流程", content.rules.flow),
        ("会商机制", content.rules.consultation.strip()),
        ("通报机制", content.rules.circulation.strip()),
    )


def require_readable(content: SceneContent, columns: Sequence[Column]) -> None:
    """WS-2.3: whom the scene means can be read, and its window is one."""
    try:
        parse_query(content.scope_query, columns)
    except QueryRefused as refused:
        raise RuleBroken(f"对象范围读不懂：{refused}", clause="WS-2.3", exits=(Exit("改写对象范围"),)) from refused
    try:
        first, last = content.window_in(2024)  # a leap year has every day
    except ValueError as error:
        raise RuleBroken("检查窗口写成月-日，如 03-01", clause="WS-2.3") from error
    if first > last or content.rules.times_per_year < 1:
        raise RuleBroken("检查窗口结束早于开始，或每年不到一次", clause="WS-2.3")


def require_fillable(offers: Iterable[tuple[str, Offer]]) -> None:
    """YX-2.4: what is offered can be filled in."""
    for name, offer in offers:
        if found := flaws(offer.points):
            raise RuleBroken(f"事项“{name}”的检查项 {found[0].point}：{found[0].message}", clause="YX-2.4")


def require_in_force(items: Sequence[SceneItem], found: Mapping[str, ItemRow]) -> None:
    """R-ITEM-1: a scene asks only what is published and valid on its first day, each item by its own department."""
    for item in items:
        if not item.code:
            raise RuleBroken(f"事项“{item.name}”还没有列入清单", clause="R-ITEM-1", exits=(Exit("由该部门提出事项", item.department),))
        if item.code not in found:
            raise RuleBroken(f"事项“{item.name}”那天没有生效", clause="R-ITEM-1", exits=(Exit("先由数据局公布"), Exit("去掉该事项")))
        if found[item.code].department != item.department:
            raise RuleBroken(f"事项“{item.name}”不属于该部门", clause="WY-5.2", exits=(Exit("改由主管部门检查"),))


def require_listed(codes: Collection[str], found: Mapping[str, ItemRow]) -> None:
    """R-ITEM-1: an item that is named by its code is in the list."""
    missing = sorted(set(codes) - set(found))
    if missing:
        raise RuleBroken(f"事项 {missing[0]} 不在生效的清单里", clause="R-ITEM-1", exits=(Exit("先公布事项"),))


def require_from_tomorrow(valid_from: date, today: date) -> None:
    """LYG-4.1: no form changes under the hands of officers who are on the way today."""
    if valid_from <= today:
        raise RuleBroken("场景最早自明天起施行", clause="LYG-4.1", exits=(Exit("把施行日改为明天或以后"),))


def require_asked(points: Collection[Ref], form: Sequence[Question]) -> list[Question]:
    """GX-5.4: what is told to be one question, or not, is asked by several departments, in these words. Returns the questions."""
    asked = {ref: question for question in form for ref in refs_of(question.asked)}
    found = [asked[ref] for ref in points if ref in asked]
    if len(found) != len(points) or len(points) < LEAST_DEPARTMENTS:
        raise RuleBroken("检查项不在这张单上，或文字已改", clause="GX-5.4", exits=(Exit("看最新的检查单"),))
    return found


def require_one_question(points: Collection[Ref], form: Sequence[Question]) -> None:
    """GX-5.4: what is called the same is answered in one way."""
    found = require_asked(points, form)
    if len({(question.kind, question.unit, question.choices) for question in found}) > 1:
        raise RuleBroken("回答方式不同，不能合成一问", clause="GX-5.4", exits=(Exit("由主管部门统一回答方式"),))


def require_reason(reason: str, clause: str) -> None:
    if not reason.strip():
        raise RuleBroken("必须说明原因", clause=clause, exits=(Exit("写明原因"),))


def require_no_proposal(exists: bool) -> None:  # noqa: FBT001 whether another version is under way
    """LYG-4.1: one version at a time."""
    if exists:
        raise RuleBroken("这个场景已有办理中的版本", clause="LYG-4.1", exits=(Exit("在办理中的版本上改"),))


def require_open(status: SceneStatus) -> None:
    """LYG-4.1: what was reviewed or is in force is changed by a new proposal."""
    if status not in {SceneStatus.PROPOSED, SceneStatus.RETURNED}:
        raise RuleBroken("只有待审核或已退回的场景可以改", clause="LYG-4.1", exits=(Exit("提出新版本"),))


def require_findings(findings: Sequence[Finding]) -> None:
    """LYG-4.1: a scene comes from what was found, by more than one department."""
    if len({one.department for one in findings}) < LEAST_DEPARTMENTS:
        raise RuleBroken("发现的问题只涉及一个部门，不成跨部门场景", clause="LYG-4.1", exits=(Exit("多选几个部门的事项"),))


def offered_item(content: SceneContent, place: int) -> SceneItem:
    """GX-6.2: the item on offer at a place of the scene's list."""
    item = content.items[place] if 0 <= place < len(content.items) else None
    if item is None or item.offer is None or item.code:
        raise RuleBroken("这里没有待提出的事项", clause="GX-6.2", exits=(Exit("看场景的事项"),))
    return item


def item_row(item: SceneItem, code: str, valid_from: date) -> ItemRow:
    """What the department would propose."""
    offer = item.offer
    if offer is None:
        raise RuleBroken("这里没有待提出的事项", clause="GX-6.2")
    return ItemRow(
        code=code.strip(),
        name=item.name,
        department=item.department,
        check_class=offer.check_class,
        legal_basis=offer.legal_basis,
        item_class=offer.item_class,
        valid_from=valid_from,
        check_points=offer.points,
        materials=offer.materials,
    )
