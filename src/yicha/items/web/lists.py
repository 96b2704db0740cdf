"""`/items/`: the list of the region."""

from typing import Any, Final

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from yicha.items.queries import listed, narrowed
from yicha.items.types import ItemClass, ItemFilter, ItemPermission, ListedItem, Standing
from yicha.items.web.facts import Speaker
from yicha.items.web.places import place_of, places
from yicha.items.web.words import CLASSES, REVISIONS, STANDING_TONES, STANDINGS, STATUSES
from yicha.kernel.access import actor_of, requires
from yicha.kernel.clock import now
from yicha.shell.forms import Form
from yicha.shell.sorting import in_order
from yicha.shell.types import Column

PAGE: Final = 50
NAME: Final = Column("name", gettext_lazy("事项"))
COLUMNS: Final = (
    Column("code", gettext_lazy("编码")),
    Column("department", gettext_lazy("部门")),
    Column("check_class", gettext_lazy("检查类别")),
    Column("item_class", gettext_lazy("清单")),
    Column("points", gettext_lazy("检查项"), number=True),
    Column("version", gettext_lazy("版本")),
    Column("valid_from", gettext_lazy("生效")),
    Column("standing", gettext_lazy("状态")),
)
ALL: Final = ("", gettext_lazy("全部"))
CLASS_CHOICES: Final = [ALL, *((one.value, CLASSES[one]) for one in ItemClass)]
STANDING_CHOICES: Final = [ALL, *((one.value, STANDINGS[one]) for one in Standing)]


class FilterForm(Form):
    """What stands in the address of the list: it can be kept and sent."""

    q = forms.CharField(label=gettext_lazy("名称、编码、首字母"), required=False, max_length=100)
    department = forms.ChoiceField(label=gettext_lazy("部门"), required=False)
    check_class = forms.ChoiceField(label=gettext_lazy("检查类别"), required=False)
    item_class = forms.ChoiceField(label=gettext_lazy("清单"), required=False, choices=CLASS_CHOICES)
    standing = forms.ChoiceField(label=gettext_lazy("状态"), required=False, choices=STANDING_CHOICES)
    joint = forms.BooleanField(label=gettext_lazy("跨部门"), required=False)

    def __init__(self, rows: list[ListedItem], speaker: Speaker, *args: object) -> None:
        super().__init__(*args)
        owners = sorted({code for row in rows for code in (row.department, *row.partners)})
        classes = sorted({row.check_class for row in rows})
        self.offer("department", [ALL, *((code, speaker.short.get(code, code)) for code in owners)])
        self.offer("check_class", [ALL, *((name, name) for name in classes)])
        self.fields["q"].widget.attrs["placeholder"] = _("如 食品、spjy")

    def asked(self) -> ItemFilter:
        """A value that is none of the choices does not limit."""
        self.is_valid()
        said = self.cleaned_data
        words = {name: said.get(name, "") for name in ("department", "check_class", "item_class", "standing")}
        return ItemFilter(said.get("q", ""), **words, joint=said.get("joint", False))


@requires(ItemPermission.READ)
@require_GET
def items(request: HttpRequest) -> HttpResponse:
    actor, at, place = actor_of(request), now(), place_of(request)
    every, speaker = listed(actor, place.path, at.date()), Speaker(place.path, at.date())
    form = FilterForm(every, speaker, request.GET)
    asked = form.asked()
    rows = in_order(narrowed(every, asked), request.GET.get("sort", ""), (NAME, *COLUMNS))
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    shown = {"form": form, "page": page, "rows": [line(row, speaker) for row in page], "total": len(rows)}
    told = {"filtered": asked != ItemFilter(), "counts": counts(every), "all": len(every), "columns": COLUMNS}
    return render(
        request,
        "items/items.html",
        shown | told | {"place": place, "places": places(actor), "may_propose": place.own and actor.may(ItemPermission.PROPOSE)},
    )


def line(row: ListedItem, speaker: Speaker) -> dict[str, Any]:
    """A row with its words."""
    return {
        "row": row,
        "department": speaker.short.get(row.department, row.department),
        "partners": [speaker.short.get(code, code) for code in row.partners],
        "item_class": CLASSES[row.item_class],
        "standing": STANDINGS[row.standing],
        "tone": STANDING_TONES[row.standing],
        "pending": STATUSES[row.pending] if row.pending else "",
        "revision": REVISIONS[row.revision] if row.revision else "",
    }


def counts(rows: list[ListedItem]) -> list[tuple[str, Any, int]]:
    """How many of each standing; each opens its rows."""
    return [(one.value, STANDINGS[one], len(narrowed(rows, ItemFilter(standing=one.value)))) for one in Standing]
