"""What is asked when a duty is given or a dispute goes its way."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yicha.duties.queries import item_meant
from yicha.duties.types import ConflictStatus, DisputeKind, Instrument, Part, Task
from yicha.duties.web.responses import today
from yicha.duties.web.words import CONFLICT_KINDS, CONFLICT_STATUSES, INSTRUMENTS, KINDS, MINUTES_KINDS, PARTS, RESOURCE_KINDS, STANCES
from yicha.shell.forms import Form, ItemsField, text_area

Names = Mapping[str, str]


def chosen(names: Mapping[Any, str | Promise], empty: str | Promise = "") -> list[tuple[str, Any]]:
    return [*([("", empty)] if empty else []), *((str(value), words) for value, words in names.items())]


def day_field(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date", "class": "yc-input"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, help_text=help_text, widget=widget)


class Choosing(Form):
    """A form whose choices are what stands in the registers: `choices` by the name of the field."""

    def __init__(self, choices: Mapping[str, Sequence[tuple[str, Any]]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, values in choices.items():
            self.offer(name, values)


class DutyForm(Choosing):
    area = forms.ChoiceField(label=_("区域"))
    steps = forms.MultipleChoiceField(label=_("环节"), widget=forms.CheckboxSelectMultiple)
    part = forms.ChoiceField(label=_("职责"), choices=chosen(PARTS), initial=Part.LEAD)
    department = forms.ChoiceField(label=_("部门"))
    share = text_area(_("配合做什么"), 2, max_length=400, required=False, help_text=_("配合部门须写明，牵头部门不填"))
    instrument = forms.ChoiceField(
        label=_("依据"), choices=chosen({one: words for one, words in INSTRUMENTS.items() if one is not Instrument.DISPUTE_DECISION})
    )
    basis = forms.CharField(label=_("文件名称和文号"), max_length=200)
    first_day = day_field(_("自哪天起"), help_text=_("原牵头部门到前一天为止"))
    last_day = day_field(_("到哪天止"), required=False, help_text=_("不填就是长期"))


class EndForm(Form):
    last_day = day_field(_("最后一天"))
    reason = forms.CharField(label=_("理由"), max_length=200)


class DisputeForm(Choosing):
    kind = forms.ChoiceField(label=_("类型"), choices=chosen(KINDS), initial=DisputeKind.COMPETENCE)
    title = forms.CharField(label=_("争议什么"), max_length=200)
    facts = text_area(_("事实"), 5, max_length=4000, help_text=_("经营什么、在哪、有什么风险、各部门现在怎么管"))
    item = ItemsField(label=_("事项"), most=1, help_text=_("编码、名称或拼音首字母；新业态还没有事项，不填"))
    steps = forms.MultipleChoiceField(
        label=_("争议的环节"), widget=forms.CheckboxSelectMultiple, required=False, help_text=_("新业态不填，即全部环节")
    )
    parties = forms.MultipleChoiceField(label=_("其他当事部门"), widget=forms.CheckboxSelectMultiple)


class ClaimForm(Form):
    stance = forms.ChoiceField(label=_("本部门的主张"), choices=chosen(STANCES))
    opinion = text_area(_("意见和依据"), 4, max_length=2000)


class PartyForm(Choosing):
    department = forms.ChoiceField(label=_("部门"))


class ReasonForm(Form):
    reason = forms.CharField(label=_("理由"), max_length=200)


class ConflictForm(Choosing):
    kind = forms.ChoiceField(label=_("类型"), choices=chosen(CONFLICT_KINDS))
    title = forms.CharField(label=_("冲突在哪，一句话"), max_length=200)
    first_source = forms.CharField(label=_("第一条规定"), max_length=200, help_text=_("文件名称、文号和条款"))
    first_text = text_area(_("第一条原文"), 3, max_length=4000)
    second_source = forms.CharField(label=_("第二条规定"), max_length=200)
    second_text = text_area(_("第二条原文"), 3, max_length=4000)
    description = text_area(_("怎么不一致或不衔接"), 3, max_length=2000)
    owner = forms.ChoiceField(label=_("由哪个部门处理"))


class Linking(Form):
    """With items of the list that are in force where the actor works."""

    def __init__(self, area: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in {"items", "item"} & set(self.fields):
            self.seek(name, partial(item_meant, area, today()))


def items_field() -> ItemsField:
    return ItemsField(label=_("对应的事项"))


class DraftForm(Linking):
    title = forms.CharField(label=_("文件名称"), max_length=200)
    document = forms.FileField(label=_("文件"))
    items = items_field()


class IssueForm(Linking):
    number = forms.CharField(label=_("文号"), max_length=80)
    issuer = forms.CharField(label=_("印发机关"), max_length=100)
    issued_on = day_field(_("印发日期"))
    valid_to = day_field(_("有效期至"), required=False, help_text=_("不填就是长期"))
    document = forms.FileField(label=_("文件"))
    items = items_field()


class TextForm(Form):
    document = forms.FileField(label=_("正文"))


class PolicyForm(IssueForm):
    title = forms.CharField(label=_("文件名称"), max_length=200)
    field_order = ("title", "number", "issuer", "issued_on", "valid_to", "document", "items")


class RoundForm(Choosing):
    departments = forms.MultipleChoiceField(label=_("听取哪些部门的意见"), widget=forms.CheckboxSelectMultiple)


class ReplyForm(Form):
    reply = forms.CharField(label=_("答复"), max_length=400, required=False)


class ResourceForm(Linking):
    kind = forms.ChoiceField(label=_("类型"), choices=chosen(RESOURCE_KINDS))
    name = forms.CharField(label=_("资源名称"), max_length=100)
    contact = forms.CharField(label=_("联系方式"), max_length=200, help_text=_("科室和值班电话，不填个人手机"))
    available = forms.CharField(label=_("可用条件"), max_length=200, help_text=_("什么时候、怎么调用"))
    items = items_field()


class OpinionForm(Form):
    opinion = text_area(_("本部门的意见"), 3, max_length=2000)


class OutcomeForm(Linking):
    outcome = forms.ChoiceField(
        label=_("结果"),
        choices=chosen({one: words for one, words in CONFLICT_STATUSES.items() if one in {ConflictStatus.REVISED, ConflictStatus.KEPT}}),
    )
    document = forms.CharField(label=_("修订后的文件"), max_length=200, required=False, help_text=_("名称和文号；保留的不填"))
    item = ItemsField(label=_("修订后的事项"), most=1)
    reason = text_area(_("理由"), 3, max_length=2000)


class DecisionForm(Choosing):
    """`assisting` one department a line: code or short name, colon, what it does."""

    lead = forms.ChoiceField(label=_("牵头部门"))
    assisting = text_area(_("配合部门"), 3, max_length=2000, required=False, help_text=_("一行一个，例如：消防大队：核查疏散通道"))
    item = forms.CharField(label=_("拟列事项编码"), max_length=60, required=False, help_text=_("新业态必填，与数据局商定"))
    item_name = forms.CharField(label=_("拟列事项名称"), max_length=200, required=False)
    reason = text_area(_("裁定理由"), 4, max_length=2000)

    def __init__(self, names: Names, *args: Any, **kwargs: Any) -> None:
        super().__init__({"lead": chosen(names)}, *args, **kwargs)
        self.codes = {**{code: code for code in names}, **{name: code for code, name in names.items()}}

    def clean_assisting(self) -> tuple[tuple[str, str], ...]:
        lines = [line.replace("：", ":").partition(":") for line in self.cleaned_data["assisting"].splitlines() if line.strip()]
        unknown = [name.strip() for name, _colon, _share in lines if name.strip() not in self.codes]
        if unknown:
            raise forms.ValidationError(_("不是当事部门：%(name)s"), params={"name": unknown[0]})
        return tuple((self.codes[name.strip()], share.strip()) for name, _colon, share in lines)


class MinutesForm(Choosing):
    """`tasks` one a line: department, what, last day, apart by colons."""

    kind = forms.ChoiceField(label=_("类型"), choices=chosen(MINUTES_KINDS))
    title = forms.CharField(label=_("事由"), max_length=200)
    held_on = day_field(_("会商或通报的日期"))
    parties = forms.MultipleChoiceField(label=_("参加或收到的部门"), widget=forms.CheckboxSelectMultiple)
    text = text_area(_("议定或通报的内容"), 5, max_length=10_000)
    tasks = text_area(_("后续任务"), 3, max_length=4000, required=False, help_text=_("一行一项，例如：消防大队：复核疏散通道：2026-04-30"))

    def __init__(self, names: Names, short: Names, *args: Any, **kwargs: Any) -> None:
        super().__init__({"parties": chosen(names)}, *args, **kwargs)
        self.codes = {word: code for known in (names, short) for code, name in known.items() for word in (code, name)}

    def clean_tasks(self) -> tuple[Task, ...]:
        lines = [line.replace("：", ":").split(":") for line in self.cleaned_data["tasks"].splitlines() if line.strip()]
        return tuple(self._task([part.strip() for part in line]) for line in lines)

    def _task(self, line: list[str]) -> Task:
        """The last of its parts is the day, the first the department."""
        try:
            return Task(self.codes[line[0]], ":".join(line[1:-1]), date.fromisoformat(line[-1]))
        except (KeyError, ValueError):
            raise forms.ValidationError(_("读不懂：%(line)s"), params={"line": "：".join(line)}) from None


class ResultForm(Form):
    result = forms.CharField(label=_("办理结果"), max_length=400)
