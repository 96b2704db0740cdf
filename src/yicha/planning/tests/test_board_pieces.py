"""GX-4.4: what the open merge board is told after an amendment: only what differs."""

import re
from typing import Any

import pytest

from yicha.kernel.actor import SYSTEM
from yicha.planning.queries import board
from yicha.planning.testing import make_county, make_plans, merge_year
from yicha.planning.tests.test_web import office, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft() -> int:
    make_county()
    make_plans()
    return merge_year().programme


def post(draft: int, **said: Any) -> Any:
    return office().post(f"/programmes/{draft}/amend/", said)


def ids(page: str) -> set[str]:
    return set(re.findall(r' id="(pl-[^"]+)"', page))


def test_the_board_that_is_open_is_told_only_what_differs(draft: int) -> None:
    first = board(SYSTEM, draft).visits[0]
    answer = post(draft, visit=first.key, act="pin", shown=1)
    shown = answer.content.decode()
    assert answer.status_code == 200
    assert f'data-address="/programmes/{draft}/?visit={first.key}" data-version="2" data-chosen="{first.key}"' in shown
    assert "固定在第" in shown
    assert f'visit={first.key}"' in shown
    assert 0 < shown.count('<a class="pl-card') < 3 < shown.count("data-kept")
    assert "yc-side" not in shown
    assert not {"pl-departments", "pl-narrow"} & ids(shown)
    assert {"pl-steps", "pl-buttons", "pl-said"} <= ids(shown)
    assert f'href="/programmes/{draft}/adopt/"' in shown
    page = ids(office().get(f"/programmes/{draft}/?visit={first.key}").content.decode())
    assert ids(shown) <= page


def test_who_shows_another_version_or_other_weeks_is_sent_every_card(draft: int) -> None:
    first = board(SYSTEM, draft).visits[0]
    whole = post(draft, visit=first.key, act="pin", shown=0).content.decode()
    assert "data-kept" not in whole
    assert {"pl-departments", "pl-narrow", "pl-shown"} <= ids(whole)
    filtered = office().get(f"/programmes/{draft}/pieces/?show=pinned").content.decode()
    assert filtered.count('<a class="pl-card') == 1
    assert "data-kept" not in filtered


def test_a_visit_that_leaves_the_weeks_on_screen_is_shown_in_its_new_one(draft: int) -> None:
    client, first = office(), board(SYSTEM, draft).visits[0]
    columns = client.get(f"/programmes/{draft}/").context["page"].columns
    far = next(week for week in reversed(first.weeks) if week > max(column.week for column in columns))
    address = f"/programmes/{draft}/amend/?from={columns[0].week}"
    shown = client.post(address, {"visit": first.key, "act": "move", "week": far, "shown": 1}).content.decode()
    assert f'id="pl-cards-{far}"' in shown
    assert f'data-address="/programmes/{draft}/?visit={first.key}"' in shown


def test_what_is_refused_to_the_open_board_stands_beside_it(draft: int) -> None:
    first = board(SYSTEM, draft).visits[0]
    moved = post(draft, visit=first.key, act="move", week=50, shown=1)
    assert (moved.status_code, 'class="pl-card' in moved.content.decode()) == (409, False)
    assert "时间窗" in text(moved)
    late = office().post(f"/programmes/{draft}/undo/", {"version": 7, "shown": 1})
    assert late.status_code == 409
    assert "别人刚做了新的调整" in text(late)
    assert "data-focus" in late.content.decode()
