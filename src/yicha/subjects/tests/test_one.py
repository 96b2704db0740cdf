"""One subject by hand: registered, corrected, described, closed, moved."""

from datetime import time, timedelta

import pytest

from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.refusals import NotFound, RuleBroken
from yicha.kernel.testing import NOW, REGION
from yicha.kernel.trail import history
from yicha.orgs.testing import make_actor, make_region
from yicha.subjects.actions.add_identifier import add_identifier
from yicha.subjects.actions.close_subject import close_subject
from yicha.subjects.actions.correct_subject import correct_subject
from yicha.subjects.actions.end_identifier import end_identifier
from yicha.subjects.actions.move_out import move_out
from yicha.subjects.actions.register_subject import register_subject
from yicha.subjects.actions.reopen_subject import reopen_subject
from yicha.subjects.actions.set_openings import set_openings
from yicha.subjects.actions.take_in import take_in
from yicha.subjects.queries import active_subjects, details, doors_of, identifiers_of, openings_of, search, subject
from yicha.subjects.testing import facts, make_subjects, subject_row
from yicha.subjects.types import (
    AddIdentifier,
    CloseSubject,
    CorrectSubject,
    EndIdentifier,
    MoveOut,
    Opening,
    RegisterSubject,
    ReopenSubject,
    Scheme,
    SetOpenings,
    SubjectKind,
    TakeIn,
)

pytestmark = pytest.mark.django_db
STEWARD = make_actor(Role.DATA_STEWARD)
NEIGHBOUR = "62/6207/620798"
THERE = make_actor(Role.DATA_STEWARD, region=NEIGHBOUR)
GOOD = "9199999931412580XT"
BAD = "91620799MA00000010"
TODAY = NOW.date()


def registered(**values: object) -> str:
    return register_subject(STEWARD, RegisterSubject(REGION, facts(**values), "营业执照"), NOW).sid


@pytest.mark.clause("LYG-4.2")
@pytest.mark.parametrize("kind", list(SubjectKind))
def test_every_kind_of_subject_has_its_place(kind: SubjectKind) -> None:
    sid = registered(kind=kind)
    assert details(STEWARD, sid, TODAY).facts.kind is kind
    assert sid in {row.sid for row in active_subjects(STEWARD, REGION, TODAY)}


def test_a_code_becomes_the_number_and_stands_once() -> None:
    assert registered(uscc=GOOD.lower()) == GOOD
    with pytest.raises(RuleBroken, match="已经登记"):
        registered(uscc=GOOD, name="另一个名字")


def test_without_a_code_name_and_address_make_the_number() -> None:
    assert registered().startswith("LOC:")
    with pytest.raises(RuleBroken, match="已经登记"):
        registered()


@pytest.mark.parametrize(("code", "told"), [(BAD, "校验位不符"), ("9162", "不是18位"), ("150821600012345", "15位旧注册号")])
def test_a_code_that_fails_says_how(code: str, told: str) -> None:
    with pytest.raises(RuleBroken, match=told):
        registered(uscc=code)


def test_only_a_check_digit_can_be_waived_and_with_a_reason() -> None:
    waived = RegisterSubject(REGION, facts(uscc=BAD), "营业执照", waived="执照原件如此")
    assert register_subject(STEWARD, waived, NOW).sid == BAD
    assert correct_subject(STEWARD, CorrectSubject(BAD, facts(uscc=BAD, name="改名"), "营业执照"), NOW).corrected[0].new == "改名"
    with pytest.raises(RuleBroken, match="不是18位"):
        register_subject(STEWARD, RegisterSubject(REGION, facts(uscc="9162"), "营业执照", waived="原件如此"), NOW)


def test_sites_of_an_enterprise_share_its_code_and_its_limits() -> None:
    main = registered(uscc=GOOD)
    sites = [register_subject(STEWARD, RegisterSubject(REGION, facts(name=name), "现场核实", main), NOW).sid for name in ("二店", "三店")]
    assert sites == [f"{GOOD}-2", f"{GOOD}-3"]
    assert doors_of(subject(STEWARD, main), per_site=False) == [main, *sites]
    assert doors_of(subject(STEWARD, main), per_site=True) == [main]
    assert [one.name for one in details(STEWARD, sites[0], TODAY).sites] == [facts().name, "二店", "三店"]


def test_who_has_no_code_has_no_further_site() -> None:
    main = registered()
    with pytest.raises(RuleBroken, match="不能增加场所"):
        register_subject(STEWARD, RegisterSubject(REGION, facts(name="二店"), "现场核实", main), NOW)


@pytest.mark.clause("LYG-4.2")
def test_a_correction_keeps_the_old_value_and_where_it_comes_from() -> None:
    sid = registered(uscc=GOOD)
    correct_subject(
        STEWARD, CorrectSubject(sid, facts(uscc=GOOD, name="青禾新名饭店", grid="三网格"), "变更通知书"), NOW + timedelta(hours=1)
    )
    said = history(STEWARD, f"subject:{sid}")[-1].payload
    assert said is not None
    assert said["source"] == "变更通知书"
    assert {"field": "name", "old": facts().name, "new": "青禾新名饭店"} in said["corrected"]
    assert [(one.scheme, one.code) for one in identifiers_of(STEWARD, sid)] == [(Scheme.FORMER_NAME, facts().name)]
    assert {found.sid for text in ("新名", "qhxm", "新开小店") for found in search(STEWARD, text)} == {sid}


def test_a_corrected_code_moves_what_limits_count_by_and_the_number_stays() -> None:
    sid = registered()
    correct_subject(STEWARD, CorrectSubject(sid, facts(uscc=GOOD), "营业执照"), NOW)
    assert subject(STEWARD, sid).enterprise == GOOD
    with pytest.raises(RuleBroken, match="没有改动"):
        correct_subject(STEWARD, CorrectSubject(sid, facts(uscc=GOOD), "营业执照"), NOW)


def test_an_import_leaves_alone_what_people_added() -> None:
    make_subjects(subject_row(1))
    sid = subject_row(1).sid
    add_identifier(STEWARD, AddIdentifier(sid, Scheme.SIGN, "老味道"), NOW)
    correct_subject(STEWARD, CorrectSubject(sid, facts(name="青禾第1饭店", kind=SubjectKind.SCHOOL), "现场"), NOW)
    make_subjects(subject_row(1, name="青禾第一饭店"))
    assert details(STEWARD, sid, TODAY).facts.kind is SubjectKind.SCHOOL
    assert [found.sid for found in search(STEWARD, "lwd")] == [sid]


def test_a_shop_sign_is_found_by_part_and_initials_also_when_it_is_gone() -> None:
    sid = registered()
    added = add_identifier(STEWARD, AddIdentifier(sid, Scheme.SIGN, "好味道"), NOW)
    end_identifier(STEWARD, EndIdentifier(added.identifier, "招牌已换"), NOW)
    assert [found.sid for text in ("味道", "hwd") for found in search(STEWARD, text)] == [sid, sid]
    assert identifiers_of(STEWARD, sid)[0].last_day == TODAY
    with pytest.raises(NotFound):
        end_identifier(STEWARD, EndIdentifier(added.identifier, "再停一次"), NOW)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (AddIdentifier("", Scheme.REGISTRATION, "12345"), "15位数字"),
        (AddIdentifier("", Scheme.REGISTRATION, "150821600012345"), "校验位不符"),
        (AddIdentifier("", Scheme.LICENCE, "JY1"), "系统或许可名称"),
        (AddIdentifier("", Scheme.FORMER_NAME, "旧名"), "由更正产生"),
        (AddIdentifier("", Scheme.SIGN, "  "), "不能为空"),
        (AddIdentifier("", Scheme.SIGN, "店", first_day=TODAY, last_day=TODAY - timedelta(days=1)), "早于"),
    ],
)
def test_what_cannot_be_a_number_is_refused(asked: AddIdentifier, told: str) -> None:
    sid = registered()
    with pytest.raises(RuleBroken, match=told):
        add_identifier(STEWARD, AddIdentifier(**{**vars(asked), "sid": sid}), NOW)


def test_a_number_names_one_subject_at_a_time() -> None:
    first, second = registered(name="一店"), registered(name="二店")
    licence = {"scheme": Scheme.LICENCE, "issuer": "食品经营许可", "code": "JY16207990001"}
    until = add_identifier(STEWARD, AddIdentifier(first, **licence, last_day=TODAY), NOW)  # type: ignore[arg-type]  # as the fields
    assert until.code == "JY16207990001"
    later = AddIdentifier(second, **licence, first_day=TODAY + timedelta(days=1))  # type: ignore[arg-type]  # a column by its name
    add_identifier(STEWARD, later, NOW)
    with pytest.raises(RuleBroken, match="属于另一户"):
        add_identifier(STEWARD, AddIdentifier(second, **licence, first_day=TODAY), NOW)  # type: ignore[arg-type]  # a column by its name


def test_opening_hours_are_kept_as_a_whole() -> None:
    sid = registered()
    summer = Opening((6, 7), time(18), time(2), ("05-01", "09-30"))
    week = Opening((1, 2, 3, 4, 5), time(9), time(18))
    set_openings(STEWARD, SetOpenings(sid, (summer, week)), NOW)
    assert openings_of(STEWARD, sid) == (week, summer)
    assert set_openings(STEWARD, SetOpenings(sid, ()), NOW).before == (week, summer)
    assert openings_of(STEWARD, sid) == ()


NINE, SIX = time(9), time(18)


@pytest.mark.parametrize("wrong", [Opening((), NINE, SIX), Opening((8,), NINE, SIX), Opening((1,), NINE, SIX, ("02-30", "12-31"))])
def test_hours_that_no_week_has_are_refused(wrong: Opening) -> None:
    sid = registered()
    with pytest.raises(RuleBroken):
        set_openings(STEWARD, SetOpenings(sid, (wrong,)), NOW)


def test_a_closed_subject_can_be_reopened() -> None:
    sid = registered()
    close_subject(STEWARD, CloseSubject(sid, "误报注销"), NOW)
    assert active_subjects(STEWARD, REGION, TODAY) == []
    reopen_subject(STEWARD, ReopenSubject(sid, "撤销误报"), NOW)
    assert [row.sid for row in active_subjects(STEWARD, REGION, TODAY)] == [sid]
    with pytest.raises(RuleBroken, match="在名录中，不能恢复"):
        reopen_subject(STEWARD, ReopenSubject(sid, "再来"), NOW)


@pytest.fixture
def regions() -> None:
    make_region()
    make_region("620798", "邻县")


@pytest.mark.clause("R-SUB-1")
@pytest.mark.usefixtures("regions")
def test_a_subject_moves_with_both_regions_agreeing() -> None:
    sid = registered(uscc=GOOD)
    with pytest.raises(NotFound):
        take_in(THERE, TakeIn(sid, "新镇", "1号"), NOW)
    move_out(STEWARD, MoveOut(sid, "620798", "迁址"), NOW)
    assert active_subjects(SYSTEM, REGION, TODAY) == active_subjects(SYSTEM, NEIGHBOUR, TODAY) == []
    with pytest.raises(NotFound):
        take_in(STEWARD, TakeIn(sid, "新镇", "1号"), NOW)
    take_in(THERE, TakeIn(sid, "新镇", "邻县新镇1号"), NOW)
    assert [row.address for row in active_subjects(THERE, NEIGHBOUR, TODAY)] == ["邻县新镇1号"]
    with pytest.raises(NotFound):
        subject(STEWARD, sid)


@pytest.mark.usefixtures("regions")
def test_who_gave_it_up_can_take_it_back() -> None:
    sid = registered()
    move_out(STEWARD, MoveOut(sid, "620798", "迁址"), NOW)
    reopen_subject(STEWARD, ReopenSubject(sid, "不迁了"), NOW)
    with pytest.raises(NotFound):
        take_in(THERE, TakeIn(sid, "新镇", "1号"), NOW)
    assert [row.sid for row in active_subjects(STEWARD, REGION, TODAY)] == [sid]


@pytest.mark.usefixtures("regions")
@pytest.mark.parametrize(("region", "told"), [("620799", "已经在这个地区"), ("110105", "没有这个地区")])
def test_there_is_nowhere_else_to_move(region: str, told: str) -> None:
    sid = registered()
    with pytest.raises(RuleBroken, match=told):
        move_out(STEWARD, MoveOut(sid, region, "迁址"), NOW)


def test_what_is_of_another_region_is_not_there() -> None:
    sid = registered()
    for act in (
        lambda: correct_subject(THERE, CorrectSubject(sid, facts(name="他人"), "无"), NOW),
        lambda: add_identifier(THERE, AddIdentifier(sid, Scheme.SIGN, "他人"), NOW),
        lambda: close_subject(THERE, CloseSubject(sid, "注销"), NOW),
        lambda: register_subject(THERE, RegisterSubject(REGION, facts(name="他人"), "无"), NOW),
        lambda: set_openings(THERE, SetOpenings(sid, ()), NOW),
    ):
        with pytest.raises(NotFound):
            act()
