"""判定表 (tables/README.md): what lawyers read is what the rules answer; and a second, naive implementation agrees on random calendars."""

import csv
import itertools
import random
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import transaction

from yicha.engines.deadlines import WorkingCalendar
from yicha.kernel.actor import SYSTEM
from yicha.kernel.refusals import RuleBroken
from yicha.kernel.testing import NOW, REGION
from yicha.norms.testing import put_norm
from yicha.norms.types import NormCode, NormRow, NormsInForce, NormUnit, Tag
from yicha.norms.workbooks import shipped_norms_in_force, shipped_working_days
from yicha.planning.actions.cancel_visit import cancel_visit
from yicha.planning.actions.consent_unplanned import consent_unplanned
from yicha.planning.actions.file_unplanned import file_unplanned
from yicha.planning.actions.plan_triggered import plan_triggered
from yicha.planning.actions.plan_unplanned import plan_unplanned
from yicha.planning.actions.record_past_checks import record_past_checks
from yicha.planning.actions.spare_subject import spare_subject
from yicha.planning.rules import campaigns, filing
from yicha.planning.rules.entry import Asked, Standing, hindrance
from yicha.planning.rules.exempting import require_evidence, require_filed_ground
from yicha.planning.rules.limits import LIMITS, ORGAN_VISITS_PER_YEAR
from yicha.planning.rules.publishing import is_late
from yicha.planning.testing import make_county
from yicha.planning.types import (
    ApproveCampaign,
    CancelVisit,
    ClassUsed,
    ConsentUnplanned,
    FileUnplanned,
    FilingStatus,
    Ground,
    PastCheck,
    PlanTriggered,
    PlanUnplanned,
    ProposeCampaign,
    RecordPastChecks,
    SpareSubject,
    TriggerSource,
    YearLeft,
)
from yicha.subjects.testing import make_subjects, subject_row

TABLES = Path(__file__).parent / "tables"
CALENDAR: WorkingCalendar = shipped_working_days()
TODAY = date(2026, 11, 20)
NORMS = shipped_norms_in_force("", TODAY)
GROUNDS = {
    "计划行": None,
    "法律另有规定": Ground.LEGAL,
    "联席会议同意": Ground.CONSENT,
    "告知承诺": Ground.COMMITMENT,
    "环保安全": Ground.ENV_SAFETY,
    "国家省专项": Ground.SUPERIOR,
    "投诉举报": Ground.COMPLAINT,
    "转办交办": Ground.ASSIGNED,
    "数据监测": Ground.DATA_CLUE,
    "企业申请": Ground.REQUEST,
}
ANSWERS = {
    "": "可以",
    "class_within_cap": "同类已查",
    "visit_within_cap": "上门已满",
    "visit_outside_quiet_days": "安静期",
    "subject_not_spared": "清单上",
    "organ_within_cap": "部门已满",
}
SAID = ("编号", "条款", "结论", "说明")


def table(name: str) -> list[dict[str, str]]:
    with (TABLES / f"{name}.csv").open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def cases(name: str) -> Iterator[dict[str, str]]:
    """Every row, once for each choice of its values."""
    for row in table(name):
        asked = {key: value.split("/") for key, value in row.items() if key not in SAID}
        for chosen in itertools.product(*asked.values()):
            yield dict(zip(asked, chosen, strict=True)) | {key: row[key] for key in SAID}


def every(name: str) -> list[object]:
    return [pytest.param(case, id=f"{case['编号']}-{number}") for number, case in enumerate(cases(name))]


def test_the_tables_hold_enough_and_say_nothing_twice() -> None:
    found = {name: list(cases(name)) for name in ("entry", "filing", "evidence", "campaign")}
    assert sum(map(len, found.values())) >= 300
    for name, rows in found.items():
        asked = [tuple(value for key, value in row.items() if key not in SAID) for row in rows]
        assert len(asked) == len(set(asked)), name


# 能不能排


def standing_of(case: Mapping[str, str]) -> Standing:
    used = tuple(ClassUsed("食品", date(2026, 3, day + 1), "省局", None, free=False, done=True) for day in range(int(case["同类已查"])))
    cap = None if case["上门上限"] == "无" else int(case["上门上限"])
    year = YearLeft(
        year=2026,
        class_cap=int(case["同类上限"]),
        visit_cap=cap,
        visits=int(case["已上门"]),
        uses=used,
        per_site=False,
        earliest=TODAY,
        organ_cap=None if case["部门上限"] == "无" else int(case["部门上限"]),
        organs={"市监局": int(case["本部门已去"]), "消防": 9},
    )
    quiet = [(date(2026, 12, 1), date(2026, 12, 20))] if case["安静期"] == "是" else [(date(2026, 12, 16), date(2026, 12, 20))]
    return Standing(year, quiet, {"否": (), "本事项": ("I-1",), "所有事项": ("",), "其他事项": ("I-2",)}[case["清单"]])


@pytest.mark.clause("LYG-4.3d", "R-FREQ-1", "R-FREQ-2", "R-FREQ-3", "R-FREQ-4", "R-NODISTURB")
@pytest.mark.parametrize("case", every("entry"))
def test_entry(case: dict[str, str]) -> None:
    found = hindrance(Asked("市监局", "I-1", "食品", date(2026, 12, 15), GROUNDS[case["凭据"]]), standing_of(case))
    assert ANSWERS[found] == case["结论"], case["说明"]
    if found:
        assert LIMITS[found].clause == case["条款"]


# 报备


def norms(term: str) -> NormsInForce:
    amount, unit = term.removesuffix("工作日").removesuffix("日"), NormUnit("wd" if term.endswith("工作日") else "d")
    row = NormRow("clock.unplanned_filing", unit, "当地规定", Tag.PROPOSED, date(2024, 1, 1), amount=Decimal(amount))
    return NormsInForce("", TODAY, {**NORMS.rows, row.code: row})


STATUS = {"待定": FilingStatus.FILED, "同意": FilingStatus.CONSENTED, "不同意": FilingStatus.REFUSED}


def filed(case: Mapping[str, str]) -> tuple[str, str]:
    """What becomes of it, and by which clause: the order is that of the use cases."""
    ground = "" if case["凭据"] == "无" else str(GROUNDS[case["凭据"]])
    asked, decision, _ = case["意见"].partition("后排入")
    what = "拒绝"
    try:
        require_filed_ground(ground, case["材料"])
        what = "编入后续计划"
        filing.require_filed_in_time(date.fromisoformat(case["检查日"]), date.fromisoformat(case["报备日"]), norms(case["期限"]), CALENDAR)
        what = "不得排入"
        if decision:
            filing.require_consent(STATUS[asked], ground)
    except RuleBroken as refused:
        return what, refused.clause
    return "排入" if decision else "报备", ""


@pytest.mark.clause("LYG-4.3b", "LYG-4.3c", "R-PLAN-3", "R-PLAN-4")
@pytest.mark.parametrize("case", every("filing"))
def test_filing(case: dict[str, str]) -> None:
    assert filed(case) == (case["结论"], case["条款"]), case["说明"]


@pytest.mark.parametrize("case", every("filing"))
def test_only_what_is_late_is_deferred(case: dict[str, str]) -> None:
    late = filed(case)[0] == "编入后续计划"
    on, today = date.fromisoformat(case["检查日"]), date.fromisoformat(case["报备日"])
    if filed(case)[0] == "拒绝":
        return
    try:
        filing.require_late(on, today, norms(case["期限"]), CALENDAR)
    except RuleBroken:
        assert not late
    else:
        assert late


# 证明材料


@pytest.mark.clause("LYG-4.3c", "LYG-4.3d", "R-FREQ-4")
@pytest.mark.parametrize("case", every("evidence"))
def test_evidence(case: dict[str, str]) -> None:
    ground = GROUNDS[case["凭据"]]
    assert ground is not None
    with nullcontext() if case["结论"] == "可以" else pytest.raises(RuleBroken) as refused:
        require_evidence(ground, case["材料"])
    assert refused is None or refused.value.clause == case["条款"], case["说明"]


# 专项行动


def become_of(case: Mapping[str, str]) -> tuple[str, str]:
    what = "不得报批"
    try:
        days = (date.fromisoformat(case["从"]), date.fromisoformat(case["到"]))
        campaigns.require_proposal(ProposeCampaign("", "SCJG", case["名称"], case["问题"], *days))
        what = "不得批准"
        decided = date.fromisoformat(case["批准日"]) if case["批准日"] else None
        campaigns.require_decision(ApproveCampaign(1, case["批准"] == "是", case["文号"], case["机关"], decided), TODAY)
    except RuleBroken as refused:
        return what, refused.clause
    assert decided is not None
    late = is_late(campaigns.publish_by(decided, NORMS, CALENDAR), date.fromisoformat(case["公布日"]))
    return ("晚于期限" if late else "按时公布"), ""


@pytest.mark.clause("GX-3.2b", "R-SPEC-1")
@pytest.mark.parametrize("case", every("campaign"))
def test_campaign(case: dict[str, str]) -> None:
    assert become_of(case) == (case["结论"], case["条款"]), case["说明"]


# 另一种写法：一天一天地走，什么都不记，每次从头数


@dataclass
class Calendar:
    """A year of one enterprise, made by chance: its limits, its quiet days, its list, and who asks for what when."""

    class_cap: int
    visit_cap: int | None
    organ_cap: int | None
    quiet: list[tuple[date, date]]
    spared: list[tuple[str, date, date]]
    past: list[tuple[str, str, date]]  # by whom, of which class
    wishes: list[tuple[Asked, bool]]  # and whether it is called off again at once
    held: list[tuple[Asked, bool]] = field(default_factory=list)


DAYS = [date(2026, 1, 1) + timedelta(days=number) for number in range(365)]
CLASSES, ITEMS, ORGANS = ("食品", "消防", "计量"), ("I-1", "I-2"), ("市监局", "消防局")
EVERY_GROUND = [None, None, None, *Ground]


def any_period(chance: random.Random) -> tuple[date, date]:
    first = chance.choice(DAYS)
    return first, first + timedelta(days=chance.choice((0, 3, 30, 200)))


def any_calendar(chance: random.Random) -> Calendar:
    wishes = [
        (Asked(*(chance.choice(each) for each in (ORGANS, ITEMS, CLASSES, DAYS, EVERY_GROUND))), chance.random() < 0.2)
        for _ in range(chance.randrange(3, 15))
    ]
    return Calendar(
        class_cap=chance.choice((0, 1, 1, 1, 2, 3)),
        visit_cap=chance.choice((None, None, 0, 1, 2, 4)),
        organ_cap=chance.choice((None, None, None, 0, 1, 2)),
        quiet=[any_period(chance) for _ in range(chance.choice((0, 0, 1, 2)))],
        spared=[(chance.choice(("", *ITEMS)), *any_period(chance)) for _ in range(chance.choice((0, 0, 1, 2)))],
        past=[(chance.choice((*ORGANS, "省局")), chance.choice(CLASSES), chance.choice(DAYS)) for _ in range(chance.choice((0, 0, 1, 3)))],
        wishes=wishes,
    )


def by_the_rules(year: Calendar) -> list[str]:
    """What the rules answer to each wish, one after another; whatever they allow stands from then on, unless it is called off."""
    held: list[tuple[Asked, bool]] = []
    answers = []
    for wish, called_off in year.wishes:
        free = {"free": False, "done": True}
        uses = [ClassUsed(name, on, by, None, **free) for by, name, on in year.past]
        uses += [ClassUsed(one.check_class, one.on, "", number, free=is_free, done=False) for number, (one, is_free) in enumerate(held)]
        visits = sum(not is_free for _, is_free in held)
        organs = Counter([by for by, _, _ in year.past] + [one.department for one, is_free in held if not is_free])
        caps = (2026, year.class_cap, year.visit_cap, visits, tuple(uses))
        left = YearLeft(*caps, per_site=False, earliest=TODAY, organ_cap=year.organ_cap, organs=organs)
        spared = [item for item, first, last in year.spared if first <= wish.on <= last]
        found = hindrance(wish, Standing(left, year.quiet, spared))
        answers.append(found)
        if not found and not called_off:
            held.append((wish, wish.ground in UNCOUNTED))
    return answers


UNCOUNTED = {Ground.LEGAL, Ground.COMPLAINT, Ground.ASSIGNED, Ground.DATA_CLUE, Ground.REQUEST, Ground.RECHECK}


def naively(year: Calendar) -> list[str]:
    """The law read aloud, with nothing of the product in it: a wall calendar on which each allowed check is one mark."""
    wall: dict[date, list[tuple[str, str]]] = {day: [] for day in DAYS}
    answers = []
    for wish, called_off in year.wishes:
        answer = ""
        if str(wish.ground or "") not in {"legal", "complaint", "assigned", "data_clue", "request", "recheck"}:
            marks = [mark for day in DAYS for mark in wall[day]]
            before = [(by, name) for by, name, _ in year.past]
            quiet_days = {first + timedelta(days=n) for first, last in year.quiet for n in range((last - first).days + 1)}
            listed_days = {
                first + timedelta(days=n)
                for item, first, last in year.spared
                if item in ("", wish.item_code)
                for n in range((last - first).days + 1)
            }
            if year.organ_cap is not None and [by for by, _ in before + marks].count(wish.department) >= year.organ_cap:
                answer = "organ_within_cap"
            if wish.on in listed_days:
                answer = "subject_not_spared"
            if [name for _, name in before + marks].count(wish.check_class) >= year.class_cap:
                answer = "class_within_cap"
            if year.visit_cap is not None and len(marks) >= year.visit_cap:
                answer = "visit_within_cap"
            if wish.on in quiet_days:
                answer = "visit_outside_quiet_days"
            if not answer and not called_off:
                wall[wish.on].append((wish.department, wish.check_class))
        answers.append(answer)
    return answers


def agree(first: int, count: int) -> None:
    for seed in range(first, first + count):
        year = any_calendar(random.Random(seed))
        assert by_the_rules(year) == naively(year), seed


def test_two_implementations_agree_on_two_thousand_calendars() -> None:
    agree(0, 2_000)


@pytest.mark.nightly
def test_two_implementations_agree_on_a_hundred_thousand_calendars() -> None:
    agree(10_000, 100_000)


FIRM = subject_row(0)
DEPARTMENTS = {"I-1": ("SCJG", "食品安全"), "I-2": ("XFJY", "消防安全")}
FILED = [None, None, Ground.COMMITMENT, Ground.COMPLAINT]


def december(chance: random.Random) -> Calendar:
    """The same of days on which a check can still be filed, each item of its own class."""
    year = any_calendar(chance)
    days = [date(2026, 12, day) for day in range(1, 32)]
    items = [chance.choice(ITEMS) for _ in range(6)]
    return replace(
        year,
        class_cap=chance.choice((1, 1, 2)),
        past=[(chance.choice(("省局", "SCJG")), DEPARTMENTS[chance.choice(ITEMS)][1], on) for _, _, on in year.past[:1]],
        wishes=[(asked_of(chance, item, days), chance.random() < 0.2) for item in items],
    )


def asked_of(chance: random.Random, item: str, days: list[date]) -> Asked:
    department, check_class = DEPARTMENTS[item]
    return Asked(department, item, check_class, chance.choice(days), chance.choice(FILED))


def in_the_database(year: Calendar) -> list[str]:
    """By the use cases and the triggers: the clause of each refusal."""
    make_county(0)
    quiet = tuple((first.isoformat(), last.isoformat()) for first, last in year.quiet)
    make_subjects(replace(FIRM, visit_cap=year.visit_cap, blocked=quiet))
    put_norm(NormCode.CLASS_CAP, year.class_cap, region_path=REGION)
    if year.organ_cap is not None:
        put_norm(ORGAN_VISITS_PER_YEAR, year.organ_cap, region_path=REGION)
    checks = tuple({PastCheck(FIRM.sid, name, by, "省", on) for by, name, on in year.past})
    record_past_checks(SYSTEM, RecordPastChecks(REGION, "0" * 64, checks), NOW)
    for item, first, last in year.spared:
        code = f"{DEPARTMENTS[item][0]}-I" if item else ""
        spare_subject(SYSTEM, SpareSubject(REGION, FIRM.sid, code, first, last, "文号", "理由"), NOW)
    return [_planned(wish, called_off=called_off) for wish, called_off in year.wishes]


def _planned(wish: Asked, *, called_off: bool) -> str:
    department, check_class = DEPARTMENTS[wish.item_code]
    what = (REGION, department, FIRM.sid, f"{department}-I", check_class, wish.on, 60)
    try:
        with transaction.atomic():
            if wish.ground is Ground.COMPLAINT:
                visit = plan_triggered(SYSTEM, PlanTriggered(*what, TriggerSource.COMPLAINT, "12345"), NOW).visit
            else:
                asked = FileUnplanned(*what, "理由", "commitment", "编号") if wish.ground else FileUnplanned(*what, "理由")
                number = file_unplanned(SYSTEM, asked, NOW).filing
                if not wish.ground:
                    consent_unplanned(SYSTEM, ConsentUnplanned(number, consent=True), NOW)
                visit = plan_unplanned(SYSTEM, PlanUnplanned(number), NOW).visit
    except RuleBroken as refused:
        return refused.clause
    if called_off:
        cancel_visit(SYSTEM, CancelVisit(visit, "企业停业"), NOW)
    return ""


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(12))
def test_the_database_answers_as_they_do(seed: int) -> None:
    year = december(random.Random(seed))
    told = [LIMITS[answer].clause if answer else "" for answer in naively(year)]
    assert [bool(clause) for clause in in_the_database(year)] == [bool(clause) for clause in told]


def test_chance_meets_every_answer() -> None:
    """Or agreeing would say nothing."""
    met = {answer for seed in range(200) for answer in naively(any_calendar(random.Random(seed)))}
    assert met == set(ANSWERS)
