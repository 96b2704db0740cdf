"""行业 chosen by words: the divisions stand in a list to pick from, and a finer code may be typed. Needs no JavaScript."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from yicha.subjects.rules.industries import industry_code


class Choosing(forms.TextInput):
    """A text with a list beside it."""

    def __init__(self, names: Mapping[str, str]) -> None:
        super().__init__()
        self.names = names

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        listed = f"{name}-words"
        box = super().render(name, value, {**(attrs or {}), "list": listed}, renderer)
        options = format_html_join("", '<option value="{} {}">', self.names.items())
        return format_html('{}<datalist id="{}">{}</datalist>', box, listed, options)


class IndustryField(forms.CharField):
    def know(self, names: Mapping[str, str]) -> None:
        """What may be chosen, where that is known only when the form is shown."""
        attrs, self.names = self.widget.attrs, names
        self.widget = Choosing(names)
        self.widget.attrs = attrs

    def clean(self, value: Any) -> str:
        return industry_code(str(super().clean(value)), self.names)
