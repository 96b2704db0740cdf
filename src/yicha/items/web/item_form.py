"""One item as a form: its elements, its partners, its check points row by row."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yicha.items.rules.elements import ratio_fault
from yicha.items.types import AuthorityLevel, CheckPoint, ItemClass, ItemRow, MainItemRow, Partner, Revision
from yicha.items.web.facts import Speaker
from yicha.items.web.point_form import count
from yicha.items.web.words import CLASSES, LABELS, LEVELS, ONE_DAY, REVISIONS, SCOPES
from yicha.shell.forms import Form

NONE: Final = ("", _("未选"))
CLASS_CHOICES: Final = [(one.value, CLASSES[one]) for one in ItemClass]
REVISION_CHOICES: Final = [NONE, *((one.value, REVISIONS[one]) for one in Revision)]
BLANK_PARTNERS = 2
LINES: Final = ("crimes", "materials")
TEXTS: Final = (
    *(
        "name",
        "check_class",
        "legal_basis",
        "main_item",
        "power_item_code",
        "catalogue_code",
        "subject_kind",
        "subjects",
        "supervision_form",
        "supervision_mode",
    ),
    *("process", "result", "ratio", "joint_version", "off_site", "simple"),
)


def text(name: str, most: int, *, rows: int = 0, required: bool = False, **more: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(label=LABELS[name], max_length=most, required=required, widget=widget, **more)


def day(name: str, **more: Any) -> forms.DateField:
    return forms.DateField(label=LABELS[name], widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more)


class ItemForm(Form):
    code = text("code", 60, required=True, help_text=_("14 位数字；地方增加的事项另加后缀"))
    name = text("name", 200, required=True)
    main_item = forms.ChoiceField(label=LABELS["main_item"], required=False)
    check_class = text("check_class", 60, required=True, help_text=_("同一企业同类检查一年一次，按这里的类别算"))
    item_class = forms.ChoiceField(label=LABELS["item_class"], choices=CLASS_CHOICES, widget=forms.RadioSelect)
    legal_basis = text("legal_basis", 4000, rows=3, required=True, help_text=_("文件名用书名号，写到条：《食品安全法》第一百一十条"))
    subject_kind = forms.ChoiceField(label=LABELS["subject_kind"], required=False)
    subjects = text("subjects", 400)
    supervision_form = forms.ChoiceField(label=LABELS["supervision_form"], required=False)
    supervision_mode = forms.ChoiceField(label=LABELS["supervision_mode"], required=False)
    authority_level = forms.ChoiceField(
        label=LABELS["authority_level"], required=False, choices=[NONE, *((one.value, LEVELS[one]) for one in AuthorityLevel)]
    )
    scope = forms.MultipleChoiceField(
        label=LABELS["scope"], required=False, choices=list(SCOPES.items()), widget=forms.CheckboxSelectMultiple
    )
    process = text("process", 2000, rows=2)
    result = text("result", 2000, rows=2)
    ratio = text("ratio", 100, help_text=_("5% 或 A:2%;B:5%;C:100%;D:100%；留空按规定比例"))
    yearly_cap = forms.IntegerField(
        label=LABELS["yearly_cap"], required=False, min_value=0, max_value=366, help_text=_("同一对象一年最多几次")
    )
    off_site = forms.BooleanField(label=LABELS["off_site"], required=False)
    simple = forms.BooleanField(label=LABELS["simple"], required=False, help_text=_("看一眼就能答，可以委托同去的部门代查"))
    joint_version = text("joint_version", 20, help_text=_("列入跨部门清单的填版本，如 2023年版"))
    power_item_code = text("power_item_code", 60)
    catalogue_code = text("catalogue_code", 80)
    crimes = text("crimes", 800, rows=2, help_text=_("每行一个"))
    materials = text("materials", 2000, rows=3, help_text=_("每行一样"))
    valid_from = day("valid_from")
    last_day = day("valid_to", required=False, help_text=_("废止的事项填最后一天；留空为长期"))
    revision = forms.ChoiceField(label=_("修订依据"), required=False, choices=REVISION_CHOICES)
    because = forms.CharField(label=_("依据文件和理由"), required=False, max_length=400, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, speaker: Speaker, mains: Sequence[MainItemRow], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        choices = {name: list(entries.items()) for name, entries in speaker.entries.items()}
        choices["main_item"] = [(main.code, f"{main.name} {main.code}") for main in mains]
        for name, known in choices.items():
            kept = self.initial.get(name)
            unknown = [(kept, kept)] if kept and kept not in dict(known) else []
            self.offer(name, [NONE, *known, *unknown])

    def mark(self, before: Mapping[str, str]) -> None:
        """What stands in the version in force is shown below the fields that differ from it."""
        for name, was in before.items():
            if name in self.fields:
                self.fields[name].was = was  # type: ignore[attr-defined]  # for the template

    def clean_ratio(self) -> str:
        written: str = self.cleaned_data["ratio"]
        if fault := ratio_fault(written):
            raise forms.ValidationError(fault)
        return written

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = said.get("valid_from"), said.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", gettext("最后一天早于生效日"))
        return said


def row_of_form(said: Mapping[str, Any], points: tuple[CheckPoint, ...], partners: tuple[Partner, ...], department: str) -> ItemRow:
    """The item that a cleaned form means."""
    texts: dict[str, Any] = {name: said[name] for name in TEXTS}
    return ItemRow(
        **texts,
        code=said["code"].strip(),
        department=department,
        item_class=ItemClass(said["item_class"]),
        authority_level=AuthorityLevel(said["authority_level"]) if said["authority_level"] else None,
        scope=tuple(said["scope"]),
        yearly_cap=said["yearly_cap"],
        crimes=tuple(_lines(said["crimes"])),
        materials=tuple(_lines(said["materials"])),
        valid_from=said["valid_from"],
        valid_to=said["last_day"] + ONE_DAY if said["last_day"] else None,
        check_points=points,
        partners=partners,
    )


def _lines(written: str) -> Iterator[str]:
    return filter(None, (line.strip() for line in written.splitlines()))


def initial_of(row: ItemRow) -> dict[str, Any]:
    plain = {name: getattr(row, name) for name in (*TEXTS, "code", "item_class", "yearly_cap", "valid_from")}
    lines = {name: "\n".join(getattr(row, name)) for name in LINES}
    last = row.valid_to - ONE_DAY if row.valid_to else None
    return plain | lines | {"authority_level": row.authority_level or "", "scope": list(row.scope), "last_day": last}


def posted_partners(sent: QueryDict) -> tuple[Partner, ...]:
    found: dict[str, str] = {}
    for number in range(1, count(sent, "partners") + 1):
        code = sent.get(f"d{number}-department", "")
        if code:
            found.setdefault(code, sent.get(f"d{number}-share", "").strip())
    return tuple(Partner(*pair) for pair in found.items())


def partner_lines(partners: Sequence[Partner]) -> list[tuple[int, Partner]]:
    return list(enumerate([*partners, *(Partner("") for _ in range(BLANK_PARTNERS))], 1))


def blank(today: date) -> dict[str, Any]:
    return {"valid_from": today + ONE_DAY, "item_class": ItemClass.GENERAL.value}
