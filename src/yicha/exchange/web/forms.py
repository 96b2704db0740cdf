"""What is asked when a batch comes back, and of the level above."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from yicha.exchange.types import Column
from yicha.exchange.web.words import FREQUENCIES, SECRECIES, SHARINGS, SUPPLIES, TOPICS, WAYS
from yicha.shell.forms import Form, text_area

ONE_BIT, DAY = "[01]", "[0-9]{4}-[0-9]{2}-[0-9]{2}"  # how a layout writes yes or no, and a day
YES_NO: Final = [("0", _("否")), ("1", _("是"))]
BETWEEN, LONG = "、", 500


class PartnerForm(Form):
    name = forms.CharField(label=_("平台名称"), max_length=100)
    way = forms.ChoiceField(label=_("方式"), choices=list(WAYS.items()))
    address = forms.CharField(label=_("接口地址"), max_length=300, required=False, help_text=_("文件摆渡不填"))


class SubscriptionForm(Form):
    department = forms.ChoiceField(label=_("代表部门"))
    name = forms.CharField(label=_("系统名称"), max_length=100)
    address = forms.CharField(label=_("接收地址"), max_length=300, help_text=_("例如 https://oa.example.gov.cn/events"))
    topics = forms.MultipleChoiceField(label=_("订阅哪些事件"), choices=list(TOPICS.items()), widget=forms.CheckboxSelectMultiple)

    def __init__(self, departments: list[tuple[str, str]], *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.offer("department", departments)


class WithdrawForm(Form):
    reason = forms.CharField(label=_("撤回的原因"), max_length=400)


class ExplainForm(Form):
    reason = forms.CharField(label=_("为什么两边不一样"), max_length=200)


class EndForm(Form):
    reason = forms.CharField(label=_("停用的原因"), max_length=400)


class ResourceForm(Form):
    name = forms.CharField(label=_("资源名称"), max_length=100)
    content = forms.CharField(
        label=_("范围"),
        max_length=2000,
        help_text=_("有哪些信息项、哪些对象、从什么时候起"),
        widget=forms.Textarea({"rows": 3, "class": "yc-input"}),
    )
    sharing = forms.ChoiceField(label=_("共享属性"), choices=list(SHARINGS.items()))
    basis = forms.CharField(label=_("不予共享的依据"), max_length=200, required=False)
    supply = forms.ChoiceField(label=_("提供方式"), choices=list(SUPPLIES.items()))
    procedure = forms.CharField(label=_("程序"), max_length=400, help_text=_("怎么申请、谁批、怎么拿到"))
    term = forms.CharField(label=_("时限"), max_length=100, help_text=_("例如 同意后1个工作日内"))
    frequency = forms.ChoiceField(label=_("更新频次"), choices=list(FREQUENCIES.items()))
    secrecy = forms.ChoiceField(label=_("保密"), choices=list(SECRECIES.items()))


class AskForm(Form):
    purpose = forms.CharField(label=_("用于哪项职责"), max_length=400)


class AnswerForm(Form):
    granted = forms.ChoiceField(label=_("答复"), choices=[("yes", _("同意共享")), ("no", _("不同意"))], widget=forms.RadioSelect)
    reason = forms.CharField(label=_("理由"), max_length=400, required=False, help_text=_("不同意的必须写"))


class SettleForm(Form):
    words = forms.CharField(label=_("怎样处理了"), max_length=400, help_text=_("例如：已请对方按约定格式重发"))


class ReceiptForm(Form):
    document = forms.FileField(label=_("回执文件"), help_text=_("对方平台给的 JSON 文件，可以只答复一部分行"))


class MeasureForm(Form):
    """A field for each column of a layout that nobody knows yet. `entries`: the values of each code table."""

    def __init__(self, columns: Iterable[Column], entries: Mapping[str, Sequence[tuple[str, str]]], *args: Any, **settings: Any) -> None:
        fields = {column.name: _field(column, entries.get(column.dictionary, ())) for column in columns}
        self.base_fields = fields  # type: ignore[misc] # of this form alone; Django copies them before it knows the widgets' classes
        settings["initial"] = {name: _chosen(fields.get(name), text) for name, text in settings["initial"].items()}
        super().__init__(*args, **settings)

    @property
    def said(self) -> tuple[tuple[str, str], ...]:
        """Of a valid form, as the columns want it."""
        return tuple((name, _text(value)) for name, value in self.cleaned_data.items())


def _field(column: Column, entries: Sequence[tuple[str, str]]) -> forms.Field:
    plain: dict[str, Any] = {"label": column.label, "required": column.need, "help_text": "" if column.need else _("可以不填")}
    choices = entries or [(word, word) for word in column.offered] or (YES_NO if column.pattern == ONE_BIT else [])
    if choices and column.several:
        return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **plain)
    if choices:
        return forms.ChoiceField(choices=[("", _("请选择")), *choices], **plain)
    if column.pattern == DAY:
        return forms.DateField(widget=forms.DateInput(attrs={"type": "date", "class": "yc-input"}, format="%Y-%m-%d"), **plain)
    if column.most >= LONG:
        return text_area(plain.pop("label"), max_length=column.most, **plain)
    form = [RegexValidator(rf"^(?:{column.pattern})\Z", _("格式不对"))] if column.pattern else []
    return forms.CharField(max_length=column.most or None, validators=form, **plain)


def _chosen(field: forms.Field | None, text: str) -> str | list[str]:
    return text.split(BETWEEN) if isinstance(field, forms.MultipleChoiceField) else text


def _text(value: Any) -> str:
    if isinstance(value, list):
        return BETWEEN.join(value)
    return value.isoformat() if isinstance(value, date) else str(value or "")
