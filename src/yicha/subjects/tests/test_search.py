"""Finding a subject by a part of its name, its initials, its code or its tail."""

import pytest

from yicha.kernel.actor import SYSTEM
from yicha.kernel.testing import NOW, REGION, actor
from yicha.subjects.actions.close_subject import close_subject
from yicha.subjects.queries import search
from yicha.subjects.testing import make_subjects, subject_row
from yicha.subjects.types import CloseSubject, SubjectPermission, SubjectStatus

pytestmark = pytest.mark.django_db

READER = actor(SubjectPermission.READ, region=REGION)
STRANGER = actor(SubjectPermission.READ, region="62/6299")


@pytest.fixture(autouse=True)
def register() -> None:
    make_subjects(
        subject_row(1, name="晴川宾馆"),
        subject_row(2, name="青禾县晴川宾馆分店", uscc="91620799MA0000000X", sid="91620799MA0000000X"),
        subject_row(3, name="晴川老宾馆"),
        subject_row(4, name="长渠饭店"),
    )


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("晴川宾馆", ["晴川宾馆", "青禾县晴川宾馆分店"]),
        ("晴川 宾馆", ["晴川宾馆", "晴川老宾馆", "青禾县晴川宾馆分店"]),
        ("qcbg", ["晴川宾馆", "青禾县晴川宾馆分店"]),
        ("000X", ["青禾县晴川宾馆分店"]),
        ("91620799", ["青禾县晴川宾馆分店"]),
        ("LOC:0000000000000004", ["长渠饭店"]),
        ("渠", ["长渠饭店"]),
        ("没有这家", []),
        (" ", []),
    ],
)
def test_best_first(text: str, names: list[str]) -> None:
    assert [one.name for one in search(READER, text)] == names


def test_no_more_than_wanted() -> None:
    assert len(search(READER, "晴川", limit=2)) == 2


def test_another_region_finds_nothing() -> None:
    assert search(STRANGER, "晴川") == []


def test_closed_ones_come_last() -> None:
    close_subject(SYSTEM, CloseSubject("LOC:0000000000000001", "注销"), NOW)
    first, *_, last = search(READER, "晴川宾馆")
    assert (first.state, last.state) == (SubjectStatus.ACTIVE, SubjectStatus.CLOSED)


def test_a_new_name_is_found_and_the_old_one_is_not() -> None:
    make_subjects(subject_row(4, name="东湖饭店"))
    assert [one.name for one in search(READER, "东湖")] == ["东湖饭店"]
    assert search(READER, "长渠") == []
