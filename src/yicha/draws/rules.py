"""What must hold at each step of a ceremony. The order itself is the state table's and the database's."""

import re
from collections.abc import Iterable, Sequence

from yicha.kernel.actor import Actor
from yicha.kernel.refusals import Exit, NotPermitted, RuleBroken

CLAUSE = "YX-2.7b"
HEX = "[0-9a-f]{64}"
VOID_AND_AGAIN = Exit("作废本次抽取后重新冻结名录", "说明原因，公开计数")


def require_number(number: str, expected: str) -> None:
    """Numbers follow one another in the log: a draw cannot be tried under another number."""
    if number != expected:
        raise RuleBroken(f"抽取编号应为 {expected}", clause=CLAUSE, exits=(Exit("重新生成名录"),))


def require_participants(departments: Sequence[str]) -> None:
    """At least one secret goes into the seed, and nobody's twice."""
    if not departments or len(set(departments)) != len(departments):
        raise RuleBroken("至少要有一个参与方，且不能重复", clause=CLAUSE)


def require_own_secret(actor: Actor, department: str) -> None:
    """A secret is its department's own: nobody commits or reveals for another."""
    if not actor.system and actor.department != department:
        raise NotPermitted("只能提交本部门的秘密数", clause=CLAUSE, exits=(Exit("由参与方自己提交", department),))


def require_rehearsal(*, rehearsal: bool, is_test: bool) -> None:
    """Only what is a test and nobody's secret can be played by one person; whatever others hold a secret for waits for them."""
    if not (rehearsal and is_test):
        raise RuleBroken("有真实参与方的抽取不能用测试种子", clause=CLAUSE, exits=(Exit("由各参与方自己提交"), VOID_AND_AGAIN))


def require_seed_form(seed: str) -> None:
    if not re.fullmatch(HEX, seed):
        raise RuleBroken("测试种子应为64位十六进制数", clause=CLAUSE)


def require_all_committed(uncommitted: Sequence[str]) -> None:
    if uncommitted:
        raise RuleBroken(f"还差承诺：{'、'.join(uncommitted)}", clause=CLAUSE, exits=(Exit("等参与方提交承诺"), VOID_AND_AGAIN))


def require_opens(fits: bool) -> None:  # noqa: FBT001 the engine has compared secret and commitment
    if not fits:
        raise RuleBroken("秘密数与承诺不符", clause=CLAUSE, exits=(Exit("提交承诺时的那个秘密数"),))


def secret_of(text: str) -> bytes:
    """The bytes of a secret as people type it: 64 hex digits. Whatever else it is, it opens nothing."""
    try:
        return bytes.fromhex(text)
    except ValueError:
        return b""


def require_commitment_form(commitment: str) -> None:
    if not re.fullmatch(HEX, commitment):
        raise RuleBroken("承诺应为64位十六进制数", clause=CLAUSE)


def require_before_beacon(beacon_value: str | None) -> None:
    """Once the beacon is known, revealing or reading again would be choosing."""
    if beacon_value is not None:
        raise RuleBroken("公开随机数已经登记，不能再揭示或更改", clause=CLAUSE, exits=(VOID_AND_AGAIN,))


def require_beacon_value(name: str, value: str) -> None:
    """A named source says something; a test draw has none and must not pretend to one."""
    if not re.fullmatch("([0-9a-f]{2})*", value) or bool(name) != bool(value):
        raise RuleBroken("公开随机数应为十六进制数；试验抽取没有公开随机数", clause=CLAUSE)


def require_beacon_read(beacon_value: str | None) -> None:
    if beacon_value is None:
        raise RuleBroken("还没有登记公开随机数", clause=CLAUSE, exits=(Exit("登记清单所定那一期的公开随机数"), VOID_AND_AGAIN))


def require_missing_named(unrevealed: Iterable[str], named: Iterable[str]) -> None:
    """Who holds back a secret is named before the draw, in the open."""
    if set(unrevealed) != set(named):
        waiting = "、".join(sorted(unrevealed)) or "无"
        raise RuleBroken(
            f"未揭示的参与方：{waiting}", clause=CLAUSE, exits=(Exit("等参与方揭示"), Exit("列明未揭示的参与方后抽取"), VOID_AND_AGAIN)
        )


def require_reason(reason: str) -> None:
    if not reason.strip():
        raise RuleBroken("作废抽取必须说明原因", clause=CLAUSE)


def masked(name: str) -> str:
    """YX-2.7b: in the open officers are 张某."""
    return f"{name[0]}某" if name else ""
