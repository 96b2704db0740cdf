from django import forms
from django.utils.translation import gettext_lazy as _

from yicha.shell.forms import Form


class WithdrawForm(Form):
    reason = forms.CharField(
        label=_("撤回原因"),
        max_length=400,
        help_text=_("撤回后公众查不到，原因留档"),
        widget=forms.Textarea(attrs={"rows": 2, "class": "yc-input"}),
    )
