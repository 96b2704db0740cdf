"""Forms about officers and delegations."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yicha.orgs.types import DelegationKind, OfficerFilter, Standing
from yicha.orgs.web.forms import Reason
from yicha.shell.forms import Form

STANDINGS = (
    ("", _("全部")),
    (Standing.VALID.value, _("有效")),
    (Standing.ENDS_THIS_YEAR.value, _("年内到期")),
    (Standing.EXPIRED.value, _("已到期")),
    (Standing.LEFT.value, _("离岗")),
)
ACCOUNTS = (("", _("全部")), ("yes", _("有账号")), ("no", _("没有账号")))
KINDS = ((DelegationKind.PARK_DELEGATION.value, _("园区下放")), (DelegationKind.ENTRUSTMENT.value, _("委托")))
Choices = list[tuple[str, str]]


def day_field(label: Any, *, required: bool = True, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, required=required, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"), **more)


class OfficerFilterForm(Form):
    q = forms.CharField(label=_("姓名、证号或首字母"), required=False, max_length=40)
    department = forms.ChoiceField(label=_("部门"), required=False)
    standing = forms.ChoiceField(label=_("执法证"), required=False, choices=STANDINGS)
    account = forms.ChoiceField(label=_("账号"), required=False, choices=ACCOUNTS)
    skill = forms.CharField(label=_("资格或专家"), required=False, max_length=60)

    def __init__(self, departments: Choices, *args: Any) -> None:
        super().__init__(*args)
        self.offer("department", [("", _("全部")), *departments])

    def asked(self) -> OfficerFilter:
        """A value that is none of the choices does not limit."""
        self.is_valid()
        return OfficerFilter(*(self.cleaned_data.get(name, "") for name in ("q", "department", "standing", "account", "skill")))


class LeaveForm(Form):
    first_day = day_field(_("从哪天起"))
    last_day = day_field(_("到哪天止"))


class RenewForm(Form):
    valid_to = day_field(_("有效期至"))


class RecusalForm(Form):
    sid = forms.CharField(label=_("回避哪家企业"), max_length=64, help_text=_("主体编号；没有单独编号的就是统一社会信用代码"))
    reason = Reason()


class DecideForm(Form):
    reason = Reason()


class DelegationForm(Form):
    kind = forms.ChoiceField(label=_("种类"), choices=KINDS)
    from_department = forms.ChoiceField(label=_("谁的权力"))
    to_department = forms.ChoiceField(label=_("交给谁"))
    area = forms.ChoiceField(label=_("在哪里"))
    items = forms.CharField(label=_("事项编码"), max_length=4000, widget=forms.Textarea({"rows": 4}), help_text=_("一行一个"))
    legal_basis = forms.CharField(label=_("法律依据"), max_length=300)
    first_day = day_field(_("从哪天起"))
    last_day = day_field(_("到哪天止"), required=False, help_text=_("留空到办理结束为止"))

    def __init__(self, own: Choices, departments: Choices, places: Choices, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("from_department", own), ("to_department", departments), ("area", places)):
            self.offer(name, choices)

    def clean_items(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.cleaned_data["items"].split()))
