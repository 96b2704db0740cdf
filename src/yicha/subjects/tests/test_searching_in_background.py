"""查重 in a large register: the worker searches, once at a time, and the page waits."""

import pytest

from yicha.kernel.actor import Role
from yicha.kernel.refusals import RuleBroken
from yicha.kernel.testing import NOW, REGION, storm, work_off
from yicha.norms.testing import load_shipped
from yicha.orgs.testing import make_actor
from yicha.shell.testing import acting
from yicha.subjects.actions.ask_duplicates import ask_duplicates
from yicha.subjects.queries import suspicions
from yicha.subjects.testing import make_subjects, subject_row
from yicha.subjects.types import AskDuplicates

pytestmark = pytest.mark.usefixtures("own_database")
STEWARD = make_actor(Role.DATA_STEWARD)
PAGE = "/subjects/duplicates/"


@pytest.mark.clause("YX-2.14")
def test_the_page_waits_until_the_worker_has_searched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("yicha.subjects.web.duplicates.SEARCHED_AT_ONCE", 1)
    load_shipped()
    make_subjects(*(subject_row(number, name="青禾双生饭店", address="青禾县东川镇人民路1号") for number in (1, 2)))
    client = acting(STEWARD)
    assert client.post(PAGE + "find/").status_code == 303
    assert suspicions(STEWARD) == ()
    assert "hx-trigger" in client.get(PAGE).content.decode()
    assert "HX-Redirect" not in client.get(PAGE + "state/").headers
    assert client.post(PAGE + "find/").status_code == 409
    work_off()
    assert client.get(PAGE + "state/").headers["HX-Redirect"] == PAGE
    assert len(suspicions(STEWARD)) == 1
    assert "hx-trigger" not in client.get(PAGE).content.decode()


def test_of_eight_who_ask_at_once_one_starts_a_search() -> None:
    def ask(_: int) -> bool:
        try:
            ask_duplicates(STEWARD, AskDuplicates(REGION), NOW)
        except RuleBroken:
            return False
        return True

    assert sorted(storm(ask, 8)) == [False] * 7 + [True]
