"""Forms of the room. They read; what is allowed says the rule, and its words come to the top of the form."""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any, Final, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from yicha.shell.forms import Form
from yicha.subjects.rules.register import REASON
from yicha.subjects.types import KIND_NAMES, SCHEME_NAMES, TAG_MODE_NAMES, Opening, Scheme, SubjectFacts, SubjectKind, TagMode
from yicha.subjects.web.industries import IndustryField

WEEKDAYS: Final = (
    (1, _("周一")),
    (2, _("周二")),
    (3, _("周三")),
    (4, _("周四")),
    (5, _("周五")),
    (6, _("周六")),
    (7, _("周日")),
)
ADDED: Final = (Scheme.SIGN, Scheme.REGISTRATION, Scheme.OWN_SYSTEM, Scheme.LICENCE)
SPANS: Final = 3  # 营业时间 that one form takes


def text_field(label: Any, most: int, *, required: bool = False, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, required=required, **more)


def day_field(label: Any, *, required: bool = False, **more: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, widget=widget, **more)


class ReasonForm(Form):
    reason = forms.CharField(label=_("理由"), max_length=REASON)


class FactsForm(Form):
    """One subject as it should stand in the register."""

    kind = forms.ChoiceField(label=_("种类"), choices=[(kind.value, name) for kind, name in KIND_NAMES.items()])
    name = forms.CharField(label=_("名称"), max_length=200, help_text=_("与登记或许可上的名称一致；招牌名另外添加"))
    uscc = text_field(_("统一社会信用代码"), 60, help_text=_("18位；没有的留空"))
    etype = text_field(_("登记类型"), 60)
    industry = IndustryField(label=_("行业"), max_length=60, required=False, help_text=_("写名称选一个，或写代码，如餐饮业、H6210"))
    scope = text_field(_("经营范围"), 10_000, widget=forms.Textarea(attrs={"rows": 3}))
    town = text_field(_("乡镇街道"), 60)  # as conditions of plans and scenes name it: chosen, where this house knows its places
    grid = text_field(_("网格"), 60)
    address = text_field(_("地址"), 400)
    lon = forms.DecimalField(label=_("经度"), min_value=-180, max_value=180, required=False)
    lat = forms.DecimalField(label=_("纬度"), min_value=-90, max_value=90, required=False)
    reg_date = day_field(_("成立日期"))
    status = text_field(_("登记状态"), 40)
    source = forms.CharField(label=_("依据"), max_length=REASON, help_text=_("如营业执照、许可证、现场核实"))
    waived = text_field(_("校验位不符也登记的理由"), REASON, help_text=_("代码校验位不符、但核对过原件时才填"))

    def __init__(self, *args: Any, towns: Sequence[str] = (), industries: Mapping[str, str] = MappingProxyType({}), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("IndustryField", self.fields["industry"]).know(industries)
        held = str(self.initial.get("town", ""))
        if towns:
            names = dict.fromkeys(("", *towns, held))
            widget = forms.Select(attrs={"class": "yc-input"})
            offered = [(name, name) for name in names]
            self.fields["town"] = forms.ChoiceField(label=_("乡镇街道"), choices=offered, required=False, widget=widget)

    def facts(self) -> SubjectFacts:
        said = {name: _plain(self.cleaned_data[name]) for name in self.fields if name not in {"kind", "source", "waived"}}
        return SubjectFacts(kind=SubjectKind(self.cleaned_data["kind"]), **said)


def _plain(value: Any) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value).strip()


class IdentifierForm(Form):
    scheme = forms.ChoiceField(label=_("是什么"), choices=[(one.value, SCHEME_NAMES[one]) for one in ADDED])
    code = forms.CharField(label=_("名称或编号"), max_length=200)
    issuer = text_field(_("哪个系统或许可"), 60, help_text=_("业务系统编号和许可证号要写"))
    first_day = day_field(_("从哪天起"))
    last_day = day_field(_("到哪天止"))
    source = text_field(_("依据"), REASON)
    waived = text_field(_("校验位不符也登记的理由"), REASON)


class TagForm(Form):
    tag = forms.CharField(label=_("标签"), max_length=40)
    mode = forms.ChoiceField(label=_("给谁看"), choices=[(mode.value, name) for mode, name in TAG_MODE_NAMES.items()])
    source = forms.CharField(label=_("依据"), max_length=REASON)
    first_day = day_field(_("从哪天起"), required=True)
    last_day = day_field(_("到哪天止"), help_text=_("留空为长期"))

    def command(self, sid: str) -> Mapping[str, Any]:
        return {**self.cleaned_data, "sid": sid, "mode": TagMode(self.cleaned_data["mode"])}


class OpeningsForm(Form):
    """As many lines as a shop needs; a line without weekdays is none."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(SPANS):
            self.fields |= self._line(number)

    def _line(self, number: int) -> dict[str, forms.Field]:
        days = forms.TypedMultipleChoiceField(
            label=_("星期"), choices=WEEKDAYS, coerce=int, required=False, widget=forms.CheckboxSelectMultiple(attrs={"class": "yc-check"})
        )
        clock: dict[str, Any] = {"required": False, "widget": forms.TimeInput(attrs={"type": "time", "class": "yc-input"}, format="%H:%M")}
        day: dict[str, Any] = {
            "required": False,
            "max_length": 5,
            "widget": forms.TextInput(attrs={"class": "yc-input", "placeholder": "01-01"}),
        }
        return {
            f"days{number}": days,
            f"opens{number}": forms.TimeField(label=_("开门"), **clock),
            f"closes{number}": forms.TimeField(label=_("关门"), **clock),
            f"first{number}": forms.CharField(label=_("季节从"), **day),
            f"last{number}": forms.CharField(label=_("季节到"), **day),
        }

    @property
    def lines(self) -> list[list[forms.BoundField]]:
        return [[self[f"{name}{number}"] for name in ("days", "opens", "closes", "first", "last")] for number in range(SPANS)]

    def clean(self) -> None:
        for number in range(SPANS):
            said = self.cleaned_data
            if said.get(f"days{number}") and not (said.get(f"opens{number}") and said.get(f"closes{number}")):
                self.add_error(f"opens{number}", _("写明几点开门、几点关门"))

    def openings(self) -> tuple[Opening, ...]:
        return tuple(self._opening(number) for number in range(SPANS) if self.cleaned_data[f"days{number}"])

    def _opening(self, number: int) -> Opening:
        said = self.cleaned_data
        season = (said[f"first{number}"] or "01-01", said[f"last{number}"] or "12-31")
        return Opening(tuple(said[f"days{number}"]), said[f"opens{number}"], said[f"closes{number}"], season)


def opening_values(openings: tuple[Opening, ...]) -> dict[str, Any]:
    """What a form begins with."""
    return {
        f"{name}{number}": value
        for number, one in enumerate(openings[:SPANS])
        for name, value in (
            ("days", list(one.weekdays)),
            ("opens", one.opens),
            ("closes", one.closes),
            ("first", one.season[0]),
            ("last", one.season[1]),
        )
    }


class MoveForm(Form):
    region = forms.CharField(label=_("迁到哪里"), max_length=12, help_text=_("区划代码，如 620799"))
    reason = forms.CharField(label=_("理由"), max_length=REASON)


class ArrivalForm(Form):
    """`towns`: the places of this house; words, where it knows none."""

    town = forms.CharField(label=_("乡镇街道"), max_length=60)
    address = forms.CharField(label=_("地址"), max_length=400)

    def __init__(self, towns: Sequence[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if towns:
            offered = [(name, name) for name in ("", *towns)]
            self.fields["town"] = forms.ChoiceField(label=_("乡镇街道"), choices=offered, widget=forms.Select(attrs={"class": "yc-input"}))


class PoolForm(Form):
    name = forms.CharField(label=_("专项库名称"), max_length=40, help_text=_("计划行里写 has_tag('名称') 就是这些主体"))
    rule = text_field(
        _("条件"),
        4000,
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false"}),
        help_text=_("如 scope LIKE '%餐饮%' AND credit_class IN ('C','D')；按名单的不填"),
    )
    sids = text_field(
        _("名单"), 200_000, widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}), help_text=_("主体编号，一行一个；按条件的不填")
    )
    first_day = day_field(_("从哪天起"), required=True)
    basis = forms.CharField(label=_("依据"), max_length=REASON)
