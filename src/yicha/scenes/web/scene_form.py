"""A scene as people write it: items from the list, one line of text for each department's share."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yicha.engines.scope import QueryRefused, parse_query
from yicha.items.queries import items_in_force
from yicha.items.types import ItemRow
from yicha.kernel.actor import SYSTEM, Actor
from yicha.orgs.queries import departments
from yicha.scenes.types import Chapter, Member, SceneContent, SceneItem, SceneRow, SceneRules
from yicha.scenes.web.words import MODES
from yicha.shell.forms import Form
from yicha.subjects.workbooks import ASKED

LONG = 4000


def _lines(label: Any, rows: int, help_text: Any, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, help_text=help_text, max_length=LONG, widget=forms.Textarea(attrs={"rows": rows}), **more)


@dataclass(frozen=True)
class Choices:
    """Departments of the region: their names by code, their codes by name and short name; the items in force; and what is on offer in
    the scene that is written anew.
    """

    names: Mapping[str, str]
    codes: Mapping[str, str]
    items: Mapping[str, ItemRow]
    offers: tuple[SceneItem, ...] = ()


def choices_of(actor: Actor, on: date, row: SceneRow | None) -> Choices:
    own = [one for one in departments(SYSTEM, on) if one.region_path == actor.region]
    codes = {name: one.code for one in own for name in (one.short_name, one.name) if name}
    offers = tuple(item for item in row.content.items if item.offer) if row else ()
    return Choices({one.code: one.name for one in own}, codes, items_in_force(actor, actor.region, on), offers)


class SceneForm(Form):
    name = forms.CharField(label=_("场景名称"), max_length=80)
    lead = forms.ChoiceField(label=_("牵头部门"))
    items = forms.MultipleChoiceField(
        label=_("检查事项"),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 12}),
        help_text=_("只列生效的事项；部门随事项。按住 Ctrl 多选"),
    )
    offers = forms.MultipleChoiceField(label=_("待提出的事项"), required=False, widget=forms.CheckboxSelectMultiple)
    duties = _lines(_("分工"), 4, _("一行一个部门，如 市场监管局：牵头；核查食品安全"))
    scope_query = _lines(_("对象范围"), 2, _("如 has_tag('餐饮') AND town IN ('禾兴街道')"))
    times_per_year = forms.IntegerField(label=_("每年几次"), min_value=1, max_value=12, initial=1)
    mode = forms.ChoiceField(label=_("检查方式"), choices=list(MODES.items()), initial="onsite")
    first_day = forms.RegexField(r"^\d\d-\d\d$", label=_("窗口从（月-日）"), initial="03-01")
    last_day = forms.RegexField(r"^\d\d-\d\d$", label=_("窗口到（月-日）"), initial="11-30")
    flow = _lines(_("流程"), 4, _("一行一步"), initial="联合入企亮码\n合并检查单逐问\n企业签字\n各部门核定处置\n结果公示")
    consultation = forms.CharField(label=_("会商机制"), max_length=400)
    circulation = forms.CharField(label=_("通报机制"), max_length=400)
    chapters = _lines(_("手册里的话"), 4, _("一行一章，如 开门前：证照齐全并公示"), required=False)
    reason = forms.CharField(label=_("为什么提出"), max_length=1000)

    def __init__(self, choices: Choices, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices = choices
        rows = sorted(choices.items.values(), key=lambda row: (row.department, row.code))
        named = [(row.code, f"{choices.names.get(row.department, row.department)} · {row.name}") for row in rows]
        self._offer("items", named)
        self._offer("lead", list(choices.names.items()))
        self._offer("offers", [(str(place), f"{item.name} {item.code}") for place, item in enumerate(choices.offers)])

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.offer(name, choices)

    def clean_scope_query(self) -> str:
        said: str = self.cleaned_data["scope_query"]
        try:
            parse_query(said, ASKED)
        except QueryRefused as refused:
            raise forms.ValidationError(str(refused)) from refused
        return said

    def clean_duties(self) -> tuple[Member, ...]:
        codes = self.choices.codes
        pairs = tuple(_pairs(self.cleaned_data["duties"]))
        if unknown := [name for name, _duty in pairs if name not in codes]:
            raise forms.ValidationError(gettext("没有这个部门：%(name)s") % {"name": unknown[0]})
        return tuple(Member(codes[name], duty) for name, duty in pairs)

    def content(self) -> SceneContent:
        said = self.cleaned_data
        listed = (self.choices.items[code] for code in said["items"])
        items = (
            *(SceneItem(row.department, row.name, row.code) for row in listed),
            *(self.choices.offers[int(at)] for at in said["offers"]),
        )
        flow = tuple(filter(None, map(str.strip, said["flow"].splitlines())))
        window = (said["first_day"], said["last_day"])
        rules = SceneRules(said["times_per_year"], said["mode"], window, flow, said["consultation"], said["circulation"])
        chapters = tuple(Chapter(title, text) for title, text in _pairs(said["chapters"]))
        return SceneContent(said["name"], said["lead"], said["duties"], said["scope_query"], items, rules, chapters)


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    """Lines of “name：words”."""
    for line in filter(None, map(str.strip, text.splitlines())):
        name, _colon, words = line.replace(":", "：", 1).partition("：")
        yield name.strip(), words.strip()


def initial_of(row: SceneRow, choices: Choices) -> dict[str, Any]:
    content, rules = row.content, row.content.rules
    return {
        "name": content.name,
        "lead": content.lead,
        "items": [item.code for item in content.items if item.code and not item.offer],
        "offers": [str(place) for place in range(len(choices.offers))],
        "duties": _text((choices.names.get(one.department, one.department), one.duty) for one in content.members),
        "scope_query": content.scope_query,
        "times_per_year": rules.times_per_year,
        "mode": rules.mode,
        "first_day": rules.window[0],
        "last_day": rules.window[1],
        "flow": "\n".join(rules.flow) or SceneForm.base_fields["flow"].initial,
        "consultation": rules.consultation,
        "circulation": rules.circulation,
        "chapters": _text((one.title, one.text) for one in content.chapters),
        "reason": row.reason,
    }


def _text(pairs: Iterator[tuple[str, str]]) -> str:
    return "\n".join(f"{name}：{words}" for name, words in pairs)
