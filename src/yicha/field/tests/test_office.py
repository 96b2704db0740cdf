"""`/phones/`: who sees what, what is decided, and that looking changes nothing."""

import json

import pytest
from django.test import Client

from yicha.field.models import Decision, Lane
from yicha.field.tests.visiting import Visit
from yicha.inspections.queries import answers
from yicha.inspections.tests.pages import shifted
from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.models import Entry
from yicha.orgs.testing import make_actor
from yicha.shell.testing import acting


def shown(client: Client, address: str, status: int = 200) -> str:
    before = Entry.objects.count()
    found = client.get(address)
    assert found.status_code == status
    assert Entry.objects.count() == before
    return found.content.decode()


@pytest.fixture
def kept(visit: Visit) -> str:
    """Bai has answered a question of the lead department: it waits for his own."""
    text = visit.bai.answer(visit.id, visit.own, "fail", "我看有问题")
    visit.bai.send(text)
    return str(json.loads(text)["id"])


def test_the_own_department_sees_what_waits_and_why(visit: Visit, kept: str) -> None:
    page = shown(acting(visit.bai.actor), f"/phones/{visit.id}/")
    assert "这一问归他部门" in page
    assert "我看有问题" in page
    assert kept in page
    assert f"/phones/{visit.id}/" in shown(acting(visit.bai.actor), "/phones/")
    assert f"/phones/{visit.id}/" not in shown(acting(visit.zhang.actor), "/phones/")
    assert kept not in shown(acting(visit.zhang.actor), f"/phones/{visit.id}/")


def test_a_refusal_is_said_at_the_form(visit: Visit, kept: str) -> None:
    with shifted(visit.at):
        found = acting(visit.bai.actor).post(f"/phones/{visit.id}/", {"op": kept, "act": "adopt", "reason": "照算"})
    assert found.status_code == 409
    assert "检查内容与本部门的检查单不一致" in found.content.decode()
    assert Decision.objects.count() == 0


def test_it_is_let_lie_with_a_reason(visit: Visit, kept: str) -> None:
    client = acting(visit.bai.actor)
    with shifted(visit.at):
        assert client.post(f"/phones/{visit.id}/", {"op": kept, "act": "reject", "reason": ""}).status_code == 409
        assert client.post(f"/phones/{visit.id}/", {"op": kept, "act": "reject", "reason": "看错了"}).status_code == 303
    assert not Decision.objects.get().adopted
    assert answers(SYSTEM, visit.row.id) == {}


def test_a_phone_is_given_up(visit: Visit) -> None:
    head = acting(make_actor(Role.DEPARTMENT_HEAD, visit.lead))
    address = f"/phones/{visit.zhang.lane}/lost/"
    assert "停用这台手机" in shown(head, address)
    assert head.post(address, {"wipe": "erase", "reason": "丢在车上"}).status_code == 303
    assert Lane.objects.get(pk=visit.zhang.lane).wipe == "erase"
    register = shown(head, "/phones/register/")
    assert "已停用，要清除" in register
    assert "丢在车上" in register


def test_who_keeps_the_region_safe_sees_every_phone_and_a_clerk_his_department_s(visit: Visit) -> None:
    own, other = visit.zhang.lane, visit.bai.lane
    safe = acting(make_actor(Role.SECURITY_ADMIN))
    assert all(lane in shown(safe, "/phones/register/") for lane in (own, other))
    clerk = shown(acting(make_actor(Role.DEPARTMENT_CLERK, visit.lead)), "/phones/register/")
    assert own in clerk
    assert other not in clerk
    assert own not in shown(acting(make_actor(Role.SECURITY_ADMIN, region="62/6208/620899")), "/phones/register/")
    shown(acting(make_actor(Role.PROCURATORATE, "JCY")), "/phones/register/", 403)
    assert safe.post(f"/phones/{other}/lost/", {"wipe": "lock", "reason": "人已离岗"}).status_code == 303
    assert Lane.objects.get(pk=other).wipe == "lock"


def test_what_waits_is_not_forced_too_early(visit: Visit) -> None:
    visit.zhang.answer(visit.id, visit.own)
    visit.zhang.send(visit.zhang.answer(visit.id, visit.own, "fail", "脏"))
    client = acting(visit.zhang.actor)
    with shifted(visit.later(days=1)):
        assert client.post(f"/phones/{visit.zhang.lane}/force/").status_code == 409
    with shifted(visit.later(days=6)):
        assert client.post(f"/phones/{visit.zhang.lane}/force/").status_code == 303
    assert visit.said(visit.own) == {"fail"}


@pytest.mark.parametrize("who", ["other", "elsewhere"])
def test_another_s_phone_is_not_there(visit: Visit, who: str) -> None:
    head = (
        make_actor(Role.DEPARTMENT_HEAD, visit.other) if who == "other" else make_actor(Role.DEPARTMENT_HEAD, visit.lead, "62/6208/620899")
    )
    client = acting(head)
    shown(client, f"/phones/{visit.zhang.lane}/lost/", 404)
    assert client.post(f"/phones/{visit.zhang.lane}/lost/", {"wipe": "lock", "reason": "x"}).status_code == 404
    assert client.post(f"/phones/{visit.zhang.lane}/force/").status_code == 404
    assert Lane.objects.get(pk=visit.zhang.lane).wipe == ""


def test_who_has_no_part_in_it(visit: Visit) -> None:
    shown(acting(make_actor(Role.PROCURATORATE, "JCY")), "/phones/", 403)
    shown(acting(make_actor(Role.DEPARTMENT_HEAD, visit.lead, "62/6208/620899")), f"/phones/{visit.id}/", 404)
