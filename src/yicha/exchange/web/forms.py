"""What is asked when a batch comes back."""

from django import forms
from django.utils.translation import gettext_lazy as _

from yicha.shell.forms import Form


class ReceiptForm(Form):
    document = forms.FileField(label=_("回执文件"), help_text=_("对方平台给的 JSON 文件，可以只答复一部分行"))
