"""On random calendars the rules, the law read aloud and the database answer alike; `test_decisions.py` has the tables."""

import random
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import pytest
from django.db import transaction

from yicha.kernel.actor import SYSTEM
from yicha.kernel.refusals import RuleBroken
from yicha.kernel.testing import NOW, REGION
from yicha.norms.testing import put_norm
from yicha.norms.types import NormCode
from yicha.planning.actions.cancel_visit import cancel_visit
from yicha.planning.actions.consent_unplanned import consent_unplanned
from yicha.planning.actions.file_unplanned import file_unplanned
from yicha.planning.actions.plan_triggered import plan_triggered
from yicha.planning.actions.plan_unplanned import plan_unplanned
from yicha.planning.actions.record_past_checks import record_past_checks
from yicha.planning.actions.spare_subject import spare_subject
from yicha.planning.rules.entry import Asked, Standing, hindrance
from yicha.planning.rules.limits import LIMITS, ORGAN_VISITS_PER_YEAR
from yicha.planning.testing import make_county
from yicha.planning.tests.test_decisions import ANSWERS, TODAY
from yicha.planning.types import (
    CancelVisit,
    ClassUsed,
    ConsentUnplanned,
    FileUnplanned,
    Ground,
    PastCheck,
    PlanTriggered,
    PlanUnplanned,
    RecordPastChecks,
    SpareSubject,
    TriggerSource,
    YearLeft,
)
from yicha.subjects.testing import make_subjects, subject_row


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
