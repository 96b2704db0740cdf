"""What no way of writing can cross, and what the use cases refuse."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from yicha.followups.actions.conclude_recheck import conclude_recheck
from yicha.followups.actions.decide_follow_up import decide_follow_up
from yicha.followups.actions.drop_follow_up import drop_follow_up
from yicha.followups.actions.issue_order import issue_order
from yicha.followups.actions.plan_recheck import plan_recheck
from yicha.followups.actions.report_correction import report_correction
from yicha.followups.actions.settle_follow_up import settle_follow_up
from yicha.followups.actions.withdraw_order import withdraw_order
from yicha.followups.queries import late_orders, order, orders_of_subject
from yicha.followups.testing import (
    CLERK,
    HEAD,
    after,
    delivered,
    matters,
    opened,
    order_command,
    ordered,
    rechecked,
    reported,
    standing,
    team,
)
from yicha.followups.types import (
    ConcludeRecheck,
    DecideFollowUp,
    DropFollowUp,
    FollowUpKind,
    FollowUpStatus,
    OrderStatus,
    PlanRecheck,
    RecheckMode,
    ReportCorrection,
    SettleFollowUp,
    WithdrawOrder,
)
from yicha.inspections.testing import PHOTOGRAPH, planned
from yicha.inspections.types import InspectionRow, Outcome
from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.notifications import inbox
from yicha.kernel.refusals import NotFound, NotPermitted, RuleBroken
from yicha.kernel.testing import NOW, RUN_SQL, Sql, actor, run_sql
from yicha.kernel.uploads import upload
from yicha.orgs.testing import make_account, make_actor, make_post
from yicha.planning.actions.cancel_visit import cancel_visit
from yicha.planning.testing import owner
from yicha.planning.types import CancelVisit

FIRE = make_actor(Role.DEPARTMENT_CLERK, "XFJY")
SETTLED = "words = 'x', settled_at = opened_at"


class TestTheDatabaseHolds:
    @pytest.mark.parametrize(
        "attack",
        [
            "UPDATE followups_rectificationorder SET demand = '别的'",
            "UPDATE followups_rectificationorder SET number = 'x'",
            "UPDATE followups_rectificationorder SET paper = 'x'",
            "UPDATE followups_rectificationorder SET status = 'reported'",
            "UPDATE followups_rectificationorder SET status = 'closed', concluded_at = issued_at",
            "UPDATE followups_rectificationorder SET status = 'failed'",
            "UPDATE followups_rectificationorder SET status = 'issued2'",
            "UPDATE followups_rectificationorder SET delivered_at = NULL",
            "UPDATE followups_rectificationorder SET recipient = ''",
            "UPDATE followups_rectificationorder SET way = 'left'",
            "UPDATE followups_rectificationorder SET way = 'electronic'",
            "UPDATE followups_rectificationorder SET delivered_at = issued_at - interval '1 day'",
            "UPDATE followups_rectificationorder SET recheck_on = correct_by - 1",
            "UPDATE followups_rectificationorder SET reminders = 1",
            "UPDATE followups_rectificationorder SET status = 'withdrawn'",
            "DELETE FROM followups_rectificationorder",
            "DELETE FROM followups_problem",
            "UPDATE followups_problem SET content = 'x'",
            "UPDATE followups_followup SET status = 'settled'",
            f"UPDATE followups_followup SET status = 'settled', educated = 'sign', {SETTLED}",
            "UPDATE followups_followup SET kind = 'forgotten'",
        ],
    )
    def test_that_sql_cannot_either(self, rows: list[InspectionRow], attack: str) -> None:
        delivered(rows[0])
        with pytest.raises(DatabaseError), transaction.atomic():
            run_sql(actor(RUN_SQL), Sql(attack), NOW)
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    @pytest.mark.parametrize("officers", ["'{}'", "'{A}'"])
    def test_that_nobody_rechecks_alone(self, rows: list[InspectionRow], officers: str) -> None:
        made = delivered(rows[0])
        statement = (
            "INSERT INTO followups_recheck (order_id, mode, corrected, words, officers, min_officers, at) "
            f"VALUES ({made}, 'documents', true, 'x', {officers}, 2, now())"
        )
        with pytest.raises(DatabaseError, match="recheck_by_enough_officers"), transaction.atomic():
            run_sql(actor(RUN_SQL), Sql(statement), NOW)


class TestOneOrder:
    def test_a_second_one_is_refused(self, rows: list[InspectionRow]) -> None:
        ordered(rows[0])
        with pytest.raises(RuleBroken, match="已经下达过"), transaction.atomic():
            issue_order(CLERK, order_command(rows[0]), after(rows[0]))

    def test_after_a_withdrawal_there_may_be_another(self, rows: list[InspectionRow]) -> None:
        first = ordered(rows[0])
        withdraw_order(HEAD, WithdrawOrder(first.order, "条款写错"), after(rows[0]))
        second = issue_order(CLERK, order_command(rows[0]), after(rows[0]))
        assert (first.number, second.number) == ("SCJG责改〔2026〕1号", "SCJG责改〔2026〕2号")
        assert matters(rows[0])[FollowUpKind.ORDER].order == standing(rows[0], second.order)

    def test_what_is_ordered_is_not_dropped(self, rows: list[InspectionRow]) -> None:
        ordered(rows[0])
        with pytest.raises(RuleBroken, match="责令改正通知书"):
            drop_follow_up(HEAD, DropFollowUp(matters(rows[0])[FollowUpKind.ORDER].id, "算了"), after(rows[0]))

    def test_the_remedy_is_that_of_the_day(self, rows: list[InspectionRow]) -> None:
        made = standing(rows[0], ordered(rows[0]).order)
        assert "60日" in made.remedy
        assert "6个月" in made.remedy


class TestTheFirm:
    def test_it_sees_and_reports_its_own(self, rows: list[InspectionRow]) -> None:
        made = delivered(rows[0])
        sid = planned(rows[0]).sid
        firm = owner(sid)
        kept = upload(firm, [PHOTOGRAPH], NOW, kind="photo", name="纱窗.png", limit=len(PHOTOGRAPH))
        told = report_correction(firm, ReportCorrection(made, "已装纱窗", (kept.file,)), after(rows[0], 12))
        assert (told.photos, told.late) == (1, True)
        (mine,) = orders_of_subject(firm, sid, after(rows[0], 12))
        assert [(one.words, one.brought_by, len(one.photos)) for one in mine.reports] == [("已装纱窗", "", 1)]

    def test_another_finds_nothing(self, rows: list[InspectionRow]) -> None:
        made = delivered(rows[0])
        other = owner(next(planned(row).sid for row in rows if planned(row).sid != planned(rows[0]).sid))
        assert orders_of_subject(other, planned(rows[0]).sid, after(rows[0])) == []
        for attempt in (lambda: order(other, made, NOW), lambda: report_correction(other, ReportCorrection(made, "x"), after(rows[0], 1))):
            with pytest.raises(NotFound):
                attempt()

    def test_what_is_not_delivered_it_does_not_see(self, rows: list[InspectionRow]) -> None:
        ordered(rows[0])
        sid = planned(rows[0]).sid
        assert orders_of_subject(owner(sid), sid, after(rows[0])) == []
        assert len(orders_of_subject(CLERK, sid, after(rows[0]))) == 1

    def test_a_file_of_another_is_not_taken(self, rows: list[InspectionRow]) -> None:
        made = delivered(rows[0])
        kept = upload(CLERK, [PHOTOGRAPH], NOW, kind="photo", name="x.png", limit=len(PHOTOGRAPH))
        with pytest.raises(NotFound):
            report_correction(owner(planned(rows[0]).sid), ReportCorrection(made, "x", (kept.file,)), after(rows[0], 1))

    def test_it_is_told_of_the_delivery_and_the_end(self, rows: list[InspectionRow]) -> None:
        make_account("firm")
        make_post("firm", Role.ENTERPRISE, subject=planned(rows[0]).sid, at=NOW - timedelta(days=999))
        made = delivered(rows[0])
        reported(rows[0], made)
        rechecked(rows[0], made)
        assert [one.title for one in inbox(actor(id="firm"))][:2] == ["复查结论", "责令改正通知书已送达"]


class TestOtherDepartments:
    def test_do_not_act(self, rows: list[InspectionRow]) -> None:
        made = delivered(rows[0])
        with pytest.raises(NotPermitted):
            report_correction(FIRE, ReportCorrection(made, "x", brought_by="y"), after(rows[0], 1))
        with pytest.raises(NotPermitted):
            plan_recheck(FIRE, PlanRecheck(made, "XFJY-I", after(rows[0], 9).date(), 30), after(rows[0], 1))

    def test_get_what_is_referred_to_them(self, rows: list[InspectionRow]) -> None:
        kinds = opened(rows[0], Outcome.PENDING)
        at = after(rows[0])
        make_account("fire")
        make_post("fire", Role.DEPARTMENT_CLERK, department="XFJY", at=NOW - timedelta(days=999))
        decide_follow_up(CLERK, DecideFollowUp(kinds[FollowUpKind.DECISION].id, (FollowUpKind.REFERRAL,), "消防通道被占"), at)
        referral = matters(rows[0])[FollowUpKind.REFERRAL]
        settle_follow_up(CLERK, SettleFollowUp(referral.id, "XFJY", "市监抄〔2026〕1号", "消防通道堆物"), at)
        assert [one.title for one in inbox(actor(id="fire"))] == ["收到抄告、移送"]
        assert matters(rows[0])[FollowUpKind.REFERRAL].status is FollowUpStatus.SETTLED

    def test_the_clock_is_not_a_person(self, rows: list[InspectionRow]) -> None:
        made = delivered(rows[0])
        assert late_orders(after(rows[0], 10)) == []
        assert late_orders(after(rows[0], 11)) == [made]
        reported(rows[0], made)
        assert late_orders(after(rows[0], 11)) == []


class TestRechecks:
    def test_one_at_a_time(self, rows: list[InspectionRow]) -> None:
        made = delivered(rows[0])
        command = PlanRecheck(made, "SCJG-I", after(rows[0], 15).date(), 30)
        visit = plan_recheck(CLERK, command, after(rows[0], 1)).visit
        with pytest.raises(RuleBroken, match="已经排了复查"):
            plan_recheck(CLERK, command, after(rows[0], 1))
        cancel_visit(SYSTEM, CancelVisit(visit, "店休"), after(rows[0], 2))
        assert plan_recheck(CLERK, command, after(rows[0], 3)).visit != visit

    def test_by_who_is_certified_there(self, rows: list[InspectionRow]) -> None:
        made = delivered(rows[0])
        reported(rows[0], made)
        strangers = tuple(one.cert_no for one in planned(rows[0]).officers if one.department != "SCJG")
        command = ConcludeRecheck(made, RecheckMode.DOCUMENTS, corrected=True, words="x", officers=strangers or ("A", "B"))
        with pytest.raises(RuleBroken, match="持证"):
            conclude_recheck(HEAD, command, after(rows[0], 6))
        assert standing(rows[0], made).status is OrderStatus.REPORTED

    def test_a_new_term_begins_anew(self, rows: list[InspectionRow]) -> None:
        made = delivered(rows[0])
        reported(rows[0], made)
        rechecked(rows[0], made, corrected=False, words="只装一半", again_by=after(rows[0], 20).date())
        order = standing(rows[0], made, 21)
        assert (order.status, order.reminders, order.visit, len(order.rechecks)) == (OrderStatus.DELIVERED, 0, None, 1)
        assert late_orders(after(rows[0], 21)) == [made]
        assert team(rows[0])
