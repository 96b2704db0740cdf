"""What people type at a ceremony. Whether it is right the use cases say; here only its form."""

import re
from datetime import datetime
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yicha.draws.types import DrawRow
from yicha.engines.draw.beacons import SOURCES
from yicha.engines.draw.errors import DrawError
from yicha.shell.forms import Form

HEX64 = RegexValidator(re.compile(r"[0-9a-f]{64}\Z"), _("应为 64 位十六进制数（0–9、a–f）"))


class HexField(forms.CharField):
    """Hexadecimal as people copy it: spaces, line ends and capitals do not matter."""

    def to_python(self, value: object) -> str:
        return "".join((super().to_python(value) or "").split()).lower()


class CommitForm(Form):
    commitment = HexField(
        label=_("承诺"),
        validators=[HEX64],
        help_text=_("秘密数的指纹。不用本页生成的，按《抽取格式》第 7 节自己算好，粘贴在这里"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "class": "yc-input yc-mono"}),
    )


class RevealForm(Form):
    secret = HexField(
        label=_("秘密数"),
        validators=[HEX64],
        help_text=_("承诺时保存的那 64 位，一字不差"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "class": "yc-input yc-mono"}),
    )


class BeaconForm(Form):
    """What the source said, as it prints it; `value` comes out as the hex of its bytes. Each says which source it was.

    `instead`: who comes second and read something else sets the first typing aside.
    """

    fallback = forms.BooleanField(required=False)
    value = forms.CharField(
        label=_("公布的号码"),
        max_length=400,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "class": "yc-input yc-mono"}),
    )
    instead = forms.BooleanField(
        required=False,
        label=_("第一遍有误，录入的人不改：用我录的替下"),
        help_text=_("录过、不一致才勾。司法监督会收到，另一人再录一遍才登记"),
    )

    def __init__(self, row: DrawRow, person: str, at: datetime, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row, second = row, row.beacon.fallback
        if row.beacon_typed_by in {"", person}:
            del self.fields["instead"]
        if second is None or second.due is None or at < second.due:
            del self.fields["fallback"]
        else:
            said = {"name": second.name, "round": second.round}
            self.fields["fallback"].label = gettext("清单先定的那一期没有取到，改用备用的 %(name)s 第 %(round)s 期") % said
            self.fields["fallback"].initial = row.fell_back
        source = SOURCES.get(row.source.name)
        if source is not None:
            self.fields["value"].help_text = gettext("照公布的原文抄录，如 %(example)s") % {"example": source.example}

    def clean_value(self) -> str:
        second = self.row.beacon.fallback if self.cleaned_data.get("fallback") else None
        source = SOURCES.get((second or self.row.beacon).name)
        try:
            return source.read(self.cleaned_data["value"]).hex() if source else ""
        except DrawError as error:
            raise forms.ValidationError(str(error).partition(" · ")[0]) from error


class SeedForm(Form):
    seed = HexField(
        label=_("测试种子"),
        validators=[HEX64],
        help_text=_("64 位十六进制数，当众念出，谁都可以知道"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "class": "yc-input yc-mono"}),
    )


class InvitationForm(Form):
    name = forms.CharField(
        label=_("受邀参与方"),
        max_length=40,
        help_text=_("如：县公证处、县人大代表王某。名称写进清单，公开"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "yc-input"}),
    )


class ReplayForm(Form):
    bundle_number = HexField(
        label=_("自己算出的抽取包编号"),
        validators=[HEX64],
        help_text=_("自己的核验程序给出的 64 位编号，不要从本页抄"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "class": "yc-input yc-mono"}),
    )


class PurposeForm(Form):
    purpose = forms.CharField(
        label=_("为哪件事看"),
        max_length=400,
        help_text=_("如：核对第三周不预告检查的车辆"),
        widget=forms.Textarea(attrs={"rows": 2, "class": "yc-input"}),
    )


class VoidForm(Form):
    reason = forms.CharField(
        label=_("作废原因"),
        max_length=400,
        help_text=_("原因公开，作废次数计入公示"),
        widget=forms.Textarea(attrs={"rows": 2, "class": "yc-input"}),
    )
