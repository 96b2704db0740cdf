"""WY-5.8b, quality A6, H3: nobody alone takes a trace away, and what is taken out leaves the ledger whole."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction
from pytest_bdd import given, parsers, scenarios, then, when

from yicha.kernel.actor import SYSTEM, Actor, Role
from yicha.kernel.fsck import fsck
from yicha.kernel.ledger import sequence
from yicha.kernel.models import Entry, Payload
from yicha.kernel.notifications import inbox
from yicha.kernel.permissions import permissions_of
from yicha.kernel.refusals import NotFound, Refusal, RuleBroken
from yicha.kernel.testing import NOW, Sql, run_sql
from yicha.kernel.trail import payload
from yicha.kernel.types import KernelPermission
from yicha.orgs.actions.ask_redaction import ask_redaction
from yicha.orgs.actions.create_account import create_account
from yicha.orgs.actions.decide_redaction import decide_redaction
from yicha.orgs.queries import redactions
from yicha.orgs.testing import make_account, make_actor, make_department, make_post, make_region
from yicha.orgs.types import AskRedaction, CreateAccount, DecideRedaction, NewAccount, OrgPermission, RedactionStatus
from yicha.shell.testing import acting

pytestmark = pytest.mark.django_db
scenarios("features/redactions.feature")

AUDIT, SUPERVISOR = make_actor(Role.AUDIT_ADMIN, name="aud"), make_actor(Role.LEGAL_SUPERVISOR, name="sup")
FOREIGN = "62/6208"


@dataclass
class Story:
    run: UUID
    refusal: Refusal | None = None

    def ask(self, reason: str) -> None:
        self._attempt(lambda: ask_redaction(AUDIT, AskRedaction(self.run, reason), NOW))

    def decide(self, *, take_out: bool, opinion: str = "", by: Actor = SUPERVISOR) -> None:
        (waiting,) = [row for row in redactions(by) if row.status is RedactionStatus.ASKED]
        self._attempt(lambda: decide_redaction(by, DecideRedaction(waiting.id, take_out, opinion), NOW))

    def _attempt(self, act: Callable[[], object]) -> None:
        self.refusal = None
        try:
            act()
        except Refusal as refusal:
            self.refusal = refusal

    @property
    def text(self) -> str | None:
        return Payload.objects.values_list("text", flat=True).get(entry=self.run)


@pytest.fixture
def story(tmp_path: Path, settings: Any) -> Story:
    settings.YICHA_HOME = tmp_path
    make_region()
    make_department()
    make_account("sup")
    make_post("sup", Role.LEGAL_SUPERVISOR)
    create_account(make_actor(Role.SYSTEM_ADMIN, name="sys"), CreateAccount("620799", NewAccount("neu", "张三", "工号1")), NOW)
    return Story(Entry.objects.get(event__endswith="AccountCreated", actor="sys").run)


@given(parsers.parse("审计管理员因“{reason}”申请删除一条记录"))
def _(story: Story, reason: str) -> None:
    story.ask(reason)
    assert story.refusal is None


@when(parsers.re("审计管理员因“(?P<reason>.*)”再申请"))
def _(story: Story, reason: str) -> None:
    story.ask(reason)


@when("司法监督同意")
def _(story: Story) -> None:
    story.decide(take_out=True)
    assert story.refusal is None


@when("司法监督不说理由就不同意")
def _(story: Story) -> None:
    story.decide(take_out=False, opinion=" ")


@when(parsers.parse("司法监督以“{opinion}”不同意"))
def _(story: Story, opinion: str) -> None:
    story.decide(take_out=False, opinion=opinion)


@then("内容还在，司法监督收到消息")
def _(story: Story) -> None:
    assert story.text
    assert [found.title for found in inbox(SUPERVISOR)] == ["有人申请删除留痕中的个人信息"]


@then(parsers.parse("内容还在，审计管理员收到“{opinion}”"))
def _(story: Story, opinion: str) -> None:
    assert story.text
    assert inbox(AUDIT)[0].title == f"未同意删除：{opinion}"


@then("内容没有了，痕迹里有理由和两个人，台账验证通过")
def _(story: Story) -> None:
    assert story.text is None
    decided = Entry.objects.get(event__endswith="RedactionDecided")
    asked = Entry.objects.get(event__endswith="RedactionAsked")
    assert payload(decided.run)["reason"] == "本人依个保法第47条要求"
    assert (asked.actor, decided.actor, asked.about) == ("aud", "sup", decided.about)
    sequence()
    assert fsck() == []


@then("又有一条待决定")
def _() -> None:
    assert [row.status for row in redactions(SUPERVISOR)] == [RedactionStatus.ASKED, RedactionStatus.DECLINED]


@then("被拒绝，依据“WY-5.8b”")
def _(story: Story) -> None:
    assert isinstance(story.refusal, RuleBroken)
    assert story.refusal.clause == "WY-5.8b"


class TestTwoPersons:
    def test_no_role_can_both_ask_and_decide(self) -> None:
        both = {OrgPermission.ASK_REDACTION, OrgPermission.DECIDE_REDACTION}
        assert [role for role in Role if both <= permissions_of(role)] == []
        assert [role for role in Role if KernelPermission.REDACT_PAYLOAD in permissions_of(role)] == []

    def test_who_asked_in_another_post_does_not_decide(self, story: Story) -> None:
        story.ask("本人要求")
        story.decide(take_out=True, by=replace(SUPERVISOR, id="aud"))
        assert "另一人" in str(story.refusal)

    def test_the_database_itself_wants_two(self, story: Story) -> None:
        story.ask("本人要求")
        with pytest.raises(IntegrityError, match="redaction_by_two_persons"), transaction.atomic():
            run_sql(SYSTEM, Sql("UPDATE orgs_redaction SET status = 'done', decided_by = requested_by"), NOW)

    def test_another_county_has_neither_the_entry_nor_the_request(self, story: Story) -> None:
        story.ask("本人要求")
        (row,) = redactions(SUPERVISOR)
        assert redactions(replace(SUPERVISOR, region=FOREIGN)) == []
        for run in (story.run, uuid4()):
            with pytest.raises(NotFound):
                ask_redaction(replace(AUDIT, region=FOREIGN), AskRedaction(run, "x"), NOW)
        with pytest.raises(NotFound):
            decide_redaction(replace(SUPERVISOR, region=FOREIGN), DecideRedaction(row.id, take_out=True), NOW)


class TestPages:
    def test_from_the_trail_to_the_decision(self, story: Story) -> None:
        audit, supervisor = acting(AUDIT), acting(SUPERVISOR)
        ask = f"/admin/audit/{story.run}/redaction/"
        assert ask in audit.get("/admin/audit/").content.decode()
        page = audit.get(ask).content.decode()
        assert "cert_no" in page  # what it speaks of, not what it says
        assert "62/6207/620799" not in page
        assert audit.post(ask, {"reason": ""}).status_code == 422
        assert audit.post(ask, {"reason": "本人要求"}).status_code == 303
        assert audit.post(ask, {"reason": "本人要求"}).status_code == 422
        (row,) = redactions(SUPERVISOR)
        decide = f"/admin/redactions/{row.id}/decide/"
        assert decide not in audit.get("/admin/redactions/").content.decode()
        assert decide in supervisor.get("/admin/redactions/").content.decode()
        assert supervisor.post(decide, {"take_out": "0"}).status_code == 422
        assert supervisor.post(decide, {"take_out": "1"}).status_code == 303
        assert story.text is None
        assert audit.get(ask).status_code == 404

    def test_it_waits_on_the_supervisor_s_desk(self, story: Story) -> None:
        story.ask("本人要求")
        assert "决定删除留痕中的个人信息" in acting(SUPERVISOR).get("/").content.decode()

    def test_others_are_kept_out(self, story: Story) -> None:
        clerk = acting(make_actor(Role.DEPARTMENT_CLERK))
        ask = f"/admin/audit/{story.run}/redaction/"
        assert {clerk.get(address).status_code for address in ("/admin/redactions/", ask)} == {403}
        assert acting(SUPERVISOR).get(ask).status_code == 403
        assert acting(AUDIT).get(f"/admin/audit/{uuid4()}/redaction/").status_code == 404
        assert acting(SUPERVISOR).post("/admin/redactions/999999/decide/", {"take_out": "1"}).status_code == 404
