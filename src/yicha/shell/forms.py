"""Forms that say what is wrong at the field and once more on top, in the same words."""

from django import forms
from django.utils.translation import gettext as _


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
