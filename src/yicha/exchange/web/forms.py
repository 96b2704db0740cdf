"""What is asked when a batch comes back, and of the level above."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yicha.exchange.web.words import FREQUENCIES, SECRECIES, SHARINGS, SUPPLIES, TOPICS, WAYS
from yicha.shell.forms import Form


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
