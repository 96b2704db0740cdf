"""What must hold at each step of a ceremony. The order itself is the state table's and the database's."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from yicha.draws.types import TEST_PARTY, DrawKind, DrawRow, DrawStatus, LostSubject
from yicha.engines.draw.beacons import LEAST_BITS, SOURCES, check_said, issues_fit, said_at
from yicha.engines.draw.errors import DrawError
from yicha.engines.draw.issues import Calendar
from yicha.engines.draw.types import Round
from yicha.kernel.actor import Actor
from yicha.kernel.refusals import Exit, NotPermitted, RuleBroken
from yicha.norms.types import NormPermission

CLAUSE = "YX-2.7b"
HEX = "[0-9a-f]{64}"
LONGEST_NAME = 40
VOID_AND_AGAIN = Exit("作废本次抽取后重新冻结名录", "说明原因，公开计数")
MEND_FIRST = (Exit("第一遍有误的，由录入的人改正"), Exit("不改的，用自己录的替下第一遍，再请另一人录"))
NO_CALENDAR = Calendar({}, {})
TOO_LATE = (Exit("按没有交出计，点名后抽取", "联席办"), VOID_AND_AGAIN)


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


def require_own_replay(actor: Actor, department: str) -> None:
    """YX-2.7b: who drew again says so for itself. A department that did not, confirms nothing."""
    if not department or (not actor.system and actor.department != department):
        raise NotPermitted("只能确认本部门自己的重演", clause=CLAUSE, exits=(Exit("由重演的部门自己确认", department),))


def require_drawn(status: DrawStatus) -> None:
    """YX-2.7b: there is a bundle to draw again from, and the draw was not made void."""
    if status is not DrawStatus.DRAWN:
        raise RuleBroken("这次抽取没有可以重演的结果", clause=CLAUSE)


def require_same_number(ours: str, theirs: str) -> None:
    """YX-2.7b: another bundle number is another draw: that is not confirmed, it is an alarm."""
    if ours != theirs:
        raise RuleBroken(
            "与本次抽取的编号不同，不能确认", clause=CLAUSE, exits=(Exit("再取一份完整包重演"), Exit("仍不同的，提议作废", "司法监督"))
        )


def require_rehearsal(*, rehearsal: bool, is_test: bool) -> None:
    """Only what is a test and nobody's secret can be played by one person; whatever others hold a secret for waits for them."""
    if not (rehearsal and is_test):
        raise RuleBroken("有真实参与方的抽取不能用测试种子", clause=CLAUSE, exits=(Exit("由各参与方自己提交"), VOID_AND_AGAIN))


def require_seed_form(seed: str) -> None:
    if not re.fullmatch(HEX, seed):
        raise RuleBroken("测试种子应为64位十六进制数", clause=CLAUSE)


def require_all_committed(uncommitted: Sequence[str], known: Mapping[str, str]) -> None:
    """`known`: how parties are called."""
    if uncommitted:
        missing = "、".join(known.get(one, one) for one in uncommitted)
        raise RuleBroken(f"还差承诺：{missing}", clause=CLAUSE, exits=(Exit("等参与方提交承诺"), VOID_AND_AGAIN))


def require_opens(fits: bool) -> None:  # noqa: FBT001 the engine has compared secret and commitment
    if not fits:
        raise RuleBroken("秘密数与承诺不符", clause=CLAUSE, exits=(Exit("提交承诺时的那个秘密数"),))


def secret_of(text: str) -> bytes:
    """The bytes of a secret as people type it: 64 hex digits. Whatever else it is, it opens nothing."""
    try:
        return bytes.fromhex(text)
    except ValueError:
        return b""


def require_first_commitment(commitment: str) -> None:
    """YX-2.7b: who could change what it bound itself to is not bound."""
    if commitment:
        raise RuleBroken("承诺已经提交，不能再改", clause=CLAUSE, exits=(Exit("保存好承诺时的秘密数，清单封存后交出"), VOID_AND_AGAIN))


def require_first_reveal(reveal: str) -> None:
    if reveal:
        raise RuleBroken("种子已经交出，不用再交", clause=CLAUSE, exits=(Exit("看抽取页"),))


def require_commitment_form(commitment: str) -> None:
    if not re.fullmatch(HEX, commitment):
        raise RuleBroken("承诺应为64位十六进制数", clause=CLAUSE)


def require_before_beacon(*, known: bool) -> None:
    """Once the beacon is known, revealing or reading again would be choosing. It is known from its first typing on."""
    if known:
        raise RuleBroken("公开随机数已经登记，不能再揭示或更改", clause=CLAUSE, exits=(VOID_AND_AGAIN,))


def require_strong_beacon(name: str) -> None:
    """YX-2.7b: at least 24 bits that nobody can choose, or whoever tries manifests could find one that suits. A test has none."""
    strong = "、".join(source.name for source in SOURCES.values() if source.strong)
    if name and (name not in SOURCES or not SOURCES[name].strong):
        raise RuleBroken(
            f"{name}不能作公开随机数：要不可挑选，至少{LEAST_BITS}位。可用：{strong}；骰子、摇号由人掌握，只能当参与方的秘密数",
            clause=CLAUSE,
            exits=(VOID_AND_AGAIN,),
        )


def hour_of(source: Round, told: datetime | None, calendar: Calendar = NO_CALENDAR) -> datetime | None:
    """YX-2.7b: when a source speaks, as its issue says or as was told; a test has no such hour, everything else has one.

    An hour told later than the calendar's would let its number be known before the seal; an earlier one only makes everybody hurry.
    """
    own = calendar.hour_of(source)
    if own is not None and told is not None and told > own:
        exits = (Exit("核对期号和开奖时刻"), Exit("休市安排有变的，先改参数 draws.game_rests", NormPermission.LOAD))
        raise RuleBroken(f"按开奖日历，{source.name}第{source.round}期 {own:%Y-%m-%d %H:%M} 开奖，不能写得更晚", clause=CLAUSE, exits=exits)
    hour = said_at(source) or told or own
    if source.name and hour is None:
        raise RuleBroken(
            "写明公开随机数何时公布：秘密数在这以前交出，号码在这以后录入", clause=CLAUSE, exits=(Exit("填写公布的日期和时刻"),)
        )
    return hour


def require_still_unknown(source: Round, due: datetime | None, at: datetime) -> None:
    """YX-2.7b: what is frozen and sealed, is so before the public number is said; afterwards lists could be tried until one suits."""
    if due is not None and at >= due:
        exits = (Exit("改用还没有公布的一期"), VOID_AND_AGAIN)
        raise RuleBroken(f"{source.name}第{source.round}期已经公布，公布以后不能再冻结或封存", clause=CLAUSE, exits=exits)


def require_in_time(source: Round, due: datetime | None, at: datetime) -> None:
    """YX-2.7b: who could still choose to reveal or to withhold once the number is out would choose between two results."""
    if due is not None and at >= due:
        raise RuleBroken(f"{source.name}第{source.round}期已经公布，公布以后交出的种子不算", clause=CLAUSE, exits=TOO_LATE)


def require_already_said(source: Round, due: datetime | None, at: datetime) -> None:
    """YX-2.7b: nobody types what has not been said."""
    if due is not None and at < due:
        raise RuleBroken(f"{source.name}第{source.round}期还没有公布", clause=CLAUSE, exits=(Exit("等公布后录入"),))


def require_fallback(first: Round, due: datetime | None, second: Round, later: datetime | None) -> None:
    """YX-2.7b: the fallback is as strong as the first, another issue, and said after it: before that nobody knows what it would be."""
    if not first.name:
        raise RuleBroken("试验抽取没有公开随机数，也没有备用的", clause=CLAUSE)
    require_strong_beacon(second.name)
    require_named_issues(second)
    if first == second or due is None or later is None or later <= due:
        raise RuleBroken("备用的公开随机数应为另一期，在第一个之后公布", clause=CLAUSE, exits=(Exit("改用公布得更晚的一期"),))


def require_a_fallback(name: str) -> None:
    if not name:
        raise RuleBroken("清单没有定备用的公开随机数", clause=CLAUSE, exits=(Exit("等清单所定的那一期公布"), VOID_AND_AGAIN))


def require_witnesses(found: int, wanted: int) -> None:
    """YX-2.7b: so many have cosigned the manifest before the public number is said, or it could still be exchanged for another."""
    if found < wanted:
        exits = (Exit("等见证人签名，每几分钟请一次"), Exit("看见证人", "审计管理员"), VOID_AND_AGAIN)
        raise RuleBroken(f"清单要 {wanted} 位见证人在公布前签名，现有 {found} 位", clause=CLAUSE, exits=exits)


def require_beacon_value(source: Round, value: str) -> None:
    """A named source says what it can say; a test draw has none and must not pretend to one."""
    if not re.fullmatch("([0-9a-f]{2})*", value) or bool(source.name) != bool(value):
        raise RuleBroken("公开随机数应为十六进制数；试验抽取没有公开随机数", clause=CLAUSE)
    if not source.name:
        return
    try:
        check_said(source, bytes.fromhex(value))
    except DrawError as error:
        raise RuleBroken(str(error).partition(" · ")[0], clause=CLAUSE, exits=(Exit("照公布的原文重新录入"),)) from error


def require_named_issues(source: Round) -> None:
    """YX-2.7b: of each lottery of a combination the very issue is named before, in the one way its source writes it."""
    if not issues_fit(source):
        exits = (Exit("如：双色球写 2026045，大乐透写 26045，排列5+福彩3D 写 26101+2026245；drand 写轮次"),)
        raise RuleBroken("每个公开随机数写明一期，照发行机构的期号，组合的用 + 隔开", clause=CLAUSE, exits=exits)


def require_something_to_type(name: str) -> None:
    if not name:
        raise RuleBroken("试验抽取没有公开随机数，直接登记为空", clause=CLAUSE)


def require_typed_twice(typed: str, typed_by: str, value: str, person: str) -> None:
    """YX-2.7b: what decides who is checked is typed by two persons apart from each other; only what both typed counts."""
    if not typed:
        raise RuleBroken("公开随机数还没有第一遍录入", clause=CLAUSE, exits=(Exit("先由一人录入第一遍"),))
    if typed_by == person:
        raise RuleBroken("第二遍要由另一个人录入", clause=CLAUSE, exits=(Exit("请另一名有权限的人照公布的原文录入"),))
    if typed != value:
        raise RuleBroken("与第一遍录入的不一致", clause=CLAUSE, exits=(Exit("照公布的原文核对"), *MEND_FIRST))


def require_same_source(*, fell_back: bool, fallback: bool) -> None:
    """YX-2.7b: both typings are of one source."""
    if fell_back != fallback:
        exits = (Exit("照第一遍所录的那一期录入"), *MEND_FIRST)
        raise RuleBroken("两遍录的不是同一期公开随机数", clause=CLAUSE, exits=exits)


def require_typing_of_use(typed_by: str, person: str, *, same: bool) -> None:
    """YX-2.7b: a first typing is corrected by whoever made it, or set aside by who read something else: one person who knows the number
    and will not correct a false one could else leave nothing but a void, and so choose. What counts still takes two who agree.
    """
    if same and typed_by not in {"", person}:
        raise RuleBroken("第一遍已由别人录入", clause=CLAUSE, exits=(Exit("录入第二遍"),))


def require_beacon_read(beacon_value: str | None) -> None:
    if beacon_value is None:
        raise RuleBroken("还没有登记公开随机数", clause=CLAUSE, exits=(Exit("登记清单所定那一期的公开随机数"), VOID_AND_AGAIN))


def require_missing_named(unrevealed: Iterable[str], named: Iterable[str], known: Mapping[str, str]) -> None:
    """Who holds back a secret is named before the draw, in the open. By now it is too late to reveal. `known`: how parties are called."""
    if set(unrevealed) != set(named):
        missing = "、".join(sorted(known.get(one, one) for one in unrevealed)) or "无"
        raise RuleBroken(
            f"未揭示的参与方：{missing}", clause=CLAUSE, exits=(Exit("勾选没有交出种子的参与方，按空计，公开"), VOID_AND_AGAIN)
        )


def require_reason(reason: str) -> None:
    if not reason.strip():
        raise RuleBroken("作废抽取必须说明原因", clause=CLAUSE)


def require_sealed_list(row: DrawRow, on: date) -> None:
    """YX-2.7b: there is something to open only between the draw of subjects and the day of its list."""
    if row.status is not DrawStatus.DRAWN or row.kind is not DrawKind.SUBJECTS:
        raise RuleBroken("这次抽取没有可看的名单", clause=CLAUSE)
    if row.opens_on(on):
        raise RuleBroken("名单已公开，谁都可以看", clause=CLAUSE, exits=(Exit("看抽取页"),))


def require_purpose(purpose: str) -> str:
    """YX-2.7b: nobody reads a sealed list without saying what for; as it is kept."""
    if not purpose.strip():
        raise RuleBroken("查看封存名单必须说明用途", clause=CLAUSE, exits=(Exit("写明为哪件事看"),))
    return purpose.strip()


def require_second_person(proposed_by: str, person: str) -> None:
    """LYG-5.6: to void is one more chance, so nobody takes it alone."""
    if not proposed_by:
        raise RuleBroken("还没有人提议作废", clause=CLAUSE, exits=(Exit("先提议作废，说明原因"),))
    if proposed_by == person:
        raise RuleBroken("提议作废的人不能自己确认", clause=CLAUSE, exits=(Exit("请另一人确认", "联席办或司法监督"),))


def require_same_reason(proposed: str, read: str) -> None:
    """LYG-5.6: confirmed is what was read."""
    if proposed != read:
        raise RuleBroken("作废原因刚刚改过，请看过再确认", clause=CLAUSE, exits=(Exit("重新打开本页"),))


def require_real_parties(departments: Sequence[str]) -> None:
    """Nobody is invited to a rehearsal: its seed is said aloud."""
    if TEST_PARTY in departments:
        raise RuleBroken("演练不邀请参与方", clause=CLAUSE)


def require_party_name(name: str, taken: Iterable[str]) -> None:
    """GX-3.2: who is invited has a name of its own, which goes into the manifest."""
    if not 2 <= len(name) <= LONGEST_NAME or name in taken:  # noqa: PLR2004 shorter is no name
        raise RuleBroken("写明受邀参与方的名称，不能与其他参与方相同", clause=CLAUSE)


def require_link_of_use(*, revealed: bool, known: bool) -> None:
    """GX-3.2: a link is for committing and revealing; after that there is nothing to open with it."""
    if revealed or known:  # known: typed, or its hour has come
        raise RuleBroken("已经交出或过了交出的时候，链接不再有用", clause=CLAUSE)


def require_replaceable(row_kind: DrawKind, *, drawn: bool) -> None:
    """YX-2.7b: only who was drawn can be lost, and officers have a rule of their own (回避)."""
    if row_kind is not DrawKind.SUBJECTS or not drawn:
        raise RuleBroken("只有已抽取的对象抽取可以递补", clause=CLAUSE, exits=(Exit("先完成抽取"), VOID_AND_AGAIN))


def require_losses(lost: Sequence[LostSubject]) -> None:
    """YX-2.7b: a loss is told with what shows it, each subject once."""
    if not lost or len({one.sid for one in lost}) != len(lost) or not all(one.evidence.strip() for one in lost):
        raise RuleBroken("写明被递补的对象和依据，每家一次", clause=CLAUSE)


def require_drawn_in_the_open(unknown: Sequence[str]) -> None:
    """YX-2.7b: of a class that is checked whole nobody is left to come instead."""
    if unknown:
        raise RuleBroken(
            f"没有抽中或已经递补：{'、'.join(unknown)}；整类全查的没有可递补的对象", clause=CLAUSE, exits=(Exit("核对抽中名单"),)
        )


def nobody_left(error: DrawError) -> RuleBroken:
    """YX-2.7b: who comes instead is of the same class; one that is checked whole has nobody left."""
    return RuleBroken(str(error).partition(" · ")[0], clause=CLAUSE, exits=(Exit("只递补同类还有未抽中的"),))


def require_not_replaced_in(*, replaced: bool) -> None:
    """YX-2.7b: what stands on a draw goes before it."""
    if replaced:
        raise RuleBroken("已有递补建立在这次抽取上", clause=CLAUSE, exits=(Exit("先作废递补的抽取"),))


def masked(name: str) -> str:
    """YX-2.7b: in the open officers are 张某."""
    return f"{name[0]}某" if name else ""
