"""What a county wrote stands on no page, list or export that people of another county open, in whatever role; and where it may stand, it
is words and never markup.

`tests/test_routes.py` asks for things by their numbers; here what names no thing is read whole, with every name, number and word of the
county as a canary. Each commit asks at every address in one role by turn, the nightly run in all.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from http import HTTPStatus
from io import BytesIO
from itertools import cycle
from pathlib import Path
from zipfile import ZipFile, is_zipfile

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.db.models import CharField, Model, TextField
from django.template import Context, Template
from django.utils.html import escape
from pytest_django import DjangoDbBlocker

from tests.acting import HOME_DEPARTMENT, Person, Relation, in_relation
from tests.cells import Answer, ask, county, unwritten
from tests.known import Things
from tests.payloads import FORMULAS, MARK, MARKUP, SCHEMES, acted, formulas, plant
from tools import routes
from tools.routes import Route
from yicha.kernel.actor import NOBODY, Role
from yicha.kernel.testing import REGION

pytestmark = pytest.mark.xdist_group("canaries")  # what all look at is made once
SOURCE = Path(__file__).parents[1] / "src/yicha"
LEAST, MOST, LONG = 5, 80, 8  # characters; what is plain ASCII wants a digit and LONG of them
STRANGERS = (Relation.ELSEWHERE, Relation.BELOW)
EXAMPLES = "template"  # an empty workbook shows how a row is written
OF_ITS_TOWNS = {"duties:matrix"}  # who leads in the county is told to its towns
WHOLE_COUNTRY = {"norms", "help"}
ONE_DEPARTMENTS = (("exchange.Record", "key"), ("exchange.SourceDifference", "paper"), ("feedback.DoorReport", "matter"))
MANY, FILES = 100, 20
TURNS, SPARSE = 4, 8
SHEETS = ("spreadsheetml", "text/csv")


def read_addresses() -> list[Route]:
    return [one for one in routes.all_routes() if "GET" in (one.methods or ["GET"]) and not one.foreign]


def lists() -> list[Route]:
    """What names no thing of anybody, and is not for everybody."""
    return [one for one in read_addresses() if one.who and not one.is_public and not one.converters and EXAMPLES not in one.name]


@pytest.fixture(scope="module")
def things(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Things]:
    """Everything that the matrix of rights asks about, so that each list has something to show at home."""
    with django_db_blocker.unblock(), county() as prepared:
        yield prepared


@pytest.fixture(scope="module")
def canaries(things: Things) -> frozenset[str]:
    said = "".join(path.read_text(encoding="utf-8") for path in SOURCE.glob("*/locale/en/LC_MESSAGES/django.po"))
    found = {text for model in apps.get_models() for text in _written(model)}
    return frozenset(text for text in found if LEAST <= len(text) <= MOST and _is_telling(text) and text not in said)


def _written(model: type[Model]) -> Iterator[str]:
    columns = [field.column for field in model._meta.concrete_fields if isinstance(field, CharField | TextField)]
    if "region_path" not in columns or model._meta.app_label in WHOLE_COUNTRY:
        return
    for column in columns:
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT DISTINCT "{column}" FROM "{model._meta.db_table}" WHERE region_path = %s', [REGION])
            yield from (str(text) for (text,) in cursor.fetchall() if text and column != "region_path")


def _is_telling(text: str) -> bool:
    return not text.isascii() or (any(map(str.isdigit, text)) and len(text) >= LONG)


def words_in(body: bytes) -> str:
    """Of a page; of a workbook, of all its sheets."""
    if not is_zipfile(BytesIO(body)):
        return body.decode(errors="ignore")
    with ZipFile(BytesIO(body)) as archive:
        return "".join(archive.read(name).decode(errors="ignore") for name in archive.namelist())


@pytest.mark.parametrize("all_roles", [False, pytest.param(True, marks=pytest.mark.nightly)], ids=["by turn", "all roles"])
def test_strangers_read_nothing_of_the_county(things: Things, canaries: frozenset[str], *, all_roles: bool) -> None:
    places, told, seen = cycle(STRANGERS), list[str](), 0
    for turn, one in enumerate(lists()):
        roles = sorted(one.who)
        for role in roles if all_roles else roles[turn % len(roles) :][:1]:
            place = Relation.ELSEWHERE if one.name in OF_ITS_TOWNS else next(places)
            stranger = replace(in_relation(role, place), id="somebody of elsewhere")
            answer = ask("GET", one.to({}), Person(stranger, role, place), may_write=True)
            seen += answer.status == HTTPStatus.OK
            text = words_in(answer.body)
            told += [f"{one.name} as {role} of {place}: {word}" for word in sorted(canaries) if word in text]
    assert not told, "\n".join(told)
    assert seen > MANY
    assert len(canaries) > MANY


@pytest.mark.parametrize("role", [Role.DEPARTMENT_CLERK, Role.DEPARTMENT_HEAD])
def test_another_department_reads_nothing_that_is_one_departments_own(things: Things, role: Role) -> None:
    own = {
        str(text)
        for model, column in ONE_DEPARTMENTS
        for (text,) in apps.get_model(model)._default_manager.filter(department=HOME_DEPARTMENT).values_list(column)
    }
    told = []
    for one in (one for one in lists() if role in one.who):
        text = words_in(ask("GET", one.to({}), Person(in_relation(role, Relation.SIBLING), role, Relation.SIBLING), may_write=True).body)
        told += [f"{one.name}: {word}" for word in sorted(own) if word in text]
    assert own
    assert told == []


def test_at_home_they_are_read(things: Things, canaries: frozenset[str]) -> None:
    """So that silence elsewhere means something."""
    shown = set[str]()
    for one in lists()[:: len(lists()) // 12]:
        role = min(one.who)
        text = words_in(ask("GET", one.to({}), Person(in_relation(role, Relation.OWN), role, Relation.OWN), may_write=True).body)
        shown |= {word for word in canaries if word in text}
    assert shown


def answers(things: Things, wanted: tuple[str, ...], step: int = 1) -> Iterator[tuple[str, Answer]]:
    """Of every address whose answer is of that kind, or broke, as one who may open it sees it."""
    for one in [one for one in read_addresses() if one.who][::step]:
        role = None if one.is_public else min(one.who)
        who = Person(in_relation(role, Relation.OWN), role, Relation.OWN) if role else Person(NOBODY)
        answer = ask("GET", things.address(one, exists=True), who, may_write=True)
        if answer.broke or any(kind in answer.headers.get("Content-Type", "") for kind in wanted):
            yield f"{one.name} as {role}", answer


@contextmanager
def planted(turn: int, *, front: Sequence[str] = (), behind: Sequence[str] = ()) -> Iterator[None]:
    with transaction.atomic():
        assert plant(turn, front=front, behind=behind) > MANY
        yield
        transaction.set_rollback(True)


@pytest.mark.parametrize("text", MARKUP, ids=[f"payload-{place}" for place in range(len(MARKUP))])
def test_a_page_that_writes_it_as_it_is_would_be_caught(text: str) -> None:
    naive = "<p>{0}</p>", '<p title="{0}">', "<p title='{0}'>", "<p title=x{0}>", "<a href='{0}'>", "<script>a='{0}'</script>"
    assert any(acted(one.format(text)) for one in naive) or acted(Template(text).render(Context()))
    assert not any(acted(one.format(escape(text))) for one in naive[:3])


by_turns = pytest.mark.parametrize("turn", [0, *(pytest.param(turn, marks=pytest.mark.nightly) for turn in range(1, TURNS))])


@by_turns
def test_what_people_write_is_never_markup(things: Things, turn: int) -> None:
    """C5: some sixty payloads behind whatever stands in Chinese in the county; with each commit at some addresses, at night at all."""
    found, seen, step = list[str](), 0, 1 if turn else SPARSE
    with planted(turn, front=SCHEMES, behind=MARKUP):
        for name, answer in answers(things, ("html",), step):
            text = answer.body.decode()
            found += [f"{name}: {said}" for said in [*acted(text), answer.broke] if said]
            seen += MARK in text
    assert not found, "\n".join(found)
    assert seen > MANY // step


@by_turns
def test_what_people_write_is_never_a_formula(things: Things, turn: int) -> None:
    """C4: in front of whatever stands in Chinese, in every file that a page gives."""
    found, files = list[str](), 0
    with planted(turn, front=FORMULAS), unwritten():
        for name, answer in answers(things, SHEETS):
            cells = [answer.broke] if answer.broke else formulas(answer.body, answer.headers["Content-Type"])
            found += [f"{name}: {cell}" for cell in cells]
            files += 1
    assert not found, "\n".join(found)
    assert files > FILES
