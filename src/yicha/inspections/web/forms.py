"""What people fill in. Rules of the law are none of it: the use cases refuse."""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from django import forms
from django.utils.translation import gettext_lazy as _

from yicha.inspections.types import (
    GROUND_NAMES,
    KIND_NAMES,
    STEP_NAMES,
    WAY_NAMES,
    Answer,
    DeskFilter,
    DeviceRow,
    DeviceStep,
    EvidenceKind,
    InspectionStatus,
    Outcome,
    PointResult,
)
from yicha.inspections.web.labels import OUTCOMES, RESULTS, STATUSES
from yicha.kernel.spoken import spoken
from yicha.shell.forms import Form

K = TypeVar("K", bound=StrEnum)
ALL = ("", _("全部"))


class FilterForm(Form):
    """The list's filter, in the address."""

    q = forms.CharField(label=_("企业或文号"), required=False, max_length=60)
    week = forms.DateField(label=_("周"), required=False, widget=forms.Select)
    status = forms.ChoiceField(label=_("状态"), required=False)
    department = forms.ChoiceField(label=_("部门"), required=False)

    def __init__(self, values: object, weeks: list[date], departments: dict[str, str]) -> None:
        super().__init__(values)
        self.fields["week"].widget.choices = [ALL, *((day.isoformat(), f"{day:%m-%d}") for day in weeks)]
        self.offer("status", [ALL, *((status.value, label) for status, (label, _tone) in STATUSES.items())])
        self.offer("department", [ALL, *departments.items()])

    def wanted(self) -> DeskFilter:
        """What cannot be read narrows nothing."""
        self.is_valid()
        found = self.cleaned_data
        status = found.get("status")
        return DeskFilter(found.get("department", ""), found.get("week"), InspectionStatus(status) if status else None, found.get("q", ""))


class ReasonForm(Form):
    reason = forms.CharField(
        label=_("原因"), max_length=400, error_messages={"required": _("写明原因")}, widget=forms.Textarea({"rows": 3, "class": "yc-input"})
    )


class WithdrawForm(ReasonForm):
    """One department's part ends; `departments`: (code, name) of those that may go."""

    department = forms.ChoiceField(label=_("哪个部门撤出"), widget=forms.RadioSelect)
    field_order = ("department", "reason")

    def __init__(self, values: object, departments: list[tuple[str, str]]) -> None:
        super().__init__(values, initial={"department": departments[0][0] if departments else ""})
        self.offer("department", departments)


class EntrustForm(Form):
    """委托检查: `parts` that may be entrusted and `others` that come, as (code, name)."""

    department = forms.ChoiceField(label=_("委托哪个部门的部分"), widget=forms.RadioSelect)
    entrusted_to = forms.ChoiceField(label=_("委托谁检查"), widget=forms.RadioSelect)
    basis = forms.CharField(
        label=_("依据和委托书文号"),
        max_length=400,
        help_text=_("如：《行政处罚法》第二十条，卫健委托〔2026〕3号"),
        widget=forms.Textarea({"rows": 2}),
    )

    def __init__(self, values: object, parts: list[tuple[str, str]], others: list[tuple[str, str]]) -> None:
        super().__init__(values, initial={"department": parts[0][0] if len(parts) == 1 else ""})
        self.offer("department", parts)
        self.offer("entrusted_to", others)


class NoCodeForm(ReasonForm):
    urgent = forms.BooleanField(
        label=_("情况紧急，来不及报批"), required=False, help_text=_("牵头部门负责人在规定时限内补批，补批前不能核定")
    )


class CodeForm(Form):
    code = forms.CharField(label=_("检查码，或营业执照上的统一社会信用代码"), max_length=300, error_messages={"required": _("输入检查码")})
    place = forms.RegexField(r"-?\d{1,3}\.\d{1,6},-?\d{1,3}\.\d{1,6}", required=False, widget=forms.HiddenInput)


class AnswerForm(forms.Form):
    """One question: `result` is the button that was pressed, `was` what stood there when only the words were changed."""

    result = forms.ChoiceField(choices=[(one.value, label) for one, (label, _icon) in RESULTS.items()], required=False)
    was = forms.ChoiceField(choices=[(one.value, label) for one, (label, _icon) in RESULTS.items()], required=False)
    value = forms.CharField(required=False, max_length=60)
    note = forms.CharField(required=False, max_length=1000)

    def chosen(self, question: str) -> Answer | None:
        """None: nothing was said. A value decides the result by itself; a button that was pressed counts more."""
        if not self.is_valid():
            return None
        said, value = self.cleaned_data, self.cleaned_data["value"].strip()
        result = said["result"] or (PointResult.PASS if value else said["was"])
        return Answer(question, PointResult(result), said["note"].strip(), "" if said["result"] else value) if result else None


def named(names: Mapping[K, str]) -> list[tuple[str, str]]:
    """Choices of a form, in the reader's language."""
    return [(one.value, spoken(name)) for one, name in names.items()]


class EvidenceForm(Form):
    """A piece of evidence beside its file. Without a kind it is a photograph."""

    kind_of = forms.ChoiceField(label=_("是什么"), choices=lambda: named(KIND_NAMES), required=False)
    note = forms.CharField(label=_("说明（样品写名称、数量、批号）"), max_length=350, required=False)
    device = forms.ChoiceField(label=_("由哪台监控设备记录"), required=False)
    position = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, said: Any, devices: Iterable[DeviceRow]) -> None:
        super().__init__(said)
        self.offer("device", [("", _("不是设备记录")), *((str(one.id), f"{one.number} {one.name}") for one in devices)])

    def kind(self) -> EvidenceKind:
        return EvidenceKind(self.cleaned_data["kind_of"] or EvidenceKind.PHOTO)


class DeviceForm(Form):
    number = forms.CharField(label=_("设备编号"), max_length=40, help_text=_("设备标签上的编号"))
    name = forms.CharField(label=_("设备"), max_length=80, help_text=_("如：油烟在线监测仪"))
    place = forms.CharField(label=_("设在哪里"), max_length=200)


class DeviceStepForm(Form):
    """`left`: the steps that are not done."""

    step = forms.TypedChoiceField(label=_("哪一步"), coerce=DeviceStep, widget=forms.RadioSelect)
    on = forms.DateField(label=_("哪天完成"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    paper = forms.CharField(label=_("文号，或在哪里公布"), max_length=200)

    def __init__(self, said: Any, left: Iterable[DeviceStep]) -> None:
        super().__init__(said)
        self.offer("step", [(one.value, spoken(STEP_NAMES[one])) for one in left])


class DeliveryForm(Form):
    way = forms.ChoiceField(label=_("送达方式"), choices=lambda: named(WAY_NAMES), widget=forms.RadioSelect)
    place = forms.CharField(label=_("送达地点"), max_length=200)
    recipient = forms.CharField(label=_("签收人"), max_length=60)
    witness = forms.CharField(label=_("见证人姓名和单位（留置送达）"), max_length=60, required=False)
    note = forms.CharField(label=_("说明（拒收原因、邮件号、同意电子送达的凭据、公告处）"), max_length=400, required=False)


class PurposeForm(Form):
    purpose = forms.CharField(label=_("为什么要看"), max_length=200, error_messages={"required": _("写明用途")})


class ArchiveForm(PurposeForm):
    originals = forms.BooleanField(label=_("附上证据原件"), required=False)


class RestForm(Form):
    """For all own questions without an answer."""

    result = forms.ChoiceField(choices=[(PointResult.PASS.value, ""), (PointResult.NOT_CHECKED.value, "")])
    note = forms.CharField(
        label=_("为什么没有检查"), required=False, max_length=400, widget=forms.Textarea({"rows": 2, "class": "yc-input"})
    )


class SignForm(Form):
    """The firm signs, or does not."""

    person = forms.CharField(label=_("现场负责人姓名"), max_length=60, required=False)
    position = forms.CharField(label=_("职务"), max_length=60, required=False)
    strokes = forms.CharField(max_length=20000, required=False, widget=forms.HiddenInput)
    recusal = forms.CharField(label=_("申请谁回避、为什么（不申请就空着）"), max_length=400, required=False)
    statement = forms.CharField(
        label=_("企业的陈述、申辩"), max_length=1000, required=False, widget=forms.Textarea({"rows": 2, "class": "yc-input"})
    )
    refused_because = forms.CharField(label=_("不签的原因"), max_length=400, required=False)
    witness = forms.CharField(label=_("见证人姓名和单位"), max_length=60, required=False)


class ResultForm(Form):
    """One department's result of the signed record."""

    outcome = forms.ChoiceField(label=_("检查结果"), widget=forms.RadioSelect)
    officers = forms.MultipleChoiceField(
        label=_("到场检查的执法人员"), widget=forms.CheckboxSelectMultiple, error_messages={"required": _("勾选到场的执法人员")}
    )
    note = forms.CharField(label=_("总体情况"), required=False, max_length=1000, widget=forms.Textarea({"rows": 3, "class": "yc-input"}))

    def __init__(self, values: object, outcomes: list[Outcome], officers: list[tuple[str, str]], initial: dict[str, object]) -> None:
        super().__init__(values, initial=initial)
        self.offer("outcome", [(one.value, OUTCOMES[one]) for one in outcomes])
        self.offer("officers", officers)


def grounds() -> list[tuple[str, str]]:
    return named(GROUND_NAMES)


class CalledForm(Form):
    """An objection that came by telephone."""

    ground = forms.ChoiceField(label=_("异议"), choices=grounds, widget=forms.RadioSelect)
    words = forms.CharField(label=_("企业怎么说"), max_length=400, widget=forms.Textarea({"rows": 3, "class": "yc-input"}))
    caller = forms.CharField(label=_("谁来电、电话多少"), max_length=80)
