"""What is shipped: complete against the domain's clock table and the calendar of others, sound, and readable."""

import csv
from datetime import date, timedelta
from decimal import Decimal

import chinese_calendar
import pytest

from yicha.engines.deadlines import Term, Unit
from yicha.norms.rules import require_calendar, require_one_at_a_time, require_sound
from yicha.norms.types import NormCode, NormRow, NormUnit, Tag
from yicha.norms.workbooks import (
    BadFile,
    parse_calendar,
    parse_norms,
    shipped_calendar,
    shipped_norms,
    shipped_norms_in_force,
    shipped_working_days,
)

ON = date(2026, 11, 20)
IN_FORCE = shipped_norms_in_force("62/6207/620799", ON)

# The clock table of the domain specification, one line each: id, start, amount, unit, more, tag. An amount with a hyphen is a
# range; more is an extension; `min`, `max` and `config` are words of the table.
CLOCK_TABLE = """
item_review,law_change,0,config,,V
annual_plan_publish,year,03-31,date,,V
unplanned_filing,before_visit,5,d,,V
special_plan_publish,deployment,1,month,,S
action_filing,action_done,2,wd,,V
result_push_platform,result_final,5,d,,V
result_publication,check_done,20,wd,,S
item_quarter_coverage,quarter,1,record,,V
officer_online,month,15,day,,V
news,month,20,post,,V
exposure,month,4,post,,V
complaint_accept,received,7,wd,,V
mediation,accepted,45,wd,,V
mediation_2026,accepted,60,d,,S
mediation_end_notice,decision,7,wd,,V
competence_dispute,dispute,7,wd,,V
report_verify,found,15,wd,+15wd,V
report_notify,decision,5,wd,,V
evidence_register,registered,7,wd,,V
hearing_request,notified,5,wd,,V
hearing_notice,before_hearing,7,wd,,V
penalty_decision,case_filed,90,d,by rule,V
penalty_delivery,decision,7,wd,,V
penalty_withdraw,annulled,3,wd,,V
penalty_publish_same_prov,decision,20,wd,,V
penalty_push_other_prov,decision,10,wd,+10wd receiver,V
penalty_publish_term_light,publish,3,month,,V
penalty_publish_term,publish,3,year,,V
ndrc_light,publish,3,month max,,S
ndrc_general,publish,3-12,month,,S
ndrc_serious,publish,1-3,year,,S
seizure,decision,30,d,+30d,V
urgent_coercion_report,done,24,h,,V
court_enforcement,period_end,3,month,,V
crime_decide,report,3,d,,V
crime_transfer,approved,24,h,,V
police_forward,received,24,h,,V
police_decide,received,3,d,,V
referral_reconsider,not_filed_notice,3,d,,V
police_reconsider_answer,request,3,d,,V
referral_to_procuratorate,reconsider_result,3,d,,V
handover_goods,filed_notice,3,d,,V
procuratorial_opinion_reply,received,2,month,,S
audit_log_retention,event,6,month min,,V
pia_retention,assessment,3,year min,,V
freq_alert,window,60,d,,S
no_code_alert,year,2,case,,S
offline_transfer_alert,year,3,case,,S
clue_supplement_alert,year,5,case,,S
post_approval_overdue_alert,year,3,case,,S
"""
OLD_REGULATION = {"complaint_accept", "mediation", "mediation_end_notice", "competence_dispute", "report_verify", "report_notify"}
LINES = list(csv.reader(CLOCK_TABLE.strip().splitlines()))
PLAIN = [line for line in LINES if line[0] not in {"item_review", "annual_plan_publish", "mediation_2026"} and "ndrc" not in line[0]]


@pytest.mark.parametrize("line", PLAIN, ids=lambda line: line[0])
def test_every_line_of_the_clock_table_is_shipped(line: list[str]) -> None:
    name, start, amount, unit, _, tag = line
    norms = shipped_norms_in_force("", date(2026, 4, 14)) if name in OLD_REGULATION else IN_FORCE
    found = norms.norm(f"clock.{name}")
    assert (found.counted_from, found.amount, found.unit, found.tag) == (start, Decimal(amount), unit.split()[0], tag)
    assert found.basis


@pytest.mark.parametrize(
    ("code", "term"),
    [
        ("clock.report_verify.extension", Term(15, Unit.WORKING_DAY)),
        ("clock.seizure.extension", Term(30, Unit.DAY)),
        ("clock.penalty_push_other_prov.receiver", Term(10, Unit.WORKING_DAY)),
        ("clock.ndrc_light.max", Term(3, Unit.MONTH)),
        ("clock.ndrc_general.min", Term(3, Unit.MONTH)),
        ("clock.ndrc_general.max", Term(12, Unit.MONTH)),
        ("clock.ndrc_serious.min", Term(1, Unit.YEAR)),
        ("clock.ndrc_serious.max", Term(3, Unit.YEAR)),
    ],
)
def test_extensions_and_ranges_of_the_clock_table(code: str, term: Term) -> None:
    assert IN_FORCE.term(code) == term


def test_the_lines_that_are_no_terms() -> None:
    assert IN_FORCE.text(NormCode.ANNUAL_PLAN_PUBLISH) == "03-31"
    assert IN_FORCE.norm("clock.item_review").unit is NormUnit.TEXT


@pytest.mark.parametrize(
    ("on", "term", "tag"),
    [(date(2026, 4, 14), Term(45, Unit.WORKING_DAY), Tag.READ), (date(2026, 4, 15), Term(60, Unit.DAY), Tag.SEEN)],
)
def test_one_regulation_follows_the_other(on: date, term: Term, tag: Tag) -> None:
    found = shipped_norms_in_force("", on).norm("clock.mediation")
    assert (found.term, found.tag) == (term, tag)


PLANNING = {
    NormCode.OVERHEAD_MINUTES: 60,
    NormCode.VISIT_MINUTES_MAX: 420,
    NormCode.LOAD_CEILING_PCT: 90,
    NormCode.CLASS_CAP: 1,
    NormCode.GAP_WEEKS: 8,
    NormCode.OFFICER_DAY_MINUTES: 300,
    NormCode.OFFICER_DAYS_PER_WEEK: 5,
    NormCode.MIN_OFFICERS: 2,
    NormCode.POOL_MIN: 30,
    NormCode.QUOTA_A: 2,
    NormCode.QUOTA_B: 5,
    NormCode.QUOTA_C: 100,
    NormCode.QUOTA_D: 100,
}


@pytest.mark.clause("LYG-4.3d", "WY-5.4")
def test_the_parameters_of_planning_and_draws() -> None:
    assert {code: IN_FORCE.whole(code) for code in PLANNING} == PLANNING
    assert IN_FORCE.text(NormCode.UNCLASSIFIED_AS) == "B"


def test_every_code_that_programs_ask_for_is_shipped() -> None:
    assert [code for code in NormCode if code not in IN_FORCE.rows] == []


def test_all_that_is_shipped_is_sound() -> None:
    require_sound(shipped_norms())
    require_one_at_a_time(shipped_norms())
    assert {row.region_path for row in shipped_norms()} == {""}


def test_proposals_of_our_own_do_not_pass_for_law() -> None:
    wrong = [row.code for row in shipped_norms() if ("产品默认值" in row.basis) and row.tag is not Tag.PROPOSED]
    assert wrong == []


def test_a_code_table_keeps_its_order() -> None:
    labels = [row.text for row in shipped_norms() if row.code.startswith("dict.point_result.")]
    assert labels == ["合格", "不合格", "未检查", "合理缺项"]
    assert [row.whole for row in shipped_norms() if row.code.startswith("dict.duty_dept.")] == [1, 2, 3, 4, 5]


class TestCalendar:
    def test_is_sound(self) -> None:
        require_calendar(shipped_calendar())

    @pytest.mark.parametrize("year", [2024, 2025, 2026])
    def test_agrees_with_the_calendar_of_others(self, year: int) -> None:
        calendar, days = shipped_working_days(), (date(year, 1, 1) + timedelta(days=number) for number in range(365))
        assert [day for day in days if calendar.is_working(day) != chinese_calendar.is_workday(day)] == []

    @pytest.mark.parametrize(("year", "working"), [(2024, 251), (2025, 248), (2026, 248)])
    def test_has_as_many_working_days_as_the_notices_leave(self, year: int, working: int) -> None:
        assert shipped_working_days().working_days(date(year - 1, 12, 31), date(year, 12, 31)) == working

    def test_knows_what_is_announced(self) -> None:
        calendar = shipped_working_days()
        assert calendar.announced == {2024, 2025, 2026}
        assert calendar.is_provisional(date(2026, 12, 31), date(2027, 1, 4))

    def test_a_provisional_year_holds_only_what_the_law_fixes(self) -> None:
        year = next(row for row in shipped_calendar() if row.year == 2027)
        assert year.provisional
        assert not any(row.working for row in year.days)
        assert not shipped_working_days().is_working(date(2027, 2, 8))
        assert shipped_working_days().is_working(date(2027, 2, 9))

    def test_every_notice_is_named(self) -> None:
        assert [row.basis for row in shipped_calendar()][:3] == ["国办发明电〔2023〕7号", "国办发明电〔2024〕12号", "国办发明电〔2025〕7号"]


GOOD = "- {code: test.a, amount: 5, unit: d, basis: 某法, tag: V, since: 2024-01-01}"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: b: c", "不是 YAML"),
        ("code: test.a", "^文件应是若干行，每行若干列"),
        ("- test.a", "^文件应是若干行，每行若干列"),
        (GOOD + "\n- {code: test.b}", "第 2 行 unit：缺少"),
        (GOOD.replace("amount: 5", "amount: five"), "第 1 行 amount：“five”不合要求"),
        (GOOD.replace("unit: d", "unit: fortnight"), "第 1 行 unit"),
        (GOOD.replace("tag: V", "tag: X"), "第 1 行 tag"),
        (GOOD.replace("2024-01-01", "2024-02-30"), "第 1 行 since"),
        (GOOD.replace("basis", "bases"), "第 1 行：不认识的列 bases"),
        ("- {dictionary: kind, entries: {'1': 企业}, basis: 某法, tag: V, colour: red}", "第 1 行：不认识的列 colour"),
        ("- {dictionary: kind, entries: [企业], basis: 某法, tag: V}", "第 1 行 entries"),
        ("- {dictionary: kind, entries: {'1': [企业]}, basis: 某法, tag: V}", "第 1 行 entries.1"),
    ],
)
def test_a_bad_file_of_norms_is_refused_with_its_row(text: str, said: str) -> None:
    with pytest.raises(BadFile, match=said):
        parse_norms(text)


MORE = "since: 2025-01-01, until: 2025-12-31, region: '62'"


def test_a_row_is_read_with_all_its_columns() -> None:
    (found,) = parse_norms(f"- {{code: test.a, amount: 2.50, text: 约, unit: d, from: year, basis: 某法, tag: V, {MORE}}}")
    assert found == NormRow(
        code="test.a",
        unit=NormUnit.NATURAL_DAY,
        basis="某法",
        tag=Tag.READ,
        since=date(2025, 1, 1),
        until=date(2025, 12, 31),
        amount=Decimal("2.50"),
        text="约",
        counted_from="year",
        region_path="62",
    )


def test_a_code_table_is_read_with_all_its_columns() -> None:
    (found,) = parse_norms(f"- {{dictionary: kind, entries: {{A: 企业}}, basis: 某法, tag: S, {MORE}}}")
    assert (found.key, found.said) == (("dict.kind.A", "62"), (Decimal(1), "企业", NormUnit.CODE, "", "某法", Tag.SEEN))
    assert (found.since, found.until) == (date(2025, 1, 1), date(2025, 12, 31))


def test_text_stays_text() -> None:
    """03-31 is no subtraction, 001 no octal one, NO no falsehood, 1.10 not 1.1."""
    text = "- {dictionary: kind, entries: {'001': NO, '1.10': 03-31}, basis: 某法, tag: V}"
    assert [(row.code, row.text) for row in parse_norms(text)] == [("dict.kind.001", "NO"), ("dict.kind.1.10", "03-31")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- {year: 2028}", "第 1 行 basis"),
        ("- {year: next, basis: x}", "第 1 行 year"),
        ("- {year: 2028, basis: x, holidays: [{name: 元旦, off: 2028-01-01}]}", "第 1 行"),
        ("- {year: 2028, basis: x, holidays: [{name: 元旦, off: 2028-01-01/2028-01-32}]}", "第 1 行"),
        ("- {year: 2028, basis: x, holidays: [{name: 元旦, of: 2028-01-01/2028-01-01}]}", "第 1 行：不认识的列 of"),
        ("- {year: 2028, basis: x, holidays: [{off: 2028-01-03/2028-01-03}]}", "第 1 行 name"),
        ("- {year: 2028, basis: x, month: 1}", "第 1 行：不认识的列 month"),
        ("- {year: 2028, basis: x, holidays: [元旦]}", "应是若干列，不是“元旦”"),
    ],
)
def test_a_bad_calendar_is_refused_with_its_row(text: str, said: str) -> None:
    with pytest.raises(BadFile, match=said):
        parse_calendar(text)


def test_a_holiday_is_written_as_the_notice_says_it() -> None:
    text = "- {year: 2026, basis: 通知, holidays: [{name: 春节, off: 2026-02-15/2026-02-23, work: [2026-02-14, 2026-02-28]}]}"
    (year,) = parse_calendar(text)
    assert {row.name for row in year.days} == {"春节"}
    assert [(row.day.day, row.working) for row in year.days] == [
        (14, True),
        *((number, False) for number in (16, 17, 18, 19, 20, 23)),
        (28, True),
    ]
