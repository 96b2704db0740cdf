"""`/subjects/`: the register as a list."""

from datetime import date
from typing import Final, cast

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from yicha.kernel.access import actor_of, requires
from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.norms.queries import norms_in_force
from yicha.norms.types import NormCode
from yicha.shell.forms import Form
from yicha.shell.sorting import order_asked
from yicha.shell.types import Column
from yicha.subjects.queries import industries, listing, total, towns
from yicha.subjects.types import KIND_NAMES, SubjectFilter, SubjectPermission
from yicha.subjects.web.industries import IndustryField

PAGE: Final = 50
NAME: Final = Column("name", gettext_lazy("名称"))
COLUMNS: Final = (
    Column("uscc", gettext_lazy("统一社会信用代码")),
    Column("kind", gettext_lazy("种类")),
    Column("industry", gettext_lazy("行业")),
    Column("town", gettext_lazy("乡镇街道")),
    Column("address", gettext_lazy("地址"), sorts=False),
    Column("credit_class", gettext_lazy("信用分类"), inner=True),
)
KINDS = (("", gettext_lazy("全部")), *((kind.value, name) for kind, name in KIND_NAMES.items()))
CLASSES = (("", gettext_lazy("全部")), *((name, name) for name in "ABCD"))
FILTERS: Final = ("q", "town", "industry", "credit_class", "kind", "tag")


class FilterForm(Form):
    """What stands in the address of the list: it can be kept and sent."""

    q = forms.CharField(label=gettext_lazy("名称、代码或首字母"), required=False, max_length=100)
    kind = forms.ChoiceField(label=gettext_lazy("种类"), required=False, choices=KINDS)
    town = forms.ChoiceField(label=gettext_lazy("乡镇街道"), required=False)
    tag = forms.CharField(label=gettext_lazy("标签或专项库"), required=False, max_length=40)
    industry = IndustryField(label=gettext_lazy("行业"), required=False, max_length=60)
    credit_class = forms.ChoiceField(label=gettext_lazy("信用分类（内部）"), required=False, choices=CLASSES)

    def __init__(self, actor: Actor, on: date, *args: object) -> None:
        """`on`: the day of a tag, and of the names of industries."""
        super().__init__(*args)
        self.on = on
        cast("IndustryField", self.fields["industry"]).know(industries(actor.region, on))
        self.offer("town", [("", _("全部")), *((town, town) for town in towns(actor))])
        self.fields["q"].widget.attrs["placeholder"] = _("如 好味道、hwd、尾号 37XQ")
        self.fields["industry"].widget.attrs["placeholder"] = _("如 餐饮业、H62")

    def asked(self) -> SubjectFilter:
        """A value that is none of the choices does not limit."""
        self.is_valid()
        q, town, industry, credit_class, kind, tag = (self.cleaned_data.get(name, "") for name in FILTERS)
        return SubjectFilter(q, town, industry, credit_class, kind, tag, self.on if tag else None)


@requires(SubjectPermission.READ)
@require_GET
def subjects(request: HttpRequest) -> HttpResponse:
    actor, at = actor_of(request), now()
    form = FilterForm(actor, at.date(), request.GET)
    asked, norms = form.asked(), norms_in_force(actor.region, at.date())
    found = total(actor, asked, norms.whole(NormCode.EXPORT_DIRECT_ROWS_MAX))
    page = Paginator(range(found.number), PAGE).get_page(request.GET.get("page"))
    order = order_asked(request.GET, (NAME, *COLUMNS))
    rows = listing(actor, asked, max(page.start_index() - 1, 0), PAGE, few=found.exact, order=order)
    asking = {"register": SubjectPermission.REGISTER, "merge": SubjectPermission.MERGE, "import": SubjectPermission.IMPORT}
    may = {f"may_{name}": actor.may(permission) for name, permission in asking.items()}
    shown = may | {
        "form": form,
        "asked": asked,
        "total": found,
        "page": page,
        "rows": rows,
        "most": norms.whole(NormCode.EXPORT_JOB_ROWS_MAX),
        "columns": COLUMNS,
    }
    return render(request, "subjects/subjects.html", shown | {"filtered": asked != SubjectFilter()})
