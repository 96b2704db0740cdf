"""Help: every word, step and clause in both languages; numbers as they are in force."""

from datetime import date
from importlib.resources import files

import pytest
import yaml
from django.test import Client

from yicha.help.queries import article, chapters, guides, terms
from yicha.kernel.actor import Role
from yicha.norms.queries import clauses, known_norms
from yicha.norms.testing import load_shipped, put_norm
from yicha.norms.types import NormUnit
from yicha.orgs.testing import make_actor, make_region
from yicha.shell.testing import acting

pytestmark = pytest.mark.django_db
ON = date(2026, 4, 16)
CODES = {row.code for row in clauses()}
LANGUAGES = ("zh-hans", "en")
SEED = yaml.safe_load(files("yicha.help").joinpath("seeds/articles.yaml").read_text(encoding="utf-8"))


@pytest.fixture(autouse=True)
def home() -> None:
    load_shipped()
    make_region()


def test_what_the_seeds_name_is_there() -> None:
    named = {code for said in SEED["articles"].values() for code in said.get("norms", ())}
    assert set(SEED["articles"]) <= CODES
    assert named <= set(SEED["norms"]) <= {row.code for row in known_norms()}
    assert {one.clause for language in LANGUAGES for one in terms(language)} <= CODES
    assert {step.clause for one in guides("en") for step in one.steps} <= CODES
    assert {one.role for one in guides("en")} <= set(Role)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_clause_has_a_page(language: str) -> None:
    listed = [one for chapter in chapters(language) for one in chapter.articles]
    assert {one.code for one in listed} == CODES
    assert all(one.title and one.text and one.document for one in listed)
    client = Client(headers={"Accept-Language": language})
    assert client.get("/docs/clauses/").status_code == 200
    assert client.get("/docs/clauses/LYG-4.3d/").status_code == 200


def test_a_clause_shows_its_number_as_it_is_in_force_in_the_region() -> None:
    said = article("LYG-4.3b", "zh-hans", "62/6207/620799", ON)
    assert said is not None
    assert [(one.label, one.value) for one in said.parameters] == [("计划外检查提前报备", "5日")]
    put_norm("clock.unplanned_filing", 7, NormUnit.WORKING_DAY, region_path="62/6207/620799")
    local = article("LYG-4.3b", "en", "62/6207/620799", ON)
    assert local is not None
    assert local.parameters[0].label == "an unplanned check is filed before"
    assert local.parameters[0].value == "7个工作日"  # in the language of the thread, which is Chinese here


def test_the_chip_finds_its_article_on_the_page() -> None:
    page = Client().get("/docs/clauses/R-SUB-3/").content.decode()
    assert '<span class="yc-article">' in page
    assert "要点，不是原文" in page
    assert "要点，不是原文" not in Client().get("/docs/clauses/LYG-4.3d/").content.decode()


@pytest.mark.parametrize("address", ["/docs/clauses/NO-1/", "/docs/roles/nobody/"])
def test_what_is_not_there_is_not_found(address: str) -> None:
    assert Client().get(address).status_code == 404


@pytest.mark.parametrize("address", ["/docs/", "/docs/roles/officer/", "/docs/components/"])
def test_everybody_may_read_it_and_nobody_changes_it(address: str) -> None:
    assert Client().get(address).status_code == 200
    assert acting(make_actor(Role.COORDINATOR)).get(address).status_code == 200
    assert Client().post(address).status_code == 405


def test_all_lights_of_a_clock_stand_on_the_page_of_components() -> None:
    page = Client().get("/docs/components/").content.decode()
    assert all(f"yc-clock-{light}" in page for light in ("ok", "soon", "now", "over", "paused", "done"))


def test_each_component_stands_there_in_each_of_its_states() -> None:
    page = Client().get("/docs/components/").content.decode()
    for state in (
        "help-hover",
        "help-focus",
        "help-shown",
        'aria-current="page"',
        "yc-diff-removed",
        "yc-empty",
        "aria-selected",
        "重算一致",
    ):
        assert state in page, state
    assert page.count('class="yc-loading"') == 6
    assert all(words in page for words in ("已存本机", "待上传", "已上传", "断链", "对不上", "约 1 200 000 行", "计划外检查提前报备"))
