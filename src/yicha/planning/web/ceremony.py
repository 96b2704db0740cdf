"""Who takes part in the seed of a draw, and which public number is read last."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from django import forms
from django.conf import settings
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yicha.draws.queries import game_calendar, upcoming_issues
from yicha.draws.types import TEST_PARTY, BeaconPlan, Fallback
from yicha.engines.draw.beacons import SOURCES
from yicha.engines.draw.issues import Calendar
from yicha.engines.draw.types import Round
from yicha.kernel.actor import Actor
from yicha.orgs.queries import departments
from yicha.orgs.types import DepartmentKind
from yicha.shell.forms import Form

BEACON, FALLBACK = (tuple(f"{which}_{field}" for field in ("pick", "name", "round", "due")) for which in ("beacon", "fallback"))
CEREMONY = ("participants", *BEACON, *FALLBACK)


class CeremonyForm(Form):
    participants = forms.MultipleChoiceField(
        label=_("谁出秘密数"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("每家各出一个秘密数，合成抽取的种子；至少一家不是主办方"),
    )
    beacon_pick = forms.ChoiceField(label=_("公开随机数"), required=False, help_text=_("谁也不能挑选的才行；按开奖日历列出接下来的各期"))
    beacon_name = forms.ChoiceField(
        label=_("公共随机数来源"),
        choices=[("", _("没有，只作测试抽取")), *((source.name, source.name) for source in SOURCES.values() if source.strong)],
        required=False,
        help_text=_("谁也不能挑选的才行；骰子、摇号由人掌握，只能当秘密数"),
    )
    beacon_round = forms.CharField(
        label=_("期号"),
        max_length=60,
        required=False,
        help_text=_("还没有公布的一期，如双色球 2026045、大乐透 26045；drand 填轮次；组合的依次用 + 隔开"),
    )

    beacon_due = forms.DateTimeField(
        label=_("何时公布"),
        required=False,
        widget=forms.DateTimeInput({"type": "datetime-local"}, "%Y-%m-%dT%H:%M"),
        help_text=_(
            "组合的填最早的：清单必须在这以前封存，种子在这以前交出，号码在这以后才能录入；drand 和开奖日历上有的不用填，不能写得更晚"
        ),
    )
    fallback_pick = forms.ChoiceField(label=_("备用的公开随机数"), required=False)
    fallback_name = forms.ChoiceField(
        label=_("备用的来源"),
        choices=[("", _("没有备用")), *((source.name, source.name) for source in SOURCES.values() if source.strong)],
        required=False,
        help_text=_("先定的那一期取不到（停开、网络不通）才用，写进清单，公开"),
    )
    fallback_round = forms.CharField(label=_("备用的期号"), max_length=60, required=False, help_text=_("比先定的公布得晚"))
    fallback_due = forms.DateTimeField(
        label=_("备用的何时公布"), required=False, widget=forms.DateTimeInput({"type": "datetime-local"}, "%Y-%m-%dT%H:%M")
    )

    def __init__(self, offered: "Offered", *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rehearsal = [(TEST_PARTY, gettext("测试种子（演示）"))] if settings.YICHA_DEMO else []
        self.offer("participants", [*offered.holders.items(), *rehearsal])
        self.calendar = offered.calendar
        self.issues = {f"{one.name} {one.round}": one for one in offered.issues}
        for which, nothing in (
            ("beacon", gettext("没有，只作测试抽取；或者自己写一期")),
            ("fallback", gettext("没有备用；或者自己写一期")),
        ):
            self.offer(f"{which}_pick", [("", nothing), *((key, _told(one)) for key, one in self.issues.items())])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for which in ("beacon", "fallback"):
            self._settle(cleaned, which)
        chosen = cleaned.get("participants", [])
        if TEST_PARTY in chosen and (len(chosen) > 1 or cleaned.get("beacon_name")):
            self.add_error("participants", gettext("测试种子单独用，不加别家和公共随机数"))
        return cleaned

    def _settle(self, cleaned: dict[str, Any], which: str) -> None:
        """What was picked, or what was written by hand; never both."""
        picked, name = self.issues.get(cleaned.get(f"{which}_pick", "")), cleaned.get(f"{which}_name")
        if picked and name:
            self.add_error(f"{which}_pick", gettext("选了一期，就不要再自己写一期"))
        elif picked:
            cleaned |= {f"{which}_name": picked.name, f"{which}_round": picked.round, f"{which}_due": picked.due}
        elif name and not cleaned.get(f"{which}_round"):
            self.add_error(f"{which}_round", gettext("写明用哪一期"))
        elif (
            name and name != "drand" and not (cleaned.get(f"{which}_due") or self.calendar.hour_of(Round(name, cleaned[f"{which}_round"])))
        ):
            self.add_error(f"{which}_due", gettext("开奖日历上没有这一期，写明何时开奖"))

    @property
    def parties(self) -> tuple[str, ...]:
        return tuple(self.cleaned_data["participants"])

    @property
    def beacon(self) -> BeaconPlan:
        said = self.cleaned_data
        second = Fallback(said["fallback_name"], said["fallback_round"], said["fallback_due"]) if said["fallback_name"] else None
        return BeaconPlan(said["beacon_name"], said["beacon_round"], said["beacon_due"], second)


class FreezeForm(CeremonyForm):
    narrow_because = forms.CharField(
        label=_("小名录的理由"),
        required=False,
        max_length=200,
        help_text=_("名录过小、比例又高的随机计划行近于定向，不写理由不能冻结。理由写进清单，公开"),
    )
    told_because = forms.CharField(
        label=_("名单当场公开的理由"),
        required=False,
        max_length=200,
        help_text=_("有不预告的检查时，名单封存到最后一项结束，次日自动公开；数量和指纹当场公开。要当场公开，在此写明理由"),
    )


class Offered(NamedTuple):
    """Who may hold a secret, by code, when lotteries are drawn, and which issues come next."""

    holders: Mapping[str, str]
    calendar: Calendar
    issues: Sequence[Fallback]


def offered(actor: Actor, year: int, at: datetime) -> Offered:
    """Departments that inspect and the justice bureau hold secrets, never the office that runs the draw."""
    found = departments(actor, date(year, 1, 1))
    names = {one.code: one.name for one in found if one.kind in {DepartmentKind.DEPARTMENT, DepartmentKind.JUSTICE}}
    return Offered(names, game_calendar(actor.region, at.date()), upcoming_issues(actor, at))


def _told(one: Fallback) -> str:
    when = date_format(localtime(one.due), "n月j日 l H:i") if one.due else ""
    return gettext("%(name)s 第 %(round)s 期 · %(when)s 公布") % {"name": one.name, "round": one.round, "when": when}
