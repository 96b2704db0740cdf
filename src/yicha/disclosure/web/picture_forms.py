"""Forms for a picture of an article."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yicha.disclosure.types import Mark
from yicha.shell.forms import Form

SIDES, LONGEST = 4, 2000


class PictureForm(Form):
    photo = forms.FileField(
        label=_("图片"),
        help_text=_("JPEG、PNG 或 WebP。拍摄的时间、地点不会公开"),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    caption = forms.CharField(label=_("图片说明"), max_length=200, help_text=_("看不到图片的人靠它知道拍的是什么"))


class MarksForm(Form):
    """As many lines as rectangles: what a page without JavaScript, and who does not draw, can write as well."""

    marks = forms.CharField(
        label=_("遮挡的位置"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3, "class": "yc-input yc-mono", "data-marks": ""}),
        help_text=_("一处一行：左 上 宽 高，按图片宽高的千分之几"),
    )
    nothing = forms.BooleanField(label=_("看过了，没有人脸、证件号、车牌和姓名"), required=False)

    def clean_marks(self) -> tuple[Mark, ...]:
        return tuple(_mark(line) for line in self.cleaned_data["marks"].splitlines() if line.strip())


def _mark(line: str) -> Mark:
    said = line.split()
    if len(said) != SIDES or not all(one.isascii() and one.isdigit() and len(one) < SIDES + 1 for one in said):
        raise forms.ValidationError(gettext("每行四个整数：左 上 宽 高"))
    return Mark(*map(int, said))


def marks_form(marks: tuple[Mark, ...]) -> MarksForm:
    lines = "\n".join(f"{one.left} {one.top} {one.width} {one.height}" for one in marks)
    return MarksForm(initial={"marks": lines}, prefix="marking")
