"""The register of monitoring devices, in the actor's jurisdiction."""

from collections.abc import Collection, Mapping
from dataclasses import fields
from datetime import date, datetime

from django.db.models import Q

from yicha.inspections import models
from yicha.inspections.rules.devices import lacking
from yicha.inspections.types import DeviceEntry, DeviceRow, DeviceStep
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import of_department, read, within


def devices(actor: Actor, on: date, *, announced: bool = False) -> list[DeviceRow]:
    """`announced`: only those in use whose place was made public."""
    found = within(actor, models.Device.objects.order_by("department", "number"))
    if announced:
        found = found.filter(notice_on__lte=on, retired_on=None)
    return [device_row(row, on) for row in found]


def device(actor: Actor, pk: int, on: date) -> DeviceRow:
    return device_row(read(actor, models.Device.objects.all(), clause="LYG-5.5", pk=pk), on)


def device_row(row: models.Device, on: date) -> DeviceRow:
    """As it stands on that day."""
    steps = (
        (DeviceStep.LEGAL, row.legal_on, row.legal_paper),
        (DeviceStep.TECHNICAL, row.technical_on, row.technical_paper),
        (DeviceStep.NOTICE, row.notice_on, row.notice_paper),
    )
    lacks = lacking(((step, done) for step, done, _paper in steps), row.retired_on, on)
    return DeviceRow(row.pk, row.department, row.number, row.name, row.place, steps, row.retired_on, lacks)


def devices_lock(region_path: str) -> str:
    """The name under which a region's devices are held while a workbook is compared with them (kernel/locks)."""
    return f"devices:{region_path}"


def device_entries(actor: Actor) -> list[DeviceEntry]:
    """Of the actor's departments, what is in use, as the workbook says it."""
    found = of_department(actor, within(actor, models.Device.objects.filter(retired_on=None).order_by("department", "number")))
    return [device_entry(row) for row in found]


def known_devices(region_path: str, numbers: Collection[str], *, for_update: bool = False) -> Mapping[str, DeviceEntry]:
    """As the register holds them; what is out of use is not known."""
    held = models.Device.objects.filter(region_path=region_path, number__in=numbers, retired_on=None).order_by("number")
    return {row.number: device_entry(row) for row in (held.select_for_update() if for_update else held)}


def devices_relied_on(region_path: str, since: datetime, new: Collection[str]) -> list[str]:
    """Evidence that a device recorded since then stands on what the register said of it, and evidence of a new one whenever taken."""
    named = models.EvidenceItem.objects.filter(inspection__region_path=region_path, device__isnull=False)
    found = named.filter(Q(at__gte=since) | Q(device__number__in=new)).order_by("pk")
    return [f"证据 {number} 证{place}" for number, place in found.values_list("inspection__number", "place")[:9]]


def device_entry(row: models.Device) -> DeviceEntry:
    return DeviceEntry(**{field.name: getattr(row, field.name) for field in fields(DeviceEntry)})
