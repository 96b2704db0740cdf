"""What is asked when something is done after a visit."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yicha.followups.types import CHOICES, RecheckMode
from yicha.followups.web.words import KINDS, MODES, WAYS
from yicha.inspections.types import DeliveryWay
from yicha.shell.forms import Form, text_area

LONGEST_DAY = 480
RESULTS = (("corrected", _("已改正，办结")), ("again", _("没有改正，再给期限")), ("failed", _("没有改正，转案源")))


def day_field(label: Any, **kwargs: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date", "class": "yc-input"}, format="%Y-%m-%d"), **kwargs)


class SeveralFiles(forms.FileInput):
    allow_multiple_selected = True


class PhotosField(forms.FileField):
    """Several, or none."""

    widget = SeveralFiles(attrs={"accept": "image/*", "class": "yc-input"})

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        return [super(PhotosField, self).clean(one, initial) for one in data or []]


class DecideForm(Form):
    kinds = forms.MultipleChoiceField(
        label=_("怎样处置"), choices=[(kind.value, KINDS[kind]) for kind in CHOICES], widget=forms.CheckboxSelectMultiple
    )
    reason = text_area(_("理由"), 2, max_length=400)


class SettleForm(Form):
    recipient = forms.CharField(label=_("送给谁"), max_length=100)
    reference = forms.CharField(label=_("文书编号"), max_length=100)
    words = text_area(_("怎样办理的"), 3, max_length=1000)


class ReferForm(SettleForm):
    """抄告: to a department of the county."""

    recipient = forms.ChoiceField(label=_("送给谁"))  # type: ignore[assignment]  # chosen, not written


class ReasonForm(Form):
    reason = forms.CharField(label=_("理由"), max_length=400)


class EducateForm(Form):
    matter = forms.ChoiceField(label=_("清单事项"), help_text=_("首违不罚、轻微免罚清单，按当天有效的"))
    harm = text_area(_("为什么危害轻微"), 2, max_length=400)
    corrected = text_area(_("怎样及时改正的"), 2, max_length=400)


class IssueForm(Form):
    fact = text_area(_("违法事实"), 4, max_length=1000)
    article = text_area(_("违反的条款"), 2, max_length=400)
    demand = text_area(_("改正要求"), 3, max_length=1000)
    correct_by = day_field(_("改正期限"))
    recheck_on = day_field(_("复查日期"))


class DeliverForm(Form):
    way = forms.ChoiceField(label=_("送达方式"), choices=[(way.value, WAYS[way]) for way in DeliveryWay])
    recipient = forms.CharField(label=_("签收人"), max_length=60)
    delivered_at = forms.DateTimeField(
        label=_("送达时间"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local", "class": "yc-input"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M"],
    )
    witness = forms.CharField(label=_("见证人"), max_length=60, required=False, help_text=_("留置送达要填"))
    proof = forms.CharField(label=_("同意书或邮单编号"), max_length=100, required=False, help_text=_("电子送达要填同意书编号"))


class ReportForm(Form):
    brought_by = forms.CharField(label=_("谁送来的"), max_length=60)
    words = text_area(_("怎样改正的"), 3, max_length=2000)
    photos = PhotosField(label=_("照片"), required=False)


class RecheckForm(Form):
    item = forms.ChoiceField(label=_("复查事项"))
    visit_on = day_field(_("哪天去"))
    minutes = forms.IntegerField(label=_("现场分钟"), min_value=1, max_value=LONGEST_DAY, initial=30)


class ConcludeForm(Form):
    mode = forms.ChoiceField(label=_("怎样复查"), choices=[(mode.value, MODES[mode]) for mode in RecheckMode], widget=forms.RadioSelect)
    result = forms.ChoiceField(label=_("结论"), choices=RESULTS, widget=forms.RadioSelect)
    words = text_area(_("看到的情况"), 3, max_length=1000)
    officers = forms.MultipleChoiceField(label=_("复查人员"), widget=forms.CheckboxSelectMultiple)
    again_by = day_field(_("新的期限"), required=False, help_text=_("再给期限的填"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("result") == "again" and not cleaned.get("again_by"):
            self.add_error("again_by", forms.ValidationError(_("再给期限须填新的期限")))
        return cleaned


class CircularForm(Form):
    government = forms.CharField(label=_("报告哪级政府"), max_length=100)
    words = text_area(_("发现什么、建议什么"), 5, max_length=2000)
    recipients = forms.MultipleChoiceField(label=_("通报哪些部门"), widget=forms.CheckboxSelectMultiple)


class MeasuresForm(Form):
    measures = text_area(_("准备怎么办"), 3, max_length=1000, help_text=_("不需要措施的写明理由"))
