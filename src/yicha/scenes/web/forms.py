"""What people fill in. Rules of the law are none of it: the use cases refuse."""

from django import forms
from django.utils.translation import gettext_lazy as _

from yicha.shell.forms import Form

LONGEST_REASON = 400


class ReviewForm(Form):
    """The button says which way it goes; what is to be mended is said where it is returned."""

    note = forms.CharField(label=_("审核意见"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))


class PublishForm(Form):
    valid_from = forms.DateField(label=_("施行日"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


class ReasonForm(Form):
    reason = forms.CharField(label=_("原因"), max_length=LONGEST_REASON)


class OfferForm(Form):
    code = forms.CharField(label=_("事项编码"), max_length=60)
