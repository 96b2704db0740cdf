"""YX-2.7b, LYG-4.3e: until its day no page of no role says whom an unannounced check will visit, unless somebody says what for."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from tools.routes import Route, all_routes
from yicha.draws.actions.read_sealed import read_sealed
from yicha.draws.types import ReadSealed
from yicha.inspections.actions.open_inspections import open_inspections
from yicha.inspections.queries import inspections
from yicha.inspections.testing import officer_with
from yicha.inspections.types import OpenInspections
from yicha.kernel.actor import SYSTEM, Actor, Role
from yicha.kernel.models import Payload
from yicha.kernel.testing import NOW, REGION
from yicha.orgs.testing import make_actor
from yicha.planning.queries import programme, visits, year_left
from yicha.planning.testing import YEAR, adopt_year, line_row, make_county, make_plans, staff_year
from yicha.planning.types import VisitRow
from yicha.shell.testing import acting
from yicha.subjects.queries import subject

pytestmark = pytest.mark.django_db

WINDOW = (date(YEAR, 12, 7), date(YEAR, 12, 31))
ROOMS = {"planning", "inspections", "today", "draws", "appraisal", "levels", "duties", "exchange", "disclosure", "items", "field", "portal"}
NAMING = {
    *(
        "planning:board",
        "planning:board_rows",
        "planning:visit_aside",
        "planning:board_pieces",
        "planning:workbook",
        "planning:schedule",
        "planning:hours",
    ),
    *("planning:item_uses", "planning:relieve", "inspections:visits", "inspections:visit", "inspections:programme_progress"),
    *("inspections:tasks", "inspections:check", "inspections:site", "today:search", "today:today"),
}
COORDINATOR, CLERK = make_actor(Role.COORDINATOR, "LXB"), make_actor(Role.DEPARTMENT_CLERK, "XFJY")
SUPERVISOR = make_actor(Role.LEGAL_SUPERVISOR, "SFJ")
PURPOSE = "核对第五十周的车辆"


@dataclass(frozen=True)
class County:
    """`secret`: the visits that nobody is told of, at firms that have no other; `inspection`: of the first of them."""

    programme: int
    draw: int
    secret: tuple[VisitRow, ...]
    inspection: int

    def addresses(self, wanted: Callable[[Route], bool]) -> Iterator[str]:
        """Pages of many firms, and those of the first secret one itself."""
        pages = {"pk": self.programme, "inspection": self.inspection, "visit": self.secret[0].id, "code": "XFJY-I", "year": YEAR}
        for one in filter(wanted, all_routes()):
            if "GET" in (one.methods or ("GET",)) and set(one.converters) <= pages.keys():
                key = {"pk": self.secret[0].id} if one.name == "planning:hours" else {}
                yield from (one.to(pages | key) + query for query in self._queries(one.name))

    def _queries(self, name: str) -> Iterable[str]:
        weeks = sorted({row.week for row in self.secret})
        asked = {
            "planning:board_rows": [f"?what={what}" for what in ("before", "doors", "apart", "lost")],
            "planning:board": [f"?from={week}" for week in weeks],
            "planning:board_pieces": [f"?from={week}" for week in weeks],
            "planning:visit_aside": ["?visit=0"],
            "planning:schedule": [f"?year={YEAR}&week={week}" for week in weeks],
            "today:search": [f"?q={self.secret[0].number}"],
        }
        return asked.get(name, [""])

    def told(self, answer: HttpResponse) -> set[str]:
        """Names and numbers of the secret ones on a page."""
        page = b"".join(answer) if answer.streaming else answer.content  # type: ignore[attr-defined]
        return self.words(page.decode(errors="replace"))

    def words(self, text: str) -> set[str]:
        return {word for row in self.secret for word in (row.name, row.sid, row.uscc) if word and word in text}

    def trail(self) -> set[str]:
        """What the audit entries of the draw and of all that followed say of them."""
        said = Payload.objects.exclude(entry__event__contains=".subjects.").values_list("text", flat=True)
        return self.words("".join(filter(None, said)))

    def officer(self) -> Actor:
        return officer_with(self.secret[0].officers[0].cert_no, "XFJY")


@pytest.fixture
def county(settings: Any) -> County:
    settings.YICHA_CLOCK_SHIFT = (NOW - timezone.localtime()).total_seconds()
    make_county()
    secret = {"announced": False, "secret_because": "《食品安全法》飞行检查", "mergeable": False, "reason": "不预告"}
    make_plans(SCJG=(line_row(window=WINDOW, ratio="25%"),), XFJY=(line_row(department="XFJY", window=WINDOW, **secret),))
    pk = adopt_year()
    staff_year(pk)
    open_inspections(SYSTEM, OpenInspections(pk), NOW)
    standing = visits(SYSTEM, REGION, programme=pk)
    told = {row.sid for row in standing if row.announced}
    rows = tuple(row for row in standing if not row.announced and row.sid not in told)
    (first,) = inspections(SYSTEM, REGION, visits=[rows[0].id])
    return County(pk, programme(SYSTEM, pk).draw, rows, first.id)


def found(county: County, people: Iterable[Actor], wanted: Callable[[Route], bool]) -> dict[tuple[str, str], set[str]]:
    """Where who reads what he may not."""
    addresses = list(dict.fromkeys(county.addresses(wanted)))
    asked = ((person, address) for person in people for address in addresses)
    seen = ((person.name, address, county.told(acting(person).get(address))) for person, address in asked)
    return {(person, address): told for person, address, told in seen if told}


@pytest.mark.clause("YX-2.7b LYG-4.3e")
def test_until_the_day_no_page_names_who_is_sealed_but_to_who_said_what_for(county: County, settings: Any) -> None:
    assert len(county.secret) >= 3
    assert {one.name for one in all_routes()} >= NAMING
    drawn = county.officer()
    assert found(county, (COORDINATOR, CLERK), lambda one: one.name in NAMING) == {}
    assert found(county, (drawn,), lambda one: one.name in NAMING and one.room in {"inspections", "today"}) == {}
    assert county.trail() == set()
    own = [reverse("dossier:dossier", args=[row.sid]) for row in county.secret]
    assert not [1 for row, page in zip(county.secret, own, strict=True) if row.number in acting(CLERK).get(page).content.decode()]
    row = subject(CLERK, county.secret[0].sid)
    assert (year_left(CLERK, row, NOW.date()).uses, len(year_left(SYSTEM, row, NOW.date()).uses)) == ((), 1)

    read_sealed(COORDINATOR, ReadSealed(county.draw, PURPOSE), NOW)
    rows = reverse("planning:board_rows", args=[county.programme]) + "?what=doors"
    assert {row.name for row in county.secret} <= county.told(acting(COORDINATOR).get(rows))
    assert not county.told(acting(SUPERVISOR).get(rows))

    settings.YICHA_CLOCK_SHIFT += (max(row.first_day for row in county.secret) - NOW.date()).total_seconds()
    assert {row.name for row in county.secret} <= county.told(acting(CLERK).get(rows))
    assert acting(CLERK).get(reverse("inspections:visit", args=[county.inspection])).status_code == 200
    assert county.told(acting(drawn).get(reverse("inspections:check")))


@pytest.mark.nightly
@pytest.mark.clause("YX-2.7b LYG-4.3e")
def test_no_page_of_any_room_does(county: County) -> None:
    people = (COORDINATOR, SUPERVISOR, CLERK, make_actor(Role.DEPARTMENT_HEAD, "XFJY"), county.officer())
    assert len(set(county.addresses(lambda one: one.room in ROOMS))) > 60
    assert found(county, people, lambda one: one.room in ROOMS) == {}
