"""What anyone may read of a draw, when, and what a rehearsal is."""

from datetime import date, timedelta

import pytest

from yicha.draws.actions.commit_reveal import commit_reveal
from yicha.draws.actions.freeze_pool import freeze_pool
from yicha.draws.actions.rehearse_draw import rehearse_draw
from yicha.draws.actions.reveal_secret import reveal_secret
from yicha.draws.queries import (
    bundle,
    draw,
    draw_that_chose,
    drawn_lists,
    line_figures,
    public_draw,
    public_draws,
    public_files,
    public_zip,
    selected,
    standing,
    upcoming_number,
)
from yicha.draws.testing import MINUTE, hold_ceremony, make_void, next_issue
from yicha.draws.tests.test_ceremony import COORDINATOR, ELSEWHERE, PARTIES, SALT, frozen, officers_frame, subjects_frame
from yicha.draws.types import (
    TEST_PARTY,
    BeaconPlan,
    CommitReveal,
    DrawStatus,
    Fate,
    FreezePool,
    RehearseDraw,
    RevealSecret,
)
from yicha.engines.draw import unpack, verify
from yicha.engines.draw.bundle import pack
from yicha.engines.draw.frame import Frame, freeze_subjects
from yicha.engines.draw.types import Cell, Heading, Line, Stratum, Subject
from yicha.kernel.actor import SYSTEM
from yicha.kernel.archive import keep
from yicha.kernel.refusals import NotFound, NotPermitted, RuleBroken
from yicha.kernel.testing import NOW, REGION

pytestmark = pytest.mark.django_db

TODAY = NOW.date()
SEED = "5e" * 32


def number_of(pk: int) -> str:
    return draw(COORDINATOR, pk).number


def drawn() -> int:
    pk = frozen().draw
    hold_ceremony(pk, NOW + MINUTE)
    return pk


def freeze(frame: Frame, **values: object) -> int:
    digest = keep(COORDINATOR, pack(frame.to_files()), "frame", "frame.zip", NOW)
    command = {"participants": PARTIES, "beacon": next_issue(REGION, 2026), **values}
    return freeze_pool(COORDINATOR, FreezePool(REGION, 2026, digest, **command), NOW).draw  # type: ignore[arg-type] # the tests name fields


def test_who_was_drawn_is_what_the_full_bundle_says() -> None:
    pk = drawn()
    lists = drawn_lists(REGION, number_of(pk), TODAY)
    (line,) = lists.lines
    assert {*line.drawn, *lists.listed} == set(selected(COORDINATOR, pk)["L1"])
    assert (line.members, line.selected, lists.pool, lists.total) == (60, 20, 60, 20)
    assert verify(public_files(REGION, number_of(pk), TODAY)).ok
    assert unpack(public_zip(REGION, number_of(pk), TODAY)) == bundle(COORDINATOR, pk, public=True)


def test_everybody_may_ask_why() -> None:
    pk = drawn()
    number, lists = number_of(pk), drawn_lists(REGION, number_of(drawn_before(pk)), TODAY)
    (line,) = lists.lines
    for sid in (f"LOC:{at:04d}" for at in range(60)):
        found = standing(REGION, number, TODAY, sid)
        chosen = Fate.DRAWN if sid in line.drawn else Fate.LISTED if sid in lists.listed else Fate.ABOVE
        assert found.fate is chosen
        assert len(found.ticket) == 64
    assert standing(REGION, number, TODAY, "LOC:NONE").fate is Fate.ABSENT
    above = next(sid for sid in (f"LOC:{at:04d}" for at in range(60)) if sid not in {*line.drawn, *lists.listed})
    assert standing(REGION, number, TODAY, above).ticket >= line.cut


def drawn_before(pk: int) -> int:
    return pk


def test_a_low_ticket_that_was_not_drawn_is_explained() -> None:
    line = Line("L1", (Stratum("A", 1, 2),))
    pool = [Subject(f"LOC:{n:04d}", {0: Cell("A", excluded="CHECKED" if n % 2 else "")}) for n in range(40)]
    number = upcoming_number(REGION, 2026)
    frame = freeze_subjects(Heading(number, "抽查", codes={"CHECKED": "本年度已查"}), [line], pool, SALT)
    hold_ceremony(freeze(frame), NOW + MINUTE)
    fates = {sid: standing(REGION, number, TODAY, sid) for sid in (one.sid for one in pool)}
    explained = [one for one in fates.values() if one.fate is Fate.EXPLAINED]
    assert explained
    assert {one.code for one in explained} == {"本年度已查"}
    assert all(one.ticket < one.cut for one in explained)


def test_before_there_is_a_result_there_is_nothing_to_take_home() -> None:
    pk = frozen().draw
    assert public_draw(REGION, number_of(pk)).status is DrawStatus.FROZEN
    for read in (public_zip, public_files, drawn_lists):
        with pytest.raises(NotFound):
            read(REGION, number_of(pk), TODAY)


@pytest.mark.clause("LYG-4.3e")
def test_names_stay_closed_until_their_day() -> None:
    number = upcoming_number(REGION, 2026)
    pk = freeze(subjects_frame(number), open_from=date(2026, 12, 1))
    hold_ceremony(pk, NOW + MINUTE)
    for read in (public_zip, public_files, drawn_lists):
        with pytest.raises(NotFound):
            read(REGION, number, date(2026, 11, 30))
    with pytest.raises(NotFound):
        standing(REGION, number, date(2026, 11, 30), "LOC:0001")
    assert drawn_lists(REGION, number, date(2026, 12, 1)).total == 20


def test_another_region_has_no_such_draw() -> None:
    pk = drawn()
    for read in (public_zip, public_files, drawn_lists):
        with pytest.raises(NotFound):
            read("62/6208", number_of(pk), TODAY)
    with pytest.raises(NotFound):
        line_figures(ELSEWHERE, pk)
    assert public_draws("62/6208") == []


def test_a_void_draw_stays_for_everybody_to_see_and_is_counted() -> None:
    first = drawn()
    make_void(first, "名录有误", NOW + timedelta(hours=1))
    second = frozen().draw
    assert drawn_lists(REGION, number_of(first), TODAY).total == 20
    assert [row.void_because for row in public_draws(REGION)] == ["", "名录有误"]
    assert (draw(COORDINATOR, first).redraws, draw(COORDINATOR, second).redraws) == (0, 1)


def test_figures_before_the_draw_are_those_after_it() -> None:
    pk = frozen().draw
    (line,) = line_figures(COORDINATOR, pk)
    hold_ceremony(pk, NOW + MINUTE)
    assert (line.members, line.eligible, line.wanted) == (60, 60, drawn_lists(REGION, number_of(pk), TODAY).lines[0].selected)
    assert line_figures(COORDINATOR, frozen(officers_frame).draw) == ()


def test_which_draw_chose_a_subject() -> None:
    pk = drawn()
    chosen = selected(COORDINATOR, pk)["L1"]
    assert draw_that_chose(COORDINATOR, pk, chosen[0]) == number_of(pk)
    assert not draw_that_chose(COORDINATOR, pk, "LOC:NONE")
    officers = frozen(officers_frame).draw
    hold_ceremony(officers, NOW + MINUTE)
    assert not draw_that_chose(COORDINATOR, officers, "V0")


@pytest.mark.clause("YX-2.7b")
def test_a_rehearsal_is_played_by_one_person_and_says_so() -> None:
    pk = freeze(subjects_frame(upcoming_number(REGION, 2026)), participants=(TEST_PARTY,), beacon=BeaconPlan())
    rehearse_draw(COORDINATOR, RehearseDraw(pk, SEED), NOW + MINUTE)
    row = draw(COORDINATOR, pk)
    assert (row.status, row.is_test, row.rehearsal) == (DrawStatus.DRAWN, True, True)
    report = verify(bundle(COORDINATOR, pk, public=True))
    assert report.ok
    assert any("未经见证" in note for note in report.notes)
    again = freeze(subjects_frame(upcoming_number(REGION, 2026)), participants=(TEST_PARTY,), beacon=BeaconPlan())
    with pytest.raises(RuleBroken):
        rehearse_draw(COORDINATOR, RehearseDraw(again, "not hex"), NOW + MINUTE)


@pytest.mark.parametrize(
    ("participants", "beacon"),
    [(PARTIES, BeaconPlan()), ((TEST_PARTY,), BeaconPlan("双色球", "2026999", NOW + MINUTE)), ((TEST_PARTY, "SFJ"), BeaconPlan())],
)
def test_whatever_others_hold_a_secret_for_waits_for_them(participants: tuple[str, ...], beacon: BeaconPlan) -> None:
    pk = freeze(subjects_frame(upcoming_number(REGION, 2026)), participants=participants, beacon=beacon)
    with pytest.raises(RuleBroken, match="测试种子"):
        rehearse_draw(COORDINATOR, RehearseDraw(pk, SEED), NOW + MINUTE)
    assert draw(COORDINATOR, pk).status is DrawStatus.FROZEN


def test_nobody_acts_for_the_test_party() -> None:
    pk = freeze(subjects_frame(upcoming_number(REGION, 2026)), participants=(TEST_PARTY,), beacon=BeaconPlan())
    for attempt in (
        lambda: commit_reveal(COORDINATOR, CommitReveal(pk, TEST_PARTY, "00" * 32), NOW),
        lambda: reveal_secret(COORDINATOR, RevealSecret(pk, TEST_PARTY, "00" * 32), NOW),
    ):
        with pytest.raises((NotPermitted, RuleBroken)):
            attempt()
    with pytest.raises(NotFound):
        rehearse_draw(ELSEWHERE, RehearseDraw(pk, SEED), NOW)
    assert draw(SYSTEM, pk).participants[0].commitment == ""
