"""监控设备: the register, and one device with what was settled of it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from yicha.inspections.actions.register_device import register_device
from yicha.inspections.actions.retire_device import retire_device
from yicha.inspections.actions.review_device import review_device
from yicha.inspections.queries import device as device_of
from yicha.inspections.queries import devices
from yicha.inspections.types import (
    STEP_NAMES,
    DeviceRow,
    InspectionPermission,
    RegisterDevice,
    RetireDevice,
    ReviewDevice,
)
from yicha.inspections.web.after import see
from yicha.inspections.web.forms import DeviceForm, DeviceStepForm, ReasonForm
from yicha.inspections.web.names import names_on
from yicha.kernel.access import actor_of, requires
from yicha.kernel.clock import now
from yicha.shell.answers import done
from yicha.shell.sorting import in_order
from yicha.shell.types import Column

PER_PAGE = 50
COLUMNS = (
    Column("department", gettext_lazy("部门")),
    Column("place", gettext_lazy("设在哪里")),
    Column("lacks", gettext_lazy("记录能否作证据")),
)


@requires(InspectionPermission.READ)
@require_http_methods(["GET", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """Who keeps them adds one below the list."""
    actor, at = actor_of(request), now()
    form = DeviceForm(request.POST or None)
    if form.is_valid() and done(
        form, lambda: register_device(actor, RegisterDevice(actor.region, actor.department, **form.cleaned_data), at)
    ):
        messages.success(request, _("已登记；审核、公布以前，它记录的不得作为证据"))
        return see("devices")
    names = names_on(actor, at.date())
    found = in_order(devices(actor, at.date()), request.GET.get("sort", ""), COLUMNS)
    page = Paginator([(one, names.one(one.department)) for one in found], PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "columns": COLUMNS, "form": form, "may": actor.may(InspectionPermission.KEEP_DEVICE)}
    return render(request, "inspections/devices.html", context, status=422 if form.errors else 200)


@requires(InspectionPermission.READ)
@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, device: int) -> HttpResponse:
    """What was settled, and the next step."""
    actor, at = actor_of(request), now()
    row = device_of(actor, device, at.date())
    left = [] if row.retired_on else [step for step, settled, _paper in row.steps if not settled]
    form = DeviceStepForm(request.POST or None, left)
    if form.is_valid() and done(form, lambda: review_device(actor, ReviewDevice(device, **form.cleaned_data), at)):
        messages.success(request, _("已登记，以后记录的按它判断"))
        return see("device", device)
    may = actor.may(InspectionPermission.REVIEW_DEVICE) and actor.acts_for(row.department) and bool(left)
    retires = actor.may(InspectionPermission.KEEP_DEVICE) and actor.acts_for(row.department) and not row.retired_on
    context = _shown(row) | {"form": form, "may": may, "may_retire": retires, "owner": names_on(actor, at.date()).one(row.department)}
    return render(request, "inspections/device.html", context, status=422 if form.errors else 200)


def _shown(row: DeviceRow) -> dict[str, object]:
    return {"row": row, "steps": [(STEP_NAMES[step], settled, paper) for step, settled, paper in row.steps]}


@requires(InspectionPermission.KEEP_DEVICE)
@require_http_methods(["GET", "POST"])
def retire(request: HttpRequest, device: int) -> HttpResponse:
    actor, at = actor_of(request), now()
    row, form = device_of(actor, device, at.date()), ReasonForm(request.POST or None)
    if form.is_valid() and done(form, lambda: retire_device(actor, RetireDevice(device, form.cleaned_data["reason"]), at)):
        return see("device", device)
    return render(request, "inspections/retire_device.html", {"row": row, "form": form}, status=422 if form.errors else 200)
