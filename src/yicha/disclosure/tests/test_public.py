"""What the public finds, and what it does not."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from yicha.disclosure.actions.publish_result import publish_result
from yicha.disclosure.actions.withdraw_publication import withdraw_publication
from yicha.disclosure.queries import all_published, asked, awaiting, find, latest, publication, publications, results_of
from yicha.disclosure.rules.results import gravest
from yicha.disclosure.testing import draft_results, publish_results
from yicha.disclosure.types import Asked, PublicationRow, PublicationStatus, PublishResult, WithdrawPublication
from yicha.engines.deadlines import Light
from yicha.inspections.testing import make_inspections, on_the_day
from yicha.inspections.types import InspectionRow
from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.refusals import NotFound
from yicha.kernel.testing import NOW, REGION
from yicha.orgs.testing import make_actor

TODAY = NOW.date()
HEAD, ELSEWHERE = make_actor(Role.DEPARTMENT_HEAD), make_actor(Role.DEPARTMENT_HEAD, region="62/6208/620899")


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[list[InspectionRow]]:
    """Two checks: of one everything is published, of the other nothing yet."""
    with django_db_blocker.unblock(), transaction.atomic():
        rows = make_inspections()[:2]
        publish_results(rows[0])
        draft_results(rows[1])
        yield rows
        transaction.set_rollback(True)


@pytest.fixture
def rows(made: list[InspectionRow]) -> Iterator[list[InspectionRow]]:
    with transaction.atomic():
        yield made
        transaction.set_rollback(True)


def of(row: InspectionRow) -> list[PublicationRow]:
    return [one for one in publications(SYSTEM, REGION) if one.inspection == row.number]


def test_a_result_says_who_when_what_outcome_and_basis(rows: list[InspectionRow]) -> None:
    (result,) = results_of(REGION, of(rows[0])[0].sid, TODAY)
    assert {part.department for part in result.parts} == {task.department for task in rows[0].tasks}
    assert result.first.department == result.first.lead
    assert (result.outcome, result.items) == ("no_problem", len(result.parts))
    assert all(item.name and item.basis for part in result.parts for item in part.items)
    assert result.first.draw.startswith("620799-2026-D")
    assert result.published_at == on_the_day(rows[0], 11) + timedelta(days=1)


@pytest.mark.parametrize("ask", ["name", "initials", "sid", "town", "item", "nothing"])
def test_found_by_name_initials_or_code(rows: list[InspectionRow], ask: str) -> None:
    one = of(rows[0])[0]
    text = {"name": one.name[:4], "initials": "qhd", "sid": one.sid, "town": one.town, "item": one.items[0].name, "nothing": ""}[ask]
    found = find(REGION, Asked(text), 0, 20, TODAY)
    assert (found.total, found.subjects) == (1, 1)
    assert found.results == results_of(REGION, one.sid, TODAY)


def test_counts_are_the_rows_that_they_open(rows: list[InspectionRow]) -> None:
    text = of(rows[0])[0].name
    found = find(REGION, Asked(text), 0, 20, TODAY)
    for kind in ("outcome", "department", "year"):
        for count in getattr(found, f"{kind}s"):
            value = int(count.value) if kind == "year" else count.value
            assert find(REGION, Asked(text, **{kind: value}), 0, 20, TODAY).total == count.number  # type: ignore[arg-type] # one field by its name


def test_of_too_many_the_latest_are_shown_and_it_is_said(rows: list[InspectionRow], monkeypatch: pytest.MonkeyPatch) -> None:
    text, parts = of(rows[0])[0].name, len(of(rows[0]))
    for most, more in ((parts, True), (parts + 1, False)):
        monkeypatch.setattr(asked, "MOST", most)
        found = find(REGION, Asked(text), 0, 20, TODAY)
        assert (found.total, found.more, found.latest) == (1, more, most if more else 0)


def test_nothing_else_is_found(rows: list[InspectionRow]) -> None:
    draft = of(rows[1])[0]
    assert results_of(REGION, draft.sid, TODAY) == ()
    assert find(REGION, Asked(draft.sid), 0, 20, TODAY).total == 0
    assert find("62/6208", Asked(), 0, 20, TODAY).total == 0
    assert find(REGION, Asked(outcome="refused"), 0, 20, TODAY).results == ()
    assert find(REGION, Asked(), 1, 20, TODAY).results == ()


def test_what_is_withdrawn_vanishes_everywhere(rows: list[InspectionRow]) -> None:
    for one in of(rows[0]):
        withdraw_publication(SYSTEM, WithdrawPublication(one.id, "主体填错"), NOW)
    assert find(REGION, Asked(), 0, 20, TODAY).total == 0
    assert latest(REGION, 20, TODAY) == ()
    assert list(all_published(REGION, Asked(), TODAY)) == []
    assert results_of(REGION, of(rows[0])[0].sid, TODAY) == ()


def test_one_part_withdrawn_leaves_the_others(rows: list[InspectionRow]) -> None:
    gone, *rest = of(rows[0])
    withdraw_publication(SYSTEM, WithdrawPublication(gone.id, "主体填错"), NOW)
    (result,) = latest(REGION, 20, TODAY)
    assert {part.id for part in result.parts} == {one.id for one in rest}
    assert {one.id for one in all_published(REGION, Asked(), TODAY)} == {one.id for one in rest}


def test_the_head_sees_the_own_drafts_with_their_clock(rows: list[InspectionRow]) -> None:
    at = on_the_day(rows[1], 16)
    (waiting,) = awaiting(HEAD, PublicationStatus.DRAFT, at)
    assert waiting.row.department == "SCJG"
    assert waiting.clock is not None
    assert (waiting.clock.light, waiting.clock.due.day) == (Light.OK, waiting.row.publish_by)
    publish_result(HEAD, PublishResult(waiting.row.id), at)
    assert awaiting(HEAD, PublicationStatus.DRAFT, at) == []
    assert {one.clock and one.clock.light for one in awaiting(HEAD, PublicationStatus.PUBLISHED, at)} == {Light.DONE}
    withdraw_publication(HEAD, WithdrawPublication(waiting.row.id, "主体填错"), at)
    assert [one.clock for one in awaiting(HEAD, PublicationStatus.WITHDRAWN, at)] == [None]


def test_another_region_finds_nothing(rows: list[InspectionRow]) -> None:
    assert awaiting(ELSEWHERE, PublicationStatus.DRAFT, NOW) == []
    with pytest.raises(NotFound):
        publication(ELSEWHERE, of(rows[1])[0].id)


@pytest.mark.clause("LYG-4.4c")
def test_a_joint_check_shows_its_gravest_result() -> None:
    assert gravest(["no_problem", "corrected", "no_such_business"]) == "corrected"
    assert gravest(["refused", "pending"]) == "refused"
