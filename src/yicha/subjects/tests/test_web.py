"""The list of subjects: who sees it, what narrows it, what leaves it."""

import io
import re
from html import unescape
from unittest.mock import patch

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.audit import reads
from yicha.kernel.models import Entry
from yicha.kernel.testing import NOW
from yicha.norms.testing import load_shipped
from yicha.orgs.testing import make_actor
from yicha.shell.testing import acting, differences, sheet_of, table_of
from yicha.subjects.actions.close_subject import close_subject
from yicha.subjects.queries import listing, total, towns
from yicha.subjects.queries.register import SORTED
from yicha.subjects.testing import make_subjects, subject_row
from yicha.subjects.types import CloseSubject, SubjectFilter, Total

pytestmark = pytest.mark.django_db

CLERK = make_actor(Role.DEPARTMENT_CLERK)
STRANGER = make_actor(Role.DEPARTMENT_CLERK, region="62/6299")
SORTED_WHOLE = re.compile(r"(?<!Incremental )Sort  \(cost")


@pytest.fixture(autouse=True)
def register() -> None:
    load_shipped()
    make_subjects(
        subject_row(
            1, name="晴川宾馆", town="柳溪镇", industry="H6110", credit_class="D", uscc="91620799MA0000000X", sid="91620799MA0000000X"
        ),
        subject_row(2, name="=长渠饭店", town="石埠镇", industry="H6210"),
        subject_row(3, name="老渠饭店", town="石埠镇", industry="F5213", credit_class=""),
    )


def shown(**asked: str) -> str:
    return acting(CLERK).get("/subjects/", asked).content.decode()


def test_the_list_shows_all_of_the_region_with_codes_in_groups() -> None:
    page = shown()
    assert "91620799 MA0000 000X" in page
    assert "3 户" in page
    assert "内部" in page


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({"q": "晴川"}, {"晴川宾馆"}),
        ({"q": "qcbg"}, {"晴川宾馆"}),
        ({"q": "饭店", "industry": "f"}, {"老渠饭店"}),
        ({"town": "石埠镇"}, {"=长渠饭店", "老渠饭店"}),
        ({"credit_class": "D"}, {"晴川宾馆"}),
        ({"town": "没有的镇"}, {"晴川宾馆", "=长渠饭店", "老渠饭店"}),
        ({"q": "没有"}, set()),
    ],
)
def test_filters_narrow(asked: dict[str, str], names: set[str]) -> None:
    page = shown(**asked)
    assert {name for name in ("晴川宾馆", "=长渠饭店", "老渠饭店") if f'scope="row">{name}' in page or f">{name}</a>" in page} == names


def test_the_total_is_counted_or_said_to_be_about() -> None:
    assert total(SYSTEM, SubjectFilter(), 3) == Total(3, exact=True)
    about = total(SYSTEM, SubjectFilter(), 2)
    assert (about.number >= 3, about.exact) == (True, False)


def test_pages_follow_each_other() -> None:
    rows = [listing(SYSTEM, SubjectFilter(), first, 2) for first in (0, 2)]
    assert [len(page) for page in rows] == [2, 1]
    assert len({row.sid for page in rows for row in page}) == 3


def test_few_are_sorted_as_many_are_walked() -> None:
    assert listing(SYSTEM, SubjectFilter(), 0, 3, few=True) == listing(SYSTEM, SubjectFilter(), 0, 3)


@pytest.mark.parametrize("column", sorted(SORTED))
def test_the_list_stands_in_the_order_of_a_column(column: str) -> None:
    """Walked by an index or sorted when found: the same rows. What is not said stands last, the other way round first."""
    up = listing(SYSTEM, SubjectFilter(), order=column)
    said = [getattr(row, column) for row in up]
    assert said == [*sorted(filter(None, said)), *[""] * said.count("")]
    assert up == listing(SYSTEM, SubjectFilter(), few=True, order=column)
    assert (
        up[::-1] == listing(SYSTEM, SubjectFilter(), order=f"-{column}") == listing(SYSTEM, SubjectFilter(), few=True, order=f"-{column}")
    )


def test_no_order_of_the_list_sorts_the_register() -> None:
    """U5: an index gives the rows as they are wanted, at most equal ones are sorted; the naive order sorts them all."""

    def plan(order: str, *, few: bool = False) -> str:
        with CaptureQueriesContext(connection) as asked:
            listing(CLERK, SubjectFilter(), 0, 2, few=few, order=order)
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN {asked[0]['sql']}")
            return "\n".join(line for (line,) in cursor.fetchall())

    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off; SET LOCAL enable_bitmapscan = off")
    plans = {f"{way}{column}": plan(way + column) for column in SORTED for way in ("", "-")}
    assert [order for order, found in plans.items() if "Index" not in found or SORTED_WHOLE.search(found)] == []
    assert SORTED_WHOLE.search(plan("kind", few=True))


def test_what_is_no_column_leaves_the_order_of_the_register() -> None:
    assert listing(SYSTEM, SubjectFilter(), order="words") == listing(SYSTEM, SubjectFilter())
    assert table_of(shown(sort="address")) == table_of(shown()) != table_of(shown(sort="-industry"))


def test_a_list_is_taken_out_as_it_is_seen() -> None:
    page = acting(CLERK)
    seen = page.get("/subjects/?sort=-industry&town=石埠镇").content.decode()
    (way,) = re.findall(r'action="(/subjects/export/[^"]+columns=[^"]+)"', seen)
    assert differences(seen, page.post(unescape(way)).content) == []
    assert [row[0] for row in table_of(seen)[1:]] == ["=长渠饭店", "老渠饭店"]
    assert sheet_of(page.post("/subjects/export/?sort=-industry&columns=town,words,uscc").content)[:2] == [
        ["名称", "统一社会信用代码", "乡镇街道"],
        ["=长渠饭店", "", "石埠镇"],
    ]


def test_towns_are_those_of_the_region() -> None:
    assert towns(CLERK) == sorted(["柳溪镇", "石埠镇"])
    assert towns(STRANGER) == []


def test_a_closed_subject_stays_in_the_list() -> None:
    close_subject(SYSTEM, CloseSubject("91620799MA0000000X", "注销"), NOW)
    assert "已注销" in shown()


def test_nothing_of_another_region_is_seen() -> None:
    assert "名录还是空的" in acting(STRANGER).get("/subjects/").content.decode()


@pytest.mark.parametrize("role", [Role.SYSTEM_ADMIN, Role.ENTERPRISE])
def test_who_may_not_is_refused(role: Role) -> None:
    assert acting(make_actor(role)).get("/subjects/").status_code == 403
    assert acting(make_actor(role)).post("/subjects/export/").status_code == 403


def test_looking_changes_nothing() -> None:
    before = Entry.objects.count()
    shown()
    assert acting(CLERK).get("/subjects/export/").status_code == 405
    assert Entry.objects.count() == before


@pytest.mark.clause("WY-5.8b")
def test_an_export_holds_the_filtered_rows_as_text_and_leaves_a_mark() -> None:
    answer = acting(CLERK).post("/subjects/export/?town=石埠镇")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows[1:]] == ["=长渠饭店", "老渠饭店"]
    entry, _read = Entry.objects.filter(actor=CLERK.id)
    (mark,) = reads(make_actor(Role.LEGAL_SUPERVISOR), since=entry.at, until=entry.at.replace(year=entry.at.year + 1))
    assert mark.payload == {"about": "exports:subjects", "what": "导出 2 行：石埠镇", "reason": ""}


@pytest.mark.clause("WY-5.8b")
def test_more_rows_than_one_person_may_take_wait_for_another() -> None:
    with patch("yicha.orgs.queries.exports.rows_alone", return_value=1):
        asked = acting(CLERK).post("/subjects/export/?town=石埠镇")
    assert asked.status_code == 302
    assert "石埠镇" in acting(CLERK).get(asked["Location"]).content.decode()
