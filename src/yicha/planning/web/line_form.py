"""One 计划行 as a form. Whom it takes is put together from places, words and tags, or written as a condition."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yicha.engines.planning import Mode
from yicha.engines.scope import QueryRefused, parse_query
from yicha.items.types import ItemRow
from yicha.kernel.actor import Actor
from yicha.kernel.tables import Flaw, parse_ratio, parse_weights
from yicha.planning.queries import MODES, SELECTIONS, campaigns, items_held
from yicha.planning.types import CampaignRow, CampaignStatus, LineRow
from yicha.planning.web.words import item_words
from yicha.shell.forms import Form
from yicha.subjects.queries import places_and_tags
from yicha.subjects.workbooks import ASKED

LONGEST_DAY, MOST_OFFICERS = 480, 20
EVERYBODY = "TRUE"
KEPT = (
    *("selection", "ratio", "min_count", "weights", "mode", "announced", "minutes", "min_officers", "lead_rank", "mergeable"),
    *("reason", "exemption", "campaign", "secret_because", "onsite_because", "second_from"),
)
MODE_CHOICES = list(MODES.items())


@dataclass(frozen=True)
class Choices:
    """What may be chosen: the department's published items, the towns and tags of the register, campaigns that are approved."""

    items: Mapping[str, ItemRow]
    towns: Sequence[str]
    tags: Sequence[str]
    campaigns: Sequence[CampaignRow] = ()


def choices_of(actor: Actor, year: int, today: date) -> Choices:
    running = campaigns(actor, actor.region, statuses=[CampaignStatus.APPROVED, CampaignStatus.PUBLISHED])
    of_year = [row for row in running if row.first_day.year == year]
    return Choices(items_held(actor, actor.region, date(year, 1, 1)), *places_and_tags(actor, actor.region, today), of_year)


def day_field(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, **more, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


def number_field(label: Any, least: int, most: int, **more: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=least, max_value=most, **more)


def text_field(label: Any, most: int, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, required=False, **more)


class LineForm(Form):
    item = forms.ChoiceField(label=_("检查事项"), help_text=_("只列已公布、本部门的或受委托的事项；类别随事项"))
    towns = forms.MultipleChoiceField(label=_("镇街"), required=False, widget=forms.SelectMultiple(attrs={"size": 5}))
    word = text_field(_("经营范围含"), 60)
    tag = forms.ChoiceField(label=_("标签"), required=False)
    scope_query = text_field(
        _("其他条件"),
        4000,
        widget=forms.Textarea(attrs={"rows": 2, "spellcheck": "false"}),
        help_text=_("可不填。如：credit_class IN ('C','D') AND reg_date > '2024-01-01'"),
    )
    selection = forms.ChoiceField(label=_("抽取方式"), choices=list(SELECTIONS.items()), widget=forms.RadioSelect, initial="random")
    ratio = text_field(_("抽查比例"), 100, help_text=_("5% 或 A:2%;B:5%;C:100%;D:100%；留空按信用分类的规定比例"))
    min_count = number_field(_("最少户数"), 0, 1_000_000, required=False)
    weights = text_field(_("权重"), 200, help_text=_("可不填。标签:倍数，如 重点监管:3;投诉多:2：签号按倍数加重，更容易抽中；倍数公开"))
    first_wave = number_field(_("第一批占比"), 1, 99, required=False, help_text=_("分两批的才填，百分之几；两批一次抽定"))
    second_from = day_field(_("第二批从"), required=False)
    sids = text_field(
        _("名单"),
        32_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("抽取方式为名单时填：主体编号，用分号或换行隔开"),
    )
    first_day = day_field(_("从"))
    last_day = day_field(_("到"))
    mode = forms.ChoiceField(label=_("检查方式"), choices=MODE_CHOICES, initial="onsite")
    announced = forms.BooleanField(label=_("事先通知企业"), required=False, initial=True)
    secret_because = text_field(_("不通知的法律依据"), 200, help_text=_("不事先通知的才填"))
    onsite_because = text_field(_("到场的理由"), 200, help_text=_("非现场可查的事项，到场检查才填"))
    minutes = number_field(_("现场分钟"), 1, LONGEST_DAY, initial=60)
    min_officers = number_field(_("最少人数"), 2, MOST_OFFICERS, initial=2)
    skills = text_field(_("资格要求"), 400, help_text=_("用分号隔开"))
    lead_rank = number_field(_("牵头顺位"), 1, 99, required=False, help_text=_("数小者优先牵头"))
    mergeable = forms.BooleanField(label=_("可与其他部门合并上门"), required=False, initial=True)
    reason = text_field(_("不合并的理由"), 400)
    exemption = text_field(_("豁免依据"), 60, help_text=_("法律、法规、规章规定不计次数的才填，如《消防法》第五十三条"))
    campaign = forms.ChoiceField(label=_("专项行动"), required=False)

    def __init__(self, choices: Choices, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices = choices
        named = [(code, item_words(item)) for code, item in choices.items.items()]
        self._offer("item", named)
        self._offer("towns", [(town, town) for town in choices.towns])
        self._offer("campaign", [("", gettext("不属于")), *((row.number, f"{row.name}（{row.number}）") for row in choices.campaigns)])
        self._offer("tag", [("", gettext("不限")), *((tag, tag) for tag in choices.tags)])

    def _offer(self, name: str, choices: Iterable[tuple[str, str]]) -> None:
        self.offer(name, list(choices))

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        self._require_days(said)
        self._require_selection(said)
        self._require_waves(said)
        self._require_reasons(said)
        if not said.get("mergeable") and not said.get("reason", "").strip():
            self.add_error("reason", gettext("不合并须说明理由"))
        try:
            parse_query(said.get("scope_query", "").strip() or EVERYBODY, ASKED)
        except QueryRefused as refused:
            self.add_error("scope_query", str(refused))
        return said

    def _require_days(self, said: Mapping[str, Any]) -> None:
        first, last = said.get("first_day"), said.get("last_day")
        if first and last and first > last:
            self.add_error("last_day", gettext("结束早于开始"))

    def _require_waves(self, said: Mapping[str, Any]) -> None:
        pct, day = said.get("first_wave"), said.get("second_from")
        if said.get("selection") != "random" or not (pct or day):
            return
        if not pct or not day:
            self.add_error("second_from" if pct else "first_wave", gettext("分批须写明第一批占比和第二批日期"))
        elif said.get("first_day") and said.get("last_day") and not said["first_day"] < day <= said["last_day"]:
            self.add_error("second_from", gettext("第二批日期须在时间窗内，晚于第一天"))
        if said.get("min_count"):
            self.add_error("min_count", gettext("分批的不设最少户数"))

    def _require_reasons(self, said: Mapping[str, Any]) -> None:
        if not said.get("announced") and not said.get("secret_because", "").strip():
            self.add_error("secret_because", gettext("不事先通知须写明法律依据"))
        item = self.choices.items.get(said.get("item", ""))
        goes = Mode(said["mode"]).opens_door if said.get("mode") else False
        if item and item.off_site and goes and not said.get("onsite_because", "").strip():
            self.add_error("onsite_because", gettext("这个事项非现场可查：改为书面或网络检查，或写明到场的理由"))

    def _require_selection(self, said: Mapping[str, Any]) -> None:
        if said.get("selection") == "list" and not sids_of(said.get("sids", "")):
            self.add_error("sids", gettext("名单为空"))
        try:
            if said.get("ratio"):
                parse_ratio(said["ratio"])
        except Flaw as flaw:
            self.add_error("ratio", str(flaw))
        try:
            parse_weights(said.get("weights", ""))
        except Flaw as flaw:
            self.add_error("weights", str(flaw))


def line_of(said: Mapping[str, Any], choices: Choices, line_id: str) -> LineRow:
    """The line that a cleaned form means."""
    item = choices.items[said["item"]]
    random = said["selection"] == "random"
    return LineRow(
        line_id=line_id,
        item_code=item.code,
        item_name=item.name,
        check_class=item.check_class,
        scope_query=scope_of(said),
        selection=said["selection"],
        window=(said["first_day"], said["last_day"]),
        ratio=said["ratio"].strip() if random else "",
        min_count=(said["min_count"] or 0) if random else 0,
        weights=str(parse_weights(said["weights"])) if random else "",
        first_wave=(said["first_wave"] or 0) if random else 0,
        second_from=said["second_from"] if random else None,
        sids=sids_of(said["sids"]) if said["selection"] == "list" else (),
        mode=said["mode"],
        announced=said["announced"],
        minutes=said["minutes"],
        skills=_parts(said["skills"]),
        min_officers=said["min_officers"],
        mergeable=said["mergeable"],
        reason="" if said["mergeable"] else said["reason"],
        lead_rank=said["lead_rank"],
        exemption=said["exemption"],
        campaign=said["campaign"],
        secret_because="" if said["announced"] else said["secret_because"].strip(),
        onsite_because=said["onsite_because"].strip(),
    )


def scope_of(said: Mapping[str, Any]) -> str:
    """The parts of the form as one condition; none of them is everybody."""
    parts = []
    if towns := said.get("towns"):
        parts.append(f"town IN ({', '.join(_quoted(town) for town in towns)})")
    if word := said.get("word", "").strip():
        parts.append(f"scope LIKE {_quoted(f'%{word}%')}")
    if tag := said.get("tag"):
        parts.append(f"has_tag({_quoted(tag)})")
    if written := said.get("scope_query", "").strip():
        parts.append(f"({written})" if parts else written)
    return " AND ".join(parts) or EVERYBODY


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def sids_of(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.upper() for part in _parts(text)))


def _parts(text: str) -> tuple[str, ...]:
    return tuple(filter(None, (part.strip() for part in text.replace("；", ";").replace("\n", ";").split(";"))))


def initial_of(line: LineRow) -> dict[str, Any]:
    """A filed line as the form shows it: its condition as written."""
    return {name: getattr(line, name) for name in KEPT} | {
        "item": line.item_code,
        "scope_query": "" if line.scope_query == EVERYBODY else line.scope_query,
        "sids": "\n".join(line.sids),
        "first_wave": line.first_wave or None,
        "first_day": line.window[0],
        "last_day": line.window[1],
        "skills": ";".join(line.skills),
    }


def blank(year: int) -> dict[str, Any]:
    return {"first_day": date(year, 3, 1), "last_day": date(year, 11, 30)}


def unfilled(year: int) -> dict[str, str]:
    """What counting needs of a form that is not filled in."""
    days = {"first_day": f"{year}-01-01", "last_day": f"{year}-12-31"}
    return days | {
        "minutes": "60",
        "min_officers": "2",
        "mode": "onsite",
        "selection": "random",
        "mergeable": "on",
        "announced": "on",
        "onsite_because": "—",
    }
