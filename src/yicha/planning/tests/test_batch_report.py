"""report.html: its figures are the programme's, and it says what the reader must know before he believes them."""

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yicha.engines.planning import CATALOGUE
from yicha.planning.batch.job import Job
from yicha.planning.batch.report import CAUSES, Run, in_fours, number, render, shade, share
from yicha.planning.batch.sheets import Sheets
from yicha.planning.tests.files import FIRE, MARKET, YEAR, Files, plan_line, register, rich, teams
from yicha.planning.types import PastCheck

RUN = Run("9.8", 1141)
TAGS = re.compile(r"<style>.*?</style>|<[^>]+>", re.DOTALL)


def page_of(job: Job) -> str:
    return render(Sheets(job), RUN)


def text_of(page: str) -> str:
    return " ".join(TAGS.sub(" ", page).split())


@pytest.fixture(scope="module")
def job() -> Job:
    return rich().job()


@pytest.fixture(scope="module")
def page(job: Job) -> str:
    return page_of(job)


@pytest.mark.parametrize(("value", "shown"), [(0, "0"), (999, "999"), (2119, "2 119"), (1234567, "1 234 567")])
def test_numbers_are_grouped_by_thin_gaps(value: int, shown: str) -> None:
    assert number(value) == shown


@given(st.integers(-5000, 5000), st.integers(0, 5000))
def test_shares_are_exact_to_a_tenth(part: int, whole: int) -> None:
    shown = share(part, whole)
    assert re.fullmatch(r"-?\d+\.\d", shown)
    assert abs(Fraction(shown) - Fraction(100 * part, whole or 1)) <= Fraction(1, 20)


@pytest.mark.parametrize(
    ("load", "expected"),
    [(0, 0), (1, 1), (20, 1), (21, 2), (40, 2), (41, 3), (61, 4), (80, 4), (81, 5), (85, 5), (86, 6), (90, 6), (101, 6)],
)
def test_the_shade_of_a_week_says_how_full_it_is(load: int, expected: int) -> None:
    assert shade(load, 90) == expected


def test_a_fingerprint_is_read_in_fours() -> None:
    assert in_fours("abcdef0123") == "abcd ef01 23"


def test_the_figures_are_those_of_the_programme(job: Job, page: str) -> None:
    figures, text = job.figures, text_of(page)
    saved = figures["alone_doors"] - figures["doors"]
    assert f"各部门单独上门 {figures['alone_doors']} 次 → 合并后 {figures['doors']} 次" in text
    assert f"少打扰 {saved} 次（−{share(saved, figures['alone_doors'])} %）" in text
    assert f"未排需求 {figures['unplaced']} 项" in text
    assert f"出动队次 {figures['department_visits']} 次" in text
    assert "用时 9.8 秒，内存峰值 1 141 MB" in text


def test_nothing_is_loaded_from_outside(page: str) -> None:
    assert "default-src 'none'" in page
    assert not re.search(r"(?:src|href|action)=\"(?!data:,)", page)
    assert "@import" not in page
    assert "url(#off)" in page
    assert not re.search(r"url\((?!#)", page)
    assert "<script" not in page
    assert " style=" not in page


def test_names_are_escaped() -> None:
    evil = "<img src=x onerror=alert(1)>"
    county = Files(lines=[plan_line(evil, ratio="100%", window=(date(YEAR, 4, 8), date(YEAR, 4, 9)))], officers=teams(FIRE))
    page = page_of(county.job())
    assert "<img" not in page
    assert "&lt;img src=x" in page


def test_weeks_bars_and_departments_add_up(job: Job, page: str) -> None:
    doors = Counter(visit.week for visit in job.programme.visits if visit.door)
    titles = re.findall(r"<title>\d{4}-W\d\d（[^）]*）：(\d+) 次</title>", page)
    assert sorted(map(int, titles)) == sorted(doors.values())
    rows = re.findall(r'<tr><th scope="row" class="keep">(?:\d{4}-W\d\d)</th><td>.*?</td><td class="n">(\d+)</td>', page)
    assert sum(map(int, rows)) == job.figures["doors"]
    assert len(rows) == len(job.year.weeks)
    for name in job.instance.departments:
        assert f'title="{name}"' in page


def test_a_proof_is_claimed_only_where_there_is_one(job: Job) -> None:
    assert job.figures["doors"] == job.figures["lower_bound"]
    assert "已证明最优" in page_of(job)
    weaker = replace(job, programme=replace(job.programme, lower_bound=job.programme.lower_bound - 3))
    text = text_of(page_of(weaker))
    assert "已证明最优" not in text
    assert "与已证明的下界相差： 上门 3 次，未排 0 项" in text


def test_the_reader_is_warned(page: str) -> None:
    text = text_of(page)
    assert "名单中有 1 个主体编号不在名录" in text
    assert "没有落到任何主体的计划行 1 条：XF-04" in text
    assert "近于定向的计划行" in text
    assert "暂定" not in text
    assert "未经见证" in text


def test_open_posts_are_told() -> None:
    town = Files(subjects=register(6, town="西岭乡"), officers=teams(MARKET, each=2, towns=("东川镇",)), lines=[plan_line(ratio="50%")])
    job = town.job()
    assert (job.posts, job.open_posts) == (6, 6)
    text = text_of(page_of(job))
    assert "执法人员岗位空缺 6 个" in text
    assert "空缺岗位 6 / 6" in text


def test_a_provisional_calendar_is_told() -> None:
    window = (date(YEAR + 1, 3, 1), date(YEAR + 1, 6, 1))
    assert "工作日历为暂定" in text_of(page_of(replace(Files(), lines=(plan_line(window=window),)).job(YEAR + 1)))


def test_remarks_of_the_workbooks_are_kept(job: Job) -> None:
    noted = replace(job, inputs=replace(job.inputs, remarks=("officers.xlsx：共 3 处提示 · 3 warnings",)))
    assert "officers.xlsx：共 3 处提示" in page_of(noted)
    assert "读入时的提示" not in page_of(job)


def test_names_of_firms_that_are_not_told_beforehand_stay_out() -> None:
    past = [PastCheck(row.sid, "食品", "省局", "省", date(YEAR, 1, 9)) for row in register(2)]
    lines = [
        plan_line("A", selection="list", ratio="", sids=(register(2)[0].sid,), check_class="食品"),
        plan_line("B", selection="list", ratio="", sids=(register(2)[1].sid,), check_class="食品", announced=False),
    ]
    page = page_of(replace(Files(), lines=lines, past=past).job())
    assert register(2)[0].name in page
    assert register(2)[1].name not in page
    assert "不预告，名称见工作簿" in page


def test_losses_are_shown_by_cause_and_the_first_of_them_one_by_one() -> None:
    county = Files(subjects=register(30), lines=[plan_line("A", selection="full", ratio="")], officers=teams(FIRE))
    job = county.job()
    text = text_of(page_of(job))
    assert job.figures["unplaced"] == 30
    assert f"{CAUSES['no_week']} 30" in text
    assert "逐项（前 12 项，其余见 programme.xlsx“未排”）" in text


def test_every_cause_of_the_engine_has_a_name() -> None:
    assert CATALOGUE.keys() - {"moved", "extended", "ended"} == CAUSES.keys()


def test_an_empty_programme_has_a_page_that_says_why() -> None:
    text = text_of(page_of(Files(lines=[plan_line(scope_query="name = '没有'")]).job()))
    assert "没有检查需求。 计划行没有落到任何主体" in text
    assert "没有需要上门的检查" in text
    assert "各部门单独上门 0 次" in text
    assert "不用抽人" in text
    for boast in ("已证明最优", "全部需求都已排入", "每户最多上门一次", "%）"):
        assert boast not in text


def test_a_programme_without_a_second_door_is_praised_and_without_a_saving_is_not() -> None:
    text = text_of(page_of(Files(lines=[plan_line()]).job()))
    assert "与单独上门次数相同" in text
    assert "少打扰" not in text
    assert "每户最多上门一次" in text
    assert "全部需求都已排入" in text
