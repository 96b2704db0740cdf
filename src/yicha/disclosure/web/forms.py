from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yicha.disclosure.queries import ANNULMENTS
from yicha.shell.forms import Form

TITLE_LENGTH, BODY_LENGTH, REASON_LENGTH = 100, 5000, 400


def _text(label: Any, rows: int, longest: int, **kwargs: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=longest, widget=forms.Textarea(attrs={"rows": rows, "class": "yc-input"}), **kwargs)


class WithdrawForm(Form):
    reason = _text(_("撤回原因"), 2, REASON_LENGTH, help_text=_("撤回后公众查不到，原因留档"))


class AnnulmentForm(Form):
    kind = forms.ChoiceField(label=_("怎样处理"), choices=[(kind.value, words) for kind, words in ANNULMENTS.items()])
    organ = forms.CharField(label=_("作出决定的机关"), max_length=100)
    number = forms.CharField(label=_("决定文号"), max_length=100)
    decided_on = forms.DateField(
        label=_("决定日期"), widget=forms.DateInput(attrs={"type": "date", "class": "yc-input"}, format="%Y-%m-%d")
    )
    annulled_because = _text(_("理由"), 2, REASON_LENGTH, help_text=_("撤下后向公众公开，不写企业和个人的名字"))


class ReasonForm(Form):
    because = _text(_("理由"), 2, REASON_LENGTH)


class ArticleForm(Form):
    title = forms.CharField(label=_("标题"), max_length=TITLE_LENGTH)
    body = _text(_("正文"), 12, BODY_LENGTH, help_text=_("空一行分段。身份证号、手机号、车牌和姓名会自动隐去，发布前另一个人再看一遍"))


class ExposureForm(ArticleForm):
    """`results`: what may be exposed."""

    result = forms.TypedChoiceField(label=_("依据的检查结果"), coerce=int, help_text=_("只能曝光本部门已公示、发现问题的结果"))
    field_order = ("result", "title", "body")

    def __init__(self, results: Sequence[tuple[int, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["result"].choices = [("", ""), *results]  # type: ignore[attr-defined]  # a choice field has them


class RevisionForm(ArticleForm):
    because = _text(_("改了什么、为什么"), 2, REASON_LENGTH, help_text=_("已经发布的，公众能看到这句话和每一版"))
