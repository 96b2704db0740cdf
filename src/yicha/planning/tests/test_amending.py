"""What the joint conference does by hand to a draft: solved anew at once, under every limit, and it can be taken back."""

import re
from datetime import date
from typing import Any

import pytest
from django.utils.translation import override

from yicha.engines.planning import to_plain
from yicha.engines.programme_check import check
from yicha.kernel.actor import SYSTEM
from yicha.kernel.refusals import RuleBroken
from yicha.kernel.spoken import spoken
from yicha.kernel.testing import NOW, REGION
from yicha.planning.actions.adopt_programme import adopt_programme
from yicha.planning.actions.amend_programme import amend_programme
from yicha.planning.actions.ask_merge import ask_merge
from yicha.planning.actions.merge_programme import merge_programme
from yicha.planning.actions.undo_amendment import undo_amendment
from yicha.planning.queries import board, programme, programme_files, programmes, versions
from yicha.planning.testing import YEAR, draw_year, line_row, make_county, make_plans, merge_year
from yicha.planning.types import (
    AdoptProgramme,
    Amending,
    AmendProgramme,
    AskMerge,
    Board,
    BoardRefusal,
    BoardVisit,
    MergeProgramme,
    ProgrammeStatus,
    UndoAmendment,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft() -> int:
    make_county()
    make_plans()
    return merge_year().programme


def amend(draft: int, visit: BoardVisit, act: Amending, **more: Any) -> Board:
    amend_programme(SYSTEM, AmendProgramme(draft, visit.key, act, **more), NOW)
    instance, answer = programme_files(SYSTEM, draft)
    assert check(to_plain(instance), to_plain(answer)) == []
    return board(SYSTEM, draft)


def find(shown: Board, sid: str) -> list[BoardVisit]:
    return [visit for visit in shown.visits if visit.sid == sid]


def test_the_board_counts_what_it_shows(draft: int) -> None:
    shown = board(SYSTEM, draft)
    assert len(shown.visits) == shown.figures.doors == 6
    assert len(shown.alone) == shown.figures.alone_doors == 18
    assert {visit.doors for visit in shown.visits} == {1}
    assert sum(week.doors for week in shown.weeks) == 6
    first = shown.visits[0]
    assert {item.department for item in first.items} == set(first.departments) == {"SCJG", "XFJY", "WSJK"}
    assert first.before == 3
    assert first.week in first.weeks


def test_pin_marks_a_visit_and_unpin_frees_it(draft: int) -> None:
    first = board(SYSTEM, draft).visits[0]
    assert find(amend(draft, first, Amending.PIN), first.sid)[0].pinned
    assert not find(amend(draft, first, Amending.UNPIN), first.sid)[0].pinned
    assert programme(SYSTEM, draft).version == 3


@pytest.mark.clause("GX-4.4")
def test_a_visit_moves_to_the_week_that_is_asked(draft: int) -> None:
    before = board(SYSTEM, draft)
    first = before.visits[0]
    week = next(week for week in first.weeks if week != first.week)
    after = amend(draft, first, Amending.MOVE, week=week)
    moved = find(after, first.sid)
    assert [(visit.week, visit.pinned, visit.key) for visit in moved] == [(week, True, first.key)]
    assert after.figures.doors == before.figures.doors
    assert {visit for visit in after.visits if visit.sid != first.sid} == {visit for visit in before.visits if visit.sid != first.sid}


@pytest.mark.clause("LYG-4.3a")
def test_no_visit_moves_out_of_its_window(draft: int) -> None:
    first = board(SYSTEM, draft).visits[0]
    with pytest.raises(RuleBroken, match="时间窗") as refused:
        amend(draft, first, Amending.MOVE, week=50)
    assert refused.value.clause == "LYG-4.3a"
    assert "改到第" in refused.value.exits[0].what
    assert programme(SYSTEM, draft).version == 1


def test_a_department_that_is_split_off_comes_alone_and_the_bound_stays(draft: int) -> None:
    before = board(SYSTEM, draft)
    first = before.visits[0]
    after = amend(draft, first, Amending.SPLIT, department=first.departments[-1])
    parts = find(after, first.sid)
    assert sorted(len(visit.departments) for visit in parts) == [1, 2]
    assert after.figures.doors == before.figures.doors + 1
    assert after.figures.lower_bound == before.figures.lower_bound
    apart = next(visit for visit in parts if visit.apart)
    assert apart.apart is not None
    assert apart.apart.code == "split"
    assert dict(programme(SYSTEM, draft).summary)["doors"] == after.figures.doors


def test_one_department_cannot_be_split(draft: int) -> None:
    first = board(SYSTEM, draft).visits[0]
    after = amend(draft, first, Amending.SPLIT, department=first.departments[-1])
    alone = next(visit for visit in find(after, first.sid) if len(visit.departments) == 1)
    with pytest.raises(RuleBroken, match="不能再拆分"):
        amend(draft, alone, Amending.SPLIT, department=alone.departments[0])


def test_undo_goes_back_step_by_step_and_forgets_nothing(draft: int) -> None:
    before = board(SYSTEM, draft)
    first, second = before.visits[:2]
    amend(draft, first, Amending.SPLIT, department=first.departments[-1])
    amend(draft, second, Amending.PIN)
    undo_amendment(SYSTEM, UndoAmendment(draft, 3), NOW)
    assert not find(board(SYSTEM, draft), second.sid)[0].pinned
    undo_amendment(SYSTEM, UndoAmendment(draft, 4), NOW)
    assert board(SYSTEM, draft) == before
    found = versions(SYSTEM, draft)
    assert [row.number for row in found] == [5, 4, 3, 2, 1]
    assert [found[0].what, found[1].what] == [f"撤销：{found[3].what}", f"撤销：{found[2].what}"]
    with override("en"):
        told = [spoken(row.what) for row in found]
    assert re.fullmatch(r"Undone: .+ week \d+: .+ split off", told[0])
    assert re.fullmatch(r"Undone: .+ pinned to week \d+", told[1])
    with pytest.raises(RuleBroken, match="没有可撤销"):
        undo_amendment(SYSTEM, UndoAmendment(draft, 5), NOW)


def test_nobody_takes_back_what_he_has_not_seen(draft: int) -> None:
    amend(draft, board(SYSTEM, draft).visits[0], Amending.PIN)
    with pytest.raises(RuleBroken, match="别人"):
        undo_amendment(SYSTEM, UndoAmendment(draft, 1), NOW)


@pytest.mark.clause("R-SUB-3")
def test_a_full_week_is_refused_with_the_minutes_that_are_missing() -> None:
    make_county(subjects=12, officers=2)
    make_plans(SCJG=(line_row(ratio="100%", minutes=400),))
    draft = merge_year().programme
    week = board(SYSTEM, draft).visits[0].week
    with pytest.raises(RuleBroken, match="分钟") as refused:
        for visit in [visit for visit in board(SYSTEM, draft).visits if visit.week != week]:
            amend(draft, visit, Amending.MOVE, week=week)
    assert "改到第" in refused.value.exits[0].what


def test_what_is_amended_is_adopted(draft: int) -> None:
    first = board(SYSTEM, draft).visits[0]
    amend(draft, first, Amending.SPLIT, department=first.departments[-1])
    assert adopt_programme(SYSTEM, AdoptProgramme(draft), NOW).visits == 7
    with pytest.raises(RuleBroken):
        amend(draft, first, Amending.PIN)


def test_asking_and_merging_are_two_steps() -> None:
    make_county()
    make_plans()
    draw = draw_year()
    asked = ask_merge(SYSTEM, AskMerge(draw, date(YEAR, 1, 1)), NOW)
    assert programme(SYSTEM, asked.programme).status is ProgrammeStatus.MERGING
    with pytest.raises(RuleBroken, match="正在合并"):
        ask_merge(SYSTEM, AskMerge(draw, date(YEAR, 1, 1)), NOW)
    merged = merge_programme(SYSTEM, MergeProgramme(draw, date(YEAR, 1, 1), asked.programme), NOW)
    assert merged.programme == asked.programme
    again = merge_programme(SYSTEM, MergeProgramme(draw, date(YEAR, 1, 1)), NOW)
    assert [row.status for row in programmes(SYSTEM, REGION, YEAR)] == [ProgrammeStatus.DISCARDED, ProgrammeStatus.GENERATED]
    assert again.programme != merged.programme


@pytest.mark.clause("GX-4.4")
def test_a_visit_that_is_refused_goes_to_another_week_and_says_why(draft: int) -> None:
    before = board(SYSTEM, draft)
    first = before.visits[0]
    after = amend(draft, first, Amending.REJECT, reason=" 企业那周搬迁 ")
    moved = next(visit for visit in find(after, first.sid) if visit.key == first.key)
    assert moved.week != first.week
    assert moved.refused == (BoardRefusal(first.week, "企业那周搬迁"),)
    assert first.week in first.weeks
    assert first.week not in moved.weeks
    assert after.figures.doors == before.figures.doors
    assert {visit for visit in after.visits if visit.sid != first.sid} == {visit for visit in before.visits if visit.sid != first.sid}
    assert versions(SYSTEM, draft)[0].what.endswith("：企业那周搬迁")


@pytest.mark.clause("GX-4.4")
def test_nobody_moves_to_a_refused_week_until_that_is_taken_back(draft: int) -> None:
    first = board(SYSTEM, draft).visits[0]
    moved = find(amend(draft, first, Amending.REJECT, reason="搬迁"), first.sid)[0]
    with pytest.raises(RuleBroken, match="联席会议没有同意") as refused:
        amend(draft, moved, Amending.MOVE, week=first.week)
    assert refused.value.exits[-1].what == "先撤回不同意"
    free = find(amend(draft, moved, Amending.ALLOW, week=first.week), first.sid)[0]
    assert (free.refused, free.week) == ((), moved.week)
    assert find(amend(draft, free, Amending.MOVE, week=first.week), first.sid)[0].week == first.week
    with pytest.raises(RuleBroken, match="没有不同意"):
        amend(draft, free, Amending.ALLOW, week=first.week)


def test_a_refusal_outlasts_pins_moves_and_splits_of_the_visit(draft: int) -> None:
    first = board(SYSTEM, draft).visits[0]
    moved = find(amend(draft, first, Amending.REJECT, reason="搬迁"), first.sid)[0]
    week = next(week for week in moved.weeks if week != moved.week)
    amend(draft, moved, Amending.PIN)
    amend(draft, moved, Amending.MOVE, week=week)
    parts = find(amend(draft, moved, Amending.SPLIT, department=first.departments[-1]), first.sid)
    assert {(visit.refused, first.week in visit.weeks) for visit in parts} == {((BoardRefusal(first.week, "搬迁"),), False)}
    undo_amendment(SYSTEM, UndoAmendment(draft, 5), NOW)
    assert find(board(SYSTEM, draft), first.sid)[0].refused


@pytest.mark.parametrize("reason", ["", "  "], ids=["empty", "blank"])
def test_a_refusal_gives_its_reason(draft: int, reason: str) -> None:
    with pytest.raises(RuleBroken, match="须说明理由"):
        amend(draft, board(SYSTEM, draft).visits[0], Amending.REJECT, reason=reason)
    assert programme(SYSTEM, draft).version == 1


@pytest.mark.clause("LYG-4.3a")
def test_the_only_week_of_a_plan_is_not_refused() -> None:
    make_county()
    make_plans(SCJG=(line_row(ratio="100%", window=(date(YEAR, 3, 2), date(YEAR, 3, 6))),))
    draft = merge_year().programme
    with pytest.raises(RuleBroken, match="联席会议未同意第10周") as refused:
        amend(draft, board(SYSTEM, draft).visits[0], Amending.REJECT, reason="搬迁")
    assert refused.value.exits[-1].what == "退回部门计划，改宽时间窗"
    assert programme(SYSTEM, draft).version == 1


def test_of_a_visit_that_is_not_announced_the_versions_tell_neither_name_nor_reason() -> None:
    make_county()
    make_plans(SCJG=(line_row(ratio="100%", announced=False, secret_because="依法不预告"),))
    draft = merge_year().programme
    first = board(SYSTEM, draft).visits[0]
    after = amend(draft, first, Amending.REJECT, reason=f"{first.name}搬迁")
    assert find(after, first.sid)[0].refused[0].reason == f"{first.name}搬迁"
    assert re.fullmatch(r".+不预告的一家 不同意第\d+周", versions(SYSTEM, draft)[0].what)
