"""What must hold before the list of items changes."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from yicha.engines.forms import flaws
from yicha.items.types import ItemRow, ItemStance, ItemStatus, MainItemRow, Revision
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import require_own_department
from yicha.kernel.limits import Limit
from yicha.kernel.refusals import Exit, NotPermitted, RuleBroken

STANDING = (ItemStatus.PROPOSED, ItemStatus.PUBLISHED)
LIMITS = {
    "item_one_owner": Limit("WY-5.2", "其他部门刚刚用了同一事项编码", (Exit("换一个编码"),)),
    "item_version_once": Limit("WS-2.1", "同一事项编码刚刚有人提出", (Exit("看过刚提出的再提"),)),
}


def require_own(actor: Actor, department: str) -> None:
    """WY-5.2: a department proposes its own items."""
    require_own_department(actor, department, "WY-5.2", "只能办理本部门的事项")


def require_rows_of(department: str, rows: Sequence[ItemRow] | Sequence[MainItemRow]) -> None:
    """WY-5.2: nothing without an owner, and nobody else's."""
    foreign = [row.code for row in rows if row.department != department]
    if foreign:
        raise RuleBroken(f"事项 {foreign[0]} 不属于本部门", clause="WY-5.2", exits=(Exit("由主管部门提出"),))


def require_codes_own(department: str, owners: Mapping[str, str]) -> None:
    """WY-5.2: a code stays its department's, so no other takes it over by a next version. `owners`: code → whose it is, if anybody's."""
    foreign = min(((code, owner) for code, owner in owners.items() if owner != department), default=None)
    if foreign:
        returned = Exit("编码从未公布、是误提的，请数据局退回，退回后由本部门提出")
        exits = (Exit("由该事项的主管部门提出下一版", foreign[1]), Exit("换一个编码，提出本部门的事项"), returned)
        raise RuleBroken(f"事项编码 {foreign[0]} 是其他部门的", clause="WY-5.2", exits=exits)


def require_each_code_once(rows: Sequence[ItemRow] | Sequence[MainItemRow]) -> None:
    """YX-2.1: a code means one matter."""
    twice = [code for code, times in Counter(row.code for row in rows).items() if times > 1]
    if twice:
        raise RuleBroken(f"事项编码重复：{twice[0]}", clause="YX-2.1")


def require_main_items(rows: Sequence[ItemRow], known: Collection[str]) -> None:
    """YX-2.1: a 子项 stands under a 主项 of the catalogue."""
    missing = sorted({row.main_item for row in rows if row.main_item} - set(known))
    if missing:
        raise RuleBroken(f"没有登记主项 {missing[0]}", clause="YX-2.1", exits=(Exit("先登记主项"), Exit("改正主项编码")))


def stands(row: ItemRow, status: ItemStatus, latest: ItemRow) -> bool:
    """WS-2.1: the latest version says the same, and nobody has sent it back or stopped it: there is nothing to propose."""
    return status in STANDING and latest == row


def require_named(rows: Sequence[MainItemRow]) -> None:
    """YX-2.3: a 主项 has code and name."""
    if any(not row.code or not row.name for row in rows):
        raise RuleBroken("主项要有编码和名称", clause="YX-2.3", exits=(Exit("补齐后再登记"),))


def require_proposable(row: ItemRow) -> None:
    """YX-2.3: without these nothing can be reviewed. What else is missing, the list of elements says (`rules/elements.py`)."""
    asked = (("编码", row.code), ("名称", row.name), ("检查类别", row.check_class), ("设定依据", row.legal_basis))
    missing = [label for label, value in asked if not value]
    if missing:
        raise RuleBroken(f"事项 {row.code} 缺少：{'、'.join(missing)}", clause="YX-2.3", exits=(Exit("补齐要素后再提出"),))
    if row.valid_to and row.valid_to <= row.valid_from:
        raise RuleBroken(f"事项 {row.code} 的终止日早于生效日", clause="WS-2.1", exits=(Exit("改正日期"),))
    twice = [code for code, times in Counter(point.code for point in row.check_points).items() if times > 1]
    if twice:
        raise RuleBroken(f"事项 {row.code} 的检查项编码重复：{twice[0]}", clause="YX-2.1", exits=(Exit("每个检查项一个编码"),))
    if found := flaws(row.check_points):
        raise RuleBroken(
            f"事项 {row.code} 的检查项 {found[0].point}：{found[0].message}", clause="YX-2.4", exits=(Exit("改好检查项后再提出"),)
        )
    if any(partner.department == row.department for partner in row.partners):
        raise RuleBroken(f"事项 {row.code} 的牵头部门不能同时配合", clause="WY-5.2", exits=(Exit("去掉重复的部门"),))


def require_reason(changed: Iterable[str], revision: Revision | None, because: str) -> None:
    """WS-2.1: what is in force changes for a reason: 立改废释 or a changed list of powers."""
    codes = sorted(changed)
    if codes and (revision is None or not because.strip()):
        raise RuleBroken(f"修改已生效的事项 {codes[0]} 须说明修订依据", clause="WS-2.1", exits=(Exit("选择修订依据并写明文件"),))


def require_proposed(codes: Sequence[str], found: Iterable[str]) -> None:
    """WS-2.1: only what was proposed can be reviewed and published."""
    missing = sorted(set(codes) - set(found))
    if missing:
        raise RuleBroken(f"没有待审定的事项：{missing[0]}", clause="WS-2.1", exits=(Exit("由主管部门先提出"),))


def require_opinion(actor: Actor, department: str, owner: str, stance: ItemStance, note: str) -> None:
    """WS-2.1: others speak on a proposal, each for itself; who wants a change says which."""
    if not actor.acts_for(department):
        raise NotPermitted("只能代表本部门答复", clause="WS-2.1", exits=(Exit("请该部门答复", department),))
    if department == owner:
        raise RuleBroken("提出部门不对自己的事项答复意见", clause="WS-2.1", exits=(Exit("直接修改后再提出"),))
    if stance is ItemStance.ADJUST and not note.strip():
        raise RuleBroken("建议修改须写明改什么", clause="WS-2.1", exits=(Exit("写明建议"),))


def require_told_why(reason: str, what: str) -> None:
    """WS-2.1: nobody is sent back or stopped without a reason."""
    if not reason.strip():
        raise RuleBroken(f"{what}须说明原因", clause="WS-2.1", exits=(Exit("写明原因"),))


def require_opinions_met(adjust: Mapping[str, Sequence[str]], overruled: str) -> None:
    """WS-2.1: an opinion that asks for a change is met, or the decision says why not. `adjust`: code → departments."""
    if adjust and not overruled.strip():
        code, departments = next(iter(sorted(adjust.items())))
        raise RuleBroken(
            f"事项 {code}：{'、'.join(departments)}建议修改",
            clause="WS-2.1",
            exits=(Exit("退回修改"), Exit("写明不采纳的理由后公布")),
        )


def require_not_backdated(code: str, first_day: date, today: date) -> None:
    """R-ITEM-1: what was checked stays checked by the version that was in force."""
    if first_day < today:
        raise RuleBroken(
            f"事项 {code} 的新版本不能从过去的日期（{first_day}）起生效", clause="R-ITEM-1", exits=(Exit("退回修改，生效日不早于公布日"),)
        )
