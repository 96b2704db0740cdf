"""青禾县 as a whole: the same everywhere, plausible, and nobody's likeness."""

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from stdnum.cn import uscc

from yicha.demo.county import REGION_PATH, County, county_digest, make_county
from yicha.demo.county.codes import COUNTY
from yicha.demo.county.tests.conftest import SEED, YEAR
from yicha.inspections.types import Outcome
from yicha.items.types import ItemClass
from yicha.orgs.types import DepartmentKind

DIGEST = "beb7df023f51d4a4c7dd8b10717e460371b679d805a32d6ccbbab43e3461dcd1"
REAL = Path(__file__).parents[5] / "../shared/data"


def test_the_same_word_gives_the_same_county(county: County) -> None:
    assert county_digest(county) == DIGEST
    assert make_county(SEED, YEAR) == county


def test_another_word_gives_another_county(county: County) -> None:
    other = make_county("另一个", YEAR)
    assert county_digest(other) != DIGEST
    assert len({row.name for row in other.subjects} & {row.name for row in county.subjects}) < 600
    assert [len(plan.lines) for plan in other.plans] == [len(plan.lines) for plan in county.plans]


def test_another_year_moves_every_date() -> None:
    later = make_county(SEED, 2028)  # a leap year
    assert {line.window[0].year for plan in later.plans for line in plan.lines} == {2028}
    assert {first[:4] for row in later.subjects for first, _ in row.blocked} == {"2028"}


def test_codes_are_valid_and_of_no_real_region(county: County) -> None:
    coded = [row for row in county.subjects if row.uscc]
    assert all(uscc.is_valid(row.uscc) and row.uscc[2:8] == COUNTY for row in coded)
    assert 40 <= len(county.subjects) - len(coded) <= 160


def test_everybody_has_a_name_and_a_number_of_their_own(county: County) -> None:
    size = len(county.subjects)
    assert size == pytest.approx(6000, abs=250)
    assert len({row.name for row in county.subjects}) == len({row.sid for row in county.subjects}) == size
    assert [row.sid for row in county.subjects] == sorted(row.sid for row in county.subjects)


@pytest.mark.parametrize("file", ["registry_four_regions.parquet", "er_registry_440k.parquet"])
def test_no_name_is_that_of_a_real_firm(county: County, file: str) -> None:
    if not (REAL / file).exists():
        pytest.skip(f"no register {file} to compare with")
    parquet = pytest.importorskip("pyarrow.parquet")
    real = set(parquet.read_table(REAL / file, columns=["name"])["name"].to_pylist())
    assert [row.name for row in county.subjects if row.name in real] == []


def test_sites_share_a_code_and_not_a_door(county: County) -> None:
    firms = Counter(row.enterprise for row in county.subjects)
    several = {firm for firm, places in firms.items() if places > 1}
    assert 60 <= len(several) <= 240
    for firm in several:
        sites = [row for row in county.subjects if row.enterprise == firm]
        assert len({row.address for row in sites}) == len(sites)
        assert len({row.credit_class for row in sites}) == 1
        assert sites[0].sid == firm
        assert [row.sid for row in sites[1:]] == sorted(row.sid for row in sites[1:])


def test_credit_classes_have_the_shares_of_a_prefecture(county: County) -> None:
    classes = Counter(row.credit_class for row in county.subjects)
    known = sum(classes[letter] for letter in "ABCD")
    assert [round(100 * classes[letter] / known) for letter in "ABCD"] == [pytest.approx(share, abs=2) for share in (73, 19, 5, 3)]
    assert classes.keys() == {"A", "B", "C", "D", ""}
    assert 200 <= classes[""] <= 600


def test_rows_are_complete_and_dated_before_the_year(county: County) -> None:
    towns = {region.name for region in county.regions if len(region.code) == 9}
    for row in county.subjects:
        assert row.town in towns
        assert row.address is not None
        assert row.address.startswith(f"云麓省澄川市青禾县{row.town}")
        assert row.scope
        assert "1996-01-01" <= str(row.reg_date) <= f"{YEAR - 1}-12-31"
        assert re.fullmatch(r"[A-R]\d{4}", str(row.industry))
        assert len(row.tags) == len(set(row.tags))
        assert all(date.fromisoformat(first) <= date.fromisoformat(last) for first, last in row.blocked)


def test_some_are_closed_some_want_quiet_some_are_capped(county: County) -> None:
    assert {row.status for row in county.subjects} == {"存续", "停业", "注销", "吊销"}
    assert sum(row.status == "存续" for row in county.subjects) > 0.94 * len(county.subjects)
    assert sum(bool(row.blocked) for row in county.subjects) > 400
    assert 80 <= sum(row.visit_cap is not None for row in county.subjects) <= 400
    (norm,) = county.norms
    assert (norm.code, norm.whole, norm.region_path) == ("planning.visits_per_year.A", 2, county.region_path)
    assert sum(row.credit_class == "A" and row.visit_cap is None for row in county.subjects) > 0.6 * len(county.subjects)
    schools = [row for row in county.subjects if "学校" in row.tags]
    assert all(any(first.endswith("07-10") for first, _ in row.blocked) for row in schools)


TRIAL_FIELDS = """
    餐饮 燃气经营 特种设备使用 医疗器械 药品零售 养老机构 校外培训 危化品 成品油 汽车拆解 水产养殖 建筑工地 幼儿园 旅馆
    类金融 道路运输 预付卡 环境卫生 消防重点 用工密集 排污 学校
"""


@pytest.mark.parametrize("tag", TRIAL_FIELDS.split())
def test_every_trial_field_has_firms(county: County, tag: str) -> None:
    assert sum(tag in row.tags for row in county.subjects) >= 4


def test_regions_go_down_to_villages(county: County) -> None:
    codes = [region.code for region in county.regions]
    assert codes[:3] == REGION_PATH.split("/")
    assert len(codes) == len(set(codes))
    assert Counter(map(len, codes)) == {2: 1, 4: 1, 6: 1, 9: 11, 12: len(codes) - 14}
    assert all(code[:9] in codes for code in codes if len(code) == 12)


def test_departments_are_fifteen_and_those_who_watch_and_command(county: County) -> None:
    kinds = Counter(department.kind for department in county.departments)
    assert kinds[DepartmentKind.DEPARTMENT] == 15
    assert kinds.keys() == set(DepartmentKind)
    assert len({department.code for department in county.departments}) == len(county.departments)
    assert len({department.short_name for department in county.departments}) == len(county.departments)


def test_officers_have_certificates_and_most_of_them_valid_ones(county: County) -> None:
    assert len(county.officers) == 220
    assert len({officer.cert_no for officer in county.officers}) == 220
    assert all(re.fullmatch(COUNTY + r"\d{5}", officer.cert_no) for officer in county.officers)
    years = [officer.valid_to.year for officer in county.officers if officer.valid_to]
    ends = Counter("old" if year < YEAR else "mid" if year == YEAR else "valid" for year in years)
    assert ends["valid"] > 160
    assert ends["mid"] > 10
    assert 2 < ends["old"] < 25


def test_officers_know_their_department_towns_and_days(county: County) -> None:
    shorts = {department.short_name for department in county.departments if department.kind is DepartmentKind.DEPARTMENT}
    towns = {region.name for region in county.regions if len(region.code) == 9}
    sids = {row.sid for row in county.subjects}
    for officer in county.officers:
        assert officer.department in shorts
        assert towns.issuperset(officer.towns)
        assert sids.issuperset(officer.recusals)
        assert 0 < officer.days_per_week <= 5
        assert all(date(YEAR, 1, 1) <= first <= last <= date(YEAR, 12, 31) for first, last in officer.leave)


def test_items_have_codes_bases_and_forms(county: County) -> None:
    assert len({item.code[:10] for item in county.items}) == pytest.approx(60, abs=10)
    assert len({item.code for item in county.items}) == len(county.items)
    for item in county.items:
        assert re.fullmatch(COUNTY + r"\d{8}", item.code)
        assert re.fullmatch(r"(《[^《》]+》(第[一二三四五六七八九十百]+条)?、?)+", item.legal_basis)
        assert 5 <= len(item.check_points) <= 10
        assert all(point.content and point.method and point.basis for point in item.check_points)
        assert len({point.content for point in item.check_points}) == len(item.check_points)


def test_only_key_items_are_covered_in_full(county: County) -> None:
    items = {item.code: item for item in county.items}
    wide = [line for plan in county.plans for line in plan.lines if line.selection != "random"]
    assert wide
    assert all(items[line.item_code].item_class is ItemClass.KEY for line in wide)


def test_history_is_of_known_subjects_and_before_the_plans(county: County) -> None:
    sids = {row.sid for row in county.subjects}
    assert 40 <= len(county.history) <= 250
    assert all(check.sid in sids and check.on.year == YEAR and check.on < date(YEAR, 3, 1) for check in county.history)
    assert {check.level for check in county.history} == {"city", "province"}
    assert not any(check.department.startswith(("青禾", "澄川市澄川市")) for check in county.history)


def test_last_year_had_results_of_every_kind(county: County) -> None:
    assert 1000 <= len(county.past_results) <= 2500
    assert {result.outcome for result in county.past_results} >= set(Outcome) - {Outcome.REFUSED}
    assert {result.on.year for result in county.past_results} == {YEAR - 1}


def test_bad_credit_had_worse_results(county: County) -> None:
    bad = {row.sid for row in county.subjects if row.credit_class in {"C", "D"}}
    good_shares = [
        sum(result.outcome is Outcome.NO_PROBLEM for result in results) / len(results)
        for results in ([r for r in county.past_results if (r.sid in bad) is wanted] for wanted in (True, False))
    ]
    assert good_shares[0] < good_shares[1] - 0.15
