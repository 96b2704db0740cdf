"""What is asked when a town whistles and when a task from above goes its way."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yicha.shell.forms import Form, SubjectField, text_area

Choices = Sequence[tuple[str, Any]]
LONGEST_DAY = 480


class Choosing(Form):
    """A form whose choices are what stands in the registers: `choices` by the name of the field."""

    def __init__(self, choices: Mapping[str, Choices], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, values in choices.items():
            self.offer(name, values)


class WhistleForm(Choosing):
    area = forms.ChoiceField(label=_("乡镇街道"))
    place = forms.CharField(label=_("地点"), max_length=200, help_text=_("村、路、门牌或方位，让人找得到"))
    subject = SubjectField(required=False, help_text=_("名称、代码或拼音首字母；不涉及具体企业的不填，不填就不能转为检查"))
    matter = text_area(_("事由"), 4, max_length=1000, help_text=_("发现了什么，需要部门做什么"))
    patrol = forms.IntegerField(required=False, widget=forms.HiddenInput)
    departments = forms.MultipleChoiceField(label=_("点名部门"), widget=forms.CheckboxSelectMultiple)


class PatrolForm(Choosing):
    area = forms.ChoiceField(label=_("乡镇街道"))
    place = forms.CharField(label=_("地点"), max_length=200, help_text=_("村、路、门牌或方位，让人找得到"))
    patrolled_on = forms.DateField(
        label=_("哪天巡查的"), widget=forms.DateInput(attrs={"type": "date", "class": "yc-input"}, format="%Y-%m-%d")
    )
    found = text_area(_("发现了什么"), 4, max_length=1000, required=False, help_text=_("没有发现就空着"))
    subject = SubjectField(required=False, help_text=_("名称、代码或拼音首字母；不涉及具体企业的不填"))


class NoteForm(Form):
    note = text_area(_("谁来、什么时候到"), 2, max_length=400)


class ReleaseForm(Choosing):
    department = forms.ChoiceField(label=_("部门"))
    reason = forms.CharField(label=_("免于报到的理由"), max_length=400)


class VisitForm(Choosing):
    item = forms.ChoiceField(label=_("检查事项"))
    visit_on = forms.DateField(label=_("哪天去"), widget=forms.DateInput(attrs={"type": "date", "class": "yc-input"}, format="%Y-%m-%d"))
    minutes = forms.IntegerField(label=_("现场分钟"), min_value=1, max_value=LONGEST_DAY, initial=60)


class ResultForm(Form):
    result = text_area(_("办理结果"), 3, max_length=1000, help_text=_("现场怎么处理的，还留下什么"))


class ReasonForm(Form):
    reason = forms.CharField(label=_("理由"), max_length=400)


class TaskFileForm(Form):
    document = forms.FileField(label=_("任务文件"), help_text=_("上级平台导出的 JSON 文件"))


class ExecuteForm(Choosing):
    """`visit`: one that is planned anyway, or empty for one of its own."""

    visit = forms.ChoiceField(label=_("用哪次检查"), required=False)
    item = forms.ChoiceField(label=_("检查事项"), required=False)
    visit_on = forms.DateField(
        label=_("哪天去"), required=False, widget=forms.DateInput(attrs={"type": "date", "class": "yc-input"}, format="%Y-%m-%d")
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("visit"):
            for name in ("item", "visit_on"):
                if not cleaned.get(name):
                    self.add_error(name, forms.ValidationError(_("另排检查须填")))
        return cleaned


class EndForm(Form):
    reason = text_area(_("结束说明"), 2, max_length=400, help_text=_("有对象没有检查的，说明为什么"))


class SuggestionForm(Form):
    suggestion = text_area(_("反馈意见"), 3, max_length=1000)
