"""What stands on the page of components: each in all its states, with invented words."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django import forms
from django.core.paginator import Page, Paginator
from django.http import HttpRequest
from django.utils.translation import get_language, gettext_lazy, pgettext
from django.utils.translation import gettext as _

from yicha.engines.deadlines import Due, Light, Reading
from yicha.help.queries import article
from yicha.kernel.access import actor_of
from yicha.shell.forms import Form

COLOURS = (
    ("#17212B", gettext_lazy("墨9")),
    ("#36444F", gettext_lazy("墨7")),
    ("#5A6772", gettext_lazy("墨5")),
    ("#D3DADF", gettext_lazy("线")),
    ("#F5F6F3", gettext_lazy("宣")),
    ("#12344D", gettext_lazy("石青9")),
    ("#17527F", gettext_lazy("石青7")),
    ("#1B6299", gettext_lazy("石青6")),
    ("#DEEBF5", gettext_lazy("石青1")),
    ("#2A7D66", gettext_lazy("石绿6")),
    ("#DDF0E8", gettext_lazy("石绿1")),
    ("#7A4E00", gettext_lazy("赭7")),
    ("#B97A10", gettext_lazy("赭5")),
    ("#FBEED2", gettext_lazy("赭1")),
    ("#9E2A1F", gettext_lazy("朱7")),
    ("#B5342A", gettext_lazy("朱6")),
    ("#FAE6E2", gettext_lazy("朱1")),
    ("#57477F", gettext_lazy("紫7")),
    ("#ECE8F4", gettext_lazy("紫1")),
    ("#F5C542", gettext_lazy("藤黄")),
)
ROWS = 83
PAGE_ROWS = 50
WAITING_ROWS = 6
SHOWN_CLAUSE = "LYG-4.3b"


@dataclass(frozen=True)
class Row:
    number: int
    name: str
    lead: str
    others: tuple[str, ...]
    clock: Reading
    money: str


@dataclass(frozen=True)
class Tile:
    """A piece of evidence: its own four digits, those of the one before, and where it is."""

    own: str
    previous: str
    tone: str
    drawing: str
    words: str

    @property
    def broken(self) -> bool:
        return self.tone == "late"


class SampleForm(Form):
    visit_on = forms.DateField(label=gettext_lazy("入企日期"), help_text=gettext_lazy("报备满 5 日之后"))
    officers = forms.IntegerField(label=gettext_lazy("执法人员"))

    def clean(self) -> dict[str, object]:
        self.add_error("visit_on", _("入企日期早于报备满 5 日的日期"))
        self.add_error("officers", _("执法人员少于 2 人"))
        return self.cleaned_data


def samples(at: datetime, request: HttpRequest) -> dict[str, object]:
    form = SampleForm({"visit_on": at.date().isoformat(), "officers": "1"})
    clocks = readings(at)
    return {
        "colours": COLOURS,
        "clocks": clocks,
        "form": form,
        "rows": (
            Row(1, _("青禾里餐饮店"), pgettext("sample", "市监"), (pgettext("sample", "消防"),), clocks[1], "0.30"),
            Row(2, _("云渠加油站"), pgettext("sample", "应急"), (), clocks[0], "12.00"),
        ),
        "waiting_rows": range(WAITING_ROWS),
        "evidence": (
            Tile("3f9a", "", "", "save", _("已存本机")),
            Tile("b21c", "3f9a", "", "cloud-upload", _("待上传")),
            Tile("77e0", "b21c", "good", "check", _("已上传")),
            Tile("0d4e", "91aa", "late", "unlink", _("断链")),
        ),
        "article": article(SHOWN_CLAUSE, get_language() or "", actor_of(request).region, at.date()),
        "page": page(),
        "fingerprint": "bac8711ba3f95e4e",
        "steps": (_("任务生成"), _("意见征集"), _("任务排单")),
    }


def page() -> Page[int]:
    return Paginator(range(ROWS), PAGE_ROWS).page(1)


def readings(at: datetime) -> tuple[Reading, ...]:
    """One of each light."""
    evening = at.replace(hour=18, minute=0, second=0, microsecond=0)
    shown = ((Light.OK, 6), (Light.SOON, 2), (Light.NOW, 0), (Light.OVER, -1), (Light.PAUSED, 4), (Light.DONE, 1))
    return tuple(_reading(light, days, evening + timedelta(days=days)) for light, days in shown)


def _reading(light: Light, days: int, due: datetime) -> Reading:
    return Reading(light, Due(due.date(), due, provisional=False), days, late=days < 0)
