"""What may be entered after a check, and what of it nobody has to type again."""

from collections.abc import Iterable, Mapping
from typing import Final

from yicha.exchange.rules.layouts import CHECK_NUMBER, CHECKS, Layout
from yicha.exchange.types import Column, RecordStatus, Remark
from yicha.kernel.refusals import Exit, RuleBroken

LETTERS: Final[Mapping[str, str]] = {"punish_action": "P", "force_action": "F", "other_action": "O"}
SIGNED: Final = "submitted_personnel"  # 报送人员


def action_code(table: str) -> str:
    """YX-2.15: the column with the number of the act itself."""
    return f"{table}_code"


def asked(layout: Layout, checks: Layout) -> tuple[Column, ...]:
    """YX-2.15: nothing is typed twice: what the check says already, and the number that we give, are not asked."""
    known = {*checks.labels, action_code(layout.table)}
    return tuple(column for column in layout.columns if column.name not in known)


def carried(layout: Layout, check: Mapping[str, str]) -> dict[str, str]:
    """YX-2.15: what the row takes from the check as it stands."""
    return {column.name: check[column.name] for column in layout.columns if check.get(column.name)}


def number_of(table: str, check: int, order: int) -> str:
    """YX-2.15: as no department's own system can count (`rules.giving.NUMBER` has no stroke)."""
    return f"{LETTERS[table]}{check}/{order}"


def code_of(table: str, check: Mapping[str, str], order: int) -> str:
    """YX-2.15: the number of the check and which act after it this is."""
    return f"{check[CHECK_NUMBER]}-{LETTERS[table]}{order}"


def require_measure(table: str) -> None:
    """YX-2.15: checks are recorded at the door; what follows from them is entered."""
    if table not in LETTERS:
        raise RuleBroken(f"不能登记这一类：{table}", clause="YX-2.15", exits=(Exit("只登记处罚、强制和其他行为"),))


def require_check(table: str, given_by: str, status: RecordStatus) -> None:
    """YX-2.15 GX-5.3: it follows from a check of ours that stands and is in order."""
    if table != CHECKS or given_by:
        raise RuleBroken("只能在本系统办结的检查后面登记", clause="YX-2.15", exits=(Exit("业务系统报送的检查，由该系统报送后续行为"),))
    if status in {RecordStatus.HELD, RecordStatus.WITHDRAWN}:
        raise RuleBroken("这次检查还没有可以上报的数据", clause="GX-5.3", exits=(Exit("先把检查数据更正好"),))


def require_asked(said: Iterable[str], columns: Iterable[Column]) -> None:
    """YX-2.15: nobody says over what the check says."""
    strange = set(said) - {column.name for column in columns}
    if strange:
        raise RuleBroken(f"这些栏不用填：{'、'.join(sorted(strange))}", clause="YX-2.15")


def require_faultless(faults: Iterable[Remark]) -> None:
    """GX-5.3: who types is told at once; only rows of systems are kept with their faults."""
    reasons = list(dict.fromkeys(fault.reason for fault in faults))
    if reasons:
        raise RuleBroken("；".join(reasons), clause="GX-5.3", exits=(Exit("改好再保存"),))


def require_entered(follows: int | None) -> None:
    """YX-2.15: what was mapped or given is corrected where it came from."""
    if not follows:
        raise RuleBroken("这条不是在页面上登记的", clause="YX-2.15", exits=(Exit("在它的来源更正"),))


def require_news(*, same: bool) -> None:
    """YX-2.15: a version says something new."""
    if same:
        raise RuleBroken("没有改动", clause="YX-2.15", exits=(Exit("改了再保存"),))
