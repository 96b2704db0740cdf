"""What is asked when a batch comes back, and of the level above."""

from django import forms
from django.utils.translation import gettext_lazy as _

from yicha.exchange.web.words import WAYS
from yicha.shell.forms import Form


class PartnerForm(Form):
    name = forms.CharField(label=_("平台名称"), max_length=100)
    way = forms.ChoiceField(label=_("方式"), choices=list(WAYS.items()))
    address = forms.CharField(label=_("接口地址"), max_length=300, required=False, help_text=_("文件摆渡不填"))


class EndForm(Form):
    reason = forms.CharField(label=_("停用的原因"), max_length=400)


class ReceiptForm(Form):
    document = forms.FileField(label=_("回执文件"), help_text=_("对方平台给的 JSON 文件，可以只答复一部分行"))
