"""notices/: one paper for every visit that is announced, with its own days, officers and counts."""

import io
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pdfplumber
import pytest

from yicha.planning.batch.job import Job
from yicha.planning.batch.notices import notices_of
from yicha.planning.documents import InspectionNotice
from yicha.planning.tests.files import AUTUMN, FIRE, FIRM, HEALTH, MARKET, YEAR, Files, plan_line, read_json, register, rich
from yicha.planning.types import PastCheck
from yicha.subjects.testing import subject_row


@pytest.fixture(scope="module")
def job() -> Job:
    return rich().job()


@pytest.fixture(scope="module")
def notices(job: Job) -> Mapping[str, InspectionNotice]:
    return {notice.reference: notice for notice in notices_of(job)}


@pytest.mark.clause("LYG-4.3e", "R-PROC-2")
def test_every_announced_visit_has_one_and_no_other(job: Job, notices: Mapping[str, InspectionNotice]) -> None:
    announced = [number for number, visit in job.visits if all(line.line.announced for line in job.lines_of(visit))]
    assert list(notices) == announced
    assert 0 < len(announced) < len(job.programme.visits)


def test_a_notice_says_who_when_and_for_what(job: Job, notices: Mapping[str, InspectionNotice]) -> None:
    visits = dict(job.visits)
    register_of = {row.sid: row for row in job.inputs.subjects}
    for number, notice in notices.items():
        visit, days = visits[number], job.days_of(visits[number])
        assert notice.subject == register_of[visit.subject].name
        assert (notice.starts.date(), notice.ends.date()) == (days[0], days[-1])
        assert notice.mode == ("现场检查" if visit.door else "非现场检查")
        assert notice.parts[0].department == notice.organ == notice.contact
        assert {part.department for part in notice.parts} == set(visit.departments)
        told = {(part.department, item.name) for part in notice.parts for item in part.items}
        assert told == {(line.department, line.line.item_name) for line in job.lines_of(visit)}
        team = [(one.name, one.cert_no) for part in notice.parts for one in part.officers]
        assert team == [(post.name, post.cert_no) for post in job.teams[number] if post.cert_no]


def test_it_is_issued_on_the_working_day_before(job: Job, notices: Mapping[str, InspectionNotice]) -> None:
    calendar = job.year.calendar
    for notice in notices.values():
        assert calendar.is_working(notice.issued_on)
        assert calendar.working_days(notice.issued_on, notice.starts.date()) == 1


def test_the_first_working_day_of_the_year_has_none_before_it() -> None:
    first = date(YEAR, 1, 4)  # a Sunday that is worked
    job = replace(Files(), lines=(plan_line(window=(first, first), ratio="5%"),)).job()
    (notice, *_) = notices_of(job)
    assert (notice.starts, notice.issued_on) == (datetime(YEAR, 1, 4, 9), first)  # noqa: DTZ001 local time by definition


def test_short_windows_are_announced_for_their_days_only(job: Job, notices: Mapping[str, InspectionNotice]) -> None:
    own = [notices[number] for number, visit in job.visits if any(line.line.line_id == "XF-03" for line in job.lines_of(visit))]
    assert own
    assert {(notice.starts.date(), notice.ends.date()) for notice in own} == {(date(YEAR, 4, 8), date(YEAR, 4, 9))}


@pytest.mark.clause("R-FREQ-1")
def test_it_says_the_how_manieth_check_of_its_class_and_the_how_manieth_visit_of_the_enterprise_this_is() -> None:
    sites = [subject_row(1, uscc=FIRM), subject_row(2, uscc=FIRM)]
    lines = (
        plan_line("A", selection="full", ratio="", exemption="《安全生产法》", check_class="安全"),
        plan_line("B", FIRE, selection="list", ratio="", sids=(sites[0].sid,), check_class="消防", window=AUTUMN),
        plan_line("C", HEALTH, selection="list", ratio="", sids=(sites[1].sid,), check_class="卫生", mode="online"),
    )
    past = (PastCheck(FIRM, "安全", "省局", "省", date(YEAR, 1, 9)), PastCheck(FIRM, "安全", "省局", "省", date(YEAR - 1, 1, 9)))
    found = list(notices_of(replace(Files(), subjects=sites, lines=lines, past=past).job()))
    counts = [(notice.parts[0].items[0].name, notice.times_this_year, notice.visits_this_year) for notice in found]
    assert [told for told in counts if told[0] != "C检查"] == [("A检查", 2, 1), ("A检查", 3, 2), ("B检查", 1, 3)]
    assert [check for name, check, _ in counts if name == "C检查"] == [1]


def test_the_papers_are_printed_under_the_numbers_of_the_visits(tmp_path: Path) -> None:
    county = replace(Files(), subjects=register(3), lines=(plan_line(ratio="100%"), plan_line("S", FIRE, ratio="100%", announced=False)))
    out = tmp_path / "out"
    assert county.write(tmp_path / "in").build(out, "--notices") == 0
    expected = {f"{notice.reference}.pdf" for notice in notices_of(county.job())}
    assert {path.name for path in (out / "notices").iterdir()} == expected
    assert len(expected) == 3
    assert read_json(out / "programme.json")["summary"]["doors"] == 6
    with pdfplumber.open(io.BytesIO((out / "notices" / min(expected)).read_bytes())) as pdf:
        text = "".join(page.extract_text() for page in pdf.pages)
    assert "行政检查通知书" in text
    assert MARKET in text
    assert FIRE not in text
