"""What is too long for a page: released by another, made by the worker as its reader reads it, there for a while for him alone."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client
from django.utils.module_loading import import_string

from yicha.duties.actions.list_resource import list_resource
from yicha.duties.actions.register_policy import register_policy
from yicha.duties.actions.report_conflict import report_conflict
from yicha.duties.testing import conflict, make_departments, registered_policy, resource
from yicha.duties.types import ResourceKind
from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.clock import now
from yicha.kernel.models import Entry
from yicha.kernel.notifications import inbox
from yicha.kernel.testing import NOW, REGION
from yicha.norms.testing import put_norm
from yicha.norms.types import NormCode, NormUnit
from yicha.orgs.actions.decide_export import decide_export
from yicha.orgs.actions.end_post import end_post
from yicha.orgs.jobs import make_long_files
from yicha.orgs.queries import exports
from yicha.orgs.queries.accounts import actor_of_department
from yicha.orgs.testing import make_account, make_actor, make_officer, make_post
from yicha.orgs.types import DecideExport, EndPost
from yicha.orgs.web.exports import KINDS
from yicha.permits.testing import make_permits, permit_row
from yicha.shell.testing import acting, sheet_of
from yicha.subjects.actions.publish_pool import publish_pool
from yicha.subjects.testing import make_subjects, subject_row
from yicha.subjects.types import PublishPool

pytestmark = [pytest.mark.django_db, pytest.mark.clause("WY-5.8b")]
OTHER, STRANGER = make_actor(Role.DEPARTMENT_HEAD, name="yi"), make_actor(Role.DEPARTMENT_CLERK, name="jia", region="62/6299")
LISTS: dict[str, tuple[str, Callable[[], object], set[str]]] = {
    "subjects": (
        "/subjects/export/?sort=-name&columns=town",
        lambda: make_subjects(subject_row(1), subject_row(2), subject_row(3, town="城关镇")),
        {"青禾第1饭店", "青禾第2饭店", "青禾第3饭店"},
    ),
    "officers": (
        "/officers/export/?columns=cert_no",
        lambda: [make_officer(1, name="张渠"), make_officer(2, name="李渠")],
        {"张渠", "李渠"},
    ),
    "permits": (
        "/permits/export/?columns=granted_on",
        lambda: make_permits(permit_row(1), permit_row(2)),
        {"青禾第1餐饮店", "青禾第2餐饮店"},
    ),
    "items": ("/items/export/?columns=check_class&sort=-name", list, {"食品经营检查1", "食品经营检查2"}),
    "duties": ("/duties/export/?sort=-name", list, {"食品经营检查1", "食品经营检查2"}),
    "policies": (
        "/duties/policies/export/?q=办法&columns=status",
        lambda: [register_policy(SYSTEM, registered_policy(title=title, number=title), NOW) for title in ("消防办法", "餐饮办法", "通则")],
        {"消防办法", "餐饮办法"},
    ),
    "conflicts": (
        "/duties/conflicts/export/?status=open&sort=-owner",
        lambda: [report_conflict(SYSTEM, conflict(title=title), NOW) for title in ("通道宽度", "开业时限")],
        {"通道宽度", "开业时限"},
    ),
    "resources": (
        "/duties/resources/export/?kind=system",
        lambda: [list_resource(SYSTEM, resource(name=name, kind=ResourceKind.SYSTEM), NOW) for name in ("后厨监控", "油库监控")],
        {"后厨监控", "油库监控"},
    ),
    "pools": (
        "/subjects/pools/export/?sort=size",
        lambda: [publish_pool(SYSTEM, PublishPool(REGION, name, NOW.date(), "纪要", "name LIKE '%店%'"), NOW) for name in ("甲库", "乙库")],
        {"甲库", "乙库"},
    ),
}


@pytest.fixture
def post() -> int:
    """Of the clerk 甲; with two rows a list is long."""
    make_departments()
    for code in (NormCode.EXPORT_APPROVAL_ROWS, NormCode.EXPORT_DIRECT_ROWS_MAX):
        put_norm(code, 1, NormUnit.ROW, region_path=REGION)
    return make_post(make_account("jia"), Role.DEPARTMENT_CLERK)


@pytest.fixture
def clerk(post: int) -> Client:
    assert post
    return acting(actor_of_department("jia", REGION, "SCJG", NOW))


def taken(clerk: Client, address: str) -> int:
    """Asked for, released by another, and taken: the worker's turn."""
    asked = clerk.post(address)["Location"]
    assert clerk.post(asked, {"purpose": "交审计局"}).status_code == 303
    (row,) = exports(OTHER)
    decide_export(OTHER, DecideExport(row.id, release=True), now())
    answer = clerk.post(row.address, {"export": row.id})
    assert answer["Location"] == "/exports/"
    assert "正在生成" in clerk.get("/exports/").content.decode()
    return row.id


@pytest.mark.parametrize("kind", LISTS)
def test_it_is_made_by_the_worker_and_saved_by_who_took_it(kind: str, clerk: Client) -> None:
    address, make, names = LISTS[kind]
    make()
    file = f"/exports/{taken(clerk, address)}/file/"
    assert clerk.post(file).status_code == 404
    assert (make_long_files(), make_long_files()) == (1, 0)
    assert any("已生成" in one.title for one in inbox(actor_of_department("jia", REGION, "SCJG", NOW)))
    assert f'action="{file}"' in clerk.get("/exports/").content.decode()
    answer = clerk.post(file)
    assert {row[0].split()[0] for row in sheet_of(b"".join(answer))[1:]} == names
    assert [acting(one).post(file).status_code for one in (OTHER, STRANGER)] == [404, 404]
    assert Entry.objects.filter(event__endswith="PersonalRead").count() == 1


def test_more_rows_than_were_released_are_not_made(clerk: Client) -> None:
    make_subjects(subject_row(1), subject_row(2))
    taken(clerk, LISTS["subjects"][0])
    make_subjects(subject_row(3))
    make_long_files()
    assert "放行的是 2 行，现在有 3 行" in clerk.get("/exports/").content.decode()


def test_who_has_left_the_post_gets_none(clerk: Client, post: int) -> None:
    make_subjects(subject_row(1), subject_row(2))
    taken(clerk, LISTS["subjects"][0])
    end_post(make_actor(Role.SECURITY_ADMIN), EndPost(post, "调离"), NOW)
    make_long_files()
    assert "没有查看这些内容的权限" in clerk.get("/exports/").content.decode()


def test_every_list_that_asks_for_a_release_can_be_made() -> None:
    """But the trail's own, whose page makes the file however long it is."""
    assert set(settings.YICHA_EXPORTS) == set(KINDS) - {"audit"}
    assert all(callable(import_string(path)) for path in settings.YICHA_EXPORTS.values())
