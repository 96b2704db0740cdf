"""The main job on files, without files: what is drawn, planned and staffed, and that nothing depends on the order of rows."""

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pytest

from yicha.engines.draw import number_of, verify
from yicha.engines.planning import Visit, to_plain
from yicha.engines.programme_check import check
from yicha.orgs.testing import officer_row
from yicha.planning.batch.job import Job, departments_of
from yicha.planning.rules.instances import SHORT_WINDOW
from yicha.planning.tests.files import AUTUMN, FIRE, FIRM, HEALTH, MARKET, YEAR, Files, plan_line, register, rich, teams
from yicha.planning.types import DepartmentLine, PastCheck
from yicha.subjects.testing import subject_row


@cache
def rich_job() -> Job:
    return rich().job()


def job_of(*lines: DepartmentLine, **parts: Any) -> Job:
    return replace(Files(), lines=lines, **parts).job()


def on_line(job: Job, number: str) -> set[str]:
    return {demand.subject for demand in job.instance.demands.values() if demand.line == number}


def visits_with(job: Job, number: str) -> list[Visit]:
    return [visit for visit in job.programme.visits if any(job.instance.demands[one].line == number for one in visit.demands)]


def full(number: str, department: str = MARKET, **values: Any) -> DepartmentLine:
    return plan_line(number, department, **({"selection": "full", "ratio": ""} | values))


def listed(number: str, *sids: str, department: str = MARKET, **values: Any) -> DepartmentLine:
    return plan_line(number, department, **({"selection": "list", "ratio": "", "sids": sids} | values))


@pytest.mark.clause("WY-5.4", "LYG-4.3a")
def test_a_little_of_everything_is_lawful_and_can_be_replayed() -> None:
    job = rich_job()
    assert check(to_plain(job.instance), json.loads(job.programme_json)) == []
    for outcome in (job.subjects_draw, job.drawn_officers):
        report = verify(outcome.files)
        assert report.ok, report.problems
        assert any("未经见证" in note for note in report.notes)


@pytest.mark.clause("WY-5.4", "YX-2.7b")
def test_one_key_serves_all_departments_so_their_samples_are_nested() -> None:
    job = job_of(plan_line("A", ratio="20%"), plan_line("B", FIRE, ratio="40%"), plan_line("C", HEALTH, ratio="40%"))
    assert on_line(job, "A") < on_line(job, "B") == on_line(job, "C")
    assert job.figures["doors"] == job.figures["lower_bound"] == len(on_line(job, "B"))


def test_another_seed_draws_others() -> None:
    assert on_line(Files().job(), "SC-01") != on_line(Files().job(seed="5b" * 32), "SC-01")


def test_the_subjects_manifest_lists_every_random_line_and_no_other() -> None:
    manifest = json.loads(rich_job().subjects_draw.files["manifest.json"])
    assert [line["id"] for line in manifest["lines"]] == ["SC-01", "SC-02", "SC-03", "WJ-01", "WJ-02", "XF-02", "XF-03", "XF-04"]
    strata = [tuple(stratum[:3]) for stratum in manifest["lines"][0]["strata"]]
    assert strata == [("A", 1, 5), ("B", 1, 2), ("C", 1, 1), ("D", 1, 1), ("U", 1, 2)]  # who has no class is drawn like class B


def test_least_numbers_are_reached_beyond_the_ratio() -> None:
    assert len(on_line(rich_job(), "SC-02")) == 6


@pytest.mark.clause("WY-5.4")
def test_the_second_draw_stands_on_the_programmes_bytes_and_on_the_first_draw() -> None:
    job = rich_job()
    manifest = json.loads(job.drawn_officers.files["manifest.json"])
    assert manifest["programme"] == hashlib.sha256(job.programme_json).hexdigest()
    assert manifest["first"] == {"draw": "FILES-D1", "result": hashlib.sha256(job.subjects_draw.files["result.json"]).hexdigest()}
    assert number_of(job.subjects_draw.files) != number_of(job.drawn_officers.files)


def test_an_edited_visit_changes_the_second_draw() -> None:
    job = Files().job()
    first, *others = job.programme.visits
    edited = replace(job, programme=replace(job.programme, visits=(replace(first, week=first.week + 1), *others)))
    assert json.loads(edited.drawn_officers.files["manifest.json"])["programme"] != hashlib.sha256(job.programme_json).hexdigest()


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_rows_changes_no_byte(seed: int) -> None:
    straight, whole = rich_job(), rich()

    def mixed(rows: Sequence[Any]) -> list[Any]:
        return sorted(rows, key=lambda row: hashlib.sha256(f"{seed} {row}".encode()).digest())

    other = Files(mixed(whole.subjects), mixed(whole.officers), mixed(whole.lines), mixed(whole.past)).job()
    assert other.instance_json == straight.instance_json
    assert other.programme_json == straight.programme_json
    assert other.subjects_draw.files == straight.subjects_draw.files
    assert other.drawn_officers.files == straight.drawn_officers.files


@pytest.mark.clause("R-FREQ-1")
def test_one_enterprise_is_checked_once_a_class_whatever_the_number_of_its_sites() -> None:
    sites = [subject_row(number, uscc=FIRM) for number in range(3)]
    job = job_of(full("A", check_class="食品"), full("B", check_class="计量"), subjects=sites)
    held = Counter(job.instance.demands[one].line for visit in job.programme.visits for one in visit.demands)
    assert held == {"A": 1, "B": 1}
    assert {loss.cause.value for loss in job.programme.unplaced} == {"caps"}
    exempt = job_of(full("A", check_class="食品", exemption="《食品安全法》"), subjects=sites)
    assert exempt.figures["doors"] == 3  # a door is a site


@pytest.mark.clause("R-FREQ-2")
def test_who_was_checked_by_a_superior_is_not_drawn_and_not_visited() -> None:
    sites = [subject_row(0, uscc=FIRM), subject_row(1, uscc=FIRM), *register(6)[2:]]
    past = [PastCheck(FIRM, "食品", "省局", "省", date(YEAR, 1, 5))]
    lines = (
        plan_line("R", ratio="100%", check_class="食品"),
        listed("L", sites[1].sid, check_class="食品"),
        full("O", scope_query=f"sid <> '{sites[0].sid}'"),
    )
    job = job_of(*lines, subjects=sites, past=past)
    assert on_line(job, "R") == {row.sid for row in sites[2:]}
    assert {loss.demand: loss.cause.value for loss in job.programme.unplaced} == {f"L/{sites[1].sid}": "class_done"}
    assert on_line(job, "O") == {row.sid for row in sites[1:]}


@pytest.mark.clause("R-SUB-3")
def test_expired_officers_are_never_drawn_and_the_absent_not_in_their_weeks() -> None:
    job = rich_job()
    drawn = {row.officer.id: row.officer for row in job.drawn_officers.lists.officers}
    expired, leaving, away = (officer_row(number).cert_no for number in (902, 903, 900))
    assert expired not in drawn
    assert drawn[leaving].absent == tuple(range(26, 53))  # 30 June is a Tuesday
    assert drawn[away].absent == (9, 10, 11)
    weeks = {number: visit.week for number, visit in job.visits}
    posted = [(post.cert_no, weeks[number]) for number, team in job.teams.items() for post in team if post.cert_no]
    assert {leaving, away} <= {cert_no for cert_no, _ in posted}
    assert not [(cert_no, week) for cert_no, week in posted if week in drawn[cert_no].absent]


def test_nobody_goes_to_whom_he_must_avoid_nor_beyond_his_towns() -> None:
    job = rich_job()
    towns = {row.sid: row.town for row in job.inputs.subjects}
    officers = {row.officer.id: row.officer for row in job.drawn_officers.lists.officers}
    for number, visit in job.visits:
        for post in job.teams[number]:
            if post.cert_no:
                assert visit.subject not in officers[post.cert_no].recused
                assert not officers[post.cert_no].towns or towns[visit.subject] in officers[post.cert_no].towns


def test_every_department_of_a_visit_has_its_team_the_lead_first() -> None:
    job = rich_job()
    for number, visit in job.visits:
        team = job.teams[number]
        assert list(dict.fromkeys(post.department for post in team)) == list(departments_of(visit))
        assert all(count >= 2 for count in Counter(post.department for post in team).values())
    assert job.posts == sum(map(len, job.teams.values()))
    assert job.open_posts == sum(not post.cert_no for team in job.teams.values() for post in team)


@pytest.mark.clause("LYG-4.3a", "R-MERGE-1")
def test_the_least_rank_leads_and_without_ranks_the_government_appoints() -> None:
    ranked = job_of(full("A", minutes=30, lead_rank=2), full("B", FIRE, minutes=200, lead_rank=5))
    assert {(visit.lead, visit.lead_appointed) for visit in ranked.programme.visits} == {(MARKET, False)}
    unranked = job_of(full("A", minutes=30), full("B", FIRE, minutes=200))
    assert {(visit.lead, visit.lead_appointed) for visit in unranked.programme.visits} == {(FIRE, True)}


@pytest.mark.clause("R-MODE-1")
def test_off_site_work_opens_no_door_and_is_never_merged() -> None:
    job = rich_job()
    for visit in visits_with(job, "SC-04"):
        assert (visit.door, len(visit.demands)) == (False, 1)


def test_what_must_be_alone_or_apart_is() -> None:
    job = rich_job()
    assert {len(visit.demands) for visit in visits_with(job, "XF-02")} == {1}
    assert all(FIRE not in visit.departments for visit in visits_with(job, "WJ-01"))
    assert all(
        job.lines_of(visit)[0].line.announced == line.line.announced for visit in job.programme.visits for line in job.lines_of(visit)
    )


def test_a_window_shorter_than_a_week_is_kept_to_the_day_and_goes_alone() -> None:
    job = rich_job()
    assert job.instance.lines["XF-03"].exclusive == SHORT_WINDOW
    visits = visits_with(job, "XF-03")
    assert visits
    assert {job.days_of(visit) for visit in visits} == {(date(YEAR, 4, 8), date(YEAR, 4, 9))}
    whole = [visit for visit in job.programme.visits if visit not in visits]
    assert all(job.days_of(visit) == job.year.weeks[visit.week] for visit in whole)


def test_names_that_are_not_in_the_register_and_lines_that_fell_on_nobody_are_told() -> None:
    job = rich_job()
    assert job.demands.unknown == (("SC-05", "NOBODY"),)
    assert job.idle == ("XF-04",)
    assert "SC-02" not in job.idle


def test_nothing_is_planned_before_the_first_day() -> None:
    job = replace(Files(), lines=(full("A"), full("B", FIRE, window=AUTUMN))).job(first_day=date(YEAR, 6, 3))
    assert min(job.days_of(visit)[0] for visit in job.programme.visits) >= date(YEAR, 6, 8)
    late = replace(Files(), lines=(full("A"),)).job(first_day=date(YEAR, 12, 31))
    assert late.programme.visits == ()
    assert late.figures["unplaced"] == late.figures["demands"] == 24


@pytest.mark.parametrize(
    ("lines", "officers"),
    [
        ((plan_line(scope_query="name = '没有'"),), teams(MARKET)),
        ((plan_line(mode="written"),), teams(MARKET)),
        ((plan_line(),), teams(FIRE)),
        ((plan_line(),), teams(MARKET, valid_to=date(YEAR - 1, 1, 1))),
        ((plan_line("餐饮 一/“甲”"), plan_line("a'b\"<c>&", FIRE)), teams(MARKET, FIRE)),
    ],
)
def test_the_odd_and_the_empty_are_whole_jobs_too(lines: tuple[DepartmentLine, ...], officers: tuple[Any, ...]) -> None:
    job = job_of(*lines, officers=officers)
    assert check(to_plain(job.instance), json.loads(job.programme_json)) == []
    assert verify(job.subjects_draw.files).ok
    assert verify(job.drawn_officers.files).ok


def test_a_calendar_that_is_not_announced_is_provisional() -> None:
    assert not rich_job().provisional
    window = (date(YEAR + 1, 3, 1), date(YEAR + 1, 6, 25))
    assert replace(Files(), lines=(plan_line(window=window),)).job(YEAR + 1).provisional


def test_alone_adds_up_to_the_summary() -> None:
    job = rich_job()
    assert sum(job.alone.values()) == job.figures["alone_doors"]
    assert set(job.alone) <= {demand.subject for demand in job.instance.demands.values()}
