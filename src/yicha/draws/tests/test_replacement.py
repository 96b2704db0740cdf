"""递补: who was drawn and cannot be checked gives way to another, by a draw of its own that anybody can check."""

import pytest
from django.db import DatabaseError, transaction

from yicha.draws.actions.freeze_replacement import freeze_replacement
from yicha.draws.queries import bundle, draw, drawn_lists, line_figures, public_draw, selected, to_check
from yicha.draws.testing import MINUTE, hold_ceremony, make_void, next_issue
from yicha.draws.tests.test_ceremony import COORDINATOR, ELSEWHERE, PARTIES, frozen, officers_frame
from yicha.draws.types import DrawStatus, FreezeReplacement, LossReason, LostSubject, ReplacementFrozen
from yicha.engines.draw import verify
from yicha.engines.draw.verification import BEHIND
from yicha.kernel.refusals import NotFound, RuleBroken
from yicha.kernel.testing import NOW, REGION, RUN_SQL, Sql, actor, run_sql

pytestmark = pytest.mark.django_db

LATER = 10 * MINUTE


def drawn() -> int:
    pk = frozen().draw
    hold_ceremony(pk, NOW + MINUTE)
    return pk


def in_the_open(pk: int) -> tuple[str, ...]:
    """Of the class of which some are left; one of the other may stand there by its low ticket."""
    return tuple(sid for sid in drawn_lists(REGION, draw(COORDINATOR, pk).number, NOW.date()).lines[0].drawn if not sid.endswith("0"))


def lose(pk: int, *sids: str) -> ReplacementFrozen:
    lost = tuple(LostSubject(sid, LossReason.CLOSED, "注销登记 2026-17") for sid in sids)
    return freeze_replacement(COORDINATOR, FreezeReplacement(pk, lost, PARTIES, next_issue(REGION, 2026, NOW + LATER)), NOW + LATER)


def replaced(pk: int, *sids: str) -> int:
    found = lose(pk, *sids).draw
    hold_ceremony(found, NOW + LATER + MINUTE)
    return found


@pytest.mark.clause("YX-2.7b LYG-4.2")
def test_who_is_lost_gives_way_to_another_of_the_class_and_anybody_can_check_it() -> None:
    first = drawn()
    lost = in_the_open(first)[:2]
    second = replaced(first, *lost)
    came = selected(COORDINATOR, second)["L1"]
    assert len(came) == 2
    assert not set(came) & set(selected(COORDINATOR, first)["L1"])
    for public in (False, True):
        report = verify(bundle(COORDINATOR, second, public=public))
        assert report.problems == []
        assert BEHIND in report.checked


def test_what_is_to_be_checked_follows_the_replacements() -> None:
    first = drawn()
    lost = in_the_open(first)[:2]
    assert to_check(COORDINATOR, first, NOW.date()) == selected(COORDINATOR, first)
    second = replaced(first, *lost)
    came = selected(COORDINATOR, second)["L1"]
    third = replaced(second, came[0])
    found = to_check(COORDINATOR, first, NOW.date())["L1"]
    assert set(found) == {*selected(COORDINATOR, first)["L1"], *came, *selected(COORDINATOR, third)["L1"]} - {*lost, came[0]}
    assert len(found) == len(selected(COORDINATOR, first)["L1"])


def test_it_has_a_number_a_frame_and_a_reason_that_everybody_sees() -> None:
    first = drawn()
    sid = in_the_open(first)[0]
    row = public_draw(REGION, lose(first, sid).number)
    assert (row.replaces, row.status) == (first, DrawStatus.FROZEN)
    assert row.lost == (LostSubject(sid, LossReason.CLOSED, "注销登记 2026-17"),)
    assert row.pool_hash == draw(COORDINATOR, first).pool_hash
    assert [line.wanted for line in line_figures(COORDINATOR, row.id)] == [1]


def test_until_it_is_drawn_nothing_changes_and_a_void_one_changes_nothing() -> None:
    first = drawn()
    before = to_check(COORDINATOR, first, NOW.date())
    frozen_one = lose(first, in_the_open(first)[0])
    assert to_check(COORDINATOR, first, NOW.date()) == before
    make_void(frozen_one.draw, "依据有误", NOW + LATER)
    assert to_check(COORDINATOR, first, NOW.date()) == before
    again = replaced(first, in_the_open(first)[0])
    assert draw(COORDINATOR, again).number.endswith("-D3")


def test_a_draw_is_replaced_in_once_and_then_its_replacement_is() -> None:
    first = drawn()
    one, other, *_ = in_the_open(first)
    second = replaced(first, one)
    with pytest.raises(RuleBroken, match="已有递补"), transaction.atomic():
        lose(first, other)
    assert lose(second, other).replaces == second


def test_what_others_stand_on_is_not_made_void() -> None:
    first = drawn()
    second = replaced(first, in_the_open(first)[0])
    with pytest.raises(RuleBroken, match="已有递补"):
        make_void(first, "名录有误", NOW + 2 * LATER)
    make_void(second, "依据有误", NOW + 2 * LATER)
    make_void(first, "名录有误", NOW + 2 * LATER)


def test_only_who_was_drawn_in_the_open_is_replaced() -> None:
    first = drawn()
    missed = min({f"LOC:{number:04d}" for number in range(40)} - {*selected(COORDINATOR, first)["L1"]})
    for sid in (missed, "LOC:9999"):
        with pytest.raises(RuleBroken, match="没有抽中或已经递补"):
            lose(first, sid)


def test_of_a_class_that_was_taken_whole_nobody_is_left() -> None:
    """Who of it stands in the open does so by a low ticket: it takes the draw that happens to show one."""
    for _ in range(20):
        first = drawn()
        shown = [sid for sid in drawn_lists(REGION, draw(COORDINATOR, first).number, NOW.date()).lines[0].drawn if sid.endswith("0")]
        if shown:
            break
    with pytest.raises(RuleBroken, match="没有可递补"):
        lose(first, shown[0])


def test_nobody_is_lost_twice_nor_without_evidence() -> None:
    first = drawn()
    sid = in_the_open(first)[0]
    second = replaced(first, sid)
    with pytest.raises(RuleBroken, match="没有抽中或已经递补"):
        lose(second, sid)
    for lost in ((), (LostSubject(sid, LossReason.MOVED, " "),)):
        with pytest.raises(RuleBroken, match="依据"):
            freeze_replacement(COORDINATOR, FreezeReplacement(second, lost, PARTIES, next_issue(REGION, 2026, NOW + LATER)), NOW + LATER)


def test_only_a_draw_of_subjects_that_was_run_and_of_the_region() -> None:
    for pk in (frozen().draw, frozen(officers_frame).draw):
        with pytest.raises(RuleBroken, match="已抽取的对象抽取"):
            lose(pk, "LOC:0001")
    first = drawn()
    command = FreezeReplacement(first, (LostSubject("LOC:0001", LossReason.MOVED, "x"),), PARTIES, next_issue(REGION, 2026))
    with pytest.raises(NotFound):
        freeze_replacement(ELSEWHERE, command, NOW)


def test_the_public_bundle_carries_the_draw_behind() -> None:
    first = drawn()
    second = replaced(first, in_the_open(first)[0])
    files = bundle(COORDINATOR, second, public=True)
    assert files["first/result.json"] == bundle(COORDINATOR, first, public=True)["result.json"]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE draws_draw SET replaces_id = NULL WHERE replaces_id IS NOT NULL",
        "UPDATE draws_loss SET evidence = 'x'",
        "DELETE FROM draws_loss",
    ],
)
def test_what_was_lost_stays_as_it_was_told(statement: str) -> None:
    first = drawn()
    replaced(first, in_the_open(first)[0])
    with pytest.raises(DatabaseError), transaction.atomic():
        run_sql(actor(RUN_SQL), Sql(statement), NOW)
