"""Forms that say what is wrong at the field and once more on top, in the same words."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.dateformat import format as date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yicha.engines.deadlines import BEIJING

Hours = tuple[datetime, datetime]
Choice = tuple[str | int, str | Promise]
Finder = Callable[[str], Mapping[str, str]]
"""Words → number and name of each enterprise, or code and name of each item, that they may mean."""


HOW_TO_NAME_ITEMS = gettext_lazy("编码、名称或拼音首字母，多项分行写；须能认准")
HOW_TO_NAME = gettext_lazy("名称、统一社会信用代码或拼音首字母；须能认准一家")


class SubjectField(forms.CharField):
    """Which enterprise is meant, by name, code or initials; what comes out is its number. `find` follows by `Form.seek`."""

    find: Finder

    def __init__(self, *, required: bool = True, help_text: Any = HOW_TO_NAME) -> None:
        super().__init__(label=gettext_lazy("企业"), max_length=100, required=required, help_text=help_text)

    def clean(self, value: Any) -> str:
        said: str = super().clean(value)
        if not said:
            return ""
        found = self.find(said)
        if len(found) == 1:
            return next(iter(found))
        names = Counter(found.values())
        several = "、".join(name if names[name] == 1 else f"{name}（{sid}）" for sid, name in found.items())
        raise forms.ValidationError(_("有几家相符：%(names)s") % {"names": several} if found else _("名录里没有这家企业"))


class ItemsField(forms.CharField):
    """监管事项 of the list, by code, name or initials; what comes out are their codes. `find` follows by `Form.seek`."""

    find: Finder

    def __init__(self, *, label: Any, required: bool = False, help_text: Any = HOW_TO_NAME_ITEMS, most: int = 500, rows: int = 2) -> None:
        attrs = {"rows": rows, "class": "yc-input"}
        widget = forms.TextInput() if most == 1 else forms.Textarea(attrs)
        super().__init__(label=label, max_length=30_000, required=required, help_text=help_text, widget=widget)
        self.most = most

    def clean(self, value: Any) -> tuple[str, ...]:
        words = str(super().clean(value)).split()
        if len(words) > self.most:
            raise forms.ValidationError(_("最多写 %(most)s 项") % {"most": self.most})
        return tuple(dict.fromkeys(map(self._one, words)))

    def _one(self, words: str) -> str:
        found = self.find(words)
        if len(found) == 1:
            return next(iter(found))
        several = "、".join(f"{name}（{code}）" for code, name in list(found.items())[:5])
        said = _("“%(words)s”有几项相符：%(names)s") if found else _("清单里没有这一项：%(words)s")
        raise forms.ValidationError(said % {"words": words, "names": several})


class Form(forms.Form):
    """A field without widget of its own gets `class="yc-input"`; a field in error is described by its error."""

    use_required_attribute = False
    label_suffix = ""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # whatever Django takes
        self.label_suffix = ""
        for field in self.fields.values():
            if field.error_messages["required"] == forms.Field.default_error_messages["required"]:
                field.error_messages["required"] = _("还没填：%(label)s") % {"label": field.label or ""}
            if isinstance(field.widget, forms.CheckboxInput | forms.RadioSelect | forms.CheckboxSelectMultiple):
                field.widget.attrs.setdefault("class", "yc-check")
            else:
                field.widget.attrs.setdefault("class", "yc-input")

    def offer(self, name: str, choices: Iterable[Choice]) -> None:
        """What may be chosen in this field, where that is known only when the form is shown."""
        field = self.fields[name]
        if not isinstance(field, forms.ChoiceField):
            raise TypeError(name)
        field.choices = list(choices)

    def seek(self, name: str, find: Finder) -> None:
        """Who, or which item, may be meant in this field."""
        field = self.fields[name]
        if not isinstance(field, SubjectField | ItemsField):
            raise TypeError(name)
        field.find = find


def text_area(label: Any, rows: int = 3, **kwargs: Any) -> forms.CharField:
    """Words of more than one line."""
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows, "class": "yc-input"}), **kwargs)


class MomentForm(Form):
    """A day out of those that are possible, each with its hours, and an hour."""

    day = forms.ChoiceField(label=gettext_lazy("哪天"), widget=forms.RadioSelect)
    hour = forms.TimeField(label=gettext_lazy("几点到"), widget=forms.TimeInput(attrs={"type": "time", "step": 900}, format="%H:%M"))

    def __init__(self, days: Sequence[tuple[date, Sequence[Hours]]], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        choices = [(day.isoformat(), f"{date_format(day, 'm-d D')} {_spoken(hours)}") for day, hours in days]
        self.offer("day", choices)

    @property
    def moment(self) -> datetime:
        """Of a valid form."""
        return datetime.combine(date.fromisoformat(self.cleaned_data["day"]), self.cleaned_data["hour"], BEIJING)


def _spoken(hours: Sequence[Hours]) -> str:
    return "、".join(f"{first:%H:%M}–{last:%H:%M}" for first, last in hours)
