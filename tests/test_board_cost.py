"""GX-4.4: what an amendment of the merge board and what it shows cost the server, four hundred visits on screen, beside the page."""

from collections.abc import Callable
from functools import partial
from statistics import median
from time import process_time

import pytest

from tests.boards import FROM, OFFICE, large_draft
from yicha.kernel.actor import SYSTEM
from yicha.planning.queries import board, programme
from yicha.planning.types import Amending, BoardVisit
from yicha.shell.testing import acting

pytestmark = [pytest.mark.nightly, pytest.mark.django_db]
TURNS = 5
MOST = 2.6  # pages
LARGEST = 60_000  # bytes; the page has 205,000


def cost(act: Callable[[], object]) -> float:
    begun = process_time()
    act()
    return 1000 * (process_time() - begun)


def asked(visit: BoardVisit, act: Amending) -> dict[str, str | int]:
    other = next(week for week in visit.weeks if week != visit.week)
    return {"visit": visit.key, "act": act, "week": other, "department": visit.departments[-1], "reason": "企业搬迁"}


@pytest.mark.clause("GX-4.4")
def test_an_amendment_and_what_it_shows_cost_little_more_than_the_page() -> None:
    pk, client = large_draft(), acting(OFFICE)
    shown = f"?from={FROM}&cards=all"

    def page() -> None:
        assert client.get(f"/programmes/{pk}/{shown}").status_code == 200

    def amend(visit: BoardVisit, act: Amending) -> None:
        """As board.js asks: what differs comes with the answer."""
        now = {"shown": programme(SYSTEM, pk).version}
        answer = client.post(f"/programmes/{pk}/amend/{shown}", asked(visit, act) | now)
        assert answer.status_code == 200
        assert len(answer.content) < LARGEST

    page()
    told = {"page": median(cost(page) for _ in range(TURNS))}
    several = [visit for visit in board(SYSTEM, pk).visits if len(visit.departments) > 2]
    for place, act in enumerate((Amending.PIN, Amending.MOVE, Amending.SPLIT, Amending.REJECT)):
        told[act] = median(cost(partial(amend, visit, act)) for visit in several[place : 4 * TURNS : 4])
    print({name: round(found) for name, found in told.items()})  # noqa: T201 the figures of docs/measurements.md
    assert max(told.values()) < MOST * told["page"]
