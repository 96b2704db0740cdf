"""法定参数 and the calendar of working days: read by everybody in an office, laid down by the system administrator."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from yicha.kernel.access import actor_of, requires
from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.kernel.jurisdiction import absent
from yicha.norms.actions.load_calendar import load_calendar
from yicha.norms.actions.load_norms import load_norms
from yicha.norms.queries import calendar_years, history, narrowed, norms_here, norms_in_force
from yicha.norms.types import LoadCalendar, LoadNorms, NormPermission, NormRow, Tag, YearRow
from yicha.norms.web.words import TONES
from yicha.norms.workbooks import BadFile, parse_calendar
from yicha.norms.workbooks.lists import BASIS, LIST_COLUMNS, TAGS, UNITS, norm_cells, plain
from yicha.shell.answers import done, see_other
from yicha.shell.forms import Form
from yicha.shell.lines import Line, page_asked

LARGEST_FILE = 100_000  # bytes; a year takes about a thousand, the rest is not read
EXPORT = "orgs.export.take"  # a list leaves by the room of exports, which stands above


class ChangeForm(Form):
    amount = forms.DecimalField(label=_("数值"), required=False, max_digits=14, decimal_places=4)
    text = forms.CharField(label=_("文字"), required=False, max_length=400)
    basis = forms.CharField(label=_("依据文号"), max_length=200, help_text=_("本地文件的文号和条款"))
    since = forms.DateField(label=_("自哪天起"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def clean_since(self) -> date:
        """An earlier day would begin today, as in a file; here whoever wrote it is told so."""
        since: date = self.cleaned_data["since"]
        if since < now().date():
            raise forms.ValidationError(_("最早从今天起，过去的不动"))
        return since


class CalendarForm(Form):
    file = forms.FileField(label=_("放假安排"), help_text=_("YAML，与随软件附带的日历同一格式；一个文件可以有几年"))


@dataclass(frozen=True)
class Shown:
    """One norm as a line says it."""

    row: NormRow
    unit: object
    sure: object
    tone: str

    @property
    def amount(self) -> str:
        return "" if self.row.amount is None else plain(self.row.amount)

    @property
    def own(self) -> bool:
        return bool(self.row.region_path)


@requires(NormPermission.READ)
@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """What holds today where the actor works; `q` in basis, text or code, `what` one of own or unsure."""
    actor, what = actor_of(request), request.GET.get("what", "")
    rows = norms_here(actor, now().date())
    counts = [(name, word, len(narrowed(rows, name))) for name, word in (("", _("全部")), ("own", _("本地规定")), ("unsure", _("待核对")))]
    lines = [Line(one, norm_cells(one.row)) for one in shown(narrowed(rows, what))]
    told = page_asked(lines, request.GET, (BASIS, *LIST_COLUMNS)) | {"columns": LIST_COLUMNS, "what": what, "counts": counts}
    return render(request, "norms/norms.html", told | {"may_export": actor.may(EXPORT)})


def shown(rows: Iterable[NormRow]) -> list[Shown]:
    return [Shown(row, UNITS[row.unit], TAGS[row.tag], TONES[row.tag]) for row in rows]


@requires(NormPermission.READ)
@require_GET
def one(request: HttpRequest, code: str) -> HttpResponse:
    """All that a norm has said and will say."""
    return render(request, "norms/norm.html", _norm_page(actor_of(request), code))


@requires(NormPermission.LOAD)
@require_POST
def change(request: HttpRequest, code: str) -> HttpResponse:
    """What it says here from a day on."""
    actor, form = actor_of(request), ChangeForm(request.POST)
    row = _in_force(actor, code)
    if form.is_valid() and done(form, lambda: load_norms(actor, LoadNorms((_ruled_here(actor, row, form.cleaned_data),)), now())):
        messages.success(request, gettext("已记下，自 %(day)s 起按它办") % {"day": form.cleaned_data["since"]})
        return see_other(reverse("norms:norm", args=[code]))
    return render(request, "norms/norm.html", _norm_page(actor, code, form), status=422)


def _ruled_here(actor: Actor, row: NormRow, said: dict[str, Any]) -> NormRow:
    """Counted as above, on a basis that whoever enters it has read."""
    return replace(row, **said, region_path=actor.region, tag=Tag.READ, until=None)


def _in_force(actor: Actor, code: str) -> NormRow:
    return norms_in_force(actor.region, now().date()).rows.get(code) or absent("WS-2.3")


def _norm_page(actor: Actor, code: str, refused: Form | None = None) -> dict[str, Any]:
    row = _in_force(actor, code)
    stands = {"amount": None if row.amount is None else plain(row.amount), "text": row.text}
    form = ChangeForm(initial=stands) if actor.may(NormPermission.LOAD) else None
    periods = [found for found in history(code) if actor.region.startswith(found.region_path)]
    return {"row": shown([row])[0], "periods": shown(periods), "today": now().date(), "form": refused or form}


@requires(NormPermission.READ)
@require_GET
def calendar(request: HttpRequest) -> HttpResponse:
    return render(request, "norms/calendar.html", _calendar_page(actor_of(request)))


@requires(NormPermission.LOAD_CALENDAR)
@require_POST
def load(request: HttpRequest) -> HttpResponse:
    actor, form = actor_of(request), CalendarForm(request.POST, request.FILES)
    years = _years_in(form) if form.is_valid() else ()
    if years and done(form, lambda: load_calendar(actor, LoadCalendar(years), now())):
        messages.success(request, gettext("已装入 %(years)s 年的工作日") % {"years": "、".join(str(year.year) for year in years)})
        return see_other(reverse("norms:calendar"))
    return render(request, "norms/calendar.html", _calendar_page(actor, form), status=422)


def _calendar_page(actor: Actor, refused: Form | None = None) -> dict[str, Any]:
    form = CalendarForm() if actor.may(NormPermission.LOAD_CALENDAR) else None
    return {"years": calendar_years()[::-1], "form": refused or form}


def _years_in(form: CalendarForm) -> tuple[YearRow, ...]:
    """Nothing if the file cannot be read; the form says why."""
    sent = form.cleaned_data["file"]
    try:
        return parse_calendar(sent.read(LARGEST_FILE).decode("utf-8-sig"))
    except BadFile as wrong:
        form.add_error("file", str(wrong))
    except UnicodeDecodeError:
        form.add_error("file", gettext("文件不是 UTF-8 文字"))
    return ()
