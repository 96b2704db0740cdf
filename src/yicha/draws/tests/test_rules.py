"""What a ceremony lets happen and what it refuses, word for word: each rule at both sides of its edge, without a database."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import partial
from types import SimpleNamespace
from typing import Any

import pytest

from yicha.draws import rules
from yicha.draws.types import TEST_PARTY, DrawKind, DrawStatus, LossReason, LostSubject
from yicha.engines.draw.drand import said_at
from yicha.engines.draw.errors import DrawError
from yicha.engines.draw.issues import Calendar, Game
from yicha.engines.draw.types import Round
from yicha.kernel.actor import SYSTEM
from yicha.kernel.refusals import NotPermitted, Refusal, RuleBroken
from yicha.kernel.testing import NOW, actor

pytestmark = pytest.mark.clause("YX-2.7b")

MARKET, NOBODY = actor(department="SCJG"), actor()
LOTTERY, LATER_ISSUE, PUBLIC, NONE = Round("双色球", "2026045"), Round("大乐透", "26120"), Round("drand", "50000000"), Round("", "")
SAID = said_at(50_000_000)
AFTER, BEFORE = NOW + timedelta(seconds=1), NOW - timedelta(seconds=1)
AGAIN = "作废本次抽取后重新冻结名录（说明原因，公开计数）"
MEND = ("第一遍有误的，由录入的人改正", "不改的，用自己录的替下第一遍，再请另一人录")
GOOD = "030b11161c1f09"
STRONG = "双色球、大乐透、快乐8、drand、七星彩+排列5、七星彩+福彩3D、排列5+福彩3D"
WEAK = f"不能作公开随机数：要不可挑选，至少24位。可用：{STRONG}；骰子、摇号由人掌握，只能当参与方的秘密数"
NOT_HEX = tuple((text,) for text in ("", "0f" * 31, "0f" * 33, "0F" * 32, "0f" * 32 + "\n"))
UNNAMED = ("勾选没有交出种子的参与方，按空计，公开", AGAIN)
CALLED = {"SCJG": "市场监管局"}
TODAY = date(2026, 1, 5)


def lost(sid: str, evidence: str = "注销号 1") -> LostSubject:
    return LostSubject(sid, LossReason.CLOSED, evidence)


def row(status: DrawStatus = DrawStatus.DRAWN, kind: DrawKind = DrawKind.SUBJECTS, *, opens: bool = False) -> Any:
    return SimpleNamespace(status=status, kind=kind, opens_on=lambda _: opens)


ALLOWED: list[Callable[[], object]] = [
    lambda: rules.require_number("D1", "D1"),
    lambda: rules.require_participants(["SCJG"]),
    lambda: rules.require_participants(["SCJG", "SFJ"]),
    lambda: rules.require_own_secret(MARKET, "SCJG"),
    lambda: rules.require_own_secret(SYSTEM, "SFJ"),
    lambda: rules.require_own_replay(MARKET, "SCJG"),
    lambda: rules.require_own_replay(SYSTEM, "SFJ"),
    lambda: rules.require_drawn(DrawStatus.DRAWN),
    lambda: rules.require_same_number("ab", "ab"),
    lambda: rules.require_rehearsal(rehearsal=True, is_test=True),
    lambda: rules.require_seed_form("0f" * 32),
    lambda: rules.require_all_committed([], {}),
    lambda: rules.require_opens(True),
    lambda: rules.require_first_commitment(""),
    lambda: rules.require_first_reveal(""),
    lambda: rules.require_commitment_form("0f" * 32),
    lambda: rules.require_before_beacon(known=False),
    lambda: rules.require_strong_beacon("双色球"),
    lambda: rules.require_strong_beacon(""),
    lambda: rules.require_still_unknown(LOTTERY, NOW, BEFORE),
    lambda: rules.require_still_unknown(NONE, None, NOW),
    lambda: rules.require_in_time(LOTTERY, NOW, BEFORE),
    lambda: rules.require_in_time(NONE, None, NOW),
    lambda: rules.require_already_said(LOTTERY, NOW, NOW),
    lambda: rules.require_already_said(NONE, None, NOW),
    lambda: rules.require_fallback(LOTTERY, NOW, LATER_ISSUE, AFTER),
    lambda: rules.require_a_fallback("drand"),
    lambda: rules.require_witnesses(2, 2),
    lambda: rules.require_beacon_value(LOTTERY, GOOD),
    lambda: rules.require_beacon_value(NONE, ""),
    lambda: rules.require_named_issues(LOTTERY),
    lambda: rules.require_something_to_type("drand"),
    lambda: rules.require_typed_twice("ff", "one", "ff", "other"),
    lambda: rules.require_same_source(fell_back=True, fallback=True),
    lambda: rules.require_typing_of_use("", "one", same=True),
    lambda: rules.require_typing_of_use("one", "one", same=True),
    lambda: rules.require_typing_of_use("one", "other", same=False),
    lambda: rules.require_beacon_read(""),
    lambda: rules.require_missing_named(["SFJ", "SCJG"], ["SCJG", "SFJ"], {}),
    lambda: rules.require_reason("名录有误"),
    lambda: rules.require_sealed_list(row(), TODAY),
    lambda: rules.require_second_person("one", "other"),
    lambda: rules.require_same_reason("名录有误", "名录有误"),
    lambda: rules.require_real_parties(["SCJG"]),
    lambda: rules.require_party_name("公证", ["SCJG"]),
    lambda: rules.require_party_name("公" * 40, []),
    lambda: rules.require_link_of_use(revealed=False, known=False),
    lambda: rules.require_replaceable(DrawKind.SUBJECTS, drawn=True),
    lambda: rules.require_losses([lost("S1"), lost("S2")]),
    lambda: rules.require_drawn_in_the_open([]),
    lambda: rules.require_not_replaced_in(replaced=False),
]

Refused = tuple[Callable[[], object], str, tuple[str, ...]]


def each(rule: Callable[..., object], message: str, exits: tuple[str, ...], *cases: Any) -> list[Refused]:
    """A case: what the rule is given, in order or by name."""
    return [(partial(rule, **case) if isinstance(case, dict) else partial(rule, *case), message, exits) for case in cases]


REFUSED: list[Refused] = [
    *each(rules.require_number, "抽取编号应为 D1", ("重新生成名录",), ("D2", "D1")),
    *each(rules.require_participants, "至少要有一个参与方，且不能重复", (), ([],), (["SFJ", "SFJ"],)),
    *each(rules.require_own_secret, "只能提交本部门的秘密数", ("由参与方自己提交（SFJ）",), (MARKET, "SFJ")),
    *each(rules.require_own_replay, "只能确认本部门自己的重演", ("由重演的部门自己确认（SFJ）",), (MARKET, "SFJ")),
    *each(rules.require_own_replay, "只能确认本部门自己的重演", ("由重演的部门自己确认",), (NOBODY, ""), (SYSTEM, "")),
    *each(rules.require_drawn, "这次抽取没有可以重演的结果", (), (DrawStatus.VOID,)),
    *each(
        rules.require_same_number, "与本次抽取的编号不同，不能确认", ("再取一份完整包重演", "仍不同的，提议作废（司法监督）"), ("ab", "cd")
    ),
    *each(
        rules.require_rehearsal,
        "有真实参与方的抽取不能用测试种子",
        ("由各参与方自己提交", AGAIN),
        {"rehearsal": True, "is_test": False},
        {"rehearsal": False, "is_test": True},
    ),
    *each(rules.require_seed_form, "测试种子应为64位十六进制数", (), *NOT_HEX),
    *each(rules.require_all_committed, "还差承诺：市场监管局、SFJ", ("等参与方提交承诺", AGAIN), (["SCJG", "SFJ"], CALLED)),
    *each(rules.require_opens, "秘密数与承诺不符", ("提交承诺时的那个秘密数",), (False,)),
    *each(rules.require_first_commitment, "承诺已经提交，不能再改", ("保存好承诺时的秘密数，清单封存后交出", AGAIN), ("ab",)),
    *each(rules.require_first_reveal, "种子已经交出，不用再交", ("看抽取页",), ("ab",)),
    *each(rules.require_commitment_form, "承诺应为64位十六进制数", (), *NOT_HEX),
    *each(rules.require_before_beacon, "公开随机数已经登记，不能再揭示或更改", (AGAIN,), {"known": True}),
    *each(rules.require_strong_beacon, f"福彩3D{WEAK}", (AGAIN,), ("福彩3D",)),
    *each(rules.require_strong_beacon, f"骰子{WEAK}", (AGAIN,), ("骰子",)),
    *each(rules.hour_of, "写明公开随机数何时公布：秘密数在这以前交出，号码在这以后录入", ("填写公布的日期和时刻",), (LOTTERY, None)),
    *each(
        rules.require_still_unknown,
        "双色球第2026045期已经公布，公布以后不能再冻结或封存",
        ("改用还没有公布的一期", AGAIN),
        (LOTTERY, NOW, NOW),
    ),
    *each(
        rules.require_in_time,
        "双色球第2026045期已经公布，公布以后交出的种子不算",
        ("按没有交出计，点名后抽取（联席办）", AGAIN),
        (LOTTERY, NOW, NOW),
    ),
    *each(rules.require_already_said, "双色球第2026045期还没有公布", ("等公布后录入",), (LOTTERY, NOW, BEFORE)),
    *each(rules.require_fallback, "试验抽取没有公开随机数，也没有备用的", (), (NONE, None, LOTTERY, AFTER)),
    *each(
        rules.require_fallback,
        "备用的公开随机数应为另一期，在第一个之后公布",
        ("改用公布得更晚的一期",),
        (LOTTERY, NOW, LOTTERY, AFTER),
        (LOTTERY, None, PUBLIC, AFTER),
        (LOTTERY, NOW, PUBLIC, None),
        (LOTTERY, NOW, PUBLIC, NOW),
        (LOTTERY, NOW, PUBLIC, BEFORE),
    ),
    *each(rules.require_a_fallback, "清单没有定备用的公开随机数", ("等清单所定的那一期公布", AGAIN), ("",)),
    *each(
        rules.require_witnesses,
        "清单要 2 位见证人在公布前签名，现有 1 位",
        ("等见证人签名，每几分钟请一次", "看见证人（审计管理员）", AGAIN),
        (1, 2),
    ),
    *each(
        rules.require_beacon_value,
        "公开随机数应为十六进制数；试验抽取没有公开随机数",
        (),
        (LOTTERY, ""),
        (LOTTERY, "0G"),
        (LOTTERY, "0"),
        (NONE, "ff"),
    ),
    *each(rules.require_beacon_value, "不是双色球的开奖号码", ("照公布的原文重新录入",), (LOTTERY, "ff" * 7)),
    *each(
        rules.require_named_issues,
        "每个公开随机数写明一期，照发行机构的期号，组合的用 + 隔开",
        ("如：双色球写 2026045，大乐透写 26045，排列5+福彩3D 写 26101+2026245；drand 写轮次",),
        (Round("双色球", ""),),
        (Round("drand", "050000000"),),
    ),
    *each(rules.require_something_to_type, "试验抽取没有公开随机数，直接登记为空", (), ("",)),
    *each(rules.require_typed_twice, "公开随机数还没有第一遍录入", ("先由一人录入第一遍",), ("", "", "ff", "one")),
    *each(rules.require_typed_twice, "第二遍要由另一个人录入", ("请另一名有权限的人照公布的原文录入",), ("ff", "one", "ff", "one")),
    *each(rules.require_typed_twice, "与第一遍录入的不一致", ("照公布的原文核对", *MEND), ("ff", "one", "fe", "other")),
    *each(
        rules.require_same_source,
        "两遍录的不是同一期公开随机数",
        ("照第一遍所录的那一期录入", *MEND),
        {"fell_back": True, "fallback": False},
    ),
    (lambda: rules.require_typing_of_use("one", "other", same=True), "第一遍已由别人录入", ("录入第二遍",)),
    *each(rules.require_beacon_read, "还没有登记公开随机数", ("登记清单所定那一期的公开随机数", AGAIN), (None,)),
    *each(rules.require_missing_named, "未揭示的参与方：SFJ、市场监管局", UNNAMED, (["SFJ", "SCJG"], ["SFJ"], CALLED)),
    *each(rules.require_missing_named, "未揭示的参与方：无", UNNAMED, ([], ["SFJ"], CALLED)),
    *each(rules.require_reason, "作废抽取必须说明原因", (), ("  ",)),
    *each(
        rules.require_sealed_list,
        "这次抽取没有可看的名单",
        (),
        (row(DrawStatus.VOID), TODAY),
        (row(kind=DrawKind.OFFICERS), TODAY),
    ),
    *each(rules.require_sealed_list, "名单已公开，谁都可以看", ("看抽取页",), (row(opens=True), TODAY)),
    *each(rules.require_purpose, "查看封存名单必须说明用途", ("写明为哪件事看",), (" ",)),
    *each(rules.require_second_person, "还没有人提议作废", ("先提议作废，说明原因",), ("", "one")),
    *each(rules.require_second_person, "提议作废的人不能自己确认", ("请另一人确认（联席办或司法监督）",), ("one", "one")),
    *each(rules.require_same_reason, "作废原因刚刚改过，请看过再确认", ("重新打开本页",), ("名录有误", "换一批")),
    *each(rules.require_real_parties, "演练不邀请参与方", (), ([TEST_PARTY],)),
    *each(
        rules.require_party_name,
        "写明受邀参与方的名称，不能与其他参与方相同",
        (),
        ("公", ["SCJG"]),
        ("公" * 41, []),
        ("SCJG", ["SCJG"]),
    ),
    *each(
        rules.require_link_of_use,
        "已经交出或过了交出的时候，链接不再有用",
        (),
        {"revealed": True, "known": False},
        {"revealed": False, "known": True},
    ),
    *each(
        rules.require_replaceable,
        "只有已抽取的对象抽取可以递补",
        ("先完成抽取", AGAIN),
        {"row_kind": DrawKind.OFFICERS, "drawn": True},
        {"row_kind": DrawKind.SUBJECTS, "drawn": False},
    ),
    *each(
        rules.require_losses,
        "写明被递补的对象和依据，每家一次",
        (),
        ([],),
        ([lost("S1"), lost("S1")],),
        ([lost("S1"), lost("S2", " ")],),
    ),
    *each(
        rules.require_drawn_in_the_open,
        "没有抽中或已经递补：S1、S2；整类全查的没有可递补的对象",
        ("核对抽中名单",),
        (["S1", "S2"],),
    ),
    *each(rules.require_not_replaced_in, "已有递补建立在这次抽取上", ("先作废递补的抽取",), {"replaced": True}),
]


@pytest.mark.parametrize("act", ALLOWED, ids=range(len(ALLOWED)))
def test_what_is_right_passes(act: Callable[[], object]) -> None:
    act()


@pytest.mark.parametrize(("act", "message", "exits"), REFUSED, ids=range(len(REFUSED)))
def test_what_is_not_is_refused_with_its_clause_and_the_ways_out(act: Callable[[], object], message: str, exits: tuple[str, ...]) -> None:
    with pytest.raises(Refusal) as said:
        act()
    ways = tuple(f"{one.what}（{one.need}）" if one.need else one.what for one in said.value.exits)
    assert (said.value.message, said.value.clause, ways) == (message, "YX-2.7b", exits)
    assert isinstance(said.value, NotPermitted if message.startswith("只能") and "本部门" in message else RuleBroken)


def test_the_hour_of_a_round_is_its_own_whatever_was_told() -> None:
    assert rules.hour_of(PUBLIC, NOW) == SAID
    assert rules.hour_of(LOTTERY, NOW) == NOW
    assert rules.hour_of(NONE, None) is None


def test_the_hour_of_a_lottery_is_not_told_later_than_its_calendar_says() -> None:
    calendar = Calendar({"双色球": Game(frozenset({2, 4, 7}), time(21, 15, tzinfo=NOW.tzinfo))}, {2026: ((TODAY, TODAY),)})
    issue, own = Round("双色球", "2026002"), datetime(2026, 1, 4, 21, 15, tzinfo=NOW.tzinfo)
    assert rules.hour_of(issue, None, calendar) == own
    assert rules.hour_of(issue, own, calendar) == own
    assert rules.hour_of(issue, own - timedelta(seconds=1), calendar) == own - timedelta(seconds=1)
    with pytest.raises(RuleBroken, match="按开奖日历，双色球第2026002期 2026-01-04 21:15 开奖，不能写得更晚"):
        rules.hour_of(issue, own + timedelta(seconds=1), calendar)
    assert rules.hour_of(LATER_ISSUE, NOW, calendar) == NOW


def test_a_secret_is_read_as_people_write_it_and_anything_else_opens_nothing() -> None:
    assert rules.secret_of("0F " * 32) == bytes([15]) * 32
    assert rules.secret_of("no hex") == b""


def test_a_purpose_is_kept_without_what_surrounds_it() -> None:
    assert rules.require_purpose(" 核对车辆 ") == "核对车辆"


def test_who_is_left_is_said_in_the_words_of_the_engine() -> None:
    said = rules.nobody_left(DrawError("A 类没有人了", "nobody is left · of A"))
    assert (said.message, said.clause, said.exits[0].what) == ("A 类没有人了", "YX-2.7b", "只递补同类还有未抽中的")


@pytest.mark.parametrize(("name", "shown"), [("张三", "张某"), ("", ""), ("欧阳修", "欧某")])
def test_in_the_open_an_officer_is_somebody(name: str, shown: str) -> None:
    assert rules.masked(name) == shown
