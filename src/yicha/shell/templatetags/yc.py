"""The components of the pages (`docs/components/`): icon, clock chip, clause chip, departments, stepper, figure, bar, verdict, field.

Each is drawn by a template in `shell/parts/`; colour never stands alone, so every component carries an icon and words.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django import template
from django.forms import BaseForm, BoundField
from django.http import QueryDict
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime
from django.utils.translation import get_language, ngettext_lazy, pgettext
from django.utils.translation import gettext as _

from yicha.engines.deadlines import Light, Reading
from yicha.kernel.spoken import spoken
from yicha.shell.icons import drawing
from yicha.shell.types import Column, Head, Listing

register = template.Library()

USCC_LENGTH = 18
THIN = " "
LIGHT_ICONS = {
    Light.OK: "clock",
    Light.SOON: "hourglass",
    Light.NOW: "circle-alert",
    Light.OVER: "circle-alert",
    Light.PAUSED: "circle-pause",
    Light.DONE: "check",
}
DOCUMENTS = {"WY": "五原", "WS": "乌审", "YX": "郧西", "GX": "广西", "LYG": "连云港", "R": "规则"}
LEFT = ngettext_lazy("剩%(count)s工作日", "剩%(count)s工作日", "count")
LEFT_HOURS = ngettext_lazy("剩%(count)s小时", "剩%(count)s小时", "count")
LATE_HOURS = ngettext_lazy("超%(count)s小时", "超%(count)s小时", "count")
LATE = ngettext_lazy("超%(count)s工作日", "超%(count)s工作日", "count")


@register.simple_tag
def icon(name: str, size: int = 16) -> SafeString:
    return mark_safe(drawing(str(name), size))  # noqa: S308 drawn by the package from its own files


@register.inclusion_tag("shell/parts/clock.html")
def clock(reading: Reading | None) -> dict[str, object]:
    """A chip that says in working days what is left. Nothing where no clock runs."""
    if reading is None:
        return {"reading": None}
    return {"reading": reading, "light": reading.light.value, "icon": LIGHT_ICONS[reading.light], "words": clock_words(reading)}


def clock_words(reading: Reading) -> str:
    """What the chip says."""
    match reading.light:
        case Light.DONE:
            return _("超期办结") if reading.late else _("按时办结")
        case Light.PAUSED:
            return _("中止计时")
        case Light.OVER:
            return str((LATE_HOURS if reading.in_hours else LATE) % {"count": abs(reading.remaining) or 1})
        case _ if reading.remaining == 0:
            hour = localtime(reading.due.at).strftime("%H:%M")
            return _("今天") if hour == "00:00" else _("今天 %(hour)s") % {"hour": hour}  # the day's end says no hour
        case _:
            return str((LEFT_HOURS if reading.in_hours else LEFT) % {"count": reading.remaining})


@register.inclusion_tag("shell/parts/clause.html")
def clause(codes: str) -> dict[str, object]:
    """`LYG-4.3a R-FREQ-2`: each opens its article."""
    return {"clauses": [{"code": code, "name": _clause_name(code)} for code in codes.split()]}


def _clause_name(code: str) -> str:
    document, _dash, article = code.partition("-")
    return f"{DOCUMENTS.get(document, document)} {article}"


@register.inclusion_tag("shell/parts/departments.html")
def departments(lead: str, others: Iterable[str] = ()) -> dict[str, object]:
    return {"lead": lead, "others": [name for name in others if name and name != lead]}


@register.inclusion_tag("shell/parts/steps.html")
def steps(labels: Iterable[str], current: int) -> dict[str, object]:
    """`current` counts from 0; one past the end means that all is done."""
    states = [(number, label, _step_state(number, current)) for number, label in enumerate(labels)]
    return {"steps": [{"number": number + 1, "label": label, "state": state} for number, label, state in states]}


def _step_state(number: int, current: int) -> str:
    if number == current:
        return "now"
    return "done" if number < current else "next"


@register.inclusion_tag("shell/parts/figure.html")
def figure(  # noqa: PLR0913, PLR0917 a template names what it gives
    label: str, value: object, unit: str = "", href: str = "", note: str = "", tone: str = ""
) -> dict[str, object]:
    """A key figure. With `href` it opens exactly the rows that it counts."""
    return {"label": label, "value": value, "unit": unit, "href": href, "note": note, "tone": tone}


@register.inclusion_tag("shell/parts/bar.html")
def bar(value: float, of: float, label: str = "", tone: str = "qing") -> dict[str, object]:
    share = max(0.0, min(100.0, 100 * value / of)) if of else 0.0
    return {"share": f"{share:.1f}", "value": value, "of": of, "label": label, "tone": tone}


@register.inclusion_tag("shell/parts/verdict.html")
def verdict(ok: bool, title: str, note: str = "") -> dict[str, object]:  # noqa: FBT001 a template names it
    return {"ok": ok, "title": title, "note": note}


@register.inclusion_tag("shell/parts/empty.html")
def empty(why: str, step: str = "", href: str = "", note: str = "") -> dict[str, object]:
    return {"why": why, "step": step, "href": href, "note": note}


@register.inclusion_tag("shell/parts/errors.html")
def errors(form: BaseForm) -> dict[str, object]:
    found = [{"id": form[name].id_for_label, "words": words} for name, said in form.errors.items() if name in form.fields for words in said]
    return {"found": found + [{"id": "", "words": words} for words in form.non_field_errors()]}


@register.inclusion_tag("shell/parts/field.html")
def field(bound: BoundField) -> dict[str, object]:
    described = [f"{bound.id_for_label}-help"] if bound.help_text else []
    described += [f"{bound.id_for_label}-error"] if bound.errors else []
    attributes: dict[str, str | bool] = {"aria-describedby": " ".join(described)} if described else {}
    if bound.errors:
        attributes["aria-invalid"] = "true"
    kind = getattr(bound.field.widget, "input_type", "")
    return {
        "bound": bound,
        "widget": bound.as_widget(attrs=attributes),
        "box": kind == "checkbox" and not bound.use_fieldset,
        "many": bound.use_fieldset,
        "checks": kind == "checkbox",
    }


@register.inclusion_tag("shell/parts/pages.html", takes_context=True)
def pages(context: Mapping[str, Any], page: Any, guessed: bool = False, at: str = "") -> dict[str, object]:  # noqa: FBT001, FBT002 a template names it
    """Pagination of a Django `Page`; the rest of the address's query stays. `guessed`: the number of rows is an estimate (约). `at`: where
    on the page its list stands, if not at the top.
    """
    query = context["request"].GET.copy()
    query.pop("page", None)
    return {"page": page, "guessed": guessed, "at": at, "query": f"{query.urlencode()}&" if query else ""}


@register.simple_tag(takes_context=True)
def keep(context: Mapping[str, Any], name: str, columns: Iterable[Column]) -> Listing:
    """A list as the person keeps it, for `shell/parts/list_tools.html` and for the table's `data-off`."""
    request, kept = context["request"], context["frame"].kept(name)
    asked = request.GET.copy()
    asked.pop("page", None)
    query = asked.urlencode()
    views = tuple((view.id, view.name, view.query, view.query == query) for view in kept.views)
    shown = tuple((column, column.key not in kept.off) for column in columns)
    heads = tuple(_head(column, asked) for column, _shown in shown)
    return Listing(name, shown, views, query, request.get_full_path(), heads)


def _head(column: Column, asked: QueryDict) -> Head:
    said, query = asked.get("sort", ""), asked.copy()
    query["sort"] = f"-{column.key}" if said == column.key else column.key
    order = {column.key: "ascending", f"-{column.key}": "descending"}.get(said, "")
    return Head(column, order, f"?{query.urlencode()}")


@register.filter
def ratio(written: str) -> str:
    """`A:2%;B:5%`, as workbooks have it, for people."""
    return written.replace(":", " ").replace(";", " · ")


@register.filter
def fingerprint(text: str) -> SafeString:
    """Hexadecimal in groups of four, to be read aloud."""
    groups = " ".join(text[at : at + 4] for at in range(0, len(text), 4))
    return format_html('<span class="yc-mono">{}</span>', groups)


@register.filter
def uscc(text: str) -> str:
    """91150821 MADM00 238N: in the groups in which people read it aloud. What is no such code stays as it is."""
    return f"{text[:8]} {text[8:14]} {text[14:]}" if len(text) == USCC_LENGTH else text


@register.filter
def number(value: float | None) -> str:
    """1 902: thousands apart by a thin space."""
    return "" if value is None else f"{value:,}".replace(",", THIN)


@register.filter
def usual_date(value: date | datetime | None) -> str:
    """2026年3月5日; of a moment the local day."""
    if value is None:
        return ""
    day = _local_day(value)
    if get_language() == "en":
        return day.strftime("%-d %B %Y")
    return f"{day.year}年{day.month}月{day.day}日"


@register.filter
def month_day(value: date | datetime | None) -> str:
    """4月20日, where the year is clear."""
    if value is None:
        return ""
    day = _local_day(value)
    return day.strftime("%-d %b") if get_language() == "en" else f"{day.month}月{day.day}日"


@register.filter
def short_date(value: date | datetime | None) -> str:
    return "" if value is None else _local_day(value).isoformat()


@register.filter
def moment(value: datetime | None) -> str:
    """2026-03-05 10:21, local."""
    return "" if value is None else localtime(value).strftime("%Y-%m-%d %H:%M")


@register.filter
def weekday(value: date | datetime) -> str:
    names = pgettext("weekdays from Monday, by spaces", "星期一 星期二 星期三 星期四 星期五 星期六 星期日")
    return names.split()[_local_day(value).weekday()]


def _local_day(value: date | datetime) -> date:
    return localtime(value).date() if isinstance(value, datetime) else value


@register.filter(name="spoken")
def in_their_language(text: str) -> str:
    """Words that were kept as they were said, in Chinese: in the reader's language, as far as the catalogue knows them."""
    return spoken(text)
