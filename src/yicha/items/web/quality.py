"""要素: what is missing or doubtful in the items in force and in what is proposed, and who owes it (YX-2.3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from yicha.items.queries import current_versions
from yicha.items.rules.elements import ELEMENTS, Known, doubts, missing_elements
from yicha.items.types import Doubt, Fault, ItemPermission, ItemRow, ItemVersion
from yicha.items.web.facts import Speaker
from yicha.items.web.places import Place, place_of
from yicha.items.web.words import FAULTS, LABELS, listed
from yicha.kernel.access import actor_of, requires
from yicha.kernel.actions.record_read import record_read
from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.kernel.tables import Sheet, write_workbook
from yicha.kernel.types import RecordRead
from yicha.shell.sheets import saved
from yicha.shell.sorting import in_order
from yicha.shell.types import Column

PER_PAGE: Final = 50
NAME: Final = Column("name", gettext_lazy("事项"))
COLUMNS: Final = (
    Column("department", gettext_lazy("谁来补")),
    Column("missing", gettext_lazy("缺"), sorts=False),
    Column("doubts", gettext_lazy("疑点"), sorts=False),
)
REPORT: Final = ("事项编码", "事项名称", "部门", "缺", "疑点")


@dataclass(frozen=True)
class Checked:
    """One item with what its owner owes."""

    version: ItemVersion
    missing: tuple[str, ...]
    doubts: tuple[Doubt, ...]

    @property
    def owes(self) -> int:
        return len(self.missing) + len(self.doubts)

    @property
    def unverified(self) -> int:
        """Articles to be compared with the law's own text."""
        return sum(doubt.fault is Fault.UNVERIFIED for doubt in self.doubts)


@dataclass(frozen=True)
class Line:
    """As the page says it."""

    row: ItemRow
    department: str
    missing: list[Any]
    doubts: list[tuple[Any, Any, str]]

    @property
    def name(self) -> str:
        return self.row.name


@requires(ItemPermission.READ)
@require_GET
def quality(request: HttpRequest) -> HttpResponse:
    """Two figures over all items in force; `?what=` and `?department=` open exactly the rows that a figure counts."""
    at, place = now(), place_of(request)
    speaker, every = checked(actor_of(request), place, at)
    what, department = request.GET.get("what", ""), request.GET.get("department", "")
    page = Paginator(narrowed(every, speaker, request.GET), PER_PAGE).get_page(request.GET.get("page"))
    told = {"page": page, "columns": COLUMNS, "what": what, "department": speaker.short.get(department, ""), "at": at}
    shown = {"owners": _owners(every, speaker), "place": place} | {
        f"{name}_rows": _rows_of(place, name) for name in ("missing", "doubtful", "unverified")
    }
    return render(request, "items/quality.html", told | _figures(every) | shown)


def narrowed(every: Sequence[Checked], speaker: Speaker, query: QueryDict) -> list[Line]:
    """What the address asks for, in its order."""
    what, department = query.get("what", ""), query.get("department", "")
    rows = [one for one in every if _asked(one, what) and department in {"", one.version.row.department}]
    return in_order((_line(one, speaker) for one in rows), query.get("sort", ""), (NAME, *COLUMNS))


def checked(actor: Actor, place: Place, at: datetime) -> tuple[Speaker, list[Checked]]:
    """Every item in force there with what it owes."""
    speaker = Speaker(place.path, at.date())
    known = Known(speaker.names, {name: entries.keys() for name, entries in speaker.entries.items()})
    return speaker, [_checked(one, known, speaker) for one in current_versions(actor, place.path, at.date()).values()]


def _rows_of(place: Place, what: str) -> str:
    return f"?{urlencode({'what': what} | ({} if place.own else {'region': place.path}))}"


@requires(ItemPermission.READ)
@require_POST
def report(request: HttpRequest) -> HttpResponse:
    """The quarterly report: every item in force with what it lacks. It leaves a mark in the trail."""
    actor, at = actor_of(request), now()
    speaker, every = checked(actor, place_of(request), at)
    told = _("导出要素报告 %(count)s 项") % {"count": len(every)}
    record_read(actor, RecordRead(f"items:{speaker.region_path}", told), at)
    sheet = Sheet(_("要素"), REPORT, [_reported(_line(one, speaker)) for one in every])
    return saved(f"elements-{at:%Y%m%d}.xlsx", lambda path: write_workbook(path, [sheet]))


def _reported(line: Line) -> list[str]:
    doubtful = "；".join(f"{label}：{words}{value}" for label, words, value in line.doubts)
    return [line.row.code, line.name, line.department, listed(line.missing), doubtful]


def cells(line: Line) -> dict[str, str]:
    """In the words of the page."""
    said = {
        "missing": listed(line.missing) or "—",
        "doubts": "、".join(f"{label}：{words}{value}" for label, words, value in line.doubts) or "—",
    }
    return {"name": f"{line.name} {line.row.code}", "department": line.department} | said


def _checked(one: ItemVersion, known: Known, speaker: Speaker) -> Checked:
    return Checked(one, missing_elements(one.row, one.main), doubts(one.row, known, speaker.on))


def _asked(one: Checked, what: str) -> bool:
    if what == "complete":
        return not one.missing
    if what == "right":
        return not one.missing and not one.doubts
    return bool({"missing": one.missing, "doubtful": one.doubts, "unverified": one.unverified}.get(what, one.owes))


def _figures(every: Sequence[Checked]) -> dict[str, Any]:
    """By elements as 郧西 counts them, and by items."""
    wanted = len(every) * len(ELEMENTS)
    filled = wanted - sum(len(one.missing) for one in every)
    wrong = sum(len({doubt.element for doubt in one.doubts}) for one in every)
    return {
        "total": len(every),
        "wanted": wanted,
        "filled": filled,
        "right": max(filled - wrong, 0),
        "complete": sum(not one.missing for one in every),
        "missing": sum(bool(one.missing) for one in every),
        "doubtful": sum(bool(one.doubts) for one in every),
        "unverified": sum(bool(one.unverified) for one in every),
        "filled_share": share(filled, wanted),
        "right_share": share(filled - wrong, filled),
    }


def share(part: int, whole: int) -> str:
    """In per cent, never rounded up to a hundred."""
    return f"{int(1000 * part / whole) / 10:g}%" if whole else "—"


def _owners(every: Sequence[Checked], speaker: Speaker) -> list[dict[str, Any]]:
    codes = sorted({one.version.row.department for one in every})
    found = []
    for code in codes:
        own = [one for one in every if one.version.row.department == code]
        owing = [one for one in own if one.owes]
        if owing:
            elements = sum(one.owes for one in owing)
            found.append({"code": code, "name": speaker.short.get(code, code), "items": len(owing), "of": len(own), "elements": elements})
    return sorted(found, key=lambda row: -row["elements"])


def _line(one: Checked, speaker: Speaker) -> Line:
    row = one.version.row
    said = [(LABELS[doubt.element], FAULTS[doubt.fault], doubt.value) for doubt in one.doubts]
    return Line(row, speaker.short.get(row.department, row.department), [LABELS[name] for name in one.missing], said)
